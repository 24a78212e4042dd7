"""A store with the shipped graph and a submitted case that disputes, and exports from it."""

from collections.abc import Callable
from functools import cache

import pytest

from cocreation.model import FileGraph
from cocreation.namespaces import GRAPH, SUBMITTED
from cocreation.reasoning.rules import materialise
from cocreation.services.cases import CaseName
from cocreation.services.history import Deed, write_history
from cocreation.services.profiles import export_evidence
from cocreation.services.project import read_project
from cocreation.settings import Settings
from cocreation.sources import read_file
from cocreation.store import embedded
from profiles.reading import SUBMITTED_AT, SUBMITTED_FILE, Item, read_items

Export = Callable[..., bytes]


@pytest.fixture(scope="session")
def graphs(root) -> tuple[FileGraph, ...]:
    submitted = read_file(SUBMITTED_FILE, f"{SUBMITTED}mill/jd-cloud-old-mill")
    asserted = (*read_project(root), submitted)
    ontology = [graph for graph in asserted if graph.name.startswith(f"{GRAPH}ontology/")]
    ontology = [graph for graph in ontology if "/alignments/" not in graph.name]
    data = [graph for graph in asserted if graph.name.startswith((f"{GRAPH}data/", SUBMITTED))]
    deed = Deed(1, "submitted", "ann", SUBMITTED_AT, content=submitted.digest, file="mill.ttl")
    history = write_history(CaseName("mill", "jd-cloud-old-mill"), [deed])
    return (*asserted, *materialise(ontology, data), history)


@pytest.fixture(scope="session")
def export(root, graphs, tmp_path_factory) -> Export:
    """Export a profile of the store, each once."""
    directory = tmp_path_factory.mktemp("profiles")
    embedded.write(directory, graphs, "")
    settings = Settings(project=root, store=directory)

    @cache
    def export_now(profile: str, form: str, case: str | None = None) -> bytes:
        return export_evidence(settings, profile, case, form)

    return export_now


@pytest.fixture(scope="session")
def items(root) -> dict[str, Item]:
    """Every evidence item, by its IRI."""
    return read_items(root)


@pytest.fixture(scope="session")
def cases(items) -> tuple[str | None, ...]:
    """Each case that has evidence, and None, which stands for all."""
    scopes = {scope for item in items.values() for scope in item.scopes if "/id/case/" in scope}
    return (*sorted(scopes), None)
