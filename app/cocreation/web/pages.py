"""The home page, and what the server says of itself."""

from http import HTTPStatus

from flask import Blueprint, Response, jsonify, make_response, render_template

from cocreation.services import browsing, evidence_reading
from cocreation.services.sides import any_has_sides
from cocreation.web import structured_data
from cocreation.web.caching import kept
from cocreation.web.context import context, endpoint_address
from cocreation.web.language import page_language

blueprint = Blueprint("pages", __name__)


@blueprint.get("/")
def home() -> str:
    """Say what this is, and show the first questions, the endpoint and the counts."""
    citations, has_sides = context().citations.now(), any_has_sides(context().store)
    return render_template(
        "home.html",
        has_sides=has_sides,
        questions=browsing.starting_questions(context().queries, has_sides=has_sides),
        endpoint=endpoint_address(),
        counts=browsing.counts(context().store, context().queries),
        counting=browsing.COUNTS,
        citations=citations,
        studies=context().studies.now(),
        structured=structured_data.site(context().dataset.now(), citations),
    )


@blueprint.get("/about")
def about() -> Response:
    """Say whose study this is, how the graph was made, and what it does not claim."""
    return kept(lambda: make_response(_about_page()), page_language())


@blueprint.get("/health")
def health() -> tuple[Response, int]:
    """Tell whether queries can be answered, and what the graph holds; 503 while they cannot."""
    state = context().health.state()
    ready = {True: ("ok", HTTPStatus.OK), False: ("starting", HTTPStatus.SERVICE_UNAVAILABLE)}
    status, code = ready[state.ready]
    told = {"status": status, "live": True, "ready": state.ready, "counts": state.counts}
    return jsonify(told), code


@blueprint.get("/health/live")
def live() -> Response:
    """Tell that the process answers, whatever state its store is in."""
    return jsonify({"status": "ok", "live": True})


def _about_page() -> str:
    store, queries = context().store, context().queries
    citations, record = context().citations.now(), context().dataset.now()
    return render_template(
        "workbench/about.html",
        counts=browsing.counts(store, queries),
        counting=browsing.COUNTS,
        citations=citations,
        studies=context().studies.now(),
        coders=evidence_reading.read_coders(store, queries),
        coding=evidence_reading.CODED,
        record=record,
        structured=structured_data.dataset(record, citations),
    )
