"""Links that are proposed from the shipped project to other datasets, and how they are told."""

import json
import re
from datetime import date
from math import exp

import pytest

from answering import answering, as_endpoint
from cocreation.errors import CocreationError, StoreError
from cocreation.linking.entities import Entity, Name
from cocreation.namespaces import ID, SKOS
from cocreation.services.project import read_project
from cocreation.services.suggesting import Target, Wish, label, suggest
from cocreation.services.suggesting_formats import as_links, summary, write_json, write_table
from cocreation.store.embedded import open_snapshot
from cocreation.store.folder import FolderWriter

OTHERS = """
@prefix org: <http://www.w3.org/ns/org#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix o: <https://others.example/> .
o:baidu a org:Organization ; rdfs:label "Baidu, Inc."@en , "百度"@zh .
o:tencent a org:Organization ; rdfs:label "Tencent"@en , "騰訊"@zh .
o:decathlon a org:Organization ; rdfs:label "Decathlon"@en , "迪卡儂"@zh-hant .
o:jd-logistics a org:Organization ; rdfs:label "JD Logistics"@en , "京东物流"@zh .
o:dynamic a skos:Concept ; skos:prefLabel "Dynamic capabilities"@en .
o:co-creation a skos:Concept ; skos:prefLabel "Value cocreation"@en .
"""
ORGANIZATION = ID + "organization/"
MATCHES = {
    (ORGANIZATION + "baidu", "https://others.example/baidu"),
    (ORGANIZATION + "decathlon", "https://others.example/decathlon"),
}


@pytest.fixture(scope="module")
def store(root, tmp_path_factory):
    folder = tmp_path_factory.mktemp("suggesting") / "store"
    FolderWriter(folder).write(read_project(root), "")
    opened = open_snapshot(folder)
    yield opened
    opened.close()


@pytest.fixture
def others(tmp_path):
    path = tmp_path / "others.ttl"
    path.write_text(OTHERS, encoding="utf-8")
    return Target(path)


def found(suggestions):
    return {(one.ours.iri, one.theirs.iri) for one in suggestions.proposed}


def test_the_same_is_proposed_and_neither_a_parent_nor_a_sibling(store, others):
    """JD Cloud is no part of JD Logistics, and Tencent Cloud not Tencent."""
    suggestions = suggest(store, others, Wish())
    assert found(suggestions) == MATCHES
    assert (suggestions.ours, suggestions.theirs) == (25, 6)


def test_an_endpoint_and_a_file_are_proposed_alike(store, others):
    with answering(as_endpoint(OTHERS)) as server:
        asked = suggest(store, Target(server.address), Wish())
        named = suggest(store, Target(server.address, "sparql"), Wish())
    assert found(asked) == found(named) == found(suggest(store, others, Wish()))


RECORDS = """
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix sssom: <https://w3id.org/sssom/> .
o:class a owl:Class ; rdfs:label "Group trust"@en .
o:property a owl:ObjectProperty , rdf:Property ; rdfs:label "Group trust"@en .
o:mapping a owl:Axiom ; rdfs:label "Group trust"@en .
o:statement a rdf:Statement ; rdfs:label "Group trust"@en .
o:set a sssom:MappingSet ; rdfs:label "Group trust"@en .
o:both a owl:Class , skos:Concept ; rdfs:label "Group trust"@en .
o:untold rdfs:label "Group trust"@en .
"""


def test_neither_classes_nor_records_of_links_are_taken_for_things(store, tmp_path):
    path = tmp_path / "records.ttl"
    path.write_text(OTHERS + RECORDS, encoding="utf-8")
    wish = Wish("construct", most=20)
    with answering(as_endpoint(OTHERS + RECORDS)) as server:
        asked = suggest(store, Target(server.address, "sparql"), wish)
    read = suggest(store, Target(path), wish)
    for suggestions in (asked, read):
        named = {one.theirs.iri for one in suggestions.proposed}
        alike = {iri.rpartition("/")[2] for iri in named} - {"co-creation"}
        assert alike == {"both", "untold"}
        assert suggestions.theirs == 8


def test_a_reconciliation_service_is_recognised(store):
    def answer(form):
        if not form:
            spaces = {"identifierSpace": "https://others.example/", "schemaSpace": "urn:"}
            return 200, "application/json", json.dumps({"versions": ["0.2"], **spaces}).encode()
        told = {
            key: {
                "result": [{"id": "baidu", "name": "Baidu, Inc."}]
                if query["query"] == "Baidu"
                else []
            }
            for key, query in json.loads(form["queries"]).items()
        }
        return 200, "application/json", json.dumps(told).encode()

    with answering(answer) as server:
        assert found(suggest(store, Target(server.address), Wish())) == {
            (ORGANIZATION + "baidu", "https://others.example/baidu")
        }


def test_what_is_linked_already_is_not_proposed_again(store, others):
    [linked, *_] = sorted(MATCHES)
    assert found(suggest(store, others, Wish(known={linked}))) == MATCHES - {linked}


def test_only_things_of_the_kind_are_proposed_and_from_the_score_on(store, others):
    high = suggest(store, others, Wish("construct"))
    assert found(high) == {
        (ID + "dimension/song-2025/value-co-creation", "https://others.example/co-creation")
    }
    low = suggest(store, others, Wish("construct", least=0.1, most=1))
    assert len(low.proposed) > len(high.proposed)
    scores = [one.candidate.score for one in low.proposed]
    assert scores == sorted(scores, reverse=True)
    assert len({one.ours.iri for one in low.proposed}) == len(low.proposed)


@pytest.mark.parametrize("service", [None, "sparql", "reconciliation"])
def test_a_page_of_the_web_is_no_dataset(store, service):
    page = (200, "text/html", b"<html>Welcome</html>")
    with answering(lambda _: page) as server, pytest.raises(CocreationError) as told:
        suggest(store, Target(server.address, service), Wish())
    assert server.address in told.value.message.en
    assert server.address in told.value.message.zh


def test_what_is_no_address_is_said_to_be_none(store):
    with pytest.raises(StoreError, match="not the address of a server"):
        suggest(store, Target("ftp://others.example/"), Wish())


def test_a_thing_is_called_in_the_readers_language():
    thing = Entity("urn:x", (Name("Delta", "en"), Name("三角", "zh-Hans")))
    assert (label(thing, "en"), label(thing, "zh")) == ("Delta", "三角")
    assert label(Entity("urn:x", (Name("Delta"),)), "zh") == "Delta"


def test_proposals_are_mappings_to_decide_on(store, others):
    links = as_links(suggest(store, others, Wish()), "organization", date(2026, 3, 1))
    baidu = next(link for link in links if link.subject.endswith("/organization/baidu"))
    assert baidu.object == "https://others.example/baidu"
    assert baidu.predicate == SKOS + "exactMatch"
    assert baidu.justification.endswith("LexicalMatching")
    assert baidu.confidence is not None
    assert 0 < baidu.confidence < 1
    assert baidu.date == "2026-03-01"
    assert ("the same name" in baidu.comment.en, "名称相同" in baidu.comment.zh) == (True, True)
    assert not baidu.negated
    constructs = as_links(suggest(store, others, Wish("construct")), "construct", date.max)
    assert {link.predicate for link in constructs} == {SKOS + "closeMatch"}


def test_the_reasons_add_up_in_both_languages(store, others):
    suggestions = suggest(store, others, Wish())
    english = write_table(suggestions, "en", None, explain=True)
    chinese = write_table(suggestions, "zh", None, explain=True)
    assert "the same name" in english
    assert "名称相同" in chinese
    assert "百度 – 百度" in chinese
    for one, told in zip(suggestions.proposed, english.split("\n\n"), strict=True):
        *parts, last = [line.split(maxsplit=1) for line in told.splitlines()[2:]]
        assert float(last[0]) == pytest.approx(sum(float(part) for part, _ in parts), abs=0.05)
        assert last[1] == f"together, which is {one.candidate.score:.2f}"
        assert one.candidate.score == pytest.approx(1 / (1 + exp(-float(last[0]))), abs=0.01)
    assert f"合计，即得分 {suggestions.proposed[0].candidate.score:.2f}" in chinese
    [told] = [
        one for one in json.loads(write_json(suggestions)) if one["ours"]["iri"].endswith("/baidu")
    ]
    assert told["features"][0]["label"] == {"en": "the same name", "zh": "名称相同"}


def test_where_nothing_is_likely_enough_what_came_near_is_told(store, others):
    none = suggest(store, others, Wish("construct", least=0.999))
    assert none.proposed == ()
    told = summary(none).en
    assert f"the nearest has {none.nearest:.2f}" in told
    least = float(re.search(r"--least (\d\.\d+)", told)[1])
    assert f"--least {least:.2f}" in summary(none).zh
    again = suggest(store, others, Wish("construct", least=least))
    assert again.proposed[0].candidate.score == none.nearest
    assert "proposed" in summary(again).en


def test_where_nothing_came_near_no_lower_score_is_proposed(store, tmp_path):
    path = tmp_path / "far.ttl"
    path.write_text('<urn:x> <http://www.w3.org/2000/01/rdf-schema#label> "zzz"@en .')
    assert summary(suggest(store, Target(path), Wish())).en.startswith("0 links proposed")


def test_a_table_names_both_and_the_summary_says_that_nothing_is_kept(store, others):
    suggestions = suggest(store, others, Wish())
    assert "迪卡侬" in write_table(suggestions, "zh", None, explain=False)
    assert summary(suggestions).en.startswith("2 links proposed between 25 things of ours and 6")
    assert "2 条候选链接" in summary(suggestions).zh
