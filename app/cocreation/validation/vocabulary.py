"""The project's own terms as the ontology declares them, and those that data use."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from cocreation.model import FileGraph
from cocreation.namespaces import BASE, GRAPH, ID, OWL, RDF, RDFS
from cocreation.validation.graphs import TYPE, lines, with_own_blanks

ONTOLOGY_GRAPHS = GRAPH + "ontology/"
_CLASSES = {OWL + "Class", RDFS + "Class"}
_PROPERTIES = {
    OWL + "ObjectProperty",
    OWL + "DatatypeProperty",
    OWL + "AnnotationProperty",
    RDF + "Property",
}


def is_own(iri: str) -> bool:
    """Whether the IRI is in the project's namespaces; terms of all others pass."""
    return iri.startswith(BASE)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Declared classes with all their superclasses, and properties with their domains.

    A property's `domains` are alternatives within one rdfs:domain, and all of them have to hold;
    no domain means that every class may have it. `defined` are the classes that an equivalence
    defines, which data never assert.
    """

    superclasses: Mapping[str, frozenset[str]]
    domains: Mapping[str, tuple[frozenset[str], ...]]
    defined: frozenset[str]

    @classmethod
    def read(cls, graphs: Iterable[FileGraph]) -> "Vocabulary":
        """The vocabulary declared in those of the graphs that are the ontology's."""
        statements: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for graph in graphs:
            if graph.name.startswith(ONTOLOGY_GRAPHS):
                for line in lines(with_own_blanks(graph)):
                    statements[line.predicate][line.subject].append(line.object)
        return _Reader(statements).vocabulary()

    def leaves(self) -> list[str]:
        """The project's own classes without subclasses, defined ones left out, sorted."""
        parents = {parent for supers in self._own_asserted().values() for parent in supers}
        return sorted(set(self._own_asserted()) - parents)

    def subclasses(self, of: str) -> frozenset[str]:
        """The class and all below it."""
        return frozenset({of} | {c for c, supers in self.superclasses.items() if of in supers})

    def allows(self, on_class: str, property_: str) -> bool:
        """Whether instances of the class may have the property, by its domains."""
        above = self.superclasses.get(on_class, frozenset()) | {on_class}
        return all(domain & above for domain in self.domains[property_])

    def properties(self) -> list[str]:
        """The project's own properties, sorted."""
        return sorted(filter(is_own, self.domains))

    def classes(self) -> list[str]:
        """The project's own classes, sorted."""
        return sorted(filter(is_own, self.superclasses))

    def _own_asserted(self) -> dict[str, frozenset[str]]:
        return {c: self.superclasses[c] for c in self.classes() if c not in self.defined}


@dataclass(frozen=True, slots=True)
class Usage:
    """What graphs use: predicates, individuals, each node's classes and its properties of our own.

    `individuals` are the nodes under our own `id/` of which anything is said.
    """

    predicates: frozenset[str]
    individuals: frozenset[str]
    types: Mapping[str, frozenset[str]]
    described: Mapping[str, frozenset[str]]

    @classmethod
    def read(cls, graphs: Sequence[FileGraph]) -> "Usage":
        """The usage in all graphs together."""
        return cls.of(line for graph in graphs for line in lines(with_own_blanks(graph)))

    @classmethod
    def of(cls, statements: Iterable[tuple[str, str, str]]) -> "Usage":
        """The usage in statements as `graphs.lines` gives them."""
        predicates: set[str] = set()
        individuals: set[str] = set()
        types: dict[str, set[str]] = defaultdict(set)
        described: dict[str, set[str]] = defaultdict(set)
        for subject, predicate, value in statements:
            predicates.add(predicate)
            if subject.startswith(ID):
                individuals.add(subject)
            if predicate == TYPE:
                types[subject].add(value)
            elif is_own(predicate):
                described[subject].add(predicate)
        return cls(
            frozenset(predicates), frozenset(individuals), _frozen(types), _frozen(described)
        )


def _frozen(sets: Mapping[str, set[str]]) -> dict[str, frozenset[str]]:
    return {key: frozenset(members) for key, members in sets.items()}


class _Reader:
    """Ontology statements by predicate, then subject, read as a vocabulary."""

    def __init__(self, statements: Mapping[str, Mapping[str, list[str]]]) -> None:
        self._statements = statements

    def vocabulary(self) -> Vocabulary:
        classes = self._declared(_CLASSES)
        defined = frozenset(c for c in classes if self._objects(OWL + "equivalentClass", c))
        above = {c: frozenset(self._above(c)) for c in classes}
        domains = {p: tuple(self._domains(p)) for p in self._declared(_PROPERTIES)}
        return Vocabulary(above, domains, defined)

    def _objects(self, predicate: str, subject: str) -> list[str]:
        return self._statements.get(predicate, {}).get(subject, [])

    def _declared(self, kinds: set[str]) -> list[str]:
        types = self._statements.get(TYPE, {})
        return [s for s, t in types.items() if kinds & set(t) and not s.startswith("_:")]

    def _above(self, class_: str) -> list[str]:
        found = self._parents(class_)
        for parent in found:
            found.extend(p for p in self._parents(parent) if p not in found)
        return [parent for parent in found if parent != class_]

    def _parents(self, class_: str) -> list[str]:
        parents = list(self._objects(RDFS + "subClassOf", class_))
        for equivalent in self._objects(OWL + "equivalentClass", class_):
            for head in self._objects(OWL + "intersectionOf", equivalent):
                parents.extend(self._members(head))
        return [parent for parent in parents if not parent.startswith("_:")]

    def _domains(self, property_: str) -> "Iterable[frozenset[str]]":
        """Each stated domain as its alternatives; class expressions of other forms do not bind."""
        for domain in self._objects(RDFS + "domain", property_):
            if not domain.startswith("_:"):
                yield frozenset([domain])
            for head in self._objects(OWL + "unionOf", domain):
                yield frozenset(self._members(head))

    def _members(self, head: str) -> list[str]:
        members: list[str] = []
        while head != RDF + "nil":
            members.extend(self._objects(RDF + "first", head))
            head = next(iter(self._objects(RDF + "rest", head)), RDF + "nil")
        return members
