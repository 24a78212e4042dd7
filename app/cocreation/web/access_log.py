"""The access log: a record a request, without what was asked unless a fault is looked for."""

import logging
from time import perf_counter

from flask import Flask, Response, g, request

LOGGER = logging.getLogger("cocreation.access")


def install(app: Flask) -> None:
    """Record each request that reaches the program, with its `fields`."""
    app.before_request(_begin)
    app.after_request(_record)


def _begin() -> None:
    g.began = perf_counter()


def _record(response: Response) -> Response:
    if LOGGER.isEnabledFor(logging.INFO):
        fields = {
            "client": request.remote_addr,
            "method": request.method,
            "path": request.path,
            "status": response.status_code,
            "bytes": response.content_length,
            "milliseconds": round((perf_counter() - g.began) * 1000, 1),
        }
        if LOGGER.isEnabledFor(logging.DEBUG):
            fields["query"] = request.query_string.decode("latin-1")
        LOGGER.info("request", extra={"fields": fields})
    return response
