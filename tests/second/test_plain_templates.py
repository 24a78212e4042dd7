"""The templates of a project without partnerships show what it has, and read and conform."""

from dataclasses import replace
from io import BytesIO

import pytest
from openpyxl import load_workbook

from cocreation.errors import SourceError
from cocreation.intake.reading import read_case
from cocreation.intake.workbook.writing import pages_of
from cocreation.intake.workbook.xlsx_writing import write_xlsx
from cocreation.model import FileGraph
from cocreation.namespaces import CST, RDF, VCC
from cocreation.services.checking import check_files
from cocreation.services.choices import choices_of
from cocreation.services.project import read_project
from cocreation.services.templating import make_template
from cocreation.sources import terms
from second_study import ROOT
from workbooks import said

# Things of the first study and its domain, which such a project does not have.
STRANGE = ("song-2025", "jd-cloud", "JD Cloud", "airy", "group-trust", "artnership", "云服务商")
PROVIDER = VCC + "hasProvider"
CASE = ("case/my-study/example-case", RDF + "type", CST + "Case")


@pytest.fixture(scope="module")
def graphs(wards) -> list[FileGraph]:
    return list(read_project(wards.project))


@pytest.fixture(scope="module")
def choices(graphs):
    return choices_of(graphs)


@pytest.fixture(scope="module")
def template(graphs) -> bytes:
    return make_template(graphs, "xlsx")


@pytest.fixture
def book(template):
    return load_workbook(BytesIO(template))


def saved(book) -> bytes:
    output = BytesIO()
    book.save(output)
    return output.getvalue()


def filled_in(book) -> bytes:
    """The template with every worked row of things taken over."""
    for page in book:
        if page.title not in ("Other", "Help", "Lists"):
            for row in range(3, 7):
                page.cell(row, 1).value = None
    return saved(book)


def column(page, heading: str) -> int:
    return next(cell.column for cell in page[1] if str(cell.value).endswith(f"/ {heading}"))


def test_the_workbook_has_nothing_that_is_for_partnerships_alone(book):
    sheets = [page.title for page in book if page.sheet_state == "visible"]
    assert sheets == [
        "Case",
        "Organizations",
        "Sources",
        "Evidence",
        "Discrepancies",
        "Other",
        "Help",
    ]
    visible = [
        str(cell.value) for name in sheets for row in book[name] for cell in row if cell.value
    ]
    assert not [text for text in visible for strange in STRANGE if strange in text]


def test_the_examples_name_what_the_graph_has(book):
    case, evidence = book["Case"], book["Evidence"]
    assert case.cell(3, column(case, "Applies the model of")).value == "三个病区 / Three wards"
    assert evidence.cell(3, column(evidence, "Supports")).value.endswith("First concept (example)")


def test_the_examples_are_not_read_until_they_are_changed(template, book, graphs, choices):
    later = [
        replace(graph, triples=graph.triples.replace(b'ordinal> "1"', b'ordinal> "9"'))
        for graph in graphs
    ]
    for known in (choices, choices_of(later)):
        with pytest.raises(SourceError, match="no row of it is filled in"):
            read_case(template, "c.xlsx", graph="urn:g", choices=known)
    assert choices_of(later).listed("construct")[0] != choices.listed("construct")[0]
    page = book["Case"]
    page.cell(5, column(page, "Name in English")).value = "Ward Six"
    case = read_case(saved(book), "c.xlsx", graph="urn:g", choices=choices)
    assert CASE not in said(case)
    assert ("case/my-study/ward-six", RDF + "type", CST + "Case") in said(case)


def test_a_column_that_the_template_leaves_out_changes_an_example_row(book, choices):
    page = book["Case"]
    place = page.max_column + 1
    page.cell(1, place).value, page.cell(5, place).value = "云服务商 / Provider", "wards-2027-first"
    case = read_case(saved(book), "c.xlsx", graph="urn:g", choices=choices)
    assert "organization/wards-2027-first" in {o for _, p, o in said(case) if p == PROVIDER}


@pytest.mark.parametrize("form", ["xlsx", "ttl"])
def test_the_examples_conform_once_they_are_taken_over(book, graphs, tmp_path, form):
    file = tmp_path / f"case.{form}"
    file.write_bytes(filled_in(book) if form == "xlsx" else make_template(graphs, "ttl"))
    report = check_files([file], graphs)
    assert [f.message.en for f in report.findings if f.severity != "info"] == []


def test_the_turtle_says_what_the_examples_say_and_nothing_of_partnerships(book, graphs, choices):
    turtle = make_template(graphs, "ttl")
    told = said(read_case(turtle, "c.ttl", graph="urn:g", choices=choices))
    assert told == said(read_case(filled_in(book), "c.xlsx", graph="urn:g", choices=choices))
    assert CASE in told
    assert ("study/my-study", CST + "appliesModelOf", "study/wards-2027") in told
    without_lists = turtle.decode().partition("# -----")[0]
    assert not [strange for strange in STRANGE if strange in without_lists]


def test_a_workbook_holds_a_partnership_where_the_graph_has_none(choices):
    """What fits the graph is shown; what a file says all the same is not lost."""
    case = next(graph for graph in read_project(ROOT) if graph.name.endswith("deyi-dairy"))
    given = set(terms(case.triples))
    data = write_xlsx(pages_of(given, choices), choices)
    read = read_case(data, "c.xlsx", graph="urn:g", choices=choices)
    assert set(terms(read.graph.triples)) == given


def test_a_row_that_only_partnerships_have_is_told_of(choices):
    book = load_workbook(BytesIO(make_template(read_project(ROOT), "xlsx")))
    page = book["Resources"]
    page.cell(3, 1).value = None
    case = read_case(saved(book), "c.xlsx", graph="urn:g", choices=choices)
    told = [finding.message.en for finding in case.findings]
    assert any("a kind that none of the graph is of" in message for message in told)


def test_where_partnerships_are_too_every_column_is_there(both):
    book = load_workbook(BytesIO(make_template(read_project(both.project), "xlsx")))
    page = book["Case"]
    assert {column(page, "Provider"), column(page, "User")} <= set(range(1, page.max_column + 1))
    assert "Resources" in book.sheetnames
    listed = [cell.value for cell in book["Lists"]["A"] if cell.value]
    assert {"案例 / Case", "合作 / Partnership"} <= set(listed)
