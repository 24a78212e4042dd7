"""The server around the pages: clients that go away, dawdle, or take more than their share."""

import asyncio
import gzip
import json
import time
from urllib.parse import urlencode

import pytest

from cocreation.errors import BudgetError, QueryTimeoutError
from cocreation.model import Text
from cocreation.store.base import JSON, Answer
from cocreation.web import Budget, Front, delivery

ANSWER = Answer(JSON, b'{"head":{},"boolean":true}', "ask")
QUERY = b"query=ASK%7B%7D"


class Store:
    """Answers after `seconds` what it was given."""

    def __init__(self, seconds: float = 0, answer: Answer = ANSWER) -> None:
        self.seconds = seconds
        self.given = answer
        self.stopped = False

    async def answer(self, *_, **__):
        try:
            await asyncio.sleep(self.seconds)
        except asyncio.CancelledError:
            self.stopped = True
            raise
        return self.given

    async def version(self):
        return "1"


class Client:
    """One request to a front, event by event; `gone_after` seconds it goes away."""

    def __init__(self, *events: dict, gone_after: float = 100) -> None:
        self.events = list(events) or [{"type": "http.request", "body": b"", "more_body": False}]
        self.gone_after = gone_after
        self.sent: list[dict] = []

    async def receive(self):
        if self.events:
            return self.events.pop(0)
        await asyncio.sleep(self.gone_after)
        return {"type": "http.disconnect"}

    async def send(self, event):
        self.sent.append(event)

    @property
    def status(self) -> int:
        return self.sent[0]["status"]

    @property
    def headers(self) -> dict[bytes, bytes]:
        return dict(self.sent[0]["headers"])

    @property
    def body(self) -> bytes:
        return b"".join(event["body"] for event in self.sent[1:])

    @property
    def code(self) -> str:
        return json.loads(self.body)["error"]["code"]


def scope(path="/sparql", query=QUERY, method="GET", headers=()):
    return {
        "type": "http",
        "path": path,
        "method": method,
        "query_string": query,
        "headers": list(headers),
        "client": ("192.0.2.1", 5000),
        "server": ("127.0.0.1", 80),
        "scheme": "http",
        "http_version": "1.1",
    }


def asked(app, client, store=None, budget=0.0, **request):
    front = Front(app, store or Store(), seconds=5, budget=Budget(budget))
    asyncio.run(front(scope(**request), client.receive, client.send))
    front.close()
    return client


def test_a_query_that_takes_long_is_answered(app):
    client = asked(app, Client(), Store(seconds=0.5))
    assert (client.status, client.body) == (200, ANSWER.body)


def test_a_long_query_is_stopped_when_its_client_goes_away(app):
    store = Store(seconds=60)
    began = time.monotonic()
    client = asked(app, Client(gone_after=0.3), store)
    assert store.stopped
    assert client.sent == []
    assert time.monotonic() - began < 30


def test_a_page_comes_from_flask_with_its_bytes_as_they_are(app):
    client = asked(app, Client(), path="/zh/", query=b"\xff%0d%0aX: 1")
    assert client.status == 200
    assert "云服务商" in client.body.decode()
    assert client.headers[b"content-type"] == b"text/html; charset=utf-8"
    assert b"x" not in client.headers


@pytest.mark.parametrize(
    "path", ["/none/行", "/%2e%2e/", "//etc/passwd", "/static/../../errors.py"]
)
def test_a_path_that_is_none_is_told_so(app, path):
    client = asked(app, Client(), path=path, query=b"")
    assert client.status == 404
    assert client.code == "not_found"


def test_a_body_over_the_limit_is_refused_and_the_rest_not_read(app):
    chunk = {"type": "http.request", "body": b"#" * 2**20, "more_body": True}
    client = Client(*(dict(chunk) for _ in range(100)))
    asked(app, client, method="POST", headers=[(b"transfer-encoding", b"chunked")])
    assert (client.status, client.code) == (413, "request_too_large")
    assert client.headers[b"connection"] == b"close"
    assert len(client.events) > 90


def test_a_body_that_does_not_come_is_refused(app, monkeypatch):
    monkeypatch.setattr(delivery, "BODY_SECONDS", 0.2)
    half = Client({"type": "http.request", "body": b"query=", "more_body": True})
    asked(app, half, method="POST", headers=[(b"content-length", b"100")])
    assert (half.status, half.code) == (408, "request_timeout")


def test_a_large_answer_goes_out_whole_in_pieces(app):
    body = bytes(range(256)) * 2**13
    client = asked(app, Client(), Store(answer=Answer(JSON, body, "select")))
    assert client.body == body
    assert client.headers[b"content-length"] == str(len(body)).encode()
    assert max(len(event["body"]) for event in client.sent[1:]) < len(body) / 4


def test_a_file_goes_out_as_it_is_and_whoever_asks_for_its_head_gets_none_of_it(app):
    whole = asked(app, Client(), path="/dump.nq.gz", query=b"")
    assert len(whole.sent) > 2
    assert gzip.decompress(whole.body).count(b"\n") > 1000
    assert int(whole.headers[b"content-length"]) == len(whole.body)
    head = asked(app, Client(), path="/dump.nq.gz", query=b"", method="HEAD")
    assert (head.status, head.body) == (200, b"")
    assert head.headers[b"content-length"] == whole.headers[b"content-length"]


def test_a_part_of_a_file_goes_out_alone(app):
    wanted = [(b"range", b"bytes=0-9")]
    part = asked(app, Client(), path="/dump.nq.gz", query=b"", headers=wanted)
    assert (part.status, len(part.body)) == (206, 10)


def test_a_reader_that_stops_reading_is_left(app, monkeypatch):
    monkeypatch.setattr(delivery, "STALLED_SECONDS", 0.2)

    class Stalled(Client):
        async def send(self, event):
            if event["type"] == "http.response.body":
                await asyncio.sleep(60)
            await super().send(event)

    began = time.monotonic()
    asked(app, Stalled(), Store(answer=Answer(JSON, b"x" * 2**21, "select")))
    assert time.monotonic() - began < 30


def test_a_client_that_has_used_its_share_waits_and_others_do_not():
    budget = Budget(2)
    budget.charge("192.0.2.1", 1.5)
    budget.check("192.0.2.1")
    budget.charge("192.0.2.1", 1.5)
    with pytest.raises(BudgetError) as raised:
        budget.check("192.0.2.1")
    assert 1 <= raised.value.details["retry_after"] <= 60
    budget.check("192.0.2.2")


def test_a_machine_with_many_addresses_of_one_network_is_one_client():
    budget = Budget(1)
    budget.charge("2001:db8::1", 2)
    with pytest.raises(BudgetError):
        budget.check("2001:db8::ffff")
    budget.check("2001:db8:0:1::1")


def test_a_spent_budget_is_told_with_the_time_to_wait_but_health_is_free(app):
    front = Front(app, Store(seconds=0.05), seconds=5, budget=Budget(0.01))

    async def both():
        first, second, health = Client(), Client(), Client()
        await front(scope(), first.receive, first.send)
        await front(scope(), second.receive, second.send)
        await front(scope(path="/health/live", query=b""), health.receive, health.send)
        return first, second, health

    first, second, health = asyncio.run(both())
    front.close()
    assert first.status == 200
    assert (second.status, second.code) == (429, "budget_spent")
    assert 1 <= int(second.headers[b"retry-after"]) <= 60
    assert health.status == 200


def test_names_that_are_reconciled_are_counted_as_queries_are(app):
    front = Front(app, Store(), seconds=5, budget=Budget(0.001))
    queries = json.dumps({f"q{number}": {"query": f"Cloud {number}"} for number in range(20)})
    body = urlencode({"queries": queries}).encode()
    headers = [
        (b"content-type", b"application/x-www-form-urlencoded"),
        (b"content-length", str(len(body)).encode()),
    ]

    async def twice():
        clients = [Client({"type": "http.request", "body": body}) for _ in range(2)]
        for one in clients:
            request = scope(path="/reconcile", query=b"", method="POST", headers=headers)
            await front(request, one.receive, one.send)
        return clients

    first, second = asyncio.run(twice())
    front.close()
    assert (first.status, len(json.loads(first.body))) == (200, 20)
    assert (second.status, second.code) == (429, "budget_spent")
    assert second.headers[b"access-control-allow-origin"] == b"*"


def test_a_client_that_goes_away_has_used_what_it_asked_for(app):
    budget = Budget(0.2)
    front = Front(app, Store(seconds=60), seconds=5, budget=budget)
    client = Client(gone_after=0.1)
    asyncio.run(front(scope(), client.receive, client.send))
    front.close()
    with pytest.raises(BudgetError):
        budget.check("192.0.2.1")


def test_the_log_tells_no_query_unless_a_fault_is_looked_for(app, caplog):
    with caplog.at_level("INFO", logger="cocreation"):
        asked(app, Client())
    (plain,) = (record.fields for record in caplog.records)
    assert plain.keys() == {"client", "method", "path", "status", "bytes", "milliseconds"}
    assert (plain["status"], plain["bytes"], plain["path"]) == (200, len(ANSWER.body), "/sparql")
    with caplog.at_level("DEBUG", logger="cocreation"):
        asked(app, Client())
    assert {"query": "ASK{}"} in [record.fields for record in caplog.records]


def test_a_busy_server_says_when_to_come_back(app):
    class Busy(Store):
        async def answer(self, *_, **__):
            raise QueryTimeoutError(Text(en="Stopped.", zh="已终止。"), {"seconds": 5})

    client = asked(app, Client(), Busy())
    assert client.status == 503
    assert int(client.headers[b"retry-after"]) > 0
