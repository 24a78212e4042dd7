"""A case as a reader meets it: the parties, what they brought and made, the path, the evidence."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from cocreation.model import QuerySpec
from cocreation.services import comparing
from cocreation.services.comparison import Claim, Comparison, Mark
from cocreation.services.labelling import Named
from cocreation.services.records import Asking, Record, each_named, known, named
from cocreation.store.base import Store

PARTIES = "cases/introduce-parties"
MADE = "making/trace-case"
# Those that take long come first. Two questions of a comparison are not asked: what they tell is
# not shown, and one takes longer than the others together.
_QUESTIONS = (
    *(comparing.EVIDENCE, comparing.CONSTRUCTS, comparing.SIMILAR, comparing.PROPOSITIONS),
    *(comparing.PLACE, comparing.MARKED, PARTIES, MADE),
)


@dataclass(frozen=True, slots=True)
class Party:
    """One side of a case; `parent` is the organization that it is a unit of."""

    side: Named
    organization: Named
    parent: Named | None
    sectors: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class Made:
    """A technology or a scenario that an organization brought in, or a solution that came of it."""

    kind: Named
    thing: Named
    organization: Named | None
    items: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class Reach:
    """What a case shows of one stage, and what the model has there that it does not report.

    `kinds` holds the claims by their kind: activities, capability, group conditions.
    """

    stage: Named
    kinds: tuple[tuple[Named, tuple[Claim, ...]], ...]

    @property
    def items(self) -> int:
        """How many evidence items speak for something at the stage."""
        claims = (claim for _, members in self.kinds for claim in members)
        return len({one.item.iri for claim in claims for one in claim.speaks_for})


@dataclass(frozen=True, slots=True)
class CaseReading:
    """All that the page of a case shows."""

    comparison: Comparison
    parties: tuple[Party, ...]
    made: tuple[Made, ...]

    @property
    def path(self) -> tuple[Reach, ...]:
        """The stages in order."""
        claims = [claim for claim in self.comparison.constructs if claim.stage and claim.kind]
        return tuple(
            Reach(stage, tuple(_by_kind(members)))
            for stage, members in groupby(claims, key=lambda claim: claim.stage)
            if stage
        )

    @property
    def made_by_kind(self) -> tuple[tuple[Named, tuple[Made, ...]], ...]:
        """Technologies, scenarios, then solutions."""
        return tuple(
            (kind, tuple(members)) for kind, members in groupby(self.made, key=lambda one: one.kind)
        )

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The propositions of which the case says something."""
        found = self.comparison.propositions
        return tuple(claim for claim in found if claim.speaks_for or claim.speaks_against)

    def bearings(self, item: str) -> tuple[Named, ...]:
        """The constructs and the propositions that an item speaks for."""
        claims = (*self.comparison.constructs, *self.comparison.propositions)
        return tuple(
            claim.thing for claim in claims if any(one.item.iri == item for one in claim.speaks_for)
        )

    def marks(self, item: str) -> tuple[Mark, ...]:
        """What is marked at an item as at odds with the rest of the report."""
        return tuple(mark for mark in self.comparison.marks if mark.item.iri == item)


def read_case(store: Store, queries: Sequence[QuerySpec], case: str) -> CaseReading:
    """Read the case with this IRI; UnknownNameError where the graph has none."""
    told = Asking(store, queries).together(_QUESTIONS, case=case)
    return CaseReading(
        comparison=comparing.compared(case, told),
        parties=tuple(_parties(told[PARTIES])),
        made=tuple(_made(told[MADE])),
    )


def _by_kind(claims: Iterable[Claim]) -> Iterator[tuple[Named, tuple[Claim, ...]]]:
    for kind, members in groupby(claims, key=lambda claim: claim.kind):
        if kind:
            yield kind, tuple(members)


def _parties(rows: Iterable[Record]) -> Iterator[Party]:
    for _, group in groupby(rows, key=lambda row: (row["side"], row["party"])):
        members = list(group)
        yield Party(
            side=known(members[0], "side"),
            organization=known(members[0], "party"),
            parent=named(members[0], "parent"),
            sectors=each_named(members, "sector"),
        )


def _made(rows: Iterable[Record]) -> Iterator[Made]:
    for _, group in groupby(rows, key=lambda row: (row["kind"], row["thing"])):
        members = list(group)
        yield Made(
            kind=known(members[0], "kind"),
            thing=known(members[0], "thing"),
            organization=named(members[0], "organization"),
            items=each_named(members, "item"),
        )
