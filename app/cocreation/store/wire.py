"""Messages between the server and its query workers: a small JSON header, and a body of bytes."""

import json
import socket
import struct
from collections.abc import Mapping
from typing import Any

_SIZES = struct.Struct("!IQ")
_CHUNK = 2**16

Message = tuple[dict[str, Any], bytes]


def pack(header: Mapping[str, Any], body: bytes = b"") -> bytes:
    """Write one message."""
    head = json.dumps(header).encode()
    return b"".join((_SIZES.pack(len(head), len(body)), head, body))


def size(received: bytes | bytearray) -> int:
    """How many bytes the message has that begins so; 0 as long as too little is received."""
    if len(received) < _SIZES.size:
        return 0
    head, body = _SIZES.unpack_from(received)
    return _SIZES.size + int(head) + int(body)


def unpack(received: bytes | bytearray) -> Message:
    """Read one whole message."""
    head = _SIZES.size + _SIZES.unpack_from(received)[0]
    with memoryview(received) as message:
        return json.loads(bytes(message[_SIZES.size : head])), bytes(message[head:])


def send(connection: socket.socket, header: Mapping[str, Any], body: bytes = b"") -> None:
    """Send one message; OSError where the other end is gone."""
    connection.sendall(pack(header, body))


def receive(connection: socket.socket) -> Message:
    """Wait for one message; EOFError where the other end is gone, TimeoutError as the socket."""
    received = bytearray()
    while not (whole := size(received)) or len(received) < whole:
        part = connection.recv(_CHUNK)
        if not part:
            raise EOFError
        received += part
    return unpack(received)
