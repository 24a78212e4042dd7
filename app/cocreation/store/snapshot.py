"""One immutable snapshot of the store, read within this process."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import pyoxigraph as oxigraph

from cocreation.errors import QueryError
from cocreation.model import FileGraph, Rows, Term, Text, Triple
from cocreation.namespaces import BASE, PREFIXES, RDF
from cocreation.store.base import (
    NO_BINDINGS,
    Answer,
    Dataset,
    choose_media_type,
    damaged_store,
    no_store,
    not_a_select,
)
from cocreation.store.hints import syntax_error
from cocreation.store.lookups import Lookups
from cocreation.store.outline import Form, Outline, admit
from cocreation.store.service_calls import placed, reminded, without_calls
from cocreation.store.terms import to_engine, to_rows, to_triples, write_graph, write_rows

DATASET_FORMATS = {
    "trig": oxigraph.RdfFormat.TRIG,
    "nquads": oxigraph.RdfFormat.N_QUADS,
    "jsonld": oxigraph.RdfFormat.JSON_LD,
}


_TYPE = oxigraph.NamedNode(RDF + "type")


class Snapshot:
    """One immutable snapshot, read within this process: a `Store` without a deadline.

    A query that the engine cannot survive ends the process: `workers.WorkerPool` is for strangers'.
    `path` is its folder, or None once it is held in memory.
    """

    def __init__(self, path: Path) -> None:
        if not path.is_dir():
            raise no_store(path)
        self.path: Path | None = path
        try:
            self._store = oxigraph.Store.read_only(str(path))
        except (OSError, RuntimeError) as error:
            raise damaged_store(path, error) from error

    @classmethod
    def of_graphs(cls, graphs: Iterable[FileGraph]) -> "Snapshot":
        """Hold graphs in memory; without FROM a query sees the union of all."""
        held = cls.__new__(cls)
        held.path, held._store = None, oxigraph.Store()
        for graph in graphs:
            for name in (oxigraph.DefaultGraph(), oxigraph.NamedNode(graph.name)):
                held._store.load(graph.triples, oxigraph.RdfFormat.N_TRIPLES, to_graph=name)
        return held

    def select(self, query: str, bindings: Mapping[str, Term] = NO_BINDINGS) -> Rows:
        """Answer a SELECT with its rows in order; QueryError for any other form."""
        with engine_faults(query, admit(query)):
            results = self._query(query, bindings, None)
            if not isinstance(results, oxigraph.QuerySolutions):
                raise not_a_select()
            return to_rows(results)

    def answer(
        self,
        query: str,
        media_type: str | None = None,
        bindings: Mapping[str, Term] = NO_BINDINGS,
        *,
        dataset: Dataset | None = None,
        seconds: float | None = None,  # noqa: ARG002 -- nothing in this process can stop a query
    ) -> Answer:
        """Answer any query in `media_type`, by default JSON for rows and Turtle for graphs."""
        found = admit(query)
        if found.form:
            choose_media_type(found.form, media_type)
        with engine_faults(query, found):
            results = self._query(query, bindings, dataset)
            form = _form(results, found)
            chosen = choose_media_type(form, media_type)
            if isinstance(results, oxigraph.QueryTriples):
                body = write_graph(results, chosen, found.prefixes)
            else:
                body = write_rows(results, chosen)
        return Answer(chosen, body, form)

    def graphs(self) -> tuple[str, ...]:
        """Name every named graph."""
        return tuple(name.value for name in self._store.named_graphs())

    def statements(self, graph: str) -> bytes:
        """Give a named graph as N-Triples."""
        quads = self._quads(oxigraph.NamedNode(graph))
        triples = (quad.triple for quad in quads)
        return oxigraph.serialize(triples, format=oxigraph.RdfFormat.N_TRIPLES) or b""

    def lookups(self) -> Lookups:
        """Look statements up one by one, as long as the snapshot is open."""
        return Lookups(self._store, self.path)

    def has_instance(self, graph: str, kinds: Iterable[str]) -> bool:
        """Whether a named graph says of something that it is an instance of one of the classes."""
        name, classes = oxigraph.NamedNode(graph), map(oxigraph.NamedNode, kinds)
        found = (self._store.quads_for_pattern(None, _TYPE, kind, name) for kind in classes)
        return any(next(quads, None) for quads in found)

    def said_of(self, subject: str) -> tuple[tuple[str, bytes], ...]:
        """Give each statement about a node as N-Triples, with the name of its graph."""
        node = oxigraph.NamedNode(subject)
        return tuple(
            (quad.graph_name.value, f"{quad.triple} .\n".encode())
            for quad in self._store.quads_for_pattern(node, None, None)
            if isinstance(quad.graph_name, oxigraph.NamedNode)
        )

    def said(self) -> Iterator[Triple]:
        """Give every statement of the union of all graphs once, in any order."""
        return to_triples(self._quads(oxigraph.DefaultGraph()))

    def dump(self, output: IO[bytes], form: str) -> None:
        """Write every graph to `output` in one of DATASET_FORMATS, which keep graphs apart."""
        quads = (quad for name in self._store.named_graphs() for quad in self._quads(name))
        oxigraph.serialize(quads, output, format=DATASET_FORMATS[form], prefixes=PREFIXES)

    def hold_in_memory(self) -> None:
        """Read everything into memory, so that no file is needed any more."""
        held = oxigraph.Store()
        held.bulk_extend(self._store)
        self._store, self.path = held, None

    def version(self) -> None:
        """Tell nothing: a snapshot is one state, and its number is known to who opened it."""

    def close(self) -> None:
        """Let go of the snapshot's files."""
        del self._store

    def _quads(
        self, graph: oxigraph.NamedNode | oxigraph.BlankNode | oxigraph.DefaultGraph
    ) -> Iterator[oxigraph.Quad]:
        return self._store.quads_for_pattern(None, None, None, graph)

    def _query(
        self, query: str, bindings: Mapping[str, Term], dataset: Dataset | None
    ) -> oxigraph.QuerySolutions | oxigraph.QueryBoolean | oxigraph.QueryTriples:
        return self._store.query(
            without_calls(query),
            base_iri=BASE,
            default_graph=[*_graphs(dataset.default)] if dataset else None,
            named_graphs=[*_graphs(dataset.named)] if dataset else None,
            substitutions={
                oxigraph.Variable(name): to_engine(term) for name, term in bindings.items()
            },
        )


def write_dataset(graphs: Iterable[FileGraph], form: str) -> bytes:
    """Write graphs in their order, values letter by letter, in one of DATASET_FORMATS.

    Equal graphs give equal bytes.
    """
    quads = [
        oxigraph.Quad(told.subject, told.predicate, told.object, oxigraph.NamedNode(graph.name))
        for graph in graphs
        for told in oxigraph.parse(graph.triples, oxigraph.RdfFormat.N_TRIPLES)
    ]
    plain = oxigraph.serialize(quads, format=oxigraph.RdfFormat.N_QUADS) or b""
    known = PREFIXES.items() if form == "trig" else ()
    used = {name: iri for name, iri in known if b"<" + iri.encode() in plain}
    body = oxigraph.serialize(quads, format=DATASET_FORMATS[form], prefixes=used) or b""
    # The engine declares the prefixes in any order.
    lines = body.splitlines(keepends=True)
    return b"".join([*sorted(lines[: len(used)]), *lines[len(used) :]])


def convert_dataset(quads: IO[bytes], output: IO[bytes], form: str) -> None:
    """Write N-Quads in another of DATASET_FORMATS, in their order and letter by letter."""
    parsed = oxigraph.parse(quads, format=oxigraph.RdfFormat.N_QUADS, lenient=True)
    oxigraph.serialize(parsed, output, format=DATASET_FORMATS[form], prefixes=PREFIXES)


def size(path: Path) -> int:
    """How many bytes a snapshot's files have; 0 where it is gone."""
    try:
        return sum(file.stat().st_size for file in path.iterdir())
    except OSError:
        return 0


def _graphs(names: Iterable[str]) -> list[oxigraph.NamedNode]:
    try:
        return [oxigraph.NamedNode(name) for name in names]
    except ValueError as error:
        raise QueryError(
            Text(
                en=f"A graph of the dataset is not named by an absolute IRI: {error}.",
                zh=f"数据集中有图的名称不是绝对 IRI：{error}。",
            )
        ) from error


def _form(
    results: oxigraph.QuerySolutions | oxigraph.QueryBoolean | oxigraph.QueryTriples,
    found: Outline,
) -> Form:
    """The query's form: what came tells it apart as far as the formats depend on it."""
    if isinstance(results, oxigraph.QueryTriples):
        return "describe" if found.form == "describe" else "construct"
    return "ask" if isinstance(results, oxigraph.QueryBoolean) else "select"


@contextmanager
def engine_faults(query: str, found: Outline) -> Iterator[None]:
    """Turn what the engine raises about `query` into a QueryError."""
    try:
        yield
    except SyntaxError as error:
        report = placed(str(error), query)
        raise reminded(syntax_error(query, found, report), query) from error
    except (RuntimeError, OSError, ValueError, MemoryError) as error:
        raise _unanswerable(str(error)) from error


def _unanswerable(report: str) -> QueryError:
    if "SELECT projection" in report:
        return QueryError(
            Text(
                en=f"A parameter must stand in the SELECT of its query: {report}.",
                zh=f"参数必须列在查询的 SELECT 之中：{report}。",
            )
        )
    return QueryError(
        Text(
            en=f"The engine cannot answer this query: {report or 'out of memory'}.",
            zh=f"引擎无法回答此查询：{report or '内存不足'}。",
        )
    )
