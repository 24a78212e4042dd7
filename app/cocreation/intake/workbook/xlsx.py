"""The sheets of an .xlsx workbook as grids of texts."""

import re
from collections.abc import Iterable
from io import BytesIO
from typing import Any
from warnings import catch_warnings, simplefilter

from cocreation import rdf_syntax
from cocreation.intake.archives import refuse_active, refusing_damage, unzipped
from cocreation.intake.workbook.cells import as_text, unguarded
from cocreation.intake.workbook.places import column_of
from cocreation.intake.workbook.rows import LISTS, MOST_COLUMNS, Grid
from cocreation.intake.workbook.table import HELP

# A sheet as it is read in passing, which the library's types do not know.
Page = Any
_MOST_ROWS = 20_000
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*ref="([A-Z]+)([0-9]+):([A-Z]+)([0-9]+)"')
_VALUELESS = re.compile(
    rb'<c\s(?:[^>]*\s)?r="([A-Z]+[0-9]+)"[^>]*>\s*<f(?:\s[^>]*)?(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v></v>)?\s*</c>'
)
Numbered = list[tuple[int, tuple[str, ...]]]


def read_xlsx(data: bytes, file: str) -> list[Grid]:
    """Every sheet that a person fills in; SourceError where the workbook cannot or may not be read.

    A formula counts as the value that the spreadsheet program last saw; merged cells all have
    what the first of them has.
    """
    parts = unzipped(data, file)
    refuse_active(parts, file)
    with refusing_damage(file), catch_warnings():
        # It warns of drop-downs, styles and dates that it does not keep.
        simplefilter("ignore")
        # Slow to import, and no other format needs it.
        from openpyxl import load_workbook  # noqa: PLC0415

        workbook = load_workbook(BytesIO(data), read_only=True, data_only=True)
        filled = [page for page in workbook.worksheets if page.title not in (HELP.en, LISTS)]
        return [_grid(page, parts[_part_of(page)], file) for page in filled]


def _grid(page: Page, part: bytes, file: str) -> Grid:
    """One sheet, whatever size it says that it has."""
    page.reset_dimensions()
    rows = _rows(page.iter_rows(max_col=MOST_COLUMNS, values_only=True), file)
    spread = tuple(_spread(rows, _MERGED.findall(part)))
    return Grid(page.title, spread, tuple(cell.decode() for cell in _VALUELESS.findall(part)))


def _part_of(page: Page) -> str:
    return str(page._worksheet_path)


def _rows(values: Iterable[tuple[object, ...]], file: str) -> Numbered:
    rows = []
    for number, row in enumerate(values, 1):
        if number > _MOST_ROWS:
            raise _too_long(file)
        texts = ["" if value is None else unguarded(as_text(value)) for value in row]
        while texts and not texts[-1]:
            texts.pop()
        if texts:
            rows.append((number, tuple(texts)))
    return rows


def _spread(rows: Numbered, merged: Iterable[tuple[bytes, ...]]) -> Numbered:
    """The rows with the text of each cell that goes over several rows in all of them."""
    found = {number: list(texts) for number, texts in rows}
    for left, top, _, bottom in merged:
        column, first = column_of(left.decode()), int(top)
        texts = found.get(first, [])
        if first < int(bottom) <= _MOST_ROWS and column < len(texts):
            for number in range(first + 1, int(bottom) + 1):
                below = found.setdefault(number, [])
                below += [""] * (column + 1 - len(below))
                below[column] = texts[column]
    return [(number, tuple(found[number])) for number in sorted(found)]


def _too_long(file: str) -> Exception:
    return rdf_syntax.fault(
        file,
        f"a sheet of it has more than {_MOST_ROWS:,} rows; leave out what does not belong to the "
        "case, and empty rows with formats",
        f"其中一个工作表超过 {_MOST_ROWS:,} 行；请删去与案例无关的内容及带格式的空行",
    )
