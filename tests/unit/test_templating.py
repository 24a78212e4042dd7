"""The template: what it offers, that its examples are not read, and that they conform filled in."""

import re
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pytest
from openpyxl import load_workbook

from cocreation.errors import SourceError
from cocreation.intake.choices import Choices
from cocreation.intake.reading import read_case
from cocreation.intake.workbook.table import sheets
from cocreation.namespaces import CST, RDF, RDFS, VCC
from cocreation.services.checking import check_files
from cocreation.services.choices import choices_of
from cocreation.services.project import read_project
from cocreation.services.templating import make_template
from cocreation.sources import terms
from workbooks import said

ROOT = Path(__file__).parents[2]
SHEETS = [
    "Case",
    "Organizations",
    "Sources",
    "Evidence",
    "Resources",
    "Solutions",
    "Discrepancies",
    "Other",
    "Help",
]


@pytest.fixture(scope="module")
def graphs():
    return read_project(ROOT)


@pytest.fixture(scope="module")
def choices(graphs) -> Choices:
    return choices_of(graphs)


@pytest.fixture(scope="module")
def template(graphs) -> bytes:
    return make_template(graphs, "xlsx")


@pytest.fixture
def book(template):
    return load_workbook(BytesIO(template))


def column(page, heading: str) -> int:
    return next(cell.column for cell in page[1] if str(cell.value).endswith(f"/ {heading}"))


def offered(book, sheet: str, heading: str) -> list[str]:
    """What the drop-down of a column offers."""
    page = book[sheet]
    cell = page.cell(5, column(page, heading)).coordinate
    [rule] = [r for r in page.data_validations.dataValidation if cell in r.sqref]
    name, _, cells = rule.formula1.partition("!")
    assert book[name].sheet_state == "hidden"
    return [str(c.value) for (c,) in book[name][cells.replace("$", "")]]


def labels(graphs, *classes: str) -> set[str]:
    """The Chinese labels of everything that is of one of the classes."""
    triples = [triple for graph in graphs for triple in terms(graph.triples)]
    things = {s for s, p, o in triples if p.value == RDF + "type" and o.value in classes}
    return {
        o.value
        for s, p, o in triples
        if s in things and p.value == RDFS + "label" and o.language == "zh"
    }


def test_the_template_has_the_sheets_and_every_heading_and_note_in_both_languages(book):
    assert [page.title for page in book if page.sheet_state == "visible"] == SHEETS
    for page in (book[name] for name in SHEETS[:-1]):
        for heading, note in zip(page[1], page[2], strict=True):
            assert re.fullmatch(r".*[\u4e00-\u9fff].* / .*[a-z].*", heading.value)
            assert re.search(r"[\u4e00-\u9fff].*\n.*[a-z]", note.value)
        assert page.freeze_panes is not None


def test_the_help_tells_of_every_sheet_and_every_column(book):
    helped = [" ".join(str(cell.value or "") for cell in row) for row in book["Help"]]
    for sheet in sheets():
        assert any(sheet.name.zh in row and sheet.about.en in row for row in helped)
        for one in sheet.columns:
            assert any(one.heading.zh in row and one.note.en in row for row in helped)


@pytest.mark.parametrize(
    ("sheet", "heading", "classes"),
    [
        ("Evidence", "Supports", ["cst:SecondOrderTheme", "cst:AggregateDimension"]),
        ("Evidence", "Supports", ["vcc:Stage", "vcc:StageActivity", "vcc:GroupCondition"]),
        ("Evidence", "Corroborates", ["vcc:DriverProposition", "vcc:ModerationProposition"]),
        ("Evidence", "Located in", ["cst:DocumentPart"]),
        ("Evidence", "Coded by", ["cst:CodingTeam"]),
        ("Case", "Provider", ["vcc:PlatformCloudProvider", "vcc:CloudUser"]),
        ("Case", "Applies the model of", ["cst:Study"]),
        ("Case", "Acknowledged gaps", ["cst:Gap"]),
        ("Organizations", "Sector", ["vcc:Sector"]),
    ],
)
def test_drop_downs_offer_everything_that_the_graph_has(book, graphs, sheet, heading, classes):
    iris = [CST + c[4:] if c.startswith("cst:") else VCC + c[4:] for c in classes]
    expected = labels(graphs, *iris)
    zh = {shown.partition(" / ")[0] for shown in offered(book, sheet, heading)}
    assert expected
    assert expected <= zh


def test_drop_downs_offer_kinds_and_codes_and_listed_values(book):
    assert "访谈 / Interview" in offered(book, "Sources", "Kind")
    assert "其他组织 / Other organization" in offered(book, "Organizations", "Kind")
    assert "资料来源 / Source" not in offered(book, "Sources", "Kind")
    assert {"J_DY1", "T2"} <= set(offered(book, "Evidence", "Source"))
    assert "readByHand" in offered(book, "Discrepancies", "Sort")
    assert offered(book, "Evidence", "Told without a code") == ["是 / yes", "否 / no"]


def test_a_name_that_is_not_offered_may_be_typed_too(book):
    rules = [r for page in book for r in page.data_validations.dataValidation]
    assert rules
    assert not any(rule.showErrorMessage for rule in rules)


def test_the_worked_rows_are_not_read_as_long_as_they_are_unchanged(template, book, choices):
    for data in (template, resaved(book)):
        with pytest.raises(SourceError, match="no row of it is filled in"):
            read_case(data, "c.xlsx", graph="urn:g", choices=choices)


def resaved(book) -> bytes:
    output = BytesIO()
    book.save(output)
    return output.getvalue()


def test_a_worked_row_is_read_when_a_cell_of_it_is_changed(book, choices):
    page = book["Evidence"]
    page.cell(3, column(page, "Supports")).value = "群体规范"
    case = read_case(resaved(book), "c.xlsx", graph="urn:g", choices=choices)
    items = {s for s, p, o in said(case) if p == CST + "supports"}
    assert items == {"evidence/e1"}


def filled_in(book) -> bytes:
    """The template with every worked row taken over."""
    for page in (book[name] for name in SHEETS[:-1]):
        for row in range(3, 7):
            page.cell(row, 5 if page.title == "Other" else 1).value = None
    return resaved(book)


def test_the_worked_rows_conform_once_they_are_taken_over(book, graphs, tmp_path):
    file = tmp_path / "case.xlsx"
    file.write_bytes(filled_in(book))
    report = check_files([file], graphs)
    assert [f.message.en for f in report.findings if f.severity != "info"] == []
    assert all(finding.position.place for finding in report.findings)


def test_the_turtle_skeleton_conforms_and_says_what_the_worked_rows_say(
    book, graphs, tmp_path, choices
):
    turtle = make_template(graphs, "ttl")
    file = tmp_path / "case.ttl"
    file.write_bytes(turtle)
    report = check_files([file], graphs)
    assert [f.message.en for f in report.findings if f.severity != "info"] == []
    skeleton = read_case(turtle, "c.ttl", graph="urn:g", choices=Choices())
    workbook = read_case(filled_in(book), "c.xlsx", graph="urn:g", choices=choices)
    extra = {s for s in said(workbook) if s[0] == "study/my-study" and s[1].endswith("core#note")}
    assert said(skeleton) == said(workbook) - extra


def test_the_turtle_skeleton_comments_on_every_statement_in_both_languages(graphs):
    lines = make_template(graphs, "ttl").decode().splitlines()
    for before, line in pairwise(lines):
        if re.match(r"  [a-z]\S*( |$)", line):
            assert re.match(r"  # .*[\u4e00-\u9fff].* / [A-Z]", before)
    listed = "\n".join(lines)
    assert "# <id/concept/song-2025/group-trust>  群体信任 / Group trust" in listed
