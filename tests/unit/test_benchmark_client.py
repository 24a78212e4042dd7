"""The benchmark's own client and comparison: what they measure has to be what was answered."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlsplit

import pytest

from benchmarks.answers import difference, rows
from benchmarks.http_load import Exchange, Load, RefusedError, ask, load, request

BODY = b'{"head": {"vars": []}, "results": {"bindings": []}}'


class Answering(BaseHTTPRequestHandler):
    """Answers by what is asked for: `plain`, `chunked`, `short` or `busy`."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        (query,) = parse_qs(urlsplit(self.path).query)["query"]
        if query == "chunked":
            self.send_response(200)
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            for part in (BODY[:7], BODY[7:], b""):
                self.wfile.write(b"%x\r\n%b\r\n" % (len(part), part))
            return
        body = BODY[:-1] if query == "short" else BODY
        self.send_response(503 if query == "busy" else 200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments: object) -> None:
        pass


@contextmanager
def listening() -> Iterator[int]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture(scope="module")
def port():
    with listening() as number:
        yield number


def exchange(port: int, query: str) -> Exchange:
    return Exchange(request(port, "/?query=", query), len(BODY))


@pytest.mark.parametrize("query", ["plain", "chunked"])
def test_a_body_comes_whole_however_it_is_sent(port, query):
    assert ask(port, request(port, "/?query=", query)) == BODY


def test_a_refusal_is_told_from_an_answer(port):
    with pytest.raises(RefusedError, match="503"):
        ask(port, request(port, "/?query=", "busy"))


def test_refusals_are_counted_apart(port):
    both = [exchange(port, "plain"), exchange(port, "busy")]
    found = load(port, both, connections=2, seconds=30, most=40)
    assert found.refused > 0
    # The last of each connection may be a refusal, too.
    assert 38 < len(found.latencies) <= 40


def test_no_more_is_asked_than_is_wanted(port):
    found = load(port, [exchange(port, "plain")], connections=4, seconds=30, most=20)
    assert len(found.latencies) == 20


def test_an_answer_of_another_length_ends_the_measurement(port):
    with pytest.raises(ValueError, match="bytes"):
        load(port, [exchange(port, "short")], connections=1, seconds=1)


def test_the_99th_percentile_is_a_figure_that_occurred():
    found = Load(1.0, tuple(float(number) for number in range(200, 0, -1)))
    assert (found.p99, found.median, found.rate) == (198.0, 100.5, 200.0)


def answer(*terms: dict[str, str]) -> bytes:
    bindings = [{"x": term} for term in terms]
    return json.dumps({"head": {"vars": ["x"]}, "results": {"bindings": bindings}}).encode()


def literal(value: str, **more: str) -> dict[str, str]:
    return {"type": "literal", "value": value, **more}


def test_two_ways_to_write_one_term_are_no_difference():
    string = "http://www.w3.org/2001/XMLSchema#string"
    one = rows(answer(literal("a", datatype=string), literal("b", **{"xml:lang": "en"})))
    other = rows(answer(literal("a"), literal("b", **{"xml:lang": "EN"})))
    assert difference(one, other) is None


def test_another_order_is_no_difference_where_none_is_asked_for():
    one, other = (rows(answer(*map(literal, letters))) for letters in ("ab", "ba"))
    assert difference(one, other, ordered=False) is None


@pytest.mark.parametrize(
    ("other", "told"),
    [
        ([literal("b"), literal("a")], "another order"),
        ([literal("a")], "2 and 1 rows"),
        ([literal("a"), literal("b", **{"xml:lang": "en"})], "first apart"),
    ],
)
def test_a_difference_is_told(other, told):
    ours = rows(answer(literal("a"), literal("b")))
    assert told in (difference(ours, rows(answer(*other))) or "")
