"""Queries answered by processes that can be killed, in one event loop: none outlives its time.

Every query is tried in a lane for short ones first; what is not done there goes on in a lane for
long ones, so that a few heavy queries never keep the light ones waiting.
"""

import asyncio
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import astuple, dataclass
from pathlib import Path
from time import monotonic
from typing import Any, NamedTuple, TypeVar

from cocreation.errors import OutOfMemoryError, QueryTimeoutError, StoreError
from cocreation.model import Term, Text
from cocreation.store.base import NO_BINDINGS, Answer, Dataset
from cocreation.store.embedded import Published, published, stamp
from cocreation.store.lanes import Lane, LaneKind
from cocreation.store.outline import refuse_size
from cocreation.store.processes import Nursery

T = TypeVar("T")
FIRST_SECONDS = 0.2
_NURSERY = "cocreation.store.nursery"
_FIRST_MEMORY_BYTES = 2**28
_NICE = 19
_WAITING = 256
_WAITING_LONG = 8
_PATIENCE_SECONDS = 0.5
_THREADS = 4


@dataclass(frozen=True, slots=True)
class PoolKind:
    """How queries are run: `seconds` is a query's deadline if it does not say its own.

    `workers` is how many run at once in each lane, `memory` what each may take in bytes, `first`
    how many seconds a query has in the first lane (None: there is one lane only). A snapshot of
    at most `held` bytes on disk is held in memory: what a larger one would take there is more
    than most machines spare.
    """

    seconds: float | None = 5.0
    workers: int = 2
    memory: int = 2**29
    first: float | None = FIRST_SECONDS
    held: int = 2**28


class _Generation(NamedTuple):
    """One published snapshot and the process that forks workers for it."""

    stamp: object
    nursery: Nursery
    version: str


class Pool:
    """Workers over the published snapshot in a folder, for the tasks of one event loop.

    They are made when they are needed; once `keep` runs, at once and again when one dies.
    """

    def __init__(self, directory: Path, kind: PoolKind) -> None:
        self._directory = directory
        self._kind = kind
        self._threads = ThreadPoolExecutor(_THREADS, "query workers")
        self._lost = asyncio.Event()
        memory = kind.memory if kind.first is None else min(kind.memory, _FIRST_MEMORY_BYTES)
        self._light = self._lane(LaneKind(kind.workers, memory, 0, _WAITING))
        self._heavy = self._lane(LaneKind(kind.workers, kind.memory, _NICE, _WAITING_LONG))
        self._serving: _Generation | None = None
        self._loading: tuple[object, asyncio.Future[_Generation]] | None = None

    async def answer(
        self,
        query: str,
        media_type: str | None = None,
        bindings: Mapping[str, Term] = NO_BINDINGS,
        *,
        dataset: Dataset | None = None,
        seconds: float | None = None,
    ) -> Answer:
        """Answer any query as `base.Store` does; a task that is cancelled stops its query."""
        request = _request(query, media_type, bindings, dataset)
        seconds = seconds or self._kind.seconds
        until = None if seconds is None else monotonic() + seconds
        try:
            if self._kind.first is not None:
                with suppress(TimeoutError, OutOfMemoryError):
                    return await self._light.ask(request, self._kind.first, until=until)
                return await self._heavy.ask(request, None, until=until)
            return await self._light.ask(request, None, until=until)
        except TimeoutError:
            raise _too_slow(seconds or 0) from None

    async def version(self) -> str:
        """Name the snapshot that is served."""
        return (await self._generation()).version

    async def keep(self) -> None:
        """Make every worker now, and again when one dies, until the task is cancelled."""
        while True:
            self._lost.clear()
            await self._light.repair()
            await self._heavy.repair()
            await self._lost.wait()

    async def close(self) -> None:
        """End every worker, waiting for those that are answering."""
        await self._light.close()
        await self._heavy.close()
        if self._loading:
            await asyncio.wait([self._loading[1]])
        if self._serving:
            await self._in_thread(self._serving.nursery.close)
        self._threads.shutdown()

    def _lane(self, kind: LaneKind) -> Lane:
        return Lane(kind, self._nursery, self._threads, self._lost.set)

    async def _nursery(self) -> Nursery:
        return (await self._generation()).nursery

    async def _generation(self) -> _Generation:
        """Give the published snapshot; the one before it while a large new one is being read."""
        now = self._serving
        newest = stamp(self._directory)
        if now is not None and newest in (now.stamp, None):
            return now
        if self._loading is None or self._loading[0] != newest or newest is None:
            self._loading = newest, asyncio.ensure_future(self._open(newest))
        loading = asyncio.shield(self._loading[1])
        if now is None:
            return await loading
        with suppress(TimeoutError, StoreError):
            async with asyncio.timeout(_PATIENCE_SECONDS):
                return await loading
        return now

    async def _open(self, newest: object) -> _Generation:
        found, nursery = await self._in_thread(self._load)
        before, self._serving = self._serving, _Generation(newest, nursery, _version(found))
        if before:
            # Idle workers of the old snapshot are replaced now, the others when they are done.
            before.nursery.retire()
            self._lost.set()
        return self._serving

    def _load(self) -> tuple[Published, Nursery]:
        found = published(self._directory)
        try:
            return found, self._nursery_of(found)
        except StoreError:
            # It may have been replaced and removed since its name was read; once more tells.
            latest = published(self._directory)
            if latest == found:
                raise
            return latest, self._nursery_of(latest)

    def _nursery_of(self, found: Published) -> Nursery:
        return Nursery(_NURSERY, str(found.path), str(self._kind.held))

    async def _in_thread(self, function: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._threads, function)


def _version(found: Published) -> str:
    return f"{found.snapshot}-{found.digest[:16]}"


def _request(
    query: str, media_type: str | None, bindings: Mapping[str, Term], dataset: Dataset | None
) -> dict[str, Any]:
    """Write a request; a query too large to be sent is refused here."""
    refuse_size(query)
    return {
        "query": query,
        "media_type": media_type,
        "bindings": {name: astuple(term) for name, term in bindings.items()},
        "dataset": astuple(dataset) if dataset else None,
    }


def _too_slow(seconds: float) -> QueryTimeoutError:
    return QueryTimeoutError(
        Text(
            en=f"The query was stopped after {seconds:g} s; ask for less, for example with LIMIT.",
            zh=f"查询在 {seconds:g} 秒后被终止；请缩小查询，例如使用 LIMIT。",
        ),
        {"seconds": seconds},
    )
