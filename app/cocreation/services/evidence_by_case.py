"""Evidence for and against a construct or a proposition: by case, by side and by kind of source."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from cocreation.model import Text
from cocreation.namespaces import CST
from cocreation.services import comparing
from cocreation.services.comparison import Evidence, Word
from cocreation.services.comparison_words import SIDES
from cocreation.services.labelling import Named, labels
from cocreation.services.records import Record, each_named, named
from cocreation.store.base import Store

_AGAINST = (CST + "disputes", CST + "contradicts")
_KINDS = (
    *(CST + "Interview", CST + "InternalDocument", CST + "ResearchReport"),
    *(CST + "NewsArticle", CST + "FieldObservation"),
)
_NEITHER = Text(en="neither side of the case", zh="不是案例任何一方")
_NO_SIDES = Text(en="a case without sides", zh="不分双方的案例")
_UNLISTED = Text(en="no listed source", zh="无清单内资料")


@dataclass(frozen=True, slots=True)
class Item:
    """One evidence item, the constructs that it shows, and whether it speaks against."""

    evidence: Evidence
    shows: tuple[Named, ...]
    against: bool


@dataclass(frozen=True, slots=True)
class OfCase:
    """The items of one case; `case` is None for those of no single case."""

    case: Named | None
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """How many items rest on one side or kind of source, in how many cases."""

    label: Text
    items: int
    cases: int


@dataclass(frozen=True, slots=True)
class Triangulation:
    """What speaks for a thing, by side and by kind of source; what has no item counts 0.

    Without a case that has sides there are none to tell of.
    """

    sides: tuple[Tally, ...]
    kinds: tuple[Tally, ...]


def by_case(
    rows: Iterable[Record], sides: Iterable[Record], with_sides: Collection[str]
) -> tuple[OfCase, ...]:
    """Gather rows that stand together by case and by item; a row for each source repeats one.

    `sides` has the side on which an organization stands whose word an item is, `with_sides` the
    cases that have any; what is of no single case is told of all of them.
    """
    told: dict[tuple[str | None, str | None], list[Record]] = {}
    for row in sides:
        told.setdefault(_word(row), []).append(row)
    sided = ({**row, **side} for row in rows for side in told.get(_word(row), ({},)))
    return tuple(
        OfCase(
            named(members[0], "case"),
            tuple(_items(members, has_sides=case in with_sides if case else bool(with_sides))),
        )
        for case, group in groupby(sided, lambda row: row.get("case"))
        for members in [list(group)]
    )


def counted(groups: Iterable[OfCase], *, against: bool = False) -> tuple[int, int]:
    """How many items speak for a thing, or against it, and in how many cases."""
    found = [
        (item.evidence.item.iri, group.case)
        for group in groups
        for item in group.items
        if item.against == against
    ]
    return len({item for item, _ in found}), len({case for _, case in found if case})


def triangulate(
    store: Store, groups: Sequence[OfCase], with_sides: Collection[str]
) -> Triangulation:
    """Count by side and by kind of source what speaks for a thing."""
    called = labels(store, _KINDS)
    return Triangulation(
        sides=tuple(_sides(groups)) if with_sides else (),
        kinds=tuple(
            _tally(groups, called.get(kind, Text(en=kind, zh=kind)), _of_kind(kind))
            for kind in _KINDS
        ),
    )


def _sides(groups: Sequence[OfCase]) -> Iterator[Tally]:
    """What rests on each side, on neither, and on no listed source."""
    for iri, label in SIDES.items():
        yield _tally(groups, label, _of_side(iri))
    yield _tally(groups, _NEITHER, lambda word: _is_apart(word) and word.has_sides)
    without = _tally(groups, _NO_SIDES, lambda word: _is_apart(word) and not word.has_sides)
    if without.items:
        yield without
    yield _tally(groups, _UNLISTED, lambda word: not word.organization)


def _is_apart(word: Word) -> bool:
    """Whether it is the word of an organization that stands on no side."""
    return bool(word.organization) and not word.side


def _word(row: Record) -> tuple[str | None, str | None]:
    """Whose word it is in which item."""
    return row.get("item"), row.get("organization")


def _items(rows: Iterable[Record], *, has_sides: bool) -> Iterator[Item]:
    for _, group in groupby(rows, lambda row: (row["item"], row["bearing"])):
        members = list(group)
        (evidence,) = comparing.read_evidence(members, has_sides=has_sides).values()
        yield Item(evidence, each_named(members, "shown"), members[0]["bearing"] in _AGAINST)


def _of_side(side: str) -> Callable[[Word], bool]:
    return lambda word: word.side is not None and word.side.iri == side


def _of_kind(kind: str) -> Callable[[Word], bool]:
    return lambda word: word.source_kind is not None and word.source_kind.iri == kind


def _tally(groups: Iterable[OfCase], label: Text, is_meant: Callable[[Word], bool]) -> Tally:
    chosen = (
        OfCase(
            group.case,
            tuple(one for one in group.items if any(map(is_meant, one.evidence.words))),
        )
        for group in groups
    )
    return Tally(label, *counted(list(chosen)))
