"""Evidence as nanopublications: each item as four graphs whose names follow from their content."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import chain
from pathlib import Path

from cocreation.model import FileGraph, Rows, Term, Triple
from cocreation.namespaces import BASE, PREFIXES, XSD
from cocreation.services.trusty import PLACE, Quad, artifact_code
from cocreation.sources import ntriples

_NAMESPACE = BASE + "np/"
_GRAPHS = ("Head", "assertion", "provenance", "pubinfo")
_COLUMNS = ("item", "graph", "describedThing", "property", "value")
_CREATED = PREFIXES["dcterms"] + "created"


def nanopublications(rows: Rows, created: datetime) -> Iterator[FileGraph]:
    """Give the graphs of each item's nanopublication, from rows that say them.

    The rows have an `item`, and a statement by `graph`, `describedThing`, `property` and `value`,
    in which names below `<item>#` stand for those to be computed. `created`, in UTC, is told as
    when they were made.
    """
    columns = [rows.variables.index(name) for name in _COLUMNS]
    quads: dict[str, dict[Quad, None]] = defaultdict(dict)
    for row in rows.rows:
        item, graph, thing, told, value = (row[column] for column in columns)
        if item and graph and thing and told and value:
            quads[item.value][Quad(graph.value, thing.value, told.value, value)] = None
    at = Term("literal", f"{created:%Y-%m-%dT%H:%M:%SZ}", datatype=XSD + "dateTime")
    return chain.from_iterable(
        _named(item, [*said, Quad(f"{item}#pubinfo", f"{item}#", _CREATED, at)])
        for item, said in quads.items()
    )


def _named(item: str, quads: Sequence[Quad]) -> Iterator[FileGraph]:
    """The graphs of one nanopublication, by their names at last."""
    code = artifact_code(_renamed(item, quads, PLACE))
    graphs: dict[str, list[Triple]] = {f"{_NAMESPACE}{code}#{name}": [] for name in _GRAPHS}
    for graph, subject, predicate, told in _renamed(item, quads, code):
        graphs[graph].append(Triple(Term("iri", subject), Term("iri", predicate), told))
    for graph, triples in graphs.items():
        yield FileGraph(graph, Path(code), ntriples(triples), "")


def _renamed(item: str, quads: Sequence[Quad], code: str) -> list[Quad]:
    """The same with the names that the nanopublication has by this code."""
    names = {f"{item}#{graph}": f"{_NAMESPACE}{code}#{graph}" for graph in _GRAPHS}
    names[f"{item}#"] = _NAMESPACE + code
    return [
        Quad(
            names.get(quad.graph, quad.graph),
            names.get(quad.subject, quad.subject),
            quad.predicate,
            Term("iri", names.get(quad.object.value, quad.object.value))
            if quad.object.kind == "iri"
            else quad.object,
        )
        for quad in quads
    ]
