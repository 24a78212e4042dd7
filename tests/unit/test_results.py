"""Answers for a person: which columns, which words, and that they line up."""

from itertools import pairwise

from cocreation.model import Rows, Term
from cocreation.namespaces import ID, XSD
from cocreation.services.querying import library
from cocreation.services.results import Cell, present, table_text
from cocreation.store.outline import Outline

CASE = Term("iri", ID + "case/s/one")


def text(value: str, language: str) -> Term:
    return Term("literal", value, language)


def number(value: str, kind: str = "integer") -> Term:
    return Term("literal", value, datatype=XSD + kind)


LABELLED = Rows(
    ("case", "caseLabel_zh", "caseLabel_en", "itemCount"),
    ((CASE, text("一号", "zh"), text("One", "en"), number("12")),),
)


def test_a_label_in_the_readers_language_stands_for_its_thing():
    table = present(LABELLED, "en")
    assert table.headings == ("Case", "Item count")
    assert table.rows == ((Cell("One", "en", iri=CASE.value), Cell("12", number=True)),)
    assert present(LABELLED, "zh").headings == ("案例", "Item count")
    assert present(LABELLED, "zh").rows[0][0].text == "一号"


def test_a_missing_label_is_replaced_by_the_other_language_then_by_the_name():
    rows = Rows(LABELLED.variables[:3], ((CASE, None, text("One", "en")), (CASE, None, None)))
    table = present(rows, "zh")
    assert table.rows[0][0] == Cell("One", "en", iri=CASE.value)
    assert table.rows[1][0] == Cell("case/s/one", iri=CASE.value)


def test_what_a_thing_says_in_two_languages_stands_in_one_beside_the_thing():
    rows = Rows(
        ("item", "itemSummary_zh", "itemSummary_en"),
        ((CASE, text("概述", "zh"), text("Summary", "en")),),
    )
    assert present(rows, "en").headings == ("Item", "Item summary")
    assert present(rows, "zh").headings == ("证据", "证据概述")


def test_the_value_of_a_parameter_is_left_out():
    rows = Rows(("case", "label"), ((CASE, text("One", "en")),))
    assert present(rows, "en", given=["case"]).headings == ("Label",)


def test_an_unbound_value_is_an_empty_cell():
    assert present(Rows(("sector",), ((None,),)), "en").rows == ((Cell(""),),)


def test_numbers_are_rounded_and_truth_is_said_in_words():
    rows = Rows(
        ("share", "count", "done"),
        ((number("0.333333333333333333", "decimal"), number("5"), number("true", "boolean")),),
    )
    assert [cell.text for cell in present(rows, "en").rows[0]] == ["0.3333", "5", "yes"]
    assert present(rows, "zh").rows[0][2].text == "是"


def test_chinese_and_latin_columns_line_up():
    rows = Rows(
        ("name", "count"),
        (
            (text("得益乳业", "zh"), number("7")),
            (text("Dada", "en"), number("12")),
        ),
    )
    assert table_text(present(rows, "en")) == (
        "Name      Count\n────────  ─────\n得益乳业      7\nDada         12\n"
    )


def test_cells_are_wrapped_to_the_width_of_the_terminal():
    rows = Rows(
        ("code", "summary"),
        ((Term("literal", "J_DY1"), text("一二三四五六七八九十 and some English words", "zh")),),
    )
    lines = table_text(present(rows, "en"), width=24).splitlines()
    assert lines == [
        "Code   Summary",
        "─────  ─────────────────",
        "J_DY1  一二三四五六七八",
        "       九十 and some",
        "       English words",
    ]


def test_a_word_longer_than_its_column_is_broken_and_nothing_is_lost():
    rows = Rows(("iri", "other"), ((Term("literal", "x" * 50), Term("literal", "y" * 50)),))
    written = table_text(present(rows, "en"), width=30)
    assert max(map(len, written.splitlines())) <= 30
    assert (written.count("x"), written.count("y")) == (50, 50)


def test_a_table_without_rows_has_its_headings():
    assert table_text(present(Rows(("case",), ()), "en"), 80) == "Case\n────\n"


def test_every_column_of_the_library_has_a_chinese_heading(root):
    lacking = {}
    for spec in library(root):
        names = projected(spec.text)
        headings = present(Rows(names, ()), "zh", [p.name for p in spec.parameters]).headings
        lacking[spec.id] = [one for one in headings if one.isascii() and one != "DOI"]
    assert {name: headings for name, headings in lacking.items() if headings} == {}


def projected(query: str) -> tuple[str, ...]:
    """The variables of the outermost SELECT; none of another form."""
    names, depth = [], 0
    tokens = Outline(query).tokens
    for before, token in pairwise(tokens):
        if token.text == "{":
            break
        depth += {"(": 1, ")": -1}.get(token.text, 0)
        if token.kind == "variable" and (depth == 0 or before.text.upper() == "AS"):
            names.append(token.text[1:])
    return tuple(names)
