"""Measuring processes and calls, and printing what was found beside a peer or a floor."""

import json
import os
import statistics
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

REPEATS = 5
_MIB = 2**20
# A small process starts the measured one and reads its usage: a child inherits the peak of a
# large parent, so the test's own process must not be it.
_WATCH = """
import json, os, sys, time
began = time.perf_counter()
null = [(os.POSIX_SPAWN_OPEN, fd, os.devnull, os.O_WRONLY, 0) for fd in (1, 2)]
process = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ, file_actions=null)
_, status, usage = os.wait4(process, 0)
print(json.dumps([time.perf_counter() - began, usage.ru_maxrss, status]))
"""


@dataclass(frozen=True)
class Cost:
    """What a process took: seconds of the wall clock, and bytes of memory at its peak."""

    seconds: float
    peak: int

    @property
    def mebibytes(self) -> float:
        """The peak in MiB."""
        return self.peak / _MIB


def process(
    command: Sequence[str | Path], environment: Mapping[str, str], *, repeats: int = REPEATS
) -> Cost:
    """Run a command several times; its median time and its highest peak. It has to succeed."""
    costs = [_once(command, environment) for _ in range(repeats)]
    return Cost(statistics.median(cost.seconds for cost in costs), max(cost.peak for cost in costs))


def call(function: Callable[[], object], *, repeats: int = REPEATS) -> float:
    """Call a function several times; the median of its seconds."""
    times = []
    for _ in range(repeats):
        began = perf_counter()
        function()
        times.append(perf_counter() - began)
    return statistics.median(times)


def show(title: str, rows: Sequence[tuple[str, str, str]]) -> None:
    """Print a table of what was measured, the figure, and what it is to be seen beside."""
    widths = [max(len(row[place]) for row in rows) for place in range(3)]
    lines = ["  ".join(cell.ljust(w) for cell, w in zip(row, widths, strict=True)) for row in rows]
    print("", title, *(f"  {line.rstrip()}" for line in lines), sep="\n")  # noqa: T201 -- its job


def ratio(figure: float, beside: float, name: str) -> str:
    """How many times one figure is the other, called `name`."""
    return f"{figure / beside:.2f} x {name}"


def _once(command: Sequence[str | Path], environment: Mapping[str, str]) -> Cost:
    watched = subprocess.run(
        [sys.executable, "-S", "-c", _WATCH, *command],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    seconds, kibibytes, status = json.loads(watched.stdout)
    assert status == 0, f"{command} failed"
    return Cost(seconds, kibibytes * 1024)
