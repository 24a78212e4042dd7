"""The constructs of a study beside those of other studies, as mappings join them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from cocreation.model import Link, QuerySpec
from cocreation.services.labelling import Named
from cocreation.services.records import Asking, Record, known, named, text
from cocreation.store.base import Store

COMPARED = "constructs/compare-constructs-of-studies"


@dataclass(frozen=True, slots=True)
class Counterpart:
    """A construct of another study that a mapping joins one with, and what speaks for it there.

    `link` is seen from that one, whichever of the two the mapping begins with.
    """

    thing: Named
    study: Named
    link: Link
    items: int
    cases: int


@dataclass(frozen=True, slots=True)
class Compared:
    """A construct of a study with its counterparts, those that hold first; there may be none."""

    construct: Named
    level: Named
    items: int
    cases: int
    counterparts: tuple[Counterpart, ...]

    @property
    def matches(self) -> bool:
        """Whether a mapping that holds joins it with another study."""
        return any(not one.link.negated for one in self.counterparts)


def compare_constructs(
    store: Store, queries: Sequence[QuerySpec], study: str
) -> tuple[Compared, ...]:
    """Every construct of the study with this IRI, level by level."""
    rows = Asking(store, queries).records(COMPARED, study=study)
    return tuple(
        _compared(list(group)) for _, group in groupby(rows, key=lambda row: row["construct"])
    )


def counterparts_of(
    store: Store, queries: Sequence[QuerySpec], construct: str
) -> tuple[Counterpart, ...]:
    """What corresponds to the construct with this IRI in other studies."""
    return tuple(_counterparts(Asking(store, queries).records(COMPARED, construct=construct)))


def _compared(rows: Sequence[Record]) -> Compared:
    first = rows[0]
    return Compared(
        construct=known(first, "construct"),
        level=known(first, "level"),
        items=int(first["items"]),
        cases=int(first["cases"]),
        counterparts=tuple(_counterparts(rows)),
    )


def _counterparts(rows: Iterable[Record]) -> Iterable[Counterpart]:
    for row in rows:
        if thing := named(row, "counterpart"):
            yield Counterpart(
                thing=thing,
                study=known(row, "counterpartStudy"),
                link=_link(row),
                items=int(row["counterpartItems"]),
                cases=int(row["counterpartCases"]),
            )


def _link(row: Record) -> Link:
    confidence = row.get("confidence")
    return Link(
        subject=row["construct"],
        predicate=row["predicate"],
        object=row["counterpart"],
        negated="sign" in row,
        confidence=None if confidence is None else float(confidence),
        comment=text(row, "comment"),
    )
