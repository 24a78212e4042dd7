"""What is said of a case held against a model: frozen values in both languages."""

from dataclasses import dataclass

from cocreation.model import Text
from cocreation.services.labelling import Named


@dataclass(frozen=True, slots=True)
class Word:
    """On whose word an item rests; all but the code is None where no listed source is cited.

    `source` is the IRI of the source; `side` is None too where the organization is no party to the
    case, and `has_sides` tells whether the case has any.
    """

    code: str
    source: str | None = None
    source_kind: Named | None = None
    organization: Named | None = None
    side: Named | None = None
    role: Text | None = None
    has_sides: bool = True


@dataclass(frozen=True, slots=True)
class Evidence:
    """One evidence item: named after its place, with what it tells, on whose word, whose coding."""

    item: Named
    summary: Text
    words: tuple[Word, ...]
    coder: Named | None


@dataclass(frozen=True, slots=True)
class Claim:
    """A construct or a proposition, and what of the case speaks for it and against it.

    Without evidence either way it is not reported, which never means that it is not so.
    """

    thing: Named
    kind: Named | None
    stage: Named | None
    in_model: bool
    speaks_for: tuple[Evidence, ...]
    speaks_against: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class OneSided:
    """A claim that not both sides and several kinds of sources stand behind.

    `listed` of its items cite a listed source, of so many sides of the case and kinds; where it is
    one, `side` and `source_kind` tell which.
    """

    claim: Named
    items: int
    listed: int
    sides: int
    side: Named | None
    source_kinds: int
    source_kind: Named | None


@dataclass(frozen=True, slots=True)
class Likeness:
    """How many of the first-order concepts that either case shows both of them show."""

    other: Named
    shared: int
    either: int


@dataclass(frozen=True, slots=True)
class Standing:
    """How many items of the case, and how many of the other cases to compare with, show a concept.

    `compared` counts the other cases that show any concept at all.
    """

    concept: Named
    items: int
    others: int
    compared: int


@dataclass(frozen=True, slots=True)
class Mark:
    """What is marked at an item as at odds with the rest of the report."""

    item: Named
    mark: Named
    note: Text


@dataclass(frozen=True, slots=True)
class Comparison:
    """All that is said of one case by the model; `assumed` tells that the case names no model.

    `items` is every evidence item of the case, whether it bears on a claim or not, in the order of
    the report.
    """

    case: Named
    study: Named | None
    model: Named | None
    provider: Named | None
    user: Named | None
    assumed: bool
    items: tuple[Evidence, ...]
    constructs: tuple[Claim, ...]
    propositions: tuple[Claim, ...]
    one_sided: tuple[OneSided, ...]
    similar: tuple[Likeness, ...]
    standings: tuple[Standing, ...]
    marks: tuple[Mark, ...]

    @property
    def has_sides(self) -> bool:
        """Whether the case has a provider or a user, as a partnership has."""
        return bool(self.provider or self.user)

    @property
    def alone(self) -> tuple[Standing, ...]:
        """The concepts that this case shows and none of the others."""
        return tuple(one for one in self.standings if one.items and one.compared and not one.others)

    @property
    def missing(self) -> tuple[Standing, ...]:
        """The concepts that all others show and this case does not report."""
        return tuple(
            one
            for one in self.standings
            if not one.items and one.compared and one.others == one.compared
        )

    @property
    def nearest(self) -> tuple[Likeness, ...]:
        """The case that shares the largest part with this one, or all of them in a tie."""
        best = max(self.similar, key=lambda one: one.shared / one.either, default=None)
        if best is None or not best.shared:
            return ()
        # Fractions are compared crosswise, so that no rounding makes or breaks a tie.
        return tuple(
            one for one in self.similar if one.shared * best.either == best.shared * one.either
        )

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """Every evidence item that bears on a claim, once."""
        claims = (*self.constructs, *self.propositions)
        items = {
            one.item.iri: one
            for claim in claims
            for one in (*claim.speaks_for, *claim.speaks_against)
        }
        return tuple(items.values())
