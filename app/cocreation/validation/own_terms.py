"""The findings of the generated closed shapes on a few nodes, without generating the shapes."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from cocreation.model import Finding, Text
from cocreation.namespaces import ID, SH
from cocreation.validation.closed_shapes import UNKNOWN_CLASS, UNKNOWN_PROPERTY, terms_shape
from cocreation.validation.graphs import TYPE
from cocreation.validation.rdf import read_term
from cocreation.validation.vocabulary import Vocabulary, is_own

_CLOSED = SH + "ClosedConstraintComponent"
_NOT = SH + "NotConstraintComponent"
_LEAST = SH + "QualifiedMinCountConstraintComponent"
_NOTHING_YET = Text(en="", zh="")


class OwnTerms:
    """Misspelt and misplaced terms by one vocabulary; `unknown_terms.explain` words them."""

    def __init__(self, vocabulary: Vocabulary, above: Mapping[str, frozenset[str]]) -> None:
        """`above` has the superclasses of each class, as an engine sees them."""
        self._vocabulary = vocabulary
        self._above = above

    def findings(self, node: str, said: Iterable[tuple[str, str]]) -> Iterator[Finding]:
        """What the generated shapes find on a node of which all is given that is said."""
        statements = list(said)
        if not self._vocabulary.superclasses or not statements:
            return
        types = {value for predicate, value in statements if predicate == TYPE}
        classes = types.union(*(self._above.get(one, ()) for one in types))
        for predicate, value in statements:
            if predicate == TYPE or not is_own(predicate):
                continue
            for class_ in self._refused.get(predicate, self._leaves) & classes:
                yield _closed(node, terms_shape(class_), predicate, value)
            if predicate not in self._vocabulary.domains:
                yield _closed(node, UNKNOWN_PROPERTY, predicate, value)
        yield from self._of_classes(node, statements, types)

    def _of_classes(
        self,
        node: str,
        statements: Iterable[tuple[str, str]],
        types: set[str],
    ) -> Iterator[Finding]:
        known = self._vocabulary.superclasses.keys()
        for type_ in types - known:
            if is_own(type_):
                yield _finding(node, UNKNOWN_CLASS, _NOT, TYPE, type_)
        tells = node.startswith(ID) or any(p != TYPE and is_own(p) for p, _ in statements)
        if tells and not types & known:
            yield _finding(node, UNKNOWN_CLASS, _LEAST, TYPE, None)

    @cached_property
    def _leaves(self) -> frozenset[str]:
        return frozenset(self._vocabulary.leaves())

    @cached_property
    def _refused(self) -> dict[str, frozenset[str]]:
        """For each property of our own the leaf classes whose instances may not have it."""
        return {
            property_: frozenset(
                class_ for class_ in self._leaves if not self._vocabulary.allows(class_, property_)
            )
            for property_ in self._vocabulary.properties()
        }


def _closed(node: str, shape: str, predicate: str, value: str) -> Finding:
    return _finding(node, shape, _CLOSED, predicate, value)


def _finding(node: str, shape: str, component: str, path: str, value: str | None) -> Finding:
    term = None if value is None else read_term(value)
    return Finding(node, shape, component, "violation", _NOTHING_YET, path, term)
