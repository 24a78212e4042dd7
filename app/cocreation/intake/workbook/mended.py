"""Statements taken out of an .xlsx workbook and put into it, in the cells where they belong."""

from collections import Counter
from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import TYPE_CHECKING
from warnings import catch_warnings, simplefilter
from zipfile import ZipFile

from cocreation.intake.archives import refusing_damage
from cocreation.intake.choices import Choices, normal
from cocreation.intake.workbook.cells import guarded
from cocreation.intake.workbook.names import Names
from cocreation.intake.workbook.rows import OTHER_HEADINGS, Row, Rows, both, heading, read_rows
from cocreation.intake.workbook.statements import Statements, read_statements
from cocreation.intake.workbook.table import OTHER
from cocreation.intake.workbook.writing import Filled, other_row, row_of
from cocreation.intake.workbook.xlsx import read_xlsx
from cocreation.intake.workbook.xlsx_writing import as_number
from cocreation.model import Term, Triple
from cocreation.namespaces import RDF

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_TYPE = RDF + "type"
_DRAWN = (
    *("xl/charts/", "xl/chartsheets/", "xl/diagrams/", "xl/drawings/drawing", "xl/embeddings/"),
    *("xl/media/", "xl/pivotTables/", "xl/slicers/"),
)


def mended_xlsx(
    data: bytes, file: str, choices: Choices, remove: Iterable[Triple], add: Iterable[Triple]
) -> bytes | None:
    """The workbook with the statements changed; sheets, styles, notes and other cells stay.

    What no cell of a row can say goes to the sheet of plain statements. None where the statements
    cannot be reached so, as with a cell that others are understood by.
    """
    gone, new = set(remove), set(add)
    for with_ids in (False, True):
        book = _Book(data, file, choices)
        wanted = (book.said - gone) | new
        if not book.change(gone, new, wanted, with_ids=with_ids):
            continue
        changed = _Book(book.data(), file, choices)
        changed.put_plainly(wanted - changed.said)
        written = changed.data()
        if _Book(written, file, choices).said == wanted:
            return written
    return None


def loses_drawings(before: bytes, after: bytes) -> bool:
    """Whether a workbook that was written again has fewer drawings, or kinds of them, than it had.

    The library keeps notes and most charts; pictures, shapes and what is embedded it does not read.
    """
    had, has = _drawings(before), _drawings(after)
    return any(has[part] < number for part, number in had.items())


def _drawings(data: bytes) -> Counter[str]:
    with ZipFile(BytesIO(data)) as archive:
        return Counter(
            part for name in archive.namelist() for part in _DRAWN if name.startswith(part)
        )


class _Book:
    """A workbook as it is read, and as it is changed."""

    def __init__(self, data: bytes, file: str, choices: Choices) -> None:
        # Slow to import, and no other format needs it.
        from openpyxl import load_workbook  # noqa: PLC0415

        with refusing_damage(file), catch_warnings():
            simplefilter("ignore")
            self._book: Workbook = load_workbook(BytesIO(data), rich_text=True)
        names = Names(choices)
        self._choices = choices
        self._rows: Rows = read_rows(read_xlsx(data, file), names)
        self._read: Statements = read_statements(self._rows, names)
        self.said = {placed.triple for placed in self._read.all()}

    def change(
        self, gone: set[Triple], new: set[Triple], wanted: set[Triple], *, with_ids: bool
    ) -> bool:
        """Put the statements into the cells of their rows; whether these could be written to."""
        changed: dict[Term, set[str]] = {}
        for triple in gone | new:
            changed.setdefault(triple.subject, set()).add(triple.predicate.value)
        done = [
            self._change_row(row, subject.iri, changed[Term("iri", subject.iri)], wanted, with_ids)
            for row, subject in zip(self._rows.things, self._read.subjects, strict=True)
            if Term("iri", subject.iri) in changed
        ]
        plain = {placed.place for placed in self._read.plain if placed.triple in gone}
        places = [
            cell.place for cells in self._rows.others if cells[0].place in plain for cell in cells
        ]
        return all(done) and self._put_all([(place, "") for place in places])

    def _change_row(
        self, row: Row, subject: str, predicates: set[str], wanted: set[Triple], with_ids: bool
    ) -> bool:
        if not any(triple.subject.value == subject for triple in wanted):
            return self._put_all([(cell.place, "") for cell in row.cells.values()])
        filled: Filled | None = row_of(subject, wanted, self._choices)
        if filled is None or filled[0] is not row.sheet:
            return False
        columns = [
            column
            for column in row.sheet.columns
            if column.predicate in predicates
            or (column.reads == "kind" and _TYPE in predicates)
            or (with_ids and column.reads == "id" and column.key not in row.cells)
        ]
        texts = [(_place(row, c.key), as_number(filled[1].get(c.key, ""), c)) for c in columns]
        return self._put_all([(place, text) for place, text in texts if place])

    def _put_all(self, cells: Sequence[tuple[str, str | int]]) -> bool:
        """Write to cells; whether all of them can be written to."""
        return all(self._put(place, text) for place, text in cells)

    def put_plainly(self, triples: Iterable[Triple]) -> None:
        """Add rows to the sheet of plain statements."""
        rows = sorted(map(other_row, triples))
        if not rows:
            return
        page = self._other_page()
        last = max(
            (cell.row for line in page.iter_rows() for cell in line if cell.value is not None),
            default=0,
        )
        for number, texts in enumerate(rows, last + 1):
            for place, text in enumerate(texts, 1):
                if text:
                    _write(page, number, place, text)

    def _other_page(self) -> "Worksheet":
        known = set(map(normal, both(OTHER)))
        there: list[Worksheet] = [p for p in self._book.worksheets if normal(p.title) in known]
        if there:
            return there[0]
        page: Worksheet = self._book.create_sheet(OTHER.en)
        for place, text in enumerate(OTHER_HEADINGS, 1):
            _write(page, 1, place, heading(text))
        return page

    def _put(self, place: str, text: str | int) -> bool:
        """Write to a cell; whether it is one that can be written to."""
        sheet, _, name = place.rpartition("!")
        page = self._book[sheet]
        cell = page[name]
        if any(name in area for area in page.merged_cells.ranges) or cell.data_type == "f":
            return False
        if text == "":
            cell.value = None
        else:
            _write(page, cell.row, cell.column, text)
        return True

    def data(self) -> bytes:
        """The workbook as it now is."""
        output = BytesIO()
        self._book.save(output)
        return output.getvalue()


def _place(row: Row, key: str) -> str:
    return row.cells[key].place if key in row.cells else row.empty.get(key, "")


def _write(page: "Worksheet", number: int, place: int, value: str | int) -> None:
    """Write to a cell, whose style stays; no cell is ever a formula."""
    cell = page.cell(number, place)
    if isinstance(value, int):
        cell.value = value
        return
    cell.value = guarded(value)
    cell.data_type = "s"
