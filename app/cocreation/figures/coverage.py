"""The coverage: cases by first-order concepts, each field the darker the more evidence there is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cocreation.figures.boxes import SMALL, TINY
from cocreation.figures.drawing import (
    INK,
    MUTED,
    PAPER,
    Drawing,
    Linked,
    Look,
    Manner,
    Mark,
    Rectangle,
    Stroke,
    Thing,
    Words,
    centred,
    stacked,
)
from cocreation.figures.lettering import Line, height_of, label_lines
from cocreation.figures.notes import noted
from cocreation.model import Text

_MARGIN, _GAP = 16.0, 2.0
_CASE_WIDTH, _CONCEPT_LENGTH, _LEAST = 176.0, 236.0, 26.0
_SHADES = ("#f3f6fa", "#d9e7f6", "#b3d0ee", "#86b4e2", "#1f5fa3")
_INKS = (MUTED, INK, INK, INK, PAPER)
_PLAIN = Look(PAPER, PAPER)
_SILENT = "·"
_DESCRIPTION = Text(
    en="A row for each case, a column for each first-order concept; each field says how many "
    "evidence items of the case support the concept.",
    zh="每个案例一行，每个一阶构念一列；每格为该案例支持该构念的证据条数。",
)
_COUNTED = Text(
    en="Number: evidence items of the case that support the concept. The darker, the more; a dot "
    "means not reported.",
    zh="数字为该案例支持该构念的证据条数，颜色越深条数越多；圆点表示未报告。",
)
_SHADED = Text(
    en="The darker, the more evidence items of the case support the concept; a dot means not "
    "reported.",
    zh="颜色越深，该案例支持该构念的证据条数越多；圆点表示未报告。",
)


@dataclass(frozen=True, slots=True)
class Field:
    """How many items there are, how dark that is, 0 to 4, and where they are; no link for 0."""

    items: int
    shade: int
    link: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """Cases, the concepts below each stage, and a row of fields for each case.

    A case says how many items it has for all concepts.
    """

    cases: tuple[Thing, ...]
    stages: tuple[Thing, ...]
    fields: tuple[tuple[Field, ...], ...]

    @property
    def concepts(self) -> tuple[Thing, ...]:
        """The concepts in the order of the columns."""
        return tuple(one for stage in self.stages for one in stage.below)


def draw_coverage(coverage: Coverage, title: Text, manner: Manner) -> Drawing:
    """Draw the cases as rows and the concepts as columns, these under their stages."""
    lines = [_turned_lines(one, manner) for one in coverage.concepts]
    breadth = max([_LEAST, *(height_of(found) + 8 for found in lines)])
    width = _MARGIN + _CASE_WIDTH + breadth * len(lines) + _MARGIN
    marks, y = _stages(coverage.stages, breadth, manner)
    length = max((line.width for found in lines for line in found), default=0) + 10
    for place, (concept, found) in enumerate(zip(coverage.concepts, lines, strict=True)):
        box = Rectangle(_column(place, breadth), y, breadth - _GAP, length, _PLAIN)
        marks.append(_turned(concept, found, box, manner))
    y += length + _GAP
    for case, fields in zip(coverage.cases, coverage.fields, strict=True):
        row, y = _row(case, fields, coverage.concepts, (y, breadth), manner)
        marks += row
    notes, bottom = noted([_COUNTED if manner.counts else _SHADED], y + 6, width, manner)
    first = manner.languages[0]
    titles = title.in_language(first), _DESCRIPTION.in_language(first)
    return Drawing(width, bottom, *titles, first, (*marks, *notes))


def _column(place: int, breadth: float) -> float:
    return _MARGIN + _CASE_WIDTH + place * breadth


def _stages(stages: Sequence[Thing], breadth: float, manner: Manner) -> tuple[list[Mark], float]:
    """The stages over their concepts, and the height below them."""
    marks: list[Mark] = []
    widths = [breadth * len(stage.below) - _GAP for stage in stages]
    labels = [
        label_lines(stage.label, manner.languages, width, SMALL, bold=True)
        for stage, width in zip(stages, widths, strict=True)
    ]
    bottom = _MARGIN + max(map(height_of, labels), default=0) + 4
    place = 0
    for stage, width, lines in zip(stages, widths, labels, strict=True):
        x = _column(place, breadth)
        box = Rectangle(x, _MARGIN, width, bottom - _MARGIN, _PLAIN, 0)
        words = centred(lines, x + width / 2, (_MARGIN + bottom) / 2, INK, "middle")
        marks.append(Linked(stage.link, _name(stage, manner), (box, *words)))
        marks.append(Stroke(((x, bottom + 1), (x + width, bottom + 1))))
        place += len(stage.below)
    return marks, bottom + 4


def _turned_lines(concept: Thing, manner: Manner) -> tuple[Line, ...]:
    return label_lines(concept.label, manner.languages, _CONCEPT_LENGTH, TINY)


def _turned(concept: Thing, lines: Sequence[Line], box: Rectangle, manner: Manner) -> Linked:
    """A label that is read upward from the bottom of its box, its lines from left to right."""
    middle = box.x + box.width / 2
    across = stacked(tuple(lines), 0, middle - height_of(lines) / 2)
    words = (
        Words(one.y, box.y + box.height - 4, one.line, INK, "start", turned=True) for one in across
    )
    return Linked(concept.link, _name(concept, manner), (box, *words))


def _row(
    case: Thing,
    fields: Sequence[Field],
    concepts: Sequence[Thing],
    place: tuple[float, float],
    manner: Manner,
) -> tuple[list[Mark], float]:
    """A case with its fields from `place`, a top and a column's breadth; and where it ends."""
    top, breadth = place
    lines = label_lines(case.label, manner.languages, _CASE_WIDTH - 12, TINY)
    height = max(_LEAST - _GAP, height_of(lines) + 4)
    box = Rectangle(_MARGIN, top, _CASE_WIDTH - 4, height, _PLAIN, 0)
    words = centred(lines, _MARGIN + 2, top + height / 2)
    marks: list[Mark] = [Linked(case.link, _name(case, manner), (box, *words))]
    for number, (concept, field) in enumerate(zip(concepts, fields, strict=True)):
        spot = _column(number, breadth), top, breadth - _GAP, height
        name = f"{_name(case, manner)}, {_name(concept, manner)}: {field.items}"
        marks.append(Linked(field.link, name, tuple(_field(field, spot, manner))))
    return marks, top + height + _GAP


def _field(
    field: Field, spot: tuple[float, float, float, float], manner: Manner
) -> Iterator[Rectangle | Words]:
    x, y, width, height = spot
    color = _SHADES[field.shade]
    yield Rectangle(x, y, width, height, Look(color, color), 0)
    if not field.items or manner.counts:
        line = Line(str(field.items) if field.items else _SILENT, TINY)
        ink = _INKS[field.shade]
        yield from centred((line,), x + width / 2, y + height / 2, ink, "middle")


def _name(thing: Thing, manner: Manner) -> str:
    return " ".join(thing.label.in_language(one) for one in manner.languages)
