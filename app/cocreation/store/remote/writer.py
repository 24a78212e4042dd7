"""Writing our graph to a SPARQL server: prepared aside, and published by one update."""

import hashlib
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence

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
_TRIES = 4


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
        sent again, unless `afresh`. Whoever begins last wins: StoreError where another process
        wrote meanwhile, and then nothing is changed.
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
        self._discard_leftovers()

    def replace(self, graphs: Sequence[FileGraph]) -> None:
        """Put each graph in place of the one of its name, in one request; an empty one goes.

        What the union has of them changes with them. StoreError where nothing is published.
        """
        for _ in range(_TRIES):
            draft = Draft(uuid.uuid4().hex)
            head = self._records.published()
            parts = [
                (draft.part(number, _entry(graph)), graph.triples)
                for number, graph in enumerate(graphs)
            ]
            self._update(updates.replacement(draft, head, parts))
            if self._is_published(draft):
                self._discard(self._records.parts(draft))
                return
        raise self._outdone()

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
        self._go_on(draft)
        moved = parts if head else ()
        self._update(updates.publication(draft, head, union, digest, moved))
        if not self._is_published(draft):
            raise self._outdone()

    def _discard_leftovers(self) -> None:
        """Remove what is no longer published, and what builds have left that were cut short.

        Only now: before, a build that has lost the lock might still have been reading its parts.
        """
        self._discard(self._records.leftovers())

    def _discard(self, pages: Iterable[Sequence[str]]) -> None:
        for page in pages:
            for some in updates.in_batches(page):
                self._update(updates.discard(some))

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
