"""The rows of a workbook that findings are about, to be shown beside them."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from cocreation.intake.choices import normal
from cocreation.intake.workbook.places import located, place
from cocreation.intake.workbook.rows import HEADING_ROWS, LEAST_HEADINGS, Grid, known_headings
from cocreation.model import Text

_LONGEST = 500


@dataclass(frozen=True, slots=True)
class ExcerptCell:
    """A cell by its place (`Evidence!D7`), what stands above its column, and what it says."""

    place: str
    heading: Text
    text: str


@dataclass(frozen=True, slots=True)
class ExcerptRow:
    """One row of a sheet, by its number there."""

    sheet: str
    number: int
    cells: tuple[ExcerptCell, ...]


def excerpt(grids: Iterable[Grid], places: Iterable[str]) -> tuple[ExcerptRow, ...]:
    """The rows with these cells, in the order of the workbook.

    They come without cells that say nothing, but for those asked for; a long text is cut.
    """
    wanted: dict[tuple[str, int], set[int]] = {}
    for one in places:
        sheet, row, column = located(one)
        wanted.setdefault((sheet, row), set()).add(column)
    return tuple(row for grid in grids for row in _rows(grid, wanted))


def _rows(grid: Grid, wanted: dict[tuple[str, int], set[int]]) -> Iterator[ExcerptRow]:
    above = _headings(grid)
    texts = dict(grid.rows)
    for number in sorted(number for sheet, number in wanted if sheet == grid.name):
        cells = _cells(texts.get(number, ()), wanted[grid.name, number])
        told = (
            ExcerptCell(place(grid.name, number, i), above.get(i, Text("", "")), text)
            for i, text in cells
        )
        yield ExcerptRow(grid.name, number, tuple(told))


def _cells(texts: Sequence[str], wanted: Collection[int]) -> Iterator[tuple[int, str]]:
    for i in range(max(len(texts), max(wanted) + 1)):
        text = texts[i] if i < len(texts) else ""
        if text.strip() or i in wanted:
            yield i, text if len(text) <= _LONGEST else text[:_LONGEST] + "…"


def _headings(grid: Grid) -> dict[int, Text]:
    """What stands above each column, where a row of headings is found."""
    known = known_headings()
    for _, texts in grid.rows[:HEADING_ROWS]:
        found = {i: known[normal(text)] for i, text in enumerate(texts) if normal(text) in known}
        if len(found) >= LEAST_HEADINGS:
            return {i: found.get(i, Text(text, text)) for i, text in enumerate(texts)}
    return {}
