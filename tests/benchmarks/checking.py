"""What a check of cases costs as the graph grows, beside the engine alone and pyshacl's command.

Run by `make bench`, or as `python -m benchmarks.checking --sizes 12 120 1200 --patience 600` in the
folder `tests`; the peer is stopped after so many seconds. Nothing fails because something is slow.
"""

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from benchmarks.datasets import Dataset, ours, prepare
from benchmarks.measuring import Cost, call, process, ratio, show
from cocreation.services.checking import check_files
from cocreation.services.joined import NOT_CHECKED, SHAPES, Joined, joined_of
from cocreation.services.project import read_project
from cocreation.settings import Settings
from cocreation.validation.fast import PreparedShapes

_PYSHACL = Path(sys.executable).parent / "pyshacl"


@dataclass(frozen=True)
class Figures:
    """Seconds at one size: of one case in a server and of the engine alone on its neighbourhood.

    `cold` is the command with one case, `all` with every case; None where the peer was stopped.
    """

    cases: int
    server: float
    engine: float
    cold: Cost
    all: Cost
    peer: float | None


def main(arguments: Sequence[str]) -> None:
    """Measure what the command line asks for, and print it."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.checking", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="*", default=(12, 120, 1200))
    parser.add_argument("--patience", type=float, default=600.0, help="seconds for the peer")
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="cocreation-checking-") as folder:
        for cases in given.sizes:
            data = prepare(Path(folder), cases, check=False)
            _tell(_measure(data, Path(folder), given.patience), given.patience)


def _measure(data: Dataset, folder: Path, patience: float) -> Figures:
    files = sorted(data.project.glob("data/synthetic-*/cases/*.ttl"), key=_size)
    typical = files[len(files) // 2]
    settings = Settings(project=data.project, store=data.store)
    with joined_of(settings, stored=True) as joined:
        server = call(lambda: check_files([typical], joined))
        engine = _engine_alone(typical, joined)
    return Figures(
        data.cases,
        server,
        engine,
        process(_validate(data, [typical]), {}),
        process(_validate(data, files), {}, repeats=1),
        _peer(data, folder, patience),
    )


def _size(path: Path) -> int:
    return path.stat().st_size


def _validate(data: Dataset, files: Sequence[Path]) -> list[str]:
    return ours("validate", data.project, data.store, *files)


def _engine_alone(file: Path, joined: Joined) -> float:
    """The seconds that the engine takes for what it is asked in a check of the file."""
    with _recorded() as asked:
        check_files([file], joined)

    def again() -> None:
        for deed, prepared, data in asked:
            deed(prepared, data)

    return call(again)


@contextmanager
def _recorded() -> Iterator[list[tuple[object, PreparedShapes, bytes]]]:
    """What the engine is asked meanwhile."""
    asked: list = []
    deeds = {name: getattr(PreparedShapes, name) for name in ("run", "failing")}
    for name, deed in deeds.items():

        def noting(self: PreparedShapes, data: bytes, deed=deed) -> object:
            asked.append((deed, self, data))
            return deed(self, data)

        setattr(PreparedShapes, name, noting)
    try:
        yield asked
    finally:
        for name, deed in deeds.items():
            setattr(PreparedShapes, name, deed)


def _peer(data: Dataset, folder: Path, patience: float) -> float | None:
    """The seconds of pyshacl's command over the same data and shapes; None where it was stopped."""
    graphs = read_project(data.project)
    shapes, checked = folder / "shapes.nt", folder / f"checked-{data.cases}.nt"
    shapes.write_bytes(b"".join(g.triples for g in graphs if g.name.startswith(SHAPES)))
    ours_too = [g for g in graphs if not g.name.startswith(NOT_CHECKED)]
    checked.write_bytes(b"".join(g.triples for g in ours_too))
    command = [_PYSHACL, "-s", shapes, "-sf", "nt", "-df", "nt", "-o", folder / "out", checked]
    began = perf_counter()
    try:
        subprocess.run(command, capture_output=True, timeout=patience, check=False)
    except subprocess.TimeoutExpired:
        return None
    return perf_counter() - began


def _tell(found: Figures, patience: float) -> None:
    peer = found.peer or patience
    said = "pyshacl's command" if found.peer else "what pyshacl's command got before it was stopped"
    show(
        f"checking new cases, {found.cases:,} in the graph",
        [
            (
                "one, in a server",
                f"{found.server * 1000:.0f} ms",
                ratio(found.server, found.engine, "the engine alone"),
            ),
            ("one, by the command", f"{found.cold.seconds:.2f} s", ""),
            ("its peak", f"{found.cold.mebibytes:.0f} MiB", ""),
            (
                "all, by the command",
                f"{found.all.seconds:.1f} s",
                ratio(found.all.seconds, peer, said),
            ),
            ("its peak", f"{found.all.mebibytes:.0f} MiB", ""),
        ],
    )


if __name__ == "__main__":
    main(sys.argv[1:])
