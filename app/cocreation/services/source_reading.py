"""The inventory of a study's sources beside its stated totals, and one source whole."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from cocreation.model import QuerySpec, Text
from cocreation.services.evidence_reading import Note, marks
from cocreation.services.labelling import Named
from cocreation.services.records import Asking, Record, known, named, text
from cocreation.store.base import Store

INVENTORY, TOTALS = "tables/list-source-inventory", "sources/add-up-inventory"
INTRODUCED = "sources/introduce-source"
CITING, RELYING = "sources/list-evidence-of-source", "sources/test-reliance-on-source"


@dataclass(frozen=True, slots=True)
class Source:
    """One source; `minutes` and `items` are empty where the inventory does not say how much."""

    source: Named
    code: str
    kind: Named | None
    organization: Named | None
    role: Text
    employer: Named | None
    minutes: str
    items: str


@dataclass(frozen=True, slots=True)
class Total:
    """What a study states of its material, and what it adds up to."""

    total: Named
    stated: str
    computed: str


@dataclass(frozen=True, slots=True)
class Inventory:
    """The sources of each case of a study, a provider's with each of its cases, and the totals.

    Those that stand with no case come first.
    """

    cases: tuple[tuple[Named | None, tuple[Source, ...]], ...]
    totals: tuple[Total, ...]


@dataclass(frozen=True, slots=True)
class Telling:
    """An item that cites a source, with its case where it tells of a single one."""

    item: Named
    summary: Text
    case: Named | None


@dataclass(frozen=True, slots=True)
class Reliance:
    """What rests on a source: by so many of its items, of other listed sources, and of none."""

    bearing: Named
    items: int
    elsewhere: int
    unbacked: int


@dataclass(frozen=True, slots=True)
class SourceReading:
    """All that the page of a source shows."""

    source: Source
    study: Named | None
    marks: tuple[Note, ...]
    telling: tuple[Telling, ...]
    relying: tuple[Reliance, ...]


def read_inventory(store: Store, queries: Sequence[QuerySpec], study: str) -> Inventory:
    """Read the inventory of the study with this IRI; empty where it lists no sources."""
    asking = Asking(store, queries)
    by_case = groupby(asking.records(INVENTORY, study=study), key=lambda row: named(row, "case"))
    cases = ((case, tuple(dict.fromkeys(map(_source, rows)))) for case, rows in by_case)
    totals = asking.records(TOTALS, study=study)
    return Inventory(
        tuple(cases),
        tuple(Total(known(r, "total"), r["statedValue"], r["observedValue"]) for r in totals),
    )


def read_source(store: Store, queries: Sequence[QuerySpec], source: str) -> SourceReading:
    """Read the source with this IRI; what is not said of it stays empty."""
    asking = Asking(store, queries)
    rows = asking.records(INTRODUCED, source=source)
    first: Record = rows[0] if rows else {"source": source}
    telling = asking.records(CITING, source=source)
    relying = asking.records(RELYING, source=source)
    return SourceReading(
        source=_source(first),
        study=named(first, "study"),
        marks=marks(rows),
        telling=tuple(
            Telling(known(row, "item"), text(row, "itemSummary"), named(row, "case"))
            for row in telling
        ),
        relying=tuple(_reliance(row) for row in relying),
    )


def _source(row: Mapping[str, str]) -> Source:
    return Source(
        source=known(row, "source"),
        code=row.get("code", ""),
        kind=named(row, "kind"),
        organization=named(row, "organization"),
        role=text(row, "role"),
        employer=named(row, "employer"),
        minutes=row.get("minutes", ""),
        items=row.get("items", ""),
    )


def _reliance(row: Record) -> Reliance:
    counts = (int(row[name]) for name in ("items", "itemsElsewhere", "unbacked"))
    return Reliance(known(row, "bearing"), *counts)
