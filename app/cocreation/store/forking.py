"""The far end of a `Nursery`: a process of one thread that forks workers and ends them.

An order is `fork`, with a worker's end of a socket, or `end`, with a worker's number, or one that
the process adds. It ends, and with it every worker, when the other end of its own socket is
closed.
"""

import json
import os
import resource
import signal
import socket
import threading
from collections.abc import Callable, Mapping
from typing import Any

from cocreation.errors import CocreationError
from cocreation.store import confinement, outline, wire, worker

# The engines recurse: what is nested as deep as is allowed needs more than the usual stack.
_STACK_BYTES = 256 * 2**20

Order = dict[str, Any]
Work = Callable[[socket.socket, Order], None]


def settle() -> bool:
    """Let only the parent end this process, and no network be reached from it, where that works.

    It tells whether no network can be. What every worker would compile is compiled before any is
    forked.
    """
    outline.prepare()
    for ignored in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(ignored, signal.SIG_IGN)
    confinement.end_with_parent()
    return confinement.leave_network()


class Forker:
    """Obeys what comes by `control`, one order at a time.

    A worker does `work` with the socket of who asks it and its order, and ends. `added` are other
    orders, each with what it does with the order's descriptor.
    """

    def __init__(
        self,
        control: socket.socket,
        work: Work,
        added: Mapping[str, Callable[[int], None]] | None = None,
    ) -> None:
        self._control = control
        self._work = work
        self._added = dict(added or {})
        self._children: set[int] = set()

    def run(self, prepare: Callable[[], None]) -> None:
        """Prepare, say so, and obey until the other end closes the socket."""
        threading.stack_size(_STACK_BYTES)
        # A forked worker goes on in this thread, on its large stack.
        thread = threading.Thread(target=self._obey_or_die, args=(prepare,))
        thread.start()
        thread.join()

    def _obey_or_die(self, prepare: Callable[[], None]) -> None:
        """Obey, and end the process whatever happens, so that nobody waits for it."""
        try:
            prepare()
            wire.send(self._control, {})
            while True:
                self._obey(*_next_order(self._control))
        except CocreationError as error:
            wire.send(self._control, worker.failure(error))
        except (EOFError, OSError):
            pass
        finally:
            for child in self._children:
                os.kill(child, signal.SIGKILL)
            os._exit(0)

    def _obey(self, order: Order, descriptors: list[int]) -> None:
        if order["do"] == "fork":
            wire.send(self._control, {"worker": self._fork(order, descriptors[0])})
        elif order["do"] == "end":
            wire.send(self._control, {"status": self._end(order["worker"])})
        else:
            self._added[order["do"]](descriptors[0])
            wire.send(self._control, {})

    def _fork(self, order: Order, descriptor: int) -> int | None:
        try:
            child = os.fork()
        except OSError:
            os.close(descriptor)
            return None
        if child == 0:
            self._become_worker(order, descriptor)
        self._children.add(child)
        os.close(descriptor)
        return child

    def _end(self, child: int) -> int | None:
        """Kill a worker; give the status that it ended with, of its own or by this."""
        if child not in self._children:
            return None
        self._children.remove(child)
        os.kill(child, signal.SIGKILL)
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])

    def _become_worker(self, order: Order, descriptor: int) -> None:
        """Never returns."""
        try:
            self._control.close()
            confinement.end_with_parent()
            os.nice(order["nice"])
            self._work(socket.socket(fileno=descriptor), order)
        finally:
            os._exit(1)


def _next_order(control: socket.socket) -> tuple[Order, list[int]]:
    """Wait for an order; one is sent when the one before is answered, so it comes whole."""
    received, descriptors, _, _ = socket.recv_fds(control, resource.getpagesize(), 1)
    if not received:
        raise EOFError
    return json.loads(received), descriptors
