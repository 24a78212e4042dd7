"""Strangers' queries, answered by processes that can be killed: no query outlives its time.

Every query is tried in a lane for short ones first; what is not done there goes on in a lane for
long ones, so that a few heavy queries never keep the light ones waiting.
"""

import threading
from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import astuple
from pathlib import Path
from time import monotonic
from typing import Any, NamedTuple

from cocreation.errors import CocreationError, OutOfMemoryError, QueryTimeoutError, StoreError
from cocreation.model import Rows, Term, Text
from cocreation.store.base import NO_BINDINGS, Answer, Dataset, not_a_select
from cocreation.store.embedded import Published, published, stamp
from cocreation.store.lanes import Lane, LaneKind
from cocreation.store.outline import refuse_size
from cocreation.store.processes import Nursery
from cocreation.store.terms import read_rows

FIRST_SECONDS = 0.2
FIRST_MEMORY_BYTES = 2**28
MEMORY_BYTES = 2**29
# What a snapshot of more bytes on disk would need in memory is more than most machines spare.
HELD_BYTES = 2**27
_NICE = 19
_WAITING = 48
_WAITING_LONG = 8
_PATIENCE_SECONDS = 0.5
_KEEPING_SECONDS = 0.05


class _Generation(NamedTuple):
    """One published snapshot and the process that forks workers for it."""

    stamp: object
    nursery: Nursery
    version: str


class WorkerPool:
    """A `Store` over the published snapshot in a folder, with deadlines and limits of memory.

    `seconds` is a query's deadline if it does not say its own (None: no deadline), `workers` how
    many queries run at once in each lane, `memory` what each may take in bytes. With `first` None
    there is one lane only. A snapshot of at most `held` bytes on disk is held in memory. A query
    waits for a free worker as long as its deadline is. Workers are made when they are needed, or
    at once and again by `start`. Safe to share between threads.
    """

    def __init__(
        self,
        directory: Path,
        *,
        seconds: float | None,
        workers: int = 2,
        memory: int = MEMORY_BYTES,
        first: float | None = FIRST_SECONDS,
        held: int = HELD_BYTES,
    ) -> None:
        self._directory = directory
        self._seconds = seconds
        self._first = first
        self._held = held
        memory_first = min(memory, FIRST_MEMORY_BYTES) if first is not None else memory
        self._light = Lane(LaneKind(workers, memory_first, 0, _WAITING), self._nursery)
        self._heavy = Lane(LaneKind(workers, memory, _NICE, _WAITING_LONG), self._nursery)
        self._serving: _Generation | None = None
        self._loading: tuple[object, Future[_Generation]] | None = None
        self._choosing = threading.Lock()
        self._loader = ThreadPoolExecutor(1, "snapshot loader")
        self._closed = threading.Event()

    def start(self) -> None:
        """Make every worker now, and again within a moment of its death, until the pool is closed.

        StoreError where there is no store that can be read.
        """
        self._generation()
        self._repair()
        threading.Thread(target=self._keep, name="worker keeper", daemon=True).start()

    def select(self, query: str, bindings: Mapping[str, Term] = NO_BINDINGS) -> Rows:
        """Answer a SELECT with its rows in order; QueryError for any other form."""
        answer = self.answer(query, None, bindings)
        if answer.form != "select":
            raise not_a_select()
        return read_rows(answer.body)

    def answer(
        self,
        query: str,
        media_type: str | None = None,
        bindings: Mapping[str, Term] = NO_BINDINGS,
        *,
        dataset: Dataset | None = None,
        seconds: float | None = None,
    ) -> Answer:
        """Answer any query in `media_type`, by default JSON for rows and Turtle for graphs."""
        request = _request(query, media_type, bindings, dataset)
        seconds = seconds or self._seconds
        until = None if seconds is None else monotonic() + seconds
        try:
            if self._first is None:
                return self._light.ask(request, None, until=until)
            with suppress(TimeoutError, OutOfMemoryError):
                return self._light.ask(request, self._first, until=until)
            return self._heavy.ask(request, None, until=until)
        except TimeoutError:
            raise _too_slow(seconds or 0) from None

    def version(self) -> str:
        """Name the snapshot that is served."""
        return self._generation().version

    def close(self) -> None:
        """End every worker, waiting for those that are answering."""
        self._closed.set()
        self._light.close()
        self._heavy.close()
        self._loader.shutdown()
        if self._serving:
            self._serving.nursery.close()

    def _nursery(self) -> Nursery:
        return self._generation().nursery

    def _generation(self) -> _Generation:
        """Give the published snapshot; the one before it while a large new one is being read."""
        now = self._serving
        newest = stamp(self._directory)
        if now is not None and newest in (now.stamp, None):
            return now
        loading = self._load(newest)
        if now is None:
            return loading.result()
        with suppress(TimeoutError, StoreError):
            return loading.result(_PATIENCE_SECONDS)
        return now

    def _load(self, newest: object) -> "Future[_Generation]":
        """Open the snapshot that was published at the moment `newest`, once."""
        with self._choosing:
            if self._loading is None or self._loading[0] != newest or newest is None:
                self._loading = (newest, self._loader.submit(self._open, newest))
            return self._loading[1]

    def _open(self, newest: object) -> _Generation:
        found = published(self._directory)
        try:
            nursery = Nursery(found.path, self._held)
        except StoreError:
            # It may have been replaced and removed since its name was read; once more tells.
            latest = published(self._directory)
            if latest == found:
                raise
            found, nursery = latest, Nursery(latest.path, self._held)
        before, self._serving = self._serving, _Generation(newest, nursery, _version(found))
        if before:
            before.nursery.retire()
        return self._serving

    def _keep(self) -> None:
        while not self._closed.wait(_KEEPING_SECONDS):
            self._repair()

    def _repair(self) -> None:
        for lane in (self._light, self._heavy):
            with suppress(CocreationError):
                lane.repair()


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
