"""Any SPARQL server as a store: what it is sent, what it may answer, what is said of a fault."""

import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

import pytest

from cocreation.errors import QueryError, QueryTimeoutError, StoreError
from cocreation.model import Term
from cocreation.namespaces import XSD
from cocreation.store import base
from cocreation.store.remote import RemoteStore

ROWS = b'{"head":{"vars":["s"]},"results":{"bindings":[{"s":{"type":"uri","value":"urn:a"}}]}}'
TRUE = b'{"head":{},"boolean":true}'
TURTLE = b"@prefix u: <urn:> . u:a u:p 1 ."
SELECT = "SELECT ?s WHERE { ?s ?p ?o }"
CONSTRUCT = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"


class Server:
    """A server that answers as a test tells it, and keeps the last query."""

    def __init__(self) -> None:
        self.status, self.media_type, self.body = 200, base.JSON, ROWS
        self.seconds = 0.0
        self.query = self.accept = ""
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                form = self.rfile.read(int(self.headers["Content-Length"])).decode()
                outer.query = parse_qs(form)["query"][0]
                outer.accept = self.headers["Accept"]
                time.sleep(outer.seconds)
                self.send_response(outer.status)
                self.send_header("Content-Type", outer.media_type)
                self.send_header("Content-Length", str(len(outer.body)))
                self.end_headers()
                self.wfile.write(outer.body)

            def log_message(self, *_):
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()
        self.address = f"http://127.0.0.1:{self._server.server_port}/"
        self.store = RemoteStore(self.address, seconds=5)

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def server():
    running = Server()
    yield running
    running.close()


def test_rows_are_read(server):
    assert server.store.select(SELECT).rows == ((Term("iri", "urn:a"),),)
    assert server.query.strip() == SELECT


@pytest.mark.parametrize("media_type", base.ROWS_TYPES)
def test_rows_come_in_every_format_whatever_the_server_has(server, media_type):
    answer = server.store.answer(SELECT, media_type)
    assert server.accept == base.JSON
    assert b"urn:a" in answer.body


@pytest.mark.parametrize("media_type", base.GRAPH_TYPES)
def test_graphs_come_in_every_format_whatever_the_server_has(server, media_type):
    server.media_type, server.body = "text/turtle; charset=utf-8", TURTLE
    answer = server.store.answer(CONSTRUCT, media_type)
    assert answer.media_type == media_type
    assert b"urn:" in answer.body


def test_truth_is_no_row(server):
    server.body = TRUE
    assert server.store.answer("ASK { ?s ?p ?o }").body == TRUE
    with pytest.raises(QueryError, match="SELECT only"):
        server.store.select("ASK { ?s ?p ?o }")


def test_parameters_are_sent_as_terms_at_the_end_of_the_pattern(server):
    text = Term("literal", '" } # \\ 中')
    number = Term("literal", "1", datatype=XSD + "integer")
    server.store.select(SELECT + " # comment", {"s": Term("iri", "urn:a"), "o": text, "p": number})
    values = 'VALUES (?s ?o ?p) { (<urn:a> "\\" } # \\\\ 中" "1"^^<' + XSD + "integer>) }"
    assert server.query == SELECT.replace(" }", f"  {values} }}") + " # comment"


def test_a_term_that_is_not_well_formed_is_not_sent(server):
    with pytest.raises(QueryError, match="well-formed"):
        server.store.select(SELECT, {"s": Term("iri", "urn:a> } DROP ALL #")})
    assert server.query == ""


def test_what_the_server_says_of_a_bad_query_is_passed_on_in_one_line(server):
    server.status, server.body = 400, b"<html><p>Line 1:\n unexpected token</p></html>"
    with pytest.raises(QueryError, match="refuses the query: Line 1: unexpected token"):
        server.store.select(SELECT)


def test_both_languages_of_a_server_like_ours_are_kept(server):
    server.status = 400
    server.body = '{"error": {"message": {"en": "No.", "zh": "不行。"}}}'.encode()
    with pytest.raises(QueryError) as raised:
        server.store.select(SELECT)
    assert raised.value.message.zh.endswith("不行。")


def test_a_server_that_is_too_slow_is_given_up(server):
    server.seconds = 3
    server.store = RemoteStore(server.address, seconds=1)
    with pytest.raises(QueryTimeoutError, match="within 1 s"):
        server.store.select(SELECT)


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (301, "moved to"),
        (401, "does not let everybody ask"),
        (403, "does not let everybody ask"),
        (404, "404, broken"),
        (413, "no room"),
        (429, "busy"),
        (500, "500, broken"),
        (503, "busy"),
        (507, "no room"),
    ],
)
def test_a_server_that_fails_is_named_with_what_to_do(server, status, said):
    server.status, server.body = status, b"broken"
    with pytest.raises(StoreError, match=said) as raised:
        server.store.select(SELECT)
    assert server.address in raised.value.message.en
    assert server.address in raised.value.message.zh


@pytest.mark.parametrize("body", [b"<html>", b"{}", b"", b'{"head":{}}'])
def test_an_answer_that_is_no_result_is_refused(server, body):
    server.body = body
    with pytest.raises(StoreError, match="gives no usable answer"):
        server.store.select(SELECT)


def test_an_answer_that_is_no_graph_is_refused(server):
    server.media_type, server.body = "text/html", b"<html>"
    with pytest.raises(StoreError, match="gives no usable answer"):
        server.store.answer(CONSTRUCT)


@pytest.mark.parametrize("address", ["file:///etc/hostname", "localhost:8000", "", "ftp://x/"])
def test_only_addresses_of_the_web_are_endpoints(address):
    with pytest.raises(StoreError, match="http://"):
        RemoteStore(address, seconds=1)


def test_an_address_where_nobody_listens_is_named():
    with pytest.raises(StoreError, match="refused"):
        RemoteStore("http://127.0.0.1:9/sparql", seconds=1).select(SELECT)


def test_an_update_is_not_sent(server):
    with pytest.raises(QueryError, match="only queries"):
        server.store.answer("DROP ALL")
    assert server.query == ""
