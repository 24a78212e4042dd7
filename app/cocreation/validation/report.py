"""From an engine's report to findings that are the same whichever engine wrote it."""

from collections.abc import Container, Iterator

from rdflib import SH, BNode, Graph, Literal
from rdflib.term import Node

from cocreation.model import Finding, Severity, Term, Text
from cocreation.validation.graphs import lines, write
from cocreation.validation.messages import recover
from cocreation.validation.names import Names
from cocreation.validation.rdf import as_term, as_text, read_term
from cocreation.validation.shape_index import ShapeIndex, path_text
from cocreation.validation.wording import built_in

_SEVERITIES: dict[Node, Severity] = {SH.Warning: "warning", SH.Info: "info"}
_ORDER: tuple[Severity, ...] = ("violation", "warning", "info")
_SPARQL = SH.SPARQLConstraintComponent


def in_order(finding: Finding) -> tuple[object, ...]:
    """The key by which findings are sorted: most serious first, then focus, path and the rest."""
    value = finding.value or Term("literal", "")
    return (
        _ORDER.index(finding.severity),
        finding.focus,
        finding.path or "",
        finding.shape,
        finding.component,
        (value.kind, value.value, value.language or "", value.datatype or ""),
        finding.message.en,
    )


def read_findings(report: Graph, shapes: ShapeIndex, names: Names) -> Iterator[Finding]:
    """Each result of the report as a finding; severities of one's own count as violations."""
    for result in report.objects(None, SH.result):
        yield _Result(report, result, shapes, names).finding()


def only_about(report: bytes, names: Container[str]) -> bytes:
    """What a report in N-Triples says of the results whose focus has one of the names."""
    focus = str(SH.focusNode)
    said = list(lines(report))
    kept = {s for s, predicate, value in said if predicate == focus and name_of(value) in names}
    return write(line for line in said if line.subject in kept or line.object in kept)


def name_of(value: str) -> str:
    """A node as `graphs.lines` gives it, as the text of a focus: of a literal only its own text."""
    return read_term(value).value if value.startswith('"') else value


class _Result:
    """One sh:ValidationResult and what its source shape adds to it."""

    def __init__(self, report: Graph, node: Node, shapes: ShapeIndex, names: Names) -> None:
        self._report = report
        self._names = names
        self._node = node
        self._shapes = shapes
        self._shape = self._one("sourceShape") or node
        self._component = self._one("sourceConstraintComponent") or SH.ConstraintComponent
        self._focus = self._one("focusNode") or node
        self._value = self._one("value")

    def _one(self, name: str) -> Node | None:
        return self._report.value(self._node, SH[name])

    def finding(self) -> Finding:
        path = self._path()
        severity = _SEVERITIES.get(self._one("resultSeverity") or SH.Violation, "violation")
        return Finding(
            focus=as_text(self._focus),
            shape=self._shapes.name(self._shape),
            component=str(self._component),
            severity=severity,
            message=self._message(path),
            path=path,
            value=None if self._value is None else as_term(self._value),
        )

    def _path(self) -> str | None:
        path = self._one("resultPath")
        if path is None:
            return None
        if isinstance(path, BNode):
            # One engine reports a complex path as an empty blank node: the shape still has it.
            return self._shapes.path(self._shape) or path_text(self._report, path)
        return str(path)

    def _message(self, path: str | None) -> Text:
        own = self._shapes.own_message(self._shape)
        if self._component == _SPARQL:
            templates = self._shapes.templates(self._shape)
            own = recover(templates, self._emitted(), self._known(path), self._names)
        elif own is not None:
            own = self._names.in_words(own, path)
        found = (self._shape, self._component, path, self._value)
        return own or built_in(self._shapes, self._names, *found)

    def _emitted(self) -> list[str]:
        messages = self._report.objects(self._node, SH.resultMessage)
        return sorted(str(message) for message in messages if isinstance(message, Literal))

    def _known(self, path: str | None) -> dict[str, Term]:
        known = {"this": as_term(self._focus)}
        if self._value is not None:
            known["value"] = as_term(self._value)
        if path is not None:
            known["path"] = Term("iri", path)
        return known
