"""Shapes and vocabulary read once, to check small graphs with again and again."""

from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from cocreation.model import FileGraph, Finding
from cocreation.namespaces import BASE, OWL, PREFIXES, RDF, RDFS, SH
from cocreation.validation import Engine
from cocreation.validation.closed_shapes import closed_shapes
from cocreation.validation.focusing import Focusing
from cocreation.validation.graphs import (
    TYPE,
    lines,
    merge,
    stand_in,
    stand_ins,
    with_own_blanks,
    write,
)
from cocreation.validation.names import Names, names_seen
from cocreation.validation.neighbourhood.changes import Known
from cocreation.validation.neighbourhood.reading import Statement
from cocreation.validation.neighbourhood.shapes import unreviewed
from cocreation.validation.neighbourhood.terms import STATED, STUDY
from cocreation.validation.neighbourhood.view import View
from cocreation.validation.own_terms import OwnTerms
from cocreation.validation.rdf import as_rdflib
from cocreation.validation.report import name_of, only_about, read_findings
from cocreation.validation.running import joined_results
from cocreation.validation.shape_index import ShapeIndex
from cocreation.validation.unknown_terms import explain
from cocreation.validation.unknown_things import UnknownThings
from cocreation.validation.vocabulary import Usage, Vocabulary

if TYPE_CHECKING:
    from cocreation.validation.fast import PreparedShapes

_KEPT = 100
_SUBCLASS_OF = RDFS + "subClassOf"
# Classes that nothing but these statements, or their instances, connect to others.
_CONNECTING = frozenset(
    {
        *(_SUBCLASS_OF, RDFS + "domain", RDFS + "range", RDF + "first"),
        *(OWL + "equivalentClass", OWL + "allValuesFrom", OWL + "someValuesFrom"),
        *(PREFIXES["schema"] + "domainIncludes", PREFIXES["schema"] + "rangeIncludes"),
    }
)

# What findings need of shapes is the rest; an rdflib graph of all would take twice as long.
_UNSPOKEN = frozenset(
    {
        *(SH + name for name in ("name", "severity", "order", "select", "prefixes", "declare")),
        *(SH + name for name in ("targetClass", "targetSubjectsOf", "targetObjectsOf")),
        *(TYPE, PREFIXES["skos"] + "editorialNote"),
    }
)


class PreparedCheck:
    """The shapes, and the ontology that they and the data speak in.

    `known` is what the reach of a change depends on; `covers_all` tells whether the neighbourhood
    is known to have everything for each of the shapes.
    """

    def __init__(self, ontology: Sequence[FileGraph], shapes: Sequence[FileGraph]) -> None:
        self._shapes = merge(shapes)
        self._statements = [ln for graph in ontology for ln in lines(with_own_blanks(graph))]
        self._hierarchy = [
            line
            for line in self._statements
            if line.predicate == _SUBCLASS_OF
            and not line.subject.startswith("_:")
            and not line.object.startswith("_:")
        ]
        self.vocabulary = Vocabulary.read(ontology)
        self._some_shapes = lru_cache(maxsize=_KEPT)(self._prepare_some)

    def prepare(self) -> None:
        """Make at once what the first check would make, so that processes forked later have it."""
        _ = self._all_shapes, self._terms, self._things, self._index, self.known

    @cached_property
    def known(self) -> Known:
        """What the ontology says that bears on data."""
        subjects = frozenset(line.subject for line in self._statements)
        return Known(self.vocabulary, subjects, frozenset(self._delicate()))

    @cached_property
    def covers_all(self) -> bool:
        """Whether no shape looks further than the neighbourhood reaches."""
        return not unreviewed(self._shapes)

    def is_study(self, said: Iterable[tuple[str, str]]) -> bool:
        """Whether a node of which this is said may be a study, or states what only studies do."""
        return any(
            predicate in STATED or (predicate == TYPE and value in self._studies)
            for predicate, value in said
        )

    @cached_property
    def _studies(self) -> frozenset[str]:
        return self.vocabulary.subclasses(STUDY)

    def check(
        self, statements: Collection[Statement], view: View, nodes: Collection[str], engine: Engine
    ) -> set[Finding]:
        """What the shapes find on `nodes`, by the statements that are read around them."""
        found = self._found(statements, view, nodes, engine)
        # What is not read of a node points at what is known.
        pointers = (statement for statement in statements if statement[0] in nodes)
        return set(self._things.told(found, pointers, view))

    def _found(
        self, statements: Iterable[Statement], view: View, nodes: Collection[str], engine: Engine
    ) -> set[Finding]:
        if engine == "reference":
            data = write({*statements, *self._hierarchy})
            return self._by_reference(data, nodes, names_seen(view))
        said = {node: view.about(node) for node in nodes}
        marked = {node: [*self._focusing.marks(node, said[node])] for node in nodes}
        marks = [mark for node in nodes for mark in marked[node]]
        doubtful = {node for node in nodes if not self._vouches(said[node], marked[node])}
        data = write({*statements, *self._hierarchy})
        names = {name_of(node) for node in nodes}
        found = self._fast(data, marks, names, view, doubtful)
        if b"_:" in data:
            aside = [(stand_in(node), mark, value) for node, mark, value in marks]
            # Nothing is taken of it but what queries find, which look at no text alone.
            found = joined_results(found, self._fast(stand_ins(data), aside, None, view, ()))
        return {f for f in found if f.focus in names} | self._of_terms(said, names_seen(view))

    def _fast(
        self,
        data: bytes,
        marks: Sequence[Statement],
        names: Container[str] | None,
        view: View,
        doubtful: Iterable[str],
    ) -> Iterator[Finding]:
        """The fast engine's results on nodes with these names: a report only of what may fail."""
        failing = self._all_shapes.failing(data + write(marks)).union(doubtful)
        if names is None or any(name_of(node) in names for node in failing):
            left = [mark for mark in marks if mark[0] in failing]
            prepared = self._some_shapes(self._focusing.shapes_of(left))
            report = prepared.run(data + write(left))
            kept = report if names is None else only_about(report, names)
            yield from read_findings(as_rdflib(kept), self._index, names_seen(view))

    def _vouches(self, said: Iterable[tuple[str, str]], marks: Iterable[Statement]) -> bool:
        return self._focusing.texts.vouches(said, {predicate for _, predicate, _ in marks})

    def _by_reference(self, data: bytes, nodes: Iterable[str], names: Names) -> set[Finding]:
        from cocreation.validation.reference import validate  # noqa: PLC0415 -- slow

        usage = Usage.of(lines(data))
        rules = self._shapes + closed_shapes(self.vocabulary, usage)
        focuses = {name_of(node) for node in nodes}
        results = read_findings(validate(data, rules), ShapeIndex(as_rdflib(rules)), names)
        found = explain(dict.fromkeys(results), self.vocabulary, usage, names)
        return {f for f in found if f.focus in focuses}

    def _of_terms(
        self, said: Mapping[str, Collection[tuple[str, str]]], names: Names
    ) -> set[Finding]:
        raw = [f for node, pairs in said.items() for f in self._terms.findings(node, pairs)]
        usage = Usage.of((node, p, o) for node in {f.focus for f in raw} for p, o in said[node])
        return set(explain(raw, self.vocabulary, usage, names))

    @cached_property
    def _all_shapes(self) -> "PreparedShapes":
        from cocreation.validation.fast import PreparedShapes  # noqa: PLC0415 -- slow

        return PreparedShapes(self._focusing.shapes)

    def _prepare_some(self, names: frozenset[str]) -> "PreparedShapes":
        from cocreation.validation.fast import PreparedShapes  # noqa: PLC0415 -- slow

        return PreparedShapes(self._focusing.only(names))

    @cached_property
    def _focusing(self) -> Focusing:
        return Focusing(self._shapes, self._hierarchy)

    @cached_property
    def _terms(self) -> OwnTerms:
        return OwnTerms(self.vocabulary, self._focusing.above)

    @cached_property
    def _things(self) -> UnknownThings:
        return UnknownThings(self.vocabulary, self._shapes, self._statements)

    @cached_property
    def _index(self) -> ShapeIndex:
        said = (line for line in lines(self._shapes) if line.predicate not in _UNSPOKEN)
        return ShapeIndex(as_rdflib(write(said)))

    def _delicate(self) -> Iterator[str]:
        """Terms that are deprecated, and our classes that only instances connect to others."""
        connected: set[str] = set()
        for subject, predicate, value in self._statements:
            if predicate == OWL + "deprecated":
                yield subject
            if predicate in _CONNECTING:
                connected.update((subject, value))
        # Classes of others need no connection.
        own = (c for c in self.vocabulary.superclasses if c.startswith(BASE))
        yield from (c for c in own if c not in connected)
