"""How much there is in a graph: what a description of the dataset counts."""

from collections.abc import Iterator
from dataclasses import dataclass

from cocreation.namespaces import namespace_of


@dataclass(frozen=True, slots=True)
class ClassCount:
    """How many things are of a class; `example` is the first, None where not all have an IRI."""

    iri: str
    entities: int
    example: str | None


@dataclass(frozen=True, slots=True)
class PropertyCount:
    """How many statements have a property, and how many subjects and objects these have."""

    iri: str
    triples: int
    subjects: int
    objects: int


@dataclass(frozen=True, slots=True)
class GraphCount:
    """How many statements a named graph has."""

    iri: str
    triples: int


@dataclass(frozen=True, slots=True)
class LinkCount:
    """How many statements lead by one property into the namespace of another dataset."""

    predicate: str
    target: str
    triples: int


@dataclass(frozen=True, slots=True)
class Statistics:
    """Counts of the union of all graphs, each statement once; `entities` are the things named here.

    Everything is in order of IRI.
    """

    triples: int
    entities: int
    subjects: int
    objects: int
    classes: tuple[ClassCount, ...]
    properties: tuple[PropertyCount, ...]
    graphs: tuple[GraphCount, ...]
    links: tuple[LinkCount, ...]

    def vocabularies(self) -> tuple[str, ...]:
        """List the namespaces of the properties and classes that are used, in order."""
        return tuple(sorted(set(map(namespace_of, self._terms()))))

    def _terms(self) -> Iterator[str]:
        yield from (one.iri for one in self.classes)
        yield from (one.iri for one in self.properties)
