"""What things are called, so that a message names them as a person does."""

import re
from functools import cached_property

from rdflib.compat import decodeUnicodeEscape

from cocreation.model import Term, Text
from cocreation.namespaces import RDFS, compact

_LABEL = re.compile(
    rb"(?m)^<([^>]*)> <" + RDFS.encode() + rb'label> "((?:[^"\\]|\\.)*)"(?:@([A-Za-z]+))?'
)


class Names:
    """The labels in N-Triples, read when the first is asked for."""

    def __init__(self, ntriples: bytes) -> None:
        self._ntriples = ntriples

    def of(self, iri: str) -> Text:
        """The label in quotation marks, in the language of each text; else the short name."""
        known = self._labels.get(iri)
        if known is None:
            return Text(en=compact(iri), zh=compact(iri))
        either = next(iter(known.values()))
        en = known.get("en", either)
        return Text(en=f"“{en}”", zh=f"“{known.get('zh', en)}”")

    def said(self, term: Term) -> Text:
        """A term as it stands in a message: a thing by its name, a literal's own text."""
        if term.kind == "iri":
            return self.of(term.value)
        text = term.value if term.kind == "literal" else f"_:{term.value}"
        return Text(en=text, zh=text)

    @cached_property
    def _labels(self) -> dict[str, dict[str, str]]:
        labels: dict[str, dict[str, str]] = {}
        for found in _LABEL.finditer(self._ntriples):
            language = (found[3] or b"").decode().lower()
            by_language = labels.setdefault(found[1].decode(), {})
            by_language.setdefault(language, decodeUnicodeEscape(found[2].decode()))
        return labels
