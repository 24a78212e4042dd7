"""The server as an ASGI application: queries of machines in the event loop, Flask's pages behind.

Nothing here waits for a client with a thread in its hands, and nothing computes: a request is read
whole within a limit and a time, a query is answered by a worker process, a page by Flask in a
thread, and a large answer waits on disk for a slow reader.
"""

import asyncio
import logging
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from time import perf_counter
from typing import Protocol

from flask import Flask

from cocreation.errors import BudgetError, CocreationError, ServerBusyError
from cocreation.model import Text
from cocreation.store.base import Answer, Dataset
from cocreation.store.pool import FIRST_SECONDS
from cocreation.web import protocol, wsgi
from cocreation.web.answering import Question, question, reply, with_limits
from cocreation.web.budget import Budget
from cocreation.web.delivery import (
    ClientGone,
    Receive,
    Scope,
    Send,
    deliver,
    joined,
    read_body,
    request_headers,
)
from cocreation.web.errors import as_reply
from cocreation.web.negotiation import prefers_html
from cocreation.web.protocol import Asked, Message
from cocreation.web.replies import ALWAYS, SHARED, Reply, compressed, worth_compressing

LOGGER = logging.getLogger("cocreation.access")
MOST_REQUESTS = 512
_THREADS = 32
# What takes the event loop less time than handing it to a thread.
_AT_ONCE_BYTES = 2**15
_ENDPOINT = ("/sparql", "/sparql/")
_FREE_PATHS = ("/health", "/static/")


class Answering(Protocol):
    """A store that answers in an event loop: what `base.Store` says, without waiting in a thread.

    A task that is cancelled stops its query.
    """

    async def answer(
        self,
        query: str,
        media_type: str | None = None,
        *,
        dataset: Dataset | None = None,
        seconds: float | None = None,
    ) -> Answer:
        """Answer any query."""
        ...

    async def version(self) -> str | None:
        """Name the state of the data."""
        ...


class Front:
    """An ASGI application over `app`, whose SPARQL queries go to `store` directly.

    `seconds` is a query's usual deadline, `budget` what each client may take.
    """

    def __init__(self, app: Flask, store: Answering, *, seconds: float, budget: Budget) -> None:
        self._app = app
        self._store = store
        self._seconds = seconds
        self._budget = budget
        self._threads = ThreadPoolExecutor(_THREADS, "pages")
        self._running = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, charge its client, and log it."""
        if scope["type"] != "http":
            return
        began = perf_counter()
        client = scope["client"][0] if scope["client"] else ""
        self._running += 1
        try:
            sent = await deliver(await self._made(scope, receive, client, began), send)
        except (asyncio.CancelledError, ClientGone):
            sent = None
        finally:
            self._running -= 1
        _log(scope, client, sent, perf_counter() - began)

    def close(self) -> None:
        """Wait for the pages that are being made."""
        self._threads.shutdown()

    async def _made(self, scope: Scope, receive: Receive, client: str, began: float) -> Reply:
        if scope["path"].startswith(_FREE_PATHS):
            return await self._told(scope, receive)
        try:
            self._budget.check(client)
        except BudgetError as error:
            return self._dressed(as_reply(error))
        try:
            return await self._told(scope, receive)
        finally:
            # Whoever goes away has used what was done for them until then.
            self._budget.charge(client, perf_counter() - began)

    async def _told(self, scope: Scope, receive: Receive) -> Reply:
        try:
            if self._running > MOST_REQUESTS:
                raise _busy()
            return await self._answered(scope, receive)
        except CocreationError as error:
            return self._dressed(as_reply(error))

    async def _answered(self, scope: Scope, receive: Receive) -> Reply:
        given = request_headers(scope)
        headers = joined(given)
        try:
            body = await read_body(headers, receive, is_query=scope["path"] in _ENDPOINT)
        except CocreationError as error:
            if not prefers_html(_header(headers, b"accept")):
                raise
            return await self._paged(partial(wsgi.refuse, self._app, scope, error))
        if not _is_query(scope, headers):
            whole = {**scope, "headers": given}
            return await self._paged(partial(wsgi.run, self._app, whole, body))
        message = _message(scope, headers, body)
        made = self._dressed(await self._queried(message, receive))
        if worth_compressing(len(made.body), message.encoding):
            if len(made.body) <= _AT_ONCE_BYTES:
                return compressed(made)
            return await asyncio.to_thread(compressed, made)
        return made

    async def _paged(self, run: Callable[[], Reply]) -> Reply:
        """Have Flask answer, in a thread."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, run)

    async def _queried(self, message: Message, receive: Receive) -> Reply:
        small = len(message.body) <= _AT_ONCE_BYTES
        asked = protocol.read(message) if small else await asyncio.to_thread(protocol.read, message)
        LOGGER.debug("query", extra={"fields": {"query": asked.query}})
        try:
            return await self._replied(message, asked, receive)
        except CocreationError as error:
            return with_limits(as_reply(error), asked.seconds or self._seconds)

    async def _replied(self, message: Message, asked: Asked, receive: Receive) -> Reply:
        version = None if message.method == "POST" else await self._store.version()
        made = question(
            message, asked, asked.query or "", version=version, usual_seconds=self._seconds
        )
        if isinstance(made, Reply):
            return made
        return reply(made, await self._asked(made, receive))

    def _dressed(self, made: Reply) -> Reply:
        """Add what Flask's pages have of their own."""
        named = with_limits(made, self._seconds)
        return replace(named, headers=named.headers + ALWAYS + SHARED)

    async def _asked(self, made: Question, receive: Receive) -> Answer:
        """Ask the store; a query that takes long is stopped when its client goes away."""
        with _watched(receive):
            return await self._store.answer(
                made.query, made.media_type, dataset=made.dataset, seconds=made.seconds
            )


@contextmanager
def _watched(receive: Receive) -> Iterator[None]:
    """Cancel the task at work here when its client goes away; a short one is not worth watching."""
    working = asyncio.current_task()
    watching: set[asyncio.Task[None]] = set()

    async def stop_when_gone() -> None:
        while (await receive())["type"] != "http.disconnect":
            pass
        if working:
            working.cancel()

    timer = asyncio.get_running_loop().call_later(
        FIRST_SECONDS, lambda: watching.add(asyncio.create_task(stop_when_gone()))
    )
    try:
        yield
    finally:
        timer.cancel()
        for one in watching:
            one.cancel()


def _is_query(scope: Scope, headers: Mapping[bytes, bytes]) -> bool:
    """Tell whether a machine asks a query, which needs no page."""
    if scope["path"] not in _ENDPOINT:
        return False
    if scope["method"] == "POST":
        return True
    asked: bytes = scope["query_string"]
    if scope["method"] not in ("GET", "HEAD") or b"query=" not in asked:
        return False
    if b"format=" in asked:
        return b"format=html" not in asked
    return not prefers_html(_header(headers, b"accept"))


def _header(headers: Mapping[bytes, bytes], name: bytes) -> str:
    return headers.get(name, b"").decode("latin-1")


def _message(scope: Scope, headers: Mapping[bytes, bytes], body: bytes) -> Message:
    header = partial(_header, headers)
    return Message(
        method=scope["method"],
        path=scope["path"],
        query_string=scope["query_string"],
        content_type=header(b"content-type"),
        body=body,
        accept=header(b"accept"),
        encoding=header(b"accept-encoding"),
        if_none_match=header(b"if-none-match"),
    )


def _busy() -> ServerBusyError:
    return ServerBusyError(
        Text(
            en="The server has too many requests at once; try again in a few seconds.",
            zh="服务器同时收到的请求过多；请几秒后重试。",
        )
    )


def _log(scope: Scope, client: str, sent: tuple[int, int] | None, seconds: float) -> None:
    """Record a request, without what was asked."""
    if not LOGGER.isEnabledFor(logging.INFO):
        return
    status, size = sent or (None, None)
    fields = {
        "client": client,
        "method": scope["method"],
        "path": scope["path"],
        "status": status,
        "bytes": size,
        "milliseconds": round(seconds * 1000, 1),
    }
    LOGGER.info("request", extra={"fields": fields})
