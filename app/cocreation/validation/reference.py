"""pyshacl, the reference engine."""

import logging
from functools import lru_cache
from typing import Any

import pyshacl
from pyparsing import ParseException
from pyshacl.errors import ReportableRuntimeError
from rdflib import SH, Graph, URIRef
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.sparql import Query
from rdflib.query import Result

from cocreation.validation.faults import unusable_shapes
from cocreation.validation.rdf import as_rdflib, fill, quiet_libraries


class _PreparedQueries(Graph):
    """Parses each query once: pyshacl hands over a rule's text anew for each focus node."""

    def query(self, query_object: str | Query, *args: Any, **options: Any) -> Result:
        """Answer as a graph does."""
        if isinstance(query_object, str):
            query_object = _prepared(query_object, tuple(sorted(self.namespaces())))
        return super().query(query_object, *args, **options)


@lru_cache(maxsize=512)
def _prepared(text: str, prefixes: tuple[tuple[str, URIRef], ...]) -> Query:
    return prepareQuery(text, dict(prefixes))


def validate(data: bytes, shapes: bytes) -> Graph:
    """Check `data` against `shapes`, both N-Triples; the report as the W3C defines it.

    Nothing is imported, inferred or executed: no owl:imports, no rules, no JavaScript.
    SourceError where the shapes cannot be used.
    """
    data_graph, shapes_graph = _PreparedQueries(bind_namespaces="none"), as_rdflib(shapes)
    fill(data_graph, data)
    _bind_declared_prefixes(data_graph, shapes_graph)
    try:
        with quiet_libraries():
            _, report, _ = pyshacl.validate(
                data_graph,
                shacl_graph=shapes_graph,
                inference="none",
                advanced=False,
                js=False,
                meta_shacl=False,
                do_owl_imports=False,
                logger=_silent_logger(),
            )
    except (ReportableRuntimeError, NotImplementedError, ParseException) as error:
        raise unusable_shapes(str(error)) from error
    if not isinstance(report, Graph):
        raise unusable_shapes(str(report))
    return report


def _bind_declared_prefixes(data: Graph, shapes: Graph) -> None:
    """Make the prefixes of all sh:declare known to queries, as the fast engine does."""
    for declaration in shapes.objects(None, SH.declare):
        prefix, namespace = (shapes.value(declaration, p) for p in (SH.prefix, SH.namespace))
        data.bind(str(prefix), str(namespace))


def _silent_logger() -> logging.Logger:
    logger = logging.getLogger("cocreation.validation.reference")
    logger.setLevel(logging.CRITICAL)
    return logger
