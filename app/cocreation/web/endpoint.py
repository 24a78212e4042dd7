"""`/sparql`: the SPARQL 1.1 Protocol, query, for machines; an editor for people."""

from flask import Blueprint, Response, make_response, render_template, request
from werkzeug.datastructures import MultiDict

from cocreation.errors import CocreationError, MediaTypeError, QueryError
from cocreation.model import Text
from cocreation.services.results import AnswerTable, present
from cocreation.store.outline import form_of
from cocreation.web.context import context, endpoint_address
from cocreation.web.language import page_language
from cocreation.web.negotiation import choose_format, formats_of, wants_html

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
_FORM = "application/x-www-form-urlencoded"
_DIRECT = "application/sparql-query"
_DATASET = ("default-graph-uri", "named-graph-uri")


@blueprint.get("/sparql")
def ask() -> Response:
    """Answer `?query=`; without one, give a person the editor."""
    if wants_html(request):
        return _page(request.args.get("query"))
    return _answer(_the_query(request.args))


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
    answer = context().store.answer(query, media_type)
    response = make_response(answer.body)
    response.content_type = answer.media_type
    if answer.media_type.startswith("text/"):
        response.content_type += "; charset=utf-8"
    response.vary.add("Accept")
    response.access_control_allow_origin = "*"
    return response


def _page(query: str | None) -> Response:
    """The editor, with the answer or the fault below the query."""
    table: AnswerTable | None = None
    text = fault = ""
    status = 200
    form = form_of(query) if query else None
    try:
        if query and form == "select":
            table = present(context().store.select(query), page_language())
        elif query:
            text = context().store.answer(query).body.decode()
    except CocreationError as error:
        fault, status = error.message.in_language(page_language()), error.status
    page = render_template(
        "sparql.html",
        endpoint=endpoint_address(),
        query=query if query is not None else _SAMPLE,
        answer=table,
        text=text,
        error=fault,
        downloads=list(formats_of(form)) if form and not fault else [],
    )
    return make_response(page, status)
