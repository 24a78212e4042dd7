"""Each shape that looks at data is one that can be mended, or one of which it is said why not."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from cocreation.namespaces import VSH
from cocreation.services.mending import World as Seen
from cocreation.services.mending import changes_for
from cocreation.validation import check
from neighbourhood.test_every_shape import EVERY, shapes_for_data
from neighbourhood.worlds import World, ontology, shapes

REVIEWED = tomllib.loads(Path(__file__).with_name("mends.toml").read_text("utf-8"))
MENDED = set(REVIEWED["mended"])
REASONS = {name: why for why, names in REVIEWED["not_mended"].items() for name in names}
_TOGETHER = 8


def test_of_every_shape_somebody_has_said_whether_it_can_be_mended():
    wanted = {*shapes_for_data(), "UnknownClassShape"}
    assert MENDED | REASONS.keys() == wanted, "decide in tests/neighbourhood/mends.toml"
    assert not MENDED & REASONS.keys()
    assert all(len(why.split()) > 3 for why in REASONS.values())


@pytest.fixture(scope="module")
def drawn() -> dict[str, int]:
    """How many changes are drawn for a shape, the most that a fault against it shows."""
    most: dict[str, int] = {}
    for start in range(0, len(EVERY), _TOGETHER):
        for shape, number in changes_of(EVERY[start : start + _TOGETHER]):
            most[shape] = max(number, most.get(shape, 0))
    return most


def changes_of(some: list[World]) -> Iterator[tuple[str, int]]:
    files = [graph for world in some for graph in world.faulty]
    data = [*ontology(), *files]
    seen = Seen.read(files, data, shapes())
    for finding in check(data, shapes()):
        yield finding.shape.removeprefix(VSH), len(changes_for(finding, seen))


@pytest.mark.nightly
def test_changes_are_drawn_for_the_shapes_that_can_be_mended_and_no_others(drawn):
    without = {shape for shape, number in drawn.items() if not number}
    assert without == REASONS.keys(), "mend tests/neighbourhood/mends.toml"
    assert drawn.keys() >= MENDED
