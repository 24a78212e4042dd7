"""What people call the things that axioms speak of."""

import re
from collections import defaultdict
from collections.abc import Iterable

from cocreation.model import Text
from cocreation.namespaces import RDFS
from cocreation.reasoning.axioms import Tree
from cocreation.reasoning.ntriples import Statement, Token, iri, is_literal, literal_parts

_LABEL = iri(RDFS + "label")
_VOWELS = frozenset("aeiou")
_CONSONANT_VOWELS = ("eu", "one", "uni", "us")
_SINGULAR_ENDS = ("ss", "us", "is")
_DOMAIN = re.compile(r"(Object|Data)PropertyDomain")


class Labels:
    """The `rdfs:label`s of a graph; for want of one the other language's, then the IRI's end."""

    def __init__(self, statements: Iterable[Statement]) -> None:
        self._texts: dict[Token, dict[str, str]] = defaultdict(dict)
        for subject, predicate, value in statements:
            if predicate == _LABEL and is_literal(value):
                text, language, _ = literal_parts(value)
                self._texts[subject].setdefault(language or "en", text)

    def __getitem__(self, token: Token) -> Text:
        """Name a thing, or show a literal's text."""
        if is_literal(token):
            text, _, _ = literal_parts(token)
            return Text(en=text, zh=text)
        known = self._texts.get(token, {})
        fallback = next(iter(known.values()), _local_name(token))
        return Text(en=known.get("en", fallback), zh=known.get("zh", fallback))


def domains(axioms: Iterable[Tree]) -> dict[Token, Token]:
    """Find the class that each property's axioms name as its domain, where they name just one."""
    found: dict[Token, Token] = {}
    for axiom in axioms:
        match axiom:
            case (str(name), str(property_), str(class_)) if _DOMAIN.fullmatch(name):
                found[property_] = class_
    return found


def with_article(noun: str) -> str:
    """Put the indefinite article before an English noun, unless it is a plural."""
    if noun.endswith("s") and not noun.endswith(_SINGULAR_ENDS):
        return noun
    open_vowel = noun[:1].lower() in _VOWELS and not noun.lower().startswith(_CONSONANT_VOWELS)
    return f"an {noun}" if open_vowel else f"a {noun}"


def _local_name(token: Token) -> str:
    inner = token.strip("<>").rstrip("/#")
    return re.split(r"[/#]", inner)[-1] or inner
