"""`/validate`: check a case that somebody sends, and keep nothing of it."""

from http import HTTPStatus
from typing import Literal

from flask import Blueprint, Response, make_response, render_template, request

from cocreation.errors import CocreationError, NotAcceptableError, UncheckableError
from cocreation.model import Text
from cocreation.services.check_report import CheckReport
from cocreation.services.findings_text import write_findings
from cocreation.services.inspection import Inspection
from cocreation.store.base import TURTLE
from cocreation.web import uploads
from cocreation.web.caching import never_kept
from cocreation.web.context import context
from cocreation.web.findings import page_of, unread
from cocreation.web.language import page_language
from cocreation.web.negotiation import HTML, content_type, download
from cocreation.web.uploads import Upload

blueprint = Blueprint("validation", __name__)

Form = Literal["page", "html", "json", "turtle"]
_TYPES: dict[Form, str] = {"json": "application/json", "html": HTML, "turtle": TURTLE}
_ENDINGS = {"html": "html", "json": "json", "turtle": "ttl"}


@blueprint.get("/validate")
def ask() -> Response:
    """Show the form."""
    return make_response(render_template("validate.html", **uploads.filled(request, None)))


@blueprint.post("/validate")
def check() -> Response:
    """Check what was sent; the findings as a page, or as a file of the format asked for."""
    form = _form()
    upload: Upload | None = None
    try:
        upload = uploads.read(request)
        inspection, late = _inspected(upload)
    except CocreationError as error:
        if form != "page":
            raise
        return _page(upload, error=error)
    if form != "page":
        return _file(inspection.report, form)
    return _page(upload, inspection, late=late)


def _inspected(upload: Upload) -> tuple[Inspection, bool]:
    """The check, with mends where they are wanted; and whether looking for them took too long."""
    inspector, wanted = context().inspector, _wants_mends()
    try:
        return inspector.inspect(upload.data, upload.name, mends=wanted), False
    except UncheckableError:
        if not wanted:
            raise
        return inspector.inspect(upload.data, upload.name), True


def _wants_mends() -> bool:
    return (request.args.get("mends") or uploads.field(request, "mends")) == "1"


def _form() -> Form:
    """What is asked for by name, else by what is accepted; NotAcceptableError for anything else."""
    named = request.args.get("format") or uploads.field(request, "format")
    if not named:
        accepted = request.accept_mimetypes
        best = accepted.best_match([*_TYPES.values()]) if accepted else _TYPES["json"]
        found = next((form for form, kind in _TYPES.items() if kind == best), None)
        if found:
            return "page" if found == "html" else found
    elif named in _TYPES:
        return named
    wanted = named or request.headers.get("Accept", "")
    raise NotAcceptableError(
        Text(
            en=f"Findings do not come as “{wanted}”; ask for one of: {', '.join(_TYPES)}.",
            zh=f"检查结果没有“{wanted}”格式；可选：{', '.join(_TYPES)}。",
        ),
        {"available": dict(_TYPES)},
    )


def _file(report: CheckReport, form: Literal["html", "json", "turtle"]) -> Response:
    response = make_response(write_findings(report, form, page_language()))
    response.content_type = content_type(_TYPES[form])
    if form == "html" or uploads.is_form(request):
        download(response, f"findings.{_ENDINGS[form]}")
    return never_kept(response)


def _page(
    upload: Upload | None,
    inspection: Inspection | None = None,
    error: CocreationError | None = None,
    *,
    late: bool = False,
) -> Response:
    fields = uploads.filled(request, upload)
    text = uploads.field(request, "text") if upload is None else upload.text
    shown = page_of(inspection, text, page_language()) if inspection else unread(error, text)
    status = HTTPStatus(error.status) if error else HTTPStatus.OK
    page = render_template(
        "validate.html",
        shown=shown,
        error=error and error.message.in_language(page_language()),
        mends=_wants_mends(),
        other="en" if page_language() == "zh" else "zh",
        late=late,
        **fields,
    )
    return never_kept(make_response(page, status))
