"""Counting what a graph holds: each question passes over it once, however large it is."""

from cocreation.linking.statistics import (
    ClassCount,
    GraphCount,
    LinkCount,
    PropertyCount,
    Statistics,
)
from cocreation.services.browsing import cells
from cocreation.store.base import Store

_TOTALS = """
SELECT (COUNT(*) AS ?triples) (COUNT(DISTINCT ?s) AS ?subjects) (COUNT(DISTINCT ?o) AS ?objects)
WHERE { ?s ?p ?o }
"""
_ENTITIES = """
SELECT (COUNT(*) AS ?entities)
WHERE { { SELECT DISTINCT ?s WHERE { ?s ?p ?o } } FILTER(STRSTARTS(STR(?s), STR(<id/>))) }
"""
_CLASSES = """
SELECT ?class (COUNT(DISTINCT ?thing) AS ?entities) (MIN(?name) AS ?example)
WHERE { ?thing a ?class FILTER(ISIRI(?class)) BIND(IF(ISBLANK(?thing), "", STR(?thing)) AS ?name) }
GROUP BY ?class
ORDER BY ?class
"""
_PROPERTIES = """
SELECT ?property (COUNT(*) AS ?triples)
  (COUNT(DISTINCT ?s) AS ?subjects) (COUNT(DISTINCT ?o) AS ?objects)
WHERE { ?s ?property ?o }
GROUP BY ?property
ORDER BY ?property
"""
_GRAPHS = """
SELECT ?graph (COUNT(*) AS ?triples)
WHERE { GRAPH ?graph { ?s ?p ?o } }
GROUP BY ?graph
ORDER BY ?graph
"""
# A link says of a thing here what it is in another dataset, or where more is said of it there. The
# other dataset is known by its namespace: all of an IRI before its last name.
_LINKS = """
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX schema: <https://schema.org/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?target ?predicate (COUNT(*) AS ?triples)
WHERE {
  VALUES ?predicate {
    skos:exactMatch skos:closeMatch skos:broadMatch skos:narrowMatch skos:relatedMatch
    owl:sameAs owl:equivalentClass owl:equivalentProperty schema:sameAs rdfs:seeAlso
    schema:location dcterms:subject
  }
  ?thing ?predicate ?other
  FILTER(STRSTARTS(STR(?thing), STR(<>)) && ISIRI(?other) && !STRSTARTS(STR(?other), STR(<>)))
  BIND(REPLACE(STR(?other), "[^/#]+[/#]?$", "") AS ?target)
}
GROUP BY ?target ?predicate
ORDER BY ?target ?predicate
"""


def read_statistics(store: Store) -> Statistics:
    """Count what the graph holds now; QueryTimeoutError where a count takes too long."""
    (totals,) = cells(store.select(_TOTALS))
    (entities,) = cells(store.select(_ENTITIES))
    return Statistics(
        triples=int(totals["triples"]),
        entities=int(entities["entities"]),
        subjects=int(totals["subjects"]),
        objects=int(totals["objects"]),
        classes=tuple(
            ClassCount(row["class"], int(row["entities"]), row["example"] or None)
            for row in cells(store.select(_CLASSES))
        ),
        properties=tuple(
            PropertyCount(
                row["property"], int(row["triples"]), int(row["subjects"]), int(row["objects"])
            )
            for row in cells(store.select(_PROPERTIES))
        ),
        graphs=tuple(
            GraphCount(row["graph"], int(row["triples"])) for row in cells(store.select(_GRAPHS))
        ),
        links=tuple(
            LinkCount(row["predicate"], row["target"], int(row["triples"]))
            for row in cells(store.select(_LINKS))
        ),
    )
