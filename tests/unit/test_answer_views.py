"""Answers beside their tables: bars, a matrix, a graph; nothing where that would be too much."""

import re
from itertools import pairwise

import pytest

from cocreation.figures import svg
from cocreation.figures.drawing import Linked, Rectangle, Stroke
from cocreation.figures.network import Network, Node, draw_network
from cocreation.model import View
from cocreation.services.answer_views import MOST_BARS, as_bars, as_graph, as_grid
from cocreation.services.results import AnswerTable, Cell


def thing(name):
    return Cell(name, "en", iri=f"https://example.org/{name}")


def number(value):
    return Cell(str(value), number=True)


ROWS = (
    (thing("a"), thing("x"), number(4), number(1)),
    (thing("a"), thing("y"), number(1), number(0)),
    (thing("b"), thing("x"), number(2), Cell("")),
)
TABLE = AnswerTable(("A", "X", "N", "M"), ROWS, ("a", "x", "n", "m"))


def test_a_bar_is_as_long_as_its_share_of_the_largest_in_its_column():
    bars = as_bars(TABLE, View("bars", ("a", "n", "m")))
    assert bars.headings == ("A", "N", "M")
    assert [name.text for name, _ in bars.lines] == ["a", "a", "b"]
    assert [[one.share for one in line] for _, line in bars.lines] == [[100, 100], [25, 0], [50, 0]]


def test_a_matrix_has_the_numbers_by_two_things_or_counts_rows():
    grid = as_grid(TABLE, View("matrix", ("a", "x", "n")))
    assert [[one.text for one in side] for side in (grid.rows, grid.columns)] == [
        ["a", "b"],
        ["x", "y"],
    ]
    assert [[one.number for one in line] for line in grid.tallies] == [["4", "1"], ["2", "0"]]
    assert [[one.shade for one in line] for line in grid.tallies] == [[4, 1], [2, 0]]
    counted = as_grid(TABLE, View("matrix", ("x", "a")))
    assert [[one.number for one in line] for line in counted.tallies] == [["1", "1"], ["1", "0"]]


def test_a_graph_joins_what_stands_in_one_row():
    drawn = as_graph(TABLE, View("graph", ("a", "x")), ("T", "D"), "en", lambda iri: f"{iri}#page")
    assert drawn.count("<polyline") == 3
    assert re.findall(r'href="https://example.org/(\w)#page"', drawn) == ["a", "b", "x", "y"]
    assert "<title>T</title>" in drawn
    assert "<desc>D</desc>" in drawn


@pytest.mark.parametrize("draw", [as_bars, as_grid])
def test_nothing_is_drawn_of_no_rows_of_what_is_not_shown_or_of_too_much(draw):
    view = View("bars", ("a", "x", "n"))
    many = tuple(
        (thing(f"a{at}"), thing(f"x{at}"), number(1), number(1)) for at in range(MOST_BARS + 1)
    )
    for table in (
        AnswerTable(TABLE.headings, (), TABLE.names),
        AnswerTable(TABLE.headings, ROWS, ("a", "x", "k", "m")),
        AnswerTable(TABLE.headings, many, TABLE.names),
    ):
        assert draw(table, view) is None
        assert as_graph(table, view, ("T", "D"), "en", str) is None


def network(*sizes):
    """Columns of so many things, each joined to each of the next."""
    columns = tuple(
        tuple(Node(f"thing {at} of a rather long name {column}", "en", "") for at in range(size))
        for column, size in enumerate(sizes)
    )
    edges = tuple(
        frozenset((a, b) for a in range(left) for b in range(right))
        for left, right in pairwise(sizes)
    )
    return Network(tuple(f"Heading {n}" for n in range(len(sizes))), columns, edges)


@pytest.mark.parametrize("sizes", [(1, 1), (1, 12), (9, 2, 5), (3, 3, 3, 30)])
def test_boxes_do_not_overlap_and_lines_run_between_columns(sizes):
    drawing = draw_network(network(*sizes), "T", "D", "en")
    boxes = [one.marks[0] for one in drawing.marks if isinstance(one, Linked)]
    assert all(isinstance(box, Rectangle) for box in boxes)
    assert len(boxes) == sum(sizes)
    for left in sorted({box.x for box in boxes}):
        column = sorted((box.y, box.y + box.height) for box in boxes if box.x == left)
        assert all(end <= start for (_, end), (start, _) in pairwise(column))
    assert min(box.y for box in boxes) >= 0
    assert max(box.y + box.height for box in boxes) <= drawing.height
    assert max(box.x + box.width for box in boxes) <= drawing.width
    edges = {box.x for box in boxes} | {box.x + box.width for box in boxes}
    strokes = [one for one in drawing.marks if isinstance(one, Stroke)]
    assert len(strokes) == sum(a * b for a, b in pairwise(sizes))
    assert all({x for x, _ in stroke.points} <= edges for stroke in strokes)


def test_what_is_joined_crosswise_is_put_in_an_order_in_which_no_lines_cross():
    crossed = Network(
        ("L", "R"),
        (
            tuple(Node(name, "en", "") for name in "abc"),
            tuple(Node(name, "en", "") for name in "xyz"),
        ),
        (frozenset({(0, 2), (1, 1), (2, 0)}),),
    )
    strokes = [
        one for one in draw_network(crossed, "T", "D", "en").marks if isinstance(one, Stroke)
    ]
    heights = sorted((one.points[0][1], one.points[1][1]) for one in strokes)
    assert [right for _, right in heights] == sorted(right for _, right in heights)


def test_names_are_escaped():
    one = Network(("<H>",), ((Node("<b>&", "en", "/x?a=1&b=2"),),), ())
    written = svg.write(draw_network(one, "<t>", "<d>", "en"))
    assert "<b>" not in written
    assert "&lt;b&gt;&amp;" in written
    assert "<H>" not in written
