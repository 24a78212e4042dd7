"""Asking a query: the doors, the dataset, the forms of an answer."""

from urllib.parse import urlencode

import pytest

from live.store import ONE, TWO
from protocol.tables import (
    BROWSER,
    DIRECT,
    FORM,
    FORMATS,
    GRAPH,
    HTML,
    JSON,
    JSON_LD,
    N_TRIPLES,
    NEGOTIATION,
    ODD_ACCEPTS,
    RDF_XML,
    ROWS,
    TURTLE,
    YES,
)

SUBJECTS = "SELECT DISTINCT ?s WHERE { ?s <http://example.org/p> ?o } ORDER BY ?s"
NAMES = "SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s <http://example.org/p> ?o } } ORDER BY ?g"
A, B = "http://example.org/a", "http://example.org/b"


def column(answer):
    assert answer.status == 200, answer.body
    (name,) = answer.json["head"]["vars"]
    return [row[name]["value"] for row in answer.json["results"]["bindings"]]


@pytest.mark.parametrize("path", ["/sparql", "/sparql/"])
def test_a_query_is_answered_through_each_of_the_three_doors(server, path):
    by_get = server.request("GET", path, {"query": ROWS})
    by_form = server.post(FORM, b"query=" + ROWS.replace(" ", "+").encode(), path)
    direct = server.post("application/sparql-query", ROWS.encode(), path)
    assert column(by_get) == column(by_form) == column(direct) == ["1", "2"]


@pytest.mark.parametrize(
    ("params", "subjects", "names"),
    [
        ([], [A, B], [ONE, TWO]),
        ([("default-graph-uri", ONE)], [A], []),
        ([("default-graph-uri", ONE), ("default-graph-uri", TWO)], [A, B], []),
        ([("named-graph-uri", TWO)], [], [TWO]),
        ([("default-graph-uri", ONE), ("named-graph-uri", TWO)], [A], [TWO]),
        ([("default-graph-uri", "http://example.org/graph/none")], [], []),
    ],
    ids=["none", "a default graph", "two", "a named graph", "both", "an unknown graph"],
)
@pytest.mark.parametrize("door", ["get", "form", "direct", "form with address"])
def test_a_dataset_of_the_protocol_is_what_the_query_sees(server, door, params, subjects, names):
    assert column(ask(server, door, SUBJECTS, params)) == subjects
    assert column(ask(server, door, NAMES, params)) == names


def test_a_dataset_of_the_protocol_goes_before_the_one_in_the_query(server):
    query = SUBJECTS.replace("WHERE", f"FROM <{ONE}> WHERE")
    assert column(server.query(query)) == [A]
    assert column(ask(server, "get", query, [("default-graph-uri", TWO)])) == [B]


def ask(server, door, query, params):
    """Ask through a door; the parameters of the dataset go where that door has its own."""
    if door == "get":
        return server.request("GET", "/sparql", [("query", query), *params])
    if door == "form":
        return server.post(FORM, urlencode([("query", query), *params]).encode())
    if door == "direct":
        return server.post(DIRECT, query.encode(), params=params)
    return server.post(FORM, urlencode({"query": query}).encode(), params=params)


@pytest.mark.parametrize(("query", "accept", "media_type"), NEGOTIATION)
def test_an_answer_comes_as_the_client_prefers(server, query, accept, media_type):
    answer = server.query(query, headers={"Accept": accept} if accept else {})
    if media_type is None:
        assert answer.status == 406
        assert answer.error()["details"]["available"]
    else:
        assert (answer.status, answer.media_type) == (200, media_type)


def test_what_the_client_accepts_may_stand_in_several_headers(server):
    headers = [("Accept", "text/csv;q=0.5"), ("Accept", "text/tab-separated-values;q=0.6")]
    for given in (headers, headers[::-1]):
        assert server.query(ROWS, headers=given).media_type == "text/tab-separated-values"


@pytest.mark.parametrize(("query", "name", "media_type"), FORMATS)
def test_format_in_the_address_goes_before_what_the_client_accepts(server, query, name, media_type):
    answer = server.query(query, format=name, headers={"Accept": BROWSER})
    if media_type is None:
        assert answer.status == 406
    else:
        assert (answer.status, answer.media_type) == (200, media_type)


def test_format_may_stand_in_the_form(server):
    answer = server.post(FORM, urlencode({"query": ROWS, "format": "csv"}).encode())
    assert answer.body == b"x\r\n1\r\n2\r\n"


@pytest.mark.parametrize("accept", ODD_ACCEPTS, ids=lambda accept: repr(accept[:20]))
def test_an_odd_accept_is_no_fault_of_the_server(server, accept):
    answer = server.query(ROWS, headers={"Accept": accept})
    assert answer.status in (200, 400, 406)


def test_relative_names_have_the_base_of_all_names(server):
    answer = server.query("CONSTRUCT { <s> <p> <#o> } WHERE {}", format="ntriples")
    base = "https://w3id.org/cocreation/"
    assert answer.text == f"<{base}s> <{base}p> <{base}#o> .\n"


def test_text_of_any_language_comes_back_as_it_was_asked(server):
    words = "知识 🧠 e\u0301 \u202e"
    query = f'SELECT ("{words}" AS ?x) {{}}'
    assert column(server.query(query)) == [words]
    assert column(server.post(DIRECT, query.encode())) == [words]
    assert column(ask(server, "form", query, [])) == [words]
    csv = server.query(query, format="csv")
    assert words in csv.text
    assert "charset=utf-8" in csv.headers["Content-Type"].lower()


@pytest.mark.parametrize("door", ["get", "form", "direct"])
def test_a_mark_of_byte_order_before_a_query_is_no_part_of_it(server, door):
    assert column(ask(server, door, f"\ufeff{SUBJECTS}", [])) == [A, B]


def test_head_tells_what_get_would_and_sends_no_body(server):
    params = {"query": ROWS}
    head, get = (server.request(method, "/sparql", params) for method in ("HEAD", "GET"))
    assert (head.status, head.body) == (200, b"")
    for name in ("Content-Type", "Content-Length", "ETag", "Cache-Control", "Vary"):
        assert head.headers[name] == get.headers[name], name


def test_head_of_a_bad_query_tells_the_status_alone(server):
    head = server.request("HEAD", "/sparql", {"query": "ASK {"})
    assert (head.status, head.body) == (400, b"")


@pytest.mark.parametrize("path", ["/sparql", "/sparql/"])
def test_a_script_of_another_site_may_ask_before_it_posts(server, path):
    asked = {
        "Origin": "https://example.org",
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "content-type",
    }
    answer = server.request("OPTIONS", path, headers=asked)
    assert (answer.status, answer.body) == (204, b"")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert {"get", "head", "post"} <= answer.listed("Access-Control-Allow-Methods")
    assert {"accept", "content-type"} <= answer.listed("Access-Control-Allow-Headers")
    assert int(answer.headers["Access-Control-Max-Age"]) > 0


@pytest.mark.parametrize("query", [ROWS, "ASK {", ""], ids=["an answer", "a fault", "description"])
def test_a_script_of_another_site_may_read_what_is_told(server, query):
    params = {"query": query} if query else {}
    answer = server.request("GET", "/sparql", params, headers={"Origin": "https://example.org"})
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    exposed = answer.listed("Access-Control-Expose-Headers")
    assert {"etag", "retry-after", "cocreation-limits"} <= exposed


def test_without_a_query_a_machine_gets_the_description_in_the_format_that_it_accepts(server):
    assert server.request("GET", "/sparql").media_type == TURTLE
    for media_type in (TURTLE, N_TRIPLES, RDF_XML, JSON_LD):
        answer = server.request("GET", "/sparql", headers={"Accept": media_type})
        assert (answer.status, answer.media_type) == (200, media_type)
    refused = server.request("GET", "/sparql", headers={"Accept": "image/png"})
    assert refused.status == 406


def test_without_a_query_a_browser_gets_the_editor(server):
    page = server.request("GET", "/sparql", headers={"Accept": BROWSER})
    assert page.media_type == HTML
    assert "<textarea" in page.text


def test_the_description_names_the_default_dataset_and_every_named_graph(server):
    described = server.request("GET", "/sparql", headers={"Accept": N_TRIPLES}).text
    graphs = column(server.query("SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }"))
    assert {ONE, TWO} <= set(graphs)
    sd = "http://www.w3.org/ns/sparql-service-description#"
    for name in graphs:
        assert f"<{sd}name> <{name}> ." in described
    for term in ("SPARQL11Query", "UnionDefaultGraph", "defaultGraph"):
        assert sd + term in described
    assert "SPARQL11Update" not in described
    assert "BasicFederatedQuery" not in described


@pytest.mark.parametrize("query", [ROWS, YES], ids=["rows", "yes or no"])
def test_the_default_answer_is_json_of_the_standard(server, query):
    answer = server.query(query)
    assert answer.media_type == JSON
    assert set(answer.json) <= {"head", "results", "boolean"}


def test_a_graph_without_triples_is_still_a_graph(server):
    answer = server.query(GRAPH.replace("WHERE {}", "WHERE { FILTER(false) }"), format="ntriples")
    assert (answer.status, answer.body) == (200, b"")
