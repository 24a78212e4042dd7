"""A query worker: a process of its own that may be killed, forked by the nursery.

It has its snapshot, gives up the right to anything else, and answers one request after another.
"""

import socket
from typing import Any

from cocreation.errors import CocreationError
from cocreation.model import Term
from cocreation.store import confinement, wire
from cocreation.store.base import Dataset
from cocreation.store.snapshot import Snapshot


def serve(connection: socket.socket, snapshot: Snapshot, memory: int, *, offline: bool) -> None:
    """Answer requests until the other end closes the socket, with `memory` more bytes than now.

    `offline` tells that no network can be reached anyway, so that files may still be opened.
    """
    confine(snapshot, memory, offline=offline)
    wire.send(connection, {})
    while True:
        try:
            request, _ = wire.receive(connection)
        except (EOFError, OSError):
            return
        header, body = _answer(snapshot, request)
        wire.send(connection, header, body)


def confine(snapshot: Snapshot, memory: int, *, offline: bool) -> None:
    """Give up what no query needs."""
    needs_files = snapshot.path is not None and confinement.unopened_files(snapshot.path) > 0
    if needs_files and not offline:
        snapshot.hold_in_memory()
        needs_files = False
    confinement.limit_memory(memory)
    if not needs_files:
        confinement.close_files()


def failure(error: CocreationError) -> dict[str, Any]:
    """Write a fault as the header of a message."""
    told = {
        "code": error.code,
        "en": error.message.en,
        "zh": error.message.zh,
        "details": error.details,
    }
    return {"error": told}


def _answer(snapshot: Snapshot, request: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    bindings = {name: Term(*term) for name, term in request["bindings"].items()}
    dataset = Dataset(*request["dataset"]) if request["dataset"] else None
    try:
        answer = snapshot.answer(request["query"], request["media_type"], bindings, dataset=dataset)
    except CocreationError as error:
        return failure(error), b""
    return {"media_type": answer.media_type, "form": answer.form}, answer.body
