"""The graph's own names: `/id/…`, `/graph/…`, `/ontology/…` and the documents of the terms."""

from flask import Blueprint, Response, make_response, render_template, request

from cocreation.errors import SubmissionError
from cocreation.services.cases import read_name
from cocreation.services.describing import describe
from cocreation.services.history import read_history
from cocreation.services.standing import refuse_withdrawn
from cocreation.store.formats import offered
from cocreation.web.caching import kept
from cocreation.web.context import context
from cocreation.web.negotiation import as_response, choose_format, wants_html

blueprint = Blueprint("things", __name__)

_CASE = "case/"


@blueprint.get("/<any(id, graph, ontology):kind>/<path:rest>")
def thing(kind: str, rest: str) -> Response:
    """Tell what the graph says of a thing, or what a named graph holds."""
    submitted = kind == "id" and rest.startswith(_CASE) and _stands(rest.removeprefix(_CASE))
    return _answer(f"{kind}/{rest}", rest.removeprefix(_CASE) if submitted else None)


@blueprint.get("/<any('case-study', model, shapes):document>")
def terms(document: str) -> Response:
    """Give the document that declares the terms of a namespace."""
    return _answer(document)


def _stands(name: str) -> bool:
    """Whether this is a case that was submitted; WithdrawnError where it was withdrawn."""
    try:
        case = read_name(name)
    except SubmissionError:
        # No submitted case can be called that.
        return False
    deeds = read_history(context().store, case)
    refuse_withdrawn(case, deeds)
    return bool(deeds)


def _answer(path: str, submitted: str | None = None) -> Response:
    store = context().store
    if not wants_html(request):
        media_type = choose_format(request, "construct")
        return kept(lambda: as_response(describe(store, path, media_type)), media_type)
    text = describe(store, path).body.decode()
    downloads = list(offered("construct"))
    page = render_template(
        "thing.html", name=path, text=text, downloads=downloads, submitted=submitted
    )
    return make_response(page)
