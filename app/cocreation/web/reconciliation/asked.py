"""Batches of queries and requests for data, in the shape of either version of the API."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import cast

from cocreation.errors import RequestTooLargeError
from cocreation.linking.entities import Name
from cocreation.model import Text
from cocreation.services.reconciling.extending import Column, Spoken
from cocreation.services.reconciling.queries import (
    Condition,
    Quantifier,
    Query,
    Strictness,
    Wanted,
)
from cocreation.services.reconciling.register import Register
from cocreation.services.reconciling.things import LABEL
from cocreation.web.reconciliation.parsing import Place

MOST_QUERIES = 1_000
MOST_IDS = 1_000
MOST_COLUMNS = 50
MOST_CONDITIONS = 20
MOST_VALUES = 20
MOST_CANDIDATES = 50
# A whole batch may ask for no more than what it asks for where it names no limits.
MOST_IN_ALL = 10_000
_USUAL_CANDIDATES = 10
_LONGEST_VALUE = 1_000
_FIELDS = ("query", "type", "limit", "properties", "type_strict")
_FIELDS_OF_DRAFT = ("type", "limit", "lang", "dir", "conditions")
SPOKEN = ("", "en", "zh", "both")


@dataclass(frozen=True, slots=True)
class Extension:
    """Things whose data are asked for, each once, and the columns."""

    ids: tuple[str, ...]
    columns: tuple[Column, ...]


def read_batch(given: Place, register: Register) -> dict[str, Query]:
    """Read a batch of 0.2, by the keys of its queries; ParameterError, RequestTooLargeError."""
    batch = given.object()
    given.bound(len(batch), MOST_QUERIES)
    queries = {key: _query(given.at(key), register) for key in batch}
    _bound(queries.values())
    return queries


def read_draft_batch(given: Place, register: Register) -> list[Query]:
    """Read a batch of 1.0-draft; errors as `read_batch`."""
    given.object()
    queries = [_draft_query(one, register) for one in given.at("queries").items(MOST_QUERIES)]
    _bound(queries)
    return queries


def read_extension(given: Place, register: Register) -> Extension:
    """Read a request for data, which has one shape in both versions; errors as `read_batch`."""
    given.object()
    ids = (one.identifier() for one in given.at("ids").items(MOST_IDS))
    columns = (_column(one, register) for one in given.at("properties").items(MOST_COLUMNS))
    return Extension(tuple(dict.fromkeys(ids)), tuple(columns))


def _bound(queries: Iterable[Query]) -> None:
    """Refuse a batch that asks for too many candidates in all; RequestTooLargeError."""
    asked = sum(one.limit for one in queries)
    if asked > MOST_IN_ALL:
        raise RequestTooLargeError(
            Text(
                en=f"These queries ask for {asked} candidates; ask for at most {MOST_IN_ALL} at "
                "once, by fewer queries or a smaller “limit”.",
                zh=f"这些查询共要求 {asked} 个候选；每次最多 {MOST_IN_ALL} 个，"
                "请减少查询或调小“limit”。",
            ),
            {"parameter": "limit", "most": MOST_IN_ALL},
        )


def _query(given: Place, register: Register) -> Query:
    told = given.object(_FIELDS)
    if "query" not in told and not told.get("properties"):
        given.refuse("needs a “query” or “properties”", "缺少“query”或“properties”")
    name = given.at("query").text() if told.get("query") is not None else ""
    types = [one.text() for one in _given(given, "type", told).items_or_one(MOST_VALUES)]
    properties = _given(given, "properties", told).items(MOST_CONDITIONS)
    conditions = [_condition(one, "pid", "v", register) for one in properties]
    strictness = given.at("type_strict").one_of(("any", "should", "all"), "any")
    return Query(
        names=(Name(name),) if name else (),
        types=tuple(register.type_iri(one) for one in types if one),
        strictness=cast(Strictness, strictness),
        conditions=tuple(one for one in conditions if one.values),
        limit=given.at("limit").count(_USUAL_CANDIDATES, MOST_CANDIDATES),
    )


def _given(query: Place, name: str, told: Mapping[str, object]) -> Place:
    """What a query has under a name; an empty list where it has nothing."""
    return query.at(name) if told.get(name) is not None else Place([], name)


def _draft_query(given: Place, register: Register) -> Query:
    told = given.object(_FIELDS_OF_DRAFT)
    conditions = given.at("conditions").items(MOST_CONDITIONS)
    if not conditions:
        given.at("conditions").refuse("needs at least one condition", "至少需要一个条件")
    language = given.at("lang").text() if told.get("lang") is not None else ""
    sorted_out = _Sorted(language)
    for one in conditions:
        sorted_out.take(one, register)
    type_ = given.at("type").text() if told.get("type") is not None else ""
    return Query(
        names=() if sorted_out.is_by_id else tuple(sorted_out.names),
        identifiers=tuple(sorted_out.identifiers),
        unwanted=tuple(sorted_out.unwanted),
        types=(register.type_iri(type_),) if type_ else (),
        conditions=tuple(sorted_out.conditions),
        limit=given.at("limit").count(_USUAL_CANDIDATES, MOST_CANDIDATES),
    )


class _Sorted:
    """The conditions of one query of 1.0-draft, by what they are about."""

    def __init__(self, language: str) -> None:
        self._language = language
        self.names: list[Name] = []
        self.identifiers: list[str] = []
        self.unwanted: list[str] = []
        self.conditions: list[Condition] = []
        self.is_by_id = False

    def take(self, given: Place, register: Register) -> None:
        """Put one condition where it belongs."""
        told = given.object()
        if told.get("matchQualifier") is not None:
            given.at("matchQualifier").refuse("is not offered here; leave it out", "未提供；请删去")
        kinds = {"name": self._name, "id": self._identifier, "property": self._property}
        kind = given.at("matchType").one_of(tuple(kinds), "")
        if not kind:
            given.refuse("needs a “matchType”", "缺少“matchType”")
        if told.get("propertyValue") is None:
            given.refuse("needs a “propertyValue”", "缺少“propertyValue”")
        kinds[kind](_condition(given, "propertyId", "propertyValue", register, kind))

    def _name(self, one: Condition) -> None:
        if one.quantifier != "none":
            self.names += [Name(value.text, self._language) for value in one.values if value.text]
            self.identifiers += [value.iri for value in one.values if value.iri]
        several = len(one.values) > 1
        if one.values and (one.quantifier == "none" or (one.quantifier == "all" and several)):
            self.conditions.append(Condition(LABEL, one.values, one.quantifier, required=True))

    def _identifier(self, one: Condition) -> None:
        named = [value.iri or value.text for value in one.values]
        if one.quantifier == "none":
            self.unwanted += named
        else:
            self.identifiers += named
            self.is_by_id |= one.required

    def _property(self, one: Condition) -> None:
        if one.values:
            self.conditions.append(one)


def _condition(
    given: Place, property_: str, value: str, register: Register, kind: str = "property"
) -> Condition:
    given.object()
    name = given.at(property_).text() if kind == "property" else LABEL
    if given.at(value).value is None:
        given.refuse(f"needs a “{value}”", f"缺少“{value}”")
    quantifier = given.at("matchQuantifier").one_of(("any", "all", "none"), "any")
    values = (_wanted(one, register) for one in given.at(value).items_or_one(MOST_VALUES))
    return Condition(
        register.property_iri(name),
        # A blank cell of a table says nothing.
        tuple(one for one in values if one.text or one.iri),
        cast(Quantifier, quantifier),
        given.at("required").truth(),
    )


def _wanted(given: Place, register: Register) -> Wanted:
    value = given.value
    if isinstance(value, bool):
        return Wanted("true" if value else "false")
    if isinstance(value, int | float):
        whole = isinstance(value, float) and value.is_integer()
        return Wanted(str(int(value) if whole else value))
    if isinstance(value, str):
        return Wanted(given.text(_LONGEST_VALUE))
    if not isinstance(value, dict):
        given.refuse(
            "has to be a text, a number, true or false, or an object with an “id”",
            "应为文本、数、true 或 false，或含“id”的对象",
        )
    identifier = given.at("id").text()
    name = given.at("name").text() if value.get("name") is not None else ""
    thing = register.thing(identifier)
    return Wanted(name or identifier, thing.iri if thing else "")


def _column(given: Place, register: Register) -> Column:
    told = given.object()
    name = given.at("id").identifier()
    spoken = ""
    if told.get("settings") is not None:
        settings = given.at("settings")
        settings.object()
        spoken = settings.at("language").one_of(SPOKEN, "")
    return Column(name, register.property_iri(name), cast(Spoken, spoken))
