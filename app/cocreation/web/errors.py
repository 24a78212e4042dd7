"""One handler turns every fault into a status and one JSON shape, or a page for a person."""

import json
from http import HTTPStatus

from flask import Flask, Response, make_response, render_template, request
from werkzeug.exceptions import HTTPException, InternalServerError, NotFound, RequestEntityTooLarge

from cocreation.errors import CocreationError
from cocreation.model import Text
from cocreation.web.caching import NEVER_KEPT
from cocreation.web.language import page_language
from cocreation.web.negotiation import wants_html
from cocreation.web.replies import Headers, Reply
from cocreation.web.texts import TEXTS

_RETRY_SECONDS = 5
_RETRIED = (HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE)


def install(app: Flask) -> None:
    """Handle the program's own faults, those of HTTP, and whatever else a view may raise."""
    app.register_error_handler(CocreationError, _told)
    app.register_error_handler(HTTPException, _http)


def _told(error: CocreationError) -> Response:
    return respond(error.status, error.code, error.message, error.details)


def _http(error: HTTPException) -> Response:
    status = error.code or InternalServerError.code
    if isinstance(error, NotFound):
        message = TEXTS["not_found"]
    elif isinstance(error, RequestEntityTooLarge):
        message = TEXTS["upload_too_large"]
    elif isinstance(error, InternalServerError):
        message = TEXTS["internal"]
    else:
        message = Text(en=error.description or error.name, zh=f"请求无法处理（HTTP {status}）。")
    response = respond(status, error.name.lower().replace(" ", "_"), message, {})
    # A refused method says which there are, an unchanged page its tag.
    for name, value in error.get_headers():
        if name not in ("Content-Type", "Content-Length"):
            response.headers[name] = value
    return response


def as_reply(error: CocreationError) -> Reply:
    """Write a fault for a machine: `{"error": {code, message, details}}`."""
    return _reply(error.status, error.code, error.message, error.details)


def respond(status: int, code: str, message: Text, details: dict[str, object]) -> Response:
    """Answer with a fault: a page for a browser, else the JSON shape."""
    told = _reply(status, code, message, details)
    body: bytes | str = told.body
    if wants_html(request):
        body = render_template(
            "error.html",
            message=message.in_language(page_language()),
            nearest=details.get("nearest"),
            titles=details.get("titles", {}),
            case=details.get("case"),
            history=details.get("history"),
        )
    response = make_response(body, status)
    response.headers.update(told.headers)
    if wants_html(request):
        response.content_type = "text/html; charset=utf-8"
    return response


def _reply(status: int, code: str, message: Text, details: dict[str, object]) -> Reply:
    shape = {"code": code, "message": {"en": message.en, "zh": message.zh}, "details": details}
    headers: Headers = (("Content-Type", "application/json"), NEVER_KEPT)
    if status in _RETRIED:
        headers += (("Retry-After", str(details.get("retry_after", _RETRY_SECONDS))),)
    if status == HTTPStatus.UNAUTHORIZED:
        headers += (("WWW-Authenticate", 'Bearer realm="cocreation"'),)
    body = json.dumps({"error": shape}, ensure_ascii=False).encode("utf-8", "replace")
    return Reply(status, headers, body)
