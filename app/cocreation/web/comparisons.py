"""`/compare`: a case held against the model, as a page or as a file."""

from http import HTTPStatus
from pathlib import PurePath
from typing import NamedTuple

from flask import Blueprint, Response, make_response, redirect, render_template, request
from werkzeug.utils import secure_filename

from cocreation.errors import CocreationError, NotAcceptableError
from cocreation.model import QuerySpec, Text
from cocreation.namespaces import ID
from cocreation.services import comparing, querying
from cocreation.services.choosing import choices
from cocreation.services.comparison import Comparison
from cocreation.services.comparison_formats import Format, write_comparisons
from cocreation.services.comparison_report import report_of
from cocreation.services.inspection import Held
from cocreation.web import uploads
from cocreation.web.addresses import page_address
from cocreation.web.caching import kept, never_kept
from cocreation.web.context import context
from cocreation.web.language import address, page_language
from cocreation.web.library import Option
from cocreation.web.negotiation import content_type, download, wants_html
from cocreation.web.uploads import Upload

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
    return make_response(_choosing())


@blueprint.post("/compare")
def compare_sent() -> Response:
    """Hold the case that was sent against the model; nothing of it is kept."""
    form = None if _wants_page() else _form()
    upload: Upload | None = None
    try:
        upload = uploads.read(request)
        held = context().inspector.compare(upload.data, upload.name, _asked())
    except CocreationError as error:
        if form:
            raise
        page = _choosing(upload, error.message.in_language(page_language()))
        return never_kept(make_response(page, error.status))
    if form:
        return never_kept(_file(held.comparison, form, PurePath(upload.name).stem))
    return never_kept(make_response(_sent_page(held, upload)))


def _wants_page() -> bool:
    named = uploads.field(request, "format")
    return wants_html(request) and (not named or named == "html")


def _asked() -> list[QuerySpec]:
    """The questions that a comparison asks, which a confined process has to be given."""
    return [querying.find_query(context().queries, name) for name in comparing.QUESTIONS]


def _choosing(upload: Upload | None = None, error: str = "") -> str:
    language = page_language()
    offered = [
        Option(choice.iri.removeprefix(_CASES), choice.label.in_language(language))
        for choice in choices(context().store, "case")
    ]
    return render_template("compare.html", cases=offered, error=error, **_filled(upload))


def _filled(upload: Upload | None) -> dict[str, object]:
    """What the form shows."""
    return {**uploads.filled(request, upload), "formats": tuple(_KINDS)}


def _sent_page(held: Held, upload: Upload) -> str:
    language = page_language()
    return render_template(
        "comparison.html",
        report=report_of(held.comparison, language),
        sent=True,
        unread=[text.in_language(language) for text in held.unread],
        address_of=lambda iri: "" if iri in held.unknown else _address(iri),
        **_filled(upload),
    )


@blueprint.get("/compare/<path:path>")
def comparison(path: str) -> Response:
    """Hold the case `<study>/<slug>` against its model."""
    if wants_html(request):
        return make_response(_page(path))
    form, language = _form(), page_language()
    kind = _KINDS[form]
    return kept(
        lambda: _file(_compare(path), form, path.rpartition("/")[2]),
        f"{kind.media_type} {language}",
    )


def _page(path: str) -> str:
    return render_template(
        "comparison.html",
        report=report_of(_compare(path), page_language()),
        path=path,
        formats=tuple(_KINDS),
        address_of=_address,
    )


def _address(iri: str | None) -> str:
    """The address of the page about a thing; empty for what has none."""
    return page_address(iri) if iri and iri.startswith(ID) else ""


def _file(comparison: Comparison, form: Format, stem: str) -> Response:
    kind = _KINDS[form]
    response = make_response(write_comparisons([comparison], form, page_language()))
    response.content_type = content_type(kind.media_type)
    if form in ("json", "text"):
        return response
    return download(response, f"{secure_filename(stem) or 'case'}.{kind.ending}")


def _compare(path: str) -> Comparison:
    store, queries = context().store, context().queries
    return comparing.compare(store, queries, comparing.find_case(store, path))


def _form() -> Format:
    """The format that `?format=` names, else the one that the client likes best."""
    named = request.args.get("format") or uploads.field(request, "format") or None
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
