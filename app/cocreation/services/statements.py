"""What is said of the things of a graph, read in one pass for all who need the whole of it."""

from collections.abc import Mapping, Sequence
from contextlib import closing

from cocreation.model import Term
from cocreation.namespaces import BASE, RECORDS
from cocreation.services.stores import open_whole
from cocreation.settings import Settings
from cocreation.store.base import WholeStore

# By the IRI of a thing and that of a property; values in no order.
Statements = Mapping[str, Mapping[str, Sequence[Term]]]


def read_statements(store: WholeStore) -> Statements:
    """Read what is said of everything that is named here; raises as the store does.

    The records of who submitted what are left out.
    """
    found: dict[str, dict[str, list[Term]]] = {}
    for thing, property_, value in store.said():
        if thing.kind == "iri" and thing.value.startswith(BASE):
            found.setdefault(thing.value, {}).setdefault(property_.value, []).append(value)
    return {iri: said for iri, said in found.items() if not iri.startswith(RECORDS)}


def stored_statements(settings: Settings) -> Statements:
    """Read the same of the store that the settings name, as it is now."""
    with closing(open_whole(settings)) as store:
        return read_statements(store)
