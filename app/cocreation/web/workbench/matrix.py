"""`/matrix`: cases by first-order concepts, every number a way to its evidence."""

from typing import NamedTuple, cast, get_args

from flask import Blueprint, Response, make_response, render_template, request

from cocreation.services.comparison_cells import cell_of
from cocreation.services.labelling import Named
from cocreation.services.matrix import COVERAGE, GROUPINGS, By, Matrix, read_matrix, shade
from cocreation.web.addresses import short_name
from cocreation.web.caching import kept
from cocreation.web.context import context
from cocreation.web.language import address, page_language, text
from cocreation.web.workbench.studies import asked_study

blueprint = Blueprint("matrix", __name__)

# What evidence has to have for a way to group.
_NEEDED = {"stage": "stage", "provider": "side"}
_Pairs = frozenset[tuple[str, str]]


class _Cell(NamedTuple):
    """One number with its shade, 0 to 4, what it counts, and where its items are; empty for 0.

    It is marked where one of its items is.
    """

    items: int
    shade: int
    label: str
    address: str
    marked: bool


class _Line(NamedTuple):
    """A row: its heading, the group that begins with it and how many it has, its cells, its sum."""

    thing: Named
    group: tuple[Named, int] | None
    cells: tuple[_Cell, ...]
    total: int


@blueprint.get("/matrix")
def shown() -> Response:
    """Show the matrix of a study, grouped and turned as the address says."""
    return kept(lambda: make_response(_page()), page_language())


def _page() -> str:
    studies, groupings = asked_study(), _groupings()
    by = _by(groupings)
    study = studies.iri
    matrix = read_matrix(context().store, context().queries, study, by) if study else None
    is_turned = request.args.get("turned") == "1"
    seen = matrix.turned if matrix and is_turned else matrix
    return render_template(
        "workbench/matrix.html",
        studies=studies,
        by=by,
        groupings=groupings,
        turned=is_turned,
        columns=seen.columns if seen else None,
        grouped_rows=bool(seen and seen.rows.groups),
        lines=_lines(seen, turned=is_turned) if seen else (),
        sums=[sum(column) for column in zip(*seen.items, strict=True)] if seen else (),
        cases=matrix.rows.things if matrix else (),
        study=study,
        question=COVERAGE,
    )


def _groupings() -> tuple[By, ...]:
    """The ways to group that make a difference in this graph."""
    names = context().evidence.now().names
    return tuple(by for by in GROUPINGS if by not in _NEEDED or names.get(_NEEDED[by]))


def _by(groupings: tuple[By, ...]) -> By:
    asked = request.args.get("by", "")
    return cast(By, asked) if asked in get_args(By) else groupings[0]


def _lines(matrix: Matrix, *, turned: bool) -> tuple[_Line, ...]:
    begins, start, marked = {}, 0, _marked()
    for group in matrix.rows.groups:
        begins[start] = group
        start += group[1]
    return tuple(
        _Line(
            thing,
            begins.get(number),
            tuple(
                _cell((other, thing) if turned else (thing, other), items, matrix.most, marked)
                for other, items in zip(matrix.columns.things, line, strict=True)
            ),
            sum(line),
        )
        for number, (thing, line) in enumerate(zip(matrix.rows.things, matrix.items, strict=True))
    )


def _marked() -> _Pairs:
    """The cases and the constructs of all marked items."""
    return frozenset(
        (case, construct)
        for one in context().evidence.now().items
        if one.marked
        for case in one.values.get("case", ())
        for construct in one.values.get("construct", ())
    )


def _cell(pair: tuple[Named, Named], items: int, most: int, marked: _Pairs) -> _Cell:
    """A cell of a case and a concept."""
    case, concept = (cell_of(one, page_language()).text for one in pair)
    is_marked = (pair[0].iri, pair[1].iri) in marked
    label = text("matrix_cell_marked" if is_marked else "matrix_cell").format(case, concept, items)
    where = address("evidence", case=short_name(pair[0].iri), construct=short_name(pair[1].iri))
    return _Cell(items, shade(items, most), label, where if items else "", is_marked)
