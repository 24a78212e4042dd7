"""The W3C's own tests of the two protocols, and of the service description, at a live server."""

import http.client

import pyoxigraph as oxigraph
import pytest

from cocreation.store.base import GRAPH_TYPES, ROWS_TYPES
from protocol import w3c

CASES = w3c.cases()
SD = "http://www.w3.org/ns/sparql-service-description#"
RDF_TYPE = oxigraph.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
FORMATS = {"boolean": ROWS_TYPES[:2], "tabular": ROWS_TYPES, "RDF": GRAPH_TYPES}
NAMED_STATUSES = {
    "StatusCode2xx": range(200, 300),
    "StatusCode3xx": range(300, 400),
    "StatusCode4xx": range(400, 500),
    "OK": (200,),
    "NoContent": (204,),
    "NotFound": (404,),
}
TERMS = {
    "endpoint",
    "supportedLanguage",
    "languageExtension",
    "extensionFunction",
    "feature",
    "resultFormat",
    "defaultEntailmentRegime",
    "defaultDataset",
    "defaultGraph",
    "namedGraph",
    "name",
    "graph",
}
LANGUAGES = {"SPARQL10Query", "SPARQL11Query", "SPARQL11Update"}
FEATURES = {
    "DereferencesURIs",
    "UnionDefaultGraph",
    "RequiresDataset",
    "EmptyGraphs",
    "BasicFederatedQuery",
}


def test_every_test_of_the_suite_is_run_or_named_with_the_reason_why_not(shared):
    assert w3c.names() == {case.name for case in CASES} | set(w3c.NOT_FOR_READING)
    assert all(case.requests for case in CASES)


@pytest.mark.w3c
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_protocol(case, server):
    for request in case.requests:
        answer = server.request(
            request["method"],
            w3c.path_of(request),
            headers=request["headers"],
            body=w3c.body_of(request),
        )
        assert_as_expected(answer, request["expect"])


def assert_as_expected(answer, expected):
    allowed = {status for name in expected["status"] for status in NAMED_STATUSES[name]}
    assert answer.status in allowed, answer.body
    if expected.get("format"):
        assert answer.media_type in FORMATS[expected["format"]]
    if expected.get("boolean") is not None:
        assert answer.json["boolean"] is expected["boolean"]
    for name, value in expected["headers"]:
        assert answer.headers[name].lower() == value
    if expected.get("body"):
        assert graph_of(answer.body) == graph_of(expected["body"]["chars"])


def graph_of(turtle):
    dataset = oxigraph.Dataset(oxigraph.parse(turtle, oxigraph.RdfFormat.TURTLE))
    dataset.canonicalize(oxigraph.CanonicalizationAlgorithm.RDFC_1_0)
    return set(dataset)


@pytest.fixture(scope="module")
def description(server):
    answer = server.request("GET", "/sparql")
    assert answer.status == http.client.OK
    triples = oxigraph.parse(
        answer.body, oxigraph.RdfFormat.from_media_type(answer.media_type), base_iri=server.endpoint
    )
    return {quad.triple for quad in triples}


def values(description, name, subject=None):
    term = oxigraph.NamedNode(SD + name)
    return {
        triple.object
        for triple in description
        if triple.predicate == term and subject in (None, triple.subject)
    }


@pytest.mark.w3c
def test_service_description_returns_rdf(server):
    answer = server.request("GET", "/sparql")
    assert answer.media_type in GRAPH_TYPES
    assert graph_of(answer.body)


@pytest.mark.w3c
def test_service_description_has_the_endpoint(server, description):
    assert oxigraph.NamedNode(server.endpoint) in values(description, "endpoint")


@pytest.mark.w3c
def test_service_description_conforms_to_its_vocabulary(description):
    (service,) = {one.subject for one in description if one.object.value == SD + "Service"}
    assert {one.value for one in values(description, "supportedLanguage", service)} <= {
        SD + name for name in LANGUAGES
    }
    assert {one.value for one in values(description, "feature", service)} <= {
        SD + name for name in FEATURES
    }
    assert all(isinstance(one, oxigraph.NamedNode) for one in values(description, "resultFormat"))
    for dataset in values(description, "defaultDataset", service):
        (default,) = values(description, "defaultGraph", dataset)
        assert oxigraph.Triple(default, RDF_TYPE, oxigraph.NamedNode(SD + "Graph")) in description
        for graph in values(description, "namedGraph", dataset):
            (name,) = values(description, "name", graph)
            assert isinstance(name, oxigraph.NamedNode)
    used = {one.predicate.value for one in description if one.predicate.value.startswith(SD)}
    assert used <= {SD + name for name in TERMS}


@pytest.mark.parametrize("name", [name for name in w3c.NOT_FOR_READING if "update" in name])
def test_an_update_that_is_no_fault_in_itself_is_refused_all_the_same(name, server, shared):
    update = w3c.first_request(name)
    answer = server.request(
        "POST", update["path"], headers=update["headers"], body=w3c.body_of(update)
    )
    assert 400 <= answer.status < 500
    assert answer.error()
