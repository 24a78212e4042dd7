"""What a store says of shapes and classes, as far as it makes the fields of the form."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from cocreation.intake.choices import Choice
from cocreation.model import Term, Text
from cocreation.namespaces import RDF, RDFS, SH
from cocreation.services.choices import having
from cocreation.store.base import Store

# What is said of shapes and classes that makes a field.
_ASKED = (
    *(
        SH + name
        for name in (
            "targetClass",
            "targetSubjectsOf",
            "property",
            "path",
            "name",
            "description",
            "order",
            "class",
            "datatype",
            "nodeKind",
            "in",
            "or",
            "languageIn",
            "equals",
            "minCount",
            "maxCount",
        )
    ),
    RDF + "first",
    RDF + "rest",
    RDFS + "subClassOf",
)
_CLASSES = """
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?class ?label WHERE { ?class a owl:Class ; rdfs:label ?label } ORDER BY ?class ?label
"""
# Whose shape a field is of, in the order of the fields.
ITSELF, ABOVE, NO_CLASS, BELOW = range(4)


class Asked(NamedTuple):
    """A property shape, the classes that it is for, and how near they are to the section's."""

    rank: int
    order: int
    shape: str
    classes: tuple[str, ...]


@dataclass
class Shapes:
    """What the store says of shapes and classes."""

    said: Mapping[str, Mapping[str, list[Term]]]
    labels: Mapping[str, Text]

    def values(self, name: str, subject: str) -> list[str]:
        """The values of a property of SHACL."""
        return [term.value for term in self.said.get(SH + name, {}).get(subject, ())]

    def first(self, name: str, shapes: Iterable[str]) -> str:
        """The first value of a property of SHACL that any of the shapes has."""
        return next((value for one in shapes for value in self.values(name, one)), "")

    def text(self, name: str, shape: str) -> Text | None:
        """A text in both languages."""
        terms = self.said.get(SH + name, {}).get(shape, ())
        said = {term.language or "en": term.value for term in terms}
        return Text.of(said) if said else None

    def members(self, head: str) -> Iterator[str]:
        """What a list holds."""
        first, rest = self.said[RDF + "first"], self.said[RDF + "rest"]
        while head in first:
            yield from (term.value for term in first[head])
            head = next((term.value for term in rest.get(head, ())), "")

    @cached_property
    def parents(self) -> Mapping[str, list[str]]:
        """The classes just above each."""
        above = self.said.get(RDFS + "subClassOf", {})
        return {one: [term.value for term in terms] for one, terms in above.items()}

    def above(self, class_: str) -> list[str]:
        """The class and all that it is below."""
        found = [class_]
        for one in found:
            found += [parent for parent in self.parents.get(one, ()) if parent not in found]
        return found

    def asked(self, root: str, classes: Sequence[Choice], predicates: set[str]) -> list[Asked]:
        """The property shapes for things of a class, those of the class itself first.

        `classes` are those below it that such things may be of, `predicates` those that they may
        have where a shape names no class.
        """
        found = []
        for shape, properties in self.said.get(SH + "property", {}).items():
            for one in (term.value for term in properties):
                order = self.first("order", [one])
                if not order or self.first("maxCount", [one]) == "0" or self.values("equals", one):
                    continue
                targets = self.values("targetClass", shape)
                rank = self._rank(root, classes, targets)
                used = set(self.values("targetSubjectsOf", shape)) & set(self.values("path", one))
                if rank is None and used & predicates:
                    rank = NO_CLASS
                if rank is not None:
                    found.append(Asked(rank, int(order), one, tuple(targets)))
        return sorted(found)

    def all_of(self, classes: Iterable[Choice], targets: Iterable[str]) -> bool:
        """Whether a shape with these targets is for things of every one of the classes."""
        return all(set(self.above(one.iri)) & set(targets) for one in classes)

    def _rank(self, root: str, classes: Sequence[Choice], targets: Sequence[str]) -> int | None:
        """Whether a shape is of the class, of those above it or of those below; None for others."""
        if root in targets:
            return ITSELF
        if set(self.above(root)) & set(targets):
            return ABOVE
        return BELOW if any(self.all_of([one], targets) for one in classes) else None


def read_shapes(store: Store) -> Shapes:
    """What the store says of shapes and classes now."""
    return Shapes(_said(store), _labels(store))


def _said(store: Store) -> Mapping[str, Mapping[str, list[Term]]]:
    said: dict[str, dict[str, list[Term]]] = defaultdict(lambda: defaultdict(list))
    for predicate in _ASKED:
        for subject, _, value in having(store, predicate):
            said[predicate][subject.value].append(value)
    return said


def _labels(store: Store) -> dict[str, Text]:
    labels: dict[str, dict[str, str]] = defaultdict(dict)
    for class_, label in store.select(_CLASSES, {}).rows:
        if class_ and label:
            labels[class_.value][label.language or "en"] = label.value
    return {one: Text.of(said) for one, said in labels.items()}
