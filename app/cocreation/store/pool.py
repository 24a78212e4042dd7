"""Queries answered by processes that can be killed, in one event loop: none outlives its time.

Every query is tried in a lane for short ones first; what is not done there goes on in a lane for
long ones, so that a few heavy queries never keep the light ones waiting.
"""

import asyncio
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import astuple, dataclass
from functools import partial
from pathlib import Path
from time import monotonic
from typing import Any, NamedTuple, TypeVar, cast

from cocreation.errors import OutOfMemoryError, QueryTimeoutError, StoreError
from cocreation.model import Term, Text
from cocreation.store.base import NO_BINDINGS, Answer, Dataset
from cocreation.store.embedded import Published, published, stamp
from cocreation.store.lanes import Lane, LaneKind
from cocreation.store.outline import refuse_size
from cocreation.store.processes import Nursery, Origin
from cocreation.store.snapshot import Snapshot, size

T = TypeVar("T")
FIRST_SECONDS = 0.2
_NURSERY = "cocreation.store.nursery"
_FIRST_MEMORY_BYTES = 2**28
_NICE = 19
_WAITING = 256
_WAITING_LONG = 8
_PATIENCE_SECONDS = 2.0
# What is read into memory in less time than a person notices.
_SMALL_BYTES = 2**23
# A new snapshot that is not replaced in this time is worth reading into memory.
_SETTLED_SECONDS = 3.0
_THREADS = 4


@dataclass(frozen=True, slots=True)
class PoolKind:
    """How queries are run: `seconds` is a query's deadline if it does not say its own.

    `workers` is how many run at once in each lane, `memory` what each may take in bytes, `first`
    how many seconds a query has in the first lane (None: there is one lane only). A snapshot of
    at most `held` bytes on disk is held in memory, once it has been for some seconds what is
    published: what a larger one would take there is more than most machines spare.
    """

    seconds: float | None = 5.0
    workers: int = 2
    memory: int = 2**29
    first: float | None = FIRST_SECONDS
    held: int = 2**28


class _Generation(NamedTuple):
    """One published snapshot and what workers are forked from for it."""

    stamp: object
    origin: Origin
    found: Published

    @property
    def version(self) -> str:
        return f"{self.found.snapshot}-{self.found.digest[:16]}"


class Pool:
    """Workers over the published snapshot in a folder, for the tasks of one event loop.

    They are made when they are needed; once `keep` runs, at once and again when one dies. A new
    snapshot is asked on disk at once, and in memory when it has been read there.
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
        self._opening: tuple[object, asyncio.Future[_Generation]] | None = None
        self._nurseries: set[Nursery] = set()
        self._holding: asyncio.Future[None] | None = None
        self._closing = asyncio.Event()

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
        self._closing.set()
        begun = [task for task in (self._opening and self._opening[1], self._holding) if task]
        if begun:
            await asyncio.wait(begun)
        # A thread may be making one still for a task that was cancelled.
        self._threads.shutdown()
        for nursery in self._nurseries:
            nursery.close()

    def _lane(self, kind: LaneKind) -> Lane:
        return Lane(kind, self._origin, self._threads, self._lost.set)

    async def _origin(self) -> Origin:
        return (await self._generation()).origin

    async def _generation(self) -> _Generation:
        """Give the published snapshot; the one before it while a new one cannot be opened."""
        now = self._serving
        newest = stamp(self._directory)
        if now is not None and newest in (now.stamp, None):
            return now
        if self._opening is None or self._opening[0] != newest or newest is None:
            self._opening = newest, asyncio.ensure_future(self._open(newest))
        opening = asyncio.shield(self._opening[1])
        if now is None:
            return await opening
        with suppress(TimeoutError, StoreError):
            async with asyncio.timeout(_PATIENCE_SECONDS):
                return await opening
        return now

    async def _open(self, newest: object) -> _Generation:
        settle = _SETTLED_SECONDS if self._serving else 0.0
        found, origin = await self._in_thread(self._look)
        if origin is None and self._serving:
            # Only here, in the event loop, it is known which process is not about to be closed.
            origin = Origin(self._serving.origin.nursery, found.path)
        generation = self._serve(_Generation(newest, cast(Origin, origin), found))
        if self._kind.held and (self._holding is None or self._holding.done()):
            self._holding = asyncio.ensure_future(self._hold(settle))
        return generation

    def _serve(self, generation: _Generation) -> _Generation:
        """Ask this from now on."""
        before, self._serving = self._serving, generation
        if before:
            # Idle workers of the old snapshot are replaced now, the others when they are done.
            if before.origin.nursery is not generation.origin.nursery:
                self._nurseries.discard(before.origin.nursery)
                before.origin.nursery.retire()
            self._lost.set()
        return generation

    def _look(self) -> tuple[Published, Origin | None]:
        """Read what is published and see that it can be opened."""
        found = published(self._directory)
        try:
            return found, self._opened(found.path)
        except StoreError:
            # It may have been replaced and removed since its name was read; once more tells.
            latest = published(self._directory)
            if latest == found:
                raise
            return latest, self._opened(latest.path)

    def _opened(self, path: Path) -> Origin | None:
        """Give what to fork workers from; None for the process that is there already.

        Whatever that one holds, its workers can open another snapshot on disk.
        """
        if self._serving:
            Snapshot(path).close()
            return None
        if size(path) <= min(_SMALL_BYTES, self._kind.held):
            return Origin(self._nursery(path, self._kind.held))
        return Origin(self._nursery(path, 0), path)

    async def _hold(self, settle: float) -> None:
        """Read into memory what is asked on disk, once it has stayed for `settle` seconds."""
        while (now := self._serving) and (path := now.origin.snapshot):
            with suppress(TimeoutError):
                async with asyncio.timeout(settle):
                    await self._closing.wait()
                    return
            settle = _SETTLED_SECONDS
            if self._serving is not now:
                continue
            if size(path) > self._kind.held:
                return
            try:
                nursery = await self._in_thread(partial(self._nursery, path, self._kind.held))
            except StoreError:
                # It was replaced and removed meanwhile, or memory lacks: it is asked on disk.
                continue
            if self._serving is now:
                self._serve(now._replace(origin=Origin(nursery)))
            else:
                await self._in_thread(partial(self._discard, nursery))

    def _nursery(self, path: Path, most_bytes: int) -> Nursery:
        nursery = Nursery(_NURSERY, str(path), str(most_bytes))
        self._nurseries.add(nursery)
        return nursery

    def _discard(self, nursery: Nursery) -> None:
        self._nurseries.discard(nursery)
        nursery.close()

    async def _in_thread(self, function: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._threads, function)


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
