"""The store on disk: one writer changes it, and readers open the snapshots that it publishes.

In the store's folder, `live` is the writer's alone; `snapshots/<n>` are immutable copies (hard
links); `current.json` names the one to read and is replaced atomically. The snapshot before it is
kept until the next is published, for a reader that has just read the old name.
"""

import json
import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as oxigraph

from cocreation.errors import StoreError
from cocreation.model import FileGraph, Text
from cocreation.store.base import damaged_store, is_of_files, no_store
from cocreation.store.snapshot import Snapshot

_FORMAT = 2


class _Published(NamedTuple):
    """What `current.json` says: the snapshot's number, and the digest of what it was built of."""

    snapshot: int
    digest: str


def write(directory: Path, graphs: Iterable[FileGraph], digest: str) -> None:
    """Replace every graph that comes from a file by `graphs`, and publish a snapshot.

    One transaction, durable when this returns; graphs that do not come from files stay. A blank
    node's label names one node in all graphs. StoreError where the folder cannot be written or
    another process is writing to it.
    """
    with _live(directory) as live:
        live.update("".join(_replacement(live, graphs)))
        live.flush()
        # Few files, so that a reader opens all of them at once and needs no more later.
        live.optimize()
        _publish(directory, live, digest)


def replace(directory: Path, graphs: Sequence[FileGraph]) -> None:
    """Put each graph in place of the one of its name, and publish a snapshot; an empty one goes.

    One transaction, as in `write`. StoreError where there is no store, too.
    """
    digest = _published(directory).digest
    with _live(directory) as live:
        names = [oxigraph.NamedNode(graph.name) for graph in graphs]
        live.update("".join(_substitution(names, graphs)))
        live.flush()
        live.optimize()
        _publish(directory, live, digest)


def stored_digest(directory: Path) -> str | None:
    """Tell what the published snapshot was built of; None if there is none that can be read."""
    try:
        open_snapshot(directory).close()
        return _published(directory).digest
    except StoreError:
        return None


def current_snapshot(directory: Path) -> Path:
    """Find the folder of the published snapshot; StoreError if there is none."""
    return _snapshot_path(directory, _published(directory).snapshot)


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


@contextmanager
def _live(directory: Path) -> Iterator[oxigraph.Store]:
    """Open the live store for writing, alone; close it in the end."""
    try:
        directory.mkdir(parents=True, exist_ok=True)
        live = oxigraph.Store(directory / "live")
    except (OSError, RuntimeError) as error:
        raise _unwritable(directory, error) from error
    try:
        yield live
    except (OSError, RuntimeError) as error:
        raise _unwritable(directory, error) from error


def _replacement(live: oxigraph.Store, graphs: Iterable[FileGraph]) -> Iterator[str]:
    """Write one update request, which the engine runs as one transaction.

    N-Triples are SPARQL's own syntax for data. In the end the default graph is the union of all
    others: the engine could form it for each query, but would count a triple once for each graph.
    """
    old = [name for name in live.named_graphs() if is_of_files(name.value)]
    return _substitution(old, graphs)


def _substitution(
    old: Iterable[oxigraph.NamedNode | oxigraph.BlankNode], graphs: Iterable[FileGraph]
) -> Iterator[str]:
    for name in old:
        yield f"DROP SILENT GRAPH {name};\n"
    yield "INSERT DATA {\n"
    for graph in graphs:
        yield f"GRAPH {oxigraph.NamedNode(graph.name)} {{\n{graph.triples.decode()}}}\n"
    yield "};\nDROP DEFAULT;\nINSERT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }\n"


def _publish(directory: Path, live: oxigraph.Store, digest: str) -> None:
    """Copy the live store as a new snapshot, point readers to it, and drop the ones too old."""
    snapshots = directory / "snapshots"
    snapshots.mkdir(exist_ok=True)
    numbers = sorted(int(entry.name) for entry in snapshots.iterdir() if entry.name.isdigit())
    try:
        previous = _published(directory).snapshot
    except StoreError:
        previous = 0
    number = max([*numbers, previous]) + 1
    live.backup(_snapshot_path(directory, number))
    _point(directory, _Published(number, digest))
    for old in numbers:
        if old != previous:
            shutil.rmtree(_snapshot_path(directory, old), ignore_errors=True)


def _point(directory: Path, published: _Published) -> None:
    """Replace `current.json` atomically and durably."""
    new = directory / "current.json.new"
    with new.open("w", encoding="utf-8") as file:
        json.dump({"format": _FORMAT, **published._asdict()}, file)
        file.flush()
        os.fsync(file.fileno())
    new.replace(directory / "current.json")
    folder = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _published(directory: Path) -> _Published:
    pointer = directory / "current.json"
    try:
        content = json.loads(pointer.read_bytes())
        if content["format"] != _FORMAT:
            raise _other_format(directory)
        return _Published(int(content["snapshot"]), str(content["digest"]))
    except FileNotFoundError:
        raise no_store(directory) from None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise damaged_store(pointer, error) from error


def _snapshot_path(directory: Path, number: int) -> Path:
    return directory / "snapshots" / str(number)


def _other_format(directory: Path) -> StoreError:
    return StoreError(
        Text(
            en=f"The store in {directory} is of another version; run `cocreation build`.",
            zh=f"{directory} 中的存储属于其他版本；请运行 `cocreation build`。",
        )
    )


def _unwritable(directory: Path, error: OSError | RuntimeError) -> StoreError:
    if "lock" in str(error).lower():
        return StoreError(
            Text(
                en=f"Another process is writing to the store in {directory}; "
                "wait until it ends, or choose another folder with --store.",
                zh=f"另一个进程正在写入 {directory} 中的存储；请等待其结束，或用 --store 另选。",
            )
        )
    return StoreError(
        Text(
            en=f"The store in {directory} cannot be written: {error}; "
            "mend or delete the folder, or choose another with --store.",
            zh=f"无法写入 {directory} 中的存储：{error}；请修复或删除该文件夹，或用 --store 另选。",
        )
    )
