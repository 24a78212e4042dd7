"""The gateway: the one way in which the whole program asks a graph, wherever that graph is."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import IO, Protocol

from cocreation.errors import NotAcceptableError, QueryError, StoreError
from cocreation.model import FileGraph, Rows, Term, Text, Triple
from cocreation.namespaces import GRAPH, INFERRED
from cocreation.store.outline import Form

JSON = "application/sparql-results+json"
XML = "application/sparql-results+xml"
CSV = "text/csv"
TSV = "text/tab-separated-values"
TURTLE = "text/turtle"
N_TRIPLES = "application/n-triples"
RDF_XML = "application/rdf+xml"
JSON_LD = "application/ld+json"

ROWS_TYPES = (JSON, XML, CSV, TSV)
GRAPH_TYPES = (TURTLE, N_TRIPLES, RDF_XML, JSON_LD)

_FOLDERS = ("ontology/", "shapes/", "data/")
_OF_FILES = tuple(start + folder for start in (GRAPH, INFERRED) for folder in _FOLDERS)

NO_BINDINGS: Mapping[str, Term] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query answers, serialised: `body` in `media_type`; `form` is the query's own."""

    media_type: str
    body: bytes
    form: Form


@dataclass(frozen=True, slots=True)
class Dataset:
    """The graphs that one query sees, by IRI, whatever its own FROM says.

    `default` are merged as the graph that plain patterns ask, `named` are those of GRAPH.
    """

    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()


class Store(Protocol):
    """A graph that answers SPARQL 1.1 queries; with no FROM a query sees the union of all graphs.

    `bindings` give variables their values; the engine binds them, they are never formatted into
    the text. In a SELECT they must be projected. Relative IRIs are resolved against
    `namespaces.BASE`. Every method raises QueryError where the query cannot be answered,
    QueryTimeoutError at its deadline, StoreError where the store is unusable.
    """

    def select(self, query: str, bindings: Mapping[str, Term] = NO_BINDINGS) -> Rows:
        """Answer a SELECT with its rows in order; QueryError for any other form."""
        ...

    def answer(
        self,
        query: str,
        media_type: str | None = None,
        bindings: Mapping[str, Term] = NO_BINDINGS,
        *,
        dataset: Dataset | None = None,
        seconds: float | None = None,
    ) -> Answer:
        """Answer any query in `media_type`, by default JSON for rows and Turtle for graphs.

        The query sees `dataset`, or what it asks for itself, and may run for `seconds`, or as
        long as the store lets every query. NotAcceptableError where an answer of this form does
        not come in `media_type`.
        """
        ...

    def version(self) -> str | None:
        """Name the state of the data: another one after every change; None where none can tell."""
        ...

    def close(self) -> None:
        """Release what the store holds; it answers nothing afterwards."""
        ...


def is_graph(form: Form) -> bool:
    """Tell whether a query of this form answers with a graph."""
    return form in ("construct", "describe")


class WholeStore(Store, Protocol):
    """A `Store` that also gives itself whole."""

    def said(self) -> Iterator[Triple]:
        """Give every statement of the union of all graphs once, in any order."""
        ...

    def dump(self, output: IO[bytes], form: str) -> None:
        """Write every graph to `output` in one of `DATASET_FORMATS`, which keep graphs apart."""
        ...


class Writer(Protocol):
    """Whoever changes a store. Every method raises StoreError where the store cannot be written."""

    def write(self, graphs: Iterable[FileGraph], digest: str, *, afresh: bool = False) -> None:
        """Replace every graph that comes from a file by `graphs`, all at once for every reader.

        Graphs that do not come from files stay. `digest` is remembered as what this was built of;
        `afresh` writes even what seems to be there already.
        """
        ...

    def replace(self, graphs: Sequence[FileGraph]) -> None:
        """Put each graph in place of the one of its name, all at once; an empty one goes."""
        ...

    def stored_digest(self) -> str | None:
        """Tell what the store was built of; None where there is none that can be read."""
        ...


def is_of_files(graph: str) -> bool:
    """Whether a graph comes from one of the project's files, or is inferred from such a one."""
    return graph.startswith(_OF_FILES)


def media_types(form: Form) -> tuple[str, ...]:
    """List the media types that an answer of this form comes in, the default first."""
    return GRAPH_TYPES if is_graph(form) else ROWS_TYPES


def choose_media_type(form: Form, wanted: str | None) -> str:
    """Give `wanted`, or the form's default; NotAcceptableError where the form does not have it."""
    available = media_types(form)
    if wanted is None:
        return available[0]
    if wanted in available:
        return wanted
    listed = ", ".join(available)
    raise NotAcceptableError(
        Text(
            en=f"An answer to {form.upper()} does not come as {wanted}; choose one of {listed}.",
            zh=f"{form.upper()} 的回答没有 {wanted} 格式；可选 {listed}。",
        ),
        {"available": list(available)},
    )


def not_a_select() -> QueryError:
    """Name the fault of asking for rows with a query that gives none."""
    return QueryError(
        Text(
            en="Rows come from SELECT only: this query is of another form.",
            zh="只有 SELECT 查询返回行；此查询属于其他形式。",
        )
    )


def no_store(directory: object) -> StoreError:
    """Name the fault of reading a store that was never built."""
    return StoreError(
        Text(
            en=f"There is no store in {directory}; run `cocreation build`.",
            zh=f"{directory} 中没有存储；请运行 `cocreation build`。",
        )
    )


def damaged_store(path: object, error: Exception) -> StoreError:
    """Name the fault of a store whose files cannot be read."""
    return StoreError(
        Text(
            en=f"The store cannot be read ({path}: {error}); run `cocreation build` again.",
            zh=f"存储无法读取（{path}：{error}）；请重新运行 `cocreation build`。",
        )
    )
