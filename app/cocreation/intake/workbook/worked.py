"""The worked rows, which show how a sheet is filled in: what they say, and which rows are such."""

from collections.abc import Mapping
from functools import cache

from cocreation.intake.choices import normal
from cocreation.intake.workbook.names import Names
from cocreation.intake.workbook.table import Column, Sheet, plain_sheets, sheets, variants


def is_worked(cells: Mapping[str, str], sheet: Sheet, names: Names) -> bool:
    """Whether the cells say what one of the sheet's worked rows says."""
    return any(
        _is_worked(cells, one, names, number)
        for one in variants(sheet)
        for number in range(one.worked_rows)
    )


def _is_worked(cells: Mapping[str, str], sheet: Sheet, names: Names, number: int) -> bool:
    return cells.keys() <= {column.key for column in sheet.columns} and all(
        _says(cells.get(column.key, ""), worked_text(column, number), column, sheet, names)
        for column in sheet.columns
    )


def worked_text(column: Column, number: int) -> str:
    """What a worked row has in the column, as the table has it."""
    return column.worked[number] if column.worked else ""


def shown_text(column: Column, number: int, names: Names) -> str:
    """The same as it is written: where nothing is called so, another thing of the graph, if any."""
    text = worked_text(column, number)
    return names.stand_in(column.choices) if _is_strange(text, column, names) else text


def _is_strange(worked: str, column: Column, names: Names) -> bool:
    """Whether a worked row names a thing that is neither in the graph nor in another such row."""
    if not worked or column.reads != "choice" or column.choices[0] == column.predicate:
        return False
    return worked not in _worked_ids() and not names.find(worked, column.choices)


@cache
def _worked_ids() -> frozenset[str]:
    """How the worked rows call each other."""
    return frozenset(
        text
        for sheet in (*sheets(), *plain_sheets())
        for column in sheet.columns
        if column.key in ("id", "code")
        for text in column.worked
    )


def _says(text: str, worked: str, column: Column, sheet: Sheet, names: Names) -> bool:
    if normal(text) == normal(worked):
        return True
    if _is_strange(worked, column, names):
        # Which thing stood in for it can have changed since.
        return not text or bool(names.find(text, column.choices))
    if not text or not worked:
        return False
    if column.reads == "kind":
        kinds = [names.class_of(one, sheet.segments) for one in (text, worked)]
        return kinds[0] is not None and kinds[0] == kinds[1]
    found = [names.find(one, column.choices) for one in (text, worked)]
    return column.reads == "choice" and bool(found[0]) and found[0] == found[1]
