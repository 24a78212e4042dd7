"""Reading the catalogue of a server."""

from collections.abc import Iterator

from cocreation.errors import StoreError
from cocreation.model import Rows, Text
from cocreation.store.base import JSON
from cocreation.store.remote import answers, catalog
from cocreation.store.remote.catalog import Draft, Entry, Head
from cocreation.store.remote.transport import Transport
from cocreation.store.terms import read_rows


class Records:
    """The catalogue of one server; every question is asked anew, within `seconds` each."""

    def __init__(self, transport: Transport, *, seconds: float) -> None:
        self._transport = transport
        self._seconds = seconds

    def head(self, seconds: float | None = None) -> Head | None:
        """Tell what is published; None where nothing is, or more than one version."""
        rows = self._rows(catalog.HEAD, seconds)
        if len(rows) != 1:
            return None
        version, union, digest = rows[0]
        return Head(version, union, digest)

    def published(self, seconds: float | None = None) -> Head:
        """Tell what is published; StoreError where nothing is."""
        head = self.head(seconds)
        if head is None:
            address = self._transport.address
            raise StoreError(
                Text(
                    en=f"No graph is published at {address}; run `cocreation build --store "
                    f"{address}`, or wait until the one that runs has ended.",
                    zh=f"{address} 上没有已发布的图谱；请运行 `cocreation build --store "
                    f"{address}`，或等待正在进行的构建结束。",
                )
            )
        return head

    def entries(self) -> Iterator[Entry]:
        """List our graphs by name."""
        after = ""
        while page := self._rows(catalog.entries_after(after)):
            for graph, digest, triples in page:
                yield Entry(graph, digest, int(triples))
            after = page[-1][0]
            if len(page) < catalog.PAGE:
                return

    def is_held(self, draft: Draft) -> bool:
        """Whether the writer of `draft`, and nobody else, has the lock."""
        return self._rows(catalog.HOLDERS) == [(draft.writer,)]

    def has_turn(self, draft: Draft) -> bool:
        """Whether the writer of `draft`, and nobody else, wants to publish."""
        return self._rows(catalog.TURNS) == [(draft.writer,)]

    def leftovers(self) -> list[tuple[str, str]]:
        """List every writer with parts and without the lock, and who has emptied those, or ""."""
        return [(writer, emptied) for writer, emptied in self._rows(catalog.LEFTOVERS)]

    def parts(self, writer: str) -> Iterator[list[str]]:
        """List the parts of a writer, page by page."""
        after = ""
        while page := self._rows(catalog.parts_after(writer, after)):
            yield [part for (part,) in page]
            after = page[-1][0]

    def _rows(self, query: str, seconds: float | None = None) -> list[tuple[str, ...]]:
        received = self._transport.query(query, answers.ACCEPT_ROWS, None, seconds or self._seconds)
        body = answers.rows(received, JSON, "select", self._transport.address)
        return _values(read_rows(body))


def _values(rows: Rows) -> list[tuple[str, ...]]:
    """The lexical forms and IRIs; empty where a variable is unbound."""
    return [tuple(term.value if term else "" for term in row) for row in rows.rows]
