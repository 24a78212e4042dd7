"""Evidence as nanopublications: each item as four graphs whose names follow from their content."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path

from cocreation.model import FileGraph, Rows, Term, Triple
from cocreation.namespaces import BASE, PREFIXES, XSD
from cocreation.services.last_changes import LastChanges
from cocreation.services.trusty import PLACE, Quad, artifact_code
from cocreation.sources import ntriples

_NAMESPACE = BASE + "np/"
_GRAPHS = ("Head", "assertion", "provenance", "pubinfo")
_COLUMNS = ("item", "graph", "describedThing", "property", "value")
_CREATED = PREFIXES["dcterms"] + "created"
_STATED_IN = PREFIXES["prov"] + "wasDerivedFrom"


def nanopublications(rows: Rows, changes: LastChanges) -> Iterator[FileGraph]:
    """Give the graphs of each item's nanopublication, from rows that say them.

    The rows have an `item`, and a statement by `graph`, `describedThing`, `property` and `value`,
    in which names below `<item>#` stand for those to be computed. As the time of their making that
    of the last change of what states the item is told, so that equal data have equal names.
    """
    columns = [rows.variables.index(name) for name in _COLUMNS]
    quads: dict[str, dict[Quad, None]] = defaultdict(dict)
    for row in rows.rows:
        item, graph, thing, told, value = (row[column] for column in columns)
        if item and graph and thing and told and value:
            quads[item.value][Quad(graph.value, thing.value, told.value, value)] = None
    return chain.from_iterable(
        _named(item, [*said, *_created(item, said, changes)]) for item, said in quads.items()
    )


def _created(item: str, quads: Iterable[Quad], changes: LastChanges) -> Iterator[Quad]:
    """Tell when the last of the graphs that state the item was changed, where that is known."""
    info = f"{item}#pubinfo"
    stated = (q.object.value for q in quads if (q.graph, q.predicate) == (info, _STATED_IN))
    times = [time for graph in stated if (time := changes.of(graph))]
    if times:
        at = Term("literal", f"{max(times):%Y-%m-%dT%H:%M:%SZ}", datatype=XSD + "dateTime")
        yield Quad(info, f"{item}#", _CREATED, at)


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
