"""The store on disk: a row of immutable snapshots, of which one is published.

In the store's folder, `snapshots/<n>` are whole stores that nobody changes; `current.json` names
the one to read and is replaced atomically. The snapshot before it is kept until the next is
published, for a reader that has just read the old name.
"""

import json
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, suppress
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import NamedTuple

import pyoxigraph as oxigraph

from cocreation.errors import StoreError
from cocreation.model import FileGraph, Text
from cocreation.store.base import damaged_store, is_of_files, no_store
from cocreation.store.locks import faults_told, writing
from cocreation.store.snapshot import Snapshot

_FORMAT = 3


class Published(NamedTuple):
    """What `current.json` says: the snapshot's number, and the digest of what it was built of."""

    snapshot: int
    digest: str
    path: Path


def write(
    directory: Path, graphs: Iterable[FileGraph], digest: str, *, patience: float = 0.0
) -> None:
    """Publish a snapshot in which every graph that comes from a file is replaced by `graphs`.

    It is there as a whole and durable when this returns; graphs that do not come from files stay.
    A blank node's label names one node in all graphs. Another writer is waited for, up to
    `patience` seconds. StoreError where the folder cannot be written or that one is at it still.
    """
    with writing(directory, patience=patience), faults_told(directory):
        _publish(directory, digest, lambda path: _load(path, directory, graphs))


def replace(directory: Path, graphs: Sequence[FileGraph], *, patience: float = 0.0) -> None:
    """Put each graph in place of the one of its name, and publish a snapshot; an empty one goes.

    StoreError as in `write`, and where there is no store.
    """
    change(directory, lambda *_: graphs, patience=patience)


def change(
    directory: Path,
    decide: Callable[[Snapshot, str], Sequence[FileGraph]],
    *,
    patience: float = 0.0,
) -> None:
    """Publish a snapshot with the graphs that `decide` gives, each in place of that of its name.

    `decide` sees what is published and the digest of what that was built of, and nobody else
    writes until its change is durable; where it gives nothing or raises, nothing is changed.
    Another writer is waited for, up to `patience` seconds. StoreError as in `replace`.
    """
    with writing(directory, patience=patience):
        now = published(directory)
        with closing(Snapshot(now.path)) as snapshot:
            graphs = decide(snapshot, now.digest)

        def make(path: Path) -> None:
            # What a snapshot's data files hold is never changed, so that they can be shared.
            shutil.copytree(now.path, path, copy_function=_link_data)
            made = oxigraph.Store(path)
            made.update("".join(map(_substitution, graphs)))
            made.flush()

        if graphs:
            with faults_told(directory):
                _publish(directory, now.digest, make)


def stored_digest(directory: Path) -> str | None:
    """Tell what the published snapshot was built of; None if there is none that can be read."""
    try:
        open_snapshot(directory).close()
        return published(directory).digest
    except StoreError:
        return None


def refuse_damaged(directory: Path) -> None:
    """Raise StoreError if something is published that cannot be read."""
    if stamp(directory) is not None:
        open_snapshot(directory).close()


def current_snapshot(directory: Path) -> Path:
    """Find the folder of the published snapshot; StoreError if there is none."""
    return published(directory).path


def published(directory: Path) -> Published:
    """Read what is published; StoreError if nothing is, or it cannot be read."""
    pointer = directory / "current.json"
    try:
        content = json.loads(pointer.read_bytes())
        if content["format"] != _FORMAT:
            raise _other_format(directory)
        number = int(content["snapshot"])
        return Published(number, str(content["digest"]), _snapshot_path(directory, number))
    except FileNotFoundError:
        raise no_store(directory) from None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise damaged_store(pointer, error) from error


def stamp(directory: Path) -> object:
    """Tell one publication from another without reading anything; None where there is none."""
    try:
        found = os.stat(f"{directory}/current.json")  # noqa: PTH116 -- once a query, and faster
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns


def open_snapshot(directory: Path) -> Snapshot:
    """Open the published snapshot for reading; StoreError if there is none or it is damaged."""
    path = current_snapshot(directory)
    try:
        return Snapshot(path)
    except StoreError:
        # It may have been replaced and removed since its name was read; once more tells.
        if current_snapshot(directory) == path:
            raise
        return Snapshot(current_snapshot(directory))


def _publish(directory: Path, digest: str, make: Callable[[Path], None]) -> None:
    """Have a snapshot made, and point readers to it when it is whole."""
    snapshots = directory / "snapshots"
    snapshots.mkdir(exist_ok=True)
    number = max(_remove_old(directory), default=0) + 1
    unfinished = snapshots / f"{number}.unfinished"
    try:
        make(unfinished)
        for file in (*unfinished.iterdir(), unfinished):
            sync(file)
    except BaseException:
        _remove(unfinished)
        raise
    unfinished.rename(_snapshot_path(directory, number))
    sync(snapshots)
    _point(directory, number, digest)
    _remove_old(directory)


def _link_data(source: str, target: str) -> None:
    if source.endswith(".sst"):
        os.link(source, target)
    else:
        shutil.copy2(source, target)


def _substitution(graph: FileGraph) -> str:
    """Write an update that puts a graph in its place and keeps the union of all in step."""
    name, statements = oxigraph.NamedNode(graph.name), graph.triples.decode()
    return f"""
        DELETE {{ ?s ?p ?o }} WHERE {{
          GRAPH {name} {{ ?s ?p ?o }}
          FILTER NOT EXISTS {{ GRAPH ?other {{ ?s ?p ?o }} FILTER(?other != {name}) }}
        }} ;
        DROP SILENT GRAPH {name} ;
        INSERT DATA {{ {statements} GRAPH {name} {{ {statements} }} }} ;
    """


def _load(path: Path, directory: Path, graphs: Iterable[FileGraph]) -> None:
    """Make a store of `graphs`, and of those that are published and do not come from files.

    Its default graph is the union of all: the engine could form it for each query, but would count
    a triple once for each graph.
    """
    # From a file the engine loads fastest, and no second copy of the data is held in memory.
    with NamedTemporaryFile(dir=directory, suffix=".nq") as file:
        for name, triples in _joined(graphs, _submitted(directory)):
            file.write(triples)
            # A newline within a term is written as an escape, so this is the end of a statement.
            file.write(triples.replace(b" .\n", f" {oxigraph.NamedNode(name)} .\n".encode()))
        file.flush()
        made = oxigraph.Store(path)
        made.bulk_load(path=file.name, format=oxigraph.RdfFormat.N_QUADS, lenient=True)
        made.flush()


def _joined(
    graphs: Iterable[FileGraph], others: Iterable[tuple[str, bytes]]
) -> Iterator[tuple[str, bytes]]:
    """Give all graphs by name; one of `graphs` goes before another of its name."""
    given = set()
    for graph in graphs:
        given.add(graph.name)
        yield graph.name, graph.triples
    yield from (other for other in others if other[0] not in given)


def _submitted(directory: Path) -> Iterator[tuple[str, bytes]]:
    """The published graphs that do not come from files.

    A snapshot that cannot be read is set aside, for whoever can rescue something from it.
    """
    try:
        snapshot = open_snapshot(directory)
    except StoreError:
        with suppress(StoreError, OSError):
            damaged = current_snapshot(directory)
            damaged.rename(damaged.with_suffix(".damaged"))
        return
    with closing(snapshot):
        for name in snapshot.graphs():
            if not is_of_files(name):
                yield name, snapshot.statements(name)


def _remove_old(directory: Path) -> list[int]:
    """Remove what no reader can have been sent to; give the numbers of the snapshots that stay.

    Beside the published one stays the one before it; all stay where it is not known which one is.
    """
    for unfinished in (*directory.glob("*.nq"), *directory.glob("snapshots/*.unfinished")):
        _remove(unfinished)
    found = (directory / "snapshots").iterdir()
    numbers = sorted(int(entry.name) for entry in found if entry.name.isdigit())
    try:
        current = published(directory).snapshot
    except StoreError:
        return numbers
    kept = [number for number in numbers if number <= current][-2:]
    for number in numbers:
        if number not in kept:
            _remove(_snapshot_path(directory, number))
    return kept


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def sync(path: Path) -> None:
    """Make durable what a file holds, or what a folder lists."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _point(directory: Path, number: int, digest: str) -> None:
    """Replace `current.json` atomically and durably."""
    new = directory / "current.json.new"
    with new.open("w", encoding="utf-8") as file:
        json.dump({"format": _FORMAT, "snapshot": number, "digest": digest}, file)
        file.flush()
        os.fsync(file.fileno())
    new.replace(directory / "current.json")
    sync(directory)


def _snapshot_path(directory: Path, number: int) -> Path:
    return directory / "snapshots" / str(number)


def _other_format(directory: Path) -> StoreError:
    return StoreError(
        Text(
            en=f"The store in {directory} is of another version; run `cocreation build`.",
            zh=f"{directory} 中的存储属于其他版本；请运行 `cocreation build`。",
        )
    )
