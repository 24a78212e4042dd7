"""The workbook's worked examples in Turtle, with comments: a case to write over by hand."""

import re
from collections.abc import Iterator

from cocreation.intake.choices import Choices
from cocreation.intake.workbook.names import Names
from cocreation.intake.workbook.rows import Cell, Row, Rows, both
from cocreation.intake.workbook.statements import read_statements
from cocreation.intake.workbook.table import Column, Sheet, sheets_for
from cocreation.intake.workbook.worked import shown_text
from cocreation.namespaces import BASE, compact
from cocreation.sources import ntriples
from cocreation.turtle import format_turtle

_INTRODUCTION = """\
# 一个可填写的案例：把示例内容改成自己的；校验：cocreation validate my-case.ttl
# A case to fill in: write over the example; check it with: cocreation validate my-case.ttl
# 未完成的案例也可校验。末尾列出可用的构念、命题、组织等。
# Half a case can be checked too. At the end are the constructs, propositions, organizations, …
"""
_LISTED = ("construct", "proposition", "organization", "sector", "gap")


def write_skeleton(choices: Choices) -> str:
    """Valid Turtle that says what the worked rows say; it conforms where its choices are known."""
    names = Names(choices)
    shown = sheets_for(choices)
    rows = [row for sheet in shown for row in _worked_rows(sheet, names)]
    said = read_statements(Rows(rows), names)
    text = format_turtle(ntriples(placed.triple for placed in said.all()).decode(), "template")
    head, *blocks = text.rstrip("\n").split("\n\n")
    subjects = zip(rows, said.subjects, strict=True)
    known = {f"<{s.iri.removeprefix(BASE)}>": (row.sheet, s.segment) for row, s in subjects}
    parts = [_INTRODUCTION + head]
    for sheet in shown:
        parts.append("\n".join(f"# ===== {line}" for line in both(sheet.about)))
        for block in blocks:
            its_sheet, segment = known[block.split("\n")[0]]
            if its_sheet is sheet:
                parts.append("\n".join(_commented(block, sheet, segment)))
    return "\n\n".join([*parts, *_lists(choices, names)]) + "\n"


def _worked_rows(sheet: Sheet, names: Names) -> Iterator[Row]:
    for number in range(sheet.worked_rows):
        texts = {column.key: shown_text(column, number, names) for column in sheet.columns}
        yield Row(sheet, "", {key: Cell(text, "") for key, text in texts.items() if text})


def _commented(block: str, sheet: Sheet, segment: str) -> Iterator[str]:
    """The lines of a block, each property after what it means, and what else could be said."""
    columns = _by_property(sheet, segment)
    for line in block.split("\n"):
        if line == "." and columns:
            others = [f"{name} ({_title(cs[0])})" for name, cs in columns.items()]
            yield f"  # 还可以写 / Also: {', '.join(others)}"
        name = line[2:].split(" ")[0] if re.match(r"  \S", line) else ""
        if name == "a" and name not in columns:
            yield f"  # {sheet.name.zh} / {sheet.name.en}"
        for column in columns.pop(name, ()):
            # What an empty cell stands for is not left out in Turtle.
            note = "" if column.default else f": {' '.join(both(column.note))}"
            yield f"  # {_title(column)}{note}"
        yield line


def _title(column: Column) -> str:
    return f"{column.heading.zh} / {column.heading.en}"


def _by_property(sheet: Sheet, segment: str) -> dict[str, list[Column]]:
    """The columns that such rows have, by the property as Turtle writes it."""
    found: dict[str, list[Column]] = {}
    for column in sheet.columns:
        if column.reads == "kind":
            found["a"] = [column]
        elif column.predicate and column.has(segment):
            found.setdefault(compact(column.predicate), []).append(column)
    return found


def _lists(choices: Choices, names: Names) -> Iterator[str]:
    names.belongs("", choices.studies_with_models)
    for kind in _LISTED:
        listed = choices.listed(kind)
        lines = [f"# <{c.iri.removeprefix(BASE)}>  {c.shown}" for c in listed]
        if lines:
            yield "\n".join([f"# ----- {kind}", *lines])
