"""One contradiction of each kind, added to the shipped graph: each is named in plain words."""

import time

import pytest

from cocreation.reasoning.java import Referee, find_java
from cocreation.reasoning.judge import judge
from file_graphs import from_turtle, shipped

SECONDS = 10
CLASHES = {
    "a case with two providers": (
        "<case/song-2025/jd-cloud-deyi-dairy> vcc:hasProvider <organization/tencent-cloud> .",
        {
            "JD Cloud – Deyi Dairy has provider JD Cloud",
            "JD Cloud – Deyi Dairy has provider Tencent Cloud",
            "JD Cloud and Tencent Cloud are different",
            "A partnership has at most one provider",
        },
    ),
    "an organization on both sides": (
        "<organization/jd-cloud> a vcc:CloudUser .",
        {
            "JD Cloud is a cloud user",
            "JD Cloud is a platform-based cloud provider",
            "Nothing is both a cloud user and a platform-based cloud provider",
        },
    ),
    "a provider in the user's place": (
        "<case/song-2025/x> vcc:hasUser <organization/jd-cloud> .",
        {
            "x has user JD Cloud",
            "JD Cloud is a platform-based cloud provider",
            "Every value of “has user” is a cloud user",
            "Nothing is both a cloud user and a platform-based cloud provider",
        },
    ),
    "a concept that is a theme": (
        "<concept/song-2025/group-trust> a cst:SecondOrderTheme .",
        {
            "Group trust is a second-order theme",
            "Group trust is a group condition",
            "Whatever is a group condition is a first-order concept",
            "Nothing is both a first-order concept and a second-order theme",
        },
    ),
    "a stage before itself": (
        "<stage/song-2025/aggregation> vcc:precedes <stage/song-2025/aggregation> .",
        {"Value aggregation precedes Value aggregation", "Nothing precedes itself"},
    ),
    "two stages before each other": (
        "<stage/song-2025/bridging> vcc:precedes <stage/song-2025/assessment> .",
        {
            "Value assessment precedes Value bridging",
            "Value bridging precedes Value assessment",
            "“precedes” never holds both ways between two things",
        },
    ),
    "a stage with two predecessors": (
        "<stage/other-2026/x> a vcc:Stage ; vcc:precedes <stage/song-2025/aggregation> .",
        {
            "Value bridging precedes Value aggregation",
            "x precedes Value aggregation",
            "x and Value bridging are different",
            "At most one thing precedes any one thing",
        },
    ),
    "an item in two cases": (
        "<evidence/song-2025/t2-r1> cst:inCase <case/song-2025/jd-cloud-dada> .",
        {
            "Table 2, row 1 is in case JD Cloud – Dada",
            "Table 2, row 1 is in case JD Cloud – Deyi Dairy",
            "JD Cloud – Dada and JD Cloud – Deyi Dairy are different",
            "“is in case” has at most one value for an evidence item",
        },
    ),
    "a construct at two stages": (
        "<concept/song-2025/group-trust> vcc:atStage <stage/song-2025/assessment> .",
        {
            "Group trust is at stage Value assessment",
            "Group trust is at stage Value bridging",
            "Value assessment and Value bridging are different",
            "“is at stage” has at most one value for a construct",
        },
    ),
    "an interview that is a news article": (
        "<source/other-2026/x> a cst:Interview , cst:NewsArticle .",
        {
            "x is an interview",
            "x is news articles",
            "Nothing is both an interview and news articles",
        },
    ),
    "a proposition of two kinds": (
        "<proposition/other-2026/x> a vcc:DriverProposition , vcc:SequenceProposition .",
        {
            "x is a driver proposition",
            "x is a sequence proposition",
            "Nothing is both a driver proposition and a sequence proposition",
        },
    ),
    "an interview of two lengths": (
        "<source/other-2026/x> cst:durationMinutes 60 , 61 .",
        {
            "x has duration in minutes 60",
            "x has duration in minutes 61",
            "“duration in minutes” has at most one value for an interview",
        },
    ),
    "a resource of both kinds": (
        "<resource/other-2026/x> a vcc:TechnologyModule , vcc:ScenarioModule .",
        {
            "x is a scenario module",
            "x is a technology module",
            "Nothing is both a scenario module and a technology module",
        },
    ),
    "an evidence item that is a case": (
        "<evidence/song-2025/t2-r1> a cst:Case .",
        {
            "Table 2, row 1 is a case",
            "Table 2, row 1 is an evidence item",
            "Nothing is both a case and an evidence item",
        },
    ),
    "evidence for an organization": (
        "<evidence/song-2025/t2-r1> cst:supports <organization/jd-cloud> .",
        {
            "Table 2, row 1 supports JD Cloud",
            "Every value of “supports” is a construct",
            "JD Cloud is a platform-based cloud provider",
            "Whatever is a platform-based cloud provider is an organization",
            "Nothing is both an organization and a construct",
        },
    ),
    "an item that supports and disputes one construct": (
        "<x> cst:supports <stage/song-2025/bridging> ; cst:disputes <stage/song-2025/bridging> .",
        {
            "x disputes Value bridging",
            "x supports Value bridging",
            "“disputes” and “supports” never hold between the same two",
        },
    ),
}


@pytest.fixture(scope="module")
def ontology(root):
    return shipped(root, "ontology", "*.ttl")


@pytest.fixture(scope="module")
def alignments(root):
    return shipped(root, "ontology/alignments")


@pytest.fixture(scope="module")
def data(root):
    return shipped(root, "data")


@pytest.fixture(scope="module")
def referee(java):
    with Referee(find_java()) as running:
        yield running


def clash(verdict) -> set[str]:
    return {axiom.words.en for axiom in verdict.clash}


@pytest.mark.parametrize("kind", CLASHES)
def test_a_contradiction_is_named_in_plain_words_in_time(kind, ontology, data, referee):
    turtle, expected = CLASHES[kind]
    start = time.perf_counter()
    verdict = judge([*ontology, *data, from_turtle(turtle)], referee=referee)
    assert time.perf_counter() - start < SECONDS
    assert verdict.consistent is False
    assert clash(verdict) == expected
    assert all(axiom.words.zh for axiom in verdict.clash)


@pytest.mark.parametrize("kind", CLASHES)
def test_a_contradiction_is_named_without_java_too(kind, ontology, data):
    turtle, expected = CLASHES[kind]
    verdict = judge([*ontology, *data, from_turtle(turtle)], lambda: None)
    assert verdict.consistent is False
    assert clash(verdict) == expected


def test_starting_java_and_naming_a_clash_among_all_alignments_takes_under_ten_seconds(
    ontology, alignments, data, java
):
    turtle, expected = CLASHES["a case with two providers"]
    start = time.perf_counter()
    verdict = judge([*ontology, *alignments, *data, from_turtle(turtle)])
    assert time.perf_counter() - start < SECONDS
    assert clash(verdict) == expected
