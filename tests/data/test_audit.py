"""The audit computes what is marked with a computable kind, and a careful reader finds no more."""

import json
from dataclasses import replace

import pytest

from cocreation.namespaces import CST, GRAPH, ID
from cocreation.services import auditing, querying
from cocreation.services.project import read_project
from cocreation.store import embedded
from file_graphs import from_turtle
from second_extraction import RECORD

COMPUTED_KINDS = {
    "statedTotal",
    "uninventoriedCode",
    "codeOfOtherCase",
    "informantOfOtherOrganization",
}
# What the second coder noted, being sure or fairly sure, by its place: the printed value that the
# audit has there. Of codes and totals the value stands in the second coder's record.
FOUND = {
    "D03 section-3-2": "均同意参与多轮访谈",
    "D04 section-3-2": "均同意参与多轮访谈",
    "D05 section-3-3": "参与式观察",
    "D20 table-2 2": "J_DY1",
    "D21 table-2 5": "J_DY1",
    "D22 table-1": "三一集团",
    "D24 table-2 1": "得益于乳业",
    "D25 table-3 1": "腾讯云启",
    "D25 table-3 2": "腾讯云启",
    "D26 table-4 6": "百度、贵阳市政府",
    "D27 section-4-1-2 2 6": "贵阳市",
    "D28 table-4 2": "京东",
    "D28 table-4 7": "京东",
    "D34 table-2 6": "三、四线",
    "D35 section-4 1 2": "金融机构、医疗、教育",
    "D36 section-4 1 3": "J11",
    "D42 section-4-2-2 2 2": "群际信任",
    "D42 section-4-2-2 2 3": "群际信任",
    "D43 section-4-2-2 3 2": "群体学习",
    "D43 section-4-2-2 3 3": "群体学习",
    "D43 section-4-2-2 3 4": "群体学习",
    "D44 section-2-3": "群体对话、群体学习、群体联盟",
    "D45 section-4-2-1 1 2": "知识融合能力",
    "D46 section-3-4": "三阶类属",
    "D50 section-4-2-1 4 2": "隐形",
    "D51 section-2-2 1 1": "基于 KBDCs",
    "D52 section-5-2 2": "在意涵",
    "D57 abstract-en": "knowledge search … among which knowledge search",
    "D58 references 13": "(34)",
    "D59 references 8": "[M]",
    "D60 references 6": "Ieee",
}
# What of it is on purpose not marked.
UNMARKED = {
    "D18 table-1": "A pattern over all citations, not one place: each code that Table 1 lacks is "
    "marked where it is cited, and sources/find-uncited-sources lists the codes never cited.",
    "D28 table-4 1": "The row names the provider 京东云; 京东 is the group whose systems moved.",
    "D33 table-2 6": "The row tells of a provider in general; it stands in no case, as it should.",
    "D37 section-4-1-2 3 4": "Two codes do bear the claim on case firms; the one that Table 1 "
    "lacks is marked.",
    "D38 section-4-2-2 2 5": "A claim without a code is no contradiction: toldWithoutCode says it.",
    "D39 table-2": "Examples need not cover every case; the two silent cases acknowledge the gap.",
    "D39 table-3": "As in Table 2.",
    "D39 table-4": "As in Table 2.",
    "D61 references 40": "Incomplete, contradicting nothing: no pages are recorded, but the DOI.",
    "D62 references 41": "Incomplete, contradicting nothing: no issue is recorded.",
    "D63 references 9": "That the surname is another is known from outside the paper only.",
    "D63 section-2-1": "As in reference 9.",
    "D64 references 1": "That the surname is another is known from outside the paper only.",
    "D69 section-2-1": "Whether a cited work fits its claim is a judgement on another work.",
    "D70 section-2-2": "Whether a cited work fits its claim is a judgement on another work.",
}
# A statement that makes one fault more, and the finding that it must add.
FAULTS = {
    "statedTotal": (
        "<case/song-2025/thirteenth> a vcc:Partnership ; cst:ofStudy <study/song-2025> .",
        ("study/song-2025", "12", "13"),
    ),
    "uninventoriedCode": (
        '<evidence/song-2025/t2-r3> cst:citedCode "J_DD9" .',
        ("evidence/song-2025/t2-r3", "J_DD9", "J_DD2 J_DD3"),
    ),
    "codeOfOtherCase": (
        "<evidence/song-2025/t4-r1> cst:citesSource <source/song-2025/A12> .",
        ("evidence/song-2025/t4-r1", "J12", "阿里云"),
    ),
    "informantOfOtherOrganization": (
        "<source/song-2025/J12> cst:hasInformant <informant/song-2025/J_DY1> .",
        ("source/song-2025/J12", "京东云", "得益乳业"),
    ),
}


@pytest.fixture(scope="module")
def graphs(root):
    """The files that the rules ask."""
    return [graph for graph in read_project(root) if not graph.name.startswith(GRAPH + "shapes/")]


@pytest.fixture(scope="module")
def open_store(tmp_path_factory):
    """Write graphs to a store of their own and open it."""
    stores = []

    def write(graphs):
        directory = tmp_path_factory.mktemp("audit")
        embedded.write(directory, graphs, "")
        stores.append(embedded.open_snapshot(directory))
        return stores[-1]

    yield write
    for store in stores:
        store.close()


@pytest.fixture(scope="module")
def library(root):
    return querying.library(root)


@pytest.fixture(scope="module")
def store(open_store, graphs):
    return open_store(graphs)


@pytest.fixture(scope="module")
def reports(store, library):
    return auditing.audit(store, library)


@pytest.fixture(scope="module")
def by_hand(store, library):
    return auditing.read_by_hand(store, library)


def computed(reports):
    return [one for report in reports for one in report.disagreements]


def facts(disagreements):
    return sorted((one.kind, one.subject, one.stated, one.observed) for one in disagreements)


def without(graphs, term):
    """The graphs without the statements that name `term`."""
    return [replace(graph, triples=_others(graph.triples, term.encode())) for graph in graphs]


def _others(triples, term):
    return b"".join(line for line in triples.splitlines(keepends=True) if term not in line)


def test_what_is_computed_is_what_is_marked_with_a_computable_kind(store, library, reports):
    marks = auditing.marked(store, library)
    assert facts(computed(reports)) == facts(one for one in marks if one.kind in COMPUTED_KINDS)
    assert {one.kind for one in marks} == {*COMPUTED_KINDS, auditing.READ_BY_HAND}


def test_a_computed_disagreement_is_where_its_mark_is(store, library, reports):
    marks = {fact: mark for mark in auditing.marked(store, library) for fact in facts([mark])}
    for one in computed(reports):
        (fact,) = facts([one])
        assert one.part == marks[fact].part
        if one.ordinal is not None:
            assert (one.ordinal, one.sentence) == (marks[fact].ordinal, marks[fact].sentence)


def test_rules_never_read_the_marks(open_store, graphs, library, reports):
    unmarked = open_store(without(graphs, f"<{ID}discrepancy/"))
    assert auditing.marked(unmarked, library) == ()
    assert auditing.audit(unmarked, library) == reports


@pytest.mark.parametrize("kind", FAULTS)
def test_one_more_fault_is_one_more_finding(open_store, graphs, library, reports, kind):
    statement, (subject, stated, observed) = FAULTS[kind]
    faulty = open_store([*graphs, from_turtle(statement)])
    more = (kind, ID + subject, stated, observed)
    assert facts(computed(auditing.audit(faulty, library))) == sorted(
        [*facts(computed(reports)), more]
    )


def test_a_fault_that_is_no_more_is_not_found(open_store, graphs, library, reports):
    mended = open_store(without(graphs, f'<{CST}statedInterviewMinutes> "'))
    gone = ("statedTotal", f"{ID}study/song-2025", "965", "1025")
    assert sorted([*facts(computed(auditing.audit(mended, library))), gone]) == facts(
        computed(reports)
    )


def test_what_is_read_by_hand_is_apart_and_explained(reports, by_hand):
    assert by_hand
    assert {one.kind for one in by_hand} == {auditing.READ_BY_HAND}
    assert auditing.READ_BY_HAND not in {one.kind for one in computed(reports)}
    assert [one for one in by_hand if one.note is None or one.place is None] == []


def careful_readers_list():
    """What the second coder noted, being sure or fairly sure, once for each place."""
    for one in RECORD["disagreements"]:
        if one["confidence"] != "low":
            for place in one["places"]:
                name = " ".join(str(part) for part in (one["id"], *place) if part is not None)
                printed = one.get("printed", FOUND.get(name))
                yield pytest.param(name, place, printed, id=name)


READERS_LIST = list(careful_readers_list())


@pytest.mark.parametrize(("name", "place", "printed"), READERS_LIST)
def test_what_a_careful_reader_finds_is_found_at_its_place(reports, by_hand, name, place, printed):
    if name in UNMARKED:
        assert printed is None, f"{name} is both found and left unmarked"
        return
    assert printed is not None, f"{name} is neither found nor left unmarked for a reason"
    part, ordinal, sentence = place
    assert [
        one
        for one in (*computed(reports), *by_hand)
        if one.stated == str(printed)
        and one.part == f"{ID}part/song-2025/{part}"
        and ordinal in (None, one.ordinal)
        and sentence in (None, one.sentence)
    ]


def test_what_is_found_or_left_unmarked_is_on_the_careful_readers_list():
    assert {*FOUND, *UNMARKED} <= {param.id for param in READERS_LIST}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_text_gives_place_and_both_values_under_the_rules_question(reports, by_hand, language):
    text = auditing.audit_text(reports, by_hand, language)
    *rules, hand, counts = text.split("\n\n")
    for report, paragraph in zip(reports, rules, strict=True):
        question, *lines = paragraph.splitlines()
        assert question == report.question.in_language(language)
        for one, line in zip(report.disagreements, lines, strict=True):
            assert line.startswith(f"  {one.place.in_language(language)}")
            assert one.stated in line
            assert one.observed in line
    assert len(hand.splitlines()) == 1 + 2 * len(by_hand)
    assert [one for one in by_hand if one.note.in_language(language) not in hand] == []
    assert str(len(by_hand)) in counts


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "Section 3(3): stated interview count: stated 13, computed 14"),
        ("en", "Table 4, row 2: cited J_DY2, a source from 得益乳业"),
        ("en", "Table 3, row 2: cited T_FSK2; codes of this stem in the inventory: T_FSK3"),
        ("en", "References, number 13: printed “(34)”; compare “(3/4)”"),
        ("zh", "表4第2行：援引 J_DY2，该资料来自 得益乳业"),
        ("zh", "四(一)2 第2段第4句：援引 B_RM2；清单中同一词干的编码：B_RM3"),
        ("zh", "参考文献第13条：印作“(34)”；对照“(3/4)”"),
    ],
)
def test_the_text_tells_rows_paragraphs_and_references_apart(reports, by_hand, language, line):
    assert f"  {line}" in auditing.audit_text(reports, by_hand, language).splitlines()


def test_a_rule_that_finds_nothing_says_so(reports):
    silent = replace(reports[0], disagreements=())
    assert f"{silent.question.en}\n  none\n" in auditing.audit_text([silent], (), "en")


def test_json_holds_the_same_in_both_languages(reports, by_hand):
    read = json.loads(auditing.audit_json(reports, by_hand))
    assert [len(rule["disagreements"]) for rule in read["rules"]] == [
        len(report.disagreements) for report in reports
    ]
    assert set(read["rules"][0]["question"]) == {"en", "zh"}
    assert [one["stated"] for one in read["read_by_hand"]] == [one.stated for one in by_hand]
