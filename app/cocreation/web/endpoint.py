"""`/sparql`: the SPARQL 1.1 Protocol, query, for machines; an editor for people."""

from flask import Blueprint, Response, make_response, request

from cocreation.services import describing
from cocreation.web import protocol
from cocreation.web.answering import Question, question, reply
from cocreation.web.caching import kept
from cocreation.web.context import context, endpoint_address
from cocreation.web.negotiation import as_response, choose_format, wants_html
from cocreation.web.protocol import Asked, Message
from cocreation.web.workbench.editor import editor

blueprint = Blueprint("endpoint", __name__)


@blueprint.get("/sparql", strict_slashes=False)
def ask() -> Response:
    """Answer `?query=`; without one, give a person the editor and a machine the description."""
    message = _message()
    asked = protocol.read(message)
    if wants_html(request):
        return editor(asked)
    return described() if asked.query is None else _answered(message, asked, asked.query)


@blueprint.post("/sparql", strict_slashes=False)
def ask_by_post() -> Response:
    """Answer the query of a form or of the body itself; a person's too long for an address."""
    message = _message()
    asked = protocol.read(message)
    if wants_html(request) and asked.format is None:
        return editor(asked)
    return _answered(message, asked, asked.query or "")


def _message() -> Message:
    return Message(
        method=request.method,
        path=request.path,
        query_string=request.query_string,
        content_type=request.headers.get("Content-Type", ""),
        body=request.get_data(cache=False),
        accept=request.headers.get("Accept", ""),
        if_none_match=request.headers.get("If-None-Match", ""),
    )


def _answered(message: Message, asked: Asked, query: str) -> Response:
    store, usual = context().store, context().query_seconds
    made = question(message, asked, query, version=store.version(), usual_seconds=usual)
    if isinstance(made, Question):
        answer = store.answer(
            made.query, made.media_type, dataset=made.dataset, seconds=made.seconds
        )
        made = reply(made, answer)
    response = make_response(made.body, made.status)
    response.headers.update(made.headers)
    return response


def described() -> Response:
    """Describe the service and the graphs that it has."""
    media_type = choose_format(request, "construct")
    return kept(
        lambda: as_response(
            describing.describe_service(context().store, endpoint_address(), media_type)
        ),
        media_type,
    )
