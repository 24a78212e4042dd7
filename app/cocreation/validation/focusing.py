"""Shapes that check marked nodes only: in a cutting, most nodes are there for others' sake."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from cocreation.namespaces import SH
from cocreation.validation.graphs import TYPE, Line, lines, write

Statement = tuple[str, str, str]
_TARGET_CLASS = SH + "targetClass"
_TARGET_SUBJECTS = SH + "targetSubjectsOf"
_INSTANCE = "urn:x-cocreation:instance-of:"
_SUBJECT = "urn:x-cocreation:subject-of:"
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
        self.shapes = write(map(self._with_mark, lines(shapes)))

    def marks(self, node: str, said: Iterable[tuple[str, str]]) -> Iterator[Statement]:
        """The marks of a node of which all is given that is said."""
        if node.startswith('"'):
            return
        statements = list(said)
        for class_ in self.classes_of(statements) & self._classes:
            yield node, _INSTANCE + class_, _MARKED
        for predicate in {p for p, _ in statements} & self._predicates:
            yield node, _SUBJECT + predicate, _MARKED

    def classes_of(self, said: Iterable[tuple[str, str]]) -> set[str]:
        """The classes that a node is an instance of, those above them among them."""
        types = {value for predicate, value in said if predicate == TYPE}
        return types.union(*(self.above.get(one, ()) for one in types))

    def _with_mark(self, line: Line) -> Statement:
        shape, predicate, value = line
        if predicate == _TARGET_CLASS:
            self._classes.add(value)
            return shape, _TARGET_SUBJECTS, _INSTANCE + value
        if predicate == _TARGET_SUBJECTS:
            self._predicates.add(value)
            return shape, _TARGET_SUBJECTS, _SUBJECT + value
        return line


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
