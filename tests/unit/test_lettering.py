"""Where the lines of a figure's labels end."""

from itertools import pairwise

import pytest

from cocreation.figures.lettering import fill, label_lines, width_of, wrap
from cocreation.model import Text

LONG = "识别共创诉求并明确边界条件（含技术、资源与诉求），再建立“共创框架”。"
WORDS = "Decomposing technology modules and building application scenarios"


@pytest.mark.parametrize("text", [LONG, WORDS, "Value co-creation", "群体信任 Group trust"])
@pytest.mark.parametrize("width", [70, 120, 200, 400])
def test_lines_hold_the_whole_text_and_are_no_wider_than_they_may_be(text, width):
    for lines in (wrap(text, width, 13), fill(text, width, 13)):
        assert "".join("".join(lines).split()) == "".join(text.split())
        assert all(width_of(line, 13) <= width for line in lines)


@pytest.mark.parametrize("width", range(60, 300, 13))
def test_no_line_begins_with_a_closing_sign_or_ends_with_an_opening_one(width):
    for line in wrap(LONG, width, 13):
        assert line[0] not in "，。、）”"
        assert line[-1] not in "（“"


def test_an_english_word_is_kept_whole_where_it_fits():
    assert wrap("Value co-creation", 85, 12) == ["Value", "co-creation"]


def test_a_word_wider_than_a_line_is_broken_at_its_hyphen_else_anywhere():
    assert wrap("Knowledge-based", 90, 12) == ["Knowledge-", "based"]
    assert len(wrap("Incomprehensibilities", 60, 12)) > 1


@pytest.mark.parametrize("text", [LONG, WORDS])
def test_lines_are_as_few_as_when_filled_and_more_even(text):
    for width in (150, 200, 250):
        even, full = wrap(text, width, 13), fill(text, width, 13)
        assert len(even) == len(full)
        assert max(width_of(line, 13) for line in even) <= max(width_of(line, 13) for line in full)


def test_nothing_to_say_is_one_empty_line():
    assert wrap("", 100, 13) == [""]


def test_a_second_language_stands_smaller_below_the_first():
    lines = label_lines(Text(en="Group trust", zh="群体信任"), ("zh", "en"), 200, 13)
    assert [(line.text, line.language) for line in lines] == [
        ("群体信任", "zh"),
        ("Group trust", "en"),
    ]
    assert all(before.size > after.size for before, after in pairwise(lines))
