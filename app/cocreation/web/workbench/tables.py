"""`/tables/<table>`: a study's tables and the coverage, as pages and to take along."""

from typing import NamedTuple

from flask import Blueprint, Response, make_response, render_template, request

from cocreation.errors import NotAcceptableError
from cocreation.model import Text
from cocreation.services import table_formats, tables
from cocreation.services.labelling import Named, labels
from cocreation.services.marking import MARKED
from cocreation.services.studies import find_study
from cocreation.web.caching import kept
from cocreation.web.context import context
from cocreation.web.language import page_language
from cocreation.web.negotiation import content_type, download, wants_html
from cocreation.web.workbench.studies import asked_study

blueprint = Blueprint("tables", __name__)


class _Kind(NamedTuple):
    """A format: its media type, and the ending of a file that has it."""

    media_type: str
    ending: str


_KINDS: dict[table_formats.Format, _Kind] = {
    "csv": _Kind("text/csv", "csv"),
    "markdown": _Kind("text/markdown", "md"),
    "latex": _Kind("application/x-latex", "tex"),
    "text": _Kind("text/plain", "txt"),
}


@blueprint.get("/tables/<table>")
def show(table: str) -> Response:
    """Give a table as a page, or in the format asked for."""
    if wants_html(request):
        return make_response(_page(table))
    form = _form()
    return kept(lambda: _file(table, form), f"{form} {page_language()}")


def _page(name: str) -> str:
    store, queries, marks = context().store, context().queries, context().marks.now()
    studies = asked_study()
    question, given = tables.question_of(name, studies.iri)
    cells = tables.read_table(store, queries, name, studies.iri)
    title = tables.title_of(store, queries, name, studies.iri)
    marked = [iri for iri in tables.subjects(cells) if marks.get(iri)]
    called = labels(store, marked)
    return render_template(
        "workbench/table.html",
        name=name,
        names=tables.NAMES,
        studies=studies,
        table=tables.lay_out(cells, name, title.in_language(page_language()), page_language()),
        formats=tuple(_KINDS),
        marked=[Named(iri, called.get(iri, Text("", ""))) for iri in marked],
        marking=MARKED,
        asked=question,
        given=given,
        silent=tables.NOT_REPORTED.in_language(page_language()),
    )


def _file(name: str, form: table_formats.Format) -> Response:
    kind = _KINDS[form]
    response = make_response(table_formats.render(_table(name), form))
    response.content_type = content_type(kind.media_type)
    if form == "text":
        return response
    return download(response, f"table-{name}-{page_language()}.{kind.ending}")


def _table(name: str) -> table_formats.Table:
    study = find_study(context().studies.now(), request.args.get("study", ""))
    return tables.build_table(
        context().store, context().queries, name, study.thing.iri, page_language()
    )


def _form() -> table_formats.Format:
    """The format that `?format=` names, else the one that the client likes best."""
    named = request.args.get("format")
    types = {kind.media_type: form for form, kind in _KINDS.items()}
    if named is None:
        best = request.accept_mimetypes.best_match(list(types), default="text/csv")
        return types[best]
    for form, kind in _KINDS.items():
        if named in (form, kind.media_type):
            return form
    listed = ", ".join(_KINDS)
    raise NotAcceptableError(
        Text(
            en=f"A table does not come as “{named}”; ask for one of: {listed}.",
            zh=f"表格没有“{named}”格式；可选：{listed}。",
        ),
        {"available": {form: kind.media_type for form, kind in _KINDS.items()}},
    )
