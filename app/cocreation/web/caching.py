"""Answers that a client may keep: a tag by the store's state, and nothing sent that it has."""

import hashlib
from collections.abc import Callable
from http import HTTPStatus

from flask import Response, make_response, request

from cocreation.web.context import context

_REVALIDATE = "no-cache"
_NEVER = "no-store"


def kept(make: Callable[[], Response], media_type: str | None = None) -> Response:
    """Make the response to a GET, or tell that what the client has is still right.

    `media_type` is what was negotiated: the same address answers in several.
    """
    version = context().store.version() if request.method != "POST" else None
    if version is None:
        return never_kept(make())
    tag = _tag(version, media_type)
    known = request.if_none_match.contains_weak(tag)
    response = make_response("", HTTPStatus.NOT_MODIFIED) if known else make()
    response.set_etag(tag, weak=True)
    response.headers["Cache-Control"] = _REVALIDATE
    return response


def never_kept(response: Response) -> Response:
    """Forbid to keep a response that may be another one the next time."""
    response.headers["Cache-Control"] = _NEVER
    return response


def _tag(version: str, media_type: str | None) -> str:
    asked = f"{version}\n{request.full_path}\n{media_type}".encode("utf-8", "surrogateescape")
    return hashlib.blake2b(asked, digest_size=12).hexdigest()
