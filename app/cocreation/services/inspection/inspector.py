"""The near end of a check of a stranger's file: it waits, for so long and no longer."""

import logging
import socket
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from tempfile import TemporaryFile
from threading import BoundedSemaphore, Lock
from time import monotonic
from typing import Any, TypeVar

import msgspec

from cocreation.errors import CocreationError, ServerBusyError, StoreError, UncheckableError
from cocreation.model import QuerySpec, Text
from cocreation.services.inspection.one_comparison import Held
from cocreation.services.inspection.one_file import Inspection
from cocreation.services.inspection.within import Within
from cocreation.store import wire
from cocreation.store.processes import Nursery, fault

LOGGER = logging.getLogger("cocreation.inspection")
_MODULE = "cocreation.services.inspection.process"
_Kind = TypeVar("_Kind")
_NICE = 10
_LARGEST_ANSWER_BYTES = 2**26


@dataclass(frozen=True, slots=True)
class Limits:
    """What the check of one file may take, and how many run at once and how many wait."""

    seconds: float = 10.0
    memory: int = 2**30
    at_once: int = 2
    waiting: int = 8


class Inspector:
    """Checks strangers' files within graphs, each in a process that ends with the check.

    Safe to share between threads.
    """

    def __init__(self, within: Within, limits: Limits | None = None) -> None:
        self._within = within
        self._limits = limits or Limits()
        self._slots = BoundedSemaphore(self._limits.at_once)
        self._places = BoundedSemaphore(self._limits.at_once + self._limits.waiting)
        self._starting = Lock()
        # A process ends with the thread that made it.
        self._thread = ThreadPoolExecutor(1, "inspector")
        self._nursery: Nursery | None = None
        self._joined: str | None = None

    def prepare(self) -> None:
        """Start the process that checks are forked from, with the graphs of now."""
        self._ready()

    def inspect(self, data: bytes, file: str, *, mends: bool = False) -> Inspection:
        """Read and check a file, whose name tells its syntax; with `mends`, look for proven ones.

        SourceError where it cannot be read, UncheckableError where its check was stopped,
        ServerBusyError where too many wait.
        """
        header, body = self._answer({"file": file, "mends": mends}, data)
        return read_answer(header, body, Inspection)

    def compare(self, data: bytes, file: str, queries: Sequence[QuerySpec]) -> Held:
        """Read a file and hold its case against the model by those questions of the library.

        It raises what `inspect` does, and SourceError for a file without a case or with several.
        """
        told = [asdict(spec) | {"path": str(spec.path)} for spec in queries]
        header, body = self._answer({"file": file, "queries": told}, data)
        return read_answer(header, body, Held)

    def _answer(self, request: dict[str, Any], data: bytes) -> wire.Message:
        with self._slot():
            nursery, number, connection = self._fork()
            try:
                with connection:
                    return self._ask(connection, request, data)
            except EOFError:
                raise _stopped("memory") from None
            except TimeoutError:
                raise _stopped("time", self._limits.seconds) from None
            finally:
                nursery.end(number)

    def close(self) -> None:
        """End the process and all that it forked."""
        self._end()
        self._thread.shutdown()

    def _end(self) -> None:
        with self._starting:
            if self._nursery:
                self._nursery.close()
            self._nursery = None

    @contextmanager
    def _slot(self) -> Iterator[None]:
        """Wait for a turn; a file more than may wait is refused at once."""
        if not self._places.acquire(blocking=False):
            raise _busy()
        try:
            if not self._slots.acquire(timeout=self._limits.seconds):
                raise _busy()
            try:
                yield
            finally:
                self._slots.release()
        finally:
            self._places.release()

    def _fork(self) -> tuple[Nursery, int, socket.socket]:
        """Make a worker; if the process has died, once more of a new one."""
        try:
            return self._forked()
        except StoreError:
            self._end()
        return self._forked()

    def _forked(self) -> tuple[Nursery, int, socket.socket]:
        nursery, snapshot = self._ready(), self._within.snapshot()
        forked = nursery.fork(memory=self._limits.memory, nice=_NICE, snapshot=snapshot)
        return nursery, *forked

    def _ready(self) -> Nursery:
        """Give the process, with the graphs of now."""
        version = self._within.version()
        with self._starting:
            nursery = self._nursery or self._thread.submit(Nursery, _MODULE).result()
            try:
                if self._nursery is None or version is None or version != self._joined:
                    self._join(nursery)
            except CocreationError:
                nursery.close()
                self._nursery = None
                raise
            self._nursery, self._joined = nursery, version
            return nursery

    def _join(self, nursery: Nursery) -> None:
        with TemporaryFile() as file:
            self._within.write(file)
            file.flush()
            nursery.order("join", file.fileno())

    def _ask(self, connection: socket.socket, request: dict[str, Any], data: bytes) -> wire.Message:
        """Send the file and wait for the answer; TimeoutError, or EOFError where the worker dies.

        Every wait is within the deadline, however slowly the answer comes.
        """
        until = monotonic() + self._limits.seconds
        received = bytearray()
        with suppress(BrokenPipeError, ConnectionResetError):
            connection.settimeout(self._limits.seconds)
            connection.sendall(wire.pack(request, data))
            while not (whole := wire.size(received)) or len(received) < whole:
                connection.settimeout(max(0.001, until - monotonic()))
                part = connection.recv(2**16)
                if not part or len(received) > _LARGEST_ANSWER_BYTES:
                    raise EOFError
                received += part
            return wire.unpack(received)
        raise EOFError


def read_answer(header: dict[str, Any], body: bytes, kind: type[_Kind]) -> _Kind:
    """Read what a worker says, believing nothing that has not the form of what was asked for."""
    if "error" in header:
        raise fault(header["error"])
    if "stopped" in header:
        if "traceback" in header:
            LOGGER.error("a check failed: %s", header["traceback"])
        raise _stopped(header["stopped"])
    try:
        return msgspec.json.decode(body, type=kind)
    except msgspec.DecodeError:
        LOGGER.exception("a check said what is no report")
        raise _stopped("fault") from None


_REASONS = {
    "time": Text(
        en="it takes more than {:g} s; send a smaller part, or use the command `cocreation` "
        "on your own machine",
        zh="用时超过 {:g} 秒；请发送较小的部分，或在本机使用 `cocreation` 命令",
    ),
    "memory": Text(
        en="it needs more memory than it may have; send a smaller part, or use the command "
        "`cocreation` on your own machine",
        zh="所需内存超出限额；请发送较小的部分，或在本机使用 `cocreation` 命令",
    ),
    "fault": Text(
        en="the program failed on it; the operator finds the reason in the log",
        zh="程序处理时出错；运营者可在日志中查看原因",
    ),
}


def _stopped(why: str, seconds: float = 0) -> UncheckableError:
    reason = _REASONS[why]
    return UncheckableError(
        Text(
            en=f"The work on this file was stopped: {reason.en.format(seconds)}.",
            zh=f"对此文件的处理已中止：{reason.zh.format(seconds)}。",
        ),
        {"reason": why},
    )


def _busy() -> ServerBusyError:
    return ServerBusyError(
        Text(
            en="Other files are being checked; try again in a few seconds.",
            zh="正在检查其他文件；请几秒后重试。",
        )
    )
