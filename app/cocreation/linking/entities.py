"""What is compared when two datasets may speak of the same thing."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Name:
    """What a thing is called; `language` is a tag such as `zh`, empty where it is not told."""

    text: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Entity:
    """One thing of one of the datasets: its names, its classes, and what else tells it apart.

    `context` has a value for each property, as its IRI and a text: the name of the thing that is
    pointed at, or a literal.
    """

    iri: str
    names: tuple[Name, ...]
    types: tuple[str, ...] = ()
    context: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Feature:
    """One reason for or against a match: how much of it there is (0 to 1), and what it counts."""

    name: str
    value: float
    weight: float


@dataclass(frozen=True, slots=True)
class Candidate:
    """A thing that may be the one wanted: `score` from 0 to 1, and the features it comes from."""

    entity: Entity
    score: float
    features: tuple[Feature, ...]
