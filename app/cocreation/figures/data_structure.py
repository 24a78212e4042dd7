"""The data structure: first-order concepts lead to second-order themes, these to dimensions."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cocreation.figures.boxes import (
    HEAD,
    PALE,
    PLAIN,
    SIZE,
    STRONG,
    centred_box,
    centred_height,
    row_box,
    row_height,
)
from cocreation.figures.drawing import (
    Drawing,
    Look,
    Manner,
    Mark,
    Point,
    Rectangle,
    Stroke,
    Thing,
    stacked,
)
from cocreation.figures.lettering import height_of, label_lines
from cocreation.figures.notes import COUNTED, noted
from cocreation.model import Text

_MARGIN = 16.0
_CONCEPT, _THEME, _DIMENSION = (16.0, 320.0), (380.0, 172.0), (596.0, 148.0)
_WIDTH = _DIMENSION[0] + _DIMENSION[1] + _MARGIN
_BETWEEN_CONCEPTS, _BETWEEN_THEMES, _BETWEEN_DIMENSIONS = 6.0, 14.0, 26.0
_HEADINGS = (
    (_CONCEPT, Text(en="First-order concepts", zh="一阶构念")),
    (_THEME, Text(en="Second-order themes", zh="二阶主题")),
    (_DIMENSION, Text(en="Aggregate dimensions", zh="聚合维度")),
)
_DESCRIPTION = Text(
    en="Three columns, from left to right: each first-order concept leads to its second-order "
    "theme, each theme to its aggregate dimension.",
    zh="自左至右三列：每个一阶构念归入一个二阶主题，每个二阶主题归入一个聚合维度。",
)


@dataclass(frozen=True, slots=True)
class _Block:
    """Marks between a top and a bottom, and the height at which a line leaves them."""

    marks: tuple[Mark, ...]
    top: float
    bottom: float

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


def draw_data_structure(dimensions: Sequence[Thing], title: Text, manner: Manner) -> Drawing:
    """Draw dimensions with the themes below them, and the concepts below these, in their order."""
    marks, y = _headings(manner)
    for place, dimension in enumerate(dimensions):
        block = _dimension(dimension, place % len(PALE), y, manner)
        marks += block.marks
        y = block.bottom + _BETWEEN_DIMENSIONS
    notes, bottom = noted([COUNTED] if manner.counts else [], y, _WIDTH, manner)
    first = manner.languages[0]
    return Drawing(
        _WIDTH,
        bottom,
        title.in_language(first),
        _DESCRIPTION.in_language(first),
        first,
        (*marks, *notes),
    )


def _headings(manner: Manner) -> tuple[list[Mark], float]:
    labels = [
        (x + width / 2, label_lines(text, manner.languages, width, SIZE, bold=True))
        for (x, width), text in _HEADINGS
    ]
    marks: list[Mark] = [
        words
        for middle, lines in labels
        for words in stacked(lines, middle, _MARGIN, anchor="middle")
    ]
    return marks, _MARGIN + max(height_of(lines) for _, lines in labels) + 12


def _dimension(dimension: Thing, hue: int, top: float, manner: Manner) -> _Block:
    blocks, y = [], top
    for theme in dimension.below:
        blocks.append(_theme(theme, hue, y, manner))
        y = blocks[-1].bottom + _BETWEEN_THEMES
    height = centred_height(dimension, _DIMENSION[1], manner, HEAD)
    bottom = max(y - _BETWEEN_THEMES, top + height) if blocks else top + height
    # Between the first theme and the last, where the lines from both meet.
    middle = (blocks[0].middle + blocks[-1].middle) / 2 if blocks else top + height / 2
    box = centred_box(dimension, _box(_DIMENSION, middle, height, STRONG[hue]), manner, HEAD)
    joints = _joined([block.middle for block in blocks], _THEME, (_DIMENSION[0], middle))
    return _Block((*(m for b in blocks for m in b.marks), *joints, box), top, bottom)


def _theme(theme: Thing, hue: int, top: float, manner: Manner) -> _Block:
    heights = [row_height(concept, _CONCEPT[1], manner) for concept in theme.below]
    own = centred_height(theme, _THEME[1], manner)
    stack = sum(heights) + _BETWEEN_CONCEPTS * max(0, len(heights) - 1)
    bottom = top + max(stack, own)
    y = (top + bottom - stack) / 2
    marks: list[Mark] = []
    middles = []
    for concept, height in zip(theme.below, heights, strict=True):
        middles.append(y + height / 2)
        marks.append(row_box(concept, _box(_CONCEPT, middles[-1], height, PLAIN[hue]), manner))
        y += height + _BETWEEN_CONCEPTS
    middle = (top + bottom) / 2
    marks += _joined(middles, _CONCEPT, (_THEME[0], middle))
    marks.append(centred_box(theme, _box(_THEME, middle, own, PALE[hue]), manner))
    return _Block(tuple(marks), top, bottom)


def _box(column: tuple[float, float], middle: float, height: float, look: Look) -> Rectangle:
    return Rectangle(column[0], middle - height / 2, column[1], height, look)


def _joined(middles: Sequence[float], column: tuple[float, float], to: Point) -> Iterator[Stroke]:
    """Lines from the right edge of a column's boxes to one arrow."""
    if not middles:
        return
    start = column[0] + column[1]
    joint = (start + to[0]) / 2
    ends = (min(*middles, to[1]), max(*middles, to[1]))
    yield from (Stroke(((start, middle), (joint, middle))) for middle in middles)
    if ends[0] != ends[1]:
        yield Stroke(((joint, ends[0]), (joint, ends[1])))
    yield Stroke(((joint, to[1]), to), head=True)
