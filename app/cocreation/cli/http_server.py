"""Waitress, run so that it finishes what it has begun, and that its own refusals look like ours."""

import json
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from types import FrameType
from typing import Any

import waitress
from waitress import wasyncore
from waitress.channel import HTTPChannel
from waitress.task import ErrorTask

_LOOP_SECONDS = 1.0
_DRAIN_LOOP_SECONDS = 0.05
_SIGNALS = (signal.SIGINT, signal.SIGTERM)
_REFUSALS = {
    400: ("bad_request", "The request is not HTTP/1.1; mend it.", "请求不符合 HTTP/1.1；请修正。"),
    413: (
        "request_entity_too_large",
        "The request is too large; send less than 1 MB.",
        "请求过大；请控制在 1 MB 以内。",
    ),
    431: (
        "request_header_fields_too_large",
        "The address or the headers are too long; post the query instead.",
        "地址或请求头过长；请改用 POST 发送查询。",
    ),
    501: (
        "not_implemented",
        "This transfer encoding is not known here; send the body plain or in chunks.",
        "不支持此传输编码；请直接或分块发送请求体。",
    ),
}


class HttpServer:
    """Serves a WSGI application at a host and a port until a signal ends it.

    Nothing is accepted before `run`. OSError or ValueError where the address cannot be used.
    `options` are waitress's own.
    """

    def __init__(self, application: object, *, host: str, port: int, **options: object) -> None:
        self._map: dict[int, Any] = {}
        self._stopping = False
        server = waitress.create_server(
            application,
            map=self._map,
            host=host,
            port=port,
            asyncore_use_poll=True,
            expose_tracebacks=False,
            ident=None,
            **options,
        )
        self._dispatcher = server.task_dispatcher
        # A name may stand for several addresses, with a socket each.
        self._listeners = [one for one in self._map.values() if hasattr(one, "effective_port")]
        for listener in self._listeners:
            listener.channel_class = _Channel

    @property
    def port(self) -> int:
        """The port that is listened at."""
        port: int = int(self._listeners[0].effective_port)
        return port

    def run(self, drain_seconds: float) -> None:
        """Serve until SIGINT or SIGTERM, then finish what runs, for `drain_seconds` at most."""
        with _handled(self._stop):
            while not self._stopping:
                wasyncore.loop(_LOOP_SECONDS, use_poll=True, map=self._map, count=1)
            self._drain(monotonic() + drain_seconds)
        self._dispatcher.shutdown()
        wasyncore.close_all(self._map)

    def _stop(self) -> None:
        self._stopping = True
        for listener in self._listeners:
            listener.pull_trigger()

    def _drain(self, until: float) -> None:
        """Accept nothing more, and go on until every connection has had its answer."""
        for listener in self._listeners:
            wasyncore.dispatcher.close(listener)
        while monotonic() < until:
            channels = [one for one in self._map.values() if isinstance(one, HTTPChannel)]
            for channel in channels:
                if not (channel.requests or channel.total_outbufs_len):
                    channel.handle_close()
            if not any(channel.connected for channel in channels):
                return
            wasyncore.loop(_DRAIN_LOOP_SECONDS, use_poll=True, map=self._map, count=1)


class _ErrorTask(ErrorTask):  # type: ignore[misc]  # waitress has no types
    """A refusal by waitress itself, in the one JSON shape of all errors."""

    def execute(self) -> None:
        """Write the refusal and close the connection, whose rest cannot be understood."""
        error = self.request.error
        code, en, zh = _REFUSALS.get(error.code, _REFUSALS[400])
        shape = {"code": code, "message": {"en": en, "zh": zh}, "details": {}}
        body = json.dumps({"error": shape}, ensure_ascii=False).encode()
        self.status = f"{error.code} {error.reason}"
        self.response_headers.append(("Content-Type", "application/json"))
        self.response_headers.append(("Content-Length", str(len(body))))
        self.response_headers.append(("Connection", "close"))
        self.close_on_finish = True
        self.content_length = len(body)
        self.write(body)


class _Channel(HTTPChannel):  # type: ignore[misc]  # waitress has no types
    error_task_class = _ErrorTask


@contextmanager
def _handled(stop: Callable[[], None]) -> Iterator[None]:
    """Have signals call `stop`, and put back what they did before."""

    def handle(_number: int, _frame: FrameType | None) -> None:
        stop()

    before = {number: signal.signal(number, handle) for number in _SIGNALS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
