"""The processes below a server, as Linux tells of them in /proc."""

import contextlib
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_PROC = Path("/proc")
_PAUSE_SECONDS = 0.05
_SETTLED_SECONDS = 4.0
_PATIENCE_SECONDS = 30.0


def children(process: int) -> set[int]:
    """The processes that one has started and that still run."""
    found = set()
    for stat in _PROC.glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            state, parent = stat.read_text().rpartition(")")[2].split()[:2]
            if int(parent) == process and state != "Z":
                found.add(int(stat.parent.name))
    return found


def workers(server: int) -> set[int]:
    """The processes that answer queries: two steps below the server."""
    return {worker for nursery in children(server) for worker in children(nursery)}


def settled_workers(server: int) -> set[int]:
    """The same, once none has come or gone for a while.

    A server that has just begun soon replaces all of them, by those that hold the snapshot.
    """
    found, since = workers(server), time.monotonic()
    until = since + _PATIENCE_SECONDS
    while time.monotonic() < until and time.monotonic() - since < _SETTLED_SECONDS:
        time.sleep(_PAUSE_SECONDS)
        now = workers(server)
        if not now or now != found:
            found, since = now, time.monotonic()
    return found


def tree(process: int) -> set[int]:
    """A process and all below it."""
    return {process}.union(*(tree(child) for child in children(process)))


def memory(process: int) -> int:
    """The bytes that a process and all below it hold, each shared page counted once."""
    total = 0
    for one in tree(process):
        with contextlib.suppress(OSError):
            lines = (_PROC / str(one) / "smaps_rollup").read_text().splitlines()
            total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return total * 1024


def processor(process: int) -> float:
    """The seconds of processor time that a process and all below it have used."""
    ticks = 0
    for one in tree(process):
        with contextlib.suppress(OSError):
            fields = (_PROC / str(one) / "stat").read_text().rpartition(")")[2].split()
            ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def delay(process: int) -> float:
    """The seconds that the threads of a process and of all below it have waited for a processor."""
    nanoseconds = 0
    for one in tree(process):
        for thread in (_PROC / str(one) / "task").glob("*/schedstat"):
            with contextlib.suppress(OSError):
                nanoseconds += int(thread.read_text().split()[1])
    return nanoseconds / 1e9


def runs(process: int) -> bool:
    """Whether a process still runs: one that only waits for its parent to ask how it ended has."""
    with contextlib.suppress(OSError):
        state = (_PROC / str(process) / "stat").read_text().rpartition(")")[2].split()[0]
        return state not in "ZX"
    return False


@dataclass
class Peak:
    """The most memory that was seen, in bytes."""

    memory: int = 0


@contextmanager
def watched(process: int) -> Iterator[Peak]:
    """Look at the memory of a process and all below it, again and again."""
    peak, over = Peak(), threading.Event()

    def watch() -> None:
        while not over.wait(_PAUSE_SECONDS):
            peak.memory = max(peak.memory, memory(process))

    watching = threading.Thread(target=watch)
    watching.start()
    try:
        yield peak
    finally:
        over.set()
        watching.join()
