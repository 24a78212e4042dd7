"""Speaking HTTP to the server under test: well-formed requests, and bytes of any kind."""

import contextlib
import http.client
import json
import socket
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from email.message import Message
from typing import Any
from urllib.parse import urlencode

HOST = "127.0.0.1"
PATIENCE = 45.0
Pairs = Mapping[str, str] | Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Answer:
    """One response: how it was told, what was told, how long it took in seconds."""

    status: int
    headers: Message
    body: bytes
    seconds: float

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode()

    @property
    def json(self) -> Any:
        """The body as JSON."""
        return json.loads(self.body)

    @property
    def media_type(self) -> str:
        """The media type without its parameters; empty where none is told."""
        return self.headers.get("Content-Type", "").partition(";")[0].strip()

    def listed(self, header: str) -> set[str]:
        """The items of a header that is a list, in small letters."""
        values = ",".join(self.headers.get_all(header, []))
        return {item.strip().lower() for item in values.split(",") if item.strip()}

    def error(self) -> dict[str, Any]:
        """The fault, after a look at its shape."""
        error: dict[str, Any] = self.json["error"]
        assert set(error) == {"code", "message", "details"}
        assert error["message"]["en"]
        assert error["message"]["zh"]
        return error


def exchange(
    port: int,
    method: str,
    path: str,
    params: Pairs = (),
    *,
    headers: Pairs = (),
    body: bytes | None = None,
    source: str = HOST,
) -> Answer:
    """Send one request on a connection of its own, with no header that is not given but Host."""
    began = time.monotonic()
    connection = http.client.HTTPConnection(HOST, port, PATIENCE, source_address=(source, 0))
    target = f"{path}?{urlencode(params)}" if params else path
    with contextlib.closing(connection):
        connection.putrequest(method, target, skip_accept_encoding=True)
        for name, value in dict(headers).items() if isinstance(headers, Mapping) else headers:
            connection.putheader(name, value)
        if body is not None:
            connection.putheader("Content-Length", str(len(body)))
        connection.endheaders()
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            connection.send(body or b"")  # a server may refuse a body before it has read it
        response = connection.getresponse()
        content = response.read()
        return Answer(response.status, response.headers, content, time.monotonic() - began)


def say(port: int, *pieces: bytes, timeout: float = PATIENCE) -> bytes:
    """Send bytes as they are, piece by piece, and read until the server has no more to say.

    Gives what came; a connection that the server resets, or that it leaves open without a word
    for `timeout`, ends what came.
    """
    with socket.create_connection((HOST, port), timeout) as connection:
        with contextlib.suppress(OSError):
            for piece in pieces:
                connection.sendall(piece)
        return b"".join(_received(connection))


def statuses(said: bytes) -> list[int]:
    """The status of each response among the bytes of a connection, in order."""
    lines = said.split(b"HTTP/1.")[1:]
    return [int(line[2:5]) for line in lines if line[2:5].isdigit()]


def _received(connection: socket.socket) -> Iterable[bytes]:
    with contextlib.suppress(OSError):
        while piece := connection.recv(65536):
            yield piece
