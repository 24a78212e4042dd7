"""Shapes against data: two SHACL engines behind one function, with the same findings.

The engines and rdflib are slow to import; nothing here imports them before it is called.
"""

from collections.abc import Iterable, Sequence
from typing import Literal

from cocreation.model import FileGraph, Finding

Engine = Literal["fast", "reference"]


def check(
    data: Sequence[FileGraph], shapes: Sequence[FileGraph], *, engine: Engine = "fast"
) -> tuple[Finding, ...]:
    """What the shapes find in the data: most serious first, then by focus and path, none twice.

    `data` are the ontology's graphs (they give the class hierarchy and the known terms) and the
    data's, all asserted; closed shapes for unknown terms are generated and checked too.
    SourceError where the shapes cannot be used. Both engines give equal findings.
    """
    from cocreation.validation.running import check_with_vocabulary  # noqa: PLC0415 -- slow

    return check_with_vocabulary(data, shapes, engine)


def report_turtle(findings: Iterable[Finding]) -> str:
    """The findings as the W3C's validation report in Turtle, messages in both languages."""
    from cocreation.validation.report_graph import as_turtle  # noqa: PLC0415 -- slow

    return as_turtle(findings)
