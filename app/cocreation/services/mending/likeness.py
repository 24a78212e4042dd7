"""How like two names, codes or words are to a person who may have mistyped one of them."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from difflib import SequenceMatcher
from typing import TypeVar

_LEAST = 0.7
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
    texts = [text for text in map(plain, wanted) if text]
    rated = [
        (max((_likeness(w, plain(n)) for w in texts for n in names(t)), default=0.0), t)
        for t in things
    ]
    same = [thing for likeness, thing in rated if likeness == 1]
    if same:
        return same[:most]
    likely = sorted((pair for pair in rated if pair[0] >= _LEAST), key=lambda pair: -pair[0])
    return [thing for _, thing in likely[:most]]


def _likeness(one: str, other: str) -> float:
    if one == other:
        return 1.0
    return min(SequenceMatcher(None, one, other, autojunk=False).ratio(), 0.99)
