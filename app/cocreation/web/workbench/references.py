"""`/references`: the literature that a study lists, and a reference with what builds on it."""

from flask import Blueprint, Response, make_response, render_template

from cocreation.namespaces import BASE
from cocreation.services import reference_reading as reading
from cocreation.web import things
from cocreation.web.addresses import about
from cocreation.web.caching import kept
from cocreation.web.context import context
from cocreation.web.language import page_language
from cocreation.web.structured_data import about_thing
from cocreation.web.workbench.paging import paged
from cocreation.web.workbench.studies import asked_study

blueprint = Blueprint("references", __name__)

_MOST = 100


@blueprint.get("/references")
def listed() -> Response:
    """Show the reference list of a study."""
    return kept(lambda: make_response(_page()), page_language())


@blueprint.get("/references/<study>/<slug>")
@blueprint.get("/references/<study>/<slug>.<any(ttl, jsonld, nt, rdf):ending>")
def reference(study: str, slug: str, ending: str | None = None) -> Response:
    """Tell what one reference is and which constructs build on it."""
    path = f"id/reference/{study}/{slug}"
    return things.told_on(lambda: _reference_page(path), path, ending)


def _page() -> str:
    studies = asked_study()
    iri = studies.iri
    store, queries = context().store, context().queries
    references = reading.list_references(store, queries, iri) if iri else ()
    shown, pages = paged(references, _MOST)
    return render_template(
        "workbench/references.html",
        studies=studies,
        references=shown,
        pages=pages,
        question=reading.LIST,
        asked={"study": iri},
    )


def _reference_page(path: str) -> str:
    reference = reading.read_reference(context().store, context().queries, BASE + path)
    return render_template(
        "workbench/reference.html",
        reference=reference,
        structured=about_thing(
            "CreativeWork",
            reference.reference,
            headline=reference.title,
            datePublished=reference.year,
            sameAs=f"https://doi.org/{reference.doi}" if reference.doi else "",
        ),
        question=reading.READ,
        **about(path),
    )
