"""Inferences computed from the ontology's own axioms and kept beside the files they rest on.

Each asserted graph `…/graph/<path>` gets `…/graph/inferred/<path>`. Two layers keep cases apart:

- what follows from the shared graphs (all that describe no case) goes beside the shared graph that
  types its subject, or else describes it, or else only mentions it, the first in the order given;
- what follows from one case's graph together with the shared ones goes beside that case's graph,
  whatever its subject, so that a case can be replaced or withdrawn with its inferences.

A graph is a case's when it asserts that something is a `cst:Case` or of a class below it.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

from cocreation.model import FileGraph
from cocreation.namespaces import CST, ID, OWL, RDF, RDFS, VCC, inferred_graph
from cocreation.reasoning.axioms import TYPE, read_axioms, subclasses
from cocreation.reasoning.compiling import compile_rules
from cocreation.reasoning.engine import Facts, Program
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

Item = tuple[FileGraph, Sequence[Statement]]
Layer = Sequence[Item]


@dataclass(frozen=True, slots=True)
class Inferences:
    """What was inferred: graphs named after the asserted ones, none empty.

    `whole` tells that all that follows from the shared graphs is in them.
    """

    graphs: tuple[FileGraph, ...]
    whole: bool


class CaseRules:
    """The rules of an ontology, for one case's graph after another.

    The axioms of exactly the graphs in `ontology` count: leave out alignments to keep out their
    types.
    """

    def __init__(self, ontology: Sequence[FileGraph]) -> None:
        axioms = read_axioms(all_statements(ontology))
        self._program = Program(compile_rules(axioms))
        self._case_classes = subclasses(axioms, _CASE)
        self._ontology = ontology

    def describes_case(self, item: Item) -> bool:
        """Whether a graph says of something that it is a case."""
        return any(p == TYPE and value in self._case_classes for _, p, value in item[1])

    def close_shared(self, data: Sequence[FileGraph]) -> Facts:
        """All that follows from the graphs that describe no case, and from the ontology."""
        read = ((graph, list(statements(graph))) for graph in (*data, *self._ontology))
        return self.close([item for item in read if not self.describes_case(item)])

    def close(self, layer: Layer, base: Facts | None = None) -> Facts:
        """All that follows from the graphs of a layer, and from `base`, which is closed already."""
        return self._program.close(_useful(layer, self._program), base)

    def infer(self, case: FileGraph, base: Facts, typed: Callable[[Token], bool]) -> FileGraph:
        """Give what follows from a case's graph within `base`; it may be empty.

        `typed` tells whether the data beside the case say of a term what it is.
        """
        return self.infer_item((case, list(statements(case))), base, typed)

    def infer_item(self, item: Item, base: Facts, typed: Callable[[Token], bool]) -> FileGraph:
        """Do the same for a graph that is read already."""
        own = _typed([item])
        facts = self.close([item], base)
        found = _storable(facts.derived(), lambda token: token in own or typed(token))
        return _inferred_graph(item[0], sorted(found))


def materialise(ontology: Sequence[FileGraph], data: Sequence[FileGraph]) -> tuple[FileGraph, ...]:
    """Compute every inference worth storing, as `infer_all` does."""
    return infer_all(ontology, data).graphs


def infer_all(ontology: Sequence[FileGraph], data: Sequence[FileGraph]) -> Inferences:
    """Compute every inference worth storing, in graphs named after the asserted ones.

    Stored are statements with `rdf:type` or a `cst:` or `vcc:` predicate about individuals (IRIs
    under `id/` and what the data type) that none of the graphs which they follow from asserts.
    """
    rules = CaseRules(ontology)
    read = [(graph, list(statements(graph))) for graph in (*data, *ontology)]
    of_cases = [item for item in read if rules.describes_case(item)]
    shared = [item for item in read if not rules.describes_case(item)]
    typed = _typed(read[: len(data)]).__contains__
    base = rules.close(shared)
    derived = list(base.derived())
    stored = list(_storable(derived, typed))
    graphs = [_inferred_graph(graph, found) for graph, found in _beside_shared(shared, stored)]
    graphs += [rules.infer_item(item, base, typed) for item in of_cases]
    return Inferences(
        tuple(graph for graph in graphs if graph.triples), len(stored) == len(derived)
    )


def _typed(layer: Layer) -> set[Token]:
    return {subject for _, told in layer for subject, predicate, _ in told if predicate == TYPE}


def _useful(layer: Layer, program: Program) -> Iterator[Statement]:
    """Yield the statements that a rule could use, or that must not be stored as inferred."""
    for _, told in layer:
        for statement in told:
            if statement[1] in program.predicates or statement[1].startswith(_STORED_PREDICATES):
                yield statement


def _storable(derived: Iterable[Statement], typed: Callable[[Token], bool]) -> Iterator[Statement]:
    for subject, predicate, value in derived:
        individual = subject.startswith("<" + ID) or (is_iri(subject) and typed(subject))
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
