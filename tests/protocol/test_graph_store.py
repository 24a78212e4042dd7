"""The SPARQL 1.1 Graph Store HTTP Protocol, reading."""

import pyoxigraph as oxigraph
import pytest

from live.store import ONE, TWO
from protocol.tables import (
    BROWSER,
    CSV,
    HTML,
    JSON,
    JSON_LD,
    N_TRIPLES,
    RDF_XML,
    TURTLE,
)

STORE = "/rdf-graph-store"
SHIPPED = "https://w3id.org/cocreation/graph/data/organizations"
NOTHING = "http://example.org/graph/none"


def triples(answer):
    assert answer.status == 200, answer.body
    return {
        str(quad.triple)
        for quad in oxigraph.parse(
            answer.body, oxigraph.RdfFormat.from_media_type(answer.media_type)
        )
    }


@pytest.mark.parametrize("graph", [ONE, TWO])
def test_a_graph_is_given_by_its_name(server, graph):
    got = triples(server.request("GET", STORE, {"graph": graph}))
    asked = server.query(
        f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}", format="ntriples"
    )
    assert got == triples(asked)
    assert len(got) == 2


def test_the_default_graph_is_the_union_that_queries_see(server):
    everything = triples(server.request("GET", f"{STORE}?default", headers={"Accept": N_TRIPLES}))
    for graph in (ONE, TWO, SHIPPED):
        part = server.request("GET", STORE, {"graph": graph}, headers={"Accept": N_TRIPLES})
        assert part.status == 200
        assert {one for one in triples(part) if "_:" not in one} <= everything
    assert triples(server.request("GET", f"{STORE}?default=", headers={"Accept": N_TRIPLES}))


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        (None, TURTLE),
        ("*/*", TURTLE),
        (N_TRIPLES, N_TRIPLES),
        (RDF_XML, RDF_XML),
        (JSON_LD, JSON_LD),
        ("text/turtle; charset=utf-8", TURTLE),
        (f"{TURTLE};q=0.4, {RDF_XML};q=0.5", RDF_XML),
        (CSV, None),
        (JSON, None),
    ],
)
def test_a_graph_comes_as_the_client_prefers(server, accept, media_type):
    headers = {"Accept": accept} if accept else {}
    answer = server.request("GET", STORE, {"graph": ONE}, headers=headers)
    if media_type is None:
        assert answer.status == 406
        assert answer.error()
    else:
        assert answer.media_type == media_type
        assert len(triples(answer)) == 2


@pytest.mark.parametrize(
    ("name", "media_type"),
    [("turtle", TURTLE), ("ntriples", N_TRIPLES), ("rdfxml", RDF_XML), ("jsonld", JSON_LD)],
)
def test_format_in_the_address_goes_before_what_the_client_accepts(server, name, media_type):
    headers = {"Accept": BROWSER}
    answer = server.request("GET", STORE, {"graph": ONE, "format": name}, headers=headers)
    assert answer.media_type == media_type


def test_head_tells_what_get_would_and_sends_no_body(server):
    head, get = (server.request(method, STORE, {"graph": ONE}) for method in ("HEAD", "GET"))
    assert (head.status, head.body) == (200, b"")
    for name in ("Content-Type", "Content-Length", "ETag"):
        assert head.headers[name] == get.headers[name]


@pytest.mark.parametrize("accept", [TURTLE, JSON_LD])
def test_asked_for_nothing_it_tells_which_graphs_there_are(server, accept):
    told = server.request("GET", STORE, headers={"Accept": accept})
    assert told.media_type == accept
    named = {one for one in triples(told) if "sparql-service-description#name>" in one}
    for graph in (ONE, TWO, SHIPPED):
        assert any(f"<{graph}>" in one for one in named)
    assert server.request("GET", STORE, {"format": "ntriples"}).media_type == N_TRIPLES


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_an_unknown_graph_is_not_found(server, method):
    answer = server.request(method, STORE, {"graph": NOTHING})
    assert answer.status == 404
    if method == "GET":
        assert NOTHING in answer.error()["message"]["en"]


@pytest.mark.parametrize(
    "params",
    [
        [("grpah", ONE)],
        [("default", ""), ("graph", ONE)],
        [("graph", ONE), ("graph", TWO)],
        [("graph", "")],
        [("graph", "relative/name")],
        [("graph", "no iri at all")],
        [("graph", "http://e/> } ASK { <http://e/")],
    ],
    ids=["neither", "both", "two", "empty", "relative", "no IRI", "a piece of a query"],
)
def test_the_address_names_one_graph(server, params):
    answer = server.request("GET", STORE, params)
    assert answer.status == 400
    assert answer.error()


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE", "PATCH"])
@pytest.mark.parametrize("graph", [ONE, NOTHING])
def test_writing_is_refused_with_the_methods_there_are(server, method, graph):
    body = b"<http://e/a> <http://e/b> 1 ."
    headers = {"Content-Type": TURTLE}
    answer = server.request(method, STORE, {"graph": graph}, headers=headers, body=body)
    assert answer.status == 405
    assert answer.listed("Allow") == {"get", "head", "options"}
    assert server.request("GET", STORE, {"graph": NOTHING}).status == 404
    assert len(triples(server.request("GET", STORE, {"graph": ONE}))) == 2


def test_a_script_of_another_site_may_read_a_graph(server):
    headers = {"Origin": "https://example.org", "Access-Control-Request-Method": "GET"}
    assert server.request("OPTIONS", STORE, headers=headers).status == 204
    answer = server.request("GET", STORE, {"graph": ONE}, headers=headers)
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


def test_a_graph_need_not_be_sent_again(server):
    tag = server.request("GET", STORE, {"graph": ONE}).headers["ETag"]
    again = server.request("GET", STORE, {"graph": ONE}, headers={"If-None-Match": tag})
    assert (again.status, again.body) == (304, b"")


def test_a_person_may_look_for_a_graph_that_is_not_there(server):
    answer = server.request("GET", STORE, {"graph": NOTHING}, headers={"Accept": BROWSER})
    assert (answer.status, answer.media_type) == (404, HTML)
