"""What a query sees of a server that holds more than our graph: the same as on disk."""

from pathlib import Path

import pyoxigraph
import pytest

from cocreation.errors import QueryError, StoreError
from cocreation.model import FileGraph, Term
from cocreation.namespaces import BASE, GRAPH, STORE, XSD
from cocreation.store import embedded
from cocreation.store.base import GRAPH_TYPES, N_TRIPLES, ROWS_TYPES, Dataset
from cocreation.store.remote import RemoteWriter
from small_graphs import VALUES, by_graph, column, graph, values

FOREIGN = "urn:foreign"
A, B = GRAPH + "data/a", GRAPH + "data/b"
NUMBER = "<urn:s> <urn:p> ?value"


@pytest.fixture
def graphs():
    return [graph("data/a", 1, 2), graph("data/b", 3), graph("inferred/data/a", 2)]


@pytest.fixture
def hosted(store, writer, graphs):
    writer.write(graphs, "digest")
    return store


@pytest.fixture
def on_disk(graphs, tmp_path):
    embedded.write(tmp_path / "store", graphs, "digest")
    return embedded.open_snapshot(tmp_path / "store")


def test_without_from_a_query_sees_the_union_of_our_graphs_and_each_triple_once(hosted):
    assert values(hosted) == ["1", "2", "3"]


def test_a_graph_of_any_name_is_one_of_ours(hosted):
    assert by_graph(hosted) == [
        ("data/a", "1"),
        ("data/a", "2"),
        ("data/b", "3"),
        ("inferred/data/a", "2"),
    ]


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?g WHERE { GRAPH ?g { ?s <urn:q> ?o } }",
        f"SELECT ?o WHERE {{ GRAPH <{FOREIGN}> {{ ?s ?p ?o }} }}",
        "PREFIX u: <urn:> SELECT ?o WHERE { GRAPH u:foreign { ?s ?p ?o } }",
        f"SELECT ?o FROM <{FOREIGN}> WHERE {{ ?s ?p ?o }}",
        f"SELECT ?o FROM NAMED <{FOREIGN}> WHERE {{ GRAPH ?g {{ ?s ?p ?o }} }}",
        f"SELECT ?o FROM <{A}> WHERE {{ GRAPH <{FOREIGN}> {{ ?s ?p ?o }} }}",
        f"SELECT ?o FROM <{A}> WHERE {{ GRAPH ?g {{ ?s ?p ?o }} }}",
        f"SELECT ?g WHERE {{ GRAPH <{STORE}catalog> {{ ?g ?p ?o }} }}",
        f"SELECT ?g WHERE {{ GRAPH ?g {{ ?s ?p ?o }} FILTER(STRSTARTS(STR(?g), '{STORE}')) }}",
        "SELECT ?o WHERE { ?s <urn:q> ?o }",
        "SELECT ?o WHERE { ?s ?p ?o FILTER EXISTS { GRAPH ?g { ?s <urn:q> ?x } } }",
    ],
)
def test_nothing_else_on_the_server_is_seen(hosted, on_disk, query):
    assert hosted.select(query).rows == on_disk.select(query).rows == ()


def test_describe_tells_what_ours_says(hosted):
    body = hosted.answer("DESCRIBE <urn:s>", N_TRIPLES).body
    assert b'"3"' in body
    assert b"urn:q" not in body


@pytest.mark.parametrize(
    "query",
    [
        f"SELECT ?value FROM <{A}> WHERE {{ {NUMBER} }} ORDER BY ?value",
        f"BASE <{GRAPH}> SELECT ?value FROM <data/b> WHERE {{ {NUMBER} }}",
        f"PREFIX g: <{GRAPH}data/> SELECT * FROM NAMED g:b WHERE {{ GRAPH g:b {{ {NUMBER} }} }}",
        f"SELECT ?value FROM NAMED <{B}> WHERE {{ GRAPH ?g {{ {NUMBER} }} }}",
        f"""SELECT ?value FROM <{A}> FROM NAMED <{B}>
        WHERE {{ {NUMBER} FILTER NOT EXISTS {{ GRAPH ?g {{ {NUMBER} }} }} }} ORDER BY ?value""",
        f"SELECT ?value WHERE {{ GRAPH <graph/data/b> {{ {NUMBER} }} }}",
        f"SELECT ?value WHERE {{ {NUMBER} MINUS {{ GRAPH <{A}> {{ {NUMBER} }} }} }}",
        f"SELECT ?value WHERE {{GRAPH ?g {{ {NUMBER} }} {NUMBER}}} ORDER BY ?value",
        f"""SELECT ?value (COUNT(?g) AS ?graphs)
        WHERE {{ {{ SELECT ?g ?value WHERE {{ GRAPH ?g {{ {NUMBER} }} }} }} }}
        GROUP BY ?value ORDER BY ?value""",
        f"ASK {{ GRAPH <{A}> {{ <urn:s> <urn:p> 3 }} }}",
        f"ASK {{ GRAPH <{B}> {{ <urn:s> <urn:p> 3 }} }}",
        f"CONSTRUCT {{ ?g <urn:has> ?value }} WHERE {{ GRAPH ?g {{ {NUMBER} }} }}",
        f"# GRAPH ?g {{\nSELECT * WHERE {{ {NUMBER} FILTER('GRAPH {{' != '}}' && ?value = 1) }}",
    ],
)
def test_a_query_answers_as_on_disk(hosted, on_disk, query):
    ours, theirs = hosted.answer(query), on_disk.answer(query)
    assert (ours.form, ours.media_type) == (theirs.form, theirs.media_type)
    if ours.form == "construct":
        assert triples(ours.body) == triples(theirs.body)
    else:
        assert ours.body == theirs.body


def triples(turtle: bytes) -> list[str]:
    """What Turtle says, in whatever order and grouping."""
    read = pyoxigraph.parse(turtle, format=pyoxigraph.RdfFormat.TURTLE)
    return sorted(str(one.triple) for one in read)


@pytest.mark.parametrize(
    ("dataset", "expected"),
    [
        (Dataset((A,)), ["1", "2"]),
        (Dataset((B, FOREIGN)), ["3"]),
        (Dataset((), (A,)), []),
        (Dataset((FOREIGN,)), []),
    ],
)
def test_a_dataset_of_the_caller_goes_before_the_query_s_own(hosted, dataset, expected):
    query = f"SELECT ?value FROM <{B}> WHERE {{ {NUMBER} }} ORDER BY ?value"
    body = hosted.answer(query, "text/csv", dataset=dataset).body.decode()
    assert body.splitlines()[1:] == expected


def test_a_dataset_of_relative_names_is_refused(hosted):
    with pytest.raises(QueryError, match="absolute IRI"):
        hosted.answer(VALUES, dataset=Dataset(("data/a",)))


def test_a_relative_iri_is_resolved_as_on_disk(hosted, on_disk):
    query = "SELECT (STR(<id/x>) AS ?iri) WHERE { ?s ?p 1 }"
    assert column(hosted, query) == column(on_disk, query) == [BASE + "id/x"]


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("SELECT * WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "SERVICE"),
        (f"DEFINE input:default-graph-uri <{FOREIGN}> SELECT * {{ ?s ?p ?o }}", "input"),
        ("SELECT * WHERE { ?s ?p ?o } OPTION (ORDER)", "OPTION"),
        ("SELECT (<bif:rdf_rand>() AS ?x) WHERE { ?s ?p ?o }", "no function"),
        ("PREFIX x: <sql:> SELECT (x:y() AS ?x) WHERE { ?s ?p ?o }", "no function"),
        ("SELECT (bif:rand(1) AS ?x) WHERE { ?s ?p ?o }", "prefix bif:"),
        (r"SELECT * WHERE { G\u0052APH ?g { ?s ?p ?o } }", "“G” is not a word"),
        (r'SELECT * WHERE { ?s ?p "\u0022 . GRAPH ?g { ?s ?p ?o } #" }', "plain letter"),
        ("DROP ALL", "only queries"),
        ("SELECT * WHERE { ?s ?p ", "refuses the query"),
    ],
)
def test_what_could_lead_out_of_our_graph_is_refused(hosted, query, told):
    with pytest.raises(QueryError, match=told):
        hosted.answer(query)


def test_a_letter_beyond_ascii_may_be_written_by_its_number(hosted):
    assert column(hosted, r'SELECT ("\u4e2d" AS ?x) WHERE { ?s ?p 1 }') == ["中"]


@pytest.mark.parametrize(
    "text", [r"a \u0022 b", 'a "quoted" } #', "行\n末", "\\", "<urn:x> .", "😀"]
)
@pytest.mark.parametrize("addresses", ["open", "guarded"])
def test_any_text_comes_back_as_it_went_in(empty, store, text, addresses):
    triple = pyoxigraph.Triple(*[pyoxigraph.NamedNode("urn:a")] * 2, pyoxigraph.Literal(text))
    lines = pyoxigraph.serialize([triple], format=pyoxigraph.RdfFormat.N_TRIPLES)
    writer = RemoteWriter(getattr(empty, addresses), seconds=60)
    writer.write([FileGraph(A, Path("a"), lines, "")], "")
    assert store.select("SELECT ?o WHERE { ?s ?p ?o }").rows == ((Term("literal", text),),)


def test_a_blank_node_is_the_same_in_its_graph_and_in_the_union(writer, store):
    blank = FileGraph(A, Path("a"), b"_:x <urn:p> _:y .\n_:y <urn:p> <urn:o> .\n", "")
    writer.write([blank], "")
    query = "SELECT ?s WHERE { ?s <urn:p> ?o . GRAPH ?g { ?s <urn:p> ?o . ?o <urn:p> ?z } }"
    assert [row[0].kind for row in store.select(query).rows] == ["blank"]


def test_a_parameter_is_bound_and_stays_a_value(hosted):
    query = "SELECT ?s ?value WHERE { ?s <urn:p> ?value } ORDER BY ?value"
    bound = {"value": Term("literal", "2", datatype=XSD + "integer")}
    assert len(hosted.select(query, bound).rows) == 1
    assert hosted.select(query, {"value": Term("literal", '" } DROP ALL #')}).rows == ()


def test_truth_comes_as_truth(hosted):
    assert hosted.answer("ASK { ?s ?p 3 }").body == b'{"head":{},"boolean":true}'
    assert hosted.answer("ASK { ?s ?p 4 }").body == b'{"head":{},"boolean":false}'


@pytest.mark.parametrize("media_type", [*ROWS_TYPES, *GRAPH_TYPES])
def test_answers_come_in_every_format(hosted, media_type):
    query = VALUES if media_type in ROWS_TYPES else "CONSTRUCT WHERE { ?s ?p ?o }"
    assert hosted.answer(query, media_type).body


def test_an_answer_that_the_server_cuts_is_refused(writer, store):
    writer.write([graph("data/a", *range(10_050))], "")
    with pytest.raises(QueryError, match="cuts answers after 10000 rows"):
        store.select(VALUES)


def test_without_a_build_the_store_says_how_to_make_one(store):
    with pytest.raises(StoreError, match="run `cocreation build --store http://127"):
        store.select(VALUES)
