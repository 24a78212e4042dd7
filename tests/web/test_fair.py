"""Each FAIR indicator is judged by what is there, and none is met where that is taken away."""

from collections import Counter
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from cocreation.linking.records import DatasetRecord
from cocreation.model import FileGraph, Term, Triple
from cocreation.namespaces import CST, GRAPH, ID, SKOS, expanded
from cocreation.services.fair.evidence import Fetched, gather
from cocreation.services.fair.indicators import INDICATORS
from cocreation.services.fair.judging import judge
from cocreation.services.fair.verdicts import as_json, as_table
from cocreation.store.snapshot import Snapshot

# What is taken away from the catalogue, and what is then no longer met.
WITHOUT = {
    "dcat:keyword": ["F2-01M", "R1-01M"],
    "dcat:dataset": ["F1-02D", "F3-01M"],
    "dcterms:accessRights": ["A1-01M"],
    "dcat:distribution": ["A1-01M", "A1-05D", "I1-01D"],
    "dcterms:source": ["I3-01M", "I3-03M"],
    "dcterms:license": ["R1.1-01M", "R1.1-02M", "R1.1-03M"],
    "dcterms:provenance": ["R1.2-01M"],
    "prov:wasDerivedFrom": ["R1.2-02M"],
    "dcterms:publisher": ["R1.3-01M"],
}
# What does not answer, and what is then no longer met.
AWAY = {
    "/sitemap.xml": ["F4-01M"],
    "/zh/catalog": ["A1-02M"],
    "/en/cases": ["A1-02D"],
    "/catalog": ["A1-03M", "I1-01M", "I1-02M", "R1.3-02M"],
    "/id/dataset/cocreation": ["A1-03D"],
    "/dump.nq": ["A1-05D"],
}


@pytest.fixture(scope="module")
def fetch(app):
    client = app.test_client()

    def get(path, accept, method="GET"):
        answer = client.open(
            path,
            method=method,
            headers={"Accept": accept},
            follow_redirects=method == "GET",
            buffered=True,
        )
        return Fetched(answer.status_code, answer.mimetype or "", answer.get_data())

    return get


@pytest.fixture(scope="module")
def evidence(app, fetch, root):
    return gather(app.extensions["cocreation"].store, root, fetch)


def states(evidence):
    return {one.id.removeprefix("RDA-"): verdict.state for one, verdict in judge(evidence)}


@pytest.fixture(scope="module")
def usual(evidence):
    return states(evidence)


def test_every_indicator_of_the_model_is_judged(evidence):
    judged = judge(evidence)
    assert [one for one, _ in judged] == list(INDICATORS)
    assert len({one.id for one in INDICATORS}) == 41
    assert Counter(one.priority for one in INDICATORS) == {
        "essential": 20,
        "important": 14,
        "useful": 7,
    }
    assert all(verdict.why.en and verdict.why.zh for _, verdict in judged)


def test_names_that_nobody_registered_are_not_persistent(usual):
    assert usual["F1-01M"] == usual["F1-01D"] == "unmet"
    assert usual["A1-03M"] == usual["A1-03D"] == "partly"


def test_names_that_lead_to_a_server_are(evidence, tmp_path, root):
    rules = (root / "ontology/w3id/.htaccess").read_text(encoding="utf-8")
    there = tmp_path / "ontology/w3id/.htaccess"
    there.parent.mkdir(parents=True)
    there.write_text(rules.replace("cocreation.example.org", "graph.test"), encoding="utf-8")
    registered = states(replace(evidence, project=tmp_path))
    assert {registered[one] for one in ("F1-01M", "F1-01D", "A1-03M", "A1-03D")} == {"met"}
    there.unlink()
    assert states(replace(evidence, project=tmp_path))["F1-01M"] == "unmet"


@pytest.mark.parametrize("name", WITHOUT)
def test_what_the_catalogue_does_not_say_is_missed(evidence, usual, name):
    left = [one for one in evidence.told.statements if one.predicate.value != expanded(name)]
    named = "" if name == "dcat:dataset" else evidence.told.iri
    found = states(replace(evidence, told=DatasetRecord(named, tuple(left))))
    for one in WITHOUT[name]:
        assert (usual[one], found[one]) == (usual[one], "unmet")
        assert usual[one] != "unmet"


@pytest.mark.parametrize("away", AWAY)
def test_what_does_not_answer_is_missed(evidence, usual, fetch, away):
    def absent(path, accept, method="GET"):
        gone = path == away and method == "GET"
        return Fetched(503, "text/html", b"") if gone else fetch(path, accept, method)

    found = states(replace(evidence, fetch=absent))
    for one in AWAY[away]:
        assert usual[one] != "unmet"
        assert found[one] == "unmet"


def test_a_file_that_is_not_what_the_catalogue_says_is_missed(evidence, fetch):
    def changed(path, accept, method="GET"):
        got = fetch(path, accept, method)
        return replace(got, body=got.body + b"#") if path == "/dump.trig" else got

    assert states(replace(evidence, fetch=changed))["A1-05D"] == "unmet"


def test_a_server_that_asks_nobody_who_they_are_is_told_of(evidence, fetch):
    def open_to_all(path, accept, method="GET"):
        return Fetched(201, "", b"") if method == "POST" else fetch(path, accept, method)

    assert states(replace(evidence, fetch=open_to_all))["A1.2-01D"] == "unmet"


@pytest.mark.parametrize(
    ("predicate", "met"),
    [
        (SKOS + "exactMatch", {"I3-01D", "I3-02D"}),
        (expanded("rdfs:seeAlso"), {"I3-01D"}),
        (expanded("cst:unheardOf"), set()),
    ],
)
def test_a_link_to_elsewhere_counts_and_more_so_where_it_says_how(evidence, predicate, met):
    line = f"<{ID}organization/a> <{predicate}> <http://www.wikidata.org/entity/Q1> .\n"
    with closing(
        Snapshot.of_graphs([FileGraph(GRAPH + "a", Path("a"), line.encode(), "")])
    ) as store:
        found = states(replace(evidence, store=store))
    linked = ("I3-01D", "I3-02D")
    assert {one for one in linked if found[one] == "met"} == met
    # A property of ours that no ontology declares.
    declared = "unmet" if "unheardOf" in predicate else "met"
    assert found["I1-02D"] == found["I2-01D"] == declared


@pytest.mark.parametrize(
    ("predicate", "other", "met"),
    [
        (expanded("dcterms:source"), "https://doi.org/10.1/x", {"I3-02M", "I3-04M"}),
        (expanded("rdfs:seeAlso"), "https://doi.org/10.1/x", {"I3-02M"}),
        (expanded("dcterms:source"), f"{ID}publication/x", set()),
        (expanded("dcterms:license"), "https://licence.example/", set()),
    ],
)
def test_what_the_catalogue_refers_to_is_judged_by_its_own_statements(
    evidence, predicate, other, met
):
    """However many links the data have."""
    statement = Triple(Term("iri", evidence.told.iri), Term("iri", predicate), Term("iri", other))
    told = DatasetRecord(evidence.told.iri, (statement,))
    found = states(replace(evidence, told=told))
    assert {one for one in ("I3-02M", "I3-04M") if found[one] == "met"} == met


@pytest.mark.parametrize(
    ("thing", "aligned"), [(f"{CST}Case", "met"), (f"{ID}concept/s/a", "unmet")]
)
def test_only_terms_are_aligned_with_vocabularies(evidence, thing, aligned):
    lines = (
        f"<{thing}> <{SKOS}closeMatch> <http://vocabulary.example/term> .\n"
        f"<{GRAPH}shape> <{expanded('rdf:type')}> <{expanded('sh:NodeShape')}> .\n"
    )
    with closing(
        Snapshot.of_graphs([FileGraph(GRAPH + "a", Path("a"), lines.encode(), "")])
    ) as store:
        found = states(replace(evidence, store=store))
    assert found["R1.3-01D"] == aligned


def test_evidence_without_its_place_or_coder_is_missed(evidence):
    line = f"<{ID}evidence/a> <{expanded('rdf:type')}> <{expanded('cst:EvidenceItem')}> .\n"
    with closing(
        Snapshot.of_graphs([FileGraph(GRAPH + "a", Path("a"), line.encode(), "")])
    ) as store:
        found = states(replace(evidence, store=store))
    assert found["R1.2-01M"] == "unmet"
    assert found["R1.3-01D"] == "unmet"


def test_verdicts_are_told_in_both_languages_and_counted(evidence):
    judged = judge(evidence)
    english, chinese = as_table(judged, "en"), as_table(judged, "zh")
    met = sum(verdict.state == "met" for _, verdict in judged)
    assert f"met: {met}" in english
    assert f"达到: {met}" in chinese
    assert as_json(judged).count('"state"') == 41
