"""One item of evidence whole: what it tells, on whose word, what it bears on, what is marked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cocreation.model import QuerySpec, Text
from cocreation.services.labelling import Named
from cocreation.services.records import Asking, Record, each, each_named, known, named, text
from cocreation.services.sides import has_sides
from cocreation.store.base import Store

READ, RELATE = "evidence/read-item", "evidence/relate-item"
CODED = "evidence/tell-how-coded"


@dataclass(frozen=True, slots=True)
class Cited:
    """A listed source that an item cites; `role` is the informant's, empty without one."""

    source: Named
    kind: Named | None
    organization: Named | None
    role: Text


@dataclass(frozen=True, slots=True)
class Note:
    """A mark at an item, and what it explains."""

    mark: Named
    note: Text


@dataclass(frozen=True, slots=True)
class ItemReading:
    """All that the page of an item shows; `related` holds things by how the item relates to them.

    The relations are those of the question: inCase, about, supports, corroborates, disputes,
    contradicts, side, derived. `has_sides` tells whether its case has any.
    """

    item: Named
    summary: Text
    parts: tuple[Named, ...]
    locators: tuple[str, ...]
    codes: tuple[str, ...]
    sources: tuple[Cited, ...]
    coders: tuple[Named, ...]
    related: Mapping[str, tuple[Named, ...]]
    marks: tuple[Note, ...]
    has_sides: bool


def read_item(store: Store, queries: Sequence[QuerySpec], item: str) -> ItemReading:
    """Read the item with this IRI; what is not said of it stays empty."""
    asking = Asking(store, queries)
    rows = asking.records(READ, item=item)
    first: Record = rows[0] if rows else {"item": item}
    related: dict[str, list[Named]] = {}
    notes: list[Note] = []
    for row in asking.records(RELATE, item=item):
        if row["relation"] == "marked":
            notes.append(Note(known(row, "thing"), text(row, "note")))
        else:
            related.setdefault(row["relation"], []).append(known(row, "thing"))
    return ItemReading(
        item=known(first, "item"),
        summary=text(first, "itemSummary"),
        parts=each_named(rows, "part"),
        locators=each(rows, "textLocator"),
        codes=each(rows, "code"),
        sources=tuple(dict.fromkeys(_cited(row) for row in rows if "source" in row)),
        coders=each_named(rows, "coder"),
        related={relation: tuple(things) for relation, things in related.items()},
        marks=tuple(notes),
        has_sides=any(has_sides(store, case.iri) for case in related.get("inCase", ())),
    )


@dataclass(frozen=True, slots=True)
class Coder:
    """Who coded evidence, and what is noted of how; the note may be empty."""

    coder: Named
    note: Text


def read_coders(store: Store, queries: Sequence[QuerySpec]) -> tuple[Coder, ...]:
    """Everybody who coded evidence and of whose way a note tells, each once."""
    rows = Asking(store, queries).records(CODED)
    found = (Coder(known(row, "coder"), text(row, "note")) for row in rows)
    return tuple(dict.fromkeys(one for one in found if one.note.en or one.note.zh))


def marks(rows: Sequence[Record]) -> tuple[Note, ...]:
    """The marks in the columns of a discrepancy and its note, each once."""
    found = (Note(known(r, "discrepancy"), text(r, "note")) for r in rows if "discrepancy" in r)
    return tuple(dict.fromkeys(found))


def _cited(row: Record) -> Cited:
    return Cited(
        known(row, "source"),
        named(row, "sourceKind"),
        named(row, "organization"),
        text(row, "role"),
    )
