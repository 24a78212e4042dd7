"""The near ends of a process that forks workers, and of the workers."""

import asyncio
import contextlib
import json
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from cocreation import errors
from cocreation.errors import OutOfMemoryError, QueryError, StoreError
from cocreation.model import Text
from cocreation.store import wire
from cocreation.store.base import Answer

_START_SECONDS = 120.0
_END_SECONDS = 1.0
_FAULTS = {
    fault.code: fault
    for fault in vars(errors).values()
    if isinstance(fault, type) and issubclass(fault, errors.CocreationError)
}


class Nursery:
    """A process that forks workers: it runs `module` with `arguments`, as `forking` has it.

    Its methods wait for the process, for milliseconds; making it waits until the process is
    ready. Safe to share between threads.
    """

    def __init__(self, module: str, *arguments: str) -> None:
        self._orders = threading.Lock()
        self._workers = 0
        self._retired = False
        try:
            self._control, theirs = socket.socketpair()
            with theirs:
                self._process = subprocess.Popen(
                    [sys.executable, "-P", "-m", module, str(theirs.fileno()), *arguments],
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

    def fork(
        self, *, memory: int, nice: int, snapshot: Path | None = None
    ) -> tuple[int, socket.socket]:
        """Make a worker that may take `memory` bytes: its number, and the socket to ask it by.

        It opens `snapshot`, by default the nursery's own. StoreError where none can be made.
        """
        try:
            ours, theirs = socket.socketpair()
        except OSError as error:
            raise _no_worker() from error
        number: int | None = None
        try:
            with theirs:
                opened = str(snapshot) if snapshot else None
                order = {"do": "fork", "memory": memory, "nice": nice, "snapshot": opened}
                number = self._obey(order, theirs.fileno())["worker"]
        finally:
            if number is None:
                ours.close()
        if number is None:
            raise _no_worker()
        self._count(1)
        try:
            ours.settimeout(_START_SECONDS)
            _started(ours)
        except StoreError:
            ours.close()
            self.end(number)
            raise
        ours.setblocking(False)
        return number, ours

    def end(self, worker: int) -> int | None:
        """Kill a worker; give what it ended with, as `subprocess` does, or None if unknown."""
        try:
            status: int | None = self._obey({"do": "end", "worker": worker})["status"]
        except StoreError:
            status = None
        self._count(-1)
        return status

    def order(self, what: str, descriptor: int) -> None:
        """Have the process do something of its own with a descriptor; StoreError where it ended."""
        self._obey({"do": what}, descriptor)

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


@dataclass(frozen=True, slots=True, eq=False)
class Origin:
    """What the workers of one published snapshot are forked from.

    They open `snapshot` themselves; where that is None, they share what the nursery holds.
    """

    nursery: Nursery
    snapshot: Path | None = None

    def fork(self, *, memory: int, nice: int) -> tuple[int, socket.socket]:
        """Make a worker, as `Nursery.fork` does."""
        return self.nursery.fork(memory=memory, nice=nice, snapshot=self.snapshot)


class Worker(asyncio.Protocol):
    """The near end of one worker, for one task at a time; `lost` is called when it is gone."""

    def __init__(self, origin: Origin, number: int, lost: Callable[[], None]) -> None:
        self.origin = origin
        self.number: int | None = number
        self._lost = lost
        self._transport: asyncio.WriteTransport | None = None
        self._answer: asyncio.Future[wire.Message] | None = None
        self._received = bytearray()
        self._expected = 0

    @property
    def usable(self) -> bool:
        """Whether the worker lives and owes nothing."""
        return self._transport is not None and self._answer is None

    async def ask(self, request: Mapping[str, Any], seconds: float | None) -> Answer:
        """Send a request and wait for its answer; what interrupts this leaves it unusable.

        TimeoutError where none comes in time, EOFError where the worker dies of it, or the fault
        that it reports.
        """
        if self._transport is None:
            raise EOFError
        loop = asyncio.get_running_loop()
        self._answer = loop.create_future()
        deadline = None if seconds is None else loop.call_later(seconds, self._fail, TimeoutError())
        try:
            self._transport.write(wire.pack(request))
            header, body = await self._answer
        finally:
            if deadline:
                deadline.cancel()
        self._answer = None
        if "error" in header:
            raise fault(header["error"])
        return Answer(header["media_type"], body, header["form"])

    def leave(self) -> None:
        """Close the connection; the process is ended by its nursery."""
        if self._transport:
            self._transport.close()
            self._transport = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin; called by the event loop."""
        self._transport = cast(asyncio.WriteTransport, transport)

    def data_received(self, data: bytes) -> None:
        """Collect an answer; called by the event loop."""
        self._received += data
        self._expected = self._expected or wire.size(self._received)
        if self._answer is None or not self._expected or len(self._received) < self._expected:
            return
        message = wire.unpack(self._received)
        self._received, self._expected = bytearray(), 0
        if not self._answer.done():
            self._answer.set_result(message)

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 -- asyncio's
        """Notice that the process is gone; called by the event loop."""
        self._transport = None
        self._fail(EOFError())
        self._lost()

    def _fail(self, error: Exception) -> None:
        if self._answer and not self._answer.done():
            self._answer.set_exception(error)


def death(status: int | None) -> QueryError:
    """Say why a worker died of a query, by what it ended with: without memory, the engine aborts.

    Too deep a recursion is the system's segmentation fault.
    """
    if status == -signal.SIGSEGV:
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
        raise fault(told["error"]) if told["error"] else _no_worker()
    connection.settimeout(None)


def fault(told: Mapping[str, Any]) -> errors.CocreationError:
    """Read a fault that `worker.failure` wrote."""
    kind = _FAULTS.get(told["code"], QueryError)
    return kind(Text(en=told["en"], zh=told["zh"]), told["details"])


def _no_worker() -> StoreError:
    return StoreError(
        Text(
            en="No worker process could be started; see that memory is left, then try again.",
            zh="无法启动工作进程；请确认内存充足后重试。",
        )
    )
