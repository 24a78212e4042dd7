"""A fault against every shape is found in its neighbourhood as in the whole graph."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest

from cocreation.model import FileGraph, Finding
from cocreation.namespaces import CST, GRAPH, ID, OWL, RDF, RDFS, SH, VSH
from cocreation.services.checking_cases import check_nearby
from cocreation.services.joined import Joined, Proposal
from cocreation.validation.closed_shapes import terms_shape
from cocreation.validation.graphs import lines, merge
from cocreation.validation.neighbourhood.changes import TooFarError
from cocreation.validation.neighbourhood.shapes import unreviewed
from cocreation.validation.vocabulary import Vocabulary
from neighbourhood.worlds import (
    World,
    chosen,
    expected,
    files_of,
    model_classes,
    of_one_world,
    ontology,
    shapes,
    whole_checks,
    worlds,
)

VOCABULARY = Vocabulary.read(ontology())
# What a target has that only terms of an ontology can be.
OF_ONTOLOGIES = (
    "https://schema.org/",
    OWL,
    RDFS + "domain",
    RDFS + "range",
    RDFS + "sub",
    RDFS + "isDefinedBy",
)


def of_every_class() -> Iterator[tuple[str, bytes]]:
    """Nodes of each class with a property of another class, and with one that nobody declared."""
    for name, classes in (("terms of cases", OF_CASES), ("terms of the model", OF_MODEL)):
        yield name, b"".join(map(strange, classes))


def strange(class_: str) -> bytes:
    node = f"<{ID}evidence/harbour/strange-{class_.rpartition('#')[2]}>"
    misplaced = next(p for p in VOCABULARY.properties() if not VOCABULARY.allows(class_, p))
    said = [f"<{RDF}type> <{class_}>", f'<{misplaced}> "x"', f'<{CST}nosuch> "y"']
    return "".join(f"{node} {one} .\n" for one in said).encode()


OF_MODEL = sorted(model_classes() & set(VOCABULARY.leaves()))
OF_CASES = sorted(set(VOCABULARY.leaves()) - set(OF_MODEL))
EVERY = worlds(list(of_every_class()))
CHOSEN = chosen(EVERY)
STATES = ("clean", "rest", "faulty")


@dataclass(frozen=True)
class States:
    """All worlds together, without faults, without what the examples describe, and with faults."""

    worlds: Sequence[World]
    clean: frozenset[Finding]
    rest: frozenset[Finding]
    faulty: frozenset[Finding]

    @cached_property
    def joined(self) -> dict[str, Joined]:
        fixed = [*ontology(), *shapes()]
        return {name: Joined.in_graphs([*fixed, *files_of(self.worlds, name)]) for name in STATES}


def each(some: Sequence[World]) -> pytest.MarkDecorator:
    """Once for each world, by night for those whose faults others show too."""
    asked = [w if w in CHOSEN else pytest.param(w, marks=pytest.mark.nightly) for w in some]
    return pytest.mark.parametrize("world", asked, ids=lambda world: world.name)


@pytest.fixture(scope="module")
def states(request: pytest.FixtureRequest) -> States:
    """What whole checks find in the worlds that the tests of this run ask for."""
    asked = [
        i.callspec.params["world"]
        for i in request.session.items
        if hasattr(i, "callspec") and i.path == request.path
    ]
    asked = [world for world in EVERY if world in asked] or CHOSEN
    return States(asked, *whole_checks(asked, STATES))


def nearby(files: Sequence[FileGraph], joined: Joined) -> set[Finding] | None:
    """What the neighbourhood shows; None where the model itself is in question."""
    replaced = {file.name for file in files} & joined.names
    try:
        return check_nearby(Proposal(files, replaced, joined), "fast")
    except TooFarError:
        return None


@each(EVERY)
def test_changed_files_are_found_at_fault_as_in_the_whole(world, states):
    found = nearby(world.changed, states.joined["clean"])
    if found is not None:
        assert of_one_world(found, world) == of_one_world(
            expected(world.changed, world, states.faulty, states.clean), world
        )


@each(EVERY)
def test_a_new_file_is_found_at_fault_as_in_the_whole(world, states):
    found = nearby([world.added], states.joined["rest"])
    if found is not None:
        assert of_one_world(found, world) == of_one_world(
            expected([world.added], world, states.faulty, states.rest), world
        )


@each(EVERY)
def test_a_case_is_seen_with_the_faults_around_it(world, states):
    [case] = [graph for graph in world.faulty if graph.name.endswith("/case")]
    found = nearby([case], states.joined["faulty"])
    if found is not None:
        assert of_one_world(found, world) == of_one_world(
            expected([case], world, states.faulty, states.faulty), world
        )


def test_there_is_a_fault_for_every_shape_that_looks_at_data(states):
    shown = {finding.shape.removeprefix(VSH) for finding in states.faulty}
    generated = {terms_shape(class_).removeprefix(VSH) for class_ in VOCABULARY.leaves()}
    wanted = {*shapes_for_data(), *generated, "UnknownClassShape"}
    assert wanted - shown == set(), "put an example of a fault into tests/neighbourhood/faults/"


@each([world for world in EVERY if world.is_of_a_case])
def test_a_fault_of_a_case_needs_no_look_at_the_whole(world, states):
    assert nearby(world.changed, states.joined["clean"]) is not None


def shapes_for_data() -> set[str]:
    """The shapes that are not for terms of an ontology only, and the property shapes in them."""
    said: dict[str, set[tuple[str, str]]] = {}
    for line in lines(merge(shapes())):
        said.setdefault(line.subject, set()).add((line.predicate, line.object))
    targets = {
        shape: {o for p, o in pairs if p.startswith(SH + "target")} for shape, pairs in said.items()
    }
    found = {s for s, of in targets.items() if any(not o.startswith(OF_ONTOLOGIES) for o in of)}
    nested = {o for s in found for p, o in said[s] if p == SH + "property"}
    speaking = {s for s in found if not any(p == SH + "property" for p, _ in said[s])}
    return {s.removeprefix(VSH) for s in speaking | nested if s.startswith(VSH)}


def test_every_shape_that_looks_far_is_read_for():
    missing = unreviewed(merge(shapes()))
    assert missing == {}, "see CONTRIBUTING.md; enter them in neighbourhood/reviewed.py"


def test_a_shape_that_nobody_has_looked_at_makes_every_check_one_of_the_whole(states):
    world = next(world for world in states.worlds if world.is_of_a_case)
    strange = f"""<{VSH}New> <{RDF}type> <{SH}NodeShape> .
<{VSH}New> <{SH}targetClass> <{CST}Case> .
<{VSH}New> <{SH}property> _:p .
_:p <{SH}path> _:i .
_:i <{SH}inversePath> <{CST}about> .
_:p <{SH}maxCount> "0"^^<http://www.w3.org/2001/XMLSchema#integer> .
"""
    shape = FileGraph(f"{GRAPH}shapes/new", Path("new.ttl"), strange.encode(), "")
    graphs = [*ontology(), *shapes(), shape, *world.clean]
    assert nearby(world.changed, Joined.in_graphs(graphs)) is None
    assert nearby(world.changed, Joined.in_graphs([g for g in graphs if g != shape])) is not None
