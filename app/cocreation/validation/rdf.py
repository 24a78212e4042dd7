"""Between the project's values and rdflib's; imported only where an engine runs."""

import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache

from rdflib import BNode, Graph, Literal
from rdflib.term import Node

from cocreation.model import Term
from cocreation.namespaces import XSD

_KEPT = 5_000


class _OwnLabels(dict[str, Node]):
    """Keeps the labels of blank nodes, so that an engine's report can be matched with its input."""

    def get(self, label: str, _default: object = None) -> Node:
        return BNode(label)


def as_rdflib(ntriples: bytes) -> Graph:
    """The statements as an rdflib graph whose blank nodes keep their labels."""
    graph = Graph(bind_namespaces="none")
    fill(graph, ntriples)
    return graph


def fill(graph: Graph, ntriples: bytes) -> None:
    """Add the statements to the graph; their blank nodes keep their labels."""
    with quiet_libraries():
        graph.parse(data=ntriples, format="nt", bnode_context=_OwnLabels())


@contextmanager
def quiet_libraries() -> Iterator[None]:
    """Keep libraries from printing about ill-typed literals and the like: findings tell of them."""
    logger = logging.getLogger("rdflib.term")
    before = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logger.setLevel(before)


def as_term(node: Node) -> Term:
    """An rdflib node as the project's own value; a language tag in small letters.

    Tags are the same in capitals, and one engine keeps them where the other does not.
    """
    if isinstance(node, Literal):
        if node.language:
            return Term("literal", str(node), language=node.language.lower())
        return Term("literal", str(node), datatype=str(node.datatype or XSD + "string"))
    return Term("blank" if isinstance(node, BNode) else "iri", str(node))


@lru_cache(maxsize=_KEPT)
def read_term(written: str) -> Term:
    """A term as `graphs.lines` gives it, as the project's own value."""
    if written.startswith("_:"):
        return Term("blank", written[2:])
    if not written.startswith('"'):
        return Term("iri", written)
    line = f"<urn:x> <urn:x> {written} .".encode()
    return as_term(next(iter(as_rdflib(line).objects())))


def as_text(node: Node) -> str:
    """A node as the text of a finding's focus: an IRI, `_:label`, or a literal's own text."""
    return f"_:{node}" if isinstance(node, BNode) else str(node)
