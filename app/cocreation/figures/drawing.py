"""A figure before it is written in any format: marks at their places, in pixels."""

from collections.abc import Iterator
from dataclasses import dataclass

from cocreation.figures.lettering import Line, height_of
from cocreation.model import Language, Text

Point = tuple[float, float]

INK, MUTED, PAPER = "#1b2430", "#4a5563", "#ffffff"
# From the line's top to where its letters stand, in parts of their size.
_BASE = 1.02
_HEAD = 7.0


@dataclass(frozen=True, slots=True)
class Look:
    """The colours of a box: what fills it, its line, its letters."""

    fill: str
    line: str
    ink: str = INK


@dataclass(frozen=True, slots=True)
class Rectangle:
    """A box."""

    x: float
    y: float
    width: float
    height: float
    look: Look
    radius: float = 3


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line through points, with an arrow's head at its end if it has one."""

    points: tuple[Point, ...]
    color: str = MUTED
    head: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """A line of text; `x` is where it starts, its middle or where it ends, `y` where it stands.

    A `turned` one is read upward from there.
    """

    x: float
    y: float
    line: Line
    color: str = INK
    anchor: str = "start"
    turned: bool = False


@dataclass(frozen=True, slots=True)
class Linked:
    """Marks that lead to the page of what they stand for; `name` says in words what that is."""

    link: str
    name: str
    marks: tuple[Rectangle | Stroke | Words, ...]


Mark = Rectangle | Stroke | Words | Linked


@dataclass(frozen=True, slots=True)
class Drawing:
    """A whole figure with what is said of it to who cannot see it."""

    width: float
    height: float
    title: str
    description: str
    language: Language
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Thing:
    """What a figure shows: a construct or a claim with its name, its page and its evidence.

    `items` counts the evidence items for it, `against` those that speak against it.
    """

    iri: str
    label: Text
    link: str
    items: int
    against: int = 0
    below: tuple["Thing", ...] = ()


@dataclass(frozen=True, slots=True)
class Manner:
    """How a figure is drawn: in which languages, the first one large, and with counts or not."""

    languages: tuple[Language, ...]
    counts: bool

    def count(self, thing: Thing) -> str:
        """How much evidence there is, as it stands in the figure; empty where none is wanted."""
        if not self.counts:
            return ""
        return f"n = {thing.items}" + (f" : {thing.against}" if thing.against else "")

    def name(self, thing: Thing) -> str:
        """What a thing is called, in one line."""
        label = " ".join(thing.label.in_language(one) for one in self.languages)
        return f"{label} ({self.count(thing)})" if self.counts else label


def stacked(
    lines: tuple[Line, ...], x: float, top: float, color: str = INK, anchor: str = "start"
) -> Iterator[Words]:
    """Set lines one below the other, from `top` downward."""
    for line in lines:
        yield Words(x, top + line.size * _BASE, line, color, anchor)
        top += line.height


def centred(
    lines: tuple[Line, ...], x: float, middle: float, color: str = INK, anchor: str = "start"
) -> Iterator[Words]:
    """Set lines one below the other, around `middle`."""
    return stacked(lines, x, middle - height_of(lines) / 2, color, anchor)


def head_of(stroke: Stroke) -> tuple[Point, Point, Point]:
    """The corners of an arrow's head; strokes end upright or level."""
    (before_x, before_y), (x, y) = stroke.points[-2:]
    along_x, along_y = _sign(x - before_x), _sign(y - before_y)
    back = (x - along_x * _HEAD, y - along_y * _HEAD)
    side_x, side_y = along_y * _HEAD * 0.45, along_x * _HEAD * 0.45
    return ((x, y), (back[0] + side_x, back[1] + side_y), (back[0] - side_x, back[1] - side_y))


def _sign(number: float) -> int:
    return (number > 0) - (number < 0)
