"""The evidence of all cases as one table that is sorted out, ordered and paged in memory.

At a thousand cases the two questions behind it take a second; the table is made once for each
state of the store, and a page of it then takes some milliseconds.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from cocreation.model import Language, QuerySpec, Text
from cocreation.namespaces import ID
from cocreation.services.comparison_cells import cell_of
from cocreation.services.labelling import Named, all_labels
from cocreation.services.records import Asking, Record, each, known, text
from cocreation.services.results import told
from cocreation.store.base import Store

LIST, SORT = "evidence/list-items", "evidence/sort-items"
# In the order in which a reader narrows the evidence down.
ASPECTS = {
    "case": Text(en="Case", zh="案例"),
    "construct": Text(en="Construct", zh="构念"),
    "stage": Text(en="Stage", zh="阶段"),
    "sourceKind": Text(en="Kind of source", zh="资料类型"),
    "side": Text(en="Side", zh="所属方"),
    "coder": Text(en="Coded by", zh="编码者"),
}
COLUMNS = {
    "place": Text(en="Place", zh="位置"),
    "tells": Text(en="What it tells", zh="内容"),
    **ASPECTS,
    "code": Text(en="Code", zh="资料编码"),
}
# How an item comes to a value of each aspect; the table has the same by the question behind it.
WAYS = {
    "case": "?item cst:inCase ?value .",
    "construct": """{ ?item cst:supports|cst:disputes ?value } UNION {
        ?construct skos:broader/skos:broader? ?value .
        ?item cst:supports|cst:disputes ?construct .
      }""",
    "stage": "?item (cst:supports|cst:disputes)/vcc:atStage ?value .",
    "sourceKind": "?item cst:citesSource/a ?value .",
    "side": """{
        VALUES (?value ?party) {
          (vcc:PlatformCloudProvider vcc:hasProvider) (vcc:CloudUser vcc:hasUser)
        }
        ?item cst:inCase ?case ; cst:citesSource/cst:fromOrganization ?organization .
        ?case ?party ?organization .
      } UNION {
        ?item cst:citesSource/cst:fromOrganization/a ?value .
        MINUS { ?item cst:inCase ?anyCase }
      }""",
    "coder": "?item prov:wasAttributedTo ?value .",
}
_LEVELS = ("dimension", "theme", "concept", "stage")
_ABOVE = "above"

Chosen = Mapping[str, str]
_Place = tuple[int, str, int, str]


@dataclass(frozen=True, slots=True)
class Item:
    """One evidence item; `values` are the IRIs that it has by aspect, `above` what is over them."""

    item: Named
    summary: Text
    codes: tuple[str, ...]
    marked: bool
    values: Mapping[str, tuple[str, ...]]

    def has(self, aspect: str, value: str) -> bool:
        """Tell whether a choice of the value finds it: a construct finds what is below it too."""
        return value in self.values.get(aspect, ()) or (
            aspect == "construct" and value in self.values.get(_ABOVE, ())
        )


@dataclass(frozen=True, slots=True)
class Value:
    """One value of an aspect, and how many of the items that the other choices leave have it."""

    thing: Named
    items: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """All items in the order of the report; `names` are the values of each aspect in order."""

    items: tuple[Item, ...]
    names: Mapping[str, Mapping[str, Named]]

    def sorted_out(self, chosen: Chosen) -> tuple[Item, ...]:
        """The items that have every chosen value."""
        return tuple(
            one for one in self.items if all(one.has(*choice) for choice in chosen.items())
        )

    def ordered(
        self, items: Sequence[Item], column: str, language: Language, *, falling: bool = False
    ) -> tuple[Item, ...]:
        """The items by what a column shows; those without it last, equal ones as in the report."""
        if column == "place":
            return tuple(reversed(items)) if falling else tuple(items)
        keys = {one.item.iri: self.shown(one, column, language) for one in items}
        said = sorted(
            (one for one in items if keys[one.item.iri]),
            key=lambda one: keys[one.item.iri],
            reverse=falling,
        )
        return (*said, *(one for one in items if not keys[one.item.iri]))

    def values(self, aspect: str, chosen: Chosen) -> tuple[Value, ...]:
        """The values of an aspect, counted as if nothing of this aspect were chosen."""
        others = {name: value for name, value in chosen.items() if name != aspect}
        counts = Counter(
            value for one in self.sorted_out(others) for value in _choosable(one, aspect)
        )
        return tuple(
            Value(thing, counts[iri])
            for iri, thing in self.names.get(aspect, {}).items()
            if counts[iri] or chosen.get(aspect) == iri
        )

    def things(self, item: Item, aspect: str) -> tuple[Named, ...]:
        """The values that an item has of an aspect."""
        return tuple(self.names[aspect][iri] for iri in item.values.get(aspect, ()))

    def shown(self, item: Item, column: str, language: Language) -> str:
        """What a column shows of an item, as one line of text."""
        if column == "place":
            return cell_of(item.item, language).text
        if column == "tells":
            return told(item.summary, language).text
        between = "；" if language == "zh" else "; "
        if column == "code":
            return between.join(item.codes)
        return between.join(cell_of(one, language).text for one in self.things(item, column))


def read_evidence(store: Store, queries: Sequence[QuerySpec]) -> Evidence:
    """Read every evidence item and the values that it has."""
    asking = Asking(store, queries)
    has: dict[str, dict[str, list[str]]] = {}
    places: dict[str, dict[str, _Place]] = {}
    for row in asking.records(SORT):
        has.setdefault(row["item"], {}).setdefault(row["aspect"], []).append(row["value"])
        places.setdefault(_of(row["aspect"]), {})[row["value"]] = _place(row)
    called = _called(store, {iri for found in places.values() for iri in found})
    return Evidence(
        tuple(_items(asking.records(LIST), has)),
        {
            aspect: {iri: Named(iri, called[iri]) for iri in sorted(found, key=found.__getitem__)}
            for aspect, found in places.items()
        },
    )


def level_of(thing: Named) -> str:
    """The level of a construct by the first segment of its name; empty for another thing."""
    kind = thing.iri.removeprefix(ID).partition("/")[0]
    return kind if kind in _LEVELS else ""


def _items(rows: Iterable[Record], has: Mapping[str, dict[str, list[str]]]) -> Iterator[Item]:
    for iri, group in groupby(rows, key=lambda row: row["item"]):
        members = list(group)
        yield Item(
            item=known(members[0], "item"),
            summary=text(members[0], "itemSummary"),
            codes=each(members, "code"),
            marked=any("discrepancy" in row for row in members),
            values={aspect: tuple(values) for aspect, values in has.get(iri, {}).items()},
        )


def _called(store: Store, iris: Iterable[str]) -> Mapping[str, Text]:
    """What the things are called; nothing for those without a label."""
    every = sorted(iris)
    return dict.fromkeys(every, Text("", "")) | all_labels(store, every)


def _of(aspect: str) -> str:
    """What is above a construct can be chosen as one."""
    return "construct" if aspect == _ABOVE else aspect


def _choosable(item: Item, aspect: str) -> set[str]:
    values = item.values.get(aspect, ())
    return {*values, *item.values.get(_ABOVE, ())} if aspect == "construct" else set(values)


def _place(row: Record) -> _Place:
    """Where a value stands among those of its aspect: by level, study, place there and name."""
    iri = row["value"]
    kind = iri.removeprefix(ID).partition("/")[0]
    level = _LEVELS.index(kind) if kind in _LEVELS else len(_LEVELS)
    return level, iri.rpartition("/")[0], int(row.get("ordinal", 0)), iri
