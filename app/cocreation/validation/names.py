"""What things are called, so that a message names them as a person does."""

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator

from rdflib.compat import decodeUnicodeEscape

from cocreation.model import Language, Term, Text
from cocreation.namespaces import PREFIXES, RDFS, compact
from cocreation.validation.graphs import STAND_IN
from cocreation.validation.neighbourhood.view import View

_TEXT = r'"((?:[^"\\]|\\.)*)"(?:@([A-Za-z]+))?'
_LITERAL = re.compile(_TEXT)
_LABEL = re.compile(f"(?m)^<([^>]*)> <{RDFS}label> {_TEXT}".encode())

Label = tuple[str, str]
_QNAME = re.compile(r"(?:\b(an?) )?(?<![\w:])([a-z]+):([A-Za-z][\w-]*)")
_VOWELS = "AEIOaeio"
# In Chinese no blank stands beside a quotation mark or a bracket.
_CJK = r"[\u3000-\u9fff\uff00-\uffef]"
_NEEDLESS_BLANK = re.compile(f"(?<={_CJK}) (?=[“（])|(?<=[”）]) (?={_CJK})")
# Terms of other vocabularies, which no graph at hand gives a label.
_OTHERS = {
    PREFIXES[prefix] + name: Text(en=en, zh=zh)
    for prefix, name, en, zh in (
        ("rdf", "type", "kind", "种类"),
        ("rdfs", "label", "label", "名称"),
        ("skos", "altLabel", "other label", "别名"),
        ("skos", "broader", "level above", "上级"),
        ("skos", "definition", "definition", "定义"),
        ("skos", "note", "note", "说明"),
        ("skos", "prefLabel", "preferred label", "首选名称"),
        ("skos", "scopeNote", "scope note", "范围说明"),
        ("dcterms", "title", "title", "题名"),
        ("cito", "cites", "cites", "引用"),
        ("fabio", "Expression", "Publication or reference", "文献"),
        ("org", "Organization", "Organization", "组织"),
        ("org", "memberOf", "member of", "所属组织"),
        ("org", "unitOf", "unit of", "上级组织"),
        ("prov", "wasAttributedTo", "coded by", "编码者"),
        ("prov", "wasDerivedFrom", "derived from", "依据的证据"),
    )
}


class Names:
    """The labels of things; `labels` gives those of one, each with its language, if it has any."""

    def __init__(self, labels: Callable[[str], Iterable[Label]]) -> None:
        self.labels = labels

    def of(self, iri: str) -> Text:
        """The label in quotation marks, in the language of each text; else the short name."""
        known = self._known(iri)
        if not known:
            return Text(en=compact(iri), zh=compact(iri))
        # Of several in one language the first in order, so that it is the same wherever they stand.
        by_language = dict(reversed(known))
        en = by_language.get("en", known[0][1])
        return Text(en=f"“{en}”", zh=f"“{by_language.get('zh', en)}”")

    def _known(self, iri: str) -> list[Label]:
        return sorted(set(self.labels(iri))) or _of_others(iri)

    def with_short(self, iri: str) -> Text:
        """The label, and the short name that a person has to type."""
        name, short = self.of(iri), compact(iri)
        if short in (name.en, name.zh):
            return name
        return Text(en=f"{name.en} ({short})", zh=f"{name.zh}（{short}）")

    def in_words(self, text: Text, path: str | None = None) -> Text:
        """The text with each short name that has a label called by it.

        The short name stands behind, but for that of the `path`, which is told anyway.
        """

        def called(match: re.Match[str], language: Language) -> str:
            article, prefix, local = match.groups()
            iri = PREFIXES.get(prefix, "") + local
            if prefix not in PREFIXES or not self._known(iri):
                return match[0]
            name = (self.of(iri) if iri == path else self.with_short(iri)).in_language(language)
            return name if article is None else f"{'an' if name[1] in _VOWELS else 'a'} {name}"

        en = _QNAME.sub(lambda match: called(match, "en"), text.en)
        return Text(en=en, zh=tidy(_QNAME.sub(lambda match: called(match, "zh"), text.zh)))

    def said(self, term: Term) -> Text:
        """A term as it stands in a message: a thing by its name, a literal's own text."""
        if term.kind == "iri":
            return self.of(term.value)
        text = term.value if term.kind == "literal" else f"_:{term.value}"
        return Text(en=text, zh=text)


def tidy(chinese: str) -> str:
    """The text without blanks between Chinese and quotation marks."""
    return _NEEDLESS_BLANK.sub("", chinese)


def _of_others(iri: str) -> list[Label]:
    name = _OTHERS.get(iri)
    return [("en", name.en), ("zh", name.zh)] if name else []


def names_within(ntriples: bytes) -> Names:
    """The names that N-Triples give, read when the first is asked for."""
    read: dict[str, list[Label]] = {}

    def labels(iri: str) -> Iterable[Label]:
        if not read:
            read.update(_read(ntriples))
        return read.get(iri, ())

    return Names(labels)


def names_seen(view: View, properties: Collection[str] = (RDFS + "label",)) -> Names:
    """The names that the graph gives as it would be with files in it, looked up one by one."""

    def labels(iri: str) -> Iterator[Label]:
        node = f"_:{iri.removeprefix(STAND_IN)}" if iri.startswith(STAND_IN) else iri
        for predicate, written in view.about(node):
            if predicate in properties and (label := _LITERAL.match(written)):
                yield _label(*label.groups())

    return Names(labels)


def _read(ntriples: bytes) -> dict[str, list[Label]]:
    found: dict[str, list[Label]] = defaultdict(list)
    for label in _LABEL.finditer(ntriples):
        written, language = label[2].decode(), (label[3] or b"").decode()
        found[label[1].decode()].append(_label(written, language))
    return found


def _label(written: str, language: str | None) -> Label:
    text = decodeUnicodeEscape(written) if "\\" in written else written
    return (language or "").lower(), text
