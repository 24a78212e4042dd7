"""SERVICE at a live endpoint: refused, unless its operator lists the host."""

import shutil
import time

import pytest

from cocreation.namespaces import VCC
from live.endpoint import endpoint_of
from live.partners import DATA
from live.server import serving

CASE = "https://w3id.org/cocreation/id/case/song-2025/jd-cloud-dada"
THERE = f"<{CASE}> <urn:rated> 5 ."
QUERY = "SELECT * {{ ?case a <CLASS> SERVICE <{}> {{ ?case <urn:rated> ?stars }} }}".replace(
    "CLASS", f"{VCC}Partnership"
)
QUESTION = "/queries/federated/describe-parties"
COMMAND = "cocreation query federated/describe-parties --allow-service query.wikidata.org"


@pytest.fixture(scope="module")
def there():
    with endpoint_of(THERE) as running:
        yield running


@pytest.fixture(scope="module")
def wikidata():
    with endpoint_of(DATA / "wikidata.ttl") as running:
        yield running


@pytest.fixture(scope="module")
def open_server(built_store, there, wikidata):
    """A server whose operator lists hosts."""
    store = built_store.with_name("federated")
    shutil.copytree(built_store, store)
    hosts = ",".join((there.host, wikidata.host, "127.0.0.1:9"))
    with serving(store, COCREATION_ALLOW_SERVICE=hosts) as running:
        yield running


def test_nobody_is_called_where_no_host_is_listed(server, there):
    there.asked.clear()
    answer = server.query(QUERY.format(there.address))
    assert answer.status == 400
    assert "COCREATION_ALLOW_SERVICE" in answer.error()["message"]["en"]
    assert "--allow-service" in answer.error()["message"]["zh"]
    assert there.asked == []


def test_a_listed_host_is_called(open_server, there):
    for asked in (open_server.query, _posted(open_server)):
        (row,) = asked(QUERY.format(there.address)).json["results"]["bindings"]
        assert (row["case"]["value"], row["stars"]["value"]) == (CASE, "5")


def _posted(server):
    return lambda query: server.post("application/sparql-query", query.encode())


def test_no_other_host_is_called(open_server):
    answer = open_server.query(QUERY.format("https://query.wikidata.org/sparql"))
    assert answer.status == 400
    assert "calls query.wikidata.org, which is not allowed" in answer.error()["message"]["en"]


def test_a_host_that_is_away_costs_a_sentence(open_server):
    answer = open_server.query(QUERY.format("http://127.0.0.1:9/"))
    assert (answer.status, answer.error()["code"]) == (502, "service_failed")


def test_an_answer_of_others_is_never_kept(open_server, there):
    answer = open_server.query(QUERY.format(there.address))
    assert answer.headers["Cache-Control"] == "no-store"
    assert "ETag" not in answer.headers


def test_the_deadline_of_a_request_holds_for_all_of_it(open_server, there):
    slow = (
        "SELECT * {{ SERVICE <{}> {{ ?a ?b ?c }} ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER(?f = ?k) }}"
    )
    began = time.monotonic()
    answer = open_server.query(slow.format(there.address), timeout="1")
    assert answer.status == 503
    assert time.monotonic() - began < 5


def test_a_question_that_calls_others_says_how_to_ask_it(server):
    page = server.request("GET", f"/en{QUESTION}", headers={"Accept": "text/html"})
    assert page.status == 200
    assert COMMAND in page.text
    assert "which this one does for nobody unless its operator allows that" in page.text
    chinese = server.request("GET", f"/zh{QUESTION}", headers={"Accept": "text/html"}).text
    assert COMMAND in chinese
    assert "除非运营者允许" in chinese
    data = server.request("GET", QUESTION, {"format": "json"})
    assert data.status == 400
    assert "--allow-service" in data.error()["message"]["en"]


def test_it_is_answered_where_its_host_is_listed(open_server, wikidata):
    given = {"endpoint": wikidata.address}
    page = open_server.request("GET", f"/en{QUESTION}", given, headers={"Accept": "text/html"})
    assert page.status == 200
    assert "Hangzhou" in page.text
    assert f"--param endpoint={given['endpoint']}" in page.text
    data = open_server.request("GET", QUESTION, {**given, "format": "csv"})
    assert "Hangzhou" in data.text
    assert data.headers["Cache-Control"] == "no-store"
