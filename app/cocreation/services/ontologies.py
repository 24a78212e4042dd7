"""The terms of an ontology as a person reads them, with how often the data use them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from cocreation.likeness import slug
from cocreation.model import Language, QuerySpec
from cocreation.namespaces import OWL, RDF, RDFS, SKOS
from cocreation.services.exploring import ask, grouped
from cocreation.services.portraits import Said, said_of
from cocreation.services.records import Asking
from cocreation.services.results import Cell
from cocreation.store.base import Store

TERMS_QUERY = "dataset/describe-terms"
USES_QUERY = "dataset/count-uses"
Sort = Literal["class", "property", "individual"]
SORTS: tuple[Sort, ...] = ("class", "property", "individual")
_TYPE, _LABEL, _DEFINITION = RDF + "type", RDFS + "label", SKOS + "definition"


@dataclass(frozen=True, slots=True)
class OntologyTerm:
    """A term: `anchor` is its local name, `uses` counts what is of a class or has a property."""

    iri: str
    anchor: str
    sort: Sort
    name: Cell
    definitions: tuple[Cell, ...]
    said: tuple[Said, ...]
    uses: int


def read_terms(
    store: Store, queries: Sequence[QuerySpec], ontology: str, language: Language
) -> tuple[OntologyTerm, ...]:
    """Read the terms that an ontology declares, by local name; none where it declares none."""
    uses = {
        row["term"]: int(row["uses"])
        for row in Asking(store, queries).records(USES_QUERY, ontology=ontology)
    }
    rows = ask(store, queries, TERMS_QUERY, {"ontology": ontology})
    terms = []
    for term, stated in groupby(rows, key=lambda row: row["term"]):
        said = tuple(said_of(group, language) for group in grouped(stated, "value"))
        iri = term.value if term else ""
        terms.append(_term(iri, said, uses.get(iri, 0), language))
    return tuple(sorted(terms, key=lambda term: term.anchor.casefold()))


def _term(iri: str, said: tuple[Said, ...], uses: int, language: Language) -> OntologyTerm:
    told = {one.property.iri: one.values for one in said}
    kinds = {cell.iri for cell in told.get(_TYPE, ())}
    names = told.get(_LABEL, (Cell(slug(iri)),))
    return OntologyTerm(
        iri=iri,
        anchor=slug(iri),
        sort=_sort(kinds),
        name=names[0],
        definitions=tuple(_spoken(told.get(_DEFINITION, ()), language)),
        said=tuple(one for one in said if one.property.iri not in (_LABEL, _DEFINITION)),
        uses=uses,
    )


def _sort(kinds: set[str | None]) -> Sort:
    if OWL + "Class" in kinds:
        return "class"
    return "property" if any(kind and kind.endswith("Property") for kind in kinds) else "individual"


def _spoken(cells: Sequence[Cell], language: Language) -> Iterator[Cell]:
    """What is said in the reader's language, or else whatever is."""
    mine = [cell for cell in cells if cell.language in (language, None)]
    yield from mine or cells
