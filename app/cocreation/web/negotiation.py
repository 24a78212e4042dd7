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
    if named is not None:
        return named == "html"
    return _prefers_html(request.headers.get("Accept", ""))


def choose_format(request: Request, form: Form, named: str | None = None) -> str:
    """Choose the media type of an answer: that of the format `named`, or else by the request.

    NotAcceptableError, with those there are, where the answer has none that is wanted.
    """
    named = named or request.args.get("format")
    if named is not None:
        found = media_type(named, form)
        if found is None:
            raise _not_acceptable(named, form)
        return found
    accept = request.headers.get("Accept", "")
    best = _best(accept, form)
    if best is None:
        raise _not_acceptable(accept, form)
    return best


def as_response(answer: Answer) -> Response:
    """Send an answer as data."""
    response = make_response(answer.body)
    response.content_type = answer.media_type
    if answer.media_type.startswith("text/"):
        response.content_type += "; charset=utf-8"
    return response


@lru_cache(maxsize=256)
def _prefers_html(accept: str) -> bool:
    accepted = parse_accept_header(accept, MIMEAccept)
    if HTML not in dict(accepted):
        return False
    aliases = (*_ALIASES_OF_ROWS, *_ALIASES_OF_GRAPHS)
    return accepted.best_match([HTML, *ROWS_TYPES, *GRAPH_TYPES, *aliases]) == HTML


@lru_cache(maxsize=256)
def _best(accept: str, form: Form) -> str | None:
    """The media type that an Accept header likes best; the default where it says nothing."""
    available = tuple(offered(form).values())
    accepted = parse_accept_header(accept, MIMEAccept)
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
