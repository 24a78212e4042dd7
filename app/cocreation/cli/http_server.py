"""Uvicorn with limits: on what a client may send before it has said what it wants, and how long."""

import asyncio
import json
import resource
import signal
import socket
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import uvicorn
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol

_LARGEST_HEAD_BYTES = 2**17
_HEAD_SECONDS = 30.0
_IDLE_SECONDS = 30
_MOST_CONNECTIONS = 2000
_DESCRIPTORS = 8192
_BACKLOG = 1024
_REFUSALS = {
    400: ("bad_request", "The request is not HTTP/1.1; mend it.", "请求不符合 HTTP/1.1；请修正。"),
    408: (
        "request_timeout",
        f"The request did not come within {_HEAD_SECONDS:g} s; send it again.",
        f"请求未在 {_HEAD_SECONDS:g} 秒内到达；请重新发送。",
    ),
    431: (
        "request_header_fields_too_large",
        "The address and the headers are too long; post the query instead.",
        "地址和请求头过长；请改用 POST 发送查询。",
    ),
}


def listen(host: str, port: int) -> list[socket.socket]:
    """Open the sockets of a host, all at the same port; OSError where one cannot be had.

    A name may stand for several addresses; port 0 is any free one.
    """
    sockets: list[socket.socket] = []
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    try:
        for family, _, _, _, address in dict.fromkeys(found):
            chosen = sockets[0].getsockname()[1] if sockets else port
            sockets.append(_bound(family, (address[0], chosen, *address[2:])))
    except OSError:
        for one in sockets:
            one.close()
        raise
    return sockets


async def serve(
    app: Any, sockets: Sequence[socket.socket], *, drain_seconds: int, trusted_proxy: str | None
) -> None:
    """Serve an ASGI application until SIGINT or SIGTERM, then finish what runs, in that time.

    What `trusted_proxy` says of a client's address is believed.
    """
    _allow_descriptors()
    server = _Server(
        uvicorn.Config(
            app,
            http=_Connection,
            loop="none",
            ws="none",
            lifespan="off",
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=trusted_proxy is not None,
            forwarded_allow_ips=trusted_proxy,
            backlog=_BACKLOG,
            timeout_keep_alive=_IDLE_SECONDS,
            timeout_graceful_shutdown=drain_seconds,
        )
    )
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, server.stop)
    await server.serve(list(sockets))


class _Server(uvicorn.Server):
    def stop(self) -> None:
        """Accept nothing more and finish what runs."""
        self.should_exit = True

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave signals to the event loop: uvicorn would raise them again when all is done."""
        yield


class _Connection(HttpToolsProtocol):
    """A connection that has to say what it wants in a few bytes and soon."""

    _head_bytes = 0
    _in_head = True
    _head_timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        if len(self.connections) > _MOST_CONNECTIONS:
            transport.abort()
        self._begin_head()

    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        self._end_head()

    def data_received(self, data: bytes) -> None:
        self._head_bytes += len(data)
        super().data_received(data)
        if self._in_head and self._head_bytes > _LARGEST_HEAD_BYTES:
            self._refuse(431)

    def on_message_begin(self) -> None:
        super().on_message_begin()
        if not self._in_head:
            self._begin_head()

    def on_headers_complete(self) -> None:
        self._end_head()
        super().on_headers_complete()

    def send_400_response(self, msg: str) -> None:  # noqa: ARG002 -- uvicorn's own words
        self._refuse(400)

    def _begin_head(self) -> None:
        self._in_head, self._head_bytes = True, 0
        self._head_timer = self.loop.call_later(_HEAD_SECONDS, self._refuse, 408)

    def _end_head(self) -> None:
        self._in_head = False
        if self._head_timer:
            self._head_timer.cancel()

    def _refuse(self, status: int) -> None:
        """Say why in the one JSON shape of all errors, and close."""
        if self.transport.is_closing():
            return
        code, en, zh = _REFUSALS[status]
        shape = {"code": code, "message": {"en": en, "zh": zh}, "details": {}}
        body = json.dumps({"error": shape}, ensure_ascii=False).encode()
        head = (
            f"content-type: application/json\r\ncontent-length: {len(body)}\r\n"
            "connection: close\r\n\r\n"
        )
        self.transport.write(STATUS_LINE[status] + head.encode() + body)
        self.transport.close()


def _bound(family: int, address: tuple[Any, ...]) -> socket.socket:
    opened = socket.socket(family, socket.SOCK_STREAM)
    try:
        opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            opened.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        opened.bind(address)
        opened.listen(_BACKLOG)
    except OSError:
        opened.close()
        raise
    return opened


def _allow_descriptors() -> None:
    """Have as many descriptors as connections, as far as the system lets this process."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = _DESCRIPTORS if hard == resource.RLIM_INFINITY else min(_DESCRIPTORS, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
