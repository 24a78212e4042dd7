"""Measuring servers beside each other: first that they agree, then how fast they are."""

import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from benchmarks import answers, floor
from benchmarks.answers import Row
from benchmarks.floor import Floor
from benchmarks.http_load import Exchange, Load, RefusedError, bombs, load
from benchmarks.questions import BOMB, EVERYTHING, Question
from benchmarks.servers import Host, Server

ROUNDS = 3
CONNECTIONS = 8
# Over less than a second rdflib-endpoint shows a fraction of the rate that it keeps.
_RATE_SECONDS = 3.0
_LATENCY_SECONDS = 0.3
# Eight of them at once would take the benchmark's time, and say no more than one.
_SLOW_SECONDS = 0.2
_PATIENCE = 7.0
_BOMBS = 2
_BOMB_RUNS = 5
_BOMB_SECONDS = 2.0


@dataclass
class Measured:
    """What was found of one question: rounds at many connections and at one, by server.

    The floor's are calls of the engine, in memory and on disk.
    """

    question: Question
    rates: dict[str, list[float]] = field(default_factory=dict)
    single: dict[str, list[Load]] = field(default_factory=dict)
    refused: dict[str, int] = field(default_factory=dict)

    def rate(self, server: str) -> float | None:
        """The median of the answers a second."""
        return statistics.median(self.rates[server]) if server in self.rates else None

    def median(self, server: str) -> float | None:
        """The median of an answer's seconds, over one connection."""
        return self._of_single(server, lambda one: one.median)

    def p99(self, server: str) -> float | None:
        """The median of the rounds' 99th percentiles, over one connection."""
        return self._of_single(server, lambda one: one.p99)

    def times(self, ours: str, theirs: str) -> float | None:
        """How many times the rate of another ours is: the median of the rounds' ratios."""
        if not {ours, theirs} <= self.rates.keys():
            return None
        pairs = zip(self.rates[ours], self.rates[theirs], strict=True)
        return statistics.median(one / other for one, other in pairs)

    def _of_single(self, server: str, figure: Callable[[Load], float]) -> float | None:
        if server not in self.single:
            return None
        return statistics.median(map(figure, self.single[server]))


class DisagreementError(Exception):
    """Two servers answer a question otherwise, so that nothing can be compared."""


@dataclass(frozen=True)
class Agreement:
    """What all answer alike: the length of each answer, by server and text.

    A question that a server refuses is not measured there; `refused` has what the server says.
    """

    lengths: dict[tuple[str, str], int] = field(default_factory=dict)
    refused: dict[tuple[str, str, str], str] = field(default_factory=dict)

    def exchanges(self, server: Server, texts: Sequence[str]) -> list[Exchange]:
        """What a server is asked, as far as it answers."""
        known = [(text, self.lengths.get((server.name, text))) for text in texts]
        return [Exchange(server.request(text), length) for text, length in known if length]


def agree(hosts: Sequence[Host], asked: Sequence[Question], engine: Floor) -> Agreement:
    """Ask everything of everyone; DisagreementError where an answer is another.

    The engine in this process is what all are compared with. A server that does not answer in
    time is started again, since it would go on with what nobody waits for.
    """
    agreement = Agreement()
    for question in (Question("the number of triples", "1", (EVERYTHING,)), *asked):
        expected = [answers.rows(floor.answer(engine.memory, text)) for text in question.texts]
        if not all(expected):
            raise DisagreementError(f"{question.name}: no rows, so that nothing is compared")
        for host in hosts:
            try:
                _agree_one(host.server, question, expected, agreement)
            except RefusedError as error:
                agreement.refused[host.name, question.name, question.rows] = str(error)
            except TimeoutError:
                said = f"no answer within {_PATIENCE:.0f} s"
                agreement.refused[host.name, question.name, question.rows] = said
                host.restart()
    return agreement


def _agree_one(
    server: Server, question: Question, expected: Sequence[list[Row]], agreement: Agreement
) -> None:
    """Ask all variants of one question of one server, and keep the lengths if all are answered."""
    lengths = {}
    for text, rows in zip(question.texts, expected, strict=True):
        body = server.answer(text, _PATIENCE)
        found = answers.rows(body)
        if difference := answers.difference(rows, found, ordered=question.ordered):
            raise DisagreementError(f"{question.name}, {server.name}: {difference}\n{text}")
        lengths[server.name, text] = len(body)
    agreement.lengths.update(lengths)


def measure(
    servers: Sequence[Server], asked: Sequence[Question], engine: Floor, agreement: Agreement
) -> list[Measured]:
    """Measure in rounds of all questions, in each of which every server that answers has its turn.

    A question's rounds are minutes apart, so that what disturbs one, such as a server that has
    just begun, is not in their median.
    """
    measuring = [_Measuring(servers, question, agreement) for question in asked]
    for _ in range(ROUNDS):
        for one in measuring:
            one.ask_round(engine)
    return [one.found for one in measuring]


class _Measuring:
    """One question while it is measured, and the servers that answer it."""

    def __init__(self, servers: Sequence[Server], question: Question, agreement: Agreement) -> None:
        exchanges = {server: agreement.exchanges(server, question.texts) for server in servers}
        self._exchanges = {server: asked for server, asked in exchanges.items() if asked}
        self._first = {
            server: load(server.port, asked, connections=1, seconds=_LATENCY_SECONDS)
            for server, asked in self._exchanges.items()
        }
        self.found = Measured(question)

    def ask_round(self, engine: Floor) -> None:
        """Ask every server, and the engine itself."""
        found = self.found
        for server, asked in self._exchanges.items():
            many, one = _round(server, asked, self._first[server])
            found.rates.setdefault(server.name, []).append(many.rate)
            found.single.setdefault(server.name, []).append(one)
            found.refused[server.name] = found.refused.get(server.name, 0) + many.refused
        for name, store in (("memory", engine.memory), ("disk", engine.disk)):
            if store is None:
                continue
            called = floor.call(store, found.question.texts, _LATENCY_SECONDS / 2)
            found.single.setdefault(name, []).append(called)


def _round(server: Server, exchanges: Sequence[Exchange], first: Load) -> tuple[Load, Load]:
    """One round over many connections, and one over one; slow answers are not asked for again."""
    if first.median > _SLOW_SECONDS:
        return first, first
    return (
        load(server.port, exchanges, connections=CONNECTIONS, seconds=_RATE_SECONDS),
        load(server.port, exchanges, connections=1, seconds=_LATENCY_SECONDS),
    )


@dataclass(frozen=True)
class Disturbed:
    """The 99th percentiles of light queries in seconds, idle and beside bombs, run by run."""

    idle: tuple[float, ...]
    beside: tuple[float, ...]
    refused: tuple[int, ...]

    @property
    def ratio(self) -> float:
        """The median of the runs' ratios."""
        pairs = zip(self.idle, self.beside, strict=True)
        return statistics.median(beside / idle for idle, beside in pairs)


def disturb(server: Server, asked: Sequence[Question]) -> Disturbed:
    """Measure light queries over one connection, alone and beside heavy ones that never end."""
    texts = [text for question in asked if question.light for text in question.texts]
    exchanges = _exchanges(server, texts)
    idle, beside = [], []
    for _ in range(_BOMB_RUNS):
        idle.append(load(server.port, exchanges, connections=1, seconds=_BOMB_SECONDS))
        with bombs(server.port, server.request(BOMB), _BOMBS):
            beside.append(load(server.port, exchanges, connections=1, seconds=_BOMB_SECONDS))
    return Disturbed(
        tuple(one.p99 for one in idle),
        tuple(one.p99 for one in beside),
        tuple(one.refused for one in beside),
    )


def repeated(server: Server, question: Question) -> float:
    """How many times longer a text takes that was never asked before than one asked again.

    1 where nothing remembers results.
    """
    text = question.texts[0]
    again = _exchanges(server, [text])
    (length,) = {one.length for one in again}
    never = [Exchange(server.request(f"{text}\n# {n}"), length) for n in range(500)]
    ratios = []
    for _ in range(ROUNDS):
        new = load(server.port, never, connections=1, seconds=10, most=500).median
        ratios.append(new / load(server.port, again, connections=1, seconds=10, most=500).median)
        never = [Exchange(server.request(f"{text}\n# {n} "), length) for n in range(500)]
    return statistics.median(ratios)


def look_up(server: Server, question: Question) -> Load:
    """Measure one question over one connection."""
    exchanges = _exchanges(server, question.texts)
    load(server.port, exchanges, connections=1, seconds=0.3)
    return load(server.port, exchanges, connections=1, seconds=2.0)


def _exchanges(server: Server, texts: Sequence[str]) -> list[Exchange]:
    return [Exchange(server.request(text), len(server.answer(text))) for text in texts]
