"""How findings can be mended: changes drawn from what is known, each proven to clear its finding.

Nothing is invented: no evidence, summary, source, number or translation.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from cocreation.model import FileGraph, Finding, Mend
from cocreation.services.mending import core, rules
from cocreation.services.mending.changes import Change, applied
from cocreation.services.mending.proof import Candidate, Check, Proof
from cocreation.services.mending.wording import worded
from cocreation.services.mending.world import Fault, World

__all__ = ["Check", "World", "applied", "changes_for", "with_mends"]

_OFFERED = 5
_TRIED = 8


def with_mends(
    findings: Sequence[Finding],
    files: Sequence[FileGraph],
    world: World,
    before: Collection[Finding],
    check: Check,
) -> tuple[Finding, ...]:
    """The findings with the mends of `files` that are proven to clear them, likeliest first.

    `before` is all that `check` finds of the files as they are, whatever is told of it. A mend
    is offered only if the check of the files with it made has not the finding, and no other
    that was not there before.
    """
    by_change: dict[Change, list[Finding]] = defaultdict(list)
    for finding in findings:
        for change in changes_for(finding, world):
            by_change[change].append(finding)
    candidates = [Candidate(change, tuple(told)) for change, told in by_change.items()]
    proven = Proof(files, before, check, world).proven(candidates)
    offered: dict[Finding, list[Mend]] = defaultdict(list)
    for change in by_change:
        for finding in proven.get(change, ()):
            label = worded(world, finding.focus, change)
            offered[finding].append(Mend(label, change.remove, change.add))
    return tuple(replace(f, mends=tuple(offered[f][:_OFFERED])) for f in findings)


def changes_for(finding: Finding, world: World) -> list[Change]:
    """What may clear the finding, likeliest first, as far as the files can be changed so."""
    if finding.focus.startswith("_:"):
        return []
    possible = (change for change in _drawn(Fault(finding, world)) if _is_possible(change, world))
    return list(dict.fromkeys(possible))[:_TRIED]


def _drawn(fault: Fault) -> Iterator[Change]:
    component = fault.finding.component.rpartition("#")[2].removesuffix("ConstraintComponent")
    for rule in (rules.RULES.get(fault.shape), core.RULES.get(component)):
        if rule is not None:
            yield from rule(fault)


def _is_possible(change: Change, world: World) -> bool:
    """Whether the files have all that goes, describe all that gains, and have nothing yet of it."""
    gone_is_there = all(t in world.own.about(t.subject.value) for t in change.remove)
    gains_are_new = all(
        world.own.about(t.subject.value) and t not in world.data.about(t.subject.value)
        for t in change.add
    )
    return bool(change.remove or change.add) and gone_is_there and gains_are_new
