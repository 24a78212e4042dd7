"""The page of a case."""

from collections.abc import Mapping
from urllib.parse import quote

from flask import render_template

from cocreation.model import Text
from cocreation.namespaces import BASE, ID
from cocreation.services import comparing
from cocreation.services.browsing import Citation
from cocreation.services.case_reading import MADE, PARTIES, read_case
from cocreation.services.cases import CaseName
from cocreation.services.comparison import Comparison, Evidence
from cocreation.web.addresses import ENDINGS, about
from cocreation.web.context import context, server_address
from cocreation.web.negotiation import XLSX
from cocreation.web.structured_data import Structured, about_thing, download, part_of
from cocreation.web.texts import TEXTS

_QUESTIONS = {
    "parties": PARTIES,
    "constructs": comparing.CONSTRUCTS,
    "made": MADE,
    "propositions": comparing.PROPOSITIONS,
    "evidence": comparing.EVIDENCE,
    "similar": comparing.SIMILAR,
}
_MEDIA_TYPES = {**ENDINGS, "xlsx": XLSX}


def case_page(case: CaseName, *, submitted: bool) -> str:
    """Show what the graph says of a case; UnknownNameError where it says nothing."""
    reading = read_case(context().store, context().queries, case.iri)
    path = case.iri.removeprefix(BASE)
    files = {ending: f"/cases/{quote(str(case))}.{ending}" for ending in _MEDIA_TYPES}
    return render_template(
        "workbench/case.html",
        case=reading,
        path=case.iri.removeprefix(ID + "case/"),
        study=case.study,
        slug=case.slug,
        submitted=submitted,
        questions=_QUESTIONS,
        anchors=_anchors(reading.comparison.items),
        citations=_citations(reading.comparison),
        structured=_structured(reading.comparison, files),
        **{**about(path), "downloads": files},
    )


def _citations(case: Comparison) -> tuple[Citation, ...]:
    """How the study of a case, and that whose model it applies, are cited."""
    wanted = {one.iri for one in (case.study, case.model) if one}
    return tuple(one for one in context().citations.now() if one.study in wanted)


def _structured(case: Comparison, files: Mapping[str, str]) -> Structured:
    """What is said of the case is a part of the dataset."""
    label, told = case.case.label, TEXTS["structured_case"]
    return about_thing(
        "Dataset",
        case.case,
        Text(en=told.en.format(label.en or label.zh), zh=told.zh.format(label.zh or label.en)),
        isPartOf=part_of(),
        distribution=[
            download(server_address() + there, _MEDIA_TYPES[ending])
            for ending, there in files.items()
        ],
    )


def _anchors(items: tuple[Evidence, ...]) -> dict[str, str]:
    """The name of each item's place on the page."""
    return {one.item.iri: "item-" + one.item.iri.rpartition("/")[2] for one in items}
