"""The page of a case."""

from urllib.parse import quote

from flask import render_template

from cocreation.namespaces import BASE, ID
from cocreation.services import browsing, comparing
from cocreation.services.case_reading import MADE, PARTIES, read_case
from cocreation.services.cases import CaseName
from cocreation.services.comparison import Evidence, Word
from cocreation.services.comparison_cells import word_text
from cocreation.web.addresses import ENDINGS, data_address, general_address
from cocreation.web.context import context
from cocreation.web.language import page_language, text

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
    path = case.iri.removeprefix(BASE)
    reading = read_case(context().store, context().queries, case.iri)
    return render_template(
        "workbench/case.html",
        case=reading,
        path=case.iri.removeprefix(ID + "case/"),
        study=case.study,
        slug=case.slug,
        submitted=submitted,
        everything=general_address(case.iri),
        downloads={ending: data_address(path, ending) for ending in ENDINGS}
        | {"xlsx": f"/cases/{quote(str(case))}.xlsx"},
        questions=_QUESTIONS,
        anchors=_anchors(reading.comparison.items),
        counted=_counted,
        word_of=_word,
        citations=browsing.citations(context().store, context().queries),
    )


def _anchors(items: tuple[Evidence, ...]) -> dict[str, str]:
    """The name of each item's place on the page."""
    return {one.item.iri: "item-" + one.item.iri.rpartition("/")[2] for one in items}


def _counted(items: int) -> str:
    if not items:
        return text("not_reported")
    return text("one_item") if items == 1 else text("items_of").format(items)


def _word(word: Word) -> str:
    return word_text(word, page_language())
