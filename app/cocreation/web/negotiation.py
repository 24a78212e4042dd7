"""Which format an answer takes: what `?format=` says, else what the client accepts."""

from functools import lru_cache

from flask import Request, Response, make_response
from werkzeug.datastructures import MIMEAccept
from werkzeug.http import parse_accept_header

from cocreation.errors import NotAcceptableError
from cocreation.model import Text
from cocreation.store.base import (
    GRAPH_TYPES,
    JSON,
    JSON_LD,
    N_TRIPLES,
    RDF_XML,
    ROWS_TYPES,
    TURTLE,
    XML,
    Answer,
    is_graph,
)
from cocreation.store.formats import media_type, offered
from cocreation.store.outline import Form

HTML = "text/html"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# What clients ask for when they mean one of the formats.
_ALIASES_OF_ROWS = {"application/json": JSON, "application/xml": XML, "text/xml": XML}
_ALIASES_OF_GRAPHS = {
    "application/json": JSON_LD,
    "application/xml": RDF_XML,
    "text/xml": RDF_XML,
    "text/plain": N_TRIPLES,
    "application/x-turtle": TURTLE,
}


def wants_html(request: Request) -> bool:
    """Tell whether a person reads the answer: the client names HTML and prefers nothing else."""
    named = request.args.get("format")
    return prefers_html(request.headers.get("Accept", "")) if named is None else named == "html"


def choose_format(request: Request, form: Form) -> str:
    """Choose the media type of the answer to a request, as `choose_media_type` does."""
    return choose_media_type(form, request.args.get("format"), request.headers.get("Accept", ""))


def choose_media_type(form: Form, named: str | None, accept: str) -> str:
    """Choose the media type of an answer: that of the format `named`, or else by what is accepted.

    NotAcceptableError, with those there are, where the answer has none that is wanted.
    """
    found = _best(accept, form) if named is None else media_type(named, form)
    if found is None:
        raise _not_acceptable(accept if named is None else named, form)
    return found


def content_type(kind: str) -> str:
    """Write a media type as the header that names it; text comes in UTF-8."""
    # XML says its encoding itself, but there are clients that only believe the header.
    return f"{kind}; charset=utf-8" if kind.startswith("text/") or kind.endswith("xml") else kind


def as_response(answer: Answer) -> Response:
    """Send an answer as data."""
    response = make_response(answer.body)
    response.content_type = content_type(answer.media_type)
    return response


def download(response: Response, name: str) -> Response:
    """Have a browser keep a response as a file of that name."""
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response


@lru_cache(maxsize=256)
def prefers_html(accept: str) -> bool:
    """Tell whether an Accept header names HTML and prefers nothing else."""
    accepted = _accepted(accept)
    if HTML not in dict(accepted):
        return False
    aliases = (*_ALIASES_OF_ROWS, *_ALIASES_OF_GRAPHS)
    return accepted.best_match([HTML, *ROWS_TYPES, *GRAPH_TYPES, *aliases]) == HTML


def _accepted(accept: str) -> MIMEAccept:
    """Read an Accept header; a parameter such as charset asks for nothing that differs here."""
    parsed = parse_accept_header(accept, MIMEAccept)
    return MIMEAccept((kind.partition(";")[0].strip(), quality) for kind, quality in parsed)


@lru_cache(maxsize=256)
def _best(accept: str, form: Form) -> str | None:
    """The media type that an Accept header likes best; the default where it says nothing."""
    available = tuple(offered(form).values())
    accepted = _accepted(accept)
    if not accepted:
        return available[0]
    aliases = _ALIASES_OF_GRAPHS if is_graph(form) else _ALIASES_OF_ROWS
    best = accepted.best_match([*available, *aliases])
    return None if best is None else aliases.get(best, best)


def _not_acceptable(wanted: str, form: Form) -> NotAcceptableError:
    formats = offered(form)
    known = ", ".join(formats)
    return NotAcceptableError(
        Text(
            en=f"This answer does not come as “{wanted}”; ask for one of: {known}.",
            zh=f"此回答没有“{wanted}”格式；可选：{known}。",
        ),
        {"available": formats},
    )
