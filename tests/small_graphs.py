"""Small graphs of numbers, and what a store answers of them."""

from pathlib import Path

from cocreation.model import FileGraph
from cocreation.namespaces import GRAPH, XSD
from cocreation.store.base import Store

VALUES = "SELECT ?value WHERE { <urn:s> <urn:p> ?value } ORDER BY ?value"
BY_GRAPH = """SELECT ?graph ?value WHERE { GRAPH ?graph { <urn:s> <urn:p> ?value } }
ORDER BY ?graph ?value"""


def graph(name: str, *values: int) -> FileGraph:
    lines = "".join(f'<urn:s> <urn:p> "{v}"^^<{XSD}integer> .\n' for v in values)
    return FileGraph(GRAPH + name, Path(f"{name}.ttl"), lines.encode(), "")


def column(store: Store, query: str) -> list[str]:
    """The last column of an answer."""
    return [row[-1].value for row in store.select(query).rows if row[-1]]


def values(store: Store) -> list[str]:
    """Every number, as a query without GRAPH sees them."""
    return column(store, VALUES)


def by_graph(store: Store) -> list[tuple[str, str]]:
    """Every number with the graph that it stands in."""
    return [
        (name.value.removeprefix(GRAPH), value.value)
        for name, value in store.select(BY_GRAPH).rows
        if name and value
    ]
