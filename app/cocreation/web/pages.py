"""The home page, and what the server says of itself."""

from flask import Blueprint, Response, jsonify, render_template

from cocreation.services import browsing
from cocreation.web.context import context, endpoint_address

blueprint = Blueprint("pages", __name__)

_START_TAG = "start"


@blueprint.get("/")
def home() -> str:
    """Say what this is, and show the first questions, the endpoint and the counts."""
    return render_template(
        "home.html",
        questions=[spec for spec in context().queries if _START_TAG in spec.tags],
        endpoint=endpoint_address(),
        counts=browsing.counts(context().store, context().queries),
        citations=browsing.citations(context().store, context().queries),
    )


@blueprint.get("/health")
def health() -> Response:
    """Tell that the server lives and what its graph holds."""
    counts = browsing.counts(context().store, context().queries)
    return jsonify({"status": "ok", "counts": {count.name: count.number for count in counts}})
