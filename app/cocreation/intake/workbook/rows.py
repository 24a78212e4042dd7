"""The rows of a workbook's sheets, found by their headings, without notes and worked examples."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from cocreation.intake.choices import normal
from cocreation.intake.workbook.names import Names
from cocreation.intake.workbook.places import place
from cocreation.intake.workbook.table import HELP, OTHER, REMARK, WORKED, Sheet, sheets, variants
from cocreation.intake.workbook.worked import is_worked
from cocreation.likeness import nearest_names
from cocreation.model import Text

HEADING_ROWS = 10
LEAST_HEADINGS = 2
OTHER_HEADINGS = (
    Text(en="Subject", zh="主语"),
    Text(en="Predicate", zh="谓语"),
    Text(en="Object", zh="宾语"),
    Text(en="Language or datatype", zh="语言或数据类型"),
    REMARK,
)
OTHER_NOTES = (
    Text(
        en="A short path such as case/my-study/x, or an IRI.",
        zh="短路径（如 case/my-study/x）或 IRI。",
    ),
    Text(en="A property, such as skos:note.", zh="属性，例如 skos:note。"),
    Text(en="The value: a text, or an IRI.", zh="值：文本或 IRI。"),
    Text(
        en="zh or en, a datatype such as xsd:integer, or IRI; empty for plain text.",
        zh="zh 或 en，数据类型（如 xsd:integer），或 IRI；空则为普通文本。",
    ),
    Text(en="This column is not read.", zh="此列不读入。"),
)
OTHER_WORKED = ("study/my-study", "skos:note", "新近完成的研究。", "zh")
# In the sheet of plain statements a text too long for one cell goes on after the remark.
CONTINUED = len(OTHER_HEADINGS)
MOST_COLUMNS = 200  # that are read of a sheet
# Lists of choices for the drop-downs stand on a sheet of this name, which nobody sees.
LISTS = "Lists"


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet as it is: its rows that are not empty, each with its number and its texts.

    `valueless` are its cells with a formula whose value the file does not have.
    """

    name: str
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    valueless: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell says, and where it is."""

    text: str
    place: str


@dataclass(frozen=True, slots=True)
class Row:
    """One thing: its cells that are not empty, by column, and the places of those that are.

    `place` is where the row is looked for: its short id, or else its first cell.
    """

    sheet: Sheet
    place: str
    cells: Mapping[str, Cell]
    empty: Mapping[str, str] = field(default_factory=dict)

    def text(self, key: str) -> str:
        """What the cell of a column says, or nothing."""
        return self.cells[key].text if key in self.cells else ""


@dataclass(frozen=True, slots=True)
class Oddity:
    """Something in a workbook that is not read, with what to do about it."""

    message: Text
    place: str


@dataclass(slots=True)
class Rows:
    """All rows of a workbook, those with plain statements apart, and what is not read."""

    things: list[Row] = field(default_factory=list)
    others: list[tuple[Cell, ...]] = field(default_factory=list)
    oddities: list[Oddity] = field(default_factory=list)
    known_sheets: int = 0


def read_rows(grids: Iterable[Grid], names: Names) -> Rows:
    """Find the rows of every sheet, whatever the order of sheets and columns."""
    found = Rows()
    by_name = {normal(name): sheet for sheet in sheets() for name in both(sheet.name)}
    for grid in grids:
        name = normal(grid.name)
        found.oddities += [_valueless(f"{grid.name}!{cell}") for cell in grid.valueless]
        if name in map(normal, both(OTHER)):
            found.known_sheets += 1
            found.others += _others(grid)
        elif name in by_name:
            found.known_sheets += 1
            _SheetReader(grid, by_name[name], names, found).read()
        elif grid.rows and name not in map(normal, (*both(HELP), LISTS)):
            found.oddities.append(_unknown_sheet(grid.name))
    return found


def both(text: Text) -> tuple[str, str]:
    """A name in both languages, each by itself."""
    return text.zh, text.en


def heading(text: Text) -> str:
    """A heading as it is written."""
    return f"{text.zh} / {text.en}"


def note(text: Text) -> str:
    """A note as it is written below a heading."""
    return f"{text.zh}\n{text.en}"


def _others(grid: Grid) -> Iterator[tuple[Cell, ...]]:
    first = normal(heading(OTHER_HEADINGS[0]))
    names = {first, *map(normal, both(OTHER_HEADINGS[0]))}
    starts = [number for number, texts in grid.rows if texts and normal(texts[0]) in names]
    unread = {note(OTHER_NOTES[0]), ""}
    for number, texts in grid.rows:
        is_example = texts[:4] == OTHER_WORKED and note(WORKED) in texts
        if number > min(starts, default=0) and texts[0] not in unread and not is_example:
            yield tuple(Cell(t, place(grid.name, number, i)) for i, t in enumerate(texts))


class _SheetReader:
    """One sheet: finds its headings, then its rows."""

    def __init__(self, grid: Grid, sheet: Sheet, names: Names, found: Rows) -> None:
        self._grid, self._sheet, self._names, self._found = grid, sheet, names, found
        self._keys = {normal(n): c for c in sheet.columns for n in headings_of(c.heading)}
        self._remarks = {normal(name) for name in headings_of(REMARK)}
        self._mark = normal(note(WORKED))
        self._notes = {
            (column.key, normal(note(column.full_note)))
            for one in variants(sheet)
            for column in one.columns
        }

    def read(self) -> None:
        """Add the sheet's rows to what was found."""
        start, columns = self._columns()
        if not columns and self._grid.rows:
            self._found.oddities.append(_no_headings(self._grid, self._sheet))
        for number, texts in self._grid.rows if columns else ():
            if number > start:
                self._add(number, texts, columns)

    def _columns(self) -> tuple[int, dict[int, str]]:
        """The row with the headings, and each column's key by its index."""
        for number, texts in self._grid.rows[:HEADING_ROWS]:
            columns = {
                i: self._keys[normal(text)].key
                for i, text in enumerate(texts)
                if normal(text) in self._keys
            }
            if len(columns) >= LEAST_HEADINGS:
                self._tell_unknown(number, texts, columns)
                return number, columns
        return 0, {}

    def _tell_unknown(self, number: int, texts: Sequence[str], columns: Mapping[int, str]) -> None:
        for i, text in enumerate(texts):
            if text.strip() and i not in columns and normal(text) not in self._remarks:
                near = nearest_names(normal(text), self._keys, 1)
                meant = self._keys[near[0]].heading if near else None
                self._found.oddities.append(
                    _unknown_heading(text, place(self._grid.name, number, i), meant)
                )

    def _add(self, number: int, texts: Sequence[str], columns: Mapping[int, str]) -> None:
        cells = {
            key: Cell(texts[i], place(self._grid.name, number, i))
            for i, key in columns.items()
            if i < len(texts) and texts[i].strip()
        }
        if not cells or all((k, normal(cell.text)) in self._notes for k, cell in cells.items()):
            return
        marked = self._mark in map(normal, filter(None, texts))
        said = {key: cell.text for key, cell in cells.items()}
        if not (marked and is_worked(said, self._sheet, self._names)):
            first = cells.get("id") or next(iter(cells.values()))
            empty = {
                key: place(self._grid.name, number, i)
                for i, key in columns.items()
                if key not in cells
            }
            self._found.things.append(Row(self._sheet, first.place, cells, empty))


@cache
def known_headings() -> Mapping[str, Text]:
    """Every heading of a sheet, by each way in which it may be written."""
    columns = [column.heading for sheet in sheets() for column in sheet.columns]
    return {normal(name): one for one in (*OTHER_HEADINGS, *columns) for name in headings_of(one)}


def headings_of(text: Text) -> tuple[str, ...]:
    """A heading as it may be written: in both languages, or in one."""
    return (heading(text), *both(text))


def _valueless(where: str) -> Oddity:
    return Oddity(
        Text(
            en="The formula in this cell has no value in the file: write the value itself.",
            zh="此单元格中的公式在文件里没有值：请直接写出其值。",
        ),
        where,
    )


def _unknown_sheet(name: str) -> Oddity:
    known = [sheet.name.en for sheet in sheets()] + [OTHER.en]
    near = nearest_names(name.capitalize(), known, 1)
    return Oddity(
        Text(
            en=f"The sheet “{name}” is not read"
            + (f": did you mean {near[0]}?" if near else f"; known are {', '.join(known)}.")
            + (" Rename it, or leave it as it is if it is only for you." if near else ""),
            zh=f"工作表“{name}”未读入"
            + (f"：是否想写 {near[0]}？" if near else f"；可用的有 {'、'.join(known)}。")
            + ("请改名；若仅供自用，可不理会。" if near else ""),
        ),
        place(name, 1, 0),
    )


def _unknown_heading(text: str, where: str, meant: Text | None) -> Oddity:
    short = re.sub(r"\s+", " ", text)[:60]
    return Oddity(
        Text(
            en=f"The column “{short}” is not read: "
            + (f"did you mean “{meant.en}”? " if meant else "")
            + "Use a heading of the template, or leave it as it is if it is only for you.",
            zh=f"“{short}”一列未读入："
            + (f"是否想写“{meant.zh}”？" if meant else "")
            + "请使用模板中的列名；若仅供自用，可不理会。",
        ),
        where,
    )


def _no_headings(grid: Grid, sheet: Sheet) -> Oddity:
    some = [heading(column.heading) for column in sheet.columns[:3]]
    return Oddity(
        Text(
            en=f"The sheet {grid.name} has no row with the template's headings, so nothing of it "
            f"is read; it begins with {', '.join(some)}.",
            zh=f"工作表 {grid.name} 中没有模板的列名行，因此未读入；列名如 {'、'.join(some)}。",
        ),
        place(grid.name, grid.rows[0][0], 0),
    )
