"""How well the matcher tells labelled pairs, beside the least that can be done, and its cost."""

import itertools
from time import perf_counter

import pytest

from benchmarks.measuring import show
from cocreation.linking.entities import Entity, Name
from cocreation.linking.matching import LIKELY, Matcher
from labelled_pairs import by_matcher, by_same_name, pairs, precision_and_recall

pytestmark = pytest.mark.benchmark

_WORDS = (
    "river",
    "stone",
    "north",
    "delta",
    "amber",
    "cedar",
    "lotus",
    "orchid",
    "falcon",
    "comet",
)
_TRADES = ("steel", "dairy", "logistics", "software", "textile", "battery", "pharma", "media")


@pytest.mark.parametrize("fold", ["train", "held"])
def test_labelled_pairs(fold):
    of = pairs(fold)
    scored = {"matcher": by_matcher(of), "same name": by_same_name(of)}
    rows = [
        ("all", f"{precision:.3f} precision", f"{recall:.3f} recall, by {name}")
        for name, scores in scored.items()
        for precision, recall in [precision_and_recall(of, scores, LIKELY)]
    ]
    order = sorted(range(len(of)), key=lambda n: (of[n].is_match, of[n].difficulty))
    for key, numbers in itertools.groupby(order, lambda n: (of[n].is_match, of[n].difficulty)):
        members = list(numbers)
        right = {
            name: sum((scores[n] >= LIKELY) == of[n].is_match for n in members)
            for name, scores in scored.items()
        }
        told = f"{right['matcher']} of {len(members)} right"
        rows.append((_title(*key), told, f"{right['same name']} by same name"))
    show(f"labelled pairs, {fold}: {len(of)}, proposed from {LIKELY} on", rows)


def test_a_thousand_names_among_thousands():
    names = [
        " ".join(words).title()
        for words in itertools.islice(itertools.product(_WORDS, _WORDS, _WORDS, _TRADES), 8_000)
    ]
    rows = []
    for size in (1_000, 4_000, 8_000):
        entities = [Entity(f"urn:{n}", (Name(names[n], "en"),)) for n in range(size)]
        began = perf_counter()
        matcher = Matcher(entities)
        indexed = perf_counter()
        found = [matcher.candidates(Entity("urn:x", (Name(name),)), 1) for name in names[:1_000]]
        seconds = perf_counter() - indexed
        assert all(found)
        rows.append((f"{size} things", f"{seconds:.2f} s", f"and {indexed - began:.2f} s to index"))
    show("1,000 names looked up", rows)


def _title(is_match: bool, difficulty: str) -> str:
    return f"{'match' if is_match else 'different'}: {difficulty}"
