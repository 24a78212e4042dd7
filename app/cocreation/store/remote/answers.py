"""Reading what a server answers: nothing that it sends can stop the process, or looks unlike ours.

Servers write the same answer in different ways, some of them beside the standard; what the program
hands on is written anew from what was understood.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any

import pyoxigraph as oxigraph

from cocreation.errors import SourceError
from cocreation.namespaces import XSD
from cocreation.rdf_syntax import refuse_quoted_triples
from cocreation.store.base import JSON, N_TRIPLES, TURTLE
from cocreation.store.outline import Form
from cocreation.store.remote import faults
from cocreation.store.remote.transport import Received
from cocreation.store.terms import ROWS_FORMATS, write_rows

ACCEPT_ROWS = JSON
# RDF/XML and JSON-LD can stop the engine, so they are neither asked for nor read.
ACCEPT_GRAPH = f"{N_TRIPLES}, {TURTLE};q=0.9"
_GRAPH_SYNTAXES = {
    N_TRIPLES: oxigraph.RdfFormat.N_TRIPLES,
    TURTLE: oxigraph.RdfFormat.TURTLE,
    "text/plain": oxigraph.RdfFormat.N_TRIPLES,
}
_BOOLEAN = XSD + "boolean"
_TRUTH = {"0": "false", "1": "true"}
_KINDS = {"uri": "uri", "bnode": "bnode", "literal": "literal", "typed-literal": "literal"}
# Virtuoso tells so that it stopped in the middle, and at which row it stops.
_STOPPED = "x-sql-state"
_ROWS_LIMIT = "x-sparql-maxrows"


def rows(
    received: Received, media_type: str, form: Form, address: str, *, most: int | None = None
) -> bytes:
    """Write SPARQL JSON results anew in `media_type`; StoreError where they are none.

    QueryError where the server says that it sends a part only, or sends more than `most` rows.
    """
    try:
        parsed = json.loads(received.body)
        # A row of nothing takes three bytes: a body within its size may have a million.
        if most is not None and len(parsed.get("results", {}).get("bindings", ())) > most:
            raise faults.too_many_rows(address, most)
        results = _standard(parsed, form)
        _refuse_part(received.headers, results, address)
        return write_rows(
            oxigraph.parse_query_results(json.dumps(results), format=ROWS_FORMATS[JSON]),
            media_type,
        )
    except (SyntaxError, ValueError, KeyError, TypeError, RecursionError, AttributeError) as error:
        # Its traceback would keep what was parsed until another thread collects it, which fails.
        fault = faults.unusable(address, f"not SPARQL JSON results: {error}")
        raise fault from error.with_traceback(None)


def triples(received: Received, address: str) -> list[oxigraph.Triple]:
    """Read a graph in N-Triples or Turtle; StoreError where it is none."""
    syntax = _GRAPH_SYNTAXES.get(received.media_type)
    if syntax is None:
        raise faults.unusable(address, f"a graph came as {received.media_type}")
    _refuse_part(received.headers, {}, address)
    try:
        received.body.decode("utf-8")
        refuse_quoted_triples(received.body, address)
        quads = oxigraph.parse(received.body, format=syntax, base_iri=address)
        return [quad.triple for quad in quads]
    except (SyntaxError, ValueError, SourceError) as error:
        raise faults.unusable(address, f"no graph that can be read: {error}") from error


def _refuse_part(headers: Mapping[str, str], results: Mapping[str, Any], address: str) -> None:
    if _STOPPED in headers:
        raise faults.cut_short(address, "some")
    limit = headers.get(_ROWS_LIMIT, "")
    if limit.isdigit() and len(results.get("results", {}).get("bindings", ())) >= int(limit):
        raise faults.cut_short(address, limit)


def _standard(results: Any, form: Form) -> dict[str, Any]:
    """Bring results to the letter of the standard; KeyError and its like where they are none."""
    if "boolean" in results:
        return {"head": {}, "boolean": bool(results["boolean"])}
    bindings = results["results"]["bindings"]
    if form == "ask":
        # Virtuoso answers ASK with a row of 1, or with none.
        cells = [cell for row in bindings for cell in row.values()]
        return {"head": {}, "boolean": any(cell["value"] in ("1", "true") for cell in cells)}
    blanks: dict[str, str] = {}
    rewritten = [
        {name: _cell(cell, blanks) for name, cell in row.items() if cell} for row in bindings
    ]
    return {"head": {"vars": _names(results["head"]["vars"])}, "results": {"bindings": rewritten}}


def _names(variables: Iterable[Any]) -> list[str]:
    return [str(name) for name in variables]


def _cell(cell: Mapping[str, Any], blanks: dict[str, str]) -> dict[str, str]:
    """One term: a blank node gets a label that any reader takes, a truth its word."""
    kind, value = _KINDS[cell["type"]], str(cell["value"])
    if kind == "bnode":
        return {"type": kind, "value": blanks.setdefault(value, f"b{len(blanks)}")}
    term = {"type": kind, "value": value}
    if kind == "literal":
        if cell.get("xml:lang"):
            return {**term, "xml:lang": str(cell["xml:lang"])}
        if cell.get("datatype") == _BOOLEAN:
            term["value"] = _TRUTH.get(value, value)
        if cell.get("datatype"):
            term["datatype"] = str(cell["datatype"])
    return term
