"""What somebody may be about to type: things, classes and properties by the start of a name."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Generic, TypeVar

from cocreation.folding import fold
from cocreation.model import Language
from cocreation.namespaces import compact
from cocreation.services.reconciling.register import Register
from cocreation.services.reconciling.things import Thing
from cocreation.services.reconciling.vocabulary import Concept
from cocreation.services.searching.entries import KINDS, kind_of

T = TypeVar("T")
LONGEST_PREFIX = 200
_EXACT, _START, _WORD, _INSIDE = range(4)
_SHORTEST_INSIDE = 2


class Suggestions(Generic[T]):
    """Things of one sort by their names; `rank` puts those that are equally near in order.

    An identifier counts where something with a colon or a slash is asked for: all begin alike.
    """

    def __init__(
        self,
        things: Iterable[T],
        names: Callable[[T], Iterable[tuple[str, str]]],
        identifiers: Callable[[T], Iterable[str]],
        rank: Callable[[T], tuple[int, str]],
    ) -> None:
        """Learn the names of `things`, each with its language."""
        self._things = tuple(sorted(things, key=rank))
        self._names = tuple(
            tuple((fold(text), language) for text, language in names(thing))
            for thing in self._things
        )
        self._identifiers = tuple(
            tuple((fold(one), "") for one in identifiers(thing)) for thing in self._things
        )

    def starting(self, prefix: str, language: Language) -> tuple[T, ...]:
        """Those with a name that begins so, then those with a word that does, then all with it.

        A name in `language` goes before one in the other; with no prefix there are all of them.
        """
        wanted = fold(prefix[:LONGEST_PREFIX]).strip()
        if not wanted:
            return self._things
        known = self._identifiers if ":" in wanted or "/" in wanted else self._names
        rated = [
            (min(_rates(names, wanted, language), default=None), place)
            for place, names in enumerate(known)
        ]
        found = sorted((rate, place) for rate, place in rated if rate is not None)
        return tuple(self._things[place] for _, place in found)


def suggest_things(register: Register) -> Suggestions[Thing]:
    """Suggest the things among which names are looked up."""
    return Suggestions(
        register.of_type(""),
        lambda thing: ((name.text, name.language) for name in thing.names),
        lambda thing: (compact(thing.iri), thing.iri),
        lambda thing: (KINDS.index(kind_of(thing.iri)), thing.label.en.casefold()),
    )


def suggest_terms(concepts: Mapping[str, Concept]) -> Suggestions[Concept]:
    """Suggest classes or properties, the commonest first."""
    return Suggestions(
        concepts.values(),
        lambda one: [
            (one.label.en, "en"),
            (one.label.zh, "zh"),
            (compact(one.iri).rpartition(":")[2], ""),
        ],
        lambda one: (compact(one.iri), one.iri),
        lambda one: (-one.things, one.iri),
    )


def _rates(
    names: Iterable[tuple[str, str]], wanted: str, language: Language
) -> Iterator[tuple[int, bool, int]]:
    """How good each name is that has what is wanted, the lowest the best."""
    for text, spoken in names:
        at = text.find(wanted)
        if at < 0:
            continue
        if text == wanted:
            how = _EXACT
        elif at == 0:
            how = _START
        elif not text[at - 1].isalnum() or not wanted[0].isascii():
            how = _WORD
        elif len(wanted) >= _SHORTEST_INSIDE:
            how = _INSIDE
        else:
            continue
        yield how, spoken not in (language, ""), len(text) if how == _INSIDE else 0
