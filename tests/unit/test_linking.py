"""Decisions on mappings: what they leave in the graph, who may make them, what is refused."""

from contextlib import closing

import pytest

from cocreation.errors import (
    ConflictError,
    ForbiddenError,
    NotOfferedError,
    ParameterError,
    UnknownNameError,
)
from cocreation.model import Link, Text
from cocreation.namespaces import HISTORY, ID, PREFIXES, SKOS
from cocreation.services.building import build
from cocreation.services.link_reading import list_mappings
from cocreation.services.linking import DECIDED, Decision, Links, pairs
from cocreation.services.querying import library
from cocreation.settings import Settings, SparqlServer
from cocreation.store import embedded
from small_links import OTHER, WHOLE, add_links
from small_project import make_project
from submissions import ANN, BOB, EDITOR

ONE, TWO = ID + "case/s/one", ID + "case/s/two"
WHY = "The same parties."


@pytest.fixture
def settings(tmp_path):
    project = make_project(tmp_path / "project")
    add_links(project)
    made = Settings(project=project, store=tmp_path / "store")
    build(made)
    return made


@pytest.fixture
def links(settings):
    return Links(settings)


def mapped(settings):
    with closing(embedded.open_snapshot(settings.store)) as stored:
        return list_mappings(stored, library(settings.project))


def reviewed(settings) -> list[Link]:
    return [one.link for one in mapped(settings) if one.set == "reviewed"]


def waiting(links, settings) -> list[Link]:
    return list(links.proposed(pairs(mapped(settings))))


def holds(settings, subject: str, predicate: str, other: str) -> bool:
    with closing(embedded.open_snapshot(settings.store)) as stored:
        asked = f"ASK {{ <{subject}> <{predicate}> <{other}> }}"
        return b"true" in stored.answer(asked).body


def accepting(other: str = OTHER + "7", predicate: str = "close", **more) -> Decision:
    return Decision(
        **{"subject": TWO, "object": other, "accepted": True, "why": WHY} | more,
        predicate=predicate,
    )


def proposal(other: str, confidence: float = 0.8) -> Link:
    return Link(
        subject=TWO,
        predicate=SKOS + "exactMatch",
        object=other,
        subject_label="Two",
        object_label="Zwei",
        justification=PREFIXES["semapv"] + "LexicalMatching",
        confidence=confidence,
        date="2026-11-02",
        tool="a tool",
        comment=Text(en="name 0.9", zh="名称 0.9"),
    )


def test_a_decision_is_called_by_the_names_that_the_graph_has(links, settings):
    links.decide(accepting(), ANN)
    links.decide(accepting(predicate="exact"), ANN)
    with closing(embedded.open_snapshot(settings.store)) as stored:
        for graph in (DECIDED, HISTORY + "links"):
            told = stored.statements(graph).decode()
            assert f'"二号：{OTHER}7"@zh' in told
            assert f'"Two: {OTHER}7"@en' in told


def test_an_accepted_mapping_is_in_the_graph_with_who_and_why(links, settings):
    links.decide(accepting(), ANN)
    (link,) = reviewed(settings)
    assert (link.reviewer, link.comment.en, link.negated) == (ANN.name, WHY, False)
    assert holds(settings, TWO, SKOS + "closeMatch", OTHER + "7")


def test_a_rejected_mapping_is_kept_as_one_that_does_not_hold(links, settings):
    links.decide(Decision(TWO, OTHER + "7", False, WHY), ANN)
    (link,) = reviewed(settings)
    assert link.negated
    assert not holds(settings, TWO, link.predicate, OTHER + "7")


def test_a_build_leaves_what_was_decided(links, settings):
    links.decide(accepting(), ANN)
    build(settings, again=True)
    assert len(reviewed(settings)) == 1


def test_decisions_on_other_pairs_stay(links, settings):
    links.decide(accepting(OTHER + "7"), ANN)
    links.decide(accepting(OTHER + "8"), BOB)
    assert {link.object for link in reviewed(settings)} == {OTHER + "7", OTHER + "8"}


def test_who_decided_may_decide_anew_and_the_first_word_is_kept(links, settings):
    links.decide(accepting(), ANN)
    links.decide(Decision(TWO, OTHER + "7", False, "On second thoughts."), ANN)
    (link,) = reviewed(settings)
    assert link.negated
    with closing(embedded.open_snapshot(settings.store)) as stored:
        kept = stored.statements("https://w3id.org/cocreation/graph/history/links").decode()
    assert WHY in kept
    assert "On second thoughts." not in kept


def test_another_cannot_change_a_decision_but_an_editor_can(links, settings):
    links.decide(accepting(), ANN)
    with pytest.raises(ForbiddenError, match=ANN.name):
        links.decide(accepting(predicate="exact"), BOB)
    links.decide(accepting(predicate="exact"), EDITOR)
    assert reviewed(settings)[0].reviewer == EDITOR.name


def test_what_a_file_maps_is_changed_in_the_file(links):
    with pytest.raises(ConflictError, match=r"data/links/other\.sssom\.tsv"):
        links.decide(Decision(ONE, OTHER + "1", False, WHY), EDITOR)


@pytest.mark.parametrize(
    ("decision", "error", "words"),
    [
        (accepting(why=" \n"), ParameterError, "Say why"),
        (accepting(why="x" * 2001), ParameterError, "2,000"),
        (accepting(predicate="same"), ParameterError, "no kind of mapping"),
        (accepting(predicate=""), ParameterError, "Nobody proposed"),
        (accepting("javascript:alert(1)"), ParameterError, "whole IRI"),
        (accepting("http://other.example/a b"), ParameterError, "whole IRI"),
        (accepting(TWO), ParameterError, "mapped to itself"),
        (accepting("http://other.example/\ud800"), ParameterError, "whole IRI"),
        (accepting(why="\x01\x00"), ParameterError, "Say why"),
        (accepting(ID + "case/s/none"), UnknownNameError, "case/s/none"),
        (accepting(subject="Alibaba Cloud"), UnknownNameError, "Alibaba Cloud"),
        (accepting(subject=ID + "\ud800"), UnknownNameError, "says nothing of"),
        (accepting(subject=ID + "case/s/none"), UnknownNameError, "case/s/none"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_changes(links, settings, decision, error, words):
    with pytest.raises(error, match=words):
        links.decide(decision, ANN)
    assert reviewed(settings) == []


def test_proposals_wait_the_surest_first_and_are_in_no_graph(links, settings):
    assert links.propose([proposal(OTHER + "7", 0.7), proposal(OTHER + "8", 0.9)]) == 2
    assert [link.object for link in waiting(links, settings)] == [OTHER + "8", OTHER + "7"]
    assert not holds(settings, TWO, SKOS + "exactMatch", OTHER + "8")


def test_what_is_mapped_or_rejected_is_not_proposed_again(links, settings):
    links.decide(Decision(TWO, OTHER + "7", False, WHY), ANN)
    assert links.propose([proposal(OTHER + "7"), proposal(OTHER + "8")]) == 1
    assert links.propose([proposal(OTHER + "8", 0.5)]) == 0
    assert [link.confidence for link in waiting(links, settings)] == [0.5]


def test_a_proposal_is_accepted_as_it_was_made(links, settings):
    links.propose([proposal(OTHER + "7")])
    links.decide(accepting(predicate=""), ANN)
    (link,) = reviewed(settings)
    assert (link.tool, link.confidence, link.reviewer) == ("a tool", 0.8, ANN.name)
    assert link.predicate == SKOS + "exactMatch"
    assert waiting(links, settings) == []


def test_a_reason_over_several_lines_stays_one_row(links, settings):
    links.decide(accepting(why="one\n\ttwo"), ANN)
    assert reviewed(settings)[0].comment.en == "one two"


def test_a_sparql_server_keeps_no_decisions(settings):
    elsewhere = Settings(settings.project, SparqlServer("http://x.example", "http://x.example"))
    with pytest.raises(NotOfferedError):
        Links(elsewhere).decide(accepting(), ANN)
    assert Links(elsewhere).proposed(()) == ()


def test_what_no_reader_sees_is_left_out_of_a_reason(links, settings):
    links.decide(accepting(why="x\x01y\x1b[2J\ud800z"), ANN)
    assert reviewed(settings)[0].comment.en == "xy[2Jz"


def test_a_tools_sureness_is_not_that_of_a_rejection(links, settings):
    links.propose([proposal(OTHER + "7")])
    links.decide(Decision(TWO, OTHER + "7", False, WHY), ANN)
    (link,) = reviewed(settings)
    assert link.confidence is None
    assert link.justification.endswith("ManualMappingCuration")


def test_a_decision_that_is_in_a_file_too_is_told_of_once_each(links, settings):
    links.decide(accepting(OTHER + "7", "exact"), ANN)
    row = (
        "cocreation:case/s/two\tskos:exactMatch\t\tother:7\tsemapv:ManualMappingCuration\t"
        "Cat\t0.5\tOtherwise.\t另说。\n"
    )
    add_links(settings.project, WHOLE + row)
    build(settings)
    told = [(one.set, one.link.author, one.link.comment.en) for one in mapped(settings)]
    pair = [one for one in told if one[2] in (WHY, "Otherwise.")]
    assert sorted(pair) == [("other", "Cat", "Otherwise."), ("reviewed", ANN.name, WHY)]
    links.decide(accepting(OTHER + "8"), BOB)
    assert sorted(link.object for link in reviewed(settings)) == [OTHER + "7", OTHER + "8"]


def test_a_decision_is_withdrawn_and_its_record_kept(links, settings):
    links.decide(accepting(), ANN)
    with pytest.raises(ForbiddenError):
        links.withdraw(TWO, OTHER + "7", BOB)
    links.withdraw(TWO, OTHER + "7", ANN)
    assert reviewed(settings) == []
    assert not holds(settings, TWO, SKOS + "closeMatch", OTHER + "7")
    with closing(embedded.open_snapshot(settings.store)) as stored:
        assert WHY in stored.statements("https://w3id.org/cocreation/graph/history/links").decode()
    with pytest.raises(UnknownNameError, match="Nothing was decided"):
        links.withdraw(TWO, OTHER + "7", ANN)
