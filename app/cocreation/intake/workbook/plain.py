"""A table as an .xlsx workbook to read on: one sheet, headings that stay, a filter on each."""

from collections.abc import Iterable, Sequence
from io import BytesIO

from cocreation.intake.workbook.cells import guarded

_LONGEST_NAME = 31  # of a sheet
_NARROWEST, _WIDEST = 10, 60
_WIDE = range(0x2E80, 0x10000)


def write_table(title: str, headings: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """The workbook's bytes; every cell is text, and none that a program could take for a formula.

    `title` must hold no character that a sheet's name cannot.
    """
    # Slow to import, and no other format needs it.
    from openpyxl import Workbook  # noqa: PLC0415
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415
    from openpyxl.styles import Font  # noqa: PLC0415
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    lines = [[guarded(cell) for cell in row] for row in rows]
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title[:_LONGEST_NAME])
    sheet.freeze_panes = "A2"
    for number, column in enumerate(zip(headings, *lines, strict=True), start=1):
        sheet.column_dimensions[get_column_letter(number)].width = _width(column)
    head = [WriteOnlyCell(sheet, guarded(heading)) for heading in headings]
    for cell in head:
        cell.font = Font(bold=True)
    sheet.append(head)
    for line in lines:
        sheet.append(line)
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(headings))}{len(lines) + 1}"
    output = BytesIO()
    book.save(output)
    return output.getvalue()


def _width(column: Iterable[str]) -> int:
    longest = max(sum(2 if ord(sign) in _WIDE else 1 for sign in cell) for cell in column)
    return min(max(longest + 2, _NARROWEST), _WIDEST)
