"""Terms and answers in both shapes: the program's frozen values and the engine's objects."""

import io
from collections.abc import Iterable, Iterator, Mapping
from typing import IO, TYPE_CHECKING, cast

import pyoxigraph as oxigraph

from cocreation.errors import AnswerTooLargeError, QueryError
from cocreation.model import Rows, Term, Text, Triple
from cocreation.namespaces import PREFIXES, XSD
from cocreation.store import base, xml_answers

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer as Buffer

MAXIMUM_ANSWER_BYTES = 64 * 2**20
EngineTerm = oxigraph.NamedNode | oxigraph.BlankNode | oxigraph.Literal

ROWS_FORMATS = {
    base.JSON: oxigraph.QueryResultsFormat.JSON,
    base.XML: oxigraph.QueryResultsFormat.XML,
    base.CSV: oxigraph.QueryResultsFormat.CSV,
    base.TSV: oxigraph.QueryResultsFormat.TSV,
}
GRAPH_FORMATS = {
    base.TURTLE: oxigraph.RdfFormat.TURTLE,
    base.N_TRIPLES: oxigraph.RdfFormat.N_TRIPLES,
    base.RDF_XML: oxigraph.RdfFormat.RDF_XML,
    base.JSON_LD: oxigraph.RdfFormat.JSON_LD,
}


def to_engine(term: Term) -> EngineTerm:
    """Make the engine's object for `term`; QueryError where the term is not well formed."""
    try:
        if term.kind == "iri":
            return oxigraph.NamedNode(term.value)
        if term.kind == "blank":
            return oxigraph.BlankNode(term.value)
        if term.language:
            return oxigraph.Literal(term.value, language=term.language)
        datatype = oxigraph.NamedNode(term.datatype) if term.datatype else None
        return oxigraph.Literal(term.value, datatype=datatype)
    except ValueError as error:
        raise QueryError(
            Text(
                en=f"“{term.value}” is not a well-formed term: {error}",
                zh=f"“{term.value}”不是合格的 RDF 项：{error}",
            )
        ) from error


def from_engine(term: EngineTerm | oxigraph.Triple | None) -> Term | None:
    """Make the program's value of an engine's object; a quoted triple becomes its text."""
    if term is None:
        return None
    if isinstance(term, oxigraph.NamedNode):
        return Term("iri", term.value)
    if isinstance(term, oxigraph.BlankNode):
        return Term("blank", term.value)
    if isinstance(term, oxigraph.Literal):
        plain = term.language or term.datatype.value == XSD + "string"
        return Term("literal", term.value, term.language, None if plain else term.datatype.value)
    return Term("literal", str(term))


def to_rows(solutions: oxigraph.QuerySolutions) -> Rows:
    """All solutions, with variables in the order of their projection."""
    variables = tuple(variable.value for variable in solutions.variables)
    return Rows(variables, tuple(tuple(map(from_engine, row)) for row in solutions))


def to_triples(quads: Iterable[oxigraph.Quad]) -> Iterator[Triple]:
    """The statements, with one value for each term however often it is used."""
    known: dict[EngineTerm | oxigraph.Triple, Term] = {}

    def value(term: EngineTerm | oxigraph.Triple) -> Term:
        found = known.get(term)
        if found is None:
            found = known[term] = cast(Term, from_engine(term))
        return found

    for quad in quads:
        yield Triple(value(quad.subject), value(quad.predicate), value(quad.object))


def read_rows(results: bytes) -> Rows:
    """Read SPARQL JSON results; QueryError where they are a yes or no."""
    parsed = oxigraph.parse_query_results(results, format=oxigraph.QueryResultsFormat.JSON)
    if isinstance(parsed, oxigraph.QueryBoolean):
        raise base.not_a_select()
    return to_rows(parsed)


def rows_of(answer: base.Answer) -> Rows:
    """Read the rows of an answer in SPARQL JSON results; QueryError for any form but SELECT."""
    if answer.form != "select":
        raise base.not_a_select()
    return read_rows(answer.body)


def write_rows(results: oxigraph.QuerySolutions | oxigraph.QueryBoolean, media_type: str) -> bytes:
    """Serialise rows, or a yes or no; AnswerTooLargeError where they are more than is sent.

    NotAcceptableError where XML cannot say them.
    """
    output = _Bounded(MAXIMUM_ANSWER_BYTES)
    results.serialize(output, format=ROWS_FORMATS[media_type])
    body = output.getvalue()
    return xml_answers.readable_rows(body) if media_type == base.XML else body


def merge_graphs(quads: IO[bytes]) -> bytes:
    """Write the triples of N-Quads as one graph in Turtle, each once."""
    parsed = oxigraph.parse(quads, format=oxigraph.RdfFormat.N_QUADS)
    return write_graph(dict.fromkeys(quad.triple for quad in parsed), base.TURTLE, {})


def convert(triples: bytes, media_type: str) -> bytes:
    """Write N-Triples in another of GRAPH_FORMATS, in their order; faults as of `write_graph`."""
    parsed = oxigraph.parse(triples, format=oxigraph.RdfFormat.N_TRIPLES)
    return write_graph((quad.triple for quad in parsed), media_type, {})


def write_graph(
    triples: Iterable[oxigraph.Triple], media_type: str, prefixes: Mapping[str, str]
) -> bytes:
    """Serialise triples with those of `prefixes` and of the program's own that they use.

    AnswerTooLargeError where they are more than is sent, NotAcceptableError where XML cannot say
    them.
    """
    if media_type == base.N_TRIPLES:
        return _serialise(triples, media_type, {}, MAXIMUM_ANSWER_BYTES)
    # As text they take a fraction of the memory that they take as objects.
    plain = _serialise(triples, base.N_TRIPLES, {}, 2 * MAXIMUM_ANSWER_BYTES)
    known = {**PREFIXES, **prefixes}
    used = {name: iri for name, iri in known.items() if b"<" + iri.encode() in plain}
    again = (quad.triple for quad in oxigraph.parse(plain, format=oxigraph.RdfFormat.N_TRIPLES))
    body = _serialise(again, media_type, used, MAXIMUM_ANSWER_BYTES)
    if media_type == base.RDF_XML:
        return xml_answers.readable_graph(body)
    if media_type != base.TURTLE:
        return body
    # The engine declares the prefixes in any order; equal graphs shall give equal bytes.
    lines = body.splitlines(keepends=True)
    return b"".join([*sorted(lines[: len(used)]), *lines[len(used) :]])


class _Bounded(io.BytesIO):
    """A buffer that refuses to grow beyond a limit."""

    def __init__(self, limit: int) -> None:
        super().__init__()
        self._limit = limit

    def write(self, written: "Buffer", /) -> int:
        size = super().write(written)
        if self.tell() > self._limit:
            raise _too_large()
        return size


def _too_large() -> AnswerTooLargeError:
    allowed = MAXIMUM_ANSWER_BYTES // 2**20
    return AnswerTooLargeError(
        Text(
            en=f"The answer has more than the {allowed} MiB that are sent at once; "
            "ask for a part with LIMIT and OFFSET.",
            zh=f"回答超过一次可发送的 {allowed} MiB；请用 LIMIT 和 OFFSET 分批获取。",
        ),
        {"bytes": MAXIMUM_ANSWER_BYTES},
    )


def _serialise(
    triples: Iterable[oxigraph.Triple], media_type: str, prefixes: dict[str, str], limit: int
) -> bytes:
    output = _Bounded(limit)
    oxigraph.serialize(triples, output, format=GRAPH_FORMATS[media_type], prefixes=prefixes)
    return output.getvalue()


def values_of(variable: str, terms: Iterable[Term]) -> str:
    """Write the VALUES clause that gives a variable each of the terms; each is checked."""
    written = " ".join(str(to_engine(term)) for term in terms)
    return f"VALUES {oxigraph.Variable(variable)} {{ {written} }}"


def values_table(rows: Rows) -> str:
    """Write rows without blank nodes as a VALUES clause; each term is checked."""
    names = " ".join(str(oxigraph.Variable(name)) for name in rows.variables)
    lines = "\n".join(f"({' '.join(map(_cell, row))})" for row in rows.rows)
    return f"VALUES ({names}) {{\n{lines}\n}}"


def table_group(rows: Rows, mark: str) -> str:
    """Write rows as a group graph pattern of which they are the solutions; each term is checked.

    VALUES cannot hold a blank node, so one is made anew by its label; `mark` before the labels
    keeps them apart from those of anybody else.
    """
    blank = {n for row in rows.rows for n, term in enumerate(row) if term and term.kind == "blank"}
    if not blank:
        return f"{{ {values_table(rows)} }}"
    made = sorted(blank)
    held = [f"{mark}_{n}" if n in blank else name for n, name in enumerate(rows.variables)]
    labels = [f"{mark}_{n}_label" for n in made]
    split = Rows((*held, *labels), tuple(_split(row, made, mark) for row in rows.rows))
    binds = " ".join(
        f"BIND(IF(BOUND(?{label}), BNODE(?{label}), ?{held[n]}) AS ?{rows.variables[n]})"
        for n, label in zip(made, labels, strict=True)
    )
    shown = " ".join(str(oxigraph.Variable(name)) for name in rows.variables)
    return f"{{ SELECT {shown} WHERE {{ {values_table(split)} {binds} }} }}"


def _split(row: tuple[Term | None, ...], made: Iterable[int], mark: str) -> tuple[Term | None, ...]:
    """Put the labels of blank nodes into columns of their own."""
    terms = [None if term and term.kind == "blank" else term for term in row]
    found = (row[n] for n in made)
    labels = [
        Term("literal", mark + one.value) if one and one.kind == "blank" else None for one in found
    ]
    return (*terms, *labels)


def _cell(term: Term | None) -> str:
    return "UNDEF" if term is None else str(to_engine(term))


def values_clause(bindings: Mapping[str, Term]) -> str:
    """Write bindings as the VALUES clause that may end a query; every value is a checked term."""
    if not bindings:
        return ""
    variables = " ".join(str(oxigraph.Variable(name)) for name in bindings)
    terms = " ".join(str(to_engine(term)) for term in bindings.values())
    return f"VALUES ({variables}) {{ ({terms}) }}\n"
