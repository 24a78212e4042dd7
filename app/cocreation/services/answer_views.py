"""An answer beside its table: as bars, as a matrix, or as a graph of what is joined to what."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import get_args

from cocreation.figures import svg
from cocreation.figures.network import Network, Node, draw_network
from cocreation.model import Language, View
from cocreation.services.matrix import shade
from cocreation.services.results import AnswerTable, Cell

# More than that nobody takes in at a glance; the table has all.
MOST_BARS, MOST_SIDE, MOST_NODES = 60, 40, 30
_Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """A number with its share of the largest one in its column, in percent."""

    number: Cell
    share: float


@dataclass(frozen=True, slots=True)
class Bars:
    """What each row names, with a bar for each number."""

    headings: tuple[str, ...]
    lines: tuple[tuple[Cell, tuple[Bar, ...]], ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """A number in a matrix with its shade, 0 to 4."""

    number: str
    shade: int


@dataclass(frozen=True, slots=True)
class Grid:
    """A matrix: a row for each of one thing, a column for each of another; 0 is nothing found."""

    rows: tuple[Cell, ...]
    columns: tuple[Cell, ...]
    tallies: tuple[tuple[Tally, ...], ...]


def as_bars(table: AnswerTable, view: View) -> Bars | None:
    """Draw what the first variable of the view names by the numbers of the others.

    None where there is nothing to draw, or more rows than MOST_BARS.
    """
    columns = _columns(table, view)
    if columns is None or len(table.rows) > MOST_BARS:
        return None
    name, *numbers = columns
    most = [max(abs(_number(row[at])) for row in table.rows) or 1 for at in numbers]
    return Bars(
        tuple(table.headings[at] for at in columns),
        tuple((row[name], tuple(_bars(row, numbers, most))) for row in table.rows),
    )


def as_grid(table: AnswerTable, view: View) -> Grid | None:
    """Arrange the numbers by the first variable of the view and the second.

    Without a third it counts rows. None where there is nothing to arrange, or a side is longer than
    MOST_SIDE.
    """
    columns = _columns(table, view)
    if columns is None:
        return None
    rows, across = (_each(table, at) for at in columns[:2])
    if max(len(rows), len(across)) > MOST_SIDE:
        return None
    found: Counter[tuple[str, str]] = Counter()
    for row in table.rows:
        number = _number(row[columns[2]]) if len(columns) > 2 else 1  # noqa: PLR2004 -- the third
        found[_key(row[columns[0]]), _key(row[columns[1]])] += int(number)
    most = max(found.values())
    return Grid(
        tuple(rows.values()),
        tuple(across.values()),
        tuple(
            tuple(
                Tally(str(found[one, other]), shade(max(found[one, other], 0), most))
                for other in across
            )
            for one in rows
        ),
    )


def as_graph(
    table: AnswerTable,
    view: View,
    titles: tuple[str, str],
    language: Language,
    link: Callable[[str], str],
) -> str | None:
    """Draw as SVG how the variables of the view go together in the rows.

    `titles` names the figure and tells what it shows, `link` gives the page of an IRI. None where
    there is nothing to draw, or a column has more than MOST_NODES.
    """
    columns = _columns(table, view)
    if columns is None:
        return None
    things = [_each(table, at) for at in columns]
    if not all(things) or max(map(len, things)) > MOST_NODES:
        return None
    network = Network(
        tuple(table.headings[at] for at in columns),
        tuple(tuple(_node(cell, link) for cell in each.values()) for each in things),
        tuple(_edges(table, columns, things)),
    )
    return svg.write(draw_network(network, *titles, language))


def _columns(table: AnswerTable, view: View) -> list[int] | None:
    """Where the variables of a view stand; None where one is not shown or no row is there."""
    if not table.rows or not set(view.variables) <= set(table.names):
        return None
    return [table.names.index(name) for name in view.variables]


def _bars(row: _Row, numbers: Sequence[int], most: Sequence[float]) -> Iterator[Bar]:
    for at, whole in zip(numbers, most, strict=True):
        yield Bar(row[at], round(100 * abs(_number(row[at])) / whole, 1))


def _number(cell: Cell) -> float:
    """What a cell counts; where nothing stands, none."""
    return float(cell.text) if cell.number else 0.0


def _key(cell: Cell) -> str:
    return cell.iri or cell.text


def _each(table: AnswerTable, at: int) -> dict[str, Cell]:
    """What stands in a column, each once, in the order of the rows."""
    return {_key(row[at]): row[at] for row in table.rows if row[at].text}


def _edges(
    table: AnswerTable, columns: Sequence[int], things: Sequence[dict[str, Cell]]
) -> Iterator[frozenset[tuple[int, int]]]:
    places = [{key: place for place, key in enumerate(each)} for each in things]
    for number, (left, right) in enumerate(pairwise(columns)):
        pairs = ((_key(row[left]), _key(row[right])) for row in table.rows)
        yield frozenset(
            (places[number][one], places[number + 1][other])
            for one, other in pairs
            if one in places[number] and other in places[number + 1]
        )


def _node(cell: Cell, link: Callable[[str], str]) -> Node:
    spoken: dict[str, Language] = {one: one for one in get_args(Language)}
    return Node(cell.text, spoken.get(cell.language or ""), link(cell.iri) if cell.iri else "")
