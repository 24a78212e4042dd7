"""`/sources`: the inventory by case beside the stated totals, and a source whole."""

from flask import Blueprint, Response, make_response, render_template

from cocreation.namespaces import BASE, CST
from cocreation.services import source_reading as reading
from cocreation.services.sides import cases_with_sides
from cocreation.web import things
from cocreation.web.addresses import about
from cocreation.web.caching import kept
from cocreation.web.context import context
from cocreation.web.language import page_language
from cocreation.web.structured_data import about_thing
from cocreation.web.workbench.paging import paged
from cocreation.web.workbench.studies import asked_study

blueprint = Blueprint("sources", __name__)

_MOST_CASES = 50
# The kinds of sources for which schema.org has a class of its own.
_KINDS = {CST + "NewsArticle": "NewsArticle", CST + "ResearchReport": "Report"}


@blueprint.get("/sources")
def listed() -> Response:
    """Show what each case of a study rests on, and what the study states of its material."""
    return kept(lambda: make_response(_page()), page_language())


@blueprint.get("/sources/<study>/<slug>")
@blueprint.get("/sources/<study>/<slug>.<any(ttl, jsonld, nt, rdf):ending>")
def source(study: str, slug: str, ending: str | None = None) -> Response:
    """Tell who or what one source is, which evidence cites it, what would stand without it."""
    path = f"id/source/{study}/{slug}"
    return things.told_on(lambda: _source_page(path), path, ending)


def _page() -> str:
    studies = asked_study()
    iri = studies.iri
    inventory = (
        reading.read_inventory(context().store, context().queries, iri)
        if iri
        else reading.Inventory((), ())
    )
    cases, pages = paged(inventory.cases, _MOST_CASES)
    sided = cases_with_sides(context().store)
    return render_template(
        "workbench/sources.html",
        studies=studies,
        cases=cases,
        pages=pages,
        totals=inventory.totals,
        with_sides=any(case.iri in sided for case, _ in cases if case),
        asked={"study": iri},
        questions={"inventory": reading.INVENTORY, "totals": reading.TOTALS},
        unlike="audit/compare-stated-totals",
        uncited="sources/find-uncited-sources",
    )


def _source_page(path: str) -> str:
    read = reading.read_source(context().store, context().queries, BASE + path)
    source = read.source
    kind = _KINDS.get(source.kind.iri if source.kind else "", "CreativeWork")
    return render_template(
        "workbench/source.html",
        reading=read,
        structured=about_thing(kind, source.source, identifier=source.code),
        questions={
            "source": reading.INTRODUCED,
            "citing": reading.CITING,
            "relying": reading.RELYING,
        },
        **about(path),
    )
