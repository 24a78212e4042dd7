"""What reconciling needs, made once for each state of a store."""

from dataclasses import dataclass

from cocreation.services.reconciling.matching import Matching
from cocreation.services.reconciling.register import Register, read_register
from cocreation.services.reconciling.suggesting import Suggestions, suggest_terms, suggest_things
from cocreation.services.reconciling.things import Thing
from cocreation.services.reconciling.vocabulary import Concept
from cocreation.services.statements import Statements
from cocreation.store.base import Store


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """The register of what may be meant, and what finds it. Threads may share it."""

    register: Register
    matching: Matching
    things: Suggestions[Thing]
    types: Suggestions[Concept]
    properties: Suggestions[Concept]


def read_reconciliation(store: Store, statements: Statements) -> Reconciliation:
    """Make it of a store and what that says; raises as the store does."""
    register = read_register(store, statements)
    return Reconciliation(
        register,
        Matching(register),
        suggest_things(register),
        suggest_terms(register.types),
        suggest_terms(register.properties),
    )
