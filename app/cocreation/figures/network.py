"""What is joined to what: things in columns from left to right, with lines between them."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass

from cocreation.figures.boxes import PAD, PALE, SMALL, USUAL
from cocreation.figures.drawing import (
    MUTED,
    Drawing,
    Linked,
    Mark,
    Rectangle,
    Stroke,
    centred,
    stacked,
)
from cocreation.figures.lettering import Line, height_of, wrap
from cocreation.model import Language

_MARGIN, _WIDTH, _BETWEEN, _GAP = 16.0, 190.0, 84.0, 8.0
_LINE = "#8a94a3"


@dataclass(frozen=True, slots=True)
class Node:
    """A thing by its name, in the language that this is in; `link` is its page, empty without."""

    name: str
    language: Language | None
    link: str


@dataclass(frozen=True, slots=True)
class Network:
    """Columns with their headings; an edge joins a place in one column to a place in the next."""

    headings: tuple[str, ...]
    columns: tuple[tuple[Node, ...], ...]
    edges: tuple[frozenset[tuple[int, int]], ...]


def draw_network(network: Network, title: str, description: str, language: Language) -> Drawing:
    """Draw a network; what is joined stands at like heights as far as can be."""
    boxes = [[_lines(node) for node in column] for column in network.columns]
    heights = [[height_of(lines) + 2 * PAD for lines in column] for column in boxes]
    top = _MARGIN + 2 * SMALL
    whole = max(sum(column) + _GAP * (len(column) - 1) for column in heights)
    places = _places(network, heights, top, whole)
    marks: list[Mark] = [*_headings(network, language), *_strokes(network, places, heights)]
    for number, column in enumerate(network.columns):
        look = PALE[number % len(PALE)]
        for row, node in enumerate(column):
            place = Rectangle(
                _left(number), places[number][row], _WIDTH, heights[number][row], look
            )
            marks.append(_box(node, place, boxes[number][row]))
    width = _left(len(network.columns)) - _BETWEEN + _MARGIN
    return Drawing(width, top + whole + _MARGIN, title, description, language, tuple(marks))


def _left(column: int) -> float:
    return _MARGIN + column * (_WIDTH + _BETWEEN)


def _lines(node: Node) -> tuple[Line, ...]:
    room = _WIDTH - 2 * USUAL.pad
    return tuple(Line(text, SMALL, node.language) for text in wrap(node.name, room, SMALL))


def _places(
    network: Network, heights: Sequence[Sequence[float]], top: float, whole: float
) -> list[list[float]]:
    """The top of each box: a column after the first stands in the order of what it is joined to."""
    places: list[list[float]] = []
    for number, column in enumerate(heights):
        order: Sequence[int] = range(len(column))
        if number:
            middles = [y + h / 2 for y, h in zip(places[-1], heights[number - 1], strict=True)]
            order = sorted(order, key=_mean_height(network.edges[number - 1], middles))
        free = whole - sum(column)
        gap = min(free / (len(column) - 1), 4 * _GAP) if len(column) > 1 else 0.0
        at = top + (free - gap * (len(column) - 1)) / 2
        tops = [0.0] * len(column)
        for row in order:
            tops[row], at = at, at + column[row] + gap
        places.append(tops)
    return places


def _mean_height(
    edges: Collection[tuple[int, int]], middles: Sequence[float]
) -> Callable[[int], float]:
    """Where a place of the right column belongs: amid those on the left that it is joined to."""

    def mean(row: int) -> float:
        joined = [middles[left] for left, right in edges if right == row]
        return sum(joined) / len(joined) if joined else float("inf")

    return mean


def _headings(network: Network, language: Language) -> Iterator[Mark]:
    for number, heading in enumerate(network.headings):
        middle = _left(number) + _WIDTH / 2
        line = Line(heading, SMALL, language, bold=True)
        yield from stacked((line,), middle, _MARGIN / 2, MUTED, "middle")


def _strokes(
    network: Network, places: Sequence[Sequence[float]], heights: Sequence[Sequence[float]]
) -> Iterator[Mark]:
    def middle(column: int, row: int) -> float:
        return places[column][row] + heights[column][row] / 2

    for number, edges in enumerate(network.edges):
        start, end = _left(number) + _WIDTH, _left(number + 1)
        for left, right in sorted(edges):
            ends = ((start, middle(number, left)), (end, middle(number + 1, right)))
            yield Stroke(ends, _LINE)


def _box(node: Node, place: Rectangle, lines: tuple[Line, ...]) -> Linked:
    middle = place.y + place.height / 2
    words = tuple(centred(lines, place.x + PAD, middle, place.look.ink))
    return Linked(node.link, node.name, (place, *words))
