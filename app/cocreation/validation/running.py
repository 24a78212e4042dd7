"""One check: shapes and data joined, an engine run, its report read, unknown terms explained."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from cocreation.model import FileGraph, Finding, Term, Text
from cocreation.namespaces import SH
from cocreation.validation import Engine
from cocreation.validation.closed_shapes import closed_shapes
from cocreation.validation.graphs import STAND_IN, lines, merge, with_own_blanks, with_stand_ins
from cocreation.validation.names import names_within
from cocreation.validation.neighbourhood.view import Unseen, View
from cocreation.validation.rdf import as_rdflib
from cocreation.validation.report import in_order, read_findings
from cocreation.validation.shape_index import ShapeIndex
from cocreation.validation.unknown_terms import explain
from cocreation.validation.unknown_things import UnknownThings, can_be_unknown, loose_ends
from cocreation.validation.vocabulary import ONTOLOGY_GRAPHS, Usage, Vocabulary

_STAND_IN = re.compile(f"<?{STAND_IN}([0-9A-Za-z]+)>?")


def check_with_vocabulary(
    data: Sequence[FileGraph], shapes: Sequence[FileGraph], engine: Engine
) -> tuple[Finding, ...]:
    """All findings, those of the closed shapes generated for `data` among them, in order."""
    vocabulary, usage = Vocabulary.read(data), Usage.read(data)
    rules = merge(shapes) + closed_shapes(vocabulary, usage)
    results = run(merge(data), rules, engine)
    if engine == "fast" and _has_blank_nodes(data):
        results = _blank_nodes_aside(results, data, rules)
    found = explain(dict.fromkeys(results), vocabulary, usage, names_within(merge(data)))
    return tuple(sorted(_with_unknown_things(found, data, merge(shapes), vocabulary), key=in_order))


def _with_unknown_things(
    found: Iterable[Finding], data: Sequence[FileGraph], shapes: bytes, vocabulary: Vocabulary
) -> Iterable[Finding]:
    """The findings, and those on values of which the data say nothing."""
    ontology = [graph for graph in data if _is_ontology(graph)]
    if not ontology:
        return found
    loose = loose_ends(merge([graph for graph in data if graph not in ontology]), merge(ontology))
    all_found = list(found)
    if not loose and not any(map(can_be_unknown, all_found)):
        return all_found
    said = [line for graph in ontology for line in lines(with_own_blanks(graph))]
    view = View(None, Unseen(()), data)
    return UnknownThings(vocabulary, shapes, said).told(all_found, loose, view)


def run(data: bytes, shapes: bytes, engine: Engine) -> Iterator[Finding]:
    """Run one engine on N-Triples; its results as findings, in no order."""
    if engine == "fast":
        from cocreation.validation.fast import validate  # noqa: PLC0415 -- slow
    else:
        from cocreation.validation.reference import validate  # noqa: PLC0415 -- slow
    report, index = validate(data, shapes), ShapeIndex(as_rdflib(shapes))
    return read_findings(report, index, names_within(data))


def _has_blank_nodes(data: Sequence[FileGraph]) -> bool:
    return any(b"_:" in graph.triples for graph in data if not _is_ontology(graph))


def _is_ontology(graph: FileGraph) -> bool:
    return graph.name.startswith(ONTOLOGY_GRAPHS)


def _blank_nodes_aside(
    results: Iterable[Finding], data: Sequence[FileGraph], rules: bytes
) -> Iterator[Finding]:
    """The fast engine's results, those of queries from a run with IRIs in place of blank nodes.

    In its queries a blank node as $this stands for any node at all; what is not a query has to
    see that the node is blank.
    """
    named = merge([graph for graph in data if _is_ontology(graph)])
    named += b"".join(with_stand_ins(graph) for graph in data if not _is_ontology(graph))
    yield from joined_results(results, run(named, rules, "fast"))


def joined_results(plain: Iterable[Finding], named: Iterable[Finding]) -> Iterator[Finding]:
    """The results of a run with blank nodes, those of queries from one with IRIs in their place."""
    yield from (finding for finding in plain if not _from_query(finding))
    for finding in named:
        if _from_query(finding):
            yield _with_blank_nodes(finding)


def _from_query(finding: Finding) -> bool:
    """Whether a query found it: sh:sparql, or a component that is not SHACL's own."""
    component = finding.component
    return component == SH + "SPARQLConstraintComponent" or not component.startswith(SH)


def _with_blank_nodes(finding: Finding) -> Finding:
    value = finding.value
    if value is not None and value.value.startswith(STAND_IN):
        value = Term("blank", value.value.removeprefix(STAND_IN))
    message = Text(en=_restored(finding.message.en), zh=_restored(finding.message.zh))
    return replace(finding, focus=_restored(finding.focus), value=value, message=message)


def _restored(text: str) -> str:
    return _STAND_IN.sub(r"_:\1", text)
