"""What can be found: everything with a name or a code, with all texts that tell of it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from cocreation.likeness import language_of, slug
from cocreation.model import QuerySpec, Term, Text
from cocreation.namespaces import CST, ID, PREFIXES, RDFS, SKOS, VCC
from cocreation.services.statements import Statements

_NAME = RDFS + "label"
_CODE, _CITED = CST + "sourceCode", CST + "citedCode"
# What is read for each thing; texts come in this order.
_TOLD = (
    *(_NAME, _CODE, _CITED, SKOS + "prefLabel", SKOS + "altLabel", SKOS + "definition"),
    *(CST + "summary", CST + "statedValue", CST + "observedValue", CST + "role"),
    *(PREFIXES["dcterms"] + "title", CST + "authorsAsPrinted"),
    *(PREFIXES["prism"] + "publicationName", PREFIXES["prism"] + "doi"),
    *(SKOS + "note", SKOS + "example", RDFS + "comment"),
)
QUESTION = "question"
_TERM, _OTHER = "term", "other"
# By the first segment of a name below `id/`; the order is that of the facets.
_KINDS = {
    "case": "case",
    "organization": "organization",
    "concept": "construct",
    "theme": "construct",
    "dimension": "construct",
    "stage": "construct",
    "proposition": "proposition",
    "evidence": "evidence",
    "source": "source",
    "solution": "solution",
    "resource": "solution",
    "reference": "reference",
    "study": "study",
    "discrepancy": "discrepancy",
    "informant": "informant",
    "sector": "sector",
}
KINDS = (*dict.fromkeys(_KINDS.values()), _TERM, QUESTION, _OTHER)
# What became of a case is in its history, a mapping on the page of links and of its thing, and a
# person who submits is not looked up here.
_NOT_SOUGHT = ("deed", "revision", "submitter", "file", "mapping")


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that can be found: `name` is its IRI, or the id of a question of the library.

    `codes` are its own, `cited` those of the sources that it names.
    """

    name: str
    kind: str
    title: Text
    codes: tuple[str, ...]
    cited: tuple[str, ...]
    texts: tuple[Term, ...]


def read_entries(statements: Statements, queries: Sequence[QuerySpec]) -> Iterator[Entry]:
    """Make an entry of everything that can be found by its texts, and of each question."""
    for iri in sorted(statements):
        if kind_of(iri) and not statements[iri].keys().isdisjoint(_TOLD):
            yield _entry(iri, statements[iri])
    for question in queries:
        yield _question(question)


def kind_of(iri: str) -> str:
    """The kind under which a thing is found; empty for what is not sought."""
    if iri.startswith((CST, VCC)):
        return _TERM
    first = iri.removeprefix(ID).partition("/")[0]
    if not iri.startswith(ID) or first in _NOT_SOUGHT:
        return ""
    return _KINDS.get(first, _OTHER)


def _entry(iri: str, told: Mapping[str, Sequence[Term]]) -> Entry:
    names = {term.language or "": term.value for term in told.get(_NAME, ())}
    codes = [term.value for term in told.get(_CODE, ())]
    texts = [
        text for property_ in _TOLD[3:] for text in told.get(property_, ()) if text.value.strip()
    ]
    return Entry(
        name=iri,
        kind=kind_of(iri),
        title=Text.of(names, codes[0] if codes else slug(iri)),
        codes=(*codes, slug(iri)),
        cited=tuple(term.value for term in told.get(_CITED, ())),
        texts=tuple(texts),
    )


def _question(spec: QuerySpec) -> Entry:
    texts = (spec.description.zh, spec.description.en, " ".join(spec.tags))
    return Entry(
        name=spec.id,
        kind=QUESTION,
        title=spec.summary,
        codes=(spec.id, spec.id.rpartition("/")[2]),
        cited=(),
        texts=tuple(Term("literal", text, language=language_of(text)) for text in texts),
    )
