"""A lane: a few workers of one kind, and the queries that wait for them."""

import queue
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from time import monotonic
from typing import Any

from cocreation.errors import ServerBusyError
from cocreation.model import Text
from cocreation.store.base import Answer
from cocreation.store.processes import Nursery, Worker


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
    """Workers that answer one query each at a time; `nursery` gives the one to fork them from.

    Safe to share between threads.
    """

    def __init__(self, kind: LaneKind, nursery: Callable[[], Nursery]) -> None:
        self._kind = kind
        self._nursery = nursery
        self._places = threading.Semaphore(kind.workers + kind.waiting)
        self._idle: queue.SimpleQueue[Worker | None] = queue.SimpleQueue()
        for _ in range(kind.workers):
            self._idle.put(None)

    def ask(
        self, request: Mapping[str, Any], seconds: float | None, *, until: float | None
    ) -> Answer:
        """Have a worker answer in `seconds`, or by the moment `until` on the monotonic clock.

        TimeoutError where the worker is not done by then, ServerBusyError where none is free by
        then or too many queries wait already, else as `Worker.ask`.
        """
        if not self._places.acquire(blocking=False):
            raise _busy()
        try:
            worker = self._take(until)
            try:
                worker = self._ready(worker)
                return worker.ask(request, _sooner(seconds, until))
            finally:
                self._give_back(worker)
        finally:
            self._places.release()

    def repair(self) -> None:
        """Fork what is missing and replace what has died or is of an older snapshot, if idle."""
        for _ in range(self._kind.workers):
            try:
                worker = self._idle.get_nowait()
            except queue.Empty:
                return
            try:
                worker = self._ready(worker)
            finally:
                self._give_back(worker)

    def close(self) -> None:
        """End every worker, waiting for those that are answering."""
        for _ in range(self._kind.workers):
            worker = self._idle.get()
            if worker is not None:
                worker.kill()

    def _take(self, until: float | None) -> Worker | None:
        try:
            return self._idle.get(timeout=None if until is None else max(0, until - monotonic()))
        except queue.Empty:
            raise _busy() from None

    def _ready(self, worker: Worker | None) -> Worker:
        """Give a worker that lives and has the snapshot of now."""
        nursery = self._nursery()
        if worker is not None:
            if worker.nursery is nursery and worker.usable:
                return worker
            worker.kill()
        return nursery.fork(memory=self._kind.memory, nice=self._kind.nice)

    def _give_back(self, worker: Worker | None) -> None:
        """Keep a worker that can go on; whatever interrupted it, even a key, another ends here."""
        if worker is not None and not worker.usable:
            worker.kill()
            worker = None
        self._idle.put(worker)


def _busy() -> ServerBusyError:
    """Name the fault of a query for which there was no worker."""
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
