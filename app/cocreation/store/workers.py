"""Strangers' queries, answered by processes that can be killed: no query outlives its time.

A worker holds the published snapshot open. One that runs past the deadline is killed, one that died
is replaced, and one that holds an older snapshot gives way to a new one.
"""

import json
import queue
import signal
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import astuple
from multiprocessing import Pipe
from pathlib import Path
from typing import Any

from cocreation import errors
from cocreation.errors import QueryError, QueryTimeoutError, StoreError
from cocreation.model import Rows, Term, Text
from cocreation.store.base import NO_BINDINGS, Answer, Dataset, not_a_select
from cocreation.store.embedded import current_snapshot
from cocreation.store.outline import refuse_size
from cocreation.store.terms import read_rows

MEMORY_BYTES = 2**30
_START_SECONDS = 30.0
_COMMAND = (sys.executable, "-P", "-m", "cocreation.store.worker")
_FAULTS = {
    fault.code: fault
    for fault in vars(errors).values()
    if isinstance(fault, type) and issubclass(fault, errors.CocreationError)
}


class WorkerPool:
    """A `Store` over the published snapshot in a folder, with a deadline and a memory allowance.

    `seconds` is each query's deadline (None: no deadline), `workers` how many queries run at once;
    a query waits for a free worker as long as its deadline is. Safe to share between threads.
    """

    def __init__(
        self,
        directory: Path,
        *,
        seconds: float | None,
        workers: int = 2,
        memory: int = MEMORY_BYTES,
    ) -> None:
        self._directory = directory
        self._seconds = seconds
        self._memory = memory
        self._count = workers
        self._idle: queue.LifoQueue[_Worker | None] = queue.LifoQueue()
        for _ in range(workers):
            self._idle.put(None)

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
        try:
            worker = self._idle.get(timeout=seconds)
        except queue.Empty:
            raise _busy() from None
        try:
            worker = self._ready(worker)
            return worker.ask(request, seconds)
        finally:
            self._give_back(worker)

    def version(self) -> str:
        """Name the published snapshot."""
        return current_snapshot(self._directory).name

    def close(self) -> None:
        """End every worker, waiting for those that are answering."""
        for _ in range(self._count):
            worker = self._idle.get()
            if worker is not None:
                worker.kill()

    def _ready(self, worker: "_Worker | None") -> "_Worker":
        """Give a worker on the snapshot that is published now."""
        snapshot = current_snapshot(self._directory)
        if worker is not None:
            if worker.snapshot == snapshot and worker.usable:
                return worker
            worker.kill()
        try:
            return _Worker(snapshot, self._memory)
        except StoreError:
            # It may have been replaced and removed since its name was read; once more tells.
            latest = current_snapshot(self._directory)
            if latest == snapshot:
                raise
            return _Worker(latest, self._memory)

    def _give_back(self, worker: "_Worker | None") -> None:
        """Keep a worker that can go on; whatever interrupted it, even a key, another ends here."""
        if worker is not None and not worker.usable:
            worker.kill()
            worker = None
        self._idle.put(worker)


class _Worker:
    """The near end of one worker process; one thread uses it at a time."""

    def __init__(self, snapshot: Path, memory: int) -> None:
        self.snapshot = snapshot
        self._busy = True
        try:
            self._connection, theirs = Pipe()
        except OSError as error:
            raise _no_worker() from error
        try:
            with theirs:
                self._process = subprocess.Popen(
                    [*_COMMAND, str(theirs.fileno()), str(snapshot), str(memory)],
                    pass_fds=(theirs.fileno(),),
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                )
        except OSError as error:
            self._connection.close()
            raise _no_worker() from error
        try:
            told = self._receive(_START_SECONDS)
        except (EOFError, OSError, QueryTimeoutError) as error:
            self.kill()
            raise _no_worker() from error
        if "error" in told:
            self.kill()
            raise _fault(told["error"])
        self._busy = False

    @property
    def usable(self) -> bool:
        """Whether the worker lives and owes nothing."""
        return not self._busy and self._process.poll() is None

    def ask(self, request: bytes, seconds: float | None) -> Answer:
        """Send a request and wait for its answer; what interrupts this leaves it unusable."""
        self._busy = True
        try:
            self._connection.send_bytes(request)
            header = self._receive(seconds)
            body = self._connection.recv_bytes()
        except (EOFError, OSError):
            raise self._death() from None
        self._busy = False
        if "error" in header:
            raise _fault(header["error"])
        return Answer(header["media_type"], body, header["form"])

    def kill(self) -> None:
        """End the process, whatever it is doing."""
        self._process.kill()
        self._process.wait()
        self._connection.close()

    def _receive(self, seconds: float | None) -> dict[str, Any]:
        """Wait for a header; QueryTimeoutError if none comes in time."""
        if not self._connection.poll(seconds):
            raise _too_slow(seconds or 0)
        header: dict[str, Any] = json.loads(self._connection.recv_bytes())
        return header

    def _death(self) -> QueryError:
        """Say why the worker died of a query: the engine aborts when memory runs out."""
        self._process.kill()
        if self._process.wait() == -signal.SIGABRT:
            return QueryError(
                Text(
                    en="The query needs more memory than it may have; ask for less, "
                    "for example without ORDER BY or with fewer joins.",
                    zh="该查询所需内存超出限额；请缩小查询，例如去掉 ORDER BY 或减少连接。",
                )
            )
        return QueryError(
            Text(
                en="The query is too deeply nested or too large for the engine; simplify it.",
                zh="该查询嵌套过深或过大，引擎无法处理；请简化。",
            )
        )


def _request(
    query: str, media_type: str | None, bindings: Mapping[str, Term], dataset: Dataset | None
) -> bytes:
    """Write a request; a query too large to be sent is refused here."""
    refuse_size(query)
    request = {
        "query": query,
        "media_type": media_type,
        "bindings": {name: astuple(term) for name, term in bindings.items()},
        "dataset": astuple(dataset) if dataset else None,
    }
    return json.dumps(request).encode()


def _fault(told: Mapping[str, Any]) -> errors.CocreationError:
    kind = _FAULTS.get(told["code"], QueryError)
    return kind(Text(en=told["en"], zh=told["zh"]), told["details"])


def _too_slow(seconds: float) -> QueryTimeoutError:
    return QueryTimeoutError(
        Text(
            en=f"The query was stopped after {seconds:g} s; ask for less, for example with LIMIT.",
            zh=f"查询在 {seconds:g} 秒后被终止；请缩小查询，例如使用 LIMIT。",
        ),
        {"seconds": seconds},
    )


def _busy() -> QueryTimeoutError:
    return QueryTimeoutError(
        Text(
            en="Other queries keep the server busy; try again in a few seconds.",
            zh="服务器正忙于其他查询；请几秒后重试。",
        )
    )


def _no_worker() -> StoreError:
    return StoreError(
        Text(
            en="No query worker could be started; see that memory is left, then try again.",
            zh="无法启动查询进程；请确认内存充足后重试。",
        )
    )
