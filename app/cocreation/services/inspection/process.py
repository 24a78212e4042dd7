"""The process that has everything ready for a check, and forks one worker for each file.

Started with the number of an inherited socket; the order `join` gives it the graphs that files
are checked within, as N-Quads in a file: all of them, or those that every check needs where the
order for a worker names a snapshot with the others. A worker reads one file, answers, and ends: it
has no network, no other files, and no more memory than its order allows.
"""

import gc
import os
import socket
import sys
import traceback
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from cocreation.errors import CocreationError
from cocreation.model import FileGraph, QuerySpec
from cocreation.services.inspection.one_comparison import compare_file, store_of
from cocreation.services.inspection.one_file import inspect_file
from cocreation.services.joined import Joined
from cocreation.services.templating import make_template
from cocreation.sources import read_graphs
from cocreation.store import confinement, forking, wire
from cocreation.store.snapshot import Snapshot
from cocreation.store.worker import confine, failure

# No file of the server is read to say where in it a finding is.
_NOWHERE = Path(os.devnull)
# A little in every RDF syntax: a check of it loads what a worker could not load any more.
_STATEMENT = (
    "<urn:s> a <https://w3id.org/cocreation/model#Partnership> ; <urn:p> [] . "
    "<urn:o> a <http://www.w3.org/ns/org#Organization> ; "
    '<http://www.w3.org/2000/01/rdf-schema#label> "甲" .'
)
_CSV = "类型 / Kind,短名 / Short id\n"
_FIRST = {
    "first.ttl": _STATEMENT.encode(),
    "first.jsonld": b'{"@id": "urn:s", "urn:p": {"@id": "urn:o"}}',
    "first.rdf": b'<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    b'<r:Description r:about="urn:s" r:value="1"/></r:RDF>',
    # Spreadsheet programs write these too, and Python reads each from a file of its own.
    "Case.csv": _CSV.encode("gb18030"),
    "Sources.csv": _CSV.encode("utf-16"),
}


def main() -> None:
    """Obey until the other end closes the socket."""
    control = socket.socket(fileno=int(sys.argv[1]))
    inspecting = Inspecting(offline=forking.settle())
    forker = forking.Forker(control, inspecting.work, {"join": inspecting.join})
    forker.run(lambda: None)


class Inspecting:
    """What the process knows and its workers do."""

    def __init__(self, *, offline: bool) -> None:
        self._offline = offline
        self._joined = Joined.in_graphs(())

    def join(self, descriptor: int) -> None:
        """Take the graphs that files are checked within from now on, and try a check."""
        with os.fdopen(descriptor, "rb") as file:
            file.seek(0)
            self._joined = Joined.in_graphs(read_graphs(file.read(), _NOWHERE))
        for name, data in _first(self._joined.graphs):
            try:
                inspect_file(data, name, self._joined, mends=True)
            except CocreationError:
                # Most say nothing that could be checked; reading them was the point.
                continue
        gc.collect()
        gc.freeze()

    def work(self, connection: socket.socket, order: forking.Order) -> None:
        """Be the worker for one file."""
        joined, snapshot = self._confined(connection, order)
        wire.send(connection, {})
        request, data = wire.receive(connection)
        header, body = self.answer(data, request, joined, snapshot)
        wire.send(connection, header, body)

    def _confined(
        self, connection: socket.socket, order: forking.Order
    ) -> tuple[Joined, Snapshot | None]:
        """Give up what no check needs; what files are checked within."""
        if order["snapshot"] is None:
            confinement.limit_memory(order["memory"])
            confinement.close_files()
            return self._joined, None
        try:
            snapshot = Snapshot(Path(order["snapshot"]))
        except CocreationError as error:
            wire.send(connection, failure(error))
            raise
        confine(snapshot, order["memory"], offline=self._offline)
        joined = Joined(snapshot.lookups(), _NOWHERE, prepared=self._joined.prepared)
        return joined, snapshot

    def answer(
        self, data: bytes, request: dict[str, Any], joined: Joined, snapshot: Snapshot | None
    ) -> tuple[dict[str, object], bytes]:
        """Check one file, or compare its case where the request has the questions for that.

        The header of the answer tells what went wrong, if anything did.
        """
        file = request["file"]
        try:
            if "queries" not in request:
                inspection = inspect_file(data, file, joined, mends=request["mends"])
                return {}, msgspec.json.encode(inspection)
            queries = msgspec.convert(
                request["queries"], tuple[QuerySpec, ...], dec_hook=lambda kind, told: kind(told)
            )
            store = snapshot or store_of(joined)
            return {}, msgspec.json.encode(compare_file(data, file, joined, store, queries))
        except CocreationError as error:
            return failure(error), b""
        except MemoryError:
            return {"stopped": "memory"}, b""
        except Exception:  # noqa: BLE001 -- the last one who can say what a stranger's file did
            return {"stopped": "fault", "traceback": traceback.format_exc()}, b""


def _first(graphs: Sequence[FileGraph]) -> Iterator[tuple[str, bytes]]:
    """A file of each syntax, and a case that is there already."""
    yield from _FIRST.items()
    yield "first.xlsx", make_template(graphs, "xlsx")
    cases = [graph.triples for graph in graphs if "/cases/" in graph.name]
    yield from (("first.nt", triples) for triples in sorted(cases, key=len)[:1])


if __name__ == "__main__":
    main()
