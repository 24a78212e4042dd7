"""The shipped graph in stores of its own: whole, without inferences, and loaded backwards.

Questions that call other servers call stand-ins.
"""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from cocreation.linking.federation import FederatedStore
from cocreation.linking.hosts import Hosts
from cocreation.model import FileGraph
from cocreation.namespaces import GRAPH
from cocreation.reasoning.rules import materialise
from cocreation.services.project import read_project
from cocreation.store import embedded


@pytest.fixture(scope="session")
def asserted_graphs(root) -> tuple[FileGraph, ...]:
    return read_project(root)


@pytest.fixture(scope="session")
def graphs(asserted_graphs) -> tuple[FileGraph, ...]:
    """Every graph of a build, the inferred ones included."""
    ontology = [
        graph
        for graph in _below(asserted_graphs, "ontology/")
        if not graph.name.startswith(GRAPH + "ontology/alignments/")
    ]
    return (*asserted_graphs, *materialise(ontology, _below(asserted_graphs, "data/")))


@pytest.fixture(scope="session")
def store(graphs, partners, tmp_path_factory):
    yield from _opened(tmp_path_factory.mktemp("whole"), graphs, partners)


@pytest.fixture(scope="session")
def asserted_store(asserted_graphs, partners, tmp_path_factory):
    yield from _opened(tmp_path_factory.mktemp("asserted"), asserted_graphs, partners)


@pytest.fixture(scope="session")
def backward_store(graphs, partners, tmp_path_factory):
    """The same statements, written in the opposite order."""
    backwards = [replace(graph, triples=_reversed(graph.triples)) for graph in reversed(graphs)]
    yield from _opened(tmp_path_factory.mktemp("backward"), backwards, partners)


def _below(graphs: Sequence[FileGraph], folder: str) -> list[FileGraph]:
    return [graph for graph in graphs if graph.name.startswith(GRAPH + folder)]


def _opened(directory, graphs, partners):
    embedded.write(directory, graphs, "")
    snapshot = embedded.open_snapshot(directory)
    opened = FederatedStore(snapshot, Hosts.named(partners.hosts), seconds=60)
    yield opened
    opened.close()


def _reversed(triples: bytes) -> bytes:
    return b"".join(reversed(triples.splitlines(keepends=True)))
