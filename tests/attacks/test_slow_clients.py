"""Clients that are slow, or long-winded: the others are served all the same."""

import socket
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from attacks.crowd import BEGUN, GIBIBYTE, best, connections, slowest_ask
from live.http import HOST
from live.processes import watched

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")

LARGE = "SELECT ?s {{ VALUES ?s {{ '{}' }} VALUES ?n {{ {} }} }}".format("x" * 400_000, "1 " * 100)
SLOW_CLIENTS = {
    "say nothing": b"",
    "stop in the first line": b"GET /spar",
    "stop in the headers": BEGUN,
    "stop before the body": BEGUN + b"Content-Length: 900000\r\n\r\n",
    "stop in the body": BEGUN + b"Content-Length: 900000\r\n\r\n" + b"#" * 100_000,
    "stop in a chunk": BEGUN + b"Transfer-Encoding: chunked\r\n\r\nffff\r\nASK {",
    "stop after an answer": b"GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n",
}


@pytest.mark.parametrize("kind", SLOW_CLIENTS)
def test_beside_sixty_clients_that_stop_half_way_others_are_served(attacked, kind):
    with connections(attacked, 60, SLOW_CLIENTS[kind]):
        assert best(lambda: attacked.query("ASK {}").seconds, 3) < 3
        assert attacked.request("GET", "/", headers={"Accept": "text/html"}).status == 200


def test_beside_clients_that_send_byte_by_byte_others_are_served(attacked):
    request = b"GET /sparql?query=ASK%7B%7D HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
    answered = []

    def dribble():
        with socket.create_connection((HOST, attacked.port), 30) as client:
            for byte in request:
                client.sendall(bytes([byte]))
                time.sleep(0.02)
            answered.append(client.recv(12))

    with ThreadPoolExecutor(30) as threads:
        slow = [threads.submit(dribble) for _ in range(30)]
        assert best(lambda: slowest_ask(attacked, 5), 3) < 3
        for one in slow:
            one.result()
    assert answered == [b"HTTP/1.1 200"] * 30


def test_beside_clients_that_do_not_read_their_large_answers_others_are_served(attacked):
    body = LARGE.encode()
    begun = BEGUN + b"Content-Length: %d\r\n\r\n" % len(body)
    with watched(attacked.process.pid) as peak, connections(attacked, 20, begun, body):
        time.sleep(3)
        assert best(lambda: slowest_ask(attacked, 5), 3) < 3
    assert peak.memory < 3 * GIBIBYTE


@pytest.mark.parametrize(
    "header", ["Accept", "Accept-Language", "Accept-Encoding", "If-None-Match"]
)
@pytest.mark.parametrize("path", ["/sparql?query=ASK%7B%7D", "/"])
def test_no_header_takes_much_time(attacked, header, path):
    long = ",".join(f"a/b{n}" for n in range(12_000))

    def taken():
        headers = {
            "Accept": "text/html" if path == "/" else "*/*",
            header: long + " " * taken.calls,
        }
        taken.calls += 1
        return attacked.request("GET", path, headers=headers).seconds

    taken.calls = 0
    assert best(taken, 0.25) < 0.25


# A megabyte in which no form of a query is named, so that whoever looks for one reads it all.
ENDLESS = {"prefixes": "PREFIX a: <urn:a> " * 55_000, "IRIs": "<>" * 495_000}


@pytest.mark.parametrize("kind", ENDLESS)
def test_beside_four_endless_prologues_a_simple_query_is_answered_within_a_second(attacked, kind):
    over, body = threading.Event(), ENDLESS[kind].encode()

    def go_on_asking():
        while not over.is_set():
            attacked.post("application/sparql-query", body, params={"timeout": "1"})

    asking = [threading.Thread(target=go_on_asking) for _ in range(4)]
    for one in asking:
        one.start()
    try:
        time.sleep(0.5)
        assert best(lambda: slowest_ask(attacked, 5), 1) < 1
    finally:
        over.set()
        for one in asking:
            one.join()
