"""Pages as an .xlsx workbook that a person fills in: headings, notes, drop-downs, help."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any

from cocreation.intake.choices import Choices
from cocreation.intake.workbook.cells import BOOLEANS, guarded
from cocreation.intake.workbook.help import help_rows
from cocreation.intake.workbook.names import Names
from cocreation.intake.workbook.rows import (
    LISTS,
    OTHER_HEADINGS,
    OTHER_NOTES,
    OTHER_WORKED,
    heading,
    note,
)
from cocreation.intake.workbook.table import (
    HELP,
    OTHER,
    REMARK,
    WORKED,
    Column,
    Sheet,
    sheets,
    sheets_for,
)
from cocreation.intake.workbook.worked import shown_text
from cocreation.intake.workbook.writing import Pages
from cocreation.model import Text

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_REMARK_NOTE = Text(en="For you alone: this column is not read.", zh="仅供自用：此列不读入。")
_REMARK_WIDTH, _OTHER_WIDTHS, _HELP_WIDTHS = 20, (36, 26, 60, 24, 20), (18, 28, 60, 60)
_FIRST, _LAST = 3, 500  # the rows below heading and note, as far as drop-downs go
_FONT = "Calibri"
_LINE, _MOST_LINES = 15.5, 12  # a line's height in points, and how many a row shows
_MOST_DIGITS = 15  # that a spreadsheet program keeps


def write_xlsx(pages: Pages, choices: Choices, *, template: bool = False) -> bytes:
    """The workbook's bytes; a template has a worked example on each sheet.

    Every text that a program could take for a formula is guarded.
    """
    # Slow to import, and no other format needs it.
    from openpyxl import Workbook  # noqa: PLC0415

    writer = _Writer(Workbook(), choices)
    shown = _sheets(pages, choices)
    for sheet in shown:
        rows = [cells for one, cells in pages.rows if one.name == sheet.name]
        writer.sheet(sheet, rows, template=template)
    writer.others(pages.others, template=template)
    writer.help(shown)
    return writer.data()


def _sheets(pages: Pages, choices: Choices) -> tuple[Sheet, ...]:
    """Those that fit the choices, where they hold all rows; else every sheet."""
    fitting = sheets_for(choices)
    keys = {sheet.name: {column.key for column in sheet.columns} for sheet in fitting}
    is_held = all(cells.keys() <= keys.get(sheet.name, set()) for sheet, cells in pages.rows)
    return fitting if is_held else sheets()


class _Writer:
    """One workbook in the making; the lists for its drop-downs are on a hidden sheet."""

    def __init__(self, workbook: "Workbook", choices: Choices) -> None:
        from openpyxl.styles import Alignment, Font, PatternFill  # noqa: PLC0415 -- slow
        from openpyxl.worksheet.properties import PageSetupProperties  # noqa: PLC0415 -- slow

        self._fit = PageSetupProperties(fitToPage=True)
        self._book = workbook
        self._book.remove(workbook.worksheets[0])
        self._names = Names(choices)
        self._names.belongs("", choices.studies_with_models)
        self._rows: Counter[str] = Counter()
        self._columns: dict[str, Sequence[int]] = {}
        self._lists: dict[tuple[str, ...], str] = {}
        self._listed = workbook.create_sheet(LISTS)
        self._listed.sheet_state = "hidden"
        self._head = self._style("1F4E5F", Font(_FONT, 11, b=True, color="FFFFFF"), PatternFill)
        self._quiet = self._style("EEF3F5", Font(_FONT, 9, color="595959"), PatternFill)
        self._example = self._style("FFF6D9", Font(_FONT, 11, color="7F6000"), PatternFill)
        self._wrapped = Alignment(wrap_text=True, vertical="top")

    @staticmethod
    def _style(background: str, font: Any, fill: Any) -> tuple[Any, Any]:
        return font, fill("solid", fgColor=background)

    def sheet(self, sheet: Sheet, rows: Iterable[Mapping[str, str]], *, template: bool) -> None:
        """A sheet of things."""
        widths = [_REMARK_WIDTH, *(column.width for column in sheet.columns)]
        page = self._page(sheet.name.en, [REMARK, *(c.heading for c in sheet.columns)], widths)
        self._row(
            page, [note(_REMARK_NOTE), *(note(c.full_note) for c in sheet.columns)], self._quiet
        )
        for number in range(sheet.worked_rows if template else 0):
            texts = [self._worked(column, number, sheet) for column in sheet.columns]
            self._row(page, [note(WORKED), *texts], self._example)
        for cells in rows:
            values = [as_number(cells.get(column.key, ""), column) for column in sheet.columns]
            self._row(page, ["", *values])
        for place, column in enumerate(sheet.columns, 2):
            self._drop_down(page, place, column, sheet)

    def others(self, statements: Iterable[Sequence[str]], *, template: bool) -> None:
        """The sheet of plain statements."""
        page = self._page(OTHER.en, OTHER_HEADINGS, _OTHER_WIDTHS)
        self._row(page, [note(text) for text in OTHER_NOTES], self._quiet)
        if template:
            self._row(page, [*OTHER_WORKED, note(WORKED)], self._example)
        for statement in statements:
            self._row(page, statement)

    def help(self, sheets: Iterable[Sheet]) -> None:
        """What each sheet and each column is, in both languages."""
        page = self._book.create_sheet(HELP.en)
        self._set_up(page, _HELP_WIDTHS)
        for texts, is_heading in help_rows(sheets):
            self._row(page, texts, self._head if is_heading else None)

    def data(self) -> bytes:
        """The finished workbook."""
        self._book.move_sheet(self._listed, len(self._book.sheetnames))
        self._book.active = 0
        output = BytesIO()
        self._book.save(output)
        return output.getvalue()

    def _page(self, name: str, headings: Iterable[Text], widths: Sequence[int]) -> "Worksheet":
        page: Worksheet = self._book.create_sheet(name)
        self._set_up(page, widths)
        self._row(page, [heading(text) for text in headings], self._head)
        page.freeze_panes = "C2" if name != OTHER.en else "A2"
        return page

    def _set_up(self, page: "Worksheet", widths: Sequence[int]) -> None:
        """Widths of columns, and printing on the width of one page."""
        from openpyxl.utils import get_column_letter  # noqa: PLC0415 -- slow

        for place, width in enumerate(widths, 1):
            page.column_dimensions[get_column_letter(place)].width = width
        self._columns[page.title] = widths
        page.page_setup.orientation = "landscape"
        page.page_setup.fitToHeight = 0
        page.sheet_properties.pageSetUpPr = self._fit

    def _row(self, page: "Worksheet", values: Sequence[str | int], style: Any = None) -> None:
        """Add a row; no cell is ever a formula."""
        # The library looks at every cell to tell the last row.
        self._rows[page.title] += 1
        number = self._rows[page.title]
        for place, value in enumerate(values, 1):
            if value == "" and style is None:
                continue
            cell = page.cell(number, place)
            if isinstance(value, int):
                cell.value = value
            elif value:
                cell.value = guarded(value)
                cell.data_type = "s"
                cell.number_format = "@"
            cell.alignment = self._wrapped
            if style is not None:
                cell.font, cell.fill = style
        page.row_dimensions[number].height = _height(values, self._columns[page.title])

    def _worked(self, column: Column, number: int, sheet: Sheet) -> str | int:
        text = shown_text(column, number, self._names)
        if text and column.reads == "kind":
            found = self._names.class_of(text, sheet.segments)
            classes = self._names.classes(sheet.segments)
            return next((c.shown for c in classes if found and c.iri == found[0]), text)
        if text and column.reads == "choice":
            found_ = self._names.find(text, column.choices)
            return self._names.shown(found_[0], column.choices) if len(found_) == 1 else text
        return as_number(text, column)

    def _drop_down(self, page: "Worksheet", place: int, column: Column, sheet: Sheet) -> None:
        from openpyxl.utils import get_column_letter  # noqa: PLC0415 -- slow
        from openpyxl.worksheet.datavalidation import DataValidation  # noqa: PLC0415 -- slow

        listed = self._list_of(column, sheet)
        if listed is None:
            return
        # Other names are allowed too, such as that of a thing that is new in this file.
        rule = DataValidation(
            type="list", formula1=listed, allow_blank=True, showErrorMessage=False
        )
        letter = get_column_letter(place)
        rule.add(f"{letter}{_FIRST}:{letter}{_LAST}")
        page.add_data_validation(rule)

    def _list_of(self, column: Column, sheet: Sheet) -> str | None:
        """Where the hidden sheet has the column's choices."""
        if column.reads == "boolean":
            shown: tuple[str, ...] = BOOLEANS
        elif column.reads == "kind":
            shown = tuple(choice.shown for choice in self._names.classes(sheet.segments))
        else:
            shown = tuple(name for kind in column.choices for name in self._names.offered(kind))
        if not shown:
            return None
        if shown not in self._lists:
            self._lists[shown] = self._listing(shown)
        return self._lists[shown]

    def _listing(self, shown: Sequence[str]) -> str:
        from openpyxl.utils import get_column_letter  # noqa: PLC0415 -- slow

        place = len(self._lists) + 1
        for number, text in enumerate(shown, 1):
            cell = self._listed.cell(number, place, guarded(text))
            cell.data_type = "s"
        letter = get_column_letter(place)
        return f"{LISTS}!${letter}$1:${letter}${len(shown)}"


def as_number(text: str, column: Column) -> str | int:
    """A whole number as one, so that a spreadsheet program does not complain."""
    is_number = column.reads == "integer" and text.isascii() and text.isdecimal()
    return int(text) if is_number and len(text) <= _MOST_DIGITS and str(int(text)) == text else text


def _height(values: Sequence[str | int], widths: Sequence[int]) -> float:
    """A row's height in points that shows all of its texts, up to some lines."""
    lines = [_lines(str(value), width) for value, width in zip(values, widths, strict=False)]
    return _LINE * min(max(lines, default=1), _MOST_LINES)


def _lines(text: str, width: int) -> int:
    """How many lines a text takes in a column; a Chinese character is two wide."""
    wide = [
        len(line) + sum(character > "\u2e7f" for character in line) for line in text.split("\n")
    ]
    return sum(1 + size // width for size in wide)
