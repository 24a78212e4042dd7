"""`/compare`: a case held against the model, as a page or as a file."""

from http import HTTPStatus
from typing import NamedTuple

from flask import Blueprint, Response, make_response, redirect, render_template, request
from werkzeug.utils import secure_filename

from cocreation.errors import NotAcceptableError
from cocreation.model import Text
from cocreation.namespaces import ID
from cocreation.services import comparing
from cocreation.services.choosing import choices
from cocreation.services.comparison import Comparison
from cocreation.services.comparison_formats import Format, write_comparisons
from cocreation.services.comparison_report import report_of
from cocreation.web.caching import kept
from cocreation.web.context import context
from cocreation.web.language import address, page_language
from cocreation.web.library import Option
from cocreation.web.negotiation import content_type, wants_html

blueprint = Blueprint("comparisons", __name__)


class _Kind(NamedTuple):
    """A format of a comparison: its media type, and the ending of a file in it."""

    media_type: str
    ending: str


_CASES = ID + "case/"
_KINDS: dict[Format, _Kind] = {
    "json": _Kind("application/json", "json"),
    "csv": _Kind("text/csv", "csv"),
    "markdown": _Kind("text/markdown", "md"),
    "latex": _Kind("application/x-latex", "tex"),
    "text": _Kind("text/plain", "txt"),
}


@blueprint.get("/compare")
def choose() -> Response:
    """Offer the cases to choose from, or go on to the one that is chosen."""
    named = request.args.get("case", "").strip()
    if named:
        case = comparing.find_case(context().store, named)
        target = address("comparison", path=case.removeprefix(_CASES))
        found = redirect(target, HTTPStatus.SEE_OTHER)
        return make_response(found)
    language = page_language()
    offered = [
        Option(choice.iri.removeprefix(_CASES), choice.label.in_language(language))
        for choice in choices(context().store, "case")
    ]
    return make_response(render_template("compare.html", cases=offered))


@blueprint.get("/compare/<path:path>")
def comparison(path: str) -> Response:
    """Hold the case `<study>/<slug>` against its model."""
    if wants_html(request):
        return make_response(_page(path))
    form, language = _form(), page_language()
    kind = _KINDS[form]
    return kept(lambda: _file(path, form), f"{kind.media_type} {language}")


def _page(path: str) -> str:
    return render_template(
        "comparison.html",
        report=report_of(_compare(path), page_language()),
        path=path,
        formats=tuple(_KINDS),
        id_path=_id_path,
    )


def _id_path(iri: str | None) -> str:
    """The path of the page about a thing; empty for what has none."""
    return iri.removeprefix(ID) if iri and iri.startswith(ID) else ""


def _file(path: str, form: Format) -> Response:
    kind = _KINDS[form]
    response = make_response(write_comparisons([_compare(path)], form, page_language()))
    response.content_type = content_type(kind.media_type)
    if form not in ("json", "text"):
        name = secure_filename(path.rpartition("/")[2]) or "case"
        response.headers.set("Content-Disposition", "attachment", filename=f"{name}.{kind.ending}")
    return response


def _compare(path: str) -> Comparison:
    store, queries = context().store, context().queries
    return comparing.compare(store, queries, comparing.find_case(store, path))


def _form() -> Format:
    """The format that `?format=` names, else the one that the client likes best."""
    named = request.args.get("format")
    for form, kind in _KINDS.items():
        if named in (form, kind.media_type):
            return form
    if named is None:
        types = {kind.media_type: form for form, kind in _KINDS.items()}
        if not request.accept_mimetypes:
            return "json"
        best = request.accept_mimetypes.best_match(list(types))
        if best is not None:
            return types[best]
    listed = ", ".join(_KINDS)
    raise NotAcceptableError(
        Text(
            en=f"A comparison does not come as “{named or request.accept_mimetypes}”; "
            f"ask for one of: {listed}.",
            zh=f"对照结果没有“{named or request.accept_mimetypes}”格式；可选：{listed}。",
        ),
        {"available": {form: kind.media_type for form, kind in _KINDS.items()}},
    )
