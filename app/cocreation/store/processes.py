"""The near ends of the nursery and of the workers that it forks."""

import contextlib
import json
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from cocreation import errors
from cocreation.errors import OutOfMemoryError, QueryError, StoreError
from cocreation.model import Text
from cocreation.store import wire
from cocreation.store.base import Answer

_START_SECONDS = 120.0
_END_SECONDS = 1.0
_COMMAND = (sys.executable, "-P", "-m", "cocreation.store.nursery")
_FAULTS = {
    fault.code: fault
    for fault in vars(errors).values()
    if isinstance(fault, type) and issubclass(fault, errors.CocreationError)
}


class Nursery:
    """The process that forks the workers of one snapshot.

    A snapshot of at most `most_bytes` is held in memory. Safe to share between threads.
    """

    def __init__(self, snapshot: Path, most_bytes: int) -> None:
        self._orders = threading.Lock()
        self._workers = 0
        self._retired = False
        try:
            self._control, theirs = socket.socketpair()
            with theirs:
                self._process = subprocess.Popen(
                    [*_COMMAND, str(theirs.fileno()), str(snapshot), str(most_bytes)],
                    pass_fds=(theirs.fileno(),),
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                )
        except OSError as error:
            raise _no_worker() from error
        self._control.settimeout(_START_SECONDS)
        try:
            _started(self._control)
        except StoreError:
            self.close()
            raise

    def fork(self, *, memory: int, nice: int) -> "Worker":
        """Make a worker that may take `memory` bytes; StoreError where none can be made."""
        try:
            ours, theirs = socket.socketpair()
        except OSError as error:
            raise _no_worker() from error
        with theirs:
            order = {"do": "fork", "memory": memory, "nice": nice}
            number = self._obey(order, theirs.fileno()).get("worker")
        if number is None:
            ours.close()
            raise _no_worker()
        self._count(1)
        worker = Worker(self, number, ours)
        try:
            ours.settimeout(_START_SECONDS)
            _started(ours)
        except StoreError:
            worker.kill()
            raise
        return worker

    def end(self, worker: int) -> int | None:
        """Kill a worker; give what it ended with, as `subprocess` does, or None if unknown."""
        try:
            status: int | None = self._obey({"do": "end", "worker": worker})["status"]
        except StoreError:
            status = None
        self._count(-1)
        return status

    def retire(self) -> None:
        """Close as soon as no worker is left."""
        self._retired = True
        self._count(0)

    def close(self) -> None:
        """End the process and all its workers."""
        self._control.close()
        try:
            self._process.wait(_END_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _count(self, change: int) -> None:
        with self._orders:
            self._workers += change
            last = self._retired and self._workers == 0
        if last:
            self.close()

    def _obey(self, order: Mapping[str, Any], *descriptors: int) -> dict[str, Any]:
        with self._orders:
            try:
                socket.send_fds(self._control, [json.dumps(order).encode()], descriptors)
                return wire.receive(self._control)[0]
            except (EOFError, OSError) as error:
                raise _no_worker() from error


class Worker:
    """The near end of one worker; one thread uses it at a time."""

    def __init__(self, nursery: Nursery, number: int, connection: socket.socket) -> None:
        self.nursery = nursery
        self._number = number
        self._connection = connection
        self._busy = False
        self._status: int | None = None
        self._ended = False

    @property
    def usable(self) -> bool:
        """Whether the worker lives and owes nothing: a socket that can be read was closed."""
        if self._busy or self._ended:
            return False
        self._connection.settimeout(0)
        try:
            self._connection.recv(1, socket.MSG_PEEK)
        except BlockingIOError:
            return True
        except OSError:
            pass
        return False

    def ask(self, request: Mapping[str, Any], seconds: float | None) -> Answer:
        """Send a request and wait for its answer; what interrupts this leaves it unusable.

        TimeoutError where none comes in time, OutOfMemoryError or QueryError where the worker dies
        of it, or what it says itself.
        """
        self._busy = True
        self._connection.settimeout(seconds)
        try:
            wire.send(self._connection, request)
            header, body = wire.receive(self._connection)
        except TimeoutError:
            raise
        except (EOFError, OSError):
            raise self._death() from None
        self._busy = False
        if "error" in header:
            raise _fault(header["error"])
        return Answer(header["media_type"], body, header["form"])

    def kill(self) -> int | None:
        """End the process, whatever it is doing; give what it ended with."""
        if not self._ended:
            self._ended = True
            self._connection.close()
            self._status = self.nursery.end(self._number)
        return self._status

    def _death(self) -> QueryError:
        """Say why the worker died of a query: the engine aborts when memory runs out."""
        if self.kill() == -signal.SIGSEGV:
            return QueryError(
                Text(
                    en="The query is too deeply nested or too large for the engine; simplify it.",
                    zh="该查询嵌套过深或过大，引擎无法处理；请简化。",
                )
            )
        return OutOfMemoryError(
            Text(
                en="The query needs more memory than it may have; ask for less, "
                "for example without ORDER BY or with fewer joins.",
                zh="该查询所需内存超出限额；请缩小查询，例如去掉 ORDER BY 或减少连接。",
            )
        )


def _started(connection: socket.socket) -> None:
    """Wait until the other end is ready; StoreError where it cannot be."""
    told: dict[str, Any] = {"error": None}
    with contextlib.suppress(EOFError, OSError):
        told, _ = wire.receive(connection)
    if "error" in told:
        raise _fault(told["error"]) if told["error"] else _no_worker()
    connection.settimeout(None)


def _fault(told: Mapping[str, Any]) -> errors.CocreationError:
    kind = _FAULTS.get(told["code"], QueryError)
    return kind(Text(en=told["en"], zh=told["zh"]), told["details"])


def _no_worker() -> StoreError:
    return StoreError(
        Text(
            en="No query worker could be started; see that memory is left, then try again.",
            zh="无法启动查询进程；请确认内存充足后重试。",
        )
    )
