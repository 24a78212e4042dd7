"""Any SPARQL 1.1 server, asked over HTTP; its answers are written anew, so that all look alike."""

import ast
import http.client
import json
import math
import re
import urllib.error
import urllib.parse
from collections.abc import Mapping

import pyoxigraph as oxigraph
from SPARQLWrapper import POST, SPARQLExceptions, SPARQLWrapper

from cocreation.errors import CocreationError, QueryError, QueryTimeoutError, StoreError
from cocreation.model import Rows, Term, Text
from cocreation.store.base import (
    JSON,
    N_TRIPLES,
    NO_BINDINGS,
    Answer,
    Dataset,
    choose_media_type,
    not_a_select,
)
from cocreation.store.outline import Outline, admit
from cocreation.store.terms import (
    GRAPH_FORMATS,
    ROWS_FORMATS,
    read_rows,
    values_clause,
    write_graph,
)

_ACCEPT_GRAPH = f"{N_TRIPLES}, text/turtle;q=0.9, application/rdf+xml;q=0.8"
_GRAPH_SYNTAXES = {
    **{form.media_type: form for form in GRAPH_FORMATS.values()},
    "text/plain": oxigraph.RdfFormat.N_TRIPLES,
}
_REPORT_LENGTH = 300
_TAG = re.compile(r"<[^<>]*>")


class RemoteStore:
    """A `Store` at `endpoint`, with `seconds` as the deadline of each request.

    Parameters are bound by a VALUES clause after the query, so a query with one of its own takes
    none. SERVICE is the server's affair.
    """

    def __init__(self, endpoint: str, *, seconds: float) -> None:
        try:
            scheme = urllib.parse.urlsplit(endpoint).scheme
        except ValueError:
            scheme = ""
        if scheme not in ("http", "https"):
            raise StoreError(
                Text(
                    en=f"“{endpoint}” is not the address of a SPARQL endpoint; "
                    "it begins with http:// or https://.",
                    zh=f"“{endpoint}”不是 SPARQL 端点地址；地址应以 http:// 或 https:// 开头。",
                )
            )
        self._endpoint = endpoint
        self._seconds = seconds

    def select(self, query: str, bindings: Mapping[str, Term] = NO_BINDINGS) -> Rows:
        """Answer a SELECT with its rows in order; QueryError for any other form."""
        answer = self.answer(query, JSON, bindings)
        if answer.form != "select":
            raise not_a_select()
        return read_rows(answer.body)

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
        form = found.form or "select"
        chosen = choose_media_type(form, media_type)
        accept = JSON if chosen in ROWS_FORMATS else _ACCEPT_GRAPH
        wrapper = self._wrapper(f"{query}\n{values_clause(bindings)}", accept)
        wrapper.setTimeout(math.ceil(seconds or self._seconds))
        for graph in dataset.default if dataset else ():
            wrapper.addDefaultGraph(graph)
        for graph in dataset.named if dataset else ():
            wrapper.addNamedGraph(graph)
        received, syntax = self._ask(wrapper)
        if chosen in ROWS_FORMATS:
            return Answer(chosen, self._rows(received, chosen), form)
        return Answer(chosen, self._graph(received, syntax, chosen, found), form)

    def version(self) -> None:
        """Tell nothing: a server does not say when its data change."""

    def close(self) -> None:
        """Do nothing: no connection stays open between requests."""

    def _wrapper(self, query: str, accept: str) -> SPARQLWrapper:
        wrapper = SPARQLWrapper(self._endpoint)
        wrapper.setMethod(POST)
        wrapper.setOnlyConneg(True)
        wrapper.addCustomHttpHeader("Accept", accept)
        wrapper.setQuery(query)
        return wrapper

    def _ask(self, wrapper: SPARQLWrapper) -> tuple[bytes, str]:
        """Send a query; return the body and its media type."""
        try:
            response = wrapper.query().response
            return response.read(), response.headers.get_content_type()
        except SPARQLExceptions.QueryBadFormed as error:
            raise _refused(error) from error
        except SPARQLExceptions.SPARQLWrapperException as error:
            raise self._unusable(_said(error).en) from error
        except TimeoutError as error:
            raise self._too_slow() from error
        except urllib.error.URLError as error:
            if isinstance(error.reason, TimeoutError):
                raise self._too_slow() from error
            raise self._unusable(str(error.reason)) from error
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise self._unusable(str(error)) from error

    def _rows(self, received: bytes, media_type: str) -> bytes:
        try:
            results = oxigraph.parse_query_results(received, format=ROWS_FORMATS[JSON])
            return results.serialize(format=ROWS_FORMATS[media_type]) or b""
        except (SyntaxError, ValueError) as error:
            raise self._unusable(f"not SPARQL JSON results: {error}") from error

    def _graph(self, received: bytes, syntax: str, media_type: str, found: Outline) -> bytes:
        try:
            quads = oxigraph.parse(
                received, format=_GRAPH_SYNTAXES.get(syntax), base_iri=self._endpoint
            )
            return write_graph((quad.triple for quad in quads), media_type, found.prefixes)
        except (SyntaxError, ValueError) as error:
            raise self._unusable(f"no graph that can be read: {error}") from error

    def _unusable(self, report: str) -> CocreationError:
        return StoreError(
            Text(
                en=f"The endpoint {self._endpoint} gives no answer: {report}.",
                zh=f"端点 {self._endpoint} 没有给出可用的回答：{report}。",
            )
        )

    def _too_slow(self) -> QueryTimeoutError:
        return QueryTimeoutError(
            Text(
                en=f"The endpoint {self._endpoint} did not answer within {self._seconds:g} s; "
                "ask for less, or try again.",
                zh=f"端点 {self._endpoint} 未在 {self._seconds:g} 秒内作答；请缩小查询或重试。",
            ),
            {"seconds": self._seconds},
        )


def _refused(error: Exception) -> QueryError:
    said = _said(error)
    return QueryError(
        Text(en=f"The endpoint refuses the query: {said.en}", zh=f"端点拒绝了此查询：{said.zh}")
    )


def _said(error: Exception) -> Text:
    """Give what the server said: its words in both languages if it has them, else one line."""
    _, _, written = str(error).rpartition("Response:\n")
    said = ast.literal_eval(written).decode(errors="replace") if written[:1] == "b" else written
    try:
        message = json.loads(said)["error"]["message"]
        return Text(en=message["en"], zh=message["zh"])
    except (ValueError, KeyError, TypeError):
        line = " ".join(_TAG.sub(" ", said).split())[:_REPORT_LENGTH]
        return Text(en=line, zh=line)
