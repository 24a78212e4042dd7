"""The organizations, and one whole: its role, its cases, what it contributed, its sources."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from cocreation.model import QuerySpec
from cocreation.services.labelling import Named
from cocreation.services.records import Asking, Record, each_named, known
from cocreation.store.base import Store

LIST, INTRODUCED = "organizations/list-organizations", "organizations/introduce-organization"
CONTRIBUTED = "making/list-contributions"


@dataclass(frozen=True, slots=True)
class Organization:
    """One organization in the list; `cases` counts its cases on either side."""

    organization: Named
    sides: tuple[Named, ...]
    parents: tuple[Named, ...]
    sectors: tuple[Named, ...]
    cases: int


@dataclass(frozen=True, slots=True)
class OwnSource:
    """A source that is from the organization, and how many items cite it."""

    source: Named
    code: str
    items: int


@dataclass(frozen=True, slots=True)
class Contribution:
    """What the organization brought into a case, and the items that tell of it."""

    resource: Named
    kind: Named
    case: Named
    items: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class OrganizationReading:
    """All that the page of an organization shows."""

    roles: tuple[Named, ...]
    parents: tuple[Named, ...]
    units: tuple[Named, ...]
    sectors: tuple[Named, ...]
    cases: tuple[Named, ...]
    sources: tuple[OwnSource, ...]
    contributions: tuple[Contribution, ...]


def list_organizations(store: Store, queries: Sequence[QuerySpec]) -> tuple[Organization, ...]:
    """Every organization: users, providers, then those with another part."""
    # One that is a provider here and a user there has rows that stand apart.
    grouped: dict[str, list[Record]] = {}
    for row in Asking(store, queries).records(LIST):
        grouped.setdefault(row["organization"], []).append(row)
    return tuple(_organization(rows) for rows in grouped.values())


def read_organization(
    store: Store, queries: Sequence[QuerySpec], organization: str
) -> OrganizationReading:
    """Read the organization with this IRI; what is not said of it stays empty."""
    asking = Asking(store, queries)
    rows = asking.records(INTRODUCED, organization=organization)
    related = {
        name: each_named([row for row in rows if row.get("relation") == name], "thing")
        for name in ("role", "parent", "unit", "sector", "case")
    }
    brought = groupby(
        asking.records(CONTRIBUTED, organization=organization),
        key=lambda row: (row["case"], row["resource"]),
    )
    return OrganizationReading(
        roles=related["role"],
        parents=related["parent"],
        units=related["unit"],
        sectors=related["sector"],
        cases=related["case"],
        sources=tuple(
            OwnSource(known(row, "thing"), row["code"], int(row["items"]))
            for row in rows
            if row.get("relation") == "source"
        ),
        contributions=tuple(_contribution(list(members)) for _, members in brought),
    )


def _organization(rows: Sequence[Record]) -> Organization:
    return Organization(
        organization=known(rows[0], "organization"),
        sides=each_named(rows, "side"),
        parents=each_named(rows, "parent"),
        sectors=each_named(rows, "sector"),
        cases=int(rows[0]["cases"]),
    )


def _contribution(rows: Sequence[Record]) -> Contribution:
    return Contribution(
        resource=known(rows[0], "resource"),
        kind=known(rows[0], "kind"),
        case=known(rows[0], "case"),
        items=each_named(rows, "item"),
    )
