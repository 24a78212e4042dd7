"""OWL axioms read from triples, as trees that look like OWL's functional syntax.

A tree is a token (`<iri>` or a literal) or a tuple whose first item names the construct:
`("SubClassOf", "<…#Stage>", "<…#Theme>")`, `("ObjectHasValue", "<…#reaches>", "<…/assessment>")`.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TypeAlias

from cocreation.namespaces import OWL, RDF, RDFS
from cocreation.reasoning.ntriples import Statement, Token, iri, is_literal

Tree: TypeAlias = "str | tuple[Tree, ...]"

TYPE = iri(RDF + "type")
THING = iri(OWL + "Thing")
_FIRST, _REST, _NIL = iri(RDF + "first"), iri(RDF + "rest"), iri(RDF + "nil")
_ANNOTATION_PROPERTY = iri(OWL + "AnnotationProperty")
_DATA_PROPERTY = iri(OWL + "DatatypeProperty")
_INVERSE = iri(OWL + "inverseOf")
_ON_PROPERTY = iri(OWL + "onProperty")
_MEMBERS = (iri(OWL + "members"), iri(OWL + "distinctMembers"))

_CLASS_AXIOMS = {
    RDFS + "subClassOf": "SubClassOf",
    OWL + "equivalentClass": "EquivalentClasses",
    OWL + "disjointWith": "DisjointClasses",
}
_PROPERTY_AXIOMS = {
    RDFS + "subPropertyOf": "Sub{}PropertyOf",
    OWL + "equivalentProperty": "Equivalent{}Properties",
    OWL + "propertyDisjointWith": "Disjoint{}Properties",
    OWL + "inverseOf": "Inverse{}Properties",
}
_CHARACTERISTICS = {
    "FunctionalProperty": "Functional{}Property",
    "InverseFunctionalProperty": "InverseFunctionalObjectProperty",
    "SymmetricProperty": "SymmetricObjectProperty",
    "AsymmetricProperty": "AsymmetricObjectProperty",
    "TransitiveProperty": "TransitiveObjectProperty",
    "IrreflexiveProperty": "IrreflexiveObjectProperty",
}
_GROUPS = {
    "AllDisjointClasses": "DisjointClasses",
    "AllDisjointProperties": "DisjointObjectProperties",
    "AllDifferent": "DifferentIndividuals",
}
_OPERATORS = {
    OWL + "intersectionOf": "ObjectIntersectionOf",
    OWL + "unionOf": "ObjectUnionOf",
    OWL + "oneOf": "ObjectOneOf",
}
_FILLERS = {
    OWL + "someValuesFrom": "{}SomeValuesFrom",
    OWL + "allValuesFrom": "{}AllValuesFrom",
    OWL + "hasValue": "{}HasValue",
}


def read_axioms(triples: Iterable[Statement]) -> tuple[Tree, ...]:
    """Every axiom about classes and properties, and every sameness and difference, that is told.

    Class expressions that no rule can use (counting, complements) stand as `("Unknown",)`.
    """
    return tuple(_Reader(triples).axioms())


def assertion(fact: Statement, data_properties: frozenset[Token] = frozenset()) -> Tree:
    """Write a statement about an individual as an axiom."""
    subject, predicate, value = fact
    if predicate == TYPE:
        return ("ClassAssertion", value, subject)
    is_data = is_literal(value) or predicate in data_properties
    return (f"{'Data' if is_data else 'Object'}PropertyAssertion", predicate, subject, value)


def subclasses(axioms: Iterable[Tree], top: Token) -> frozenset[Token]:
    """Find the named classes that the axioms put below `top`, and `top` itself."""
    below = defaultdict(set)
    for axiom in axioms:
        match axiom:
            case ("SubClassOf", str(sub), str(super_)):
                below[super_].add(sub)
    found, agenda = {top}, [top]
    while agenda:
        for sub in below[agenda.pop()] - found:
            found.add(sub)
            agenda.append(sub)
    return frozenset(found)


class _Reader:
    """The index of an ontology's triples from which its axioms are put together."""

    def __init__(self, triples: Iterable[Statement]) -> None:
        self._about: dict[Token, dict[Token, list[Token]]] = defaultdict(dict)
        for subject, predicate, value in triples:
            self._about[subject].setdefault(predicate, []).append(value)

    def axioms(self) -> Iterator[Tree]:
        for subject, told in list(self._about.items()):
            if _ANNOTATION_PROPERTY in told.get(TYPE, ()):
                continue
            yield from self._class_axioms(subject, told)
            yield from self._property_axioms(subject, told)
            yield from self._characteristics(subject, told)
            yield from self._groups(told)

    def _class_axioms(self, subject: Token, told: dict[Token, list[Token]]) -> Iterator[Tree]:
        for predicate, name in _CLASS_AXIOMS.items():
            for value in told.get(iri(predicate), ()):
                yield (name, self._class(subject), self._class(value))
        for parts in told.get(iri(OWL + "disjointUnionOf"), ()):
            members = tuple(self._class(part) for part in self._list(parts))
            yield ("EquivalentClasses", subject, ("ObjectUnionOf", *members))
            yield ("DisjointClasses", *members)

    def _property_axioms(self, subject: Token, told: dict[Token, list[Token]]) -> Iterator[Tree]:
        kind = self._kind(subject)
        for predicate, name in _PROPERTY_AXIOMS.items():
            if predicate == OWL + "inverseOf" and subject.startswith("_:"):
                continue
            for value in told.get(iri(predicate), ()):
                yield (name.format(kind), self._property(subject), self._property(value))
        for steps in told.get(iri(OWL + "propertyChainAxiom"), ()):
            chain = tuple(self._property(step) for step in self._list(steps))
            yield ("SubObjectPropertyOf", ("ObjectPropertyChain", *chain), subject)
        for value in told.get(iri(RDFS + "domain"), ()):
            yield (f"{kind}PropertyDomain", self._property(subject), self._class(value))
        if kind == "Object":
            for value in told.get(iri(RDFS + "range"), ()):
                yield ("ObjectPropertyRange", self._property(subject), self._class(value))

    def _characteristics(self, subject: Token, told: dict[Token, list[Token]]) -> Iterator[Tree]:
        for value in told.get(TYPE, ()):
            name = _CHARACTERISTICS.get(value.removeprefix("<" + OWL)[:-1])
            if name:
                yield (name.format(self._kind(subject)), self._property(subject))
        for value in told.get(iri(OWL + "sameAs"), ()):
            yield ("SameIndividual", subject, value)
        for value in told.get(iri(OWL + "differentFrom"), ()):
            yield ("DifferentIndividuals", subject, value)

    def _groups(self, told: dict[Token, list[Token]]) -> Iterator[Tree]:
        for value in told.get(TYPE, ()):
            name = _GROUPS.get(value.removeprefix("<" + OWL)[:-1])
            for head in (h for members in _MEMBERS for h in told.get(members, ())) if name else ():
                yield (str(name), *(self._class(member) for member in self._list(head)))

    def _kind(self, subject: Token) -> str:
        return "Data" if _DATA_PROPERTY in self._about[subject].get(TYPE, ()) else "Object"

    def _property(self, node: Token) -> Tree:
        inverse = self._about[node].get(_INVERSE) if node.startswith("_:") else None
        return ("ObjectInverseOf", inverse[0]) if inverse else node

    def _class(self, node: Token) -> Tree:
        if not node.startswith("_:"):
            return node
        told = self._about[node]
        for predicate, name in _OPERATORS.items():
            if iri(predicate) in told:
                members = self._list(told[iri(predicate)][0])
                return (name, *(self._class(member) for member in members))
        if _ON_PROPERTY in told:
            return self._restriction(told)
        return ("Unknown",)

    def _restriction(self, told: dict[Token, list[Token]]) -> Tree:
        on = told[_ON_PROPERTY][0]
        for predicate, name in _FILLERS.items():
            for value in told.get(iri(predicate), ()):
                return (name.format(self._kind(on)), self._property(on), self._class(value))
        return ("Unknown",)

    def _list(self, head: Token) -> Iterator[Token]:
        seen: set[Token] = set()
        while head != _NIL and head not in seen:
            seen.add(head)
            yield from self._about[head].get(_FIRST, ())
            head = next(iter(self._about[head].get(_REST, ())), _NIL)
