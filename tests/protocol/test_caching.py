"""What a client or a cache between may keep, and how it asks again; compression."""

import gzip

import pytest

from protocol.tables import GRAPH, ROWS, YES

MANY = "SELECT ?x ?y WHERE { VALUES ?x { 1 2 3 4 5 6 7 8 9 } VALUES ?y { 1 2 3 4 5 6 7 8 9 } }"
NEVER_THE_SAME = [
    "SELECT (NOW() AS ?x) {}",
    "SELECT (RAND() AS ?x) {}",
    "SELECT (UUID() AS ?x) {}",
    "SELECT (STRUUID() AS ?x) {}",
    "ASK { FILTER(now() > 0) }",
    "SELECT ?x { BIND(sTrUuId() AS ?x) }",
]


@pytest.mark.parametrize("query", [ROWS, YES, GRAPH], ids=["rows", "yes or no", "graph"])
def test_an_answer_has_a_tag_with_which_it_need_not_be_sent_again(server, query):
    first = server.query(query)
    tag = first.headers["ETag"]
    assert first.headers["Cache-Control"] == "no-cache"
    for given in (tag, f'"other", {tag}', f"W/{tag.removeprefix('W/')}"):
        again = server.query(query, headers={"If-None-Match": given})
        assert (again.status, again.body) == (304, b""), given
        assert again.headers["ETag"] == tag
        assert again.headers["Access-Control-Allow-Origin"] == "*"
    assert server.query(query, headers={"If-None-Match": '"other"'}).body == first.body


def test_head_is_told_that_nothing_changed_too(server):
    tag = server.query(ROWS).headers["ETag"]
    again = server.request("HEAD", "/sparql", {"query": ROWS}, headers={"If-None-Match": tag})
    assert again.status == 304


def test_another_query_format_or_dataset_has_another_tag(server):
    asked = [
        {"query": ROWS},
        {"query": ROWS + " LIMIT 1"},
        {"query": ROWS, "format": "csv"},
        {"query": ROWS, "default-graph-uri": "http://e/g"},
        {"query": ROWS, "named-graph-uri": "http://e/g"},
    ]
    tags = [server.request("GET", "/sparql", one).headers["ETag"] for one in asked]
    assert len(set(tags)) == len(tags)


@pytest.mark.parametrize("query", NEVER_THE_SAME)
def test_what_differs_each_time_is_never_kept(server, query):
    answer = server.query(query)
    assert answer.headers["Cache-Control"] == "no-store"
    assert "ETag" not in answer.headers


@pytest.mark.parametrize("query", ["ASK {", "ASK { SERVICE <http://127.0.0.1:9/> {} }"])
def test_a_fault_has_no_tag(server, query):
    answer = server.query(query, headers={"If-None-Match": "*"})
    assert answer.status == 400
    assert "ETag" not in answer.headers


@pytest.mark.parametrize("params", [{}, {"query": ROWS}, {"query": "ASK {"}])
def test_caches_are_told_what_an_answer_depends_on(server, params):
    varies = server.request("GET", "/sparql", params).listed("Vary")
    assert {"accept", "accept-encoding", "accept-language"} <= varies


@pytest.mark.parametrize(
    ("accepted", "compressed"),
    [
        ("gzip", True),
        ("deflate, gzip;q=0.5", True),
        ("*", True),
        ("br, zstd, gzip", True),
        (None, False),
        ("", False),
        ("identity", False),
        ("gzip;q=0", False),
        ("*;q=0.5, gzip;q=0", False),
        ("br", False),
    ],
)
def test_a_long_answer_is_compressed_where_the_client_accepts_it(server, accepted, compressed):
    plain = server.query(MANY)
    assert "Content-Encoding" not in plain.headers
    headers = {"Accept-Encoding": accepted} if accepted is not None else {}
    answer = server.query(MANY, headers=headers)
    if compressed:
        assert answer.headers["Content-Encoding"] == "gzip"
        assert len(answer.body) < len(plain.body) / 2
        assert gzip.decompress(answer.body) == plain.body
    else:
        assert "Content-Encoding" not in answer.headers
        assert answer.body == plain.body


def test_a_short_answer_is_sent_as_it_is(server):
    answer = server.query(YES, headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in answer.headers
    assert answer.json["boolean"] is True


def test_the_tag_of_a_compressed_answer_serves_to_ask_again(server):
    headers = {"Accept-Encoding": "gzip"}
    first = server.query(MANY, headers=headers)
    again = server.query(MANY, headers={**headers, "If-None-Match": first.headers["ETag"]})
    assert (again.status, again.body) == (304, b"")
    plain = server.query(MANY)
    # A strong tag names the very bytes.
    assert first.headers["ETag"].startswith("W/") or first.headers["ETag"] != plain.headers["ETag"]


def test_length_is_that_of_what_is_sent(server):
    for headers in ({}, {"Accept-Encoding": "gzip"}):
        answer = server.query(MANY, headers=headers)
        assert int(answer.headers["Content-Length"]) == len(answer.body)
