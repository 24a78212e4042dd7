"""What is inferred from a submitted case is exactly what a build infers from the same file."""

from contextlib import closing
from pathlib import Path

import pytest

from benchmarks.generate import studies
from cocreation.namespaces import ID, PREFIXES
from cocreation.services import freshness, inferring
from cocreation.services.building import build
from cocreation.services.cases import CaseName
from cocreation.services.submitting import Submissions
from cocreation.settings import Settings
from cocreation.store import embedded
from small_project import make_project
from submissions import ANN, turtle

NAME = CaseName("new", "one")
HEADER = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
# Axioms, what a published file says, what a submitted one says, and how much follows from that.
WORLDS = {
    "a chain over both": (
        """cst:inCase a owl:ObjectProperty . cst:supports a owl:ObjectProperty .
        vcc:exhibits a owl:ObjectProperty ; owl:propertyChainAxiom
          ( [ owl:inverseOf cst:inCase ] cst:supports ) , ( vcc:exhibits skos:broader ) .""",
        """<k> a cst:Construct ; skos:broader <t> . <t> a cst:Construct ; skos:broader <d> .
        <d> a cst:Construct .""",
        "<e/new/1> a cst:Construct ; cst:inCase <case/new/one> ; cst:supports <k> .",
        "vcc:exhibits <k> , <t> , <d>",
    ),
    "a transitive property through what is inferred already": (
        "vcc:p a owl:ObjectProperty , owl:TransitiveProperty .",
        """<a> a cst:Construct ; vcc:p <b> . <b> a cst:Construct ; vcc:p <c> .
        <c> a cst:Construct ; vcc:p <d> . <d> a cst:Construct .""",
        "<case/new/one> vcc:p <a> .",
        "vcc:p <b> , <c> , <d>",
    ),
    "an inverse of what others point at": (
        """vcc:p a owl:ObjectProperty ; owl:inverseOf vcc:q . vcc:q a owl:ObjectProperty .
        vcc:r a owl:ObjectProperty ; owl:propertyChainAxiom ( vcc:p vcc:q ) .""",
        """<x> a cst:Construct ; vcc:p <k> . <y> a cst:Construct ; vcc:q <z> .
        <k> a cst:Construct . <z> a cst:Construct .""",
        "<case/new/one> vcc:p <k> .",
        "vcc:r <x>",
    ),
    "a class by the class of a value": (
        """vcc:p a owl:ObjectProperty . vcc:Def owl:equivalentClass
          [ a owl:Restriction ; owl:onProperty vcc:p ; owl:someValuesFrom vcc:A ] .
        vcc:A a owl:Class . vcc:B a owl:Class ; rdfs:subClassOf vcc:A .""",
        "<b> a vcc:B .",
        "<case/new/one> vcc:p <b> .",
        "a vcc:Def",
    ),
    "what follows of terms, which no graph keeps": (
        """vcc:p a owl:ObjectProperty ; owl:inverseOf vcc:q . vcc:q a owl:ObjectProperty .
        vcc:r a owl:ObjectProperty ; owl:propertyChainAxiom ( vcc:s vcc:q ) .
        vcc:s a owl:ObjectProperty . vcc:term rdfs:label "term"@en .""",
        "<x> a cst:Construct ; vcc:p vcc:term .",
        "<case/new/one> vcc:s vcc:term .",
        "vcc:r <x>",
    ),
    "what one case says does not reach another": (
        "vcc:p a owl:ObjectProperty , owl:TransitiveProperty .",
        """<case/s/one> a vcc:Partnership ; rdfs:label "One"@en ; vcc:p <b> .
        <b> a cst:Construct ; vcc:p <c> . <c> a cst:Construct .""",
        "<case/new/one> vcc:p <case/s/one> .",
        "a cst:Case",
    ),
}


def inferred(settings: Settings, name: CaseName) -> set[bytes]:
    with closing(embedded.open_snapshot(settings.store)) as stored:
        return set(stored.statements(name.inferred).splitlines())


def asks(settings: Settings, pattern: str) -> bool:
    with closing(embedded.open_snapshot(settings.store)) as stored:
        query = f"{HEADER}ASK {{ {pattern} }}".replace("@prefix", "PREFIX").replace("> .\n", ">\n")
        return b"true" in stored.answer(f"BASE <{ID}>\n{query}").body


@pytest.mark.parametrize("world", WORLDS)
def test_a_submission_infers_what_a_build_does(tmp_path, world):
    ontology, published, said, follows = WORLDS[world]
    settings = Settings(project=make_project(tmp_path / "project"), store=tmp_path / "store")
    add(settings.project / "ontology" / "more.ttl", ontology)
    add(settings.project / "data" / "more.ttl", published)
    build(settings)
    Submissions(settings).submit(turtle(more=said), "case.ttl", ANN)
    assert asks(settings, f"GRAPH <{NAME.inferred}> {{ <case/new/one> {follows} }}")
    submitted = inferred(settings, NAME)
    build(settings, again=True)
    assert submitted == inferred(settings, NAME)


def add(path: Path, text: str) -> None:
    path.write_text(f"{HEADER}@base <{ID}> .\n{text}\n", encoding="utf-8")


def test_a_whole_case_of_the_shipped_kind_is_inferred_as_a_build_does(tmp_path, root):
    settings = Settings(project=root, store=tmp_path / "store")
    build(settings)
    (study,) = studies(1, root=root)
    text = "\n".join(study.files().values())
    text = text.replace(f"publication/{study.slug}", f"publication/{study.slug}/paper")
    kept = Submissions(settings).submit(text.encode(), "case.ttl", ANN)
    submitted = inferred(settings, kept.case)
    assert len(submitted) > 20
    build(settings, again=True)
    assert submitted == inferred(settings, kept.case)


def test_a_store_that_has_all_that_follows_is_not_read_whole(tmp_path, monkeypatch):
    settings = Settings(project=make_project(tmp_path / "project"), store=tmp_path / "store")
    build(settings)
    monkeypatch.setattr(inferring.CaseRules, "close_shared", _refuse)
    Submissions(settings).submit(turtle(), "case.ttl", ANN)
    assert len(inferred(settings, NAME)) == 1


def _refuse(*_: object) -> None:
    raise AssertionError("the shared graphs were read")


def test_a_store_of_which_that_is_not_known_is_read_whole(tmp_path):
    store = tmp_path / "store"
    store.mkdir()
    assert not freshness.is_whole(store, "digest")
    for whole in (True, False):
        freshness.note_whole(store, "digest", whole=whole)
        assert freshness.is_whole(store, "digest") is whole
        assert not freshness.is_whole(store, "another")
