"""What was measured as tables in Markdown, which a terminal shows as well as a page."""

import platform
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from os import cpu_count
from pathlib import Path

from tabulate import tabulate

from benchmarks.comparing import CONNECTIONS, Disturbed, Measured
from benchmarks.datasets import Dataset
from benchmarks.floor import Loading
from benchmarks.servers import OURS, RDFLIB_ENDPOINT, VIRTUOSO

_LIBRARIES = ("pyoxigraph", "rdflib-endpoint", "oxrdflib", "rdflib", "uvicorn", "waitress")
_RATE_TARGETS = {"1": "1.5, aim 3", "1,000": "20, aim 30"}
_OVER_FLOOR_TARGET = "1.2"


def machine() -> str:
    """The day, the machine and what runs on it."""
    info = Path("/proc/cpuinfo")
    lines = info.read_text(encoding="utf-8").splitlines() if info.exists() else []
    models = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    model = models[0] if models else platform.processor() or platform.machine()
    libraries = ", ".join(f"{name} {number}" for name in _LIBRARIES if (number := _version(name)))
    day = datetime.now(UTC).date().isoformat()
    python = sys.version.partition(" ")[0]
    return f"{day}; {cpu_count()} cores of {model}; Python {python}; {libraries}"


def rates(measured: Sequence[Measured]) -> str:
    """Answers a second, and how many times another's ours are."""
    head = ["question", "rows", OURS, RDFLIB_ENDPOINT, VIRTUOSO]
    head += [f"times {RDFLIB_ENDPOINT}", "target", f"times {VIRTUOSO}"]
    rows = [
        [
            one.question.name,
            one.question.rows,
            *(_rate(one, server) for server in (OURS, RDFLIB_ENDPOINT, VIRTUOSO)),
            _number(one.times(OURS, RDFLIB_ENDPOINT)),
            _RATE_TARGETS[one.question.rows],
            _number(one.times(OURS, VIRTUOSO)),
        ]
        for one in measured
    ]
    return _table(f"Answers a second over {CONNECTIONS} connections", head, rows)


def latencies(measured: Sequence[Measured]) -> str:
    """Milliseconds of an answer over one connection, beside a call of the engine."""
    head = ["question", "rows", "engine in memory", "engine on disk"]
    head += [f"{name} median / p99" for name in (OURS, RDFLIB_ENDPOINT, VIRTUOSO)]
    head += ["over the engine", "target"]
    rows = []
    for one in measured:
        both = [
            f"{_number(_ms(one.median(name)))} / {_number(_ms(one.p99(name)))}"
            for name in (OURS, RDFLIB_ENDPOINT, VIRTUOSO)
        ]
        ours, engine = one.median(OURS), one.median("memory")
        over = _ms(ours - engine) if ours is not None and engine is not None else None
        rows.append(
            [
                one.question.name,
                one.question.rows,
                _number(_ms(engine)),
                _number(_ms(one.median("disk"))),
                *both,
                _number(over),
                _OVER_FLOOR_TARGET if one.question.light else "",
            ]
        )
    return _table("Milliseconds of an answer over one connection", head, rows)


def disturbance(found: Disturbed, repeated: float) -> str:
    """Light queries beside bombs, and whether anything remembers results."""
    runs = zip(found.idle, found.beside, found.refused, strict=True)
    rows = [
        [f"run {number}", *map(_number, (_ms(idle), _ms(beside), beside / idle)), str(refused)]
        for number, (idle, beside, refused) in enumerate(runs, 1)
    ]
    rows.append(["median of the ratios (target: 5 at most)", "", "", _number(found.ratio), ""])
    head = ["", "idle p99, ms", "beside p99, ms", "ratio", "refused beside"]
    note = f"\nA text never asked before takes {repeated:.2f} times one asked again."
    return _table("Light queries beside two bombs", head, rows) + note


def growth(looked_up: Sequence[tuple[Dataset, float, float]]) -> str:
    """A look-up at each size: over HTTP, and by the engine in memory, in seconds."""
    _, first, first_engine = looked_up[0]
    rows = [
        [
            f"{data.cases:,}",
            f"{data.asked:,}",
            _number(_ms(seconds)),
            _number(seconds / first),
            _number(_ms(engine)),
            _number(engine / first_engine),
        ]
        for data, seconds, engine in looked_up
    ]
    head = ["cases", "triples", "over HTTP, ms", "ratio (target 1.5)", "engine, ms", "ratio"]
    return _table("A look-up as the data grow", head, rows)


def loading(data: Dataset, least: Loading, memory: tuple[int, int]) -> str:
    """What a build takes beside what loading takes at the least."""
    seconds = data.seconds
    load = seconds.get("read", 0) + seconds.get("write", 0)
    rows = [[f"build: {name}", _number(took), "", ""] for name, took in seconds.items()]
    rows += [
        ["floor: parse the files", _number(least.files), "", ""],
        ["floor: parse N-Quads", _number(least.quads), "", ""],
        ["floor: bulk_load and flush", _number(least.bulk), "", ""],
        ["floor: the same with the union", _number(least.twice), "", ""],
        ["read and write", _number(load), _number(load / least.bulk), "1.7 x bulk_load"],
        ["", "", _number(load / least.twice), "x bulk_load with the union"],
        ["", "", _number(load / least.quads), "x parsing"],
    ]
    size, triples = memory
    note = (
        f"\n{data.files:,} files; a store in memory takes {size / 2**20:.0f} MiB for "
        f"{triples:,} triples, {size / triples:.0f} bytes each."
    )
    title = f"Loading {data.cases:,} synthetic cases, in seconds"
    return _table(title, ["", "seconds", "ratio", "to"], rows) + note


def _rate(measured: Measured, server: str) -> str:
    refused = measured.refused.get(server)
    return _number(measured.rate(server)) + (f" ({refused} refused)" if refused else "")


def _table(title: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    shown = tabulate(rows, head, tablefmt="github", disable_numparse=True)
    return f"\n**{title}**\n\n{shown}\n"


def _ms(seconds: float | None) -> float | None:
    return None if seconds is None else seconds * 1000


def _number(value: float | None) -> str:
    """Three digits that count; a dash for what was not measured."""
    if value is None:
        return "–"
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None
