"""Messages between the server and its query workers: a small JSON header, and a body of bytes."""

import json
import socket
import struct
from collections.abc import Mapping
from typing import Any

_SIZES = struct.Struct("!IQ")
_CHUNK = 2**16


def send(connection: socket.socket, header: Mapping[str, Any], body: bytes = b"") -> None:
    """Send one message; OSError where the other end is gone."""
    head = json.dumps(header).encode()
    start = _SIZES.pack(len(head), len(body)) + head
    if len(body) < _CHUNK:
        connection.sendall(start + body)
    else:
        connection.sendall(start)
        connection.sendall(body)


def receive(connection: socket.socket) -> tuple[dict[str, Any], bytes]:
    """Wait for one message; EOFError where the other end is gone, TimeoutError as the socket."""
    received = connection.recv(_CHUNK)
    while 0 < len(received) < _SIZES.size:
        received += _some(connection)
    if not received:
        raise EOFError
    head, body = _SIZES.unpack_from(received)
    whole = _SIZES.size + head + body
    parts, size = [received], len(received)
    while size < whole:
        parts.append(_some(connection))
        size += len(parts[-1])
    message = memoryview(b"".join(parts))[_SIZES.size :]
    return json.loads(bytes(message[:head])), bytes(message[head:])


def _some(connection: socket.socket) -> bytes:
    received = connection.recv(2**20)
    if not received:
        raise EOFError
    return received
