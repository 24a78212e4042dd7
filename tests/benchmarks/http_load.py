"""A client that costs much less than any server: one thread, raw sockets, requests ready as bytes.

It is the same for every server that is measured, and each answer's status and length is checked.
"""

import selectors
import socket
import statistics
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from itertools import cycle
from math import inf
from threading import Event, Thread
from time import perf_counter
from urllib.parse import quote

HOST = "127.0.0.1"
_ACCEPT = "application/sparql-results+json"
PATIENCE = 60.0


@dataclass(frozen=True)
class Exchange:
    """One request as bytes, and the length that its answer's body has to have."""

    request: bytes
    length: int


@dataclass(frozen=True)
class Load:
    """What one measurement found: the seconds of the clock, and of each answer.

    `refused` counts the answers of another status than 200, which count for nothing else.
    """

    seconds: float
    latencies: tuple[float, ...]
    refused: int = 0

    @property
    def rate(self) -> float:
        """Answers a second."""
        return len(self.latencies) / self.seconds

    @property
    def median(self) -> float:
        """The median of an answer's seconds."""
        return statistics.median(self.latencies) if self.latencies else inf

    @property
    def p99(self) -> float:
        """The seconds within which 99 of 100 answers came."""
        if not self.latencies:
            return inf
        return sorted(self.latencies)[-(-len(self.latencies) * 99 // 100) - 1]


class RefusedError(Exception):
    """A server answers with another status than 200; the message has what it says."""


def request(port: int, target: str, query: str) -> bytes:
    """A GET with a query, for an answer in JSON; `target` ends where the query's text goes."""
    line = f"GET {target}{quote(query, safe='')} HTTP/1.1"
    return f"{line}\r\nHost: {HOST}:{port}\r\nAccept: {_ACCEPT}\r\n\r\n".encode()


def ask(port: int, message: bytes, patience: float = PATIENCE) -> bytes:
    """Send one request; the body of its answer. RefusedError, or TimeoutError."""
    with closing(_Connection(port, patience)) as connection:
        connection.send(message)
        while (body := connection.receive()) is None:
            pass
        return body


def load(
    port: int, exchanges: Sequence[Exchange], *, connections: int, seconds: float, most: int = 10**6
) -> Load:
    """Ask over so many connections, each as soon as it has its answer, for so many seconds.

    The requests come in turn. What is under way in the end is waited for.
    """
    turn = cycle(exchanges)
    latencies: list[float] = []
    refused = 0
    with ExitStack() as stack, selectors.DefaultSelector() as selector:
        open_now = [stack.enter_context(closing(_Connection(port))) for _ in range(connections)]
        began = now = perf_counter()
        for connection in open_now:
            connection.ask(next(turn))
            selector.register(connection.socket, selectors.EVENT_READ, connection)
        while selector.get_map():
            ready = selector.select(PATIENCE)
            if not ready:
                raise TimeoutError(f"no answer within {PATIENCE:.0f} s")
            for key, _ in ready:
                try:
                    if not key.data.answered():
                        continue
                    now = perf_counter()
                    latencies.append(now - key.data.asked)
                except RefusedError:
                    now = perf_counter()
                    refused += 1
                if now - began < seconds and len(latencies) + connections <= most:
                    key.data.ask(next(turn))
                else:
                    selector.unregister(key.fileobj)
    return Load(now - began, tuple(latencies), refused)


@contextmanager
def bombs(port: int, message: bytes, number: int) -> Iterator[None]:
    """Keep so many heavy queries running meanwhile, each asked again as soon as it is refused."""
    over = Event()

    def keep_on() -> None:
        while not over.is_set():
            try:
                with closing(_Connection(port)) as connection:
                    connection.send(message)
                    while connection.receive() is None:
                        pass
            except (OSError, RefusedError):
                over.wait(0.05)

    threads = [Thread(target=keep_on) for _ in range(number)]
    for thread in threads:
        thread.start()
    try:
        over.wait(0.3)
        yield
    finally:
        over.set()
        for thread in threads:
            thread.join()


class _Connection:
    """One connection, kept alive."""

    def __init__(self, port: int, patience: float = PATIENCE) -> None:
        self.socket = socket.create_connection((HOST, port), timeout=patience)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.asked = 0.0
        self._exchange = Exchange(b"", 0)
        self._buffer = bytearray()

    def ask(self, exchange: Exchange) -> None:
        """Send a request whose answer's length is known."""
        self._exchange = exchange
        self.asked = perf_counter()
        self.send(exchange.request)

    def answered(self) -> bool:
        """Whether the answer is there as a whole, now that something has come."""
        body = self.receive()
        if body is not None and len(body) != self._exchange.length:
            raise ValueError(f"an answer of {len(body)} bytes, not {self._exchange.length}")
        return body is not None

    def send(self, message: bytes) -> None:
        """Send bytes."""
        self.socket.sendall(message)

    def receive(self) -> bytes | None:
        """Take what has come; the body once it is complete. RefusedError but for status 200."""
        came = self.socket.recv(2**18)
        if not came:
            raise ConnectionError(f"the server closed the connection: {self._buffer[:200]!r}")
        self._buffer += came
        end = self._buffer.find(b"\r\n\r\n")
        if end < 0:
            return None
        head = bytes(self._buffer[:end]).lower()
        body = _body(head, self._buffer, end + 4)
        if body is not None:
            self._buffer.clear()
            if b" 200 " not in head.partition(b"\r\n")[0]:
                raise RefusedError(f"{head[:40]!r} {body[:300]!r}")
        return body

    def close(self) -> None:
        """Close it."""
        self.socket.close()


def _body(head: bytes, buffer: bytearray, start: int) -> bytes | None:
    """The body that starts there, if it is complete."""
    _, named, rest = head.partition(b"\r\ncontent-length:")
    if named:
        end = start + int(rest.partition(b"\r\n")[0])
        return bytes(buffer[start:end]) if len(buffer) >= end else None
    if b"\r\ntransfer-encoding: chunked" not in head:
        raise ValueError(f"an answer without a length: {head!r}")
    return _dechunked(buffer, start)


def _dechunked(buffer: bytearray, at: int) -> bytes | None:
    """The body in chunks that starts there, if it is complete."""
    if not buffer.endswith(b"0\r\n\r\n"):
        return None
    chunks = []
    while (line := buffer.find(b"\r\n", at)) >= 0:
        size = int(buffer[at:line].partition(b";")[0], 16)
        if not size:
            return b"".join(chunks)
        chunks.append(bytes(buffer[line + 2 : line + 2 + size]))
        at = line + size + 4
    return None
