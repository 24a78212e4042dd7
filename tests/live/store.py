"""The store that the live servers serve: the shipped project, and graphs that are in no file."""

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as oxigraph

from cocreation.model import FileGraph
from cocreation.store import embedded
from live.server import COCREATION

ONE = "http://example.org/graph/one"
TWO = "http://example.org/graph/two"
PERSON = "http://www.example/gsp/person/1.ttl"
ENCODED_PERSON = "http://www.example/gsp/person/%31.ttl"
_OWN = {
    ONE: '<http://example.org/a> <http://example.org/p> "one"@en , 1 .',
    TWO: '<http://example.org/b> <http://example.org/p> "二"@zh , 2 .',
}


def build(directory: Path, conformance: Path) -> None:
    """Write the graphs that are in no file, those of the W3C's tests where they are; then build."""
    embedded.write(directory, _graphs(conformance), "of no project")
    command = [COCREATION, "build", "--store", directory]
    subprocess.run(command, check=True, capture_output=True)


def _graphs(conformance: Path) -> Iterator[FileGraph]:
    for name, turtle in _OWN.items():
        yield _graph(name, oxigraph.parse(turtle, oxigraph.RdfFormat.TURTLE))
    if not conformance.is_dir():
        return
    named: dict[str, list[oxigraph.Triple]] = {}
    for quad in oxigraph.parse(path=conformance / "w3c_graphs.nq"):
        named.setdefault(quad.graph_name.value, []).append(quad.triple)
    for name, triples in named.items():
        yield _graph(name, triples)
    suite = json.loads((conformance / "w3c_protocol.json").read_text(encoding="utf-8"))
    (twice,) = (test for test in suite["gsp_indirect"] if test["id"].endswith("encoded_twice"))
    for name, request in zip((PERSON, ENCODED_PERSON), twice["requests"], strict=False):
        yield _graph(name, oxigraph.parse(request["body"]["chars"], oxigraph.RdfFormat.TURTLE))


def _graph(name: str, statements: Iterator[oxigraph.Quad] | list[oxigraph.Triple]) -> FileGraph:
    triples = [one.triple if isinstance(one, oxigraph.Quad) else one for one in statements]
    lines = oxigraph.serialize(triples, format=oxigraph.RdfFormat.N_TRIPLES)
    return FileGraph(name, Path("none"), lines, "")
