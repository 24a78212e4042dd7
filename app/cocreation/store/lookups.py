"""Single statements of a store's named graphs, looked up by its indexes."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import pyoxigraph as oxigraph

from cocreation.model import FileGraph, Term, Triple
from cocreation.namespaces import RDF
from cocreation.store.terms import from_engine, to_engine

_Node = oxigraph.NamedNode | oxigraph.BlankNode
_TYPE = oxigraph.NamedNode(RDF + "type")
_LINE = "<x:s> <x:p> {} ."
_KEPT = 2_000
_KEPT_ANSWERS = 20_000


class Lookups:
    """Statements with the graph that each is in; what no query's deadline has to guard.

    Terms are written as in N-Triples, IRIs without their brackets.
    """

    def __init__(self, store: oxigraph.Store, path: Path | None = None) -> None:
        """The store has to stay as it is: what was read of a node is not read again at once.

        `path` is its folder, where it is on disk.
        """
        self._store = store
        self._path = path
        self._left: list[oxigraph.Store] = []
        self._about: dict[str, tuple[tuple[str, str, str], ...]] = {}
        self._where: dict[tuple[str, str, str], tuple[str, ...]] = {}

    @classmethod
    def of(cls, graphs: Sequence[FileGraph]) -> "Lookups":
        """Hold the graphs in memory."""
        quads = b"".join(_as_quads(graph) for graph in graphs)
        held = oxigraph.Store()
        held.bulk_load(quads, format=oxigraph.RdfFormat.N_QUADS, lenient=True)
        return cls(held)

    def reopen(self) -> None:
        """Open the store once more: a forked process has not the threads of the one it inherits."""
        if self._path is not None:
            # Ended, it would wait for its threads.
            self._left.append(self._store)
            self._store = oxigraph.Store.read_only(str(self._path))

    def about(self, subject: str) -> tuple[tuple[str, str, str], ...]:
        """Graph, predicate and object of each statement about the subject."""
        # A cache around the method would hold the object, and the store be open until it is found.
        if subject not in self._about:
            _make_room(self._about, _KEPT)
            self._about[subject] = self._read_about(subject)
        return self._about[subject]

    def _read_about(self, subject: str) -> tuple[tuple[str, str, str], ...]:
        node = _subject(subject)
        if node is None:
            return ()
        return tuple(
            (quad.graph_name.value, quad.predicate.value, _text(quad.object))
            for quad in self._store.quads_for_pattern(node, None, None)
            if isinstance(quad.graph_name, oxigraph.NamedNode)
        )

    def saying(self, subject: str) -> Iterator[str]:
        """The graphs that say something of the subject, found one at a time, some repeatedly.

        Those that say of which kind it is are first: who needs one of them pays for one.
        """
        if subject in self._about:
            yield from (graph for graph, _, _ in self._about[subject])
            return
        node = _subject(subject)
        for predicate in (_TYPE, None) if node is not None else ():
            for quad in self._store.quads_for_pattern(node, predicate, None):
                if isinstance(quad.graph_name, oxigraph.NamedNode):
                    yield quad.graph_name.value

    def said(self, subject: str, predicate: str) -> Iterator[tuple[str, Triple]]:
        """Graph and statement of each statement about the subject with the predicate."""
        node, named = _subject(subject), oxigraph.NamedNode(predicate)
        if node is not None:
            yield from _statements(self._store.quads_for_pattern(node, named, None))

    def pointing(self, predicate: str | None, value: str | Term) -> Iterator[tuple[str, str]]:
        """Graph and subject of each statement with the object; of any predicate where it is None.

        They are found one at a time, so that who needs one of thousands pays for one.
        """
        named = None if predicate is None else oxigraph.NamedNode(predicate)
        object_ = to_engine(value) if isinstance(value, Term) else _term(value)
        for quad in self._store.quads_for_pattern(None, named, object_):
            if isinstance(quad.graph_name, oxigraph.NamedNode):
                yield quad.graph_name.value, _text(quad.subject)

    def where(self, subject: str, predicate: str, value: str) -> tuple[str, ...]:
        """The graphs that have the statement."""
        key = (subject, predicate, value)
        if key not in self._where:
            _make_room(self._where, _KEPT_ANSWERS)
            self._where[key] = self._read_where(*key)
        return self._where[key]

    def _read_where(self, subject: str, predicate: str, value: str) -> tuple[str, ...]:
        node = _subject(subject)
        if node is None:
            return ()
        quads = self._store.quads_for_pattern(node, oxigraph.NamedNode(predicate), _term(value))
        return tuple(
            quad.graph_name.value
            for quad in quads
            if isinstance(quad.graph_name, oxigraph.NamedNode)
        )

    def having(self, predicate: str) -> Iterator[tuple[str, Triple]]:
        """Graph and statement of each statement with the predicate."""
        named = oxigraph.NamedNode(predicate)
        yield from _statements(self._store.quads_for_pattern(None, named, None))

    def names(self) -> Iterable[str]:
        """Every named graph."""
        return (name.value for name in self._store.named_graphs())

    def statements(self, graph: str) -> bytes:
        """A named graph as N-Triples."""
        quads = self._store.quads_for_pattern(None, None, None, oxigraph.NamedNode(graph))
        triples = (quad.triple for quad in quads)
        written = oxigraph.serialize(triples, format=oxigraph.RdfFormat.N_TRIPLES) or b""
        return b"".join(sorted(written.splitlines(keepends=True)))


def _make_room(kept: dict[Any, Any], most: int) -> None:
    if len(kept) >= most:
        kept.clear()


def _statements(quads: Iterable[oxigraph.Quad]) -> Iterator[tuple[str, Triple]]:
    for quad in quads:
        subject, value = from_engine(quad.subject), from_engine(quad.object)
        if isinstance(quad.graph_name, oxigraph.NamedNode) and subject and value:
            yield quad.graph_name.value, Triple(subject, Term("iri", quad.predicate.value), value)


def _as_quads(graph: FileGraph) -> bytes:
    # A newline within a term is written as an escape, so this is the end of a statement.
    return graph.triples.replace(b" .\n", f" <{graph.name}> .\n".encode())


def _text(term: object) -> str:
    return term.value if isinstance(term, oxigraph.NamedNode) else str(term)


def _subject(text: str) -> _Node | None:
    if text.startswith('"'):
        return None
    return oxigraph.BlankNode(text[2:]) if text.startswith("_:") else oxigraph.NamedNode(text)


@lru_cache(maxsize=10_000)
def _term(text: str) -> _Node | oxigraph.Literal | oxigraph.Triple:
    node = _subject(text)
    if node is not None:
        return node
    line = _LINE.format(text).encode()
    found: oxigraph.Quad = next(oxigraph.parse(line, format=oxigraph.RdfFormat.N_TRIPLES))
    return found.object
