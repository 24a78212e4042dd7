"""Evidence in SEPIO as JSON that people can read: the ontology's terms by their labels."""

from cocreation.namespaces import PREFIXES, RDFS
from cocreation.services.json_ld import Terms, write

_SEPIO = PREFIXES["sepio"]
_DCTERMS = PREFIXES["dcterms"]
_IN_LANGUAGES = {"@container": "@language"}
# Its names are numbers.
_TERMS: Terms = {
    "cst": PREFIXES["cst"],
    "id": "@id",
    "type": "@type",
    "Proposition": _SEPIO + "0000000",
    "Assertion": _SEPIO + "0000001",
    "EvidenceLine": _SEPIO + "0000002",
    "EvidenceItem": _SEPIO + "0000149",
    "supporting": _SEPIO + "0000403",
    "disputing": _SEPIO + "0000404",
    "has_supporting_evidence_line": {"@id": _SEPIO + "0000007", "@type": "@id"},
    "has_disputing_evidence_line": {"@id": _SEPIO + "0000008", "@type": "@id"},
    "asserts_proposition": {"@id": _SEPIO + "0000030", "@type": "@id"},
    "has_evidence_item": {"@id": _SEPIO + "0000084", "@type": "@id"},
    "is_expressed_in": {"@id": _SEPIO + "0000108", "@type": "@id"},
    "evidence_has_supporting_reference": {"@id": _SEPIO + "0000124", "@type": "@id"},
    "authored_by": {"@id": _SEPIO + "0000130", "@type": "@id"},
    "evaluated_by": {"@id": _SEPIO + "0000140", "@type": "@id"},
    "evidence_direction": {"@id": _SEPIO + "0000183", "@type": "@vocab"},
    "has_subject": {"@id": _SEPIO + "0000388", "@type": "@id"},
    "has_predicate": {"@id": _SEPIO + "0000389", "@type": "@id"},
    "has_object": {"@id": _SEPIO + "0000390", "@type": "@id"},
    "Agent": PREFIXES["prov"] + "Agent",
    "wasAttributedTo": {"@id": PREFIXES["prov"] + "wasAttributedTo", "@type": "@id"},
    "source": {"@id": _DCTERMS + "source", "@type": "@id"},
    "references": {"@id": _DCTERMS + "references", "@type": "@id"},
    "description": {"@id": _DCTERMS + "description", **_IN_LANGUAGES},
    "label": {"@id": RDFS + "label", **_IN_LANGUAGES},
    "editorialNote": {"@id": PREFIXES["skos"] + "editorialNote", **_IN_LANGUAGES},
}


def write_evidence_lines(triples: bytes) -> bytes:
    """Write what N-Triples say in SEPIO as JSON-LD that carries its own context."""
    return write(triples, _TERMS)
