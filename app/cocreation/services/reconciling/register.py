"""Everything that names may mean, read once for each state of a store."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from cocreation.folding import fold
from cocreation.likeness import slug
from cocreation.linking.entities import Entity
from cocreation.model import Term
from cocreation.namespaces import PREFIXES, compact, expanded
from cocreation.services.reconciling.things import TYPE, Thing, read_things
from cocreation.services.reconciling.vocabulary import (
    Classes,
    Concept,
    read_properties,
    read_types,
)
from cocreation.services.statements import Statements
from cocreation.store.base import Store

_PART_OF = PREFIXES["org"] + "unitOf"


@dataclass(frozen=True, slots=True)
class Register:
    """Things, the classes of those that are sought, and properties, by their IRIs."""

    things: Mapping[str, Thing]
    types: Mapping[str, Concept]
    properties: Mapping[str, Concept]
    _having: dict[str, dict[str, tuple[str, ...]]] = field(default_factory=dict, compare=False)
    _called: dict[str, dict[str, str]] = field(default_factory=dict, compare=False)

    def thing(self, name: str) -> Thing | None:
        """The thing with an IRI, or with what is short for it (`organization/dada`)."""
        return self.things.get(name) or self.things.get(expanded(name))

    def type_iri(self, name: str) -> str:
        """The IRI of a class by that, a short form (`org:Organization`), its last part or label.

        Another name stays as it is.
        """
        return self._resolved(name, "types", self.types)

    def property_iri(self, name: str) -> str:
        """The IRI of a property by that, a short form (`vcc:inSector`), its last part or label.

        Another name stays as it is.
        """
        return self._resolved(name, "properties", self.properties)

    def of_type(self, iri: str) -> Iterator[Thing]:
        """The things among which names of a class are looked up; with no class all of them."""
        for thing in self.things.values():
            if thing.is_sought() and (not iri or iri in thing.types):
                yield thing

    def texts(self, term: Term) -> tuple[str, ...]:
        """All that a value may be written as: every name of a thing, or the literal."""
        if term.kind != "iri":
            return (term.value,)
        thing = self.things.get(term.value)
        return (*(name.text for name in thing.names), term.value) if thing else _written(term)

    def having(self, property_: str, text: str) -> tuple[str, ...]:
        """The things that have a value which may be written as a text."""
        if property_ not in self.properties:
            return ()
        if property_ not in self._having:
            self._having[property_] = self._by_value(property_)
        return self._having[property_].get(fold(text), ())

    def entity(self, thing: Thing) -> Entity:
        """A thing as names are compared with it: a part is not to be taken for its whole."""
        wholes = (self.things.get(term.value) for term in thing.values.get(_PART_OF, ()))
        known = tuple((_PART_OF, text) for one in wholes if one for text in _labels(one))
        return Entity(thing.iri, thing.names, thing.types, known)

    def _resolved(self, name: str, sort: str, known: Mapping[str, Concept]) -> str:
        for iri in (name, expanded(name)):
            if iri in known:
                return iri
        if sort not in self._called:
            self._called[sort] = _by_name(known)
        called = self._called[sort]
        return called.get(name) or called.get(fold(name), name)

    def _by_value(self, property_: str) -> dict[str, tuple[str, ...]]:
        found: dict[str, dict[str, None]] = defaultdict(dict)
        for thing in self.of_type(""):
            for term in thing.values.get(property_, ()):
                for text in self.texts(term):
                    found[fold(text)][thing.iri] = None
        return {text: tuple(iris) for text, iris in found.items()}


def read_register(store: Store, statements: Statements) -> Register:
    """Make it of what the store says, and of how it defines the terms; raises as the store does."""
    classes = Classes(store)
    things = read_things(statements, classes)
    types = read_types(store, classes, (one.types for one in things.values() if one.is_sought()))
    counted = Counter(name for thing in things.values() for name in thing.values)
    del counted[TYPE]
    return Register(things, types, read_properties(store, counted, _ranges(things)))


def _ranges(things: Mapping[str, Thing]) -> dict[str, str]:
    """The nearest class of all things that each property points at."""
    shared: dict[str, tuple[str, ...]] = {}
    for thing in things.values():
        for property_, terms in thing.values.items():
            if shared.get(property_) == ():
                continue
            for term in terms:
                types = things[term.value].types if term.value in things else ()
                seen = shared.get(property_, types)
                shared[property_] = tuple(one for one in seen if one in types)
    return {property_: types[0] for property_, types in shared.items() if types}


def _labels(thing: Thing) -> tuple[str, str]:
    return thing.label.en, thing.label.zh


def _by_name(known: Mapping[str, Concept]) -> dict[str, str]:
    """The IRIs of terms by their labels and last parts, a last part first; none that names two."""
    found: dict[str, str] = {}
    for called in (_folded_labels, _folded_slug, _slug):
        iris: dict[str, list[str]] = defaultdict(list)
        for one in known.values():
            for name in called(one):
                iris[name].append(one.iri)
        found |= {name: named[0] for name, named in iris.items() if len(named) == 1}
    return found


def _folded_labels(one: Concept) -> set[str]:
    return {fold(one.label.en), fold(one.label.zh)}


def _folded_slug(one: Concept) -> set[str]:
    return {fold(slug(one.iri))}


def _slug(one: Concept) -> set[str]:
    return {slug(one.iri)}


def _written(term: Term) -> tuple[str, ...]:
    return term.value, compact(term.value)
