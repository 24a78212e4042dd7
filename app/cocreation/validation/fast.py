"""pyshifty, the fast engine."""

from rdflib import Graph

# The package's wrappers give the report's blank nodes new labels; its native class does not.
from shifty._shifty import PreparedValidator

from cocreation.namespaces import BASE
from cocreation.validation.rdf import as_rdflib
from cocreation.validation.reference import unusable_shapes


def validate(data: bytes, shapes: bytes) -> Graph:
    """Check `data` against `shapes`, both N-Triples; the report as the W3C defines it.

    A shape that the engine does not support is an error here, never passed over; nothing is
    inferred. SourceError where the shapes cannot be used.
    """
    try:
        result = PreparedValidator(shapes, None, "nt", BASE).validate_w3c(
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
    return as_rdflib(result._report_ntriples.encode())
