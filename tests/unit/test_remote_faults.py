"""A server that is away, slow, full, wrong or hostile: what is tried again, and what is said."""

import base64
import contextlib
import logging
import socket
import threading
import time
import traceback
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from cocreation.errors import CocreationError, QueryError, QueryTimeoutError, StoreError
from cocreation.settings import Settings, SparqlServer
from cocreation.store import base
from cocreation.store.remote import HostedStore, RemoteStore, lines, transport
from cocreation.store.remote.transport import Transport

ROWS = b'{"head":{"vars":["s"]},"results":{"bindings":[{"s":{"type":"uri","value":"urn:a"}}]}}'
SELECT = "SELECT ?s WHERE { ?s ?p ?o }"
CONSTRUCT = "CONSTRUCT WHERE { ?s ?p ?o }"
SECRET = "very-secret"


class Server:
    """Answers one request after another as a list tells; the last answer goes on for ever."""

    def __init__(self) -> None:
        self.answers: list[tuple[int, dict[str, str], bytes]] = []
        self.requests: list[tuple[str, str, dict[str, str]]] = []
        self.pause = 0.0
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def answer(self):
                self.rfile.read(int(self.headers.get("Content-Length") or 0))
                outer.requests.append((self.command, self.path, dict(self.headers)))
                rest = len(outer.answers) > 1
                status, headers, body = outer.answers.pop(0) if rest else outer.answers[0]
                if status == 0:
                    self.connection.shutdown(socket.SHUT_RDWR)
                    return
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                step = len(body) if not outer.pause else 4
                for start in range(0, len(body), step or 1):
                    self.wfile.write(body[start : start + step])
                    self.wfile.flush()
                    time.sleep(outer.pause)

            do_POST = do_PUT = do_GET = answer  # noqa: N815 -- the names that the handler has

            def log_message(self, *_):
                pass

            def handle(self):
                try:
                    super().handle()
                except OSError:
                    self.close_connection = True

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()
        self.root = f"http://127.0.0.1:{self._server.server_port}"

    def says(self, *answers: tuple[int, str, bytes]) -> None:
        self.answers = [(s, {"Content-Type": kind}, body) for s, kind, body in answers]

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def server():
    running = Server()
    running.says((200, base.JSON, ROWS))
    yield running
    running.close()


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    monkeypatch.setattr(transport, "_FIRST_PAUSE", 0.01)


@pytest.mark.parametrize("first", [0, 502, 503, 504])
def test_what_may_pass_is_tried_again(server, first):
    server.says(
        (first, "text/plain", b"later"), (first, "text/plain", b"l"), (200, base.JSON, ROWS)
    )
    assert len(RemoteStore(server.root, seconds=5).select(SELECT).rows) == 1
    assert len(server.requests) == 3


def test_a_deadlock_in_the_server_is_tried_again(server):
    server.says((500, "text/plain", b"Transaction deadlocked"), (200, base.JSON, b""))
    Transport(SparqlServer(server.root, server.root)).update("INSERT DATA {}", 5)
    assert len(server.requests) == 2


@pytest.mark.parametrize("status", [400, 401, 403, 404, 500])
def test_what_will_not_pass_is_not_tried_again(server, status):
    server.says((status, "text/plain", b"no"))
    with pytest.raises(CocreationError):
        RemoteStore(server.root, seconds=5).select(SELECT)
    assert len(server.requests) == 1


def test_after_three_tries_the_fault_is_told(server):
    server.says((503, "text/plain", b"later"))
    with pytest.raises(StoreError, match="busy; try again"):
        RemoteStore(server.root, seconds=5).select(SELECT)
    assert len(server.requests) == 3


def test_an_answer_that_drips_is_given_up_at_the_deadline(server):
    server.says((200, base.JSON, ROWS * 100))
    server.pause = 0.05
    begun = time.monotonic()
    with pytest.raises(QueryTimeoutError, match="within 1 s"):
        RemoteStore(server.root, seconds=1).select(SELECT)
    assert time.monotonic() - begun < 10
    assert len(server.requests) == 1


def test_addresses_that_do_not_answer_share_one_deadline(monkeypatch):
    """Five addresses of a host whose queue is full: each alone would take the whole deadline."""
    with contextlib.ExitStack() as open_ones:
        full = open_ones.enter_context(socket.socket())
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        for _ in range(4):
            waiting = open_ones.enter_context(socket.socket())
            waiting.setblocking(False)
            waiting.connect_ex(full.getsockname())
        place = (socket.AF_INET, socket.SOCK_STREAM, 0, "", full.getsockname())
        monkeypatch.setattr(lines.socket, "getaddrinfo", lambda *_, **__: [place] * 5)
        begun = time.monotonic()
        with pytest.raises(QueryTimeoutError):
            RemoteStore(f"http://127.0.0.1:{full.getsockname()[1]}", seconds=1).select(SELECT)
        assert time.monotonic() - begun < 4


def test_what_a_server_says_does_not_steer_the_terminal(server):
    server.says((400, "text/plain", b"no\x1b]0;title\x07\x1b[2J more"))
    with pytest.raises(QueryError) as told:
        RemoteStore(server.root, seconds=5).select(SELECT)
    assert told.value.message.en.isprintable()


def test_an_update_that_takes_too_long_says_to_run_it_again(server):
    server.says((200, base.JSON, b"x" * 1000))
    server.pause = 0.05
    with pytest.raises(StoreError, match="did not finish an update within 1 s"):
        Transport(SparqlServer(server.root, server.root)).update("INSERT DATA {}", 1)


def test_an_answer_that_is_too_large_is_not_read(server, monkeypatch):
    monkeypatch.setattr(transport, "LARGEST_ANSWER_BYTES", 2**20)
    server.says((200, base.JSON, b" " * 2**21))
    with pytest.raises(QueryError, match="more than the 1 MiB allowed"):
        RemoteStore(server.root, seconds=5).select(SELECT)


DEEP = b'{"type":"triple","value":{"subject":' * 200_000


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"null",
        b"[" * 1_000_000,
        b'{"head":{"vars":["s"]},"results":{"bindings":[{"s":' + DEEP,
        b'{"head":{"vars":["s"]},"results":{"bindings":[{"s":{"type":"triple","value":{}}}]}}',
        b'{"head":{"vars":["s"]},"results":{"bindings":[{"s":{"type":"uri","value":"no iri"}}]}}',
        b'{"head":{"vars":["s"]},"results":{"bindings":[1]}}',
        b'{"head":{"vars":["s"]},"results":{"bindings":{"s":1}}}',
        b"\xff\xfe",
    ],
    ids=lambda body: body[:40].decode(errors="replace"),
)
def test_rubbish_for_rows_is_refused_and_kills_nothing(server, body):
    server.says((200, base.JSON, body))
    with pytest.raises(StoreError, match="not SPARQL JSON results"):
        RemoteStore(server.root, seconds=5).select(SELECT)


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        (base.RDF_XML, b"<rdf:RDF/>"),
        (base.JSON_LD, b"[" * 100_000),
        (base.N_TRIPLES, b"<urn:a> <urn:p> " + b"<<( <urn:a> <urn:p> " * 100_000),
        (base.TURTLE, b"<urn:a> <urn:p> " + b"<< <urn:a> <urn:p> " * 100_000),
        (base.TURTLE, b"\xff"),
        (base.TURTLE, b"<urn:a> <urn:b> ."),
    ],
)
def test_rubbish_for_a_graph_is_refused_and_kills_nothing(server, kind, body):
    server.says((200, kind, body))
    with pytest.raises(StoreError, match="gives no usable answer"):
        RemoteStore(server.root, seconds=5).answer(CONSTRUCT)


def test_graphs_are_asked_for_in_syntaxes_that_are_safe_to_read(server):
    server.says((200, base.TURTLE, b"<urn:a> <urn:b> <urn:c> ."))
    RemoteStore(server.root, seconds=5).answer(CONSTRUCT)
    assert server.requests[0][2]["Accept"] == f"{base.N_TRIPLES}, {base.TURTLE};q=0.9"


@pytest.mark.parametrize("header", ["X-SPARQL-MaxRows", "X-SQL-State"])
def test_a_part_does_not_pass_for_the_whole(server, header):
    server.answers = [(200, {"Content-Type": base.JSON, header: "1"}, ROWS)]
    with pytest.raises(QueryError, match="cuts answers after"):
        RemoteStore(server.root, seconds=5).select(SELECT)


def test_credentials_are_sent_only_where_they_are_asked_for_and_never_on(server):
    other = Server()
    other.says((200, base.JSON, ROWS))
    address = SparqlServer(server.root, server.root, None, "me", SECRET)
    challenge = {"Content-Type": "text/plain", "WWW-Authenticate": 'Basic realm="x"'}
    try:
        Transport(address).query(SELECT, base.JSON, None, 5)
        assert "Authorization" not in server.requests[-1][2]
        server.answers = [(401, challenge, b""), (200, {"Content-Type": base.JSON}, ROWS)]
        Transport(address).query(SELECT, base.JSON, None, 5)
        told = server.requests[-1][2]["Authorization"].removeprefix("Basic ")
        assert base64.b64decode(told).decode() == f"me:{SECRET}"
        moved = {"Content-Type": "text/plain", "Location": other.root}
        server.answers = [(302, moved, b"")]
        with pytest.raises(StoreError, match="moved to"):
            Transport(address).query(SELECT, base.JSON, None, 5)
        assert other.requests == []
    finally:
        other.close()


@pytest.mark.parametrize("status", [0, 400, 401, 403, 500, 503])
def test_a_password_is_in_no_message_log_or_traceback(server, status, caplog):
    caplog.set_level(logging.DEBUG)
    address = SparqlServer(server.root, server.root, server.root, "me", SECRET)
    challenge = {"Content-Type": "text/plain", "WWW-Authenticate": 'Basic realm="x"'}
    server.answers = [(status, challenge, b"no")]
    with pytest.raises(CocreationError) as raised:
        HostedStore(address, seconds=2).select(SELECT)
    fault = raised.value
    told = "".join(traceback.format_exception(fault)) + fault.message.zh + str(fault.details)
    for hidden in (SECRET, base64.b64encode(f"me:{SECRET}".encode()).decode()):
        assert hidden not in told + caplog.text + repr(address) + str(address)


def test_credentials_in_an_address_are_refused_without_being_repeated():
    with pytest.raises(StoreError, match="COCREATION_STORE_USER") as raised:
        RemoteStore(f"http://me:{SECRET}@127.0.0.1/sparql", seconds=1)
    assert SECRET not in str(raised.value)


def test_the_environment_tells_of_a_server(monkeypatch):
    for name, value in (
        ("", "https://example.org/sparql"),
        ("_UPDATE", "https://example.org/update"),
        ("_GRAPHS", "https://example.org/graphs"),
        ("_USER", "me"),
        ("_PASSWORD", SECRET),
    ):
        monkeypatch.setenv(f"COCREATION_STORE{name}", value)
    store = Settings.from_environment().store
    assert isinstance(store, SparqlServer)
    assert (store.query, store.update) == (
        "https://example.org/sparql",
        "https://example.org/update",
    )
    assert (store.graphs, store.user, store.password) == (
        "https://example.org/graphs",
        "me",
        SECRET,
    )
    assert SECRET not in repr(Settings.from_environment())
    assert Settings.from_environment("folder").store.name == "folder"
    assert Settings.from_environment("http://h/s").store.query == "http://h/s"
