"""What is asked for: a thing by its names, its identifiers, its classes and what it has."""

from dataclasses import dataclass
from typing import Literal

from cocreation.linking.entities import Feature, Name
from cocreation.services.reconciling.things import Thing

Quantifier = Literal["any", "all", "none"]
Strictness = Literal["any", "all", "should"]


@dataclass(frozen=True, slots=True)
class Wanted:
    """One value that something should have: a text, or a thing if it has an IRI."""

    text: str
    iri: str = ""


@dataclass(frozen=True, slots=True)
class Condition:
    """Which of some values something has by a property; a `required` one shuts out what does not.

    Of the values `any` has to be there, or `all`, or `none` may.
    """

    property: str
    values: tuple[Wanted, ...]
    quantifier: Quantifier = "any"
    required: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """One thing that is sought; without names, it is by what it has.

    `identifiers` are IRIs or short for them, `unwanted` those of things that are not meant. A thing
    is of `any` of the types or of `all`; where it `should` be of one, others are less likely.
    """

    names: tuple[Name, ...] = ()
    identifiers: tuple[str, ...] = ()
    unwanted: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    strictness: Strictness = "any"
    conditions: tuple[Condition, ...] = ()
    limit: int = 10


@dataclass(frozen=True, slots=True)
class Found:
    """A thing that may be meant: `score` from 0 to 1, and if it may be taken without a look."""

    thing: Thing
    score: float
    features: tuple[Feature, ...]
    match: bool = False
