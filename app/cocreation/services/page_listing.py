"""Which things have a page, and when what is said on it was last changed."""

from dataclasses import dataclass

from cocreation.namespaces import BASE, RECORDS
from cocreation.services.browsing import cells
from cocreation.services.history import last_times
from cocreation.store.base import Store

_THINGS = """
PREFIX owl: <http://www.w3.org/2002/07/owl#>
SELECT DISTINCT ?thing
WHERE {
  { SELECT DISTINCT ?thing WHERE { ?thing ?property ?value } }
  FILTER(STRSTARTS(STR(?thing), STR(<id/>)) || EXISTS { ?thing a owl:Ontology })
}
ORDER BY ?thing
"""
# What a submitted case says of its own day, or of another's, is nobody's word but the submitter's.
_CHANGED = """
PREFIX dcterms: <http://purl.org/dc/terms/>
SELECT ?thing (MAX(?day) AS ?last)
WHERE {
  GRAPH ?graph { ?thing dcterms:modified ?day FILTER(ISIRI(?thing)) }
  FILTER(
    STRSTARTS(STR(?graph), STR(<graph/data/>)) ||
    STRSTARTS(STR(?graph), STR(<graph/ontology/>)) ||
    STRSTARTS(STR(?graph), STR(<graph/shapes/>))
  )
}
GROUP BY ?thing
ORDER BY ?thing
"""


@dataclass(frozen=True, slots=True)
class Listed:
    """A thing that is said something of; `changed` is a day or a time, None where not known."""

    iri: str
    changed: str | None = None


def read_things(store: Store) -> tuple[Listed, ...]:
    """List every thing named here and every ontology of ours, by IRI.

    The records of who submitted what are left out: the page of a case's history tells it all.
    """
    changed = {row["thing"]: row["last"] for row in cells(store.select(_CHANGED))}
    changed |= {case.iri: last for case, last in last_times(store).items()}
    things = (row["thing"] for row in cells(store.select(_THINGS)))
    return tuple(
        Listed(thing, changed.get(thing))
        for thing in things
        if thing.startswith(BASE) and not thing.startswith(RECORDS)
    )
