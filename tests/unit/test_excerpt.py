"""The rows of a workbook that are shown beside what was found in them."""

import pytest

from cocreation.intake.workbook.excerpt import excerpt
from cocreation.intake.workbook.places import column_of, located, place
from cocreation.intake.workbook.rows import Grid
from cocreation.model import Text

GRID = Grid(
    "Evidence",
    (
        (1, ("My evidence",)),
        (
            3,
            (
                "Short id",
                "Summary in Chinese",
                "",
                "My column",
                "概述（英文） / Summary in English",
            ),
        ),
        (4, ("e1", "甲", "", "mine", "x" * 600)),
        (6, ("e2", "", "乙")),
    ),
)


def told(*places):
    return [
        (row.number, [(cell.place.partition("!")[2], cell.text) for cell in row.cells])
        for row in excerpt([Grid("Case", ()), GRID], places)
    ]


def test_the_rows_come_in_order_with_what_they_say_and_the_cells_asked_for():
    assert told("Evidence!G6", "Evidence!B4", "Evidence!C4", "Evidence!B6", "Other!A1") == [
        (4, [("A4", "e1"), ("B4", "甲"), ("C4", ""), ("D4", "mine"), ("E4", "x" * 500 + "…")]),
        (6, [("A6", "e2"), ("B6", ""), ("C6", "乙"), ("G6", "")]),
    ]


def test_a_row_that_says_nothing_is_shown_by_the_cell_asked_for():
    assert told("Evidence!B9") == [(9, [("B9", "")])]


def test_a_cell_has_the_heading_above_it_in_both_languages_where_it_is_known():
    [row] = excerpt([GRID], ["Evidence!A4"])
    assert [cell.heading for cell in row.cells] == [
        Text(en="Short id", zh="短名"),
        Text(en="Summary in Chinese", zh="概述（中文）"),
        Text(en="My column", zh="My column"),
        Text(en="Summary in English", zh="概述（英文）"),
    ]


def test_without_headings_a_cell_has_none():
    [row] = excerpt([Grid("Other", ((1, ("a", "b")),))], ["Other!A1"])
    assert {cell.heading for cell in row.cells} == {Text(en="", zh="")}


@pytest.mark.parametrize(("column", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ")])
def test_a_cell_is_found_by_its_name(column, letters):
    assert place("My!sheet", 12, column) == f"My!sheet!{letters}12"
    assert located(f"My!sheet!{letters}12") == ("My!sheet", 12, column)
    assert column_of(letters) == column
