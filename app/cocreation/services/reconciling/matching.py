"""Finding the things that are meant: by their names, and by what is said of them."""

import math
import re
import threading
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from time import monotonic
from typing import NamedTuple

from cocreation.errors import QueryTimeoutError
from cocreation.folding import fold
from cocreation.likeness import language_of
from cocreation.linking import weighing
from cocreation.linking.entities import Candidate, Entity, Feature
from cocreation.linking.likening import liken
from cocreation.linking.matching import Matcher
from cocreation.linking.names import Spelling, spelling
from cocreation.model import Text
from cocreation.services.reconciling.queries import Condition, Found, Query, Wanted
from cocreation.services.reconciling.register import Register
from cocreation.services.reconciling.things import Thing

# Nothing less than the same name, or one much like it with what else is known, is taken without a
# look, and nothing that another one comes near.
SAFE = 0.85
AHEAD = 0.15
# What is less likely than that is no candidate.
_LEAST = 0.05
IDENTIFIER = Feature("identifier", 1.0, 1.0)
# What is asked for beside a name counts as what is known of a thing does with the matcher: that it
# agrees a little, that it is another much.
AGREE, DISAGREE = "properties agree", "properties disagree"
_AGREEING, _DISAGREEING = 0.7, -4.0
_OTHER_TYPE = 0.8
_LEAST_ALIKE = 0.85
_NUMBER = re.compile(r"\d+")
# Conditions may shut out candidates, so more are looked at than are given.
_LOOKED_AT = 50


class Matching:
    """Finds what names mean in one state of a store. Safe to share between threads."""

    def __init__(self, register: Register) -> None:
        """Match within a register; what most names are looked up in is made now."""
        self._register = register
        self._making = threading.Lock()
        self._matchers: dict[str, Matcher] = {}
        self._matcher("")

    def match_all(self, queries: Sequence[Query], seconds: float) -> list[tuple[Found, ...]]:
        """Answer each query, the likeliest thing first; QueryTimeoutError after so many seconds."""
        end = monotonic() + seconds
        known: dict[Query, tuple[Found, ...]] = {}
        try:
            for query in queries:
                if query not in known:
                    known[query] = self.match(query, end)
        except TimeoutError:
            raise _too_slow(seconds) from None
        return [known[query] for query in queries]

    def match(self, query: Query, end: float = math.inf) -> tuple[Found, ...]:
        """Find what one query may mean, the likeliest thing first; TimeoutError after `end`."""
        found = {one.thing.iri: one for one in self._candidates(query)}
        rated = []
        for one in found.values():
            if self._may_be(one, query):
                rated.append(self._rated(one, query))
            if monotonic() > end:
                raise TimeoutError
        likely = [one for one in rated if one.score >= _LEAST]
        likely.sort(key=lambda one: (-one.score, one.thing.iri))
        return _decided(likely)[: query.limit]

    def _candidates(self, query: Query) -> Iterator[Found]:
        if query.names:
            yield from self._by_name(query)
        elif not query.identifiers:
            yield from self._by_values(query.conditions)
        texts = (*query.identifiers, *(name.text for name in query.names))
        for thing in filter(None, map(self._register.thing, texts)):
            yield Found(thing, 1.0, (IDENTIFIER,))

    def _by_name(self, query: Query) -> Iterator[Found]:
        wanted = Entity("", query.names)
        types = query.types if query.types and query.strictness != "should" else ("",)
        for type_ in (one for one in types if not one or one in self._register.types):
            for one in self._matcher(type_).candidates(wanted, _LOOKED_AT):
                yield self._found(one)

    def _by_values(self, conditions: Iterable[Condition]) -> Iterator[Found]:
        """Things with at least one of the values; what is asked for decides alone."""
        iris = {
            iri
            for condition in conditions
            if condition.quantifier != "none"
            for value in condition.values
            for iri in self._register.having(condition.property, value.iri or value.text)
        }
        for iri in iris:
            yield Found(self._register.things[iri], 1.0, ())

    def _matcher(self, type_: str) -> Matcher:
        with self._making:
            if type_ not in self._matchers:
                things = self._register.of_type(type_)
                self._matchers[type_] = Matcher(map(self._register.entity, things))
            return self._matchers[type_]

    def _found(self, one: Candidate) -> Found:
        return Found(self._register.things[one.entity.iri], one.score, one.features)

    def _may_be(self, one: Found, query: Query) -> bool:
        """Whether nothing that is required shuts it out."""
        if any(self._register.thing(name) is one.thing for name in query.unwanted):
            return False
        of_types = [type_ in one.thing.types for type_ in query.types]
        if of_types and query.strictness == "any" and not any(of_types):
            return False
        if query.strictness == "all" and not all(of_types):
            return False
        return all(
            self._agreement(one.thing, condition) == 1
            for condition in query.conditions
            if condition.required
        )

    def _rated(self, one: Found, query: Query) -> Found:
        """Its score with all that is asked for beside a name; an identifier decides alone."""
        if IDENTIFIER in one.features:
            return one
        agreed = [(each, self._agreement(one.thing, each)) for each in query.conditions]
        told = tuple(Feature(each.property, how, 0) for each, how in agreed if how is not None)
        if not query.names:
            return replace(one, score=sum(f.value for f in told) / len(agreed), features=told)
        features = (*one.features, *(_of_context(told, len(agreed)) if told else ()))
        score = weighing.score(features)
        if query.strictness == "should" and not set(query.types) & set(one.thing.types):
            score *= _OTHER_TYPE
        return replace(one, score=score, features=(*features, *told))

    def _agreement(self, thing: Thing, condition: Condition) -> float | None:
        """How far a thing has what is asked for (0 to 1); None where that is not told of it."""
        terms = thing.values.get(condition.property, ())
        texts = {text for term in terms for text in self._register.texts(term)}
        if condition.quantifier == "none":
            return float(not any(_likeness(one, texts) == 1 for one in condition.values))
        each = [how for one in condition.values if (how := _likeness(one, texts)) is not None]
        if not each:
            return None
        return min(each) if condition.quantifier == "all" else max(each)


def _of_context(told: Sequence[Feature], asked: int) -> tuple[Feature, ...]:
    """What speaks for a thing and against it, by the share of all that is asked for."""
    agree = sum(one.value for one in told) / asked
    disagree = sum(one.value == 0 for one in told) / asked
    both = (Feature(AGREE, agree, _AGREEING), Feature(DISAGREE, disagree, _DISAGREEING))
    return tuple(one for one in both if one.value)


def _likeness(value: Wanted, texts: set[str]) -> float | None:
    """How like a value is to one of the texts; None where none is in a language that it is in."""
    if value.iri or not texts:
        return float(value.iri in texts) if texts else None
    best = max(_alike(value.text, text) for text in texts)
    language = language_of(value.text)
    return best if best or any(language_of(one) == language for one in texts) else None


def _alike(one: str, other: str) -> float:
    """How like two values are: 0 where a word or a number of one stands for another's."""
    ours, theirs = _spelt(one), _spelt(other)
    if ours.folded == theirs.folded:
        return 1.0
    if not ours.spelling or not theirs.spelling or ours.numbers != theirs.numbers:
        return 0.0
    if ours.spelling.is_chinese != theirs.spelling.is_chinese:
        return 0.0
    found = liken(ours.spelling, theirs.spelling)
    return found.shared if not found.exchanged and found.shared >= _LEAST_ALIKE else 0.0


class _Spelt(NamedTuple):
    """A value as it is compared."""

    folded: str
    spelling: Spelling | None
    numbers: tuple[str, ...]


@lru_cache(maxsize=2**14)
def _spelt(text: str) -> _Spelt:
    return _Spelt(fold(text), spelling(text), tuple(_NUMBER.findall(text)))


def _decided(rated: Sequence[Found]) -> tuple[Found, ...]:
    """The same; the first one matches where it is likely enough and no other comes near it."""
    if not rated:
        return ()
    first, second = rated[0], rated[1].score if len(rated) > 1 else 0.0
    safe = first.score >= SAFE and first.score - second >= AHEAD
    return replace(first, match=safe), *rated[1:]


def _too_slow(seconds: float) -> QueryTimeoutError:
    return QueryTimeoutError(
        Text(
            en=f"These names were not all looked up within {seconds:g} s; send fewer at once.",
            zh=f"未能在 {seconds:g} 秒内查完这些名称；请减少每次发送的数量。",
        ),
        {"seconds": seconds},
    )
