"""The process that makes query workers: small, of one thread, and so safe to fork at any moment.

Started with the number of an inherited socket, a snapshot's folder, and the most bytes of a
snapshot that is read into memory, where the workers share it. An order is `fork`, with a worker's
end of a socket and the snapshot that it opens if not that one, or `end`, with a worker's number. It
ends, and with it every worker, when the other end of its own socket is closed.
"""

import gc
import json
import os
import resource
import signal
import socket
import sys
import threading
from pathlib import Path
from typing import Any

from cocreation.errors import CocreationError
from cocreation.store import confinement, wire, worker
from cocreation.store.snapshot import Snapshot, size

# The engine recurses: a query at the allowed depth needs more than the usual stack.
_STACK_BYTES = 256 * 2**20


def main() -> None:
    """Obey until the other end closes the socket."""
    control = socket.socket(fileno=int(sys.argv[1]))
    for ignored in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(ignored, signal.SIG_IGN)
    confinement.end_with_parent()
    offline = confinement.leave_network()
    nursery = _Nursery(control, Path(sys.argv[2]), int(sys.argv[3]), offline=offline)
    threading.stack_size(_STACK_BYTES)
    # A forked worker goes on in this thread, on its large stack.
    thread = threading.Thread(target=nursery.obey_or_die)
    thread.start()
    thread.join()


class _Nursery:
    def __init__(
        self, control: socket.socket, path: Path, most_bytes: int, *, offline: bool
    ) -> None:
        self._control = control
        self._path = path
        self._most_bytes = most_bytes
        self._offline = offline
        self._shared: Snapshot | None = None
        self._children: set[int] = set()

    def obey_or_die(self) -> None:
        """Obey, and end the process whatever happens, so that nobody waits for it."""
        try:
            self._load()
            self._obey()
        except CocreationError as error:
            wire.send(self._control, worker.failure(error))
        except (EOFError, OSError):
            pass
        finally:
            for child in self._children:
                os.kill(child, signal.SIGKILL)
            os._exit(0)

    def _load(self) -> None:
        snapshot = Snapshot(self._path)
        if size(self._path) <= self._most_bytes:
            snapshot.hold_in_memory()
            self._shared = snapshot
            gc.collect()
            gc.freeze()
        else:
            # Each worker opens the files itself: the engine's threads do not survive a fork.
            snapshot.close()
        wire.send(self._control, {})

    def _obey(self) -> None:
        while True:
            order, descriptors = _next_order(self._control)
            if order["do"] == "fork":
                self._fork(order, descriptors[0])
            else:
                wire.send(self._control, {"status": self._end(order["worker"])})

    def _fork(self, order: dict[str, Any], descriptor: int) -> None:
        try:
            child = os.fork()
        except OSError:
            os.close(descriptor)
            wire.send(self._control, {"worker": None})
            return
        if child == 0:
            self._become_worker(order, descriptor)
        self._children.add(child)
        os.close(descriptor)
        wire.send(self._control, {"worker": child})

    def _end(self, child: int) -> int | None:
        """Kill a worker; give the status that it ended with, of its own or by this."""
        if child not in self._children:
            return None
        self._children.remove(child)
        os.kill(child, signal.SIGKILL)
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])

    def _become_worker(self, order: dict[str, Any], descriptor: int) -> None:
        """Never returns."""
        try:
            self._control.close()
            confinement.end_with_parent()
            os.nice(order["nice"])
            connection = socket.socket(fileno=descriptor)
            snapshot = self._snapshot(connection, order["snapshot"])
            worker.serve(connection, snapshot, order["memory"], offline=self._offline)
        finally:
            os._exit(1)

    def _snapshot(self, connection: socket.socket, other: str | None) -> Snapshot:
        if other is None and self._shared is not None:
            return self._shared
        try:
            return Snapshot(Path(other) if other else self._path)
        except CocreationError as error:
            wire.send(connection, worker.failure(error))
            raise


def _next_order(control: socket.socket) -> tuple[dict[str, Any], list[int]]:
    """Wait for an order; one is sent when the one before is answered, so it comes whole."""
    received, descriptors, _, _ = socket.recv_fds(control, resource.getpagesize(), 1)
    if not received:
        raise EOFError
    return json.loads(received), descriptors


if __name__ == "__main__":
    main()
