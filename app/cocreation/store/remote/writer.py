"""Writing our graph to a SPARQL server: prepared aside, and published by one update."""

import hashlib
import random
import time
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from http import HTTPStatus
from urllib.error import HTTPError

from cocreation.errors import StoreError
from cocreation.model import FileGraph, Text
from cocreation.settings import SparqlServer
from cocreation.store.base import is_of_files
from cocreation.store.remote import updates
from cocreation.store.remote.catalog import Draft, Entry, Head, Part
from cocreation.store.remote.records import Records
from cocreation.store.remote.transport import Transport

# How much changes in the union where it is; where more does, another union is made beside it.
IN_PLACE_GRAPHS = 50
IN_PLACE_TRIPLES = 5_000
_COPIED_TRIPLES = 30_000
# After so many graphs a writer looks whether it has the lock still.
_LOOKED_AFTER = 20
STALE_SECONDS = 120.0
_PAUSES = (0.05, 0.2)
# Statuses of a gateway, which does not know what the server behind it does.
_FROM_BETWEEN = (HTTPStatus.BAD_GATEWAY, HTTPStatus.GATEWAY_TIMEOUT)


class _Unknown(Exception):  # noqa: N818 -- a wrapper of the fault
    """A fault that does not tell whether something was published."""

    def __init__(self, fault: StoreError) -> None:
        self.fault = fault


class RemoteWriter:
    """A `Writer` to a SPARQL server; `seconds` is the deadline of each request.

    Beside StoreError, QueryError where the server refuses an update.
    """

    def __init__(self, server: SparqlServer, *, seconds: float) -> None:
        self._transport = Transport(server)
        self._records = Records(self._transport, seconds=seconds)
        self._seconds = seconds

    def write(self, graphs: Iterable[FileGraph], digest: str, *, afresh: bool = False) -> None:
        """Replace every graph that comes from a file by `graphs`, and publish that as a version.

        Graphs that do not come from files stay, and those that are there as they shall be are not
        sent again, unless `afresh`. StoreError where another process wrote meanwhile, or has begun
        to; then nothing is changed.
        """
        draft = Draft(uuid.uuid4().hex)
        self._update(updates.take_lock(draft))
        head = self._records.head()
        stored = {entry.graph: entry for entry in self._records.entries()}
        wanted = {graph.name: graph for graph in graphs if graph.triples}
        trusted = stored if head and not afresh else {}
        parts = _parts(draft, wanted, trusted, stored)
        self._update_all(updates.record(draft, parts))
        self._upload(draft, {p.name: wanted[p.entry.graph] for p in parts if p.entry.triples})
        if head and _are_few(parts):
            union = head.union
        else:
            union = draft.union
            self._join(draft, parts, stored)
        self._publish(draft, parts, head, union, digest)
        self._discard_leftovers(draft)

    def replace(self, graphs: Sequence[FileGraph]) -> None:
        """Put each graph in place of the one of its name, by one update; an empty one goes.

        What the union has of them changes with them. StoreError where nothing is published.
        """
        draft = Draft(uuid.uuid4().hex)
        parts = [draft.part(number, _entry(graph)) for number, graph in enumerate(graphs)]
        contents = [graph.triples for graph in graphs]
        self._records.published()
        self._update(updates.prepare(draft, list(zip(parts, contents, strict=True))))
        with self._turn(draft):
            head = self._records.published()
            self._point(updates.publication(draft, head, head.union, head.digest, parts))
        if not self._is_published(draft):
            raise self._outdone()
        self._discard(draft.writer, final=True)

    def stored_digest(self) -> str | None:
        """Tell what the published version was built of; None where none is published."""
        head = self._records.head()
        return head.digest if head else None

    def _upload(self, draft: Draft, contents: dict[str, FileGraph]) -> None:
        """Send the parts' triples, as whole graphs where the server takes them."""
        if not self._transport.takes_graphs:
            named = ((name, graph.triples) for name, graph in contents.items())
            self._update_all(updates.insertions(draft, named), draft)
            return
        for number, (name, graph) in enumerate(contents.items()):
            if number % _LOOKED_AFTER == 0:
                self._go_on(draft)
            self._transport.put(name, graph.triples, self._seconds)

    def _join(self, draft: Draft, parts: Sequence[Part], stored: Mapping[str, Entry]) -> None:
        """Copy every graph, from where it is now, into the new union."""
        prepared = {part.entry.graph for part in parts}
        places = [(part.name, part.entry.triples) for part in parts if part.entry.triples]
        places += [(name, e.triples) for name, e in stored.items() if name not in prepared]
        self._update_all((updates.copies(draft, some) for some in _batches(places)), draft)

    def _publish(
        self, draft: Draft, parts: Sequence[Part], head: Head | None, union: str, digest: str
    ) -> None:
        """Move the parts into place and point to them; at once where somebody may be reading."""
        if head is None:
            batches = dict.fromkeys(part.batch for part in parts)
            self._update_all((updates.moves(draft, batch) for batch in batches), draft)
        moved = parts if head else ()
        with self._turn(draft):
            self._go_on(draft)
            if self._records.head() != head:
                raise self._outdone()
            self._point(updates.publication(draft, head, union, digest, moved))
        if not self._is_published(draft):
            raise self._outdone()

    @contextmanager
    def _turn(self, draft: Draft) -> Iterator[None]:
        """Wait until nobody else is publishing, and keep all others from it meanwhile.

        Whoever has wanted to for longer than any update takes was cut short.
        """
        given_up = time.monotonic() + STALE_SECONDS
        self._update(updates.want_turn(draft))
        while not self._records.has_turn(draft):
            if time.monotonic() > given_up:
                self._update(updates.take_turn_from_others(draft))
                continue
            self._update(updates.give_turn_back(draft))
            time.sleep(random.uniform(*_PAUSES))  # noqa: S311 -- so that two do not meet again
            self._update(updates.want_turn(draft))
        try:
            yield
        except _Unknown as unknown:
            # The update may be running still, so nobody else shall publish yet.
            raise unknown.fault from unknown.fault.__cause__
        except BaseException:
            self._update(updates.give_turn_back(draft))
            raise
        self._update(updates.give_turn_back(draft))

    def _point(self, text: str) -> None:
        """Send the update that publishes."""
        try:
            self._transport.update(text, self._seconds, once=True)
        except StoreError as fault:
            answer = fault.__cause__
            if isinstance(answer, HTTPError) and answer.code not in _FROM_BETWEEN:
                raise
            raise _Unknown(fault) from fault

    def _discard_leftovers(self, draft: Draft) -> None:
        """Remove what is no longer published, and what builds have left that were cut short.

        Only now: before, a build that has lost the lock might still have been reading its parts.
        And what another build left is forgotten by the one after this: its last request may come
        to the server even now.
        """
        for writer, emptied in self._records.leftovers():
            final = writer == draft.writer or emptied not in ("", draft.writer)
            self._discard(writer, final=final)
            if emptied and final:
                self._update(updates.forget_mark(writer))
            elif not final:
                self._update(updates.mark_emptied(writer, draft))

    def _discard(self, writer: str, *, final: bool) -> None:
        for page in self._records.parts(writer):
            for some in updates.in_batches(page):
                self._update(updates.empty(some))
                if final:
                    self._update(updates.forget(some))

    def _is_published(self, draft: Draft) -> bool:
        head = self._records.head()
        return head is not None and head.version == draft.version

    def _go_on(self, draft: Draft) -> None:
        """StoreError where another writer has taken over."""
        if not self._records.is_held(draft):
            raise self._outdone()

    def _update_all(self, texts: Iterable[str], draft: Draft | None = None) -> None:
        for text in texts:
            if draft:
                self._go_on(draft)
            self._update(text)

    def _update(self, text: str) -> None:
        self._transport.update(text, self._seconds)

    def _outdone(self) -> StoreError:
        return StoreError(
            Text(
                en=f"Another process wrote to the graph at {self._transport.address} meanwhile; "
                "wait until it ends, then run the command again.",
                zh=f"期间另有进程写入 {self._transport.address} 上的图谱；请待其结束后重新运行。",
            )
        )


def _parts(
    draft: Draft,
    wanted: Mapping[str, FileGraph],
    trusted: Mapping[str, Entry],
    stored: Mapping[str, Entry],
) -> list[Part]:
    """List what has to be prepared: what is not there yet as it shall be, and what is to go.

    `trusted` are the stored graphs that are as the catalogue says.
    """
    entries = [_entry(graph) for graph in wanted.values()]
    changed = [entry for entry in entries if trusted.get(entry.graph) != entry]
    going = [name for name in stored if name not in wanted and is_of_files(name)]
    changed += [Entry(name, "", 0) for name in going]
    return [draft.part(number, entry) for number, entry in enumerate(changed)]


def _are_few(parts: Sequence[Part]) -> bool:
    """Whether the union can be changed where it is, by the update that publishes."""
    triples = sum(part.entry.triples for part in parts)
    return len(parts) <= IN_PLACE_GRAPHS and triples <= IN_PLACE_TRIPLES


def _entry(graph: FileGraph) -> Entry:
    digest = hashlib.sha256(graph.triples).hexdigest()
    return Entry(graph.name, digest, graph.triples.count(b"\n"))


def _batches(places: Iterable[tuple[str, int]]) -> Iterator[list[str]]:
    """Cut graphs, each with its number of triples, into runs that a server copies at once."""
    batch: list[str] = []
    weight = 0
    for name, triples in places:
        if batch and (weight + triples > _COPIED_TRIPLES or len(batch) == updates.NAMES):
            yield batch
            batch, weight = [], 0
        batch.append(name)
        weight += triples
    if batch:
        yield batch
