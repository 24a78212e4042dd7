"""The one table of formats: by the name that a person types, as media types of rows and graphs."""

from typing import NamedTuple

from cocreation.store.base import (
    CSV,
    JSON,
    JSON_LD,
    N_TRIPLES,
    RDF_XML,
    TSV,
    TURTLE,
    XML,
    is_graph,
    media_types,
)
from cocreation.store.outline import Form


class Format(NamedTuple):
    """What a format's name means: a media type for rows, and one for graphs, where there is one."""

    rows: str | None
    graph: str | None


FORMATS = {
    "json": Format(JSON, JSON_LD),
    "xml": Format(XML, RDF_XML),
    "csv": Format(CSV, None),
    "tsv": Format(TSV, None),
    "turtle": Format(None, TURTLE),
    "ntriples": Format(None, N_TRIPLES),
    "rdfxml": Format(None, RDF_XML),
    "jsonld": Format(None, JSON_LD),
}
# The name that stands first for a media type is the one that is offered for it.
_OFFERED = {
    False: ("json", "xml", "csv", "tsv"),
    True: ("turtle", "ntriples", "rdfxml", "jsonld"),
}


# What other servers call them; clients that were made for those say so.
_ALSO = {
    "ttl": "turtle",
    "n3": "turtle",
    "nt": "ntriples",
    "rdf": "rdfxml",
    "rdf+xml": "rdfxml",
    "json-ld": "jsonld",
}


def media_type(name: str, form: Form) -> str | None:
    """Give the media type that the format `name` means for an answer of `form`; None if none.

    A media type may be its own name.
    """
    if name in media_types(form):
        return name
    found = FORMATS.get(_ALSO.get(name, name), Format(None, None))
    return found.graph if is_graph(form) else found.rows


def offered(form: Form) -> dict[str, str]:
    """List the formats of an answer of `form` by name, the default first."""
    return {name: media_type(name, form) or "" for name in _OFFERED[is_graph(form)]}
