"""What candidates for a mend are drawn from: the data, the files among them, and the shapes."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from cocreation.model import FileGraph, Finding, Term, Text, Triple
from cocreation.namespaces import CST, RDF, RDFS, SH, compact
from cocreation.services.mending.changes import TYPE, iri, statement
from cocreation.sources import terms
from cocreation.validation.vocabulary import Vocabulary

_TYPE_NAME = Text(en="kind", zh="种类")


class Statements:
    """Statements looked up by subject, by predicate and object, and by object."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self._about: dict[str, list[Triple]] = defaultdict(list)
        self._objects: dict[tuple[str, str], list[Term]] = defaultdict(list)
        self._subjects: dict[tuple[str, Term], list[str]] = defaultdict(list)
        self._pointing: dict[str, list[Triple]] = defaultdict(list)
        for triple in triples:
            subject, predicate, value = triple
            self._about[subject.value].append(triple)
            self._objects[subject.value, predicate.value].append(value)
            self._subjects[predicate.value, value].append(subject.value)
            if value.kind == "iri":
                self._pointing[value.value].append(triple)

    def about(self, subject: str) -> list[Triple]:
        """All statements about a node."""
        return self._about.get(subject, [])

    def pointing_at(self, node: str) -> list[Triple]:
        """All statements that have the node for their object."""
        return self._pointing.get(node, [])

    def objects(self, subject: str, predicate: str) -> list[Term]:
        """The values of a property of a node."""
        return self._objects.get((subject, predicate), [])

    def iris(self, subject: str, predicate: str) -> list[str]:
        """Those of the values that are nodes with a name."""
        return [value.value for value in self.objects(subject, predicate) if value.kind == "iri"]

    def subjects(self, predicate: str, value: Term | str) -> list[str]:
        """The nodes that have this value of the property."""
        term = iri(value) if isinstance(value, str) else value
        return self._subjects.get((predicate, term), [])

    def having(self, predicate: str) -> list[tuple[str, Term]]:
        """Every node that has the property, with its value."""
        found = [
            (s, v) for (s, p), values in self._objects.items() if p == predicate for v in values
        ]
        return sorted(found, key=lambda pair: (pair[0], pair[1].value))

    def members(self, value: Term) -> list[Term]:
        """The members of the list that begins at `value`; the value itself where it is none."""
        if not self.objects(value.value, RDF + "first"):
            return [value]
        found: list[Term] = []
        while value.value != RDF + "nil":
            found += self.objects(value.value, RDF + "first")
            value = self.objects(value.value, RDF + "rest")[0]
        return found


@dataclass(frozen=True)
class World:
    """`data` is everything checked, `own` what stands in the files that may be mended."""

    data: Statements
    own: Statements
    shapes: Statements
    vocabulary: Vocabulary

    @classmethod
    def read(
        cls, files: Sequence[FileGraph], data: Sequence[FileGraph], shapes: Sequence[FileGraph]
    ) -> "World":
        """The world of a check: `data` are all graphs checked, `files` those of them to mend."""
        return cls(
            Statements(triple for graph in data for triple in terms(graph.triples)),
            Statements(triple for graph in files for triple in terms(graph.triples)),
            Statements(triple for graph in shapes for triple in terms(graph.triples)),
            Vocabulary.read(data),
        )

    def types(self, node: str) -> list[str]:
        """The classes that a node is said to be of."""
        return self.data.iris(node, RDF + "type")

    def is_a(self, node: str, classes: Iterable[str]) -> bool:
        """Whether a node is of one of the classes, or of one below."""
        wanted = {below for class_ in classes for below in self.vocabulary.subclasses(class_)}
        return not wanted.isdisjoint(self.types(node))

    def instances(self, classes: Iterable[str]) -> list[str]:
        """The nodes with a name that are of one of the classes, or of one below, in order."""
        below = {one for class_ in classes for one in self.vocabulary.subclasses(class_)}
        return sorted(
            {
                node
                for class_ in below
                for node in self.data.subjects(RDF + "type", class_)
                if ":" in node
            }
        )

    def labels(self, node: str) -> list[str]:
        """Every name that a node has."""
        return [label.value for label in self.data.objects(node, RDFS + "label")]

    def name(self, node: str) -> Text:
        """What a person calls a node: its label, else its short name."""
        by_language = {
            label.language or "": label.value for label in self.data.objects(node, RDFS + "label")
        }
        return Text.of(by_language, compact(node))

    def property_name(self, path: str) -> Text:
        """What a person calls a property: its label, else what a shape that asks for it says."""
        named = [path, *self.shapes.subjects(SH + "path", path)]
        spoken = [self.data.objects(one, RDFS + "label") for one in named]
        spoken += [self.shapes.objects(one, SH + "name") for one in named]
        by_language = next(
            ({text.language: text.value for text in texts} for texts in spoken if texts), {}
        )
        en = by_language.get("en", compact(path))
        return _TYPE_NAME if path == TYPE.value else Text(en=en, zh=by_language.get("zh", en))

    def neighbours(self, node: str) -> list[str]:
        """The nodes that one points at, and those that point at it; none of them a class."""
        ahead = [
            t.object.value
            for t in self.data.about(node)
            if t.object.kind == "iri" and t.predicate.value != RDF + "type"
        ]
        behind = [t.subject.value for t in self.data.pointing_at(node)]
        return [n for n in dict.fromkeys([*ahead, *behind]) if n != node]

    def studies(self, node: str) -> set[str]:
        """The studies that a node is of, and those whose model they apply."""
        found = self.data.iris(node, CST + "ofStudy")
        for study in found:
            applied = self.data.iris(study, CST + "appliesModelOf")
            found.extend(one for one in applied if one not in found)
        return set(found)

    @cached_property
    def cases(self) -> list[str]:
        """The cases that the files describe."""
        classes = self.vocabulary.subclasses(CST + "Case")
        return sorted({c for class_ in classes for c in self.own.subjects(RDF + "type", class_)})


@dataclass(frozen=True)
class Fault:
    """A finding, with what its shape asks for and what its focus has."""

    finding: Finding
    world: World

    @property
    def focus(self) -> str:
        """The node that it is about."""
        return self.finding.focus

    @property
    def path(self) -> str:
        """The property found at fault; empty where the finding names none."""
        return self.finding.path or ""

    @property
    def value(self) -> Term:
        """The offending value; an empty text where the finding names none."""
        return self.finding.value or Term("literal", "")

    @property
    def shape(self) -> str:
        """The shape's name without its namespace."""
        return self.finding.shape.rpartition("#")[2]

    def asked(self, parameter: str) -> list[Term]:
        """The values of a parameter of the shape, a list's members one by one."""
        shapes = self.world.shapes
        given = shapes.objects(self.finding.shape, SH + parameter)
        return [member for value in given for member in shapes.members(value)]

    def alternatives(self, parameter: str, of: str) -> list[str]:
        """What each alternative of `sh:or`, `sh:xone` or `sh:not` asks for, such as its class."""
        shapes = self.world.shapes
        asked = self.asked(parameter)
        return [v.value for one in asked for v in shapes.objects(one.value, SH + of)]

    def classes(self) -> list[str]:
        """The classes that a value has to be of, any of them."""
        return [c.value for c in self.asked("class")] or self.alternatives("or", "class")

    def siblings(self) -> list[str]:
        """The other properties that the same node shape speaks of, as property shapes."""
        shapes = self.world.shapes
        parents = shapes.subjects(SH + "property", self.finding.shape)
        found = [s for parent in parents for s in shapes.iris(parent, SH + "property")]
        return [shape for shape in dict.fromkeys(found) if shape != self.finding.shape]

    def at(self, path: str) -> "Fault":
        """The same fault, looked at from another property."""
        return replace(self, finding=replace(self.finding, path=path))

    def values(self, path: str | None = None) -> list[Term]:
        """The values of the path, or of another property, that the focus has."""
        return self.world.data.objects(self.focus, path or self.path)

    def nodes(self, path: str) -> list[str]:
        """Those of the values that are nodes with a name."""
        return self.world.data.iris(self.focus, path)

    def triple(self, value: Term, path: str | None = None) -> Triple:
        """A statement about the focus."""
        return statement(self.focus, path or self.path, value)
