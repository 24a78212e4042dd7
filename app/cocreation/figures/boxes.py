"""Boxes with a label and a count, which lead to the page of what they stand for."""

from dataclasses import dataclass

from cocreation.figures.drawing import MUTED, Linked, Look, Manner, Rectangle, Thing, centred
from cocreation.figures.lettering import Line, height_of, label_lines

SIZE, SMALL, TINY = 13.0, 12.0, 10.5
PAD = 8.0
# What a count at the side of a label takes at most, with the space before it.
COUNT_WIDTH = 40.0
_WHITE = "#ffffff"

# One hue for each aggregate dimension; in grey they differ by their place.
PALE = (
    Look("#e8f0f9", "#0b4f8a"),
    Look("#e5f3ec", "#1b6b4a"),
    Look("#fdf0dd", "#96560a"),
)
STRONG = tuple(Look(look.line, look.line, _WHITE) for look in PALE)
PLAIN = tuple(Look(_WHITE, look.line) for look in PALE)


@dataclass(frozen=True, slots=True)
class Letters:
    """How the label of a box is set: its size, whether it is bold, the room at its sides."""

    size: float = SIZE
    bold: bool = False
    pad: float = PAD


USUAL, HEAD = Letters(), Letters(bold=True)


def centred_height(thing: Thing, width: float, manner: Manner, letters: Letters = USUAL) -> float:
    """How high a box with its label and its count in the middle has to be."""
    return height_of(_middle_lines(thing, width, manner, letters)) + 2 * PAD


def centred_box(thing: Thing, place: Rectangle, manner: Manner, letters: Letters = USUAL) -> Linked:
    """A box with its label in the middle, and its count below it."""
    lines = _middle_lines(thing, place.width, manner, letters)
    middle, ink = place.x + place.width / 2, place.look.ink
    words = tuple(centred(lines, middle, place.y + place.height / 2, ink, "middle"))
    return Linked(thing.link, manner.name(thing), (place, *words))


def row_height(thing: Thing, width: float, manner: Manner, size: float = SIZE) -> float:
    """How high a box with its label at the left and its count at the right has to be."""
    return height_of(_row_lines(thing, width, manner, size)) + 1.25 * PAD


def row_box(thing: Thing, place: Rectangle, manner: Manner, size: float = SIZE) -> Linked:
    """A box with its label at the left, and its count at the right."""
    lines = _row_lines(thing, place.width, manner, size)
    middle = place.y + place.height / 2
    words = tuple(centred(lines, place.x + PAD, middle, place.look.ink))
    count = (Line(manner.count(thing), TINY),) if manner.counts else ()
    counted = tuple(centred(count, place.x + place.width - PAD, middle, MUTED, "end"))
    return Linked(thing.link, manner.name(thing), (place, *words, *counted))


def _row_lines(thing: Thing, width: float, manner: Manner, size: float) -> tuple[Line, ...]:
    room = width - 2 * PAD - (COUNT_WIDTH if manner.counts else 0)
    return label_lines(thing.label, manner.languages, room, size)


def _middle_lines(thing: Thing, width: float, manner: Manner, letters: Letters) -> tuple[Line, ...]:
    room = width - 2 * letters.pad
    lines = label_lines(thing.label, manner.languages, room, letters.size, bold=letters.bold)
    return (*lines, Line(manner.count(thing), TINY)) if manner.counts else lines
