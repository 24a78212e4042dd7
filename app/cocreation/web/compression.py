"""Bodies made smaller for clients that accept it: the standard library does all the work."""

import gzip

from flask import Flask, Response, request

_SMALLEST = 1024
_LEVEL = 4


def install(app: Flask) -> None:
    """Compress what is large enough to be worth it."""
    app.after_request(_compress)


def _compress(response: Response) -> Response:
    if (
        response.direct_passthrough
        or response.is_streamed
        or (response.content_length or 0) < _SMALLEST
        or "Content-Encoding" in response.headers
        or not request.accept_encodings.quality("gzip")
    ):
        return response
    response.set_data(gzip.compress(response.get_data(), _LEVEL, mtime=0))
    response.headers["Content-Encoding"] = "gzip"
    return response
