"""Mends that are proven: the data are checked again with each of them made.

Mends that cannot bear on each other are proven in one check; where that fails, in halves, down to
one by one.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass

from cocreation.model import FileGraph, Finding
from cocreation.services.mending.changes import Change, applied
from cocreation.services.mending.world import World

# What a check finds with the files given in place of those that it knows.
Check = Callable[[Sequence[FileGraph]], Collection[Finding]]


@dataclass(frozen=True)
class Candidate:
    """One change, with the findings that it may clear."""

    change: Change
    findings: tuple[Finding, ...]


class Proof:
    """Tries changes on copies of the files; `before` is what is found as they are."""

    def __init__(
        self, files: Sequence[FileGraph], before: Collection[Finding], check: Check, world: World
    ) -> None:
        self._files = files
        self._before = frozenset(before)
        self._check = check
        self._world = world

    def proven(self, candidates: Sequence[Candidate]) -> dict[Change, frozenset[Finding]]:
        """Each change that brings no finding, with those of its findings that it clears."""
        found: dict[Change, frozenset[Finding]] = {}
        for batch in self._batches(candidates):
            found.update(self._try(batch))
        return found

    def _try(self, batch: Sequence[Candidate]) -> Iterator[tuple[Change, frozenset[Finding]]]:
        after = frozenset(self._check(applied(self._files, (one.change for one in batch))))
        cleared = {one.change: frozenset(one.findings) - after for one in batch}
        if after <= self._before and (len(batch) == 1 or all(cleared.values())):
            yield from ((change, findings) for change, findings in cleared.items() if findings)
        elif len(batch) > 1:
            middle = len(batch) // 2
            yield from self._try(batch[:middle])
            yield from self._try(batch[middle:])

    def _batches(self, candidates: Sequence[Candidate]) -> list[list[Candidate]]:
        """The candidates in as few rows as may be, in none of which one bears on another."""
        batches: list[list[Candidate]] = []
        taken: list[_Reach] = []
        for candidate in candidates:
            reach = self._reach(candidate)
            free = next((n for n, other in enumerate(taken) if not reach.meets(other)), None)
            if free is None:
                batches.append([candidate])
                taken.append(reach)
            else:
                batches[free].append(candidate)
                taken[free] = taken[free].with_(reach)
        return batches

    def _reach(self, candidate: Candidate) -> "_Reach":
        change = candidate.change
        touched = {t.subject.value for t in (*change.remove, *change.add)}
        seen = {f.focus for f in candidate.findings}
        seen |= {f.value.value for f in candidate.findings if f.value and f.value.kind == "iri"}
        seen |= {n for focus in tuple(seen) for n in self._world.neighbours(focus)}
        rules = {(f.shape, f.value) for f in candidate.findings if f.value}
        return _Reach(frozenset(touched), frozenset(seen | touched), frozenset(rules))


@dataclass(frozen=True)
class _Reach:
    """The nodes that a change touches, those that its findings look at, and rules with values."""

    touched: frozenset[str]
    seen: frozenset[str]
    rules: frozenset[object]

    def meets(self, other: "_Reach") -> bool:
        """Whether one could clear or spoil what the other is about."""
        return bool(
            self.touched & other.seen or other.touched & self.seen or self.rules & other.rules
        )

    def with_(self, other: "_Reach") -> "_Reach":
        return _Reach(
            self.touched | other.touched, self.seen | other.seen, self.rules | other.rules
        )
