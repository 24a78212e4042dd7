"""Which format an answer takes: what `?format=` says, else what the client accepts."""

from flask import Request, Response, make_response

from cocreation.errors import NotAcceptableError
from cocreation.model import Text
from cocreation.store.base import (
    CSV,
    GRAPH_TYPES,
    JSON,
    JSON_LD,
    N_TRIPLES,
    RDF_XML,
    ROWS_TYPES,
    TSV,
    TURTLE,
    XML,
    Answer,
)
from cocreation.store.outline import Form

HTML = "text/html"
FORMATS = {
    "json": JSON,
    "xml": XML,
    "csv": CSV,
    "tsv": TSV,
    "turtle": TURTLE,
    "ntriples": N_TRIPLES,
    "rdfxml": RDF_XML,
    "jsonld": JSON_LD,
}
# What clients ask for when they mean one of the above.
_ALIASES = {
    "application/json": JSON,
    "application/xml": XML,
    "text/xml": XML,
    "text/plain": N_TRIPLES,
    "application/x-turtle": TURTLE,
}


def wants_html(request: Request) -> bool:
    """Tell whether a person reads the answer: the client names HTML and prefers nothing else."""
    named = request.args.get("format")
    if named is not None:
        return named == "html"
    accept = request.accept_mimetypes
    if HTML not in dict(accept):
        return False
    return accept.best_match([HTML, *ROWS_TYPES, *GRAPH_TYPES, *_ALIASES]) == HTML


def formats_of(form: Form) -> dict[str, str]:
    """List the formats, by the name that `?format=` takes, of an answer of this form."""
    available = ROWS_TYPES if form in ("select", "ask") else GRAPH_TYPES
    return {name: kind for name, kind in FORMATS.items() if kind in available}


def choose_format(request: Request, form: Form) -> str:
    """Choose the media type of an answer; NotAcceptableError, with those there are, if none."""
    formats = formats_of(form)
    named = request.args.get("format")
    if named is not None:
        if named not in formats:
            raise _not_acceptable(named, formats)
        return formats[named]
    if not request.accept_mimetypes:
        return next(iter(formats.values()))
    aliases = {alias: kind for alias, kind in _ALIASES.items() if kind in formats.values()}
    best = request.accept_mimetypes.best_match([*formats.values(), *aliases])
    if best is None:
        raise _not_acceptable(str(request.accept_mimetypes), formats)
    return aliases.get(best, best)


def as_response(answer: Answer) -> Response:
    """Send an answer as data."""
    response = make_response(answer.body)
    response.content_type = answer.media_type
    if answer.media_type.startswith("text/"):
        response.content_type += "; charset=utf-8"
    return response


def _not_acceptable(wanted: str, formats: dict[str, str]) -> NotAcceptableError:
    known = ", ".join(formats)
    return NotAcceptableError(
        Text(
            en=f"This answer does not come as “{wanted}”; ask for one of: {known}.",
            zh=f"此回答没有“{wanted}”格式；可选：{known}。",
        ),
        {"available": formats},
    )
