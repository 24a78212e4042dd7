"""SPARQLWrapper, and rdflib's SPARQLStore: as their documentation says that they are used."""

from itertools import product
from xml.dom.minidom import Document

import pytest
from rdflib import Dataset, Graph, Literal, URIRef, Variable
from rdflib.compare import isomorphic
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import (
    CSV,
    GET,
    JSON,
    JSONLD,
    N3,
    POST,
    POSTDIRECTLY,
    RDFXML,
    TSV,
    TURTLE,
    URLENCODED,
    XML,
    SPARQLWrapper,
)
from SPARQLWrapper.SPARQLExceptions import EndPointInternalError, QueryBadFormed

from live.store import ONE, TWO

ROWS = 'SELECT ?x WHERE { VALUES ?x { 1 "二"@zh } } ORDER BY ?x'
GRAPH = 'CONSTRUCT { <http://e/s> <http://e/p> "二"@zh , 1 } WHERE {}'
EXPECTED = Graph().parse(data='<http://e/s> <http://e/p> "二"@zh , 1 .', format="turtle")
ABOUT = "DESCRIBE <http://example.org/a>"
ROW_FORMATS = {JSON: dict, XML: Document, CSV: bytes, TSV: bytes}
GRAPH_FORMATS = {TURTLE: "turtle", N3: "turtle", RDFXML: "xml", XML: "xml", JSONLD: "json-ld"}
WAYS = [(GET, URLENCODED), (POST, URLENCODED), (POST, POSTDIRECTLY)]
# rdflib warns of a class of its own that SPARQLWrapper still uses.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")


@pytest.fixture(params=WAYS, ids=["get", "form", "direct"])
def wrapper(server, request):
    """SPARQLWrapper, sending by each way that it knows."""
    method, way = request.param
    client = SPARQLWrapper(server.endpoint)
    client.setMethod(method)
    client.setRequestMethod(way)
    return client


@pytest.mark.parametrize(("form", "only_accept"), [*product(ROW_FORMATS, (False, True))], ids=str)
def test_sparqlwrapper_gets_rows_in_every_format(wrapper, form, only_accept):
    wrapper.setOnlyConneg(only_accept)
    wrapper.setReturnFormat(form)
    wrapper.setQuery(ROWS)
    found = wrapper.queryAndConvert()
    assert isinstance(found, ROW_FORMATS[form])
    text = found.toxml() if isinstance(found, Document) else str(found)
    assert "二" in text or "\\xe4\\xba\\x8c" in text


@pytest.mark.parametrize(("form", "only_accept"), [*product(GRAPH_FORMATS, (False, True))], ids=str)
@pytest.mark.parametrize("query", [GRAPH, ABOUT], ids=["construct", "describe"])
def test_sparqlwrapper_gets_graphs_in_every_format(wrapper, query, form, only_accept):
    wrapper.setOnlyConneg(only_accept)
    wrapper.setReturnFormat(form)
    wrapper.setQuery(query)
    found = wrapper.queryAndConvert()
    if isinstance(found, bytes):
        found = Graph().parse(data=found, format=GRAPH_FORMATS[form])
    if query == GRAPH:
        assert isomorphic(found, EXPECTED)
    else:
        assert (URIRef("http://example.org/a"), None, Literal(1)) in found


def test_sparqlwrapper_gets_a_yes_and_a_no(wrapper):
    for query, truth in (("ASK {}", True), ("ASK { FILTER(false) }", False)):
        wrapper.setReturnFormat(JSON)
        wrapper.setQuery(query)
        assert wrapper.queryAndConvert()["boolean"] is truth


def test_sparqlwrapper_chooses_the_dataset(wrapper):
    wrapper.setReturnFormat(JSON)
    wrapper.setQuery("SELECT ?o WHERE { ?s <http://example.org/p> ?o FILTER(isNumeric(?o)) }")
    for graph, number in ((ONE, "1"), (TWO, "2")):
        wrapper.clearParameter("default-graph-uri")
        wrapper.addParameter("default-graph-uri", graph)
        (row,) = wrapper.queryAndConvert()["results"]["bindings"]
        assert row["o"]["value"] == number


def test_sparqlwrapper_tells_a_bad_query_and_a_slow_one_apart(wrapper):
    wrapper.setReturnFormat(JSON)
    wrapper.setQuery("SELECT ?x {")
    with pytest.raises(QueryBadFormed, match="line 1"):
        wrapper.query()
    wrapper.addParameter("timeout", "0.3")
    wrapper.setQuery("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }")
    with pytest.raises((EndPointInternalError, OSError), match="503"):
        wrapper.query()


@pytest.fixture(params=["GET", "POST", "POST_FORM"])
def store(server, request):
    """rdflib's store over an endpoint."""
    return SPARQLStore(server.endpoint, method=request.param, returnFormat="json")


def test_rdflib_finds_what_is_in_the_union_and_in_a_graph(store):
    pattern = (None, URIRef("http://example.org/p"), None)
    union = Graph(store)
    assert {str(one) for one in union.subjects(*pattern[1:])} == {
        "http://example.org/a",
        "http://example.org/b",
    }
    one = Graph(store, identifier=URIRef(ONE))
    assert {str(subject) for subject in one.subjects(*pattern[1:])} == {"http://example.org/a"}
    assert len(one) == 2


def test_rdflib_binds_variables_and_names_graphs(store):
    dataset = Dataset(store, default_union=True)
    rows = dataset.query(
        "SELECT ?g ?o WHERE { GRAPH ?g { ?s <http://example.org/p> ?o } }",
        initBindings={"s": URIRef("http://example.org/b")},
    )
    assert {(str(row.g), row.o.toPython()) for row in rows} == {(TWO, "二"), (TWO, 2)}
    assert Variable("g") in rows.vars


@pytest.mark.parametrize("form", ["xml", "json", "csv", "tsv"])
def test_rdflib_reads_rows_in_every_format(server, form):
    store = SPARQLStore(server.endpoint, returnFormat=form)
    rows = list(store.query("SELECT ?x WHERE { VALUES ?x { <http://e/a> <http://e/b> } }"))
    assert {str(row[0]) for row in rows} == {"http://e/a", "http://e/b"}


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
def test_rdflib_asks_and_constructs(server, method):
    store = SPARQLStore(server.endpoint, method=method)
    assert bool(store.query("ASK { ?s <http://example.org/p> ?o }")) is True
    assert isomorphic(store.query(GRAPH).graph, EXPECTED)
