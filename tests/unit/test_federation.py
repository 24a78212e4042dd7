"""SERVICE by the words of its standard: as a pattern whose solutions are joined, wherever it is."""

import re

import pyoxigraph as oxigraph
import pytest

from cocreation.errors import ParameterError, QueryError
from cocreation.linking import calls
from cocreation.linking.federation import FederatedStore
from cocreation.linking.hosts import Hosts
from cocreation.model import FileGraph, Term
from cocreation.store.snapshot import Snapshot
from live.endpoint import endpoint_of

HERE = """
@prefix : <http://example.org/> .
:a :sees :x . :a :name "one" .
:b :sees :y . :b :name "two" .
:c :name "three" .
:a :knows _:here .
:list :endpoint <ENDPOINT> .
"""
THERE = """
@prefix : <http://example.org/> .
:x :label "ex"@en , "十"@zh ; :size 7 .
:y :size 8.5 ; :made "2025-01-01"^^<http://www.w3.org/2001/XMLSchema#date> .
:z :label "zed SERVICE <http://127.0.0.1:9/> { }" ; :size 9 .
:x :part _:p . _:p :weight 1 . _:q :weight 2 . :y :part _:q .
"""
PREFIX = "PREFIX : <http://example.org/> "


@pytest.fixture(scope="module")
def there():
    with endpoint_of(THERE) as running:
        yield running


@pytest.fixture(scope="module")
def here(there):
    return oxigraph.serialize(
        oxigraph.parse(HERE.replace("ENDPOINT", there.address), oxigraph.RdfFormat.TURTLE),
        format=oxigraph.RdfFormat.N_TRIPLES,
    )


@pytest.fixture
def told():
    return []


@pytest.fixture
def store(here, there, told):
    there.asked.clear()
    snapshot = Snapshot.of_graphs([FileGraph("http://example.org/graph", "", here, "")])
    return FederatedStore(snapshot, Hosts.named([there.host]), seconds=20, tell=told.append)


@pytest.fixture(scope="module")
def both(here):
    """All triples in one place, those of the other in a graph: who is asked with GRAPH is right."""
    merged = oxigraph.Store()
    merged.load(here, oxigraph.RdfFormat.N_TRIPLES)
    merged.load(THERE.encode(), oxigraph.RdfFormat.TURTLE, to_graph=oxigraph.NamedNode("urn:there"))
    return merged


def shown(term):
    return "_" if term is None else re.sub(r"^_:.*", "_:", str(term))


def asked(store, query, there, bindings=None):
    found = store.select(PREFIX + query.replace("THERE", f"<{there.address}>"), bindings or {})
    rows = [
        dict(zip(found.variables, (one and _written(one) for one in row), strict=True))
        for row in found.rows
    ]
    return sorted(sorted(f"{name}={value}" for name, value in row.items() if value) for row in rows)


def _written(term: Term) -> str:
    if term.kind == "iri":
        return f"<{term.value}>"
    if term.kind == "blank":
        return "_:"
    return f"{term.value}@{term.language}^^{term.datatype}"


def expected(both, query):
    """What an engine answers that has both, with SERVICE as a graph."""
    local = PREFIX + re.sub(r"SERVICE( SILENT)? THERE", "GRAPH <urn:there>", query)
    solutions = both.query(local)
    from cocreation.store.terms import to_rows  # noqa: PLC0415

    found = to_rows(solutions)
    rows = [
        dict(zip(found.variables, (one and _written(one) for one in row), strict=True))
        for row in found.rows
    ]
    return sorted(sorted(f"{name}={value}" for name, value in row.items() if value) for row in rows)


SHAPES = {
    "joined": "SELECT * { ?s :sees ?o . SERVICE THERE { ?o :size ?n } }",
    "first": "SELECT * { SERVICE THERE { ?o :size ?n } ?s :sees ?o }",
    "alone": "SELECT * { SERVICE THERE { ?o :size ?n } }",
    "twice": "SELECT * { SERVICE THERE { ?o :size ?n } SERVICE THERE { ?o :label ?l } }",
    "optional": "SELECT * { ?s :name ?name OPTIONAL { ?s :sees ?o SERVICE THERE { ?o :label ?l } } }",
    "optional only": "SELECT * { ?s :sees ?o OPTIONAL { SERVICE THERE { ?o :made ?d } } }",
    "optional in optional": (
        "SELECT * { ?s :name ?name OPTIONAL { ?t :sees ?u OPTIONAL { SERVICE THERE "
        "{ ?o :label ?l } } } }"
    ),
    "optional that binds later": (
        "SELECT * { ?s :sees ?o OPTIONAL { ?s :name ?n OPTIONAL { SERVICE THERE { ?o :made ?d } } }"
        " }"
    ),
    "optional within": "SELECT * { ?s :sees ?o SERVICE THERE { ?o :size ?n OPTIONAL { ?o :made ?d } } }",
    "union": "SELECT * { { ?s :name ?o } UNION { ?s :sees ?o SERVICE THERE { ?o :size ?n } } }",
    "union first": "SELECT * { ?s :sees ?o { SERVICE THERE { ?o :made ?n } } UNION { ?s :name ?n } }",
    "union after": "SELECT * { ?s :sees ?o { ?s :name ?n } UNION { SERVICE THERE { ?o :size ?n } } }",
    "nested": "SELECT * { ?s :sees ?o { ?s :name ?name { SERVICE THERE { ?o :size ?n } } } }",
    "minus": "SELECT * { ?s :sees ?o MINUS { SERVICE THERE { ?o :made ?d } } }",
    "after minus": "SELECT * { ?s :sees ?o MINUS { ?s :name 'one' } SERVICE THERE { ?o :size ?n } }",
    "exists": "SELECT * { ?s :sees ?o FILTER EXISTS { SERVICE THERE { ?o :made ?d } } }",
    "filter before": "SELECT * { ?s :sees ?o FILTER(?n > 8) SERVICE THERE { ?o :size ?n } }",
    "filter call before": "SELECT * { ?s :sees ?o FILTER regex(?l, 'e') . SERVICE THERE { ?o :label ?l } }",
    "filter exists before": (
        "SELECT * { ?s :sees ?o FILTER NOT EXISTS { ?o :size ?n } SERVICE THERE { ?o :size ?n } }"
    ),
    "filter bound": (
        "SELECT * { ?s :name ?name OPTIONAL { ?s :sees ?o } FILTER(BOUND(?n)) "
        "SERVICE THERE { ?o :size ?n } }"
    ),
    "unbound before": "SELECT * { ?s :name ?m OPTIONAL { ?s :sees ?o } SERVICE THERE { ?o :size ?n } }",
    "values after": "SELECT * { ?s :sees ?o SERVICE THERE { ?o :size ?n } VALUES ?o { :y } }",
    "values of both": (
        "SELECT * { VALUES (?s ?n) { (:a UNDEF) (UNDEF 8.5) } ?s :sees ?o SERVICE THERE "
        "{ ?o :size ?n } }"
    ),
    "values behind the query": (
        "SELECT ?s ?o ?n { ?s :sees ?o SERVICE THERE { ?o :size ?n } } VALUES ?n { 7 }"
    ),
    "bind": "SELECT * { ?s :sees ?x BIND(?x AS ?o) SERVICE THERE { ?o :size ?n } BIND(?n*2 AS ?m) }",
    "subquery": "SELECT * { ?s :name ?name { SELECT ?s ?n { ?s :sees ?o SERVICE THERE { ?o :size ?n } } } }",
    "subquery with the same name": (
        "SELECT * { ?s :sees ?o { SELECT (MAX(?z) AS ?most) { SERVICE THERE { ?o :size ?z } } } }"
    ),
    "subquery within": (
        "SELECT * { ?s :sees ?o SERVICE THERE { { SELECT ?o (COUNT(*) AS ?n) "
        "{ ?o ?p ?v } GROUP BY ?o } } }"
    ),
    "limit within": "SELECT * { SERVICE THERE { { SELECT ?o ?n { ?o :size ?n } ORDER BY ?n LIMIT 1 } } }",
    "blank nodes": "SELECT * { ?s :sees ?o SERVICE THERE { ?o :part ?p . ?p :weight ?w } }",
    "blank node in the pattern": "SELECT * { ?s :sees ?o SERVICE THERE { ?o :part [ :weight ?w ] } }",
    "no blank node of ours": "SELECT * { :a :knows ?p SERVICE THERE { ?p :weight ?w } }",
    "true": "SELECT * { ?s :sees ?o SERVICE THERE { :x :size 7 } }",
    "false": "SELECT * { ?s :sees ?o SERVICE THERE { :x :size 1 } }",
    "nothing": "SELECT * { ?s :sees ?o SERVICE THERE { ?o :nowhere ?n } }",
    "nothing here": "SELECT * { ?s :nowhere ?o SERVICE THERE { ?o :size ?n } }",
    "dates and languages": "SELECT * { SERVICE THERE { ?o :made|:label ?v } }",
    "graph around": "SELECT * { GRAPH ?g { ?s :sees ?o } SERVICE THERE { ?o :size ?n } }",
    "silent": "SELECT * { ?s :sees ?o SERVICE SILENT THERE { ?o :size ?n } }",
    "counted": "SELECT (COUNT(*) AS ?n) { ?s :sees ?o SERVICE THERE { ?o ?p ?v } }",
    "comment": "SELECT * { ?s :sees ?o # SERVICE <http://127.0.0.1:9/> { }\n SERVICE THERE { ?o :size ?n } }",
    "the word elsewhere": "SELECT * { SERVICE THERE { ?o :label ?l } FILTER(?l != 'service') }",
}


@pytest.mark.parametrize("name", SHAPES)
def test_a_call_means_what_its_pattern_means_there(store, there, both, name):
    if name == "graph around":
        found = asked(store, SHAPES[name], there)
        assert len(found) == 2
        return
    assert asked(store, SHAPES[name], there) == expected(both, SHAPES[name])
