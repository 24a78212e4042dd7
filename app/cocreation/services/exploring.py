"""The neighbourhood of one thing: what the graph says of it, and what points at it."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import NamedTuple

from cocreation.errors import UnknownNameError
from cocreation.likeness import nearest, plain, slug
from cocreation.model import QuerySpec, Term, Text
from cocreation.namespaces import SKOS, VCC, compact, expanded
from cocreation.services import querying
from cocreation.services.completing import Completion
from cocreation.services.external_names import EXTERNAL_NAMES
from cocreation.services.labelling import Named, labels
from cocreation.services.records import Asking
from cocreation.sources import is_iri
from cocreation.store.base import Store
from cocreation.store.terms import values_of

SAYS_QUERY = "dataset/describe-thing"
POINTING_QUERY = "dataset/find-what-points-at"
STAGES_QUERY = "model/follow-stages"
STRUCTURE_QUERY = "constructs/show-data-structure"
COUNTS_QUERY = "dataset/count-what-points-at"
FIRST_THINGS = 12
PAGE_THINGS = 50
_CALLED = """
PREFIX cst: <https://w3id.org/cocreation/case-study#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT DISTINCT ?thing
WHERE {
  %s
  ?thing rdfs:label|cst:sourceCode ?name .
}
ORDER BY ?thing
LIMIT 1
"""
Row = Mapping[str, Term | None]
_AT_STAGE, _BROADER = VCC + "atStage", SKOS + "broader"
_NEAREST = 5


@dataclass(frozen=True, slots=True)
class Value:
    """What one statement has at its other end: a thing, or a literal."""

    thing: Named | None
    literal: Term | None = None
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """The statements with one property: some of them, and how many there are."""

    property: Named
    values: tuple[Value, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """A thing with what the graph says of it and what points at it, by property."""

    node: Named
    says: tuple[Group, ...]
    pointing: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """One page of what points at a thing with one property; pages count from 1."""

    node: Named
    group: Group
    number: int
    pages: int


class Column(NamedTuple):
    """A stage or a theme, the IRI of the one after it or nothing, and the constructs in it."""

    head: Named
    following: str
    constructs: tuple[Named, ...]


class Beginning(NamedTuple):
    """The columns to begin with, and the question that has their heads.

    `property` is that of a construct which points at the head of its column.
    """

    question: str
    property: str
    columns: tuple[Column, ...]


def find_thing(
    store: Store,
    queries: Sequence[QuerySpec],
    offered: Callable[[], Sequence[Completion]],
    name: str,
) -> str:
    """Give the IRI of what `name` names: an IRI, whole or short, or a label, slug or code.

    UnknownNameError with those of what is `offered` that come nearest, where the graph has none.
    """
    iri, wanted = expanded(name), name.strip()
    if is_iri(iri) and _is_known(store, queries, iri):
        return iri
    spoken = (Term("literal", wanted, language) for language in ("zh", "en", None))
    called = store.select(_CALLED % values_of("name", spoken)).rows
    if called and called[0][0]:
        return called[0][0].value
    near = nearest([wanted, slug(iri)], offered(), _called, _NEAREST)
    if near and plain(wanted) in map(plain, _called(near[0])):
        return near[0].iri
    raise _unknown(name, near)


def neighbourhood(
    store: Store, queries: Sequence[QuerySpec], iri: str, most: int = FIRST_THINGS
) -> Neighbourhood:
    """Give what is said of a thing, and of each property that points at it the first things."""
    says = grouped(ask(store, queries, SAYS_QUERY, {"node": iri}), "value")
    pointing = tuple(
        _pointing(store, queries, iri, property_, total, most, 0)
        for property_, total in _counted(store, queries, iri).items()
    )
    return Neighbourhood(_named(store, iri), tuple(says), pointing)


def page_of(
    store: Store, queries: Sequence[QuerySpec], iri: str, property_: str, number: int
) -> Page:
    """Give one page of what points at a thing with a property; UnknownNameError if there is none.

    A number beyond the last page gives that one.
    """
    total = _counted(store, queries, iri).get(property_, 0)
    if not total:
        raise _unknown(property_, [])
    pages = -(-total // PAGE_THINGS)
    number = min(max(number, 1), pages)
    first = (number - 1) * PAGE_THINGS
    group = _pointing(store, queries, iri, property_, total, PAGE_THINGS, first)
    return Page(_named(store, iri), group, number, pages)


def beginning(store: Store, queries: Sequence[QuerySpec]) -> Beginning:
    """Give the stages in their order, or the themes where there are none, with their constructs."""
    rows = ask(store, queries, STAGES_QUERY, {})
    if not rows:
        return Beginning(STRUCTURE_QUERY, _BROADER, _themes(store, queries))
    stages = {_thing(row, "stage"): _thing(row, "next").iri for row in rows}
    columns = (_column(store, queries, stage, next_) for stage, next_ in stages.items())
    return Beginning(STAGES_QUERY, _AT_STAGE, tuple(columns))


def ask(
    store: Store,
    queries: Sequence[QuerySpec],
    name: str,
    about: Mapping[str, str],
    part: str = "",
) -> list[Row]:
    """The rows of a question of the library about things with these IRIs; `part` ends its text."""
    text = querying.find_query(queries, name).text + part
    rows = store.select(text, {variable: Term("iri", iri) for variable, iri in about.items()})
    return [dict(zip(rows.variables, row, strict=True)) for row in rows.rows]


def grouped(rows: Iterable[Row], end: str) -> Iterator[Group]:
    """The statements of rows by property; `end` is the variable of their other end."""
    for _, members in groupby(rows, key=lambda row: row["property"]):
        rows_of_one = list(members)
        values = tuple(_value(row, end) for row in rows_of_one)
        yield Group(_thing(rows_of_one[0], "property"), values, len(values))


def behind(queries: Sequence[QuerySpec], iri: str) -> tuple[str, str]:
    """Write the queries of a neighbourhood: what is said of the thing, and what points at it."""
    node = {"node": Term("iri", iri)}
    says, pointing = (
        querying.standalone(querying.find_query(queries, name), node)
        for name in (SAYS_QUERY, POINTING_QUERY)
    )
    return says, pointing


def _column(store: Store, queries: Sequence[QuerySpec], stage: Named, following: str) -> Column:
    at_stage = {"node": stage.iri, "property": _AT_STAGE}
    groups = grouped(ask(store, queries, POINTING_QUERY, at_stage), "subject")
    things = [value.thing for group in groups for value in group.values if value.thing]
    return Column(stage, following, tuple(one for one in things if one.iri != stage.iri))


def _themes(store: Store, queries: Sequence[QuerySpec]) -> tuple[Column, ...]:
    concepts: dict[Named, list[Named]] = {}
    for row in ask(store, queries, STRUCTURE_QUERY, {}):
        concepts.setdefault(_thing(row, "theme"), []).append(_thing(row, "concept"))
    return tuple(Column(theme, "", tuple(below)) for theme, below in concepts.items())


def _counted(store: Store, queries: Sequence[QuerySpec], iri: str) -> dict[str, int]:
    """How many things point at a thing with each property."""
    rows = Asking(store, queries).records(COUNTS_QUERY, node=iri)
    return {row["property"]: int(row["things"]) for row in rows}


def _pointing(
    store: Store,
    queries: Sequence[QuerySpec],
    iri: str,
    property_: str,
    total: int,
    most: int,
    first: int,
) -> Group:
    part = f"\nLIMIT {most} OFFSET {first}"
    about = {"node": iri, "property": property_}
    (group,) = grouped(ask(store, queries, POINTING_QUERY, about, part), "subject")
    return replace(group, total=total)


def _value(row: Row, end: str) -> Value:
    term, inferred = row[end], row.get("inferred")
    is_inferred = inferred is not None and inferred.value in ("true", "1")
    if term is not None and term.kind == "iri":
        return Value(_thing(row, end), inferred=is_inferred)
    return Value(None, term, is_inferred)


def _thing(row: Row, name: str) -> Named:
    def text(language: str) -> str:
        label = row.get(f"{name}Label_{language}")
        return label.value if label else ""

    term = row[name]
    iri = term.value if term else ""
    label = Text(en=text("en"), zh=text("zh"))
    return Named(iri, label if label.en or label.zh else EXTERNAL_NAMES.get(iri, label))


def _named(store: Store, iri: str) -> Named:
    return Named(iri, labels(store, [iri]).get(iri, Text("", "")))


def _is_known(store: Store, queries: Sequence[QuerySpec], iri: str) -> bool:
    node = {"node": iri}
    return any(ask(store, queries, name, node, "\nLIMIT 1") for name in (SAYS_QUERY, COUNTS_QUERY))


def _called(one: Completion) -> tuple[str, ...]:
    return one.label.zh, one.label.en, slug(one.iri)


def _unknown(name: str, near: Sequence[Completion]) -> UnknownNameError:
    return UnknownNameError(
        Text(
            en=f"The graph has nothing called “{name}”; write an IRI, a name or a code.",
            zh=f"图谱中没有名为“{name}”的事物；请填写 IRI、名称或编码。",
        ),
        {"nearest": [compact(one.iri) for one in near]},
    )
