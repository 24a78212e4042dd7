"""What the graph says of itself as a dataset, and of the studies in it."""

from dataclasses import replace

from cocreation.linking.records import DatasetRecord, StudyRecord
from cocreation.model import Term, Triple
from cocreation.namespaces import XSD, expanded
from cocreation.services.browsing import cells
from cocreation.services.history import last_times
from cocreation.services.records import text
from cocreation.sources import terms
from cocreation.store.base import N_TRIPLES, Store

# Only the project's own files say what the dataset is; a submitted case may say anything.
_DATASETS = """
PREFIX dcat: <http://www.w3.org/ns/dcat#>
SELECT ?dataset
WHERE {
  GRAPH ?graph { ?dataset a dcat:Dataset }
  FILTER(STRSTARTS(STR(?graph), STR(<graph/data/>)))
}
ORDER BY ?dataset
LIMIT 1
"""
# What is said of the dataset, and of whom and what that names: its publisher, how it was made.
_SAID = """
PREFIX dcat: <http://www.w3.org/ns/dcat#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
CONSTRUCT { ?thing ?property ?value }
WHERE {
  {
    SELECT DISTINCT ?thing
    WHERE {
      { GRAPH ?stating { ?thing a dcat:Dataset } }
      UNION {
        GRAPH ?stating { ?dataset a dcat:Dataset ; ?names ?thing }
        FILTER(?names != rdf:type)
      }
      FILTER(STRSTARTS(STR(?stating), STR(<graph/data/>)))
    }
  }
  GRAPH ?graph { ?thing ?property ?value }
  FILTER(STRSTARTS(STR(?graph), STR(<graph/data/>)))
}
"""
_STUDIES = """
PREFIX cst: <https://w3id.org/cocreation/case-study#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX prism: <http://prismstandard.org/namespaces/basic/2.0/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?study ?label_en ?label_zh ?publication ?title_en ?title_zh ?doi ?start ?end
WHERE {
  ?study a cst:Study .
  OPTIONAL { ?study rdfs:label ?label_en FILTER(LANG(?label_en) = "en") }
  OPTIONAL { ?study rdfs:label ?label_zh FILTER(LANG(?label_zh) = "zh") }
  OPTIONAL { ?study cst:fieldworkStart ?start }
  OPTIONAL { ?study cst:fieldworkEnd ?end }
  OPTIONAL {
    ?study cst:reportedIn ?publication
    OPTIONAL { ?publication dcterms:title ?title_en FILTER(LANG(?title_en) = "en") }
    OPTIONAL { ?publication dcterms:title ?title_zh FILTER(LANG(?title_zh) = "zh") }
    OPTIONAL { ?publication prism:doi ?doi }
  }
}
ORDER BY ?study ?publication ?label_en ?label_zh ?title_en ?title_zh ?doi ?start ?end
"""
_OWN_STUDIES = """
PREFIX cst: <https://w3id.org/cocreation/case-study#>
SELECT DISTINCT ?study
WHERE { GRAPH ?graph { ?study a cst:Study } FILTER(STRSTARTS(STR(?graph), STR(<graph/data/>))) }
ORDER BY ?study
"""
_COUNTS = """
PREFIX cst: <https://w3id.org/cocreation/case-study#>
SELECT ?study ?class (COUNT(DISTINCT ?thing) AS ?things)
WHERE { VALUES ?class { cst:Case cst:EvidenceItem } ?thing cst:ofStudy ?study ; a ?class }
GROUP BY ?study ?class
ORDER BY ?study ?class
"""
_MODIFIED = Term("iri", expanded("dcterms:modified"))
_MONTH = XSD + "gYearMonth"


def read_dataset(store: Store) -> DatasetRecord:
    """Tell what is said of the dataset; it was modified when the last case was submitted to it."""
    found = cells(store.select(_DATASETS))
    if not found:
        return DatasetRecord()
    said = tuple(terms(store.answer(_SAID, N_TRIPLES).body))
    record = DatasetRecord(found[0]["dataset"], said)
    last = max(last_times(store).values(), default="")
    days = [last[:10], *(value.value for value in record.values("dcterms:modified"))]
    return replace(record, statements=_modified(record, max(days)))


def read_study_records(store: Store) -> tuple[StudyRecord, ...]:
    """Tell of each study where it is reported, when its fieldwork was, and how much there is."""
    counted = {
        (row["study"], row["class"]): int(row["things"]) for row in cells(store.select(_COUNTS))
    }
    own = {row["study"] for row in cells(store.select(_OWN_STUDIES))}
    rows = {row["study"]: row for row in reversed(cells(store.select(_STUDIES)))}
    return tuple(
        StudyRecord(
            iri=study,
            label=text(row, "label"),
            publication=row.get("publication", ""),
            title=text(row, "title"),
            doi=row.get("doi", ""),
            cases=counted.get((study, expanded("cst:Case")), 0),
            items=counted.get((study, expanded("cst:EvidenceItem")), 0),
            start=_month(row.get("start")),
            end=_month(row.get("end")),
            is_own=study in own,
        )
        for study, row in sorted(rows.items())
    )


def _modified(record: DatasetRecord, day: str) -> tuple[Triple, ...]:
    """What is said, but that the dataset was modified on that day; nothing of it without one."""
    dataset = Term("iri", record.iri)
    others = tuple(one for one in record.statements if one[:2] != (dataset, _MODIFIED))
    modified = Triple(dataset, _MODIFIED, Term("literal", day, datatype=XSD + "date"))
    return (*others, modified) if day else others


def _month(told: str | None) -> Term | None:
    return Term("literal", told, datatype=_MONTH) if told else None
