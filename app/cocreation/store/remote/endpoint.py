"""Any SPARQL 1.1 endpoint, asked over HTTP; what it answers is written anew, all alike."""

from collections.abc import Mapping

from cocreation.model import Rows, Term
from cocreation.settings import SparqlServer
from cocreation.store.base import (
    JSON,
    NO_BINDINGS,
    Answer,
    Dataset,
    choose_media_type,
)
from cocreation.store.outline import Outline, admit
from cocreation.store.patterns import bound
from cocreation.store.remote import answers, scope
from cocreation.store.remote.transport import Received, Transport
from cocreation.store.terms import ROWS_FORMATS, rows_of, write_graph


class RemoteStore:
    """A `Store` at `endpoint`, with `seconds` as the deadline of each query.

    Without FROM a query sees what the endpoint lets it see. SERVICE is the server's affair.
    """

    def __init__(self, endpoint: str, *, seconds: float) -> None:
        self._transport = Transport(SparqlServer(query=endpoint, update=endpoint), guest=True)
        self._seconds = seconds

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
        found = admit(query)
        chosen = choose_media_type(found.form or "select", media_type)
        text = scope.with_base(bound(query, found, bindings), found)
        received = ask(self._transport, text, chosen, dataset, seconds or self._seconds)
        return write_answer(received, chosen, found, self._transport.address)

    def version(self) -> None:
        """Tell nothing: an endpoint does not say when its data change."""

    def close(self) -> None:
        """Do nothing: no connection stays open between requests."""


def ask(
    transport: Transport,
    text: str,
    media_type: str,
    dataset: Dataset | None,
    seconds: float,
) -> Received:
    """Send a query for an answer that can become `media_type`."""
    accept = answers.ACCEPT_ROWS if media_type in ROWS_FORMATS else answers.ACCEPT_GRAPH
    return transport.query(text, accept, dataset, seconds)


def write_answer(received: Received, media_type: str, found: Outline, address: str) -> Answer:
    """Write what was received in `media_type`; `found` is the query's outline."""
    form = found.form or "select"
    if media_type in ROWS_FORMATS:
        return Answer(media_type, answers.rows(received, media_type, form, address), form)
    graph = answers.triples(received, address)
    return Answer(media_type, write_graph(graph, media_type, found.prefixes), form)
