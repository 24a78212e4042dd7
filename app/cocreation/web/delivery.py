"""What comes from a client and what goes to it, whatever the client's pace, within limits."""

import asyncio
import sys
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from functools import lru_cache
from http import HTTPStatus
from tempfile import TemporaryFile
from typing import IO, Any

from cocreation.errors import MediaTypeError, RequestTooLargeError, SlowClientError
from cocreation.model import Text
from cocreation.web.application import LARGEST_UPLOAD_BYTES
from cocreation.web.replies import Reply
from cocreation.web.texts import TEXTS

Scope = Mapping[str, Any]
Event = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Event]]
Send = Callable[[Event], Awaitable[None]]

Headers = list[tuple[bytes, bytes]]

# A query of a megabyte takes up to three times as much in a form.
LARGEST_QUERY_BYTES = 3 * 2**20 + 2**16
BODY_SECONDS = 30.0
STALLED_SECONDS = 30.0
_HELD_BYTES = 2**20
_CHUNK_BYTES = 2**18
_LONGEST_WISHES = 2**11
_WISHES = (b"accept", b"accept-encoding", b"accept-language", b"if-none-match")
_WITHOUT_BODY = (HTTPStatus.NO_CONTENT, HTTPStatus.NOT_MODIFIED)
_UNREAD = (HTTPStatus.REQUEST_ENTITY_TOO_LARGE, HTTPStatus.REQUEST_TIMEOUT)


class ClientGone(Exception):  # noqa: N818 -- nobody's fault
    """Nobody waits for the answer any more."""


def request_headers(scope: Scope) -> Headers:
    """Give the headers of a request; a list of wishes is cut where it gets too long to be read."""
    return [(name, _cut(value) if name in _WISHES else value) for name, value in scope["headers"]]


def joined(headers: Headers) -> dict[bytes, bytes]:
    """Give each header by its name; one that is sent in parts is put together."""
    whole: dict[bytes, bytes] = {}
    for name, value in headers:
        whole[name] = whole[name] + b", " + value if name in whole else value
    return whole


def _cut(wishes: bytes) -> bytes:
    if len(wishes) <= _LONGEST_WISHES:
        return wishes
    return wishes[:_LONGEST_WISHES].rpartition(b",")[0]


async def read_body(
    headers: Mapping[bytes, bytes], receive: Receive, *, is_query: bool = True
) -> bytes:
    """Read the body whole; RequestTooLargeError or SlowClientError where it is not to be had.

    MediaTypeError where it is compressed: a small one could become a very large one.
    """
    largest = LARGEST_QUERY_BYTES if is_query else LARGEST_UPLOAD_BYTES
    if b"content-length" not in headers and b"transfer-encoding" not in headers:
        return b""
    _refuse_coding(headers.get(b"content-encoding", b"identity"))
    received = bytearray()
    try:
        async with asyncio.timeout(BODY_SECONDS):
            while True:
                event = await receive()
                if event["type"] == "http.disconnect":
                    raise ClientGone
                received += event.get("body", b"")
                if len(received) > largest:
                    name = "too_large" if is_query else "upload_too_large"
                    raise RequestTooLargeError(TEXTS[name], {"bytes": largest})
                if not event.get("more_body"):
                    return bytes(received)
    except TimeoutError:
        raise SlowClientError(
            Text(
                en=f"The request's body did not come within {BODY_SECONDS:g} s; send it again.",
                zh=f"请求体未在 {BODY_SECONDS:g} 秒内到达；请重新发送。",
            )
        ) from None


def _refuse_coding(coding: bytes) -> None:
    if coding.strip().lower() not in (b"", b"identity"):
        raise MediaTypeError(
            Text(
                en="The request's body is compressed (Content-Encoding); send it as it is.",
                zh="请求体经过压缩（Content-Encoding）；请不压缩，直接发送。",
            )
        )


async def deliver(made: Reply, send: Send) -> tuple[int, int]:
    """Send a reply; give its status and its size.

    A large one waits on disk for its reader; ClientGone where that one stops reading.
    """
    status, headers, size = made.status, _headers(made), len(made.body)
    start = {"type": "http.response.start", "status": status, "headers": headers}
    if made.file is None and size <= _HELD_BYTES:
        await send(start)
        await send({"type": "http.response.body", "body": made.body})
        return status, size
    with made.file or TemporaryFile() as file:
        if made.file is None:
            await asyncio.to_thread(file.write, made.body)
            file.seek(0)
        length = size if made.file is None else made.length
        del made
        await send(start)
        size = await _send_file(file, length, send)
    await send({"type": "http.response.body", "body": b""})
    return status, size


async def _send_file(file: IO[bytes], length: int | None, send: Send) -> int:
    size = 0
    most = sys.maxsize if length is None else length
    while chunk := await asyncio.to_thread(file.read, min(_CHUNK_BYTES, most - size)):
        await _send_in_time(send, chunk)
        size += len(chunk)
    return size


async def _send_in_time(send: Send, chunk: bytes) -> None:
    try:
        async with asyncio.timeout(STALLED_SECONDS):
            await send({"type": "http.response.body", "body": chunk, "more_body": True})
    except TimeoutError:
        raise ClientGone from None


@lru_cache(maxsize=1024)
def _header(name: str, value: str) -> tuple[bytes, bytes]:
    return name.lower().encode("latin-1"), value.encode("latin-1")


def _headers(made: Reply) -> Headers:
    headers = [_header(*one) for one in made.headers]
    if made.status not in _WITHOUT_BODY and not any(n == b"content-length" for n, _ in headers):
        headers.append((b"content-length", str(len(made.body)).encode()))
    if made.status in _UNREAD:
        # What is left of the request is not read.
        headers.append((b"connection", b"close"))
    return headers
