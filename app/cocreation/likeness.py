"""How like two names, codes or words are to a person who may have mistyped one of them."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from difflib import SequenceMatcher
from typing import TypeVar

# Two of three Chinese characters are alike enough.
LEAST = 0.65
_MARKS = re.compile(r"[\W_]+")
_CHINESE = re.compile(r"[\u3400-\u9fff]")

Thing = TypeVar("Thing")


def plain(text: str) -> str:
    """The text without what typing changes by accident: case, width, blanks and marks."""
    return _MARKS.sub("", unicodedata.normalize("NFKC", text).casefold())


def slug(iri: str) -> str:
    """The last part of an IRI, which names the thing."""
    return iri.replace("#", "/").rstrip("/").rpartition("/")[2]


def language_of(text: str) -> str:
    """Which of the two languages a text is written in, by its script."""
    return "zh" if _CHINESE.search(text) else "en"


def nearest(
    wanted: Iterable[str],
    things: Iterable[Thing],
    names: Callable[[Thing], Iterable[str]],
    most: int = 3,
) -> list[Thing]:
    """The things with a name that is one of those wanted, or else most like one of them."""
    rated = list(likely(wanted, things, names))
    same = [thing for likeness, thing in rated if likeness == 1]
    if same:
        return same[:most]
    return [thing for _, thing in sorted(rated, key=lambda pair: -pair[0])[:most]]


def nearest_names(wanted: str, names: Iterable[str], most: int = 3) -> list[str]:
    """Those of the names that are most like the one wanted."""
    return nearest([wanted], names, lambda name: [name], most)


def likely(
    wanted: Iterable[str],
    things: Iterable[Thing],
    names: Callable[[Thing], Iterable[str]],
    least: float = LEAST,
) -> Iterator[tuple[float, Thing]]:
    """The things with a name like one of those wanted, and how like: 1 only where it is the same.

    The things come in the order given.
    """
    texts = [text for text in map(plain, wanted) if text]
    matchers = [(text, SequenceMatcher(None, "", text, autojunk=False)) for text in texts]
    for thing in things:
        plainly = {plain(name) for name in names(thing)} - {""}
        pairs = ((*matcher, name) for matcher in matchers for name in plainly)
        likeness = max((_likeness(*pair, least) for pair in pairs), default=0.0)
        if likeness >= least:
            yield likeness, thing


def _likeness(text: str, matcher: "SequenceMatcher[str]", name: str, least: float) -> float:
    if text == name:
        return 1.0
    matcher.set_seq1(name)
    # Both are quick, and never less than the ratio.
    if matcher.real_quick_ratio() < least or matcher.quick_ratio() < least:
        return 0.0
    return min(matcher.ratio(), 0.99)
