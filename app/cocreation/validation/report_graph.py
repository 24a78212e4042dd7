"""Findings back as the validation report that SHACL tools exchange."""

from collections.abc import Iterable

from rdflib import PROV, RDF, RDFS, SH, BNode, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.paths import AlternativePath, InvPath, MulPath, SequencePath
from rdflib.plugins.sparql.algebra import translatePath, traverse
from rdflib.plugins.sparql.parser import Path as PathGrammar
from rdflib.term import Node

from cocreation.model import Finding, Mend, Severity, Term, Triple
from cocreation.namespaces import PREFIXES

_SEVERITIES: dict[Severity, URIRef] = {
    "violation": SH.Violation,
    "warning": SH.Warning,
    "info": SH.Info,
}
# Its vocabulary says of results how to mend them: http://datashapes.org/suggestions.html
_DASH = Namespace("http://datashapes.org/dash#")
_REPEATS = {"*": SH.zeroOrMorePath, "+": SH.oneOrMorePath, "?": SH.zeroOrOnePath}


def as_turtle(findings: Iterable[Finding]) -> str:
    """An sh:ValidationReport; as SHACL has it, it conforms where there is no result at all.

    A result's place is its prov:atLocation, each proven mend a dash:suggestion, and what was
    probably meant rdfs:seeAlso.
    """
    graph = Graph(bind_namespaces="none")
    graph.bind("dash", _DASH)
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace)
    results = [_result(graph, finding) for finding in findings]
    report = BNode()
    graph.add((report, RDF.type, SH.ValidationReport))
    graph.add((report, SH.conforms, Literal(not results)))
    for result in results:
        graph.add((report, SH.result, result))
    return graph.serialize(format="turtle")


def _result(graph: Graph, finding: Finding) -> Node:
    result = BNode()
    graph.add((result, RDF.type, SH.ValidationResult))
    graph.add((result, SH.focusNode, _focus(finding.focus)))
    graph.add((result, SH.resultSeverity, _SEVERITIES[finding.severity]))
    graph.add((result, SH.sourceConstraintComponent, URIRef(finding.component)))
    graph.add((result, SH.sourceShape, URIRef(finding.shape)))
    graph.add((result, SH.resultMessage, Literal(finding.message.en, lang="en")))
    graph.add((result, SH.resultMessage, Literal(finding.message.zh, lang="zh")))
    if finding.path is not None:
        graph.add((result, SH.resultPath, _path(graph, finding.path)))
    if finding.value is not None:
        graph.add((result, SH.value, _node(finding.value)))
    _add_help(graph, result, finding)
    return result


def _add_help(graph: Graph, result: Node, finding: Finding) -> None:
    """Where the finding is, what was probably meant, and what mends it."""
    if finding.position is not None:
        place = BNode()
        graph.add((result, PROV.atLocation, place))
        graph.add((place, RDF.type, PROV.Location))
        graph.add((place, RDFS.label, Literal(str(finding.position))))
    if finding.suggestion is not None:
        graph.add((result, RDFS.seeAlso, URIRef(finding.suggestion)))
    for mend in finding.mends:
        graph.add((result, _DASH.suggestion, _update(graph, mend)))


def _update(graph: Graph, mend: Mend) -> Node:
    update = BNode()
    graph.add((update, RDF.type, _DASH.GraphUpdate))
    graph.add((update, RDFS.label, Literal(mend.label.en, lang="en")))
    graph.add((update, RDFS.label, Literal(mend.label.zh, lang="zh")))
    for triple in mend.remove:
        graph.add((update, _DASH.deletedTriple, _statement(graph, triple)))
    for triple in mend.add:
        graph.add((update, _DASH.addedTriple, _statement(graph, triple)))
    return update


def _statement(graph: Graph, triple: Triple) -> Node:
    statement = BNode()
    graph.add((statement, RDF.type, RDF.Statement))
    graph.add((statement, RDF.subject, _node(triple.subject)))
    graph.add((statement, RDF.predicate, _node(triple.predicate)))
    graph.add((statement, RDF.object, _node(triple.object)))
    return statement


def _focus(focus: str) -> Node:
    if focus.startswith("_:"):
        return BNode(focus[2:])
    return URIRef(focus) if ":" in focus and " " not in focus else Literal(focus)


def _node(term: Term) -> Node:
    if term.kind == "literal":
        datatype = None if term.language or term.datatype is None else URIRef(term.datatype)
        return Literal(term.value, lang=term.language, datatype=datatype)
    return BNode(term.value) if term.kind == "blank" else URIRef(term.value)


def _path(graph: Graph, path: str) -> Node:
    """A finding's path as SHACL writes it; a complex one is read as SPARQL's notation."""
    if "<" not in path:
        return URIRef(path)
    return _shacl(
        graph, traverse(PathGrammar.parse_string(path, parse_all=True)[0], visitPost=translatePath)
    )


def _shacl(graph: Graph, path: object) -> Node:
    node = BNode()
    if isinstance(path, URIRef):
        return path
    if isinstance(path, SequencePath):
        Collection(graph, node, [_shacl(graph, step) for step in path.args])
    elif isinstance(path, AlternativePath):
        members = BNode()
        Collection(graph, members, [_shacl(graph, step) for step in path.args])
        graph.add((node, SH.alternativePath, members))
    elif isinstance(path, InvPath):
        graph.add((node, SH.inversePath, _shacl(graph, path.arg)))
    elif isinstance(path, MulPath):
        graph.add((node, _REPEATS[str(path.mod)], _shacl(graph, path.path)))
    return node
