"""What a finding needs to know of the shape that made it: its name, path, parameters, messages."""

from collections.abc import Iterator

from rdflib import RDF, SH, BNode, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from cocreation.model import Text

_REPEATS = {SH.zeroOrMorePath: "*", SH.oneOrMorePath: "+", SH.zeroOrOnePath: "?"}


class ShapeIndex:
    """Look-ups in a shapes graph; nodes in, plain values out."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph

    def name(self, shape: Node) -> str:
        """The shape's IRI; for one without, that of the nearest named shape that holds it."""
        seen = [shape]
        for node in seen:
            if isinstance(node, URIRef):
                return str(node)
            seen.extend(s for s in self._graph.subjects(None, node) if s not in seen)
        return f"_:{shape}"

    def path(self, shape: Node) -> str | None:
        """The shape's sh:path as an IRI or a SPARQL property path; None for a node shape."""
        path = self._graph.value(shape, SH.path)
        return None if path is None else path_text(self._graph, path)

    def values(self, shape: Node, parameter: str) -> list[Node]:
        """The values of `sh:<parameter>` on the shape, a list's members one by one."""
        values: list[Node] = []
        for value in self._graph.objects(shape, URIRef(str(SH) + parameter)):
            is_list = (value, RDF.first, None) in self._graph
            values.extend(Collection(self._graph, value) if is_list else [value])
        return values

    def templates(self, shape: Node) -> list[Text]:
        """The messages that the shape may speak with, its sh:sparql constraints' own first."""
        speakers = [*self._graph.objects(shape, SH.sparql), shape]
        return [text for speaker in speakers if (text := self._message(speaker)) is not None]

    def own_message(self, shape: Node) -> Text | None:
        """The shape's own sh:message; where one language is missing, the other stands for it."""
        return self._message(shape)

    def _message(self, speaker: Node) -> Text | None:
        by_language: dict[str, str] = {}
        messages = [m for m in self._graph.objects(speaker, SH.message) if isinstance(m, Literal)]
        for message in sorted(messages, key=str):
            by_language.setdefault((message.language or "").partition("-")[0], str(message))
        if not by_language:
            return None
        fallback = by_language.get("", next(iter(by_language.values())))
        zh, en = by_language.get("zh"), by_language.get("en")
        return Text(en=en or zh or fallback, zh=zh or en or fallback)


def path_text(graph: Graph, path: Node) -> str:
    """A SHACL path in `graph` as an IRI or, where complex, in SPARQL's notation."""
    return str(path) if isinstance(path, URIRef) else _complex(graph, path)


def _complex(graph: Graph, path: Node) -> str:
    if isinstance(path, URIRef):
        return f"<{path}>"
    if (path, RDF.first, None) in graph:
        return "/".join(_grouped(graph, step) for step in Collection(graph, path))
    for predicate, value in _parts(graph, path):
        if predicate == SH.alternativePath:
            return "|".join(_grouped(graph, step) for step in Collection(graph, value))
        if predicate == SH.inversePath:
            return "^" + _grouped(graph, value)
        if predicate in _REPEATS:
            return _grouped(graph, value) + _REPEATS[predicate]
    return ""


def _parts(graph: Graph, path: Node) -> Iterator[tuple[URIRef, Node]]:
    for predicate, value in graph.predicate_objects(path):
        if isinstance(path, BNode) and isinstance(predicate, URIRef):
            yield predicate, value


def _grouped(graph: Graph, path: Node) -> str:
    text = _complex(graph, path)
    return text if isinstance(path, URIRef) else f"({text})"
