"""Axioms turned into rules: the part of OWL that forward chaining can use (about OWL 2 RL).

Used are sub-classes and equivalent classes with named classes, intersections, unions, hasValue,
someValuesFrom, allValuesFrom and named individuals in them; domains and ranges; sub-properties,
chains with inverse steps, inverse, symmetric and transitive properties. Equality is not used:
what two names mean is left to the reasoner that judges.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import count, product

from cocreation.reasoning.axioms import THING, TYPE, Tree
from cocreation.reasoning.engine import Atom, Rule, Slot

Body = tuple[Atom, ...]


def compile_rules(axioms: Iterable[Tree]) -> tuple[Rule, ...]:
    """Turn axioms into rules; axioms that no rule can use give none."""
    rules: list[Rule] = []
    for axiom in axioms:
        compiler = _COMPILERS.get(axiom[0]) if isinstance(axiom, tuple) else None
        if compiler is not None:
            rules += [
                Rule(body, head, axiom)
                for body, head in compiler(*axiom[1:])
                if body and head not in body
            ]
    return tuple(rules)


_Pairs = Iterator[tuple[Body, Atom]]


def _sub_class(sub: Tree, super_: Tree) -> _Pairs:
    fresh = count(1)
    for body in _conditions(sub, 0, fresh):
        for more, head in _conclusions(super_, 0, fresh):
            yield body + more, head


def _equivalent_classes(*classes: Tree) -> _Pairs:
    for one in classes:
        for other in classes:
            if one is not other:
                yield from _sub_class(one, other)


def _domain(property_: Tree, class_: Tree) -> _Pairs:
    for more, head in _conclusions(class_, 0, count(2)):
        yield (_step(property_, 0, 1), *more), head


def _range(property_: Tree, class_: Tree) -> _Pairs:
    for more, head in _conclusions(class_, 1, count(2)):
        yield (_step(property_, 0, 1), *more), head


def _sub_property(sub: Tree, super_: Tree) -> _Pairs:
    steps = sub[1:] if sub[0] == "ObjectPropertyChain" else (sub,)
    body = tuple(_step(step, place, place + 1) for place, step in enumerate(steps))
    yield body, _step(super_, 0, len(steps))


def _equivalent_properties(one: Tree, other: Tree) -> _Pairs:
    yield (_step(one, 0, 1),), _step(other, 0, 1)
    yield (_step(other, 0, 1),), _step(one, 0, 1)


def _inverse_properties(one: Tree, other: Tree) -> _Pairs:
    yield (_step(one, 0, 1),), _step(other, 1, 0)
    yield (_step(other, 0, 1),), _step(one, 1, 0)


def _symmetric(property_: Tree) -> _Pairs:
    yield (_step(property_, 0, 1),), _step(property_, 1, 0)


def _transitive(property_: Tree) -> _Pairs:
    yield (_step(property_, 0, 1), _step(property_, 1, 2)), _step(property_, 0, 2)


_COMPILERS: dict[Tree, Callable[..., _Pairs]] = {
    "SubClassOf": _sub_class,
    "EquivalentClasses": _equivalent_classes,
    "ObjectPropertyDomain": _domain,
    "DataPropertyDomain": _domain,
    "ObjectPropertyRange": _range,
    "SubObjectPropertyOf": _sub_property,
    "SubDataPropertyOf": _sub_property,
    "EquivalentObjectProperties": _equivalent_properties,
    "EquivalentDataProperties": _equivalent_properties,
    "InverseObjectProperties": _inverse_properties,
    "SymmetricObjectProperty": _symmetric,
    "TransitiveObjectProperty": _transitive,
}


def _step(property_: Tree, start: Slot, end: Slot) -> Atom:
    """`start property end`, turned round for an inverse."""
    if isinstance(property_, tuple):
        return _step(property_[1], end, start)
    return (start, property_, end)


def _conditions(class_: Tree, variable: int, fresh: "count[int]") -> Iterator[Body]:
    """Each way to be a member of the class, as conditions on the variable."""
    match class_:
        case str():
            yield () if class_ == THING else ((variable, TYPE, class_),)
        case ("ObjectIntersectionOf", *parts):
            yield from _all_of([list(_conditions(part, variable, fresh)) for part in parts])
        case ("ObjectUnionOf", *parts):
            for part in parts:
                yield from _conditions(part, variable, fresh)
        case ("ObjectHasValue" | "DataHasValue", property_, str(value)):
            yield (_step(property_, variable, value),)
        case ("ObjectSomeValuesFrom", property_, filler):
            other = next(fresh)
            for body in _conditions(filler, other, fresh):
                yield (_step(property_, variable, other), *body)


def _all_of(alternatives: Sequence[Sequence[Body]]) -> Iterator[Body]:
    for choice in product(*alternatives):
        yield tuple(atom for body in choice for atom in body)


def _conclusions(class_: Tree, variable: int, fresh: "count[int]") -> Iterator[tuple[Body, Atom]]:
    """Yield what membership of the class implies, with the further conditions of each part."""
    match class_:
        case str():
            if class_ != THING:
                yield (), (variable, TYPE, class_)
        case ("ObjectIntersectionOf", *parts):
            for part in parts:
                yield from _conclusions(part, variable, fresh)
        case ("ObjectHasValue" | "DataHasValue", property_, str(value)):
            yield (), _step(property_, variable, value)
        case ("ObjectAllValuesFrom", property_, filler):
            other = next(fresh)
            for body, head in _conclusions(filler, other, fresh):
                yield (_step(property_, variable, other), *body), head
