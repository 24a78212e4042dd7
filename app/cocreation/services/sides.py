"""Which cases have sides: a provider and a user, as a partnership has."""

from cocreation.model import Term
from cocreation.services.browsing import cells
from cocreation.store.base import Store

# Unsorted: order costs ten times what the rows do, and a set has none.
_WITH_SIDES = """
PREFIX vcc: <https://w3id.org/cocreation/model#>
SELECT DISTINCT ?case WHERE { ?case vcc:hasProvider|vcc:hasUser ?side }
"""
_ANY = """
PREFIX vcc: <https://w3id.org/cocreation/model#>
SELECT ?case WHERE { ?case vcc:hasProvider|vcc:hasUser ?side } LIMIT 1
"""


def cases_with_sides(store: Store) -> frozenset[str]:
    """The IRIs of all cases that have a side."""
    return frozenset(row["case"] for row in cells(store.select(_WITH_SIDES, {})))


def any_has_sides(store: Store) -> bool:
    """Whether there is a case that has a side."""
    return bool(store.select(_ANY, {}).rows)


def has_sides(store: Store, case: str) -> bool:
    """Whether the case with this IRI has a side."""
    return bool(store.select(_WITH_SIDES, {"case": Term("iri", case)}).rows)
