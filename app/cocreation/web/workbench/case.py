"""The page of a case."""

from urllib.parse import quote

from flask import render_template

from cocreation.namespaces import BASE, ID
from cocreation.services import browsing, comparing
from cocreation.services.case_reading import MADE, PARTIES, read_case
from cocreation.services.cases import CaseName
from cocreation.services.comparison import Evidence
from cocreation.web.addresses import about, downloads
from cocreation.web.context import context

_QUESTIONS = {
    "parties": PARTIES,
    "constructs": comparing.CONSTRUCTS,
    "made": MADE,
    "propositions": comparing.PROPOSITIONS,
    "evidence": comparing.EVIDENCE,
    "similar": comparing.SIMILAR,
}


def case_page(case: CaseName, *, submitted: bool) -> str:
    """Show what the graph says of a case; UnknownNameError where it says nothing."""
    reading = read_case(context().store, context().queries, case.iri)
    path = case.iri.removeprefix(BASE)
    workbook = {"xlsx": f"/cases/{quote(str(case))}.xlsx"}
    return render_template(
        "workbench/case.html",
        case=reading,
        path=case.iri.removeprefix(ID + "case/"),
        study=case.study,
        slug=case.slug,
        submitted=submitted,
        questions=_QUESTIONS,
        anchors=_anchors(reading.comparison.items),
        citations=browsing.citations(context().store, context().queries),
        **{**about(path), "downloads": downloads(path) | workbook},
    )


def _anchors(items: tuple[Evidence, ...]) -> dict[str, str]:
    """The name of each item's place on the page."""
    return {one.item.iri: "item-" + one.item.iri.rpartition("/")[2] for one in items}
