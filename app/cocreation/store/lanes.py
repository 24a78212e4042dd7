"""A lane: a few workers of one kind, and the queries that wait for them, in one event loop."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from concurrent.futures import Executor, Future
from contextlib import suppress
from dataclasses import dataclass
from time import monotonic
from typing import Any

from cocreation.errors import CocreationError, ServerBusyError, StoreError
from cocreation.model import Text
from cocreation.store.base import Answer
from cocreation.store.processes import Origin, Worker, death


@dataclass(frozen=True, slots=True)
class LaneKind:
    """How many workers a lane has, the memory of each in bytes, and how nice they are to others.

    `waiting` is how many queries may wait for a worker; one more is refused at once.
    """

    workers: int
    memory: int
    nice: int
    waiting: int


class Lane:
    """Workers that answer one query each at a time; `origin` gives what to fork them from.

    What has to wait for a process waits in `threads`; `lost` is called when a worker is gone.
    """

    def __init__(
        self,
        kind: LaneKind,
        origin: Callable[[], Awaitable[Origin]],
        threads: Executor,
        lost: Callable[[], None],
    ) -> None:
        self._kind = kind
        self._origin = origin
        self._threads = threads
        self._lost = lost
        self._asked = 0
        self._idle: asyncio.Queue[Worker | None] = asyncio.Queue()
        for _ in range(kind.workers):
            self._idle.put_nowait(None)

    async def ask(
        self, request: Mapping[str, Any], seconds: float | None, *, until: float | None
    ) -> Answer:
        """Have a worker answer in `seconds`, or by the moment `until` on the monotonic clock.

        TimeoutError where the worker is not done by then, ServerBusyError where none is free by
        then or too many queries wait already, QueryError where the worker dies of it.
        """
        if self._asked >= self._kind.workers + self._kind.waiting:
            raise _busy()
        self._asked += 1
        try:
            worker = await self._take(until)
            try:
                worker = await self._ready(worker)
                return await worker.ask(request, _sooner(seconds, until))
            except EOFError:
                raise death(await self._ended(worker)) from None
            finally:
                self._give_back(worker)
        finally:
            self._asked -= 1

    async def repair(self) -> None:
        """Fork what is missing and replace what has died or is of an older snapshot, if idle."""
        for _ in range(self._idle.qsize()):
            worker = self._idle.get_nowait()
            try:
                with suppress(CocreationError):
                    worker = await self._ready(worker)
            finally:
                self._give_back(worker)

    async def close(self) -> None:
        """End every worker, waiting for those that are answering."""
        for _ in range(self._kind.workers):
            worker = await self._idle.get()
            if worker is not None:
                await self._ended(worker)

    async def _take(self, until: float | None) -> Worker | None:
        try:
            return self._idle.get_nowait()
        except asyncio.QueueEmpty:
            pass
        try:
            async with asyncio.timeout(_sooner(None, until)):
                return await self._idle.get()
        except TimeoutError:
            raise _busy() from None

    async def _ready(self, worker: Worker | None) -> Worker:
        """Give a worker that lives and has the snapshot of now."""
        origin = await self._origin()
        if worker is not None:
            if worker.origin is origin and worker.usable:
                return worker
            self._end(worker)
        new = asyncio.ensure_future(self._latest(origin))
        try:
            return await asyncio.shield(new)
        except asyncio.CancelledError:
            # Whoever asked has gone; the worker that is on its way is not needed.
            new.add_done_callback(lambda made: made.exception() or self._end(made.result()))
            raise

    async def _latest(self, origin: Origin) -> Worker:
        """Make a worker; where its snapshot was replaced and removed meanwhile, of the newest."""
        try:
            return await self._new(origin)
        except StoreError:
            newest = await self._origin()
            if newest is origin:
                raise
            return await self._new(newest)

    async def _new(self, origin: Origin) -> Worker:
        loop = asyncio.get_running_loop()
        number, connection = await loop.run_in_executor(
            self._threads, lambda: origin.fork(memory=self._kind.memory, nice=self._kind.nice)
        )
        worker = Worker(origin, number, self._lost)
        await loop.create_connection(lambda: worker, sock=connection)
        return worker

    def _give_back(self, worker: Worker | None) -> None:
        """Keep a worker that can go on; whatever interrupted it, even its client, another ends."""
        if worker is not None and not worker.usable:
            self._end(worker)
            worker = None
            self._lost()
        self._idle.put_nowait(worker)

    def _end(self, worker: Worker) -> "Future[int | None] | None":
        """Have a worker's process ended, once."""
        worker.leave()
        if worker.number is None:
            return None
        number, worker.number = worker.number, None
        return self._threads.submit(worker.origin.nursery.end, number)

    async def _ended(self, worker: Worker | None) -> int | None:
        """End a worker and give what its process ended with."""
        ending = self._end(worker) if worker else None
        return await asyncio.wrap_future(ending) if ending else None


def _busy() -> ServerBusyError:
    return ServerBusyError(
        Text(
            en="Other queries keep the server busy; try again in a few seconds.",
            zh="服务器正忙于其他查询；请几秒后重试。",
        )
    )


def _sooner(seconds: float | None, until: float | None) -> float | None:
    if until is None:
        return seconds
    left = max(0.001, until - monotonic())
    return left if seconds is None else min(seconds, left)
