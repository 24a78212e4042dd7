"""Shapes that check marked nodes only: in a cutting, most nodes are there for others' sake."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from cocreation.namespaces import OWL, PREFIXES, RDFS, SH
from cocreation.validation.graphs import TYPE, Line, lines, write
from cocreation.validation.texts import Texts

Statement = tuple[str, str, str]
_TARGET_CLASS = SH + "targetClass"
_TARGET_SUBJECTS = SH + "targetSubjectsOf"
_TARGET_OBJECTS = SH + "targetObjectsOf"
_DECLARE = SH + "declare"
_INSTANCE = "urn:x-cocreation:instance-of:"
_SUBJECT = "urn:x-cocreation:subject-of:"
_SCHEMA = PREFIXES["schema"]
_MARKED = '"marked"'


class Focusing:
    """Shapes whose targets are marks, and the marks that make a node a target as it was before.

    A mark is a statement with a predicate of its own, which no shape asks for in any other way.
    Targets by object stay as they are.
    """

    def __init__(self, shapes: bytes, hierarchy: Iterable[Statement]) -> None:
        """`hierarchy` are the statements of rdfs:subClassOf."""
        self.above = _closure(hierarchy)
        self._classes: set[str] = set()
        self._predicates: set[str] = set()
        self._said: dict[str, list[Statement]] = defaultdict(list)
        for line in lines(shapes):
            if not _is_of_ontologies(line):
                self._said[line.subject].append(self._with_mark(line))

    @cached_property
    def texts(self) -> Texts:
        """What the shapes ask of texts."""
        return Texts(dict(self._said))

    @cached_property
    def shapes(self) -> bytes:
        """All shapes, without what `texts` answers of nodes that it vouches for."""
        said = (line for lines_ in self._said.values() for line in lines_)
        return write(line for line in said if line not in self.texts.answered)

    def only(self, names: Iterable[str]) -> bytes:
        """The shapes with these names and what they are made of."""
        needed = list(names)
        for node in needed:
            needed.extend({o for _, _, o in self._said[node] if o in self._said} - {*needed})
        return write({line for node in (*needed, *self._prefixes) for line in self._said[node]})

    def marks(self, node: str, said: Iterable[tuple[str, str]]) -> Iterator[Statement]:
        """The marks of a node of which all is given that is said."""
        if node.startswith('"'):
            return
        statements = list(said)
        for class_ in self.classes_of(statements) & self._classes:
            yield node, _INSTANCE + class_, _MARKED
        for predicate in {p for p, _ in statements} & self._predicates:
            yield node, _SUBJECT + predicate, _MARKED

    def shapes_of(self, marks: Iterable[Statement]) -> frozenset[str]:
        """The shapes that the marks make targets for, and those with targets by object."""
        marked = {predicate for _, predicate, _ in marks}
        return frozenset(
            shape
            for shape, said in self._said.items()
            for _, predicate, value in said
            if predicate == _TARGET_OBJECTS or (predicate == _TARGET_SUBJECTS and value in marked)
        )

    def classes_of(self, said: Iterable[tuple[str, str]]) -> set[str]:
        """The classes that a node is an instance of, those above them among them."""
        types = {value for predicate, value in said if predicate == TYPE}
        return types.union(*(self.above.get(one, ()) for one in types))

    @cached_property
    def _prefixes(self) -> list[str]:
        """The declarations of prefixes: queries may use any, wherever it is declared."""
        said = self._said.items()
        declarations = {o for _, lines_ in said for _, p, o in lines_ if p == _DECLARE}
        return [*declarations, *(s for s, lines_ in said for _, p, _ in lines_ if p == _DECLARE)]

    def _with_mark(self, line: Line) -> Statement:
        shape, predicate, value = line
        if predicate == _TARGET_CLASS:
            self._classes.add(value)
            return shape, _TARGET_SUBJECTS, _INSTANCE + value
        if predicate == _TARGET_SUBJECTS:
            self._predicates.add(value)
            return shape, _TARGET_SUBJECTS, _SUBJECT + value
        return line


def _is_of_ontologies(line: Line) -> bool:
    """Whether it makes terms of ontologies a target, which no cutting has whole."""
    return line.predicate == _TARGET_OBJECTS and line.object.startswith((OWL, RDFS, _SCHEMA))


def _closure(hierarchy: Iterable[Statement]) -> Mapping[str, frozenset[str]]:
    """All classes above each class."""
    parents: dict[str, set[str]] = defaultdict(set)
    for class_, _, parent in hierarchy:
        parents[class_].add(parent)
    above = {}
    for class_, direct in parents.items():
        found = list(direct)
        for one in found:
            found.extend(parent for parent in parents.get(one, ()) if parent not in found)
        above[class_] = frozenset(found)
    return above
