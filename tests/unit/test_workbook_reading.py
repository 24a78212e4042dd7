"""A workbook as a person fills it in: what its cells mean, and which of them mean nothing."""

from datetime import UTC, date, datetime
from time import perf_counter

import pytest

from cocreation.errors import SourceError
from cocreation.intake.reading import read_case
from cocreation.model import Position, Term
from cocreation.namespaces import CST, ID, PREFIXES, RDF, RDFS, SKOS, VCC, XSD
from workbooks import CASE, CHOICES, read, said, saved, told, workbook

PROV = PREFIXES["prov"]
ITEM = {"Short id": "e1", "Summary in Chinese": "甲", "Summary in English": "A"}


def values(case, predicate: str, subject: str | None = None) -> set[str]:
    return {o for s, p, o in said(case) if p == predicate and subject in (None, s)}


def evidence(**cells: object):
    named = {name.replace("_", " "): value for name, value in cells.items()}
    return read({"Case": CASE, "Evidence": [{**ITEM, **named}]})


def test_a_case_gets_its_name_from_its_sides_and_its_study_from_the_sheet():
    case = read({"Case": CASE})
    assert case.findings == ()
    assert ("case/mine/jd-cloud-dada", RDF + "type", VCC + "Partnership") in said(case)
    assert values(case, CST + "ofStudy") == {"study/mine"}
    assert values(case, CST + "appliesModelOf", "study/mine") == {"study/model"}
    assert values(case, VCC + "hasUser") == {"organization/dada"}


@pytest.mark.parametrize(
    "typed",
    [
        "群体信任",
        "Group trust",
        " ＧＲＯＵＰ　trust",
        "trust",
        "群体信任 / Group trust",
        "model/trust",
    ],
)
def test_a_choice_is_known_by_either_name_and_by_its_slug(typed):
    case = evidence(Supports=typed)
    assert case.findings == ()
    assert values(case, CST + "supports") == {"concept/model/trust"}


def test_several_choices_fit_in_a_cell():
    case = evidence(Supports="群体信任；norms\nconcept/model/x")
    assert values(case, CST + "supports") == {
        "concept/model/trust",
        "concept/model/norms",
        "concept/model/x",
    }


def test_of_things_with_one_name_that_of_the_model_applied_is_meant():
    unapplied = read({"Evidence": [{**ITEM, "Supports": "Group trust"}]})
    [(_, told_)] = told(unapplied)
    assert "names more than one thing" in told_
    assert values(evidence(Supports="Group trust"), CST + "supports") == {"concept/model/trust"}


def test_an_unknown_choice_is_told_with_its_cell_and_the_nearest_name_and_loses_nothing_else():
    case = evidence(Supports="群体信托; norms", Ordinal="x")
    [problem] = [f for f in case.findings if f.severity == "violation"]
    assert problem.position == Position("c.xlsx", place="Evidence!D2")
    assert "“群体信托”" in problem.message.en
    assert "did you mean “群体信任 / Group trust”?" in problem.message.en
    assert "是否想写“群体信任 / Group trust”？" in problem.message.zh
    assert problem.message.en.endswith("Correct it.")  # no row of a workbook is a construct
    assert (problem.focus, problem.path) == (f"{ID}evidence/mine/e1", CST + "supports")
    assert problem.suggestion == f"{ID}concept/model/trust"
    assert values(case, CST + "supports") == {"concept/model/norms"}
    assert values(case, CST + "summary") == {"甲", "A"}


def test_two_rows_with_one_short_id_are_told_and_stay_apart():
    case = read({"Case": CASE, "Evidence": [ITEM, ITEM]})
    assert told(case) == [
        ("Evidence!A3", "The short id “e1” is that of another row too: give each its own.")
    ]
    assert {s for s, p, _ in said(case) if p == CST + "summary"} == {
        "evidence/mine/e1",
        "evidence/mine/e1-2",
    }


def test_what_can_be_new_may_get_a_row_of_its_own():
    [(_, message)] = told(evidence(About="Nobody"))
    assert message.endswith("choose one of the list, or add it in a row of its own.")


def test_all_problems_are_told_at_once():
    case = read(
        {
            "Case": [*CASE, {"Kind": "Patnership", "Provider": "Dada; 京东云"}],
            "Sources": [{"Kind": "访谈", "Code": "J9", "Minutes": "sixty", "Short id": "a/b?"}],
            "Evidence": [{**ITEM, "Told without a code": "perhaps", "Source": "J8"}],
        }
    )
    assert [place for place, _ in told(case)] == [
        "Case!A4",
        "Case!D4",
        "Sources!C2",
        "Sources!D2",
        "Evidence!D2",
        "Evidence!E2",
    ]


def test_what_is_new_in_the_file_can_be_named_everywhere():
    case = read(
        {
            "Case": [CASE[0], {"Kind": "Partnership", "Provider": "JD Cloud", "User": "新乳业"}],
            "Organizations": [
                {"Kind": "Cloud user", "Name in Chinese": "新乳业", "Name in English": "New Dairy"},
                {"Kind": "行业", "Short id": "cheese", "Name in English": "Cheese"},
                {"Short id": "Dada", "Sector": "cheese"},
            ],
            "Sources": [
                {"Kind": "Interview", "Code": "J_XR1", "Informants": "I1"},
                {"Kind": "Informant", "Short id": "I1", "Member of": "new-dairy"},
            ],
        }
    )
    assert case.findings == ()
    assert values(case, VCC + "hasUser") == {"organization/new-dairy"}
    assert ("organization/dada", VCC + "inSector", "sector/cheese") in said(case)
    assert values(case, CST + "hasInformant") == {"informant/mine/I1"}
    assert values(case, SKOS + "prefLabel") == {"Cheese"}


def test_an_empty_cell_stands_for_what_its_note_says():
    sources = [{"Kind": "Interview", "Code": "J_XR1"}]
    team = {"Kind": "Coding team", "Short id": "team"}
    item = {**ITEM, "Code cited": "J_XR1", "Place in the source": "p. 3"}
    case = read({"Case": [*CASE, team], "Sources": sources, "Evidence": [item]})
    told_ = {p: o for s, p, o in said(case) if s == "evidence/mine/e1"}
    assert told_[CST + "citesSource"] == told_[CST + "locatedIn"] == "source/mine/J_XR1"
    assert told_[CST + "inCase"] == "case/mine/jd-cloud-dada"
    assert told_[PROV + "wasAttributedTo"] == "coding-team/mine/team"
    assert values(case, RDFS + "label", "source/mine/J_XR1") == {"访谈 J_XR1", "Interview J_XR1"}


def test_a_code_of_a_study_that_is_only_applied_is_linked_to_nothing():
    case = evidence(Code_cited="J1")
    assert values(case, CST + "citedCode") == {"J1"}
    assert values(case, CST + "citesSource") == set()


@pytest.mark.parametrize("nothing", ["(none)", "（无）", "无"])
def test_what_an_empty_cell_stands_for_can_be_taken_back(nothing):
    assert values(evidence(Case=nothing), CST + "inCase") == set()


def test_evidence_about_organizations_is_in_no_case():
    case = evidence(About="达达")
    assert values(case, CST + "about") == {"organization/dada"}
    assert values(case, CST + "inCase") == set()


@pytest.mark.parametrize(
    ("cells", "name"),
    [
        ({"Located in": "表2", "Row or paragraph": 3}, "t2-r3"),
        ({"Located in": "表2", "Row or paragraph": "3.0", "Sentence": None}, "t2-r3.0"),
        ({"Located in": "四(一)", "Row or paragraph": 2, "Sentence": 4}, "s4-1-p2-s4"),
        ({"Code cited": "J_XR1"}, "J_XR1"),
        ({"Supports": "trust"}, "a2"),
    ],
)
def test_evidence_without_a_short_id_is_named_after_its_place(cells, name):
    item = {k: v for k, v in ITEM.items() if k != "Short id"}
    case = read({"Case": CASE, "Evidence": [{**item, **cells}, {**item, **cells}]})
    items = {s for s, p, o in said(case) if o == CST + "EvidenceItem"}
    second = "a3" if name == "a2" else f"{name}-2"
    assert items == {f"evidence/mine/{name}", f"evidence/mine/{second}"}


@pytest.mark.parametrize(
    ("heading", "value", "term"),
    [
        ("Minutes", 60, ("60", "integer")),
        ("Minutes", 60.0, ("60", "integer")),
        ("Minutes", " ６０ ", ("60", "integer")),
        ("Code", 7, ("7", "string")),
        ("Code", "007", ("007", "string")),
    ],
)
def test_numbers_are_read_as_they_are_meant(heading, value, term):
    case = read({"Sources": [{"Kind": "访谈", "Short id": "s", heading: value}]})
    from cocreation.sources import terms  # noqa: PLC0415 -- of this test alone

    literals = {t.object for t in terms(case.graph.triples) if t.object.kind == "literal"}
    assert Term("literal", term[0], None, XSD + term[1]) in literals


@pytest.mark.parametrize("yes", [True, "是", "Yes", 1, "是 / yes"])
def test_yes_is_said_in_many_ways(yes):
    assert values(evidence(**{"Told without a code": yes}), CST + "toldWithoutCode") == {"true"}


@pytest.mark.parametrize(
    "month", ["2025-03", "2025年3月", "2025/3", date(2025, 3, 1), datetime(2025, 3, 9, tzinfo=UTC)]
)
def test_a_month_may_be_what_a_spreadsheet_program_made_of_it(month):
    if isinstance(month, datetime):
        month = month.replace(tzinfo=None)
    case = read({"Case": [{"Kind": "Study", "Short id": "mine", "Fieldwork began": month}]})
    assert values(case, CST + "fieldworkStart") == {"2025-03"}


def test_columns_may_be_moved_and_left_out_and_rows_empty():
    book = workbook({})
    page = book.create_sheet("证据")
    page.append(["note to myself"])
    page.append([])
    page.append(["概述（英文） / Summary in English", "My own", "短名", "Kind of"])
    page.append([])
    page.append(["A", "x", "e1"])
    case = read_case(saved(book), "c.xlsx", graph="urn:g", choices=CHOICES)
    assert values(case, CST + "summary") == {"A"}
    assert case.positions.of(f"{ID}evidence/e1") == Position("c.xlsx", place="证据!C5")
    unread = [(f.severity, f.position.place) for f in case.findings]
    assert unread == [("warning", "证据!B3"), ("warning", "证据!D3")]


def test_merged_cells_all_say_what_the_first_says():
    rows = [{"Short id": f"e{n}", "Supports": "trust" if n == 1 else None} for n in (1, 2, 3)]
    book = workbook({"Case": CASE, "Evidence": rows})
    book["Evidence"].merge_cells("B2:B4")
    case = read_case(saved(book), "c.xlsx", graph="urn:g", choices=CHOICES)
    assert {s for s, p, _ in said(case) if p == CST + "supports"} == {
        f"evidence/mine/e{n}" for n in (1, 2, 3)
    }


def test_a_formula_without_a_value_is_told():
    case = evidence(Supports="trust", Sentence="=1+1")
    assert told(case) == [
        (
            "Evidence!E2",
            "The formula in this cell has no value in the file: write the value itself.",
        )
    ]


def test_every_statement_has_its_cell():
    case = evidence(Supports="trust; norms", Sentence=4)
    item, where = f"{ID}evidence/mine/e1", case.positions.of
    assert where(item).place == "Evidence!A2"
    assert where(item, CST + "sentenceOrdinal").place == "Evidence!E2"
    norms = Term("iri", f"{ID}concept/model/norms")
    assert where(item, CST + "supports", norms).place == "Evidence!D2"
    # What stands in no cell is at the row's short id.
    assert where(item, CST + "inCase").place == "Evidence!A2"


def test_what_is_missing_is_at_the_empty_cell_in_which_it_could_be():
    item = {"Cited code": None, "Short id": "e1", "Supports": "trust", "Disputes": None}
    case = read({"Case": CASE, "Evidence": [item]})
    where = case.positions.of
    assert where(f"{ID}evidence/mine/e1", CST + "disputes").place == "Evidence!D2"
    assert where(f"{ID}evidence/mine/e1", CST + "contradicts").place == "Evidence!B2"


def test_what_is_missing_in_one_language_is_at_the_empty_cell_of_that_language():
    where = evidence(Summary_in_Chinese=None).positions.of
    assert where(f"{ID}evidence/mine/e1", CST + "summary").place == "Evidence!B2"
    said_in_english = Term("literal", "A", "en")
    assert where(f"{ID}evidence/mine/e1", CST + "summary", said_in_english).place == "Evidence!C2"


def test_plain_statements_say_what_no_column_can():
    other = [
        ("case/mine/x", "skos:note", "备注", "zh"),
        ("case/mine/x", "skos:note", "", "xsd:string"),
        ("_:b", "cst:kind", "plain", ""),
        ("https://example.org/a", "rdfs:seeAlso", "_:b", "IRI"),
        ("nothing", "skos:note", "x", "zh"),
        ("case/mine/x", "no predicate", "x", "zh"),
        ("case/mine/x", "skos:note", "x", "no kind"),
    ]
    headings = ("Subject", "Predicate", "Object", "Language or datatype")
    rows = [dict(zip(headings, row, strict=True)) for row in other]
    case = read({"Other": rows})
    assert len(said(case)) == 4
    assert ("case/mine/x", SKOS + "note", "备注") in said(case)
    assert [place for place, _ in told(case)] == ["Other!A6", "Other!B7", "Other!C8"]


@pytest.mark.parametrize(
    ("sheets", "says"),
    [
        ({"Sheet1": [{"a": 1}]}, "has none of the sheets"),
        ({"Case": [{"Kind": None, "Provider": None}]}, "no row of it is filled in"),
    ],
)
def test_a_workbook_without_a_row_is_refused_in_a_sentence(sheets, says):
    with pytest.raises(SourceError, match=says):
        read(sheets)


def test_a_sheet_or_a_column_that_is_not_read_is_told_with_what_was_meant():
    case = read({"Case": CASE, "Evidense": [{"a": 1}], "Sources": [{"x": 1}]})
    assert [place for place, _ in told(case)] == ["Evidense!A1", "Sources!A1"]
    assert "did you mean Evidence?" in told(case)[0][1]
    assert "no row with the template's headings" in told(case)[1][1]


def test_very_many_rows_of_one_name_or_of_unknown_names_are_read_in_time():
    rows = [{"Supports": f"unknown {n}", "Code cited": "J9"} for n in range(5_000)]
    start = perf_counter()
    case = read({"Case": CASE, "Evidence": rows})
    assert perf_counter() - start < 60
    assert len(case.findings) == 5_000
    assert len({f.focus for f in case.findings}) == 5_000
