"""A query worker: a process of its own that may be killed, run by `workers.WorkerPool`.

Started with the number of an inherited socket, a snapshot's folder and a memory allowance in
bytes. It opens the snapshot, gives up the right to open anything else, and answers one request
after another. Messages are JSON; an answer is a header and then its body.
"""

import json
import os
import queue
import resource
import signal
import sys
import threading
from multiprocessing.connection import Connection
from pathlib import Path

from cocreation.errors import CocreationError
from cocreation.model import Term
from cocreation.store.base import Dataset
from cocreation.store.snapshot import Snapshot

_DESCRIPTORS = Path("/dev/fd")
_STACK_BYTES = 256 * 2**20


def main() -> None:
    """Serve until the other end closes the socket."""
    connection: Connection[bytes, bytes] = Connection(int(sys.argv[1]))
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        snapshot = Snapshot(Path(sys.argv[2]))
        if unopened_files(Path(sys.argv[2])):
            snapshot.hold_in_memory()
    except CocreationError as error:
        connection.send_bytes(_failure(error))
        return
    requests: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    threading.stack_size(_STACK_BYTES)
    threading.Thread(target=_serve_or_die, args=(snapshot, requests, connection)).start()
    give_up_rights(int(sys.argv[3]))
    connection.send_bytes(b"{}")
    # This thread only listens: the engine runs in the other one with the interpreter unlocked, so
    # that a worker whose master has gone ends at once, whatever it is computing.
    while True:
        try:
            requests.put(connection.recv_bytes())
        except (EOFError, OSError):
            os._exit(0)


def unopened_files(snapshot: Path) -> int:
    """Count the snapshot's files that the engine did not open at once and will open when needed.

    It opens up to sixteen; where links do not tell what is open, none counts as open.
    """
    files = {str(path.resolve()) for path in snapshot.glob("*.sst")}
    return len(files - {os.path.realpath(entry) for entry in _DESCRIPTORS.iterdir()})


def give_up_rights(memory: int) -> None:
    """No new file, so that SERVICE reaches nobody; no core dump; so much more memory, no more."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        pages = int(Path("/proc/self/statm").read_text().split()[0])
        limit = pages * resource.getpagesize() + memory
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))


def _serve_or_die(
    snapshot: Snapshot, requests: queue.SimpleQueue[bytes], connection: "Connection[bytes, bytes]"
) -> None:
    """Answer requests; what stops that ends the process, so that nobody waits for an answer."""
    try:
        _serve(snapshot, requests, connection)
    finally:
        os._exit(1)


def _serve(
    snapshot: Snapshot, requests: queue.SimpleQueue[bytes], connection: "Connection[bytes, bytes]"
) -> None:
    while True:
        request = json.loads(requests.get())
        bindings = {name: Term(*term) for name, term in request["bindings"].items()}
        dataset = Dataset(*request["dataset"]) if request["dataset"] else None
        try:
            answer = snapshot.answer(
                request["query"], request["media_type"], bindings, dataset=dataset
            )
        except CocreationError as error:
            header, body = _failure(error), b""
        else:
            header = json.dumps({"media_type": answer.media_type, "form": answer.form}).encode()
            body = answer.body
        connection.send_bytes(header)
        connection.send_bytes(body)


def _failure(error: CocreationError) -> bytes:
    told = {
        "code": error.code,
        "en": error.message.en,
        "zh": error.message.zh,
        "details": error.details,
    }
    return json.dumps({"error": told}).encode()


if __name__ == "__main__":
    main()
