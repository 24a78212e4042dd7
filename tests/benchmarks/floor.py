"""The floor: the engine called in this process, and what loading takes at the least."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from time import perf_counter

import pyoxigraph as ox

from benchmarks.datasets import Dataset
from benchmarks.http_load import Load

_LEAST = 5
# A process of its own, since memory that was freed is used again and not seen to grow.
_MEMORY = """
import json, pathlib, sys, pyoxigraph
def resident():
    fields = pathlib.Path("/proc/self/statm").read_text().split()
    return int(fields[1]) * __import__("os").sysconf("SC_PAGE_SIZE")
before = resident()
store = pyoxigraph.Store()
store.bulk_load(path=sys.argv[1], format=pyoxigraph.RdfFormat.N_TRIPLES)
print(json.dumps([resident() - before, len(store)]))
"""


@dataclass(frozen=True)
class Floor:
    """The engine with the data in memory, and perhaps on disk."""

    memory: ox.Store
    disk: ox.Store | None = None

    def things(self, kind: str, prefixes: str) -> list[str]:
        """The IRIs of a class, in order, as they stand in a query."""
        found = self.memory.query(f"{prefixes}SELECT ?one WHERE {{ ?one a {kind} }} ORDER BY ?one")
        return [str(row["one"]) for row in found]


def in_memory(data: Dataset) -> Floor:
    """The engine, loaded by itself with what the servers have."""
    memory = ox.Store()
    memory.bulk_load(path=data.triples, format=ox.RdfFormat.N_TRIPLES)
    return Floor(memory)


@contextmanager
def in_both(data: Dataset, folder: Path) -> Iterator[Floor]:
    """The same, and on disk too."""
    path = folder / f"floor-{data.cases}"
    writing = ox.Store(path)
    writing.bulk_load(path=data.triples, format=ox.RdfFormat.N_TRIPLES)
    writing.flush()
    del writing
    yield Floor(in_memory(data).memory, ox.Store.read_only(str(path)))
    shutil.rmtree(path)


def answer(store: ox.Store, query: str) -> bytes:
    """Ask the engine for JSON."""
    return store.query(query).serialize(format=ox.QueryResultsFormat.JSON) or b""


def call(store: ox.Store, texts: tuple[str, ...], seconds: float) -> Load:
    """Ask the engine one text after another for so many seconds."""
    turn, latencies = cycle(texts), []
    began = now = perf_counter()
    while now - began < seconds or len(latencies) < _LEAST:
        asked = perf_counter()
        answer(store, next(turn))
        now = perf_counter()
        latencies.append(now - asked)
    return Load(now - began, tuple(latencies))


@dataclass(frozen=True)
class Loading:
    """The seconds that loading takes at the least.

    `files` is parsing the project's files, `quads` parsing their statements as N-Quads, `bulk`
    loading these into a store on disk, which is flushed, and `twice` loading each in its graph and
    in the default graph, as our store has them.
    """

    files: float
    quads: float
    bulk: float
    twice: float


def loading(data: Dataset, folder: Path) -> Loading:
    """Measure loading without our program."""
    paths = sorted(path for path in data.project.rglob("*.ttl"))
    nquads, ntriples = ox.RdfFormat.N_QUADS, ox.RdfFormat.N_TRIPLES
    return Loading(
        files=_timed(lambda: [_exhaust(ox.parse(path=path)) for path in paths]),
        quads=_timed(lambda: _exhaust(ox.parse(path=data.quads, format=nquads))),
        bulk=_timed(lambda: _bulk(folder, (data.quads, nquads))),
        twice=_timed(lambda: _bulk(folder, (data.quads, nquads), (data.triples, ntriples))),
    )


def memory(data: Dataset) -> tuple[int, int]:
    """The bytes that a store in memory takes, and its triples."""
    command = [sys.executable, "-c", _MEMORY, str(data.triples)]
    printed = subprocess.run(command, capture_output=True, check=True)
    size, triples = json.loads(printed.stdout)
    return size, triples


def _bulk(folder: Path, *files: tuple[Path, ox.RdfFormat]) -> None:
    path = folder / "bulk"
    store = ox.Store(path)
    for file, form in files:
        store.bulk_load(path=file, format=form)
    store.flush()
    del store
    shutil.rmtree(path)


def _exhaust(quads: Iterator[ox.Quad]) -> None:
    for _ in quads:
        pass


def _timed(function: Callable[[], object]) -> float:
    began = perf_counter()
    function()
    return perf_counter() - began
