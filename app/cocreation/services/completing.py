"""What a query editor offers to complete: the terms, the things, what each class really has."""

from collections.abc import Sequence
from dataclasses import dataclass

from cocreation.model import QuerySpec, Term, Text
from cocreation.namespaces import CST, PREFIXES, RDF, SH, VCC
from cocreation.services import querying
from cocreation.services.browsing import cells
from cocreation.services.labelling import labels
from cocreation.store.base import Store

_USES_QUERY = "dataset/list-properties-of-classes"
# What is of several kinds is listed under the first.
_KINDS = {
    "stage": VCC + "Stage",
    "construct": CST + "Construct",
    "proposition": CST + "Proposition",
    "sector": VCC + "Sector",
    "study": CST + "Study",
    "organization": PREFIXES["org"] + "Organization",
    "case": CST + "Case",
}
MOST_OF_A_KIND = 500
_TERMS = """
PREFIX owl: <http://www.w3.org/2002/07/owl#>
SELECT DISTINCT ?term ?kind
WHERE {
  VALUES (?type ?kind) {
    (owl:Class "class") (owl:ObjectProperty "property") (owl:DatatypeProperty "property")
    (owl:AnnotationProperty "property")
  }
  ?term a ?type .
  FILTER(ISIRI(?term))
}
ORDER BY ?kind ?term
"""
_MEMBERS = """
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT DISTINCT ?class ?thing
WHERE {
  {
    ?type rdfs:subClassOf* ?class .
    # Without OPTIONAL the engine looks at everything that has a type.
    OPTIONAL { ?thing a ?type }
    FILTER(BOUND(?thing))
  }
}
ORDER BY ?thing
"""


@dataclass(frozen=True, slots=True)
class Completion:
    """One name that may be completed; `kind` is class, property or a kind of thing."""

    iri: str
    kind: str
    label: Text


@dataclass(frozen=True, slots=True)
class Completions:
    """Names, and for each class its properties with how many things have them, commonest first."""

    names: tuple[Completion, ...]
    uses: dict[str, tuple[tuple[str, int], ...]]


def read_completions(store: Store, queries: Sequence[QuerySpec]) -> Completions:
    """Read what a store has to complete now."""
    uses = _uses(store, queries)
    kinds = {row["term"]: row["kind"] for row in cells(store.select(_TERMS))}
    for used in uses.values():
        kinds.update({name: "property" for name, _ in used if name not in kinds})
    called = labels(store, kinds)
    terms = [Completion(iri, kind, called.get(iri, Text("", ""))) for iri, kind in kinds.items()]
    return Completions((*terms, *_things(store)), uses)


def _things(store: Store) -> tuple[Completion, ...]:
    """What a person may name in a pattern, each once under its most particular kind."""
    kinds: dict[str, str] = {}
    for kind, class_ in _KINDS.items():
        part = f"LIMIT {MOST_OF_A_KIND}"
        rows = store.select(_MEMBERS + part, {"class": Term("iri", class_)})
        for row in cells(rows):
            kinds.setdefault(row["thing"], kind)
    called = labels(store, kinds)
    return tuple(
        Completion(iri, kind, called.get(iri, Text("", ""))) for iri, kind in kinds.items()
    )


def _uses(store: Store, queries: Sequence[QuerySpec]) -> dict[str, tuple[tuple[str, int], ...]]:
    rows = cells(querying.select(store, querying.find_query(queries, _USES_QUERY), {}))
    found: dict[str, list[tuple[str, int]]] = {}
    for row in rows:
        if row["property"] != RDF + "type" and not row["class"].startswith(SH):
            found.setdefault(row["class"], []).append((row["property"], int(row["things"])))
    return {name: tuple(used) for name, used in found.items()}
