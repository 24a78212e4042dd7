"""Nothing in a figure runs over anything else, measured with the fonts that are installed."""

from functools import cache
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import pytest
from fontTools.ttLib import TTCollection

from cocreation.figures.conversion import _fonts
from cocreation.figures.drawing import Linked, Rectangle, Words
from cocreation.figures.lettering import width_of
from cocreation.services.figures import Wanted
from figures.conftest import SPOKEN, WHOLE_AND_PARTS

FAMILIES = ("Noto Sans CJK SC", "WenQuanYi Zen Hei")
EACH = [
    pytest.param(Wanted(name, spoken, part, counts), id=f"{name}-{part}-{spoken}-{counts}")
    for name, part in (*WHOLE_AND_PARTS, ("coverage", ""))
    for spoken in SPOKEN
    for counts in (True, False)
]


class Extent(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other) -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def holds(self, other) -> bool:
        return (
            self.left <= other.left
            and other.right <= self.right
            and self.top <= other.top
            and other.bottom <= self.bottom
        )


@cache
def measure(family, bold):
    """What a text takes in an installed font."""
    found = [one for one in _fonts().fonts() if one.family == family and one.path]
    if not found:
        pytest.skip(f"needs the font {family}: apt-get install fonts-noto-cjk fonts-wqy-zenhei")
    font = min(found, key=lambda one: abs(one.weight - (700 if bold else 400)))
    opened = TTCollection(Path(font.path)).fonts[font.index]
    names, widths, em = opened.getBestCmap(), opened["hmtx"], opened["head"].unitsPerEm

    def width(text, size):
        return sum(widths[names[ord(one)]][0] for one in text) / em * size

    return width


def texts(marks):
    for mark in marks:
        if isinstance(mark, Words):
            yield mark
        elif isinstance(mark, Linked):
            yield from texts(mark.marks)


def box_of(mark):
    return Extent(mark.x, mark.y, mark.x + mark.width, mark.y + mark.height)


def extent_of(words, width):
    if words.turned:
        size = words.line.size
        return Extent(words.x - size * 0.88, words.y - width, words.x + size * 0.2, words.y)
    left = {
        "start": words.x,
        "middle": words.x - width / 2,
        "end": words.x - width,
    }[words.anchor]
    return Extent(
        left, words.y - words.line.size * 0.88, left + width, words.y + words.line.size * 0.2
    )


def boxes(drawing):
    """Each box with a label, and the texts in it."""
    for mark in drawing.marks:
        if isinstance(mark, Linked) and isinstance(mark.marks[0], Rectangle):
            yield box_of(mark.marks[0]), [one for one in mark.marks if isinstance(one, Words)]


@pytest.mark.parametrize("wanted", EACH)
def test_boxes_lie_in_the_figure_and_apart_from_each_other(drawn, wanted):
    drawing = drawn.draw(wanted)
    whole = Extent(0, 0, drawing.width, drawing.height)
    found = [box for box, _ in boxes(drawing)]
    assert len(found) > 2
    assert all(whole.holds(box) for box in found)
    assert [pair for pair in combinations(found, 2) if pair[0].overlaps(pair[1])] == []


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("wanted", EACH)
def test_every_text_lies_within_its_box(drawn, wanted, family):
    for box, words in boxes(drawn.draw(wanted)):
        for one in words:
            width = measure(family, one.line.bold)(one.line.text, one.line.size)
            assert box.holds(extent_of(one, width)), one.line.text


@pytest.mark.parametrize("wanted", EACH)
def test_no_two_texts_run_over_each_other_and_all_lie_in_the_figure(drawn, wanted):
    drawing = drawn.draw(wanted)
    whole = Extent(0, 0, drawing.width, drawing.height)
    extents = [
        extent_of(one, measure(FAMILIES[0], one.line.bold)(one.line.text, one.line.size))
        for one in texts(drawing.marks)
    ]
    assert all(whole.holds(one) for one in extents)
    assert [pair for pair in combinations(extents, 2) if pair[0].overlaps(pair[1])] == []


@pytest.mark.parametrize("family", FAMILIES)
def test_no_installed_font_is_wider_than_what_a_figure_reckons_with(drawn, family):
    for wanted in (Wanted("data-structure", "both"), Wanted("model", "both")):
        for one in texts(drawn.draw(wanted).marks):
            line = one.line
            assert measure(family, line.bold)(line.text, line.size) <= width_of(
                line.text, line.size, bold=line.bold
            )
