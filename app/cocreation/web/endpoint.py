"""`/sparql`: the SPARQL 1.1 Protocol, query, for machines; an editor for people."""

from http import HTTPStatus

from flask import Blueprint, Response, make_response, render_template, request
from werkzeug.datastructures import MultiDict

from cocreation.errors import CocreationError, MediaTypeError, QueryError
from cocreation.model import Text
from cocreation.services.results import AnswerTable, present
from cocreation.store.outline import form_of
from cocreation.store.terms import read_rows
from cocreation.web.context import context, endpoint_address
from cocreation.web.language import page_language
from cocreation.web.negotiation import as_response, choose_format, formats_of, wants_html
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
_FORM = "application/x-www-form-urlencoded"
_DIRECT = "application/sparql-query"
_DATASET = ("default-graph-uri", "named-graph-uri")


@blueprint.get("/sparql")
def ask() -> Response:
    """Answer `?query=`; without one, give a person the editor."""
    if not wants_html(request):
        return _answer(_the_query(request.args))
    asked = any(name in request.args for name in ("query", "update", *_DATASET))
    return _page(_the_query(request.args) if asked else None)


@blueprint.post("/sparql")
def ask_by_post() -> Response:
    """Answer the query of a form or of the body itself."""
    if request.mimetype == _FORM:
        return _answer(_the_query(request.values))
    if request.mimetype != _DIRECT:
        raise MediaTypeError(
            Text(
                en=f"A query is posted as {_FORM} (query=…) or as {_DIRECT}.",
                zh=f"POST 查询须使用 {_FORM}（query=…）或 {_DIRECT}。",
            )
        )
    try:
        query = request.get_data().decode("utf-8")
    except UnicodeDecodeError:
        raise QueryError(
            Text(
                en="The query is not UTF-8; send it as UTF-8.",
                zh="查询不是 UTF-8 编码；请以 UTF-8 发送。",
            )
        ) from None
    _refuse_dataset(request.args)
    return _answer(query)


def _the_query(given: MultiDict[str, str]) -> str:
    """The one query among the parameters; QueryError if there is none, or more than one."""
    _refuse_dataset(given)
    queries = given.getlist("query")
    if len(queries) == 1:
        return queries[0]
    if "update" in given:
        raise QueryError(
            Text(
                en="Updates are not accepted here; send a query as query=….",
                zh="此处不接受更新；请以 query=… 发送查询。",
            )
        )
    raise QueryError(
        Text(en="Send exactly one query, as query=….", zh="请以 query=… 发送且仅发送一条查询。")
    )


def _refuse_dataset(given: MultiDict[str, str]) -> None:
    """Ignoring a chosen dataset would answer another question than the one asked."""
    for name in _DATASET:
        if name in given:
            raise QueryError(
                Text(
                    en=f"{name} is not supported; name the graphs in the query with FROM.",
                    zh=f"不支持 {name}；请在查询中用 FROM 指定图。",
                )
            )


def _answer(query: str) -> Response:
    form = form_of(query)
    media_type = choose_format(request, form) if form else None
    return as_response(context().store.answer(query, media_type))


def _page(query: str | None) -> Response:
    """The editor, with the answer or the fault below the query."""
    table: AnswerTable | None = None
    text = fault = ""
    status = int(HTTPStatus.OK)
    form = form_of(query) if query else None
    try:
        answer = context().store.answer(query) if query else None
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
        downloads=list(formats_of(form)) if form and status == HTTPStatus.OK else [],
    )
    return make_response(page, status)
