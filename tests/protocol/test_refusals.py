"""What is refused, with which status and in which words."""

import pytest

from live.http import say, statuses
from protocol.tables import (
    BAD_QUERIES,
    BROWSER,
    CONTENT_TYPES,
    DIRECT,
    FORM,
    FORM_TYPES,
    HTML,
    MEGABYTE,
    TIMEOUTS,
    YES,
)

BOMB = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
BLOCK = "x" * 400_000


@pytest.mark.parametrize(
    ("params", "status", "code"),
    [case[1:] for case in BAD_QUERIES],
    ids=[case[0] for case in BAD_QUERIES],
)
def test_a_bad_request_is_told_in_one_shape_to_machines_and_as_a_page_to_people(
    server, params, status, code
):
    answer = server.request("GET", "/sparql", params)
    assert answer.status == status
    assert answer.error()["code"] == code
    page = server.request("GET", "/sparql", params, headers={"Accept": BROWSER})
    assert (page.status, page.media_type) == (status, HTML)


@pytest.mark.parametrize(("language", "words"), [("en", "larger than 5 MB"), ("zh", "超过 5 MB")])
def test_a_body_that_is_not_read_is_told_as_a_page_to_people(server, language, words):
    large, path = b"#" * (6 * MEGABYTE), f"/{language}/validate"
    assert server.post("text/turtle", large, path).error()["code"] == "request_too_large"
    page = server.post("text/turtle", large, path, headers={"Accept": BROWSER})
    assert (page.status, page.media_type) == (413, HTML)
    assert words in page.text


def test_a_query_in_the_address_and_in_the_body_are_two(server):
    encoded = b"query=ASK+%7B%7D"
    assert server.post(DIRECT, YES.encode(), params={"query": YES}).status == 400
    assert server.post(FORM, encoded, params={"query": YES}).status == 400


def test_an_empty_query_is_none(server):
    assert server.query("").error()["code"] == "bad_query"


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
@pytest.mark.parametrize("path", ["/sparql", "/sparql/"])
def test_a_method_that_would_write_is_refused_with_those_there_are(server, method, path):
    answer = server.request(method, path, {"query": YES})
    assert answer.status == 405
    assert {"get", "head", "post", "options"} <= answer.listed("Allow")
    assert answer.error()


@pytest.mark.parametrize(("media_type", "status"), CONTENT_TYPES)
def test_a_body_is_a_query_only_where_it_says_so_in_utf8(server, media_type, status):
    headers = {"Content-Type": media_type} if media_type else {}
    answer = server.request("POST", "/sparql", headers=headers, body=YES.encode())
    assert answer.status == status
    if status != 200:
        assert answer.error()["code"] == "unsupported_media_type"


@pytest.mark.parametrize(("media_type", "status"), FORM_TYPES)
def test_a_form_is_utf8(server, media_type, status):
    assert server.post(media_type, b"query=ASK+%7B%7D").status == status


@pytest.mark.parametrize("wrong", [b"\xff", b"\xc0\x80", b"\xed\xa0\x80", b"\xe4\xb8", b"\xf5\x80"])
def test_text_that_is_not_utf8_is_refused_at_every_door(server, wrong):
    escaped = b"".join(b"%%%02x" % byte for byte in wrong)
    direct = server.post(DIRECT, b'ASK { ?s ?p "' + wrong + b'" }')
    form = server.post(FORM, b"query=ASK+%7B%3Fs+%3Fp+%22" + escaped + b"%22%7D")
    get = server.request(
        "GET", "/sparql?query=ASK%7B%3Fs%20%3Fp%20%22" + escaped.decode() + "%22%7D"
    )
    assert [one.status for one in (direct, form, get)] == [400, 400, 400]
    assert "UTF-8" in direct.error()["message"]["en"]


@pytest.mark.parametrize(("seconds", "good"), TIMEOUTS)
def test_a_timeout_is_a_number_of_seconds_up_to_thirty(server, seconds, good):
    answer = server.query(YES, timeout=seconds)
    if good:
        assert answer.status in (200, 503)  # a thousandth of a second may be too little
    else:
        assert answer.status == 400
        assert "30" in answer.error()["message"]["en"]


@pytest.mark.parametrize("door", ["get", "form", "direct"])
def test_a_query_past_its_deadline_is_told_so_and_when_to_come_back(server, door):
    if door == "get":
        answer = server.query(BOMB, timeout="0.4")
    elif door == "form":
        answer = server.post(FORM, f"query={BOMB}&timeout=0.4".replace(" ", "+").encode())
    else:
        answer = server.post(DIRECT, BOMB.encode(), params={"timeout": "0.4"})
    assert answer.status == 503
    assert answer.error()["code"] == "query_timeout"
    assert answer.json["error"]["details"]["seconds"] == 0.4
    assert int(answer.headers["Retry-After"]) > 0
    assert answer.seconds < 5  # its own deadline and one second, and a machine with other work


@pytest.mark.parametrize("timeout", [None, "2.5", "30"])
@pytest.mark.parametrize("query", [YES, "ASK {"], ids=["an answer", "a fault"])
def test_the_limits_are_told_with_every_answer(server, query, timeout):
    answer = server.query(query, **({"timeout": timeout} if timeout else {}))
    assert limits(answer) == (float(timeout or 5), 64 * 2**20)


def limits(answer):
    """The seconds and the bytes that an answer names."""
    told = dict(one.split("=") for one in answer.listed("Cocreation-Limits"))
    return float(told["seconds"]), int(told["bytes"])


@pytest.mark.parametrize(
    "path",
    ["/sparql", "/sparql?timeout=x", "/rdf-graph-store?default", "/queries", "/no/such/thing"],
)
def test_the_limits_are_told_where_no_query_is_asked(server, path):
    assert limits(server.request("GET", path)) == (5, 64 * 2**20)


def test_whoever_is_stopped_by_a_limit_is_told_which(server):
    stopped = server.query(BOMB, timeout="0.4")
    assert limits(stopped)[0] == stopped.json["error"]["details"]["seconds"] == 0.4
    nested = server.query("ASK " + "{" * 101 + "}" * 101)
    assert nested.json["error"]["details"]["levels"] == 100
    long = server.post(DIRECT, b"#" * (MEGABYTE + 1))
    assert long.json["error"]["details"]["bytes"] == MEGABYTE


def test_a_large_answer_comes_whole_and_one_too_large_not_at_all(server):
    rows = 'SELECT ?s WHERE {{ VALUES ?s {{ "{}" }} VALUES ?n {{ {} }} }}'
    asked = {"format": "csv", "timeout": "30"}
    some = server.post(DIRECT, rows.format(BLOCK, "1 " * 100).encode(), params=asked)
    assert (some.status, len(some.body)) == (200, 3 + 100 * (len(BLOCK) + 2))
    many = server.post(DIRECT, rows.format(BLOCK, "1 " * 200).encode(), params=asked)
    assert many.status == 400
    assert many.error()["code"] == "answer_too_large"
    assert many.json["error"]["details"]["bytes"] == 64 * 2**20


@pytest.mark.parametrize("media_type", [DIRECT, FORM])
def test_a_query_over_a_megabyte_is_too_large(server, media_type):
    before = b"query=" if media_type == FORM else b""
    fits = server.post(media_type, before + b"ASK{}#" + b"x" * (MEGABYTE - 1000))
    assert fits.status == 200
    over = server.post(media_type, before + b"ASK{}#" + b"x" * MEGABYTE)
    assert over.status == 413
    assert over.error()


def test_an_address_that_is_too_long_is_refused(server):
    request = b"GET /sparql?query=ASK{}%23" + b"x" * 2 * MEGABYTE + b" HTTP/1.1\r\nHost: x\r\n\r\n"
    assert statuses(say(server.port, request))[0] in (400, 413, 414, 431)


def test_a_machine_is_told_in_both_languages_and_a_person_in_one(server):
    page = server.request(
        "GET", "/sparql", {"query": "ASK {"}, headers={"Accept": BROWSER, "Accept-Language": "zh"}
    )
    assert 'lang="zh-Hans"' in page.text
    assert "查询" in page.text


def test_an_unknown_address_is_told_in_the_same_shape(server):
    assert server.request("GET", "/sparql/nothing").status == 404
    assert server.request("GET", "/no/such/thing").error()["code"] == "not_found"
