"""The propositions of the model as a reader meets them: what they claim, and what speaks for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from cocreation.errors import UnknownNameError
from cocreation.model import QuerySpec, Text
from cocreation.namespaces import ID
from cocreation.services.evidence_by_case import OfCase, by_case
from cocreation.services.labelling import Named
from cocreation.services.records import Asking, Record, each_named, known, text
from cocreation.services.sides import cases_with_sides
from cocreation.sources import is_iri
from cocreation.store.base import Store

WEIGHED = "model/weigh-claims"
STATED = "model/state-claim"
SHOWN, SIDED = "evidence/list-evidence-of-claim", "evidence/list-sides-of-claim"
_ENDS = ("antecedent", "outcome", "moderator", "moderated")


@dataclass(frozen=True, slots=True)
class WeighedClaim:
    """A proposition with the items for and against it, and the cases of those for it."""

    claim: Named
    kind: Named
    items_for: int
    items_against: int
    cases: int


@dataclass(frozen=True, slots=True)
class ClaimReading:
    """All that the page of a proposition shows; `ends` has what it relates, by role."""

    claim: Named
    kind: Named
    definition: Text
    ends: tuple[tuple[str, Named], ...]
    parts: tuple[Named, ...]
    groups: tuple[OfCase, ...]


def read_claims(
    store: Store, queries: Sequence[QuerySpec]
) -> tuple[tuple[Named, tuple[WeighedClaim, ...]], ...]:
    """Every proposition by its kind, the best backed first."""
    rows = sorted(Asking(store, queries).records(WEIGHED), key=lambda row: row["kind"])
    return tuple(
        (members[0].kind, members)
        for members in (
            tuple(map(_weighed, group)) for _, group in groupby(rows, lambda row: row["kind"])
        )
    )


def claim_iri(study: str, slug: str) -> str:
    """The name of a study's proposition."""
    return f"{ID}proposition/{study}/{slug}"


def read_claim(store: Store, queries: Sequence[QuerySpec], study: str, slug: str) -> ClaimReading:
    """Read a study's proposition; UnknownNameError where it has none of that name."""
    asking, iri = Asking(store, queries), claim_iri(study, slug)
    rows = asking.records(STATED, proposition=iri) if is_iri(iri) else ()
    if not rows:
        raise UnknownNameError(
            Text(
                en=f"The graph has no proposition “{study}/{slug}”; the page /propositions lists "
                "them all.",
                zh=f"图谱中没有命题“{study}/{slug}”；页面 /propositions 列出了全部命题。",
            )
        )
    first, told = rows[0], asking.together((SHOWN, SIDED), proposition=iri)
    return ClaimReading(
        claim=known(first, "proposition"),
        kind=known(first, "kind"),
        definition=text(first, "definition"),
        ends=tuple((end, known(first, end)) for end in _ENDS if end in first),
        parts=each_named(rows, "part"),
        groups=by_case(told[SHOWN], told[SIDED], cases_with_sides(store)),
    )


def _weighed(row: Record) -> WeighedClaim:
    counts = (int(row[name]) for name in ("itemsFor", "itemsAgainst", "cases"))
    return WeighedClaim(known(row, "proposition"), known(row, "kind"), *counts)
