"""The figures of the shipped graph, and its Turtle files read without any query."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from rdflib import RDFS, SKOS, Graph, URIRef

from cocreation.namespaces import CST, ID, VCC
from cocreation.services import figures, querying
from cocreation.services.project import read_project
from cocreation.store import embedded

WHOLE_AND_PARTS = [
    ("data-structure", ""),
    ("data-structure", "knowledge-based-dynamic-capabilities"),
    ("data-structure", "bridging"),
    ("model", ""),
    ("model", "aggregation"),
]
SPOKEN = ("zh", "en", "both")


def link(iri: str) -> str:
    return iri.replace(ID, "/id/")


@pytest.fixture(scope="session")
def drawn(root, tmp_path_factory) -> Callable[..., figures.Figures]:
    """The figures of the shipped graph."""
    directory = tmp_path_factory.mktemp("figures")
    embedded.write(directory, read_project(root), "")
    store = embedded.open_snapshot(directory)
    yield figures.Figures(store, querying.library(root), ID + "study/song-2025", link)
    store.close()


@dataclass
class Files:
    """What the files say: names, what is above what, and how many items speak for each thing."""

    labels: dict[str, dict[str, str]] = field(default_factory=dict)
    above: dict[str, str] = field(default_factory=dict)
    items: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    claims: dict[str, set[str]] = field(default_factory=dict)
    cases: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def below(self, iri: str) -> set[str]:
        """A construct with all that stands below it."""
        found = {iri}
        while more := {one for one, up in self.above.items() if up in found} - found:
            found |= more
        return found


@pytest.fixture(scope="session")
def files(root) -> Files:
    graph = Graph()
    for path in (root / "data" / "song-2025").rglob("*.ttl"):
        graph.parse(path)
    read = Files()
    for name in ("constructs", "propositions"):
        kept = Graph().parse(root / "data" / "song-2025" / f"{name}.ttl")
        for subject in set(kept.subjects(RDFS.label)):
            labels = {one.language: str(one) for one in kept.objects(subject, RDFS.label)}
            read.labels[str(subject)] = labels
        read.above |= {str(one): str(up) for one, up in kept.subject_objects(SKOS.broader)}
    for item, construct in graph.subject_objects(URIRef(CST + "supports")):
        here = str(construct)
        while here:
            read.items[here].add(str(item))
            here = read.above.get(here, "")
    for item, case in graph.subject_objects(URIRef(CST + "inCase")):
        read.cases[str(case)].add(str(item))
    for item, claim in graph.subject_objects(URIRef(CST + "corroborates")):
        read.items[str(claim)].add(str(item))
    ends = ("hasAntecedent", "hasOutcome", "hasModerator", "moderates")
    for end in ends:
        for claim, thing in graph.subject_objects(URIRef(VCC + end)):
            read.claims.setdefault(str(claim), set()).add(str(thing))
    return read
