"""What is said of one thing, as a person reads it: by property, and who speaks of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from cocreation.model import Language, QuerySpec
from cocreation.services.exploring import Group, Value, neighbourhood
from cocreation.services.results import Cell, literal
from cocreation.store.base import Store

# Of those who speak of a thing by one property so many are shown; the explorer pages through all.
MOST_MENTIONS = 20


@dataclass(frozen=True, slots=True)
class Said:
    """One property with its values, or those who have it; `total` counts what is not shown too."""

    property: Cell
    values: tuple[Cell, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Portrait:
    """A thing's name, what is said of it, and who speaks of it."""

    name: Cell
    said: tuple[Said, ...]
    mentions: tuple[Said, ...]


def portray(store: Store, queries: Sequence[QuerySpec], iri: str, language: Language) -> Portrait:
    """Tell a reader of `language` what the graph says of a thing; empty where it says nothing."""
    found = neighbourhood(store, queries, iri, MOST_MENTIONS)
    return Portrait(
        found.node.cell(language),
        tuple(said_of(group, language) for group in found.says),
        tuple(
            Said(group.property.cell(language), _cells(group, language), group.total)
            for group in found.pointing
        ),
    )


def said_of(group: Group, language: Language) -> Said:
    """One property with its values; what is said in the reader's language comes first."""
    values = sorted(_cells(group, language), key=lambda cell: cell.language not in (language, None))
    return Said(group.property.cell(language), tuple(values), len(values))


def _cells(group: Group, language: Language) -> tuple[Cell, ...]:
    """The values, each once."""
    return tuple(dict.fromkeys(_cell(value, language) for value in group.values))


def _cell(value: Value, language: Language) -> Cell:
    if value.thing:
        return value.thing.cell(language)
    term = value.literal
    if term is None or term.kind != "literal":
        return Cell(term.value if term else "")
    return literal(term, language)
