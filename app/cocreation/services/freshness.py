"""Whether a store still holds what the project's files say, told without reading them.

A build notes of each file its size, when it was changed, and the digest of its bytes. A file whose
size and times are the same is taken to be the same: the time of change (ctime) is the system's own
and cannot be set back by a program. A file that was changed just before it was noted, so that
a further change might bear the same time, or whose times differ now, is read and its digest
compared. It relies on a clock that is not set back and on a file system that keeps times to two
seconds.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from time import time_ns

from cocreation.model import FileGraph
from cocreation.sources import graph_name, project_files

_NOTES = "files.json"
_INFERENCES = "inferences.json"
_SETTLED_NS = 2_000_000_000
_UNSURE = [0, 0, 0]

Stamps = Mapping[str, list[int]]


def stamps_of(project: Path) -> Stamps:
    """The size and times of every file that a build reads, by the name of its graph.

    To be asked before the files are read, so that what changes meanwhile is seen.
    """
    return {graph_name(path, project): _stamp(path) for path in project_files(project)}


def note(store: Path, digest: str, stamps: Stamps, graphs: Sequence[FileGraph]) -> None:
    """Note beside a store what it was built of; a store that cannot be noted at is never fresh."""
    files = {g.name: [*stamps.get(g.name, _UNSURE), g.digest] for g in graphs}
    write_note(store / _NOTES, json.dumps({"digest": digest, "files": files}))


def fresh_graphs(store: Path, digest: str | None, project: Path) -> frozenset[str] | None:
    """The names of the project's graphs where the store with this digest has all as they are.

    None where a file came, went or changed since, and where there is any doubt.
    """
    files = fresh_files(store, digest, project)
    return None if files is None else frozenset(files)


def fresh_files(store: Path, digest: str | None, project: Path) -> Mapping[str, str] | None:
    """The digest of each file's bytes by the name of its graph, in order of path; else None.

    None as in `fresh_graphs`.
    """
    try:
        noted = json.loads((store / _NOTES).read_bytes())
        paths = {graph_name(path, project): path for path in project_files(project)}
        files = noted["files"]
        if digest is None or noted["digest"] != digest or files.keys() != paths.keys():
            return None
        if all(_is_same(path, files[name]) for name, path in paths.items()):
            return {name: files[name][-1] for name in paths}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    return None


def note_whole(store: Path, digest: str, *, whole: bool) -> None:
    """Note whether a store with this digest has all that follows from the graphs of no case.

    Of a store that cannot be noted at it is not known.
    """
    write_note(store / _INFERENCES, json.dumps({"digest": digest, "whole": whole}))


def is_whole(store: Path, digest: str) -> bool:
    """Whether it is known that a store with this digest has all that follows from those graphs."""
    try:
        noted = json.loads((store / _INFERENCES).read_bytes())
    except (OSError, ValueError):
        return False
    return bool(noted == {"digest": digest, "whole": True})


def write_note(path: Path, text: str) -> None:
    """Replace a file beside a store, where that is possible."""
    try:
        new = path.with_suffix(".new")
        new.write_text(text, encoding="utf-8")
        new.replace(path)
    except OSError:
        return


def _stamp(path: Path) -> list[int]:
    found = path.stat()
    if time_ns() - max(found.st_ctime_ns, found.st_mtime_ns) < _SETTLED_NS:
        return _UNSURE
    return [found.st_size, found.st_mtime_ns, found.st_ctime_ns]


def _is_same(path: Path, noted: Sequence[object]) -> bool:
    found = path.stat()
    *stamp, digest = noted
    if stamp == [found.st_size, found.st_mtime_ns, found.st_ctime_ns]:
        return True
    return hashlib.sha256(path.read_bytes()).hexdigest() == digest
