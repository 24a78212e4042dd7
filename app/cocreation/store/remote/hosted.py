"""Our graph on a SPARQL server that may hold more than it: read there as from any other store."""

import time
from collections.abc import Callable, Iterator, Mapping
from typing import IO, TypeVar

import pyoxigraph as oxigraph

from cocreation.errors import StoreError
from cocreation.model import Rows, Term, Text, Triple
from cocreation.namespaces import PREFIXES
from cocreation.settings import SparqlServer
from cocreation.store.base import (
    JSON,
    NO_BINDINGS,
    Answer,
    Dataset,
    choose_media_type,
)
from cocreation.store.hints import refuse_other_syntax
from cocreation.store.outline import Outline, admit
from cocreation.store.patterns import bound
from cocreation.store.remote import answers, faults, scope
from cocreation.store.remote.catalog import Entry, Head
from cocreation.store.remote.endpoint import ask, write_answer
from cocreation.store.remote.records import Records
from cocreation.store.remote.transport import Received, Transport
from cocreation.store.service_calls import without_calls
from cocreation.store.snapshot import DATASET_FORMATS
from cocreation.store.terms import rows_of

Result = TypeVar("Result")

# Servers send only so many rows at once, so all that is said is asked for by property.
_PROPERTIES = "SELECT DISTINCT ?property WHERE { ?thing ?property ?value }"
_SAID = "SELECT DISTINCT ?thing ?property ?value WHERE { ?thing ?property ?value }"
_KNOWN_SECONDS = 1.0
_TRIES = 4
_CATALOG_SECONDS = 30.0


class HostedStore:
    """A `Store` on a server that `RemoteWriter` wrote to; `seconds` is each query's deadline.

    An answer counts only where the same version is published before and after it was asked for, so
    none mixes two. Safe to share between threads.
    """

    def __init__(self, server: SparqlServer, *, seconds: float) -> None:
        self._transport = Transport(server)
        self._records = Records(self._transport, seconds=_CATALOG_SECONDS)
        self._seconds = seconds
        self._known: tuple[float, Head] | None = None

    def select(self, query: str, bindings: Mapping[str, Term] = NO_BINDINGS) -> Rows:
        """Answer a SELECT with its rows in order; QueryError for any other form."""
        return rows_of(self.answer(query, JSON, bindings))

    def answer(
        self,
        query: str,
        media_type: str | None = None,
        bindings: Mapping[str, Term] = NO_BINDINGS,
        *,
        dataset: Dataset | None = None,
        seconds: float | None = None,
    ) -> Answer:
        """Answer any query in `media_type`, by default JSON for rows and Turtle for graphs."""
        query = without_calls(query)
        found = admit(query)
        refuse_other_syntax(query, found)
        chosen = choose_media_type(found.form or "select", media_type)

        whole = bound(query, found, bindings)
        tokens = Outline(whole) if bindings else found

        def once(head: Head, left: float) -> Received:
            text, seen = scope.confine(whole, tokens, head.union, dataset)
            return ask(self._transport, text, chosen, seen, left)

        received = self._settled(once, seconds or self._seconds)
        return write_answer(received, chosen, found, self._transport.address)

    def said(self) -> Iterator[Triple]:
        """Give every statement of the union of all graphs once, in any order."""
        for property_ in (row[0] for row in self.select(_PROPERTIES).rows if row[0]):
            for thing, _, value in self.select(_SAID, {"property": property_}).rows:
                if thing and value:
                    yield Triple(thing, property_, value)

    def dump(self, output: IO[bytes], form: str) -> None:
        """Write every graph to `output` in one of DATASET_FORMATS, which keep graphs apart."""
        quads = self._settled(lambda _, left: list(self._quads(left)), None)
        oxigraph.serialize(quads, output, format=DATASET_FORMATS[form], prefixes=PREFIXES)

    def version(self) -> str:
        """Name the published version, as it was a second ago at most."""
        return self._head(self._seconds).version

    def close(self) -> None:
        """Do nothing: no connection stays open between requests."""

    def _settled(self, once: Callable[[Head, float], Result], seconds: float | None) -> Result:
        """Do something with what is published, again where that has changed meanwhile.

        `seconds` is for all tries together, or None for each request to take its usual time.
        """
        deadline = time.monotonic() + seconds if seconds else None
        for _ in range(_TRIES):
            head = self._head(self._left(deadline))
            result = once(head, self._left(deadline))
            if self._read_head(self._left(deadline)) == head:
                return result
        raise StoreError(
            Text(
                en=f"The graph at {self._transport.address} changes all the time; try again later.",
                zh=f"{self._transport.address} 上的图谱一直在变化；请稍后重试。",
            )
        )

    def _left(self, deadline: float | None) -> float:
        if deadline is None:
            return _CATALOG_SECONDS
        left = deadline - time.monotonic()
        if left <= 0:
            raise faults.too_slow(self._transport.address, self._seconds, "query")
        return left

    def _head(self, seconds: float) -> Head:
        """Give what is published, as it was a second ago at most."""
        if self._known and time.monotonic() - self._known[0] < _KNOWN_SECONDS:
            return self._known[1]
        return self._read_head(seconds)

    def _read_head(self, seconds: float) -> Head:
        head = self._records.published(seconds)
        self._known = time.monotonic(), head
        return head

    def _quads(self, seconds: float) -> Iterator[oxigraph.Quad]:
        for entry in self._records.entries():
            name = oxigraph.NamedNode(entry.graph)
            for triple in self._triples(entry, seconds):
                yield oxigraph.Quad(triple.subject, triple.predicate, triple.object, name)

    def _triples(self, entry: Entry, seconds: float) -> list[oxigraph.Triple]:
        """Read a graph whole; QueryError where the server sends a part only."""
        query = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
        asked = Dataset((entry.graph,))
        received = self._transport.query(query, answers.ACCEPT_GRAPH, asked, seconds)
        triples = answers.triples(received, self._transport.address)
        if len(triples) < entry.triples:
            raise faults.cut_short(self._transport.address, str(len(triples)))
        return triples
