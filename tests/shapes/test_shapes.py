"""Each shape finds what it is for and nothing else, whichever engine asks."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import get_args

import pytest

from cocreation.services.joined import NOT_CHECKED
from cocreation.services.project import read_project
from cocreation.validation import Engine, check
from shapes.examples import FOLDER, ROOT, Told, expected, shapes, told

ENGINES: tuple[Engine, ...] = get_args(Engine)
EXAMPLES = sorted(FOLDER.glob("*/*.ttl"))
BASE = FOLDER / "base.ttl"


def named(value: object) -> str:
    return str(value.relative_to(FOLDER).with_suffix("")) if isinstance(value, Path) else str(value)


@pytest.fixture(scope="module")
def answer(request: pytest.FixtureRequest) -> Iterator[Callable[[Path, Engine], Counter[Told]]]:
    """What an engine finds in an example; other processes work ahead of the tests that ask."""
    asked: dict[tuple[Path, Engine], list[Path]] = defaultdict(list)
    for item in request.session.items:
        if item.path == request.path and hasattr(item, "callspec"):
            example, engine = item.callspec.params["example"], item.callspec.params["engine"]
            asked[example.parent, engine].append(example)
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        pending: dict[tuple[Path, Engine], Future[dict[Path, Counter[Told]]]] = {
            (folder, engine): pool.submit(told, tuple(examples), engine)
            for (folder, engine), examples in asked.items()
        }
        yield lambda example, engine: pending[example.parent, engine].result()[example]
        pool.shutdown(cancel_futures=True)


@pytest.mark.parametrize("example", [BASE, *EXAMPLES], ids=named)
@pytest.mark.parametrize("engine", ENGINES)
def test_an_engine_finds_what_the_example_names_and_nothing_else(example, engine, answer):
    found, wanted = answer(example, engine), expected(example)
    assert not (problems := _differences(found, wanted)), "\n".join([named(example), *problems])


@pytest.fixture(scope="module")
def shipped_findings():
    graphs = read_project(ROOT)
    data = [graph for graph in graphs if not graph.name.startswith(NOT_CHECKED)]
    return check(data, shapes())


def test_the_shipped_data_violate_nothing(shipped_findings):
    violations = [f for f in shipped_findings if f.severity == "violation"]
    assert not violations, "\n".join(f"{f.focus}: {f.message.en}" for f in violations)


def test_stated_totals_that_differ_are_warned_of_with_both_numbers(shipped_findings):
    told_of = {f.message.en.partition(":")[0] for f in shipped_findings if f.severity == "warning"}
    assert {
        "The study states 13 interviews, its inventory has 14",
        "The study states 965 minutes of interviews, they add up to 1025",
    } <= told_of


def test_silence_is_told_as_not_reported(shipped_findings):
    silent = [f for f in shipped_findings if f.shape.endswith("#SilentStageShape")]
    assert silent
    assert all("not reported" in f.message.en and "未报告" in f.message.zh for f in silent)


def test_no_text_of_the_shipped_data_is_taken_for_personal_data(shipped_findings):
    alarms = [f for f in shipped_findings if "#PersonalDataShape" in f.shape]
    assert not alarms, "\n".join(f"{f.focus}: {f.value}" for f in alarms)


def _differences(found: Counter[Told], wanted: Counter[Told]) -> list[str]:
    missing = [f"not found: {tuple(one)}" for one in (wanted - found).elements()]
    return missing + [f"not expected: {tuple(one)}" for one in (found - wanted).elements()]
