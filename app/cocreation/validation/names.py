"""What things are called, so that a message names them as a person does."""

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator

from rdflib.compat import decodeUnicodeEscape

from cocreation.model import Term, Text
from cocreation.namespaces import RDFS, compact
from cocreation.validation.graphs import STAND_IN
from cocreation.validation.neighbourhood.view import View
from cocreation.validation.rdf import read_term

_LABEL = re.compile(
    rb"(?m)^<([^>]*)> <" + RDFS.encode() + rb'label> "((?:[^"\\]|\\.)*)"(?:@([A-Za-z]+))?'
)

Label = tuple[str, str]


class Names:
    """The labels of things; `labels` gives those of one, each with its language, if it has any."""

    def __init__(self, labels: Callable[[str], Iterable[Label]]) -> None:
        self.labels = labels

    def of(self, iri: str) -> Text:
        """The label in quotation marks, in the language of each text; else the short name."""
        known = sorted(set(self.labels(iri)))
        if not known:
            return Text(en=compact(iri), zh=compact(iri))
        # Of several in one language the first in order, so that it is the same wherever they stand.
        by_language = dict(reversed(known))
        en = by_language.get("en", known[0][1])
        return Text(en=f"“{en}”", zh=f"“{by_language.get('zh', en)}”")

    def said(self, term: Term) -> Text:
        """A term as it stands in a message: a thing by its name, a literal's own text."""
        if term.kind == "iri":
            return self.of(term.value)
        text = term.value if term.kind == "literal" else f"_:{term.value}"
        return Text(en=text, zh=text)


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
            if predicate in properties and written.startswith('"'):
                label = read_term(written)
                yield (label.language or "").lower(), label.value

    return Names(labels)


def _read(ntriples: bytes) -> dict[str, list[Label]]:
    found: dict[str, list[Label]] = defaultdict(list)
    for label in _LABEL.finditer(ntriples):
        text = decodeUnicodeEscape(label[2].decode())
        found[label[1].decode()].append(((label[3] or b"").decode().lower(), text))
    return found
