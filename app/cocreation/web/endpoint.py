"""`/sparql`: the SPARQL 1.1 Protocol, query, for machines; an editor for people."""

from http import HTTPStatus

from flask import Blueprint, Response, make_response, render_template, request

from cocreation.errors import CocreationError
from cocreation.services import describing
from cocreation.services.results import AnswerTable, present
from cocreation.store.formats import offered
from cocreation.store.outline import form_of
from cocreation.store.terms import read_rows
from cocreation.web import protocol
from cocreation.web.answering import Question, question, reply
from cocreation.web.caching import kept, never_kept
from cocreation.web.context import context, endpoint_address
from cocreation.web.language import page_language
from cocreation.web.negotiation import as_response, choose_format, wants_html
from cocreation.web.protocol import Asked, Message
from cocreation.web.texts import TEXTS

blueprint = Blueprint("endpoint", __name__)

_SAMPLE = """\
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX vcc: <https://w3id.org/cocreation/model#>
SELECT ?caseLabel_zh ?caseLabel_en ?stageLabel_zh ?stageLabel_en
WHERE {
  ?case vcc:reaches ?stage ; rdfs:label ?caseLabel_zh , ?caseLabel_en .
  ?stage rdfs:label ?stageLabel_zh , ?stageLabel_en .
  FILTER(LANG(?caseLabel_zh) = "zh" && LANG(?caseLabel_en) = "en")
  FILTER(LANG(?stageLabel_zh) = "zh" && LANG(?stageLabel_en) = "en")
}
ORDER BY ?case ?stage
"""
LARGEST_PAGE_BYTES = 2 * 2**20


@blueprint.get("/sparql", strict_slashes=False)
def ask() -> Response:
    """Answer `?query=`; without one, give a person the editor and a machine the description."""
    message = _message()
    asked = protocol.read(message)
    if wants_html(request):
        return _page(asked)
    return _described() if asked.query is None else _answered(message, asked, asked.query)


@blueprint.post("/sparql", strict_slashes=False)
def ask_by_post() -> Response:
    """Answer the query of a form or of the body itself."""
    message = _message()
    asked = protocol.read(message)
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


def _described() -> Response:
    media_type = choose_format(request, "construct")
    return kept(
        lambda: as_response(
            describing.describe_service(context().store, endpoint_address(), media_type)
        ),
        media_type,
    )


def _page(asked: Asked) -> Response:
    """The editor, with the answer or the fault below the query."""
    query = asked.query
    table: AnswerTable | None = None
    text = fault = ""
    status = int(HTTPStatus.OK)
    form = form_of(query) if query else None
    try:
        answer = (
            context().store.answer(query, dataset=asked.dataset, seconds=asked.seconds)
            if query
            else None
        )
        if answer and len(answer.body) > LARGEST_PAGE_BYTES:
            fault = TEXTS["too_much"].in_language(page_language())
        elif answer and answer.form == "select":
            table = present(read_rows(answer.body), page_language())
        elif answer:
            text = answer.body.decode()
    except CocreationError as error:
        fault, status = error.message.in_language(page_language()), error.status
    page = render_template(
        "sparql.html",
        endpoint=endpoint_address(),
        query=query if query is not None else _SAMPLE,
        answer=table,
        text=text,
        error=fault,
        downloads=list(offered(form)) if form and status == HTTPStatus.OK else [],
    )
    return never_kept(make_response(page, status))
