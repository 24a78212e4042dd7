"""What is said of things by chosen properties, as columns beside their names."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from cocreation.model import Language, Term
from cocreation.services.reconciling.register import Register
from cocreation.services.reconciling.things import TYPE, Thing
from cocreation.services.reconciling.vocabulary import Concept

# In which language texts are given that are there in several.
Spoken = Literal["", "en", "zh", "both"]


@dataclass(frozen=True, slots=True)
class Column:
    """A property that is asked for; `asked` is how its name was written."""

    asked: str
    iri: str
    spoken: Spoken = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that is asked for, as it was written, with the values for each of the columns.

    A value is a term of the graph; there are none where the thing or the property is not known.
    """

    asked: str
    cells: tuple[tuple[Term, ...], ...]


def proposed(register: Register, type_: str) -> tuple[Concept, ...]:
    """The properties that things of a class have, the commonest first; of no class, all."""
    if not type_:
        return tuple(register.properties.values())
    counted = Counter(
        property_
        for thing in register.things.values()
        if type_ in thing.types
        for property_ in thing.values
        if property_ != TYPE
    )
    ordered = sorted(counted, key=lambda iri: (-counted[iri], iri))
    return tuple(register.properties[iri] for iri in ordered)


def extended(
    register: Register, ids: Sequence[str], columns: Sequence[Column], language: Language
) -> tuple[Row, ...]:
    """The values of each column for each of the things."""
    return tuple(_row(register.thing(one), one, columns, language) for one in ids)


def _row(thing: Thing | None, asked: str, columns: Sequence[Column], language: Language) -> Row:
    values = thing.values if thing else {}
    return Row(asked, tuple(_cell(values.get(c.iri, ()), c.spoken, language) for c in columns))


def _cell(terms: tuple[Term, ...], spoken: Spoken, language: Language) -> tuple[Term, ...]:
    """The values in the language that is wanted, or in another where there are none in it."""
    if spoken == "both":
        return terms
    wanted = tuple(term for term in terms if term.language in (spoken or language, None))
    return wanted or terms
