"""The evidence said in the models of others: Web Annotation, SEPIO, nanopublications."""

from collections.abc import Mapping
from contextlib import closing

from cocreation.errors import ParameterError
from cocreation.model import Text
from cocreation.services.annotations import write_annotations
from cocreation.services.choosing import resolve
from cocreation.services.evidence_lines import write_evidence_lines
from cocreation.services.exporting import CASE
from cocreation.services.last_changes import read_last_changes
from cocreation.services.nanopubs import nanopublications
from cocreation.services.querying import load_query
from cocreation.services.stores import open_whole
from cocreation.settings import Settings
from cocreation.store.base import N_TRIPLES
from cocreation.store.snapshot import write_dataset
from cocreation.turtle import format_turtle

# Each profile with its formats, the one that its community exchanges first.
PROFILES: Mapping[str, tuple[str, ...]] = {
    "web-annotation": ("jsonld", "turtle", "ntriples"),
    "sepio": ("turtle", "jsonld", "ntriples"),
    "nanopub": ("trig", "nquads", "jsonld"),
}
_QUESTIONS = {
    "web-annotation": "dataset/export-annotations",
    "sepio": "dataset/export-evidence-lines",
    "nanopub": "dataset/export-nanopublications",
}


def export_evidence(settings: Settings, profile: str, case: str | None, form: str) -> bytes:
    """Write the evidence of a case, or of all, in one of PROFILES and of its formats.

    Nothing inferred is in it, and equal graphs give equal bytes. ParameterError where `case` names
    none or the profile has no such format, StoreError where there is no store that can be read.
    """
    _refuse_other(profile, form)
    query = load_query(settings.project, _QUESTIONS[profile]).text
    with closing(open_whole(settings)) as store:
        scope = None if case is None else resolve(store, CASE, case)
        bindings = {"scope": scope} if scope else {}
        if profile == "nanopub":
            rows = store.select(query, bindings)
            return write_dataset(nanopublications(rows, read_last_changes(store)), form)
        lines = store.answer(query, N_TRIPLES, bindings).body.splitlines(keepends=True)
    triples = b"".join(sorted(lines))
    if form == "turtle":
        return format_turtle(triples.decode(), profile).encode()
    if form == "ntriples":
        return triples
    if profile == "sepio":
        return write_evidence_lines(triples)
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
