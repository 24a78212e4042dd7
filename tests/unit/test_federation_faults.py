"""A server that a query calls and that is away, slow, wrong or hostile costs a sentence."""

import contextlib
import json
import re
import shutil
import socket
import ssl
import subprocess
import threading
import time
from contextlib import contextmanager

import pytest

from cocreation.errors import (
    AnswerTooLargeError,
    CocreationError,
    QueryTimeoutError,
    ServerBusyError,
    ServiceError,
)
from cocreation.linking import federation
from cocreation.linking.federation import FederatedStore
from cocreation.linking.hosts import Hosts
from cocreation.model import FileGraph, Term
from cocreation.store.remote import transport
from cocreation.store.snapshot import Snapshot

HERE = b"<urn:a> <urn:sees> <urn:x> .\n<urn:b> <urn:sees> <urn:y> .\n"
QUERY = "SELECT ?s ?n { ?s <urn:sees> ?o SERVICE THERE { ?o <urn:size> ?n } }"
SILENT = QUERY.replace("SERVICE", "SERVICE SILENT")
JSON = "Content-Type: application/sparql-results+json\r\n"


def rows(*bindings, names=("o", "n")):
    return json.dumps({"head": {"vars": names}, "results": {"bindings": bindings}}).encode()


def iri(value):
    return {"type": "uri", "value": value}


GOOD = rows({"o": iri("urn:x"), "n": {"type": "literal", "value": "7"}})


def http(body, status="200 OK", headers=JSON):
    return f"HTTP/1.1 {status}\r\n{headers}Content-Length: {len(body)}\r\n\r\n".encode() + body


def request(connection):
    """Read a request whole: who closes a connection with something unread resets it."""
    received = b""
    while b"\r\n\r\n" not in received:
        received += connection.recv(65536) or b"\r\n\r\n"
    head, _, body = received.partition(b"\r\n\r\n")
    length = re.search(rb"content-length: (\d+)", head, re.IGNORECASE)
    while length and len(body) < int(length[1]) and (piece := connection.recv(65536)):
        body += piece
    return head + body


class Raw:
    """Says bytes, piece by piece with a pause between, to whoever has sent a request."""

    def __init__(self, *pieces, pause=0.0, repeat=False, secure=None):
        self.pieces, self.pause, self.repeat = pieces, pause, repeat
        self.secure = secure
        self.requests = []
        self.stopped = threading.Event()
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self.listening.getsockname()[1]}/sparql"
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self):
        while True:
            try:
                connection, _ = self.listening.accept()
            except OSError:
                return
            threading.Thread(target=self._say, args=(connection,), daemon=True).start()

    def _say(self, plain):
        with contextlib.suppress(OSError), plain, self._secured(plain) as connection:
            self.requests.append(request(connection))
            for piece in self.pieces:
                connection.sendall(piece)
                self.stopped.wait(self.pause)
            while self.repeat and not self.stopped.is_set():
                connection.sendall(self.pieces[-1])
                self.stopped.wait(self.pause)

    def _secured(self, plain):
        return self.secure.wrap_socket(plain, server_side=True) if self.secure else plain

    def close(self):
        self.stopped.set()
        self.listening.close()


@contextmanager
def saying(*pieces, **options):
    server = Raw(*pieces, **options)
    try:
        yield server
    finally:
        server.close()


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    monkeypatch.setattr(transport, "_FIRST_PAUSE", 0.01)


@pytest.fixture(scope="module")
def here():
    return Snapshot.of_graphs([FileGraph("urn:graph", "", HERE, "")])


def ask(here, server, query=QUERY, seconds=5.0):
    told = []
    hosts = Hosts.named([server.address.split("/")[2]])
    store = FederatedStore(here, hosts, seconds=seconds, tell=told.append)
    return store.select(query.replace("THERE", f"<{server.address}>")).rows, told


def test_a_good_answer_is_taken(here):
    with saying(http(GOOD)) as server:
        found, told = ask(here, server)
    assert found == ((Term("iri", "urn:a"), Term("literal", "7")),)
    assert told == []


MANY = b'{"o":{"type":"uri","value":"urn:x"},"n":{"type":"literal","value":"1"}},'
FAULTS = {
    "an answer of HTML": (
        http(b"<html>Welcome</html>", headers="Content-Type: text/html\r\n"),
        "no usable answer",
    ),
    "half of its JSON": (http(GOOD[: len(GOOD) // 2]), "no usable answer"),
    "less than it says": (http(GOOD)[:-9], "cannot be reached"),
    "nothing at all": (b"", "cannot be reached|no usable answer"),
    "no HTTP": (b"220 mail.example ready\r\n", "no usable answer"),
    "an error of its own": (
        http(b"out of order", "500 Internal Server Error"),
        "500, out of order",
    ),
    "busy": (http(b"", "503 Service Unavailable"), "busy; try again"),
    "a refusal": (
        http(b"no such function", "400 Bad Request"),
        "refuses the query: no such function",
    ),
    "a wish for a password": (
        http(b"", "401 Unauthorized", 'WWW-Authenticate: Basic realm="x"\r\n'),
        "does not let everybody ask, and no credentials are sent",
    ),
    "elsewhere": (
        http(b"", "302 Found", "Location: http://127.0.0.1:1/\r\n"),
        "has moved to http://127.0.0.1:1/",
    ),
    "a variable of ours": (
        http(
            rows(
                {"s": iri("urn:evil"), "o": iri("urn:x"), "n": iri("urn:n")}, names=("s", "o", "n")
            )
        ),
        r"answers \?s, which was not asked",
    ),
    "rows that join with everything": (http(rows({"n": iri("urn:evil")})), r"a row without \?o"),
    "rows of nothing": (http(rows({}, {}, names=())), r"a row without \?"),
    "a value outside of its head": (http(rows({"z": iri("urn:z")})), "no usable answer"),
    "a bad IRI": (
        http(rows({"o": iri("urn:x> } DROP ALL {"), "n": iri("urn:n")})),
        "no usable answer",
    ),
    "a relative IRI": (http(rows({"o": iri("x"), "n": iri("urn:n")})), "no usable answer"),
    "a bad language": (
        http(
            rows({"o": iri("urn:x"), "n": {"type": "literal", "value": "a", "xml:lang": "no no"}})
        ),
        "no usable answer",
    ),
    "a yes": (http(b'{"head":{},"boolean":true}'), "a yes or no, and no rows"),
    "depth": (http(b"[" * 100_000), "no usable answer"),
    "a part, as it says itself": (
        http(GOOD, headers=JSON + "X-SPARQL-MaxRows: 1\r\n"),
        "cuts answers after 1 rows",
    ),
    "a million rows": (
        http(GOOD[:-3] + b"," + MANY * 1_000_000 + b"]}}"),
        "more than the 4 MiB allowed; ask for less",
    ),
    "a million rows of nothing": (
        http(b'{"head":{"vars":["o","n"]},"results":{"bindings":[{}' + b",{}" * 1_000_000 + b"]}}"),
        "more than the 100,000 rows allowed; ask for less",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_costs_a_sentence(here, fault):
    said, sentence = FAULTS[fault]
    with saying(said) as server, pytest.raises(ServiceError, match=sentence) as caught:
        ask(here, server)
    assert caught.value.details["endpoint"] == server.address
    assert caught.value.message.zh != caught.value.message.en


@pytest.mark.parametrize("fault", FAULTS)
def test_silent_keeps_the_rest_and_tells(here, fault):
    with saying(FAULTS[fault][0]) as server:
        found, told = ask(here, server, SILENT)
    assert sorted(row[0].value for row in found) == ["urn:a", "urn:b"]
    assert all(row[1] is None for row in found)
    assert len(told) == 1
    assert told[0].en.endswith("(SERVICE SILENT).")


def test_a_server_that_is_away_costs_a_sentence(here):
    server = Raw()
    server.close()
    with pytest.raises(ServiceError, match="cannot be reached"):
        ask(here, server)


@pytest.mark.parametrize(
    ("pieces", "pause", "repeat"),
    [
        ((b"",), 30.0, False),
        ((b"HTTP/1.1 200 OK\r\n", b"X: y\r\n"), 0.05, True),
        ((b"HTTP/1.1 200 OK\r\n" + JSON.encode() + b"\r\n", b" "), 0.05, True),
    ],
    ids=["says nothing", "drips headers", "drips a body"],
)
def test_a_server_that_is_slow_is_left_at_the_deadline(here, pieces, pause, repeat):
    began = time.monotonic()
    with saying(*pieces, pause=pause, repeat=repeat) as server, pytest.raises(QueryTimeoutError):
        ask(here, server, seconds=1.0)
    assert time.monotonic() - began < 5


def test_a_body_without_an_end_is_left_at_the_largest_size(here):
    start = b"HTTP/1.1 200 OK\r\n" + JSON.encode() + b"\r\n"
    with (
        saying(start, b" " * 2**16, repeat=True) as server,
        pytest.raises(ServiceError, match="4 MiB"),
    ):
        ask(here, server, seconds=20.0)


def test_silent_leaves_time_for_the_rest(here):
    began = time.monotonic()
    with saying(b"", pause=30.0) as server:
        found, told = ask(here, server, SILENT, seconds=2.0)
    assert len(found) == 2
    assert "did not answer within 1 s" in told[0].en
    assert time.monotonic() - began < 5


def test_more_rows_than_a_query_holds_are_told(here):
    long = {"type": "literal", "value": "x" * 100}
    body = rows(*({"o": iri(f"urn:{n}"), "n": long} for n in range(15_000)))
    with (
        saying(http(body)) as server,
        pytest.raises(AnswerTooLargeError, match="fits into a query"),
    ):
        ask(here, server, "SELECT * { SERVICE THERE { ?o <urn:size> ?n } }")


def test_what_is_not_asked_for_joins_with_nothing(here):
    body = rows({"o": iri("urn:other"), "n": iri("urn:n")})
    with saying(http(body)) as server:
        assert ask(here, server)[0] == ()


def test_nothing_of_ours_is_sent_but_the_pattern_and_its_values(here, monkeypatch):
    monkeypatch.setenv("COCREATION_TOKEN", "secret-token")
    monkeypatch.setenv("COCREATION_STORE_PASSWORD", "secret-word")
    with saying(http(GOOD)) as server:
        ask(here, server)
        (sent,) = server.requests
    assert b"secret" not in sent
    assert b"Authorization" not in sent
    assert b"sees" not in sent


def test_a_redirection_is_followed_nowhere(here):
    with saying(http(GOOD)) as other:
        moved = http(b"", "307 Temporary Redirect", f"Location: {other.address}\r\n")
        with saying(moved) as server, pytest.raises(ServiceError, match="has moved to"):
            ask(here, server)
        assert other.requests == []


def test_more_queries_at_once_than_may_wait_are_told_to_come_again(here, monkeypatch):
    monkeypatch.setattr(federation, "_MOST_AT_ONCE", 1)
    with saying(b"", pause=30.0) as server:
        hosts = Hosts.named([server.address.split("/")[2]])
        store = FederatedStore(here, hosts, seconds=2.0)
        query = QUERY.replace("THERE", f"<{server.address}>")
        faults = []

        def wait():
            try:
                store.select(query)
            except CocreationError as fault:
                faults.append(type(fault))

        waiting = threading.Thread(target=wait)
        waiting.start()
        while not server.requests:
            time.sleep(0.01)
        with pytest.raises(ServerBusyError, match="Too many queries wait"):
            store.select(query)
        waiting.join()
    assert faults == [QueryTimeoutError]


@pytest.fixture(scope="module")
def certified(tmp_path_factory):
    """A server by https that says it is `localhost`, and the file of its certificate."""
    program = shutil.which("openssl")
    if program is None:
        pytest.skip("needs openssl, to make a certificate")
    folder = tmp_path_factory.mktemp("certificate")
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    words = ("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2")
    names = ("-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost")
    made = [program, *words, *names, "-keyout", key, "-out", certificate]
    subprocess.run(made, check=True, capture_output=True)
    speaking = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    speaking.load_cert_chain(certificate, key)
    server = Raw(http(GOOD), secure=speaking)
    yield server, certificate
    server.close()


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1"])
def test_whoever_is_not_whom_a_host_is_named_is_not_believed(here, certified, host, monkeypatch):
    server, certificate = certified
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    address = server.address.replace("http://127.0.0.1", f"https://{host}")
    store = FederatedStore(here, Hosts.named([address.split("/")[2]]), seconds=5)
    query = QUERY.replace("THERE", f"<{address}>")
    if host == "localhost":
        assert len(store.select(query).rows) == 1
        monkeypatch.delenv("SSL_CERT_FILE")
    with pytest.raises(ServiceError, match="certificate verify failed"):
        store.select(query)
