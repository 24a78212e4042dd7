"""Graphs for tests of reasoning: the shipped ones, and small ones written in the test."""

from pathlib import Path

import pyoxigraph

from cocreation.model import FileGraph
from cocreation.namespaces import GRAPH, ID, PREFIXES

_TURTLE, _NTRIPLES = pyoxigraph.RdfFormat.TURTLE, pyoxigraph.RdfFormat.N_TRIPLES
_HEADER = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())


def from_turtle(turtle: str, path: str = "data/extra") -> FileGraph:
    """A graph from Turtle with the project's prefixes; relative IRIs are under `id/`."""
    return _graph(path, f"{_HEADER}@prefix ex: <http://example.org/> .\n@base <{ID}> .\n{turtle}")


def shipped(root: Path, folder: str, pattern: str = "**/*.ttl") -> list[FileGraph]:
    """The project's own graphs in a folder, in order."""
    return [
        _graph(str(path.relative_to(root).with_suffix("")), path.read_text("utf-8"))
        for path in sorted((root / folder).glob(pattern))
    ]


def _graph(path: str, turtle: str) -> FileGraph:
    triples = pyoxigraph.serialize(pyoxigraph.parse(turtle, _TURTLE), format=_NTRIPLES)
    return FileGraph(GRAPH + path, Path(f"{path}.ttl"), triples, "")
