"""The examples beside this file, and what an engine says of one.

`base.ttl` is a small invented study, complete and right. An example adds to it, and stands in for
whatever it describes anew: the base's statements about a subject that the example describes are
left out. `<Shape>/valid.ttl` draws no finding; `<Shape>/invalid-<why>.ttl` draws exactly the
findings in the `.json` beside it, which a person wrote from what the shapes mean.
"""

import json
from collections import Counter
from functools import cache
from pathlib import Path
from typing import NamedTuple

from cocreation.model import FileGraph, Finding
from cocreation.namespaces import GRAPH, ID, compact
from cocreation.sources import graph_name, read_file
from cocreation.validation import Engine, check

FOLDER = Path(__file__).parent
ROOT = FOLDER.parent.parent
MODULES = ("case-study", "model", "advisory")


class Told(NamedTuple):
    """One finding as an example names it: IRIs compact, a focus relative to `id/`."""

    focus: str
    path: str | None
    component: str
    shape: str
    severity: str


def expected(example: Path) -> Counter[Told]:
    """The findings that the file beside the example names; none where there is no such file."""
    file = example.with_suffix(".json")
    if not file.exists():
        return Counter()
    findings = json.loads(file.read_text("utf-8"))["findings"]
    return Counter(Told(**finding) for finding in findings)


def told(examples: tuple[Path, ...], engine: Engine) -> dict[Path, Counter[Told]]:
    """What the engine finds in each of the examples, the base study being there with each."""
    blank = [example for example in examples if b"_:" in world(example)]
    # A blank node has no IRI to tell whose it is.
    runs = [[example for example in examples if example not in blank], *([one] for one in blank)]
    return {example: found for run in runs for example, found in _told(run, engine).items()}


def _told(examples: list[Path], engine: Engine) -> dict[Path, Counter[Told]]:
    """The findings of one run, in which each example is a world of its own below `id/`."""
    worlds = [
        FileGraph(f"{GRAPH}data/{number}", example, _moved(world(example), number), "")
        for number, example in enumerate(examples)
    ]
    answer = {example: Counter[Told]() for example in examples}
    for finding in check([*ontology(), *worlds], shapes(), engine=engine) if worlds else ():
        number, slash, focus = finding.focus.removeprefix(ID).partition("/")
        whose = examples[int(number)] if slash and number.isdecimal() else examples[0]
        answer[whose][_as_told(finding, focus)] += 1
    return answer


def _moved(triples: bytes, number: int) -> bytes:
    return triples.replace(ID.encode(), f"{ID}{number}/".encode())


def world(example: Path) -> bytes:
    """The base study with the example in place of what it describes, as N-Triples."""
    added = _lines(example)
    described = {_subject(line) for line in added}
    kept = [line for line in _lines(FOLDER / "base.ttl") if _subject(line) not in described]
    return b"".join(dict.fromkeys([*kept, *added]))


@cache
def ontology() -> tuple[FileGraph, ...]:
    """The two modules of the ontology."""
    return tuple(_read(f"ontology/{name}.ttl") for name in ("case-study", "model"))


@cache
def shapes() -> tuple[FileGraph, ...]:
    """The shapes that the examples are of."""
    return tuple(_read(f"shapes/{name}.ttl") for name in MODULES)


def _read(path: str) -> FileGraph:
    return read_file(ROOT / path, graph_name(ROOT / path, ROOT))


def _lines(path: Path) -> list[bytes]:
    return read_file(path, GRAPH + path.stem).triples.splitlines(keepends=True)


def _subject(line: bytes) -> bytes:
    return line.partition(b" ")[0]


def _as_told(finding: Finding, focus: str) -> Told:
    return Told(
        # A blank node's label is the engine's own business.
        focus=focus or "_:",
        path=None if finding.path is None else compact(finding.path),
        component=compact(finding.component),
        shape=compact(finding.shape),
        severity=finding.severity,
    )
