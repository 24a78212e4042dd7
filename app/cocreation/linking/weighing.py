"""The features of a pair of things, what each counts, and the score that they add up to."""

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass

from cocreation.linking.context import Context
from cocreation.linking.entities import Entity, Feature
from cocreation.linking.kinds import kinds
from cocreation.linking.likening import APART, SAME, SHORT, Likeness, liken
from cocreation.linking.names import Spelling, parted, spelling

# Chosen on the training part of the labelled pairs (`tests/data/links`): by logistic regression
# that keeps each sign, then rounded, and made stricter by hand where the pairs are few: another
# kind, another number, a part. The held part was not looked at.
WEIGHTS = {
    "same name": 1.2,
    "name": 3.0,
    "added words": -1.5,
    "exchanged words": -1.0,
    "words added in the other language": -0.5,
    "words exchanged in the other language": -4.0,
    "short form": 0.9,
    "numbers differ": -2.0,
    "place added": -1.5,
    "context agrees": 0.7,
    "elsewhere": -4.0,
    "part of the other": -2.0,
    "other kind": -3.5,
}
BIAS = -2.0
# Whatever stands in the place of something else tells two things apart.
_SHARP = 3
_DIGITS = re.compile(r"\d+")
# A thing may have hundreds of names; the first ones are those that it is best known by.
_MOST_NAMES = 40


@dataclass(frozen=True, slots=True)
class Known:
    """A thing with all that is compared of it, made ready once."""

    entity: Entity
    spellings: tuple[Spelling, ...]
    context: Context
    kinds: frozenset[str]
    numbers: frozenset[str]

    @classmethod
    def of(cls, entity: Entity) -> "Known":
        """Make a thing ready to be compared."""
        texts = (text for name in entity.names[:_MOST_NAMES] for text in parted(name.text))
        spelt = map(spelling, texts)
        spellings = tuple(dict.fromkeys(one for one in spelt if one))
        numbers = frozenset(" ".join(_DIGITS.findall(one.bare)) for one in spellings)
        return cls(entity, spellings, Context(entity.context), kinds(entity.types), numbers)


def weigh(ours: Known, theirs: Known) -> tuple[Feature, ...]:
    """The features that a pair has, each with what it counts; those that it lacks are left out."""
    scripts = (_best(ours, theirs, chinese=chinese) for chinese in (False, True))
    found = sorted(filter(None, scripts), key=lambda one: (-one.shared, one.exchanged))
    best = found[0] if found else APART
    values = {
        "same name": float(best == SAME),
        "name": best.shared,
        "added words": best.added,
        "exchanged words": min(1.0, _SHARP * best.exchanged),
        "short form": float(best == SHORT),
        "numbers differ": float(not ours.numbers & theirs.numbers),
        "place added": float(_names_its_place(ours, theirs) or _names_its_place(theirs, ours)),
        "part of the other": float(_is_part(ours, theirs) or _is_part(theirs, ours)),
        "other kind": float(bool(ours.kinds and theirs.kinds) and not ours.kinds & theirs.kinds),
    }
    if len(found) > 1:
        second = found[1]
        values["words added in the other language"] = second.added
        values["words exchanged in the other language"] = min(1.0, _SHARP * second.exchanged)
    agree, elsewhere = ours.context.agreeing(theirs.context)
    values["context agrees"] = float(agree)
    values["elsewhere"] = float(elsewhere)
    return tuple(
        Feature(name, values[name], weight) for name, weight in WEIGHTS.items() if values.get(name)
    )


def total(features: Iterable[Feature]) -> float:
    """What the features add up to, with what is known before them: log-odds."""
    return BIAS + sum(feature.value * feature.weight for feature in features)


def score(features: Iterable[Feature]) -> float:
    """What the features add up to: the chance, from 0 to 1, that the pair is one thing."""
    return 1 / (1 + math.exp(-total(features)))


def _best(ours: Known, theirs: Known, *, chinese: bool) -> Likeness | None:
    """The likeness of the names most alike in one script; None where one side has no name in it."""
    left = [one for one in ours.spellings if one.is_chinese == chinese]
    right = [one for one in theirs.spellings if one.is_chinese == chinese]
    if not left or not right:
        return None
    found = (liken(one, other) for one in left for other in right)
    return max(found, key=lambda one: (one.shared, -one.added))


def _is_part(part: Known, whole: Known) -> bool:
    parents = part.context.parents()
    return bool(parents) and any(one.bare in parents for one in whole.spellings)


def _names_its_place(local: Known, other: Known) -> bool:
    """Whether one is called by where it is, and the other is neither called so nor said to be."""
    told = local.context.places() - other.context.places()
    return any(
        any(place in one.bare for one in local.spellings)
        and not any(place in one.bare for one in other.spellings)
        for place in told
    )
