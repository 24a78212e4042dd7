"""The cases and by what they can be sorted out: providers, sectors, stages, constructs, sources."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from cocreation.model import QuerySpec, Text
from cocreation.services.labelling import Named
from cocreation.services.records import Asking, Record, each_named, known, named
from cocreation.store.base import Store

LIST = "cases/list-cases"
SORT = "cases/sort-cases"
# In the order in which a reader narrows the sample down.
ASPECTS = {
    "provider": Text(en="Provider", zh="服务商"),
    "sector": Text(en="Sector of the user", zh="用户所属行业"),
    "stage": Text(en="Stage with evidence", zh="有证据的阶段"),
    "construct": Text(en="First-order concept", zh="一阶构念"),
    "sourceKind": Text(en="Kind of source", zh="资料类型"),
}
# How a case comes to a value of each aspect; the sample has the same by the question behind it.
WAYS = {
    "provider": "?case vcc:hasProvider ?value .",
    "sector": "?case vcc:hasUser/vcc:inSector ?value .",
    "stage": "?item cst:inCase ?case ; cst:supports/vcc:atStage ?value .",
    "construct": "?item cst:inCase ?case ; cst:supports ?value .",
    "sourceKind": "?item cst:inCase ?case ; cst:citesSource/a ?value .",
}

_Place = tuple[int, int, str]
Chosen = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Listed:
    """One case, that of a partnership with its parties; `values` are its IRIs by aspect."""

    case: Named
    provider: Named | None
    user: Named | None
    sectors: tuple[Named, ...]
    values: Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Value:
    """One value of an aspect, and how many of the cases that the other choices leave have it."""

    thing: Named
    cases: int


@dataclass(frozen=True, slots=True)
class Sample:
    """All cases; `names` are the values of each aspect in order."""

    cases: tuple[Listed, ...]
    names: Mapping[str, tuple[Named, ...]]

    def sorted_out(self, chosen: Chosen) -> tuple[Listed, ...]:
        """The cases that have a chosen value of every aspect of which one is chosen."""
        return tuple(one for one in self.cases if _fits(one, chosen))

    def values(self, aspect: str, chosen: Chosen) -> tuple[Value, ...]:
        """The values of an aspect, counted as if nothing of this aspect were chosen."""
        others = {name: values for name, values in chosen.items() if name != aspect}
        counts = Counter(
            value for one in self.sorted_out(others) for value in one.values.get(aspect, ())
        )
        kept = chosen.get(aspect, frozenset())
        return tuple(
            Value(thing, counts[thing.iri])
            for thing in self.names.get(aspect, ())
            if counts[thing.iri] or thing.iri in kept
        )


def read_sample(store: Store, queries: Sequence[QuerySpec]) -> Sample:
    """Read every case and the values that it has."""
    asking = Asking(store, queries)
    has: dict[str, dict[str, set[str]]] = {}
    names: dict[str, dict[Named, _Place]] = {}
    for row in asking.records(SORT):
        has.setdefault(row["case"], {}).setdefault(row["aspect"], set()).add(row["value"])
        names.setdefault(row["aspect"], {})[known(row, "value")] = _place(row)
    cases = []
    for case, group in groupby(asking.records(LIST), key=lambda row: row["case"]):
        rows = list(group)
        cases.append(
            Listed(
                case=known(rows[0], "case"),
                provider=named(rows[0], "provider"),
                user=named(rows[0], "user"),
                sectors=each_named(rows, "sector"),
                values={aspect: frozenset(values) for aspect, values in has.get(case, {}).items()},
            )
        )
    ordered = {
        aspect: tuple(sorted(found, key=lambda one: found[one])) for aspect, found in names.items()
    }
    return Sample(tuple(cases), ordered)


def _place(row: Record) -> _Place:
    """Where a value stands among those of its aspect: by stage, by its place there, by name."""
    return int(row.get("stageOrdinal", 0)), int(row.get("ordinal", 0)), row["value"]


def _fits(one: Listed, chosen: Chosen) -> bool:
    return all(
        not values or values & one.values.get(aspect, frozenset())
        for aspect, values in chosen.items()
    )
