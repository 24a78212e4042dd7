"""Other datasets as they are read: what they hold, and what becomes of servers that fail or lie."""

import json
import time

import pytest

from answering import SPARQL_JSON, answering, as_endpoint
from cocreation.errors import CocreationError, QueryTimeoutError, SourceError, StoreError
from cocreation.linking import endpoint as endpoints
from cocreation.linking import service as services
from cocreation.linking.endpoint import Endpoint
from cocreation.linking.entities import Entity, Name
from cocreation.linking.reading import read_things
from cocreation.linking.service import Reconciler, read_manifest
from cocreation.namespaces import PREFIXES, SKOS
from cocreation.settings import SparqlServer
from cocreation.store.remote import RemoteStore, transport
from cocreation.store.remote.transport import Transport

OTHERS = """
@prefix org: <http://www.w3.org/ns/org#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix wdt: <http://www.wikidata.org/prop/direct/> .
@prefix o: <https://others.example/> .
o:1 a org:Organization ; rdfs:label "Delta Steel"@en , "三角鋼鐵"@zh-hant , "Delta-Stahl"@de ;
  org:unitOf o:2 ; wdt:P17 o:3 .
o:2 a org:Organization ; rdfs:label "Delta Group"@en .
o:3 rdfs:label "China"@en , "中国"@zh .
o:4 skos:prefLabel "Knowledge management"@en ; skos:altLabel "KM"@en ; a skos:Concept .
o:5 rdfs:comment "Nobody's name"@en .
"""
ORG = PREFIXES["org"]
DELTA = Entity("urn:ours", (Name("Delta Steel", "en"), Name("三角钢铁", "zh")))
MANIFEST = {
    "versions": ["0.2"],
    "name": "Others",
    "identifierSpace": "https://others.example/",
    "schemaSpace": "http://www.w3.org/ns/org#",
}


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    monkeypatch.setattr(transport, "_FIRST_PAUSE", 0.01)


def read(server, wanted=(DELTA,), seconds=10.0):
    store = RemoteStore(server.address, seconds=seconds)
    return Endpoint(store, server.address, seconds).read(wanted)


def reconcile(server, wanted=(DELTA,), seconds=10.0):
    sent = Transport(SparqlServer(server.address, server.address))
    return Reconciler(sent, read_manifest(sent, seconds), seconds).read(wanted, lambda *_: None)


def service(candidates, manifest=MANIFEST):
    """Answer as a reconciliation service that names the same for every name."""

    def answer(form):
        if not form:
            return 200, "application/json", json.dumps(manifest).encode()
        asked = json.loads(form["queries"])
        told = {key: {"result": candidates} for key in asked}
        return 200, "application/json", json.dumps(told).encode()

    return answer


def test_things_of_a_file_have_their_names_classes_and_what_they_point_at(tmp_path):
    path = tmp_path / "others.ttl"
    path.write_text(OTHERS, encoding="utf-8")
    things = {one.iri: one for one in read_things(path).entities}
    delta = things["https://others.example/1"]
    assert {name.text for name in delta.names} == {"Delta Steel", "三角鋼鐵", "Delta-Stahl"}
    assert delta.names[-1] == Name("Delta-Stahl", "de")
    assert delta.types == (ORG + "Organization",)
    assert (ORG + "unitOf", "Delta Group") in delta.context
    assert "https://others.example/5" not in things


@pytest.mark.parametrize(
    ("ending", "text"),
    [
        (".nt", '<https://o.example/1> <http://www.w3.org/2004/02/skos/core#prefLabel> "KM" .'),
        (".jsonld", '{"@id": "https://o.example/1", "https://schema.org/name": "KM"}'),
        (
            ".rdf",
            (
                '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
                'xmlns:foaf="http://xmlns.com/foaf/0.1/"><rdf:Description '
                'rdf:about="https://o.example/1"><foaf:name>KM</foaf:name></rdf:Description></rdf:RDF>'
            ),
        ),
    ],
)
def test_a_file_may_be_in_any_syntax(ending, text, tmp_path):
    path = tmp_path / f"others{ending}"
    path.write_text(text, encoding="utf-8")
    assert [one.names[0].text for one in read_things(path).entities] == ["KM"]


def test_a_file_that_is_none_is_told_with_its_name(tmp_path):
    path = tmp_path / "others.ttl"
    path.write_text("<html>")
    with pytest.raises(SourceError, match=r"others\.ttl"):
        read_things(path)


def test_a_small_endpoint_is_read_whole():
    with answering(as_endpoint(OTHERS)) as server:
        things = {one.iri: one for one in read(server, wanted=()).entities}
    assert {iri[-1] for iri in things} == set("1234")
    delta = things["https://others.example/1"]
    assert {name.text for name in delta.names} == {"Delta Steel", "三角鋼鐵"}
    assert {value for _, value in delta.context} == {"Delta Group", "China", "中国"}


def test_a_large_endpoint_is_asked_for_our_names_as_they_may_be_written(monkeypatch):
    monkeypatch.setattr(endpoints, "_MOST_NAMES", 3)
    with answering(as_endpoint(OTHERS)) as server:
        by_script = read(server, [Entity("urn:x", (Name("三角钢铁有限公司", "zh"),))])
        by_form = read(server, [Entity("urn:x", (Name("Delta Steel Co., Ltd.", "en"),))])
        none = read(server, [Entity("urn:x", (Name("Gamma", "en"),))])
    assert [one.iri[-1] for one in by_script.entities] == ["1"]
    assert [one.iri[-1] for one in by_form.entities] == ["1"]
    assert none.entities == ()


def test_names_are_bound_and_never_become_part_of_a_query(monkeypatch):
    monkeypatch.setattr(endpoints, "_MOST_NAMES", 0)
    hostile = 'Delta Steel" } ?s ?p ?o . { # \n\\'
    with answering(as_endpoint(OTHERS)) as server:
        assert read(server, [Entity("urn:x", (Name(hostile, "en"),))]).entities == ()


def test_an_answer_that_is_full_is_asked_for_in_halves_and_what_is_left_out_is_told(monkeypatch):
    monkeypatch.setattr(endpoints, "_ROWS", 5)
    with answering(as_endpoint(OTHERS)) as server:
        reading = read(server, wanted=())
    assert {one.iri[-1] for one in reading.entities} == set("1234")
    [note] = reading.notes
    assert "only the first of them were compared" in note.en
    assert server.address in note.zh


def test_a_server_that_cuts_without_a_word_is_asked_for_less_at_once(monkeypatch):
    monkeypatch.setattr(endpoints, "_ROUND", 2)
    whole = as_endpoint(OTHERS)

    def cutting(form):
        status, kind, body = whole(form)
        results = json.loads(body)
        del results["results"]["bindings"][4:]
        return status, kind, json.dumps(results).encode()

    with answering(cutting) as server:
        reading = read(server, [DELTA, Entity("urn:x", (Name("Delta Group", "en"),))])
    assert {one.iri[-1] for one in reading.entities} == {"1", "2"}
    assert any("Delta Steel" in form.get("query", "") for form in server.forms)
    assert "4 answers to one question" in reading.notes[0].en


ROW = {"thing": {"type": "uri", "value": "https://others.example/1"}}


def rows(*bindings):
    told = {"head": {"vars": ["thing"]}, "results": {"bindings": list(bindings)}}
    return json.dumps(told).encode()


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ((200, "text/html", b"<html>Welcome</html>"), "no usable answer"),
        ((200, SPARQL_JSON, rows(ROW)[:40]), "no usable answer"),
        ((200, SPARQL_JSON, b'{"results": {"bindings": 7}}'), "no usable answer"),
        (
            (200, SPARQL_JSON, b'{"head": {"vars": ["thing"]}, "results": {"bindings": [[]]}}'),
            "no usable",
        ),
        ((200, SPARQL_JSON, rows(*[ROW] * 6_000)), "more rows than the 5001 asked for"),
        ((500, "text/plain", b"out of order"), "500"),
        ((429, "text/plain", b"later"), "busy"),
        ((301, "text/plain", b""), "moved"),
    ],
)
def test_an_endpoint_that_fails_or_lies_costs_a_sentence(said, sentence):
    with (
        answering(lambda _: said) as server,
        pytest.raises(CocreationError, match=sentence) as told,
    ):
        read(server)
    assert told.value.message.zh


def test_an_endpoint_that_is_away_costs_a_sentence():
    with answering(lambda _: (200, SPARQL_JSON, b"")) as server:
        pass
    with pytest.raises(StoreError, match="cannot be reached"):
        read(server)


@pytest.mark.parametrize("reading", [read, reconcile])
def test_a_server_that_is_slow_is_given_up_in_time(reading):
    with answering(lambda _: (200, SPARQL_JSON, b" " * 1_000)) as server:
        server.pause = 0.05
        began = time.monotonic()
        with pytest.raises(QueryTimeoutError):
            reading(server, seconds=0.5)
    assert time.monotonic() - began < 5


@pytest.mark.parametrize("reading", [read, reconcile])
def test_a_body_that_ends_too_early_costs_a_sentence(reading):
    with answering(lambda _: (200, SPARQL_JSON, b"{")) as server:
        server.largest = 1_000
        with pytest.raises(StoreError):
            reading(server)


def test_names_that_are_none_and_iris_that_do_something_are_passed_over():
    label = "<http://www.w3.org/2000/01/rdf-schema#label>"
    hostile = f"""
    <javascript:alert(1)> {label} "Delta Steel"@en .
    <https://others.example/long> {label} "{"x" * 10_000}"@en .
    <https://others.example/steering> {label} "Delta\\u001B[31m\\u202E Steel"@en .
    """
    with answering(as_endpoint(hostile)) as server:
        [thing] = read(server).entities
    assert thing.iri == "https://others.example/steering"
    assert thing.names == (Name("Delta[31m Steel", "en"),)


def test_a_service_names_things_and_its_scores_are_not_believed():
    candidates = [
        {
            "id": "7",
            "name": "Delta Steel",
            "score": 3,
            "match": False,
            "type": [{"id": "Organization", "name": "x"}],
        },
        {"id": "https://elsewhere.example/8", "name": "Omega", "score": 100, "match": True},
    ]
    with answering(service(candidates)) as server:
        things = reconcile(server).entities
    assert [one.iri for one in things] == [
        "https://elsewhere.example/8",
        "https://others.example/7",
    ]
    assert things[1].types == (ORG + "Organization",)
    assert all(not hasattr(one, "score") for one in things)


def test_a_service_gets_each_name_once_and_no_more_at_once_than_it_takes():
    wanted = [Entity(f"urn:{n}", (Name(f"Delta {n // 2}"),)) for n in range(10)]
    with answering(service([], {**MANIFEST, "batchSize": 2})) as server:
        reconcile(server, wanted)
    sent = [json.loads(form["queries"]) for form in server.forms if form]
    assert [len(queries) for queries in sent] == [2, 2, 1]
    assert {one["query"] for queries in sent for one in queries.values()} == {
        f"Delta {n}" for n in range(5)
    }


@pytest.mark.parametrize(
    "candidates",
    [
        "none",
        [["7"]],
        [{"id": "7", "name": "x"}] * 1_000_000,
    ],
    ids=["text", "lists", "a million"],
)
def test_a_service_that_lies_costs_a_sentence(candidates):
    with (
        answering(service(candidates)) as server,
        pytest.raises(StoreError, match="usable") as told,
    ):
        reconcile(server)
    assert told.value.message.zh


@pytest.mark.parametrize(
    "candidate",
    [
        {"id": "javascript:alert(1)", "name": "Delta"},
        {"id": "7 8", "name": "Delta"},
        {"id": "7", "name": "x" * 10_000_000},
        {"id": "7", "name": 7},
        {"id": None, "name": "Delta"},
    ],
    ids=["script", "no IRI", "long", "number", "no id"],
)
def test_a_candidate_that_is_none_is_passed_over(candidate):
    manifest = {**MANIFEST, "identifierSpace": ""} if "java" in str(candidate["id"]) else MANIFEST
    with answering(service([candidate], manifest)) as server:
        assert reconcile(server).entities == ()


@pytest.mark.parametrize(
    "said",
    [b"<html>", b"[]", b"{}", b'{"identifierSpace": 1, "schemaSpace": 2}', b"[" * 100_000],
)
def test_what_is_no_manifest_costs_a_sentence(said):
    with answering(lambda _: (200, "application/json", said)) as server, pytest.raises(StoreError):
        reconcile(server)


def test_a_service_that_leaves_names_unanswered_costs_a_sentence():
    def answer(form):
        return 200, "application/json", json.dumps({} if form else MANIFEST).encode()

    with answering(answer) as server, pytest.raises(StoreError, match="unanswered"):
        reconcile(server)


def test_the_time_for_a_whole_service_is_bounded(monkeypatch):
    monkeypatch.setattr(services, "_AT_ONCE", 1)
    wanted = [Entity(f"urn:{n}", (Name(f"Delta {n}"),)) for n in range(1_000)]
    quick = service([])

    def slowly(form):
        time.sleep(0.05)
        return quick(form)

    with answering(slowly) as server:
        began = time.monotonic()
        with pytest.raises(QueryTimeoutError):
            reconcile(server, wanted, seconds=1)
    assert time.monotonic() - began < 5


def test_what_is_told_of_concepts_is_read_too():
    with answering(as_endpoint(OTHERS)) as server:
        things = {one.iri[-1]: one for one in read(server).entities}
    assert things["4"].types == (SKOS + "Concept",)
    assert {name.text for name in things["4"].names} == {"Knowledge management", "KM"}
