"""pyshifty, the fast engine."""

from collections.abc import Callable
from typing import TypeVar

from rdflib import Graph

# The package's wrappers give the report's blank nodes new labels; its native class does not.
from shifty._shifty import PreparedValidator

from cocreation.namespaces import BASE
from cocreation.validation.faults import unusable_shapes
from cocreation.validation.graphs import bare
from cocreation.validation.rdf import as_rdflib

Answer = TypeVar("Answer")


class PreparedShapes:
    """Shapes in N-Triples, parsed once; SourceError where they cannot be used."""

    def __init__(self, shapes: bytes) -> None:
        try:
            self._validator = PreparedValidator(shapes, None, "nt", BASE)
        except (ValueError, RuntimeError) as error:
            raise unusable_shapes(str(error)) from error

    def run(self, data: bytes) -> bytes:
        """Check `data` in N-Triples; the report as the W3C defines it, in N-Triples too.

        A shape that the engine does not support is an error here, never passed over; nothing is
        inferred.
        """
        return self._asked(self._validator.validate_w3c, data)._report_ntriples.encode()

    def failing(self, data: bytes) -> set[str]:
        """The nodes at fault, as `graphs.lines` has them: half the work of a report.

        Which shape it is that they fail the engine does not tell reliably: it takes shapes that
        ask the same for one.
        """
        found = self._asked(self._validator.validate_algebra, data).violations
        return {bare(one.focus_node) for one in found}

    def _asked(self, deed: Callable[..., Answer], data: bytes) -> Answer:
        try:
            return deed(
                data,
                data_format="nt",
                graph_mode="data",
                run_infer=False,
                minimum_severity="info",
                sort_results=False,
                on_unsupported="error",
            )
        except (ValueError, RuntimeError) as error:
            raise unusable_shapes(str(error)) from error


def validate(data: bytes, shapes: bytes) -> Graph:
    """Check `data` against `shapes`, both N-Triples; the report as the W3C defines it."""
    return as_rdflib(PreparedShapes(shapes).run(data))
