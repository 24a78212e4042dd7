"""Our server beside others and beside the engine itself, in one go, on the same data.

Run by `make bench`, or as `python -m benchmarks.compare` in the folder `tests`. Nothing fails
because something is slow; where two servers answer a question otherwise, nothing is measured.
"""

import argparse
import signal
import sys
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack, closing
from pathlib import Path
from time import perf_counter

from benchmarks import comparing, floor, tables
from benchmarks.datasets import Dataset, prepare
from benchmarks.questions import PREFIXES, Question, questions
from benchmarks.servers import OURS, PEERS, Host, MissingError

_SIZES = (12, 1200, 12000)
_BUILD_PATIENCE = 240.0


def main(arguments: Sequence[str]) -> None:
    """Measure what the command line asks for, and print it."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.compare", description=__doc__)
    parser.add_argument("--cases", type=int, default=1200, help="size of the comparison")
    parser.add_argument(
        "--sizes", type=int, nargs="*", default=_SIZES, help="sizes at which a look-up is timed"
    )
    parser.add_argument("--peers", nargs="*", default=PEERS, choices=PEERS, help="whom to ask too")
    given = parser.parse_args(arguments)
    # Else the servers would outlive a benchmark that is ended from outside.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    with tempfile.TemporaryDirectory(prefix="cocreation-benchmark-") as folder:
        _run(Path(folder), given.cases, given.sizes, given.peers)


def _run(folder: Path, cases: int, sizes: Sequence[int], peers: Sequence[str]) -> None:
    began = perf_counter()
    _say(tables.machine())
    data = prepare(folder, cases, check=True)
    _say(f"built {cases:,} cases: {data.asked:,} triples ({perf_counter() - began:.0f} s)")
    _say(tables.loading(data, floor.loading(data, folder), floor.memory(data)))
    _compare(data, folder, peers)
    _say(f"({perf_counter() - began:.0f} s so far)")
    _grow(data, folder, sizes)
    _say(f"({perf_counter() - began:.0f} s in all)")


def _compare(data: Dataset, folder: Path, peers: Sequence[str]) -> None:
    with ExitStack() as stack:
        engine = stack.enter_context(floor.in_both(data, folder))
        asked = _questions(engine)
        hosts = []
        for name in (OURS, *peers):
            try:
                hosts.append(stack.enter_context(closing(Host(name, data, folder))))
            except MissingError as missing:
                _say(f"Left out: {missing}.")
        agreement = comparing.agree(hosts, asked, engine)
        servers = [host.server for host in hosts]
        _say(
            f"{', '.join(one.name for one in servers)}: the same rows, wherever there is an answer"
        )
        for (name, question, rows), words in agreement.refused.items():
            _say(f"{name} does not answer {question} ({rows}): {words}")
        # Apart from the others: a server may still be at what nobody waits for any more.
        groups = [one for one in asked if one.light], [one for one in asked if not one.light]
        found_of = {
            one.question: one
            for group in groups
            for one in comparing.measure(servers, group, engine, agreement)
        }
        measured = [found_of[one] for one in asked]
        _say(tables.rates(measured))
        _say(tables.latencies(measured))
        ours = servers[0]
        found = comparing.disturb(ours, asked)
        _say(tables.disturbance(found, comparing.repeated(ours, asked[0])))


def _questions(engine: floor.Floor) -> tuple[Question, ...]:
    return questions(lambda kind: engine.things(kind, PREFIXES))


def _grow(measured: Dataset, folder: Path, sizes: Sequence[int]) -> None:
    """Time a look-up at each size; a size whose build would take too long is left out."""
    found = []
    for cases in sorted({*sizes, measured.cases}):
        expected = _without_check(measured) * cases / measured.cases
        if cases > measured.cases and expected > _BUILD_PATIENCE:
            _say(f"Left out: {cases:,} cases, which would take about {expected:.0f} s to build.")
            continue
        size = measured if cases == measured.cases else prepare(folder, cases, check=False)
        found.append((size, *_look_up(size, folder)))
    _say(tables.growth(found))


def _without_check(data: Dataset) -> float:
    """What building took, but for the check, which is left out at the other sizes."""
    return sum(data.seconds[phase] for phase in ("generate", "read", "reason", "write"))


def _look_up(data: Dataset, folder: Path) -> tuple[float, float]:
    """The median seconds of a look-up, over HTTP and by the engine."""
    engine = floor.in_memory(data)
    question = _questions(engine)[0]
    with closing(Host(OURS, data, folder)) as ours:
        engine_seconds = floor.call(engine.memory, question.texts, 1.0).median
        return comparing.look_up(ours.server, question).median, engine_seconds


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
