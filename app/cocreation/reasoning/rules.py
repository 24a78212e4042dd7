"""Inferences computed from the ontology's own axioms and kept beside the files they rest on.

Each asserted graph `…/graph/<path>` gets `…/graph/inferred/<path>`. Two layers keep cases apart:

- what follows from the shared graphs (all that describe no case) goes beside the shared graph that
  types its subject, or else describes it, or else only mentions it, the first in the order given;
- what follows from one case's graph together with the shared ones goes beside that case's graph,
  whatever its subject, so that a case can be replaced or withdrawn with its inferences.

A graph is a case's when it asserts that something is a `cst:Case` or of a class below it.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from hashlib import sha256

from cocreation.model import FileGraph
from cocreation.namespaces import CST, ID, OWL, RDF, RDFS, VCC, inferred_graph
from cocreation.reasoning.axioms import TYPE, read_axioms, subclasses
from cocreation.reasoning.compiling import compile_rules
from cocreation.reasoning.engine import Program
from cocreation.reasoning.ntriples import (
    Statement,
    Token,
    all_statements,
    iri,
    is_iri,
    serialise,
    statements,
)

_CASE = iri(CST + "Case")
_STORED_PREDICATES = ("<" + CST, "<" + VCC, TYPE)
_SCHEMA = ("<" + OWL, "<" + RDF, "<" + RDFS)

Layer = Sequence[tuple[FileGraph, Sequence[Statement]]]


def materialise(ontology: Sequence[FileGraph], data: Sequence[FileGraph]) -> tuple[FileGraph, ...]:
    """Compute every inference worth storing, in graphs named after the asserted ones, none empty.

    Stored are statements with `rdf:type` or a `cst:` or `vcc:` predicate about individuals (IRIs
    under `id/` and what the data type) that none of the graphs which they follow from asserts.
    The axioms of exactly the graphs in `ontology` count: leave out alignments to keep out their
    types.
    """
    axioms = read_axioms(all_statements(ontology))
    program = Program(compile_rules(axioms))
    case_classes = subclasses(axioms, _CASE)
    graphs = [(graph, list(statements(graph))) for graph in (*data, *ontology)]
    of_cases = [item for item in graphs if _describes(item[1], case_classes)]
    shared = [item for item in graphs if not _describes(item[1], case_classes)]
    typed = _typed(graphs[: len(data)])
    base = program.close(_useful(shared, program))
    inferred = _beside_shared(shared, _storable(base.derived(), typed))
    for item in of_cases:
        facts = program.close(_useful([item], program), base)
        inferred.append((item[0], sorted(_storable(facts.derived(), typed))))
    return tuple(_inferred_graph(graph, triples) for graph, triples in inferred if triples)


class CaseRules:
    """What `materialise` does, for one case's graph after another within the same shared graphs."""

    def __init__(self, ontology: Sequence[FileGraph], data: Sequence[FileGraph]) -> None:
        axioms = read_axioms(all_statements(ontology))
        self._program = Program(compile_rules(axioms))
        case_classes = subclasses(axioms, _CASE)
        told = [(graph, list(statements(graph))) for graph in data]
        shared = [item for item in told if not _describes(item[1], case_classes)]
        self._typed = _typed(shared)
        shared += [(graph, list(statements(graph))) for graph in ontology]
        self._base = self._program.close(_useful(shared, self._program))

    def infer(self, case: FileGraph) -> FileGraph:
        """Give what follows from a case's graph; it may be empty."""
        item = (case, list(statements(case)))
        facts = self._program.close(_useful([item], self._program), self._base)
        typed = self._typed | _typed([item])
        return _inferred_graph(case, sorted(_storable(facts.derived(), typed)))


def _typed(layer: Layer) -> set[Token]:
    return {subject for _, told in layer for subject, predicate, _ in told if predicate == TYPE}


def _describes(told: Iterable[Statement], classes: Collection[Token]) -> bool:
    return any(predicate == TYPE and value in classes for _, predicate, value in told)


def _useful(layer: Layer, program: Program) -> Iterator[Statement]:
    """Yield the statements that a rule could use, or that must not be stored as inferred."""
    for _, told in layer:
        for statement in told:
            if statement[1] in program.predicates or statement[1].startswith(_STORED_PREDICATES):
                yield statement


def _storable(derived: Iterable[Statement], typed: Collection[Token]) -> Iterator[Statement]:
    for subject, predicate, value in derived:
        individual = subject.startswith("<" + ID) or (is_iri(subject) and subject in typed)
        if individual and predicate.startswith(_STORED_PREDICATES):
            named = is_iri(value) and not value.startswith(_SCHEMA)
            if named or predicate != TYPE:
                yield subject, predicate, value


def _beside_shared(
    shared: Layer, inferred: Iterable[Statement]
) -> list[tuple[FileGraph, list[Statement]]]:
    home = _homes(shared)
    triples: dict[str, list[Statement]] = defaultdict(list)
    for statement in sorted(inferred):
        triples[home[statement[0]]].append(statement)
    return [(graph, triples[graph.name]) for graph, _ in shared]


def _homes(shared: Layer) -> dict[Token, str]:
    """For each term the graph that types it, else describes it, else mentions it first."""
    typing: dict[Token, str] = {}
    describing: dict[Token, str] = {}
    mentioning: dict[Token, str] = {}
    for graph, told in shared:
        for subject, predicate, value in told:
            if predicate == TYPE:
                typing.setdefault(subject, graph.name)
            describing.setdefault(subject, graph.name)
            mentioning.setdefault(value, graph.name)
    return mentioning | describing | typing


def _inferred_graph(graph: FileGraph, triples: Sequence[Statement]) -> FileGraph:
    body = serialise(triples)
    name = inferred_graph(graph.name)
    return FileGraph(name, graph.path, body, sha256(body).hexdigest())
