"""The evidence said in the models of others: Web Annotation, SEPIO, nanopublications."""

from collections.abc import Mapping
from contextlib import closing
from datetime import datetime

from cocreation.errors import ParameterError
from cocreation.model import Text
from cocreation.namespaces import PREFIXES, RDFS
from cocreation.services import json_ld
from cocreation.services.annotations import write_annotations
from cocreation.services.choosing import resolve
from cocreation.services.exporting import CASE
from cocreation.services.nanopubs import nanopublications
from cocreation.services.querying import load_query
from cocreation.services.stores import open_whole
from cocreation.settings import Settings
from cocreation.store.base import N_TRIPLES
from cocreation.store.snapshot import write_dataset
from cocreation.turtle import format_turtle

_OF_GRAPHS = ("turtle", "jsonld", "ntriples")
# Each profile with its formats, the one that its community exchanges first.
PROFILES: Mapping[str, tuple[str, ...]] = {
    "web-annotation": ("jsonld", "turtle", "ntriples"),
    "sepio": _OF_GRAPHS,
    "nanopub": ("trig", "nquads", "jsonld"),
}
_QUESTIONS = {
    "web-annotation": "dataset/export-annotations",
    "sepio": "dataset/export-evidence-lines",
    "nanopub": "dataset/export-nanopublications",
}
_SEPIO = PREFIXES["sepio"]
_DCTERMS = PREFIXES["dcterms"]
_IN_LANGUAGES = {"@container": "@language"}
# SEPIO's names are numbers; these are its labels for them.
_SEPIO_TERMS: json_ld.Terms = {
    "cst": PREFIXES["cst"],
    "id": "@id",
    "type": "@type",
    "proposition": _SEPIO + "0000000",
    "assertion": _SEPIO + "0000001",
    "evidence line": _SEPIO + "0000002",
    "evidence item": _SEPIO + "0000149",
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
    "has_object": {"@id": _SEPIO + "0000390", "@type": "@id"},
    "Agent": PREFIXES["prov"] + "Agent",
    "wasAttributedTo": {"@id": PREFIXES["prov"] + "wasAttributedTo", "@type": "@id"},
    "source": {"@id": _DCTERMS + "source", "@type": "@id"},
    "references": {"@id": _DCTERMS + "references", "@type": "@id"},
    "description": {"@id": _DCTERMS + "description", **_IN_LANGUAGES},
    "label": {"@id": RDFS + "label", **_IN_LANGUAGES},
    "editorialNote": {"@id": PREFIXES["skos"] + "editorialNote", **_IN_LANGUAGES},
}


def export_evidence(
    settings: Settings, profile: str, case: str | None, form: str, created: datetime
) -> bytes:
    """Write the evidence of a case, or of all, in one of PROFILES and of its formats.

    Nothing inferred is in it. `created` is told as the time at which nanopublications were made.
    ParameterError where `case` names none or the profile has no such format, StoreError where
    there is no store that can be read.
    """
    _refuse_other(profile, form)
    query = load_query(settings.project, _QUESTIONS[profile]).text
    with closing(open_whole(settings)) as store:
        scope = None if case is None else resolve(store, CASE, case)
        bindings = {"scope": scope} if scope else {}
        if profile == "nanopub":
            rows = store.select(query, bindings)
            return write_dataset(nanopublications(rows, created), form)
        triples = store.answer(query, N_TRIPLES, bindings).body
    if form == "turtle":
        return format_turtle(triples.decode(), profile).encode()
    if form == "ntriples":
        return b"".join(sorted(triples.splitlines(keepends=True)))
    if profile == "sepio":
        return json_ld.write(triples, _SEPIO_TERMS)
    return write_annotations(triples, scope.value if scope else None)


def _refuse_other(profile: str, form: str) -> None:
    forms = PROFILES[profile]
    if form not in forms:
        raise ParameterError(
            Text(
                en=f"The profile {profile} does not come as {form}; "
                f"its formats are {', '.join(forms)}.",
                zh=f"{profile} 规范没有 {form} 格式；可用 {'、'.join(forms)}。",
            ),
            {"parameter": "format"},
        )
