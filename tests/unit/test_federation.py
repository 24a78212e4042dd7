"""SERVICE by the words of its standard: as a pattern whose solutions are joined, wherever it is."""

import re
import time

import pyoxigraph as oxigraph
import pytest

from cocreation.errors import ParameterError, QueryError
from cocreation.linking import calls
from cocreation.linking.federation import FederatedStore
from cocreation.linking.hosts import Hosts
from cocreation.model import FileGraph, Term
from cocreation.store.snapshot import Snapshot
from cocreation.store.terms import to_rows
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
    "optional": (
        "SELECT * { ?s :name ?name OPTIONAL { ?s :sees ?o SERVICE THERE { ?o :label ?l } } }"
    ),
    "optional only": "SELECT * { ?s :sees ?o OPTIONAL { SERVICE THERE { ?o :made ?d } } }",
    "optional in optional": (
        "SELECT * { ?s :name ?name OPTIONAL { ?t :sees ?u OPTIONAL { SERVICE THERE "
        "{ ?o :label ?l } } } }"
    ),
    "optional that binds later": (
        "SELECT * { ?s :sees ?o OPTIONAL { ?s :name ?n OPTIONAL { SERVICE THERE { ?o :made ?d } } }"
        " }"
    ),
    "optional within": (
        "SELECT * { ?s :sees ?o SERVICE THERE { ?o :size ?n OPTIONAL { ?o :made ?d } } }"
    ),
    "union": "SELECT * { { ?s :name ?o } UNION { ?s :sees ?o SERVICE THERE { ?o :size ?n } } }",
    "union first": (
        "SELECT * { ?s :sees ?o { SERVICE THERE { ?o :made ?n } } UNION { ?s :name ?n } }"
    ),
    "union after": (
        "SELECT * { ?s :sees ?o { ?s :name ?n } UNION { SERVICE THERE { ?o :size ?n } } }"
    ),
    "nested": "SELECT * { ?s :sees ?o { ?s :name ?name { SERVICE THERE { ?o :size ?n } } } }",
    "minus": "SELECT * { ?s :sees ?o MINUS { SERVICE THERE { ?o :made ?d } } }",
    "after minus": (
        "SELECT * { ?s :sees ?o MINUS { ?s :name 'one' } SERVICE THERE { ?o :size ?n } }"
    ),
    "exists": "SELECT * { ?s :sees ?o FILTER EXISTS { SERVICE THERE { ?o :made ?d } } }",
    "filter before": "SELECT * { ?s :sees ?o FILTER(?n > 8) SERVICE THERE { ?o :size ?n } }",
    "filter call before": (
        "SELECT * { ?s :sees ?o FILTER regex(?l, 'e') . SERVICE THERE { ?o :label ?l } }"
    ),
    "filter exists before": (
        "SELECT * { ?s :sees ?o FILTER NOT EXISTS { ?o :size ?n } SERVICE THERE { ?o :size ?n } }"
    ),
    "filter bound": (
        "SELECT * { ?s :name ?name OPTIONAL { ?s :sees ?o } FILTER(BOUND(?n)) "
        "SERVICE THERE { ?o :size ?n } }"
    ),
    "unbound before": (
        "SELECT * { ?s :name ?m OPTIONAL { ?s :sees ?o } SERVICE THERE { ?o :size ?n } }"
    ),
    "values after": "SELECT * { ?s :sees ?o SERVICE THERE { ?o :size ?n } VALUES ?o { :y } }",
    "values of both": (
        "SELECT * { VALUES (?s ?n) { (:a UNDEF) (UNDEF 8.5) } ?s :sees ?o SERVICE THERE "
        "{ ?o :size ?n } }"
    ),
    "values behind the query": (
        "SELECT ?s ?o ?n { ?s :sees ?o SERVICE THERE { ?o :size ?n } } VALUES ?n { 7 }"
    ),
    "bind": (
        "SELECT * { ?s :sees ?x BIND(?x AS ?o) SERVICE THERE { ?o :size ?n } BIND(?n*2 AS ?m) }"
    ),
    "subquery": (
        "SELECT * { ?s :name ?name { SELECT ?s ?n { ?s :sees ?o SERVICE THERE { ?o :size ?n } } } }"
    ),
    "subquery with the same name": (
        "SELECT * { ?s :sees ?o { SELECT (MAX(?z) AS ?most) { SERVICE THERE { ?o :size ?z } } } }"
    ),
    "subquery within": (
        "SELECT * { ?s :sees ?o SERVICE THERE { { SELECT ?o (COUNT(*) AS ?n) "
        "{ ?o ?p ?v } GROUP BY ?o } } }"
    ),
    "limit within": (
        "SELECT * { SERVICE THERE { { SELECT ?o ?n { ?o :size ?n } ORDER BY ?n LIMIT 1 } } }"
    ),
    "blank nodes": "SELECT * { ?s :sees ?o SERVICE THERE { ?o :part ?p . ?p :weight ?w } }",
    "blank node in the pattern": (
        "SELECT * { ?s :sees ?o SERVICE THERE { ?o :part [ :weight ?w ] } }"
    ),
    "no blank node of ours": "SELECT * { :a :knows ?p SERVICE THERE { ?p :weight ?w } }",
    "true": "SELECT * { ?s :sees ?o SERVICE THERE { :x :size 7 } }",
    "false": "SELECT * { ?s :sees ?o SERVICE THERE { :x :size 1 } }",
    "nothing": "SELECT * { ?s :sees ?o SERVICE THERE { ?o :nowhere ?n } }",
    "nothing here": "SELECT * { ?s :nowhere ?o SERVICE THERE { ?o :size ?n } }",
    "dates and languages": "SELECT * { SERVICE THERE { ?o :made|:label ?v } }",
    "graph around": "SELECT * { GRAPH ?g { ?s :sees ?o } SERVICE THERE { ?o :size ?n } }",
    "silent": "SELECT * { ?s :sees ?o SERVICE SILENT THERE { ?o :size ?n } }",
    "counted": "SELECT (COUNT(*) AS ?n) { ?s :sees ?o SERVICE THERE { ?o ?p ?v } }",
    "comment": (
        "SELECT * { ?s :sees ?o # SERVICE <http://127.0.0.1:9/> { }\n SERVICE THERE { ?o :size "
        "?n } }"
    ),
    "the word elsewhere": "SELECT * { SERVICE THERE { ?o :label ?l } FILTER(?l != 'service') }",
}


@pytest.mark.parametrize("name", SHAPES)
def test_a_call_means_what_its_pattern_means_there(store, there, both, name):
    if name == "graph around":
        found = asked(store, SHAPES[name], there)
        assert len(found) == 2
        return
    assert asked(store, SHAPES[name], there) == expected(both, SHAPES[name])


@pytest.mark.parametrize(
    "form", ["ASK", "CONSTRUCT { ?s :has ?n }", "DESCRIBE ?s", "SELECT (SUM(?n) AS ?all)"]
)
def test_every_form_may_call(store, there, form):
    query = f"{PREFIX}{form} WHERE {{ ?s :sees ?o SERVICE <{there.address}> {{ ?o :size ?n }} }}"
    assert store.answer(query).body


def test_only_what_joins_is_asked_for(store, there):
    asked(store, SHAPES["joined"], there)
    (sent,) = there.asked
    assert "<http://example.org/x>" in sent
    assert "<http://example.org/y>" in sent
    assert ":sees" not in sent


@pytest.mark.parametrize(
    "before",
    ["?s :sees ?o . FILTER(ISIRI(?o)) . ?s :sees ?other", "?s :sees ?o FILTER(ISIRI(?o)) ?s a ?c"],
)
def test_a_filter_between_patterns_does_not_widen_what_is_asked_for(store, there, before):
    asked(store, f"SELECT * {{ {before} SERVICE THERE {{ ?o :size ?n }} }}", there)
    assert all("VALUES" in sent for sent in there.asked)


def test_what_the_engine_spells_anew_is_not_passed_on(store, there):
    query = 'SELECT * { VALUES ?n { "01"^^xsd:integer } SERVICE THERE { ?o :size ?n } }'
    asked(store, query.replace("xsd:integer", "<http://www.w3.org/2001/XMLSchema#integer>"), there)
    assert all("VALUES" not in sent for sent in there.asked)


def test_silent_keeps_what_the_others_answer(store, there, told):
    away = "http://127.0.0.1:1/sparql"
    store = FederatedStore(
        store._store, Hosts.named([there.host, "http://127.0.0.1:1"]), seconds=20, tell=told.append
    )
    query = f"""SELECT * {{ ?s :sees ?o SERVICE SILENT ?e {{ ?o :size ?n }}
      VALUES ?e {{ THERE <{away}> }} }}"""
    found = asked(store, query, there)
    assert len([row for row in found if any(value.startswith("n=") for value in row)]) == 2
    assert told


def test_many_values_are_asked_for_in_batches(store, there, monkeypatch):
    monkeypatch.setattr(calls, "BATCH", 1)
    assert len(asked(store, SHAPES["joined"], there)) == 2
    assert len(there.asked) == 2


def test_nobody_is_asked_for_what_joins_with_nothing(store, there):
    assert asked(store, SHAPES["nothing here"], there) == []
    assert there.asked == []


def test_a_blank_node_of_two_batches_is_two_and_of_one_is_one(store, there, monkeypatch):
    shared = "SELECT * { ?s :sees ?o SERVICE THERE { ?o :size ?n . ?p :weight ?w } }"
    rows = store.select(PREFIX + shared.replace("THERE", f"<{there.address}>")).rows
    assert len({cell for row in rows for cell in row if cell.kind == "blank"}) == 2
    monkeypatch.setattr(calls, "BATCH", 1)
    rows = store.select(PREFIX + shared.replace("THERE", f"<{there.address}>")).rows
    assert len({cell for row in rows for cell in row if cell.kind == "blank"}) == 4


def test_a_variable_may_name_whom_a_call_asks(store, there):
    query = "SELECT * { :list :endpoint ?e . ?s :sees ?o . SERVICE ?e { ?o :size ?n } }"
    found = asked(store, query, there)
    assert len(found) == 2
    assert all(f"e=<{there.address}>" in row for row in found)


def test_values_may_name_whom_a_call_asks(store, there):
    query = "SELECT * { ?s :sees ?o SERVICE ?e { ?o :size ?n } VALUES ?e { THERE } }"
    assert len(asked(store, query, there)) == 2


def test_a_parameter_may_name_whom_a_call_asks(store, there):
    query = "SELECT ?e ?s ?n { ?s :sees ?o SERVICE ?e { ?o :size ?n } }"
    found = asked(store, query, there, {"e": Term("iri", there.address)})
    assert len(found) == 2
    assert all(f"e=<{there.address}>" in row for row in found)


def test_parameters_narrow_what_is_asked_for(store, there):
    query = "SELECT ?s ?n { ?s :sees ?o SERVICE THERE { ?o :size ?n } }"
    found = asked(store, query, there, {"s": Term("iri", "http://example.org/a")})
    assert len(found) == 1
    assert "<http://example.org/y>" not in there.asked[0]


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE ?e { ?o :size ?n } }",
        "SELECT * { ?s :sees ?o OPTIONAL { ?s :nowhere ?e } SERVICE ?e { ?o :size ?n } }",
        "SELECT * { ?s :name ?e SERVICE ?e { ?o :size ?n } }",
    ],
)
def test_a_variable_that_names_nobody_is_refused(store, there, query):
    with pytest.raises(QueryError, match=r"is not known before; give \?e by VALUES"):
        asked(store, query, there)
    assert there.asked == []


@pytest.mark.parametrize("silent", ["", "SILENT"])
@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("http://127.0.0.1:9/", "--allow-service 127.0.0.1:9 "),
        ("https://query.wikidata.org/sparql", "--allow-service query.wikidata.org "),
        ("http://example.org/sparql", "--allow-service http://example.org "),
        ("https://example.org:8443/", "--allow-service example.org:8443 "),
        ("http://user:word@127.0.0.1/", "is not the address of a SPARQL endpoint"),
        ("file:///etc/passwd", "is not the address of a SPARQL endpoint"),
        ("ftp://127.0.0.1/", "is not the address of a SPARQL endpoint"),
        ("relative", "--allow-service w3id.org "),
    ],
)
def test_whoever_is_not_named_is_not_asked(store, there, address, said, silent):
    with pytest.raises(QueryError, match=said):
        asked(
            store,
            f"ASK {{ SERVICE THERE {{}} SERVICE {silent} <{address}> {{ ?s ?p ?o }} }}",
            there,
        )
    assert there.asked == []


def test_the_same_host_at_another_port_is_another(store, there):
    port = int(there.host.rpartition(":")[2]) + 1
    with pytest.raises(QueryError, match="not allowed"):
        asked(store, f"ASK {{ SERVICE <http://127.0.0.1:{port}/sparql> {{ ?s ?p ?o }} }}", there)


@pytest.mark.parametrize(
    ("name", "allowed", "refused"),
    [
        (
            "zbw.eu",
            ["https://zbw.eu/a", "https://ZBW.eu:443/"],
            ["http://zbw.eu/", "https://a.zbw.eu/"],
        ),
        ("zbw.eu:8443", ["https://zbw.eu:8443/"], ["https://zbw.eu/"]),
        ("http://zbw.eu", ["http://zbw.eu/a"], ["https://zbw.eu/", "http://zbw.eu:81/"]),
        (
            "localhost:81",
            ["http://localhost:81/", "https://localhost:81/"],
            ["http://127.0.0.1:81/"],
        ),
        ("[::1]:81", ["http://[::1]:81/"], ["http://[::1]/"]),
        ("192.168.1.5", ["https://192.168.1.5/"], ["http://192.168.1.5/"]),
    ],
)
def test_a_host_is_allowed_as_it_is_named(name, allowed, refused):
    hosts = Hosts.named([name])
    for address in allowed:
        hosts.check(address)
    for address in refused:
        with pytest.raises(QueryError, match="not allowed"):
            hosts.check(address)


@pytest.mark.parametrize(
    "name", ["", "https://", "zbw.eu/path", "a b", "ftp://zbw.eu", "*", "user@zbw.eu", "a:b", "a?b"]
)
def test_what_is_no_host_cannot_be_allowed(name):
    with pytest.raises(ParameterError, match="give HOST or HOST:PORT"):
        Hosts.named([name])


def test_a_fault_of_the_query_is_told_at_its_place_before_anybody_is_asked(store, there):
    faults = []
    for call in (f"SERVICE\n<{there.address}>", "\n"):
        with pytest.raises(QueryError) as caught:
            store.select(f"SELECT *\n{{ {call} {{ ?s ?p ?o }}\n  ?s ?p }}")
        faults.append((caught.value.message, caught.value.details["line"]))
    assert faults[0] == faults[1]
    assert faults[0][1] == 4
    assert there.asked == []


@pytest.mark.parametrize(
    "query", ["ASK { SERVICE }", "ASK { SERVICESILENT <urn:a> {} }", "ASK { SERVICE 1 {} }"]
)
def test_what_cannot_be_read_as_a_call_is_refused(store, there, query):
    with pytest.raises(QueryError):
        store.answer(query)
    assert there.asked == []


def test_the_dataset_is_that_of_the_query(store, there):
    query = (
        f"SELECT * FROM <urn:none> {{ ?s <http://example.org/sees> ?o "
        f"SERVICE <{there.address}> {{ ?o ?p ?n }} }}"
    )
    assert store.select(query).rows == ()
    assert there.asked == []


def test_a_query_of_very_many_calls_is_refused_at_once(store, there):
    began = time.monotonic()
    with pytest.raises(QueryError, match="more than 20 times"):
        store.answer("ASK {" + "SERVICE<urn:a>{}" * 50_000 + "}")
    # Read once for each call it would take hours.
    assert time.monotonic() - began < 120
