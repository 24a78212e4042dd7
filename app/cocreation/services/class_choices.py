"""Which classes a row of a workbook may be of, from the ontology and from what the graph has."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from cocreation.intake.choices import Choice, slug_of
from cocreation.intake.workbook.table import class_roots, sheets, things_with
from cocreation.model import Term, Text
from cocreation.namespaces import OWL, RDF, RDFS

TYPE, SUBCLASS = RDF + "type", RDFS + "subClassOf"
Said = defaultdict[str, dict[str, list[Term]]]


class Known(NamedTuple):
    """What is said of each subject, by predicate and subject."""

    said: Mapping[str, Mapping[str, list[Term]]]

    def values(self, predicate: str, subject: str) -> list[str]:
        """The values of a property of a subject."""
        return [term.value for term in self.said[predicate].get(subject, ())]

    def label(self, subject: str) -> Text:
        """What it is called in both languages, else by its IRI."""
        labels = {
            term.language or "en": term.value for term in self.said[RDFS + "label"].get(subject, ())
        }
        return Text.of(labels, slug_of(subject))


class Below(NamedTuple):
    """The classes below others."""

    children: Mapping[str, list[str]]

    def __call__(self, root: str) -> list[str]:
        """The class, and all that are below it."""
        found = [root]
        for one in found:
            found += [child for child in self.children.get(one, ()) if child not in found]
        return found


class InUse(NamedTuple):
    """Which things are said to be of a class, and of which classes a thing is said to be."""

    things: Callable[[str], Iterable[str]]
    types: Callable[[str], Iterable[str]]

    def among(self, classes: Sequence[str], below: Below) -> list[str]:
        """Those of the classes that things are of, and not only of a narrower one."""
        return [one for one in classes if self._has(one, set(below(one)[1:]) & set(classes))]

    def _has(self, class_: str, narrower: Collection[str]) -> bool:
        things = self.things(class_)
        return any(all(one not in narrower for one in self.types(thing)) for thing in things)


def subclasses(known: Known) -> Below:
    """What is below each class."""
    children: dict[str, list[str]] = defaultdict(list)
    for subject in sorted(known.said[SUBCLASS]):
        for parent in known.values(SUBCLASS, subject):
            children[parent].append(subject)
    return Below(children)


def classes_of_rows(known: Known, in_use: InUse) -> dict[str, tuple[Choice, ...]]:
    """The classes that a row may be of, by the one above them.

    Of classes that some columns or kinds of rows are for alone, which of those are among them.
    """
    below = subclasses(known)
    as_used = {root for sheet in sheets() for root in sheet.as_used}
    itself = {class_ for sheet in sheets() for class_ in sheet.itself}
    found = {}
    for root in class_roots():
        found[root] = _possible(known, below(root), itself | as_used)
        if root in as_used:
            found[root] = in_use.among(found[root], below) or found[root]
    for one, dependent in things_with().items():
        found[one] = [c for c in below(one) for listed in found.values() if c in listed]
        if not found[one]:
            gone = {c for class_ in dependent for c in below(class_)}
            found = {root: [c for c in listed if c not in gone] for root, listed in found.items()}
    return {root: tuple(_named(known, listed)) for root, listed in found.items()}


def out_of_place(classes: Mapping[str, Sequence[Choice]]) -> frozenset[str]:
    """What makes sense with a class alone that no row may be of."""
    dependent = things_with().items()
    return frozenset(one for class_, things in dependent if not classes[class_] for one in things)


def _possible(known: Known, classes: Sequence[str], itself: Collection[str]) -> list[str]:
    """Those that a thing can be said to be of: none that is defined, none that only others are."""
    parents = {p for c in classes for p in known.values(SUBCLASS, c)}
    defined = known.said[OWL + "equivalentClass"]
    return [c for c in classes if c not in defined and (c not in parents or c in itself)]


def _named(known: Known, classes: Sequence[str]) -> Iterable[Choice]:
    """The classes with their names; one above others is called so where those are listed too."""
    for class_ in classes:
        names = [sheet.itself[class_] for sheet in sheets() if class_ in sheet.itself]
        name = names[0][len(classes) == 1] if names else known.label(class_)
        yield Choice(class_, name)
