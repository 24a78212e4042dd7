"""Whatever is sent is answered within limits, or refused in one sentence of each language."""

import json

import pytest

from cocreation.errors import QueryTimeoutError
from cocreation.linking.entities import Name
from cocreation.services.reconciling.queries import Query

MANY = {"query": "x", "properties": [{"pid": "rdfs:label", "v": "x"}] * 10_000}
DEEP = "[" * 100_000


def post(client, queries):
    text = queries if isinstance(queries, str) else json.dumps(queries)
    return client.post("/reconcile", data={"queries": text})


def refused(answer, status, code):
    assert answer.status_code == status
    error = answer.get_json()["error"]
    assert error["code"] == code
    assert error["message"]["en"].endswith(".")
    assert error["message"]["zh"].endswith("。")
    return error


@pytest.mark.parametrize(
    ("queries", "status", "code"),
    [
        ({f"q{n}": {"query": "x"} for n in range(1001)}, 413, "request_too_large"),
        ({"q": MANY}, 413, "request_too_large"),
        ({"q": {"query": "x", "type": ["a"] * 10_000}}, 413, "request_too_large"),
        ({"q": {"properties": [{"pid": "a", "v": ["x"] * 1000}]}}, 413, "request_too_large"),
        (DEEP, 400, "bad_parameter"),
        ("{", 400, "bad_parameter"),
        ("", 400, "bad_parameter"),
        ("null", 400, "bad_parameter"),
        ("[]", 400, "bad_parameter"),
        ('{"q": {"query": "x", "limit": NaN}}', 400, "bad_parameter"),
        ('{"q": {"query": "x", "limit": 1e999}}', 400, "bad_parameter"),
        ('{"q": {"query": "x", "limit": %s}}' % ("9" * 5000), 400, "bad_parameter"),
        ({"q": {"query": "x", "limit": 0}}, 400, "bad_parameter"),
        ({"q": {"query": "x", "limit": 1.5}}, 400, "bad_parameter"),
        ({"q": {"query": "x", "limit": True}}, 400, "bad_parameter"),
        ({"k" * 100_000: {"query": 3}}, 400, "bad_parameter"),
    ],
)
def test_too_much_or_malformed_is_refused(client, queries, status, code):
    error = refused(post(client, queries), status, code)
    assert len(error["message"]["en"]) < 200


def test_a_hundred_thousand_queries_are_refused(client):
    batch = {"queries": [{"conditions": [{"matchType": "name", "propertyValue": "x"}]}] * 50_000}
    refused(client.post("/reconcile/match", json=batch), 413, "request_too_large")


def test_a_thousand_queries_are_answered_at_once(client):
    batch = {f"q{n}": {"query": f"京东云{n % 50}"} for n in range(1000)}
    answer = post(client, batch)
    assert answer.status_code == 200
    assert answer.get_json().keys() == batch.keys()


def test_a_batch_may_ask_for_so_many_candidates_in_all(client):
    by_value = {"properties": [{"pid": "rdf:type", "v": "x"}]}
    batch = {f"q{n}": {**by_value, "limit": 50} for n in range(201)}
    error = refused(post(client, batch), 413, "request_too_large")
    assert "10050 candidates" in error["message"]["en"]
    condition = {"matchType": "name", "propertyValue": "x"}
    drafted = {"queries": [{"conditions": [condition], "limit": 50}] * 201}
    refused(client.post("/reconcile/match", json=drafted), 413, "request_too_large")
    del batch["q200"]
    assert post(client, batch).status_code == 200


def test_what_a_batch_finds_again_is_described_once(client, monkeypatch):
    described = []
    monkeypatch.setattr(
        "cocreation.web.reconciliation.writing.description",
        lambda _, thing, language: described.append(thing.iri) or Name("", language),
    )
    answer = post(client, {f"q{n}": {"query": f"京东云{n}"} for n in range(20)}).get_json()
    assert len({one["id"] for each in answer.values() for one in each["result"]}) > 1
    assert len(described) == len(set(described))


@pytest.mark.parametrize("name", ["云" * 90_000, "cloud " * 100_000, "\ud800", "\x00", "?" * 9000])
def test_a_name_that_is_none_has_an_answer(client, name):
    answer = post(client, {"q\ud800": {"query": name, "properties": [{"pid": name, "v": name}]}})
    assert answer.status_code == 200
    assert list(answer.get_json()) == ["q?"]


def test_more_candidates_than_are_given_may_be_asked_for(client):
    answer = post(client, {"q": {"query": "京东云", "limit": 1e9}}).get_json()
    assert 0 < len(answer["q"]["result"]) <= 50


@pytest.mark.parametrize("asked", [{"ids": ["x"] * 1001}, {"properties": [{"id": "x"}] * 51}])
def test_too_many_data_are_refused(client, asked):
    whole = {"ids": [], "properties": [], **asked}
    refused(client.post("/reconcile/extend", json=whole), 413, "request_too_large")
    answer = client.post("/reconcile", data={"extend": json.dumps(whole)})
    refused(answer, 413, "request_too_large")


@pytest.mark.parametrize("asked", [{}, {"ids": []}, {"ids": [3], "properties": []}, [], "x"])
def test_a_request_for_data_that_is_none_is_refused(client, asked):
    refused(client.post("/reconcile/extend", json=asked), 400, "bad_parameter")


def test_a_form_goes_to_the_one_address_and_json_to_the_other(client):
    refused(client.post("/reconcile/match", data={"queries": "{}"}), 415, "unsupported_media_type")
    refused(client.post("/reconcile", data={"something": "{}"}), 400, "bad_parameter")
    refused(client.post("/reconcile", json={"q0": {"query": "x"}}), 400, "bad_parameter")


def test_a_qualifier_that_is_not_offered_is_refused(client):
    condition = {"matchType": "name", "propertyValue": "x", "matchQualifier": "skos:exactMatch"}
    batch = {"queries": [{"conditions": [condition]}]}
    error = refused(client.post("/reconcile/match", json=batch), 400, "bad_parameter")
    assert error["details"]["parameter"] == "queries[0].conditions[0].matchQualifier"


@pytest.mark.parametrize("cursor", ["-1", "x", "1.5", "９"])
def test_a_cursor_that_is_no_number_is_refused(client, cursor):
    answer = client.get("/reconcile/suggest/entity", query_string={"cursor": cursor})
    refused(answer, 400, "bad_parameter")


def test_rows_are_called_as_they_were_asked_for(client):
    ids = ["x" * 5000, " spaced "]
    asked = {"ids": ids, "properties": [{"id": "y" * 5000}]}
    answer = client.post("/reconcile", data={"extend": json.dumps(asked)}).get_json()
    assert list(answer["rows"]) == ids
    assert answer["rows"][ids[0]] == {"y" * 5000: []}


def test_what_is_wrong_with_the_body_itself_is_said_of_the_body(client):
    error = refused(client.post("/reconcile/match", json=[]), 400, "bad_parameter")
    assert error["message"] == {"en": "The body has to be an object.", "zh": "请求体应为对象。"}


def test_unknown_names_are_not_kept(app, match):
    matching = app.extensions["cocreation"].reconciliation.now().matching
    match("x", type="unknown-1")
    kept = len(matching._matchers)
    for number in range(5):
        assert match("京东云", type=f"unknown-{number}") == []
        assert match(None, properties=[{"pid": f"unknown-{number}", "v": "x"}]) == []
    assert len(matching._matchers) == kept
    assert not [name for name in matching._register._having if name.startswith("unknown")]


def test_a_huge_cursor_finds_nothing(client):
    address = "/reconcile/suggest/entity?cursor=" + "9" * 10_000
    assert client.get(address).get_json() == {"result": []}


@pytest.mark.parametrize("queries", [1, 3])
def test_what_takes_too_long_is_stopped_even_within_a_query(app, queries):
    matching = app.extensions["cocreation"].reconciliation.now().matching
    asked = [Query(names=(Name(f"京东云{number}"),)) for number in range(queries)]
    with pytest.raises(QueryTimeoutError) as stopped:
        matching.match_all(asked, 0)
    assert stopped.value.status == 503
    assert matching.match_all(asked, 60)
