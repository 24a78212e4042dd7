"""The process that makes query workers: small, of one thread, and so safe to fork at any moment.

Started with the number of an inherited socket, a snapshot's folder, and the most bytes of a
snapshot that is read into memory, where the workers share it. A worker opens the snapshot that its
order names, if it is not that one.
"""

import gc
import socket
import sys
from pathlib import Path

from cocreation.errors import CocreationError
from cocreation.store import forking, wire, worker
from cocreation.store.snapshot import Snapshot, size


def main() -> None:
    """Obey until the other end closes the socket."""
    control = socket.socket(fileno=int(sys.argv[1]))
    nursery = _Nursery(Path(sys.argv[2]), int(sys.argv[3]), offline=forking.settle())
    forking.Forker(control, nursery.work).run(nursery.load)


class _Nursery:
    def __init__(self, path: Path, most_bytes: int, *, offline: bool) -> None:
        self._path = path
        self._most_bytes = most_bytes
        self._offline = offline
        self._shared: Snapshot | None = None

    def load(self) -> None:
        snapshot = Snapshot(self._path)
        if size(self._path) <= self._most_bytes:
            snapshot.hold_in_memory()
            self._shared = snapshot
            gc.collect()
            gc.freeze()
        else:
            # Each worker opens the files itself: the engine's threads do not survive a fork.
            snapshot.close()

    def work(self, connection: socket.socket, order: forking.Order) -> None:
        """Be a worker."""
        snapshot = self._snapshot(connection, order["snapshot"])
        worker.serve(connection, snapshot, order["memory"], offline=self._offline)

    def _snapshot(self, connection: socket.socket, other: str | None) -> Snapshot:
        if other is None and self._shared is not None:
            return self._shared
        try:
            return Snapshot(Path(other) if other else self._path)
        except CocreationError as error:
            wire.send(connection, worker.failure(error))
            raise


if __name__ == "__main__":
    main()
