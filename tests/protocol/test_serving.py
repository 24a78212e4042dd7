"""The server as a process: its start and its end, its health, its log, its budget."""

import json
import shutil
import signal
import socket
import subprocess
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from cocreation.settings import Settings
from cocreation.web import create_app
from live.http import HOST
from live.server import serving, start

COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
BOMB = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


@pytest.fixture
def store(built_store, tmp_path):
    """A built store that a test may do anything with."""
    return shutil.copytree(built_store, tmp_path / "store")


def refused(store, *options, **choices):
    """Start a server that cannot start; what it says, line by line."""
    process = start(store, subprocess.PIPE, *options, **choices)
    try:
        _, errors = process.communicate(timeout=30)
    except subprocess.TimeoutExpired:
        process.kill()
        _, errors = process.communicate()
    assert process.returncode == 2, errors
    assert "Traceback" not in errors
    return errors.strip().splitlines()


def test_a_port_in_use_is_said_in_one_sentence(store):
    with socket.create_server((HOST, 0)) as taken:
        port = taken.getsockname()[1]
        (sentence,) = [line for line in refused(store, port=port) if str(port) in line]
    assert "--port" in sentence


@pytest.mark.parametrize("damaged", ["snapshots/*/CURRENT", "current.json"])
def test_a_damaged_store_is_said_in_one_sentence_and_left_as_it_is(store, damaged):
    for file in store.glob(damaged):
        file.write_text("nonsense")
    before = {path for path in store.rglob("*") if path.name != "server.lock"}
    assert str(store) in refused(store)[-1]
    assert before <= set(store.rglob("*"))


def test_a_store_that_another_server_serves_is_said_in_one_sentence_and_goes_on_there(store):
    with serving(store) as first:
        assert str(store) in refused(store)[-1]
        assert first.query("ASK {}").status == 200


def test_a_store_is_free_again_when_its_server_was_killed(store):
    with serving(store) as first:
        first.process.kill()
        first.process.wait()
    with serving(store) as second:
        assert second.query("ASK {}").status == 200


@pytest.mark.parametrize("with_signal", [signal.SIGTERM, signal.SIGINT])
def test_a_server_that_is_asked_to_end_finishes_what_runs(store, with_signal):
    with serving(store) as server, ThreadPoolExecutor() as threads:
        running = threads.submit(server.query, BOMB, timeout="2")
        time.sleep(0.7)
        assert server.stop(with_signal) == 0
        assert running.result().status == 503
        assert running.result().error()["code"] == "query_timeout"
        with pytest.raises(ConnectionError):
            server.query("ASK {}")
    assert "Traceback" not in server.log.read_text()


def test_health_tells_that_the_server_lives_and_that_it_is_ready(server):
    for path, accept in (("/health", "*/*"), ("/health", "text/html"), ("/health/live", "*/*")):
        answer = server.request("GET", path, headers={"Accept": accept})
        assert (answer.status, answer.media_type) == (200, "application/json")
    health = server.request("GET", "/health").json
    assert health["live"] is True
    assert health["ready"] is True
    assert health["status"]
    assert health["counts"]["cases"] == 12
    assert server.request("HEAD", "/health/live").status == 200


def test_a_server_without_a_store_lives_but_is_not_ready(root, tmp_path):
    client = create_app(Settings(project=root, store=tmp_path / "none")).test_client()
    health = client.get("/health")
    assert health.status_code == 503
    assert (health.json["live"], health.json["ready"]) == (True, False)
    assert client.get("/health/live").status_code == 200


def test_a_server_whose_store_goes_away_goes_on_with_what_it_has_read(store):
    with serving(store) as server:
        before = server.query(COUNT).json
        shutil.rmtree(store / "snapshots")
        (store / "current.json").unlink()
        assert [server.query(COUNT).json for _ in range(8)] == [before] * 8
        assert server.request("GET", "/health").status == 200


def test_health_needs_no_free_worker(server):
    busy = [
        threading.Thread(target=server.query, args=(BOMB,), kwargs={"timeout": "3"})
        for _ in range(8)
    ]
    for one in busy:
        one.start()
    time.sleep(0.3)
    for path in ("/health", "/health/live"):
        answer = server.request("GET", path)
        assert answer.status == 200
        assert answer.seconds < 2
    for one in busy:
        one.join()


def lines_about(server, path):
    """The access log's objects of a path."""
    lines = server.log.read_text(encoding="utf-8").splitlines()
    return [one for one in map(json.loads, lines[_first_object(lines) :]) if path in str(one)]


def _first_object(lines):
    return next(place for place, line in enumerate(lines) if line.startswith("{"))


@pytest.mark.parametrize(("level", "told"), [("info", False), ("debug", True), (None, False)])
def test_the_log_has_an_object_a_request_and_a_query_text_only_for_debugging(store, level, told):
    secret, other = "urn:x-secret:1", "urn:x-secret:2"
    environment = {"COCREATION_LOG_LEVEL": level} if level else {}
    with serving(store, **environment) as server:
        server.query(f"ASK {{ <{secret}> ?p ?o }}")
        server.query(f"ASK {{ <{secret}> ?p")
        server.post("application/sparql-query", f"ASK {{ <{other}> ?p ?o }}".encode())
        server.post("application/x-www-form-urlencoded", f"query=ASK{{<{other}>?p?o".encode())
        server.request("GET", f"/no-such-page?{secret}")
        server.stop()
    asked = lines_about(server, "/sparql")
    assert len(asked) == 4
    assert sorted(one["status"] for one in asked) == [200, 200, 400, 400]
    assert all(one["method"] in ("GET", "POST") for one in asked)
    assert lines_about(server, "/no-such-page")
    log = server.log.read_text(encoding="utf-8")
    assert ("x-secret:1" in log.replace("%3A", ":"), "x-secret:2" in log) == (told, told)


def test_a_line_of_the_log_is_one_line_whatever_was_asked(store):
    with serving(store, COCREATION_LOG_LEVEL="debug") as server:
        hostile = 'x"}\n{"status": 200, "path": "/faked"}\r\n\u2028'
        server.query(f"ASK {{ ?s ?p '''{hostile}''' }}", headers={"User-Agent": 'a"b\\'})
        server.request("GET", "/%0a%7b%22path%22%3a%22%2ffaked%22%7d")
        server.stop()
    assert not [one for one in lines_about(server, "/") if one.get("path") == "/faked"]


@pytest.fixture(scope="module")
def budgeted(built_store, tmp_path_factory):
    """A server with a budget of one second of queries a minute for each client."""
    store = shutil.copytree(built_store, tmp_path_factory.mktemp("budget") / "store")
    with serving(store, COCREATION_CLIENT_SECONDS="1") as server:
        yield server


def test_a_client_that_used_its_budget_is_told_when_to_come_back_and_others_go_on(budgeted):
    answers = [budgeted.query(BOMB, timeout="0.6") for _ in range(4)]
    assert answers[0].status == 503
    refusal = answers[-1]
    assert refusal.status == 429
    assert 0 < int(refusal.headers["Retry-After"]) <= 60
    assert refusal.error()
    assert refusal.headers["Access-Control-Allow-Origin"] == "*"
    assert budgeted.query("ASK {}", source="127.0.0.2").status == 200


def test_a_client_without_budget_still_learns_whether_the_server_lives(budgeted):
    assert [budgeted.query(BOMB, timeout="0.6").status for _ in range(4)][-1] == 429
    assert budgeted.request("GET", "/health/live").status == 200
    assert budgeted.request("GET", "/health").status == 200


def test_on_loopback_there_is_no_budget_unless_one_is_set(server):
    answers = [server.query(BOMB, timeout="0.5") for _ in range(4)]
    assert [one.status for one in answers] == [503] * 4


def test_a_client_cannot_pass_for_another_by_what_it_says(budgeted):
    while_spending = [budgeted.query(BOMB, timeout="0.6").status for _ in range(4)]
    assert while_spending[-1] == 429
    for name in ("X-Forwarded-For", "Forwarded", "X-Real-IP"):
        value = "for=192.0.2.7" if name == "Forwarded" else "192.0.2.7"
        assert budgeted.query("ASK {}", headers={name: value}).status == 429


def test_a_trusted_proxy_tells_clients_apart(store):
    environment = {"COCREATION_CLIENT_SECONDS": "1", "COCREATION_TRUSTED_PROXY": "127.0.0.1"}
    one, other = ({"X-Forwarded-For": f"192.0.2.{n}"} for n in (1, 2))
    with serving(store, **environment) as server:
        spent = [server.query(BOMB, timeout="0.6", headers=one).status for _ in range(4)]
        assert spent[-1] == 429
        assert server.query("ASK {}", headers=other).status == 200
        assert server.query("ASK {}", headers=other, source="127.0.0.2").status == 200


def test_the_public_address_is_told_instead_of_the_servers_own(store):
    with serving(store, COCREATION_BASE_URL="https://graph.example.org/") as server:
        described = server.request("GET", "/sparql", headers={"Accept": "text/turtle"}).text
    assert "<https://graph.example.org/sparql>" in described
    assert server.url not in described


@pytest.mark.parametrize("wrong", ["-1", "many", "nan"])
def test_a_budget_that_is_no_number_of_seconds_is_said_in_one_sentence(store, wrong):
    said = refused(store, COCREATION_CLIENT_SECONDS=wrong)
    assert "COCREATION_CLIENT_SECONDS" in said[-1]
