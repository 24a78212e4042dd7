"""A synthetic project built into our store, and the very same triples for others."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from benchmarks.generate import write_project
from cocreation.services.exporting import export
from cocreation.settings import Settings

TESTS = Path(__file__).parents[1]


@dataclass(frozen=True)
class Dataset:
    """`quads` has the named graphs, `triples` their union; `seconds` what the build's phases took.

    `graphs` counts files, `asked` the triples that a query sees.
    """

    cases: int
    project: Path
    store: Path
    quads: Path
    triples: Path
    files: int
    asked: int
    seconds: dict[str, float]


def prepare(folder: Path, cases: int, *, check: bool) -> Dataset:
    """Write, build and dump a project with so many synthetic cases."""
    began = perf_counter()
    project = write_project(folder / f"project-{cases}", cases)
    written = perf_counter() - began
    store = folder / f"store-{cases}"
    built = subprocess.run(
        ours("build" if check else "build-unchecked", project, store),
        cwd=TESTS,
        capture_output=True,
        check=True,
    )
    report = json.loads(built.stdout)
    quads, triples = folder / f"all-{cases}.nq", folder / f"union-{cases}.nt"
    with quads.open("wb") as file:
        export(Settings(project=project, store=store), "nquads", file)
    asked = _merge(quads, triples)
    seconds = {"generate": written, **report["seconds"]}
    return Dataset(cases, project, store, quads, triples, report["files"], asked, seconds)


def ours(*arguments: str | Path) -> list[str]:
    """The command line that runs our program on another project."""
    return [sys.executable, "-m", "benchmarks.ours", *map(str, arguments)]


def _merge(quads: Path, triples: Path) -> int:
    """Write each triple once, whatever graphs it is in; how many there are."""
    seen = set()
    with quads.open("rb") as source, triples.open("wb") as target:
        for line in source:
            # A line ends in the graph's name and a full stop.
            triple = line.rsplit(b" ", 2)[0]
            if triple not in seen:
                seen.add(triple)
                target.write(triple + b" .\n")
    return len(seen)
