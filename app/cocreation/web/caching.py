"""Answers that a client may keep: a tag by the store's state, and nothing sent that it has."""

import hashlib
from collections.abc import Callable
from http import HTTPStatus

from flask import Response, make_response, request
from werkzeug.datastructures import ETags
from werkzeug.http import parse_etags

from cocreation.web.context import context

REVALIDATED = ("Cache-Control", "no-cache")
NEVER_KEPT = ("Cache-Control", "no-store")


def tag(version: str, address: str, media_type: str | None) -> str:
    """Name what an address answers in a media type while the store is in one state.

    It is weak: the same answer may come compressed or not.
    """
    asked = f"{version}\n{address}\n{media_type}".encode("utf-8", "surrogateescape")
    return f'W/"{hashlib.blake2b(asked, digest_size=12).hexdigest()}"'


def is_known(tagged: str, if_none_match: str) -> bool:
    """Tell whether a client that sends such a header has the answer already.

    The mark of any answer, `*`, is none of ours: a question may turn out to be none.
    """
    tags = parse_etags(if_none_match) if if_none_match else ETags()
    return not tags.star_tag and tags.contains_raw(tagged)


def kept(make: Callable[[], Response], media_type: str | None = None) -> Response:
    """Make the response to a GET, or tell that what the client has is still right.

    `media_type` is what was negotiated: the same address answers in several.
    """
    version = context().store.version()
    if version is None:
        return never_kept(make())
    tagged = tag(version, request.full_path, media_type)
    known = is_known(tagged, request.headers.get("If-None-Match", ""))
    response = make_response("", HTTPStatus.NOT_MODIFIED) if known else make()
    response.headers["ETag"] = tagged
    response.headers.set(*REVALIDATED)
    return response


def never_kept(response: Response) -> Response:
    """Forbid to keep a response that may be another one the next time."""
    response.headers.set(*NEVER_KEPT)
    return response
