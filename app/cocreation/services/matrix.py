"""How many evidence items of each case support each first-order concept, as a matrix."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import ceil
from typing import Literal

from cocreation.model import QuerySpec
from cocreation.services.labelling import Named
from cocreation.services.records import Asking, Record, each_named, known, named
from cocreation.store.base import Store

COVERAGE = "tables/cover-constructs-by-cases"
_CASES = "cases/list-cases"
By = Literal["stage", "theme", "provider"]
# Behind all that have a place.
_LAST = 1_000_000
GROUPINGS: tuple[By, ...] = ("stage", "theme", "provider")


_SHADES = 4


@dataclass(frozen=True, slots=True)
class Axis:
    """What stands along one side, in order; each of `groups` is a heading over the next few."""

    things: tuple[Named, ...]
    groups: tuple[tuple[Named, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Matrix:
    """The numbers of items by row and column; 0 is not reported, and never a no."""

    rows: Axis
    columns: Axis
    items: tuple[tuple[int, ...], ...]

    @property
    def most(self) -> int:
        """The largest number of items."""
        return max((number for line in self.items for number in line), default=0)

    @property
    def turned(self) -> "Matrix":
        """The same with rows for columns."""
        return Matrix(self.columns, self.rows, tuple(zip(*self.items, strict=True)))


def read_matrix(store: Store, queries: Sequence[QuerySpec], study: str, by: By = "stage") -> Matrix:
    """Read the matrix of the study with this IRI, a row a case; empty where it has none.

    Concepts stand in the order of the stages, or `by` theme, and where there are no stages, in that
    of the data structure; `by` provider the cases of one stand together.
    """
    asking = Asking(store, queries)
    rows = sorted(asking.records(COVERAGE, study=study), key=_order(by))
    heading = _heading(by, rows)
    concepts = {known(row, "concept"): known(row, heading) for row in rows}
    cases = each_named(rows, "case")
    items = {(row["case"], row["concept"]): int(row["items"]) for row in rows}
    lines = _by_provider(asking, cases) if by == "provider" else Axis(cases)
    return Matrix(
        lines,
        Axis(tuple(concepts), _groups(concepts.values())),
        tuple(tuple(items[case.iri, one.iri] for one in concepts) for case in lines.things),
    )


def shade(number: int, most: int) -> int:
    """How dark a cell is, 0 to 4, where `most` is the largest number.

    Where that is small, one is not shown as dark as many.
    """
    return ceil(number * _SHADES / max(most, _SHADES))


def _heading(by: By, rows: Sequence[Record]) -> str:
    staged = all("stage" in row for row in rows)
    return "stage" if staged and by != "theme" else "theme"


def _order(by: By) -> Callable[[Record], tuple[int, ...]]:
    """Where a row's concept stands; rows of one concept stay in the order of the cases."""
    names = ("dimensionOrdinal", "themeOrdinal", "conceptOrdinal")
    wanted = names if by == "theme" else ("stageOrdinal", *names)
    return lambda row: tuple(int(row.get(name, _LAST)) for name in wanted)


def _by_provider(asking: Asking, cases: Iterable[Named]) -> Axis:
    """The cases by provider; as they are where one has none."""
    provider_of = {r["case"]: p for r in asking.records(_CASES) if (p := named(r, "provider"))}
    ordered = tuple(cases)
    if any(case.iri not in provider_of for case in ordered):
        return Axis(ordered)
    ordered = tuple(sorted(ordered, key=lambda case: provider_of[case.iri].iri))
    return Axis(ordered, _groups(provider_of[case.iri] for case in ordered))


def _groups(headings: Iterable[Named]) -> tuple[tuple[Named, int], ...]:
    """Each heading with how many it stands over."""
    return tuple((heading, len(list(members))) for heading, members in groupby(headings))
