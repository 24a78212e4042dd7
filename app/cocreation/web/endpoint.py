"""`/sparql`: the SPARQL 1.1 Protocol, query, for machines; an editor for people."""

from http import HTTPStatus

from flask import Blueprint, Response, make_response, render_template, request

from cocreation.errors import CocreationError
from cocreation.services import describing
from cocreation.services.results import AnswerTable, present
from cocreation.store.formats import offered
from cocreation.store.outline import form_of, is_volatile
from cocreation.store.terms import MAXIMUM_ANSWER_BYTES, read_rows
from cocreation.web import protocol
from cocreation.web.caching import kept, never_kept
from cocreation.web.context import context, endpoint_address
from cocreation.web.language import page_language
from cocreation.web.negotiation import as_response, choose_format, wants_html
from cocreation.web.protocol import Asked
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
LIMITS_HEADER = "Cocreation-Limits"


@blueprint.get("/sparql", strict_slashes=False)
def ask() -> Response:
    """Answer `?query=`; without one, give a person the editor and a machine the description."""
    asked = protocol.read(request)
    if wants_html(request):
        return _page(asked)
    return _described() if asked.query is None else _answered(asked, asked.query)


@blueprint.post("/sparql", strict_slashes=False)
def ask_by_post() -> Response:
    """Answer the query of a form or of the body itself."""
    asked = protocol.read(request)
    return _answered(asked, asked.query or "")


def _answered(asked: Asked, query: str) -> Response:
    form = form_of(query)
    media_type = choose_format(request, form, asked.format) if form else None

    def answer() -> Response:
        response = as_response(
            context().store.answer(query, media_type, dataset=asked.dataset, seconds=asked.seconds)
        )
        response.headers[LIMITS_HEADER] = _limits(asked)
        return response

    return never_kept(answer()) if is_volatile(query) else kept(answer, media_type)


def _described() -> Response:
    media_type = choose_format(request, "construct")
    return kept(
        lambda: as_response(
            describing.describe_service(context().store, endpoint_address(), media_type)
        ),
        media_type,
    )


def _limits(asked: Asked) -> str:
    seconds = asked.seconds or context().query_seconds
    return f"seconds={seconds:g}, bytes={MAXIMUM_ANSWER_BYTES}"


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
    response = make_response(page, status)
    response.headers[LIMITS_HEADER] = _limits(asked)
    return never_kept(response)
