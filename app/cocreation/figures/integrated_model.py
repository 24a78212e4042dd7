"""The integrated model: a column for each stage, with what drives it and what strengthens that."""

from dataclasses import dataclass

from cocreation.figures.boxes import (
    HEAD,
    PAD,
    PALE,
    PLAIN,
    SIZE,
    SMALL,
    STRONG,
    TINY,
    Letters,
    centred_box,
    centred_height,
    row_box,
    row_height,
)
from cocreation.figures.drawing import (
    INK,
    MUTED,
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
from cocreation.figures.notes import COUNTED, noted
from cocreation.model import Text

_MARGIN, _LABEL, _COLUMN, _BETWEEN = 16.0, 96.0, 222.0, 38.0
_LEFT = _MARGIN + _LABEL + 10
_SIDE = 74.0
_ARROW = 38.0
_INNER = 6.0
_CONDITION = Letters(SMALL, pad=4.0)
# Which hue each band has; the data structure has the same.
_STAGES, _CAPABILITIES, _GROUPS = 0, 1, 2
_DRIVES = Text(en="drives", zh="推动")
_ALONE = (
    Text(
        en="Upright arrow: the capability drives the stage. Arrows with +: the condition "
        "strengthens that drive.",
        zh="竖向箭头：该能力推动该阶段；带“+”的箭头：该条件增强这一推动作用。",
    ),
)
_SEQUENCE = Text(
    en="Arrow between stages: the one comes before the other.", zh="阶段之间的箭头：先后顺序。"
)
_CLAIMED = Text(
    en="At an arrow, n: evidence items that corroborate the claim.",
    zh="箭头旁的 n：佐证该命题的证据条数。",
)
_DESCRIPTION = Text(
    en="A column for each stage, in sequence. At its foot stands the capability that drives the "
    "stage at its head; the group conditions at both sides strengthen that drive.",
    zh="每个阶段一列，依次排列；下方的能力推动上方的阶段，两侧的群体条件增强这一推动作用。",
)


@dataclass(frozen=True, slots=True)
class Condition:
    """A group condition, the theme it belongs to, and the claim that it strengthens a drive."""

    theme: Thing
    condition: Thing
    claim: Thing


@dataclass(frozen=True, slots=True)
class Column:
    """A stage, the capability that drives it by a claim, and what strengthens that.

    `onward` is the claim that the next column's stage follows, None in the last.
    """

    stage: Thing
    capability: Thing
    drive: Thing
    conditions: tuple[Condition, ...]
    onward: Thing | None


@dataclass(frozen=True, slots=True)
class Model:
    """Columns in sequence, and the dimensions of their stages, conditions and capabilities."""

    stages: Thing
    groups: Thing
    capabilities: Thing
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class _Rows:
    """Where the three bands begin and end, and how high the themes of the conditions are."""

    stages: tuple[float, float]
    groups: tuple[float, float]
    capabilities: tuple[float, float]
    headings: float


def draw_model(model: Model, title: Text, manner: Manner) -> Drawing:
    """Draw the model, or the part of it that `model` is."""
    rows = _rows(model, manner)
    width = _LEFT + len(model.columns) * (_COLUMN + _BETWEEN) - _BETWEEN + _MARGIN
    marks = _bands(model, rows, width, manner)
    for place, column in enumerate(model.columns):
        marks += _column(column, _LEFT + place * (_COLUMN + _BETWEEN), rows, manner)
    notes, bottom = noted(_notes(model, manner), rows.capabilities[1] + 14, width, manner)
    first = manner.languages[0]
    said = (title.in_language(first), _DESCRIPTION.in_language(first), first)
    return Drawing(width, bottom, *said, (*marks, *notes))


def _notes(model: Model, manner: Manner) -> list[Text]:
    notes = [*_ALONE, *([_SEQUENCE] if any(one.onward for one in model.columns) else [])]
    return [*notes, *([_CLAIMED, COUNTED] if manner.counts else [])]


def _rows(model: Model, manner: Manner) -> _Rows:
    """Give each band the height of the highest that stands in it."""
    stages = max(_group_height(column.stage, manner) for column in model.columns)
    conditions = [one for column in model.columns for one in column.conditions]
    headings = max((_theme_height(one.theme, manner) for one in conditions), default=0)
    boxes = [centred_height(one.condition, _SIDE, manner, _CONDITION) for one in conditions]
    groups = headings + max(boxes, default=0) + 3 * _INNER
    capabilities = max(_group_height(column.capability, manner) for column in model.columns)
    first = (_MARGIN, _MARGIN + stages)
    second = (first[1] + _ARROW, first[1] + _ARROW + groups)
    third = (second[1] + _ARROW / 2, second[1] + _ARROW / 2 + capabilities)
    return _Rows(first, second, third, headings)


def _bands(model: Model, rows: _Rows, width: float, manner: Manner) -> list[Mark]:
    """The names of the bands at the left, and the ground on which the conditions stand."""
    top, bottom = rows.groups
    ground = Rectangle(_LEFT, top, width - _MARGIN - _LEFT, bottom - top, PALE[_GROUPS])
    named = (
        (model.stages, rows.stages, _STAGES),
        (model.groups, rows.groups, _GROUPS),
        (model.capabilities, rows.capabilities, _CAPABILITIES),
    )
    return [ground, *(_band(thing, band, hue, manner) for thing, band, hue in named)]


def _band(thing: Thing, band: tuple[float, float], hue: int, manner: Manner) -> Linked:
    place = Rectangle(_MARGIN, band[0], _LABEL, band[1] - band[0], Look("none", "none"))
    lines = label_lines(thing.label, manner.languages, _LABEL - 4, SMALL, bold=True)
    lines += (Line(manner.count(thing), TINY),) if manner.counts else ()
    words = centred(lines, _MARGIN, sum(band) / 2, PALE[hue].line)
    return Linked(thing.link, manner.name(thing), (place, *words))


def _column(column: Column, x: float, rows: _Rows, manner: Manner) -> list[Mark]:
    middle = x + _COLUMN / 2
    marks = _group(column.stage, x, rows.stages, _STAGES, manner)
    marks += _group(column.capability, x, rows.capabilities, _CAPABILITIES, manner)
    marks.append(_drive(column.drive, middle, rows, manner))
    for place, condition in enumerate(column.conditions):
        marks += _side(condition, x, place, rows, manner)
    if column.onward:
        marks.append(_onward(column.onward, x + _COLUMN, rows.stages[0], column, manner))
    return marks


def _group_height(thing: Thing, manner: Manner) -> float:
    inner = _COLUMN - 2 * _INNER
    rows = sum(row_height(one, inner, manner, SMALL) + _INNER for one in thing.below)
    return centred_height(thing, _COLUMN, manner, HEAD) + rows + (_INNER if rows else 0)


def _group(
    thing: Thing, x: float, band: tuple[float, float], hue: int, manner: Manner
) -> list[Mark]:
    """A theme as the head of a box, with its concepts below."""
    top, bottom = band
    head = centred_height(thing, _COLUMN, manner, HEAD)
    marks: list[Mark] = [Rectangle(x, top, _COLUMN, bottom - top, PALE[hue])]
    place = Rectangle(x, top, _COLUMN, head, STRONG[hue])
    marks.append(centred_box(thing, place, manner, HEAD))
    y = top + head + _INNER
    for one in thing.below:
        inner = _COLUMN - 2 * _INNER
        height = row_height(one, inner, manner, SMALL)
        marks.append(
            row_box(one, Rectangle(x + _INNER, y, inner, height, PLAIN[hue]), manner, SMALL)
        )
        y += height + _INNER
    return marks


def _drive(claim: Thing, x: float, rows: _Rows, manner: Manner) -> Linked:
    """The arrow from the capability to the stage, through between the conditions."""
    stroke = Stroke(((x, rows.capabilities[0]), (x, rows.stages[1])), INK, head=True)
    labels = label_lines(_DRIVES, manner.languages, _COLUMN / 2, TINY)
    count = (Line(manner.count(claim), TINY),) if manner.counts else ()
    middle = (rows.stages[1] + rows.groups[0]) / 2
    words = (
        *centred(labels, x + 8, middle, INK),
        *centred(count, x - 8, middle, MUTED, "end"),
    )
    return Linked(claim.link, manner.name(claim), (stroke, *words))


def _theme_height(theme: Thing, manner: Manner) -> float:
    return height_of(label_lines(theme.label, manner.languages, _SIDE + 12, TINY)) + 4


def _side(one: Condition, x: float, place: int, rows: _Rows, manner: Manner) -> list[Mark]:
    """A condition at one side of the drive, with its theme above it and its arrow towards it."""
    left = place % 2 == 0
    start = x + _INNER if left else x + _COLUMN - _INNER - _SIDE
    heading = label_lines(one.theme.label, manner.languages, _SIDE + 12, TINY)
    top = rows.groups[0] + _INNER
    words = stacked(heading, start + _SIDE / 2, top, PALE[_GROUPS].line, "middle")
    top += rows.headings
    height = rows.groups[1] - 2 * _INNER - top
    box = Rectangle(start, top, _SIDE, height, PLAIN[_GROUPS])
    return [
        Linked(one.theme.link, manner.name(one.theme), tuple(words)),
        centred_box(one.condition, box, manner, _CONDITION),
        _strengthening(one.claim, box, x + _COLUMN / 2, manner),
    ]


def _strengthening(claim: Thing, box: Rectangle, drive: float, manner: Manner) -> Linked:
    y = box.y + box.height / 2
    left = box.x < drive
    start, end = (box.x + box.width, drive - 2) if left else (box.x, drive + 2)
    middle = (start + end) / 2
    sign = Words(middle, y - 5, Line("+", SIZE, bold=True), INK, "middle")
    count = (Words(middle, y + TINY + 3, Line(manner.count(claim), 9.5), MUTED, "middle"),)
    marks = (
        Stroke(((start, y), (end, y)), INK, head=True),
        sign,
        *(count if manner.counts else ()),
    )
    return Linked(claim.link, manner.name(claim), marks)


def _onward(claim: Thing, x: float, top: float, column: Column, manner: Manner) -> Linked:
    y = top + centred_height(column.stage, _COLUMN, manner, HEAD) / 2
    middle = x + _BETWEEN / 2
    stroke = Stroke(((x + 2, y), (x + _BETWEEN - 2, y)), INK, head=True)
    count = (Words(middle, y - PAD, Line(manner.count(claim), 9.5), MUTED, "middle"),)
    return Linked(claim.link, manner.name(claim), (stroke, *(count if manner.counts else ())))
