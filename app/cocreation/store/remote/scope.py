"""What a query sees of a server that holds more than our graph: ours, and nothing else.

A query that does not name graphs gets our union as its default graph by the protocol. One with
GRAPH is written anew on its own lines: its pattern is asked of the union, and each GRAPH of graphs
that the catalogue lists. Naming every graph in each request would not do for thousands.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

import pyoxigraph as oxigraph

from cocreation.errors import QueryError
from cocreation.model import Text
from cocreation.namespaces import BASE, GRAPH
from cocreation.store.base import Dataset
from cocreation.store.outline import Outline, Token
from cocreation.store.patterns import SCHEME, Edit, edited, iri_of, is_word, pattern
from cocreation.store.remote.catalog import CATALOG, LISTS, NOTHING

# A server may name each graph of the dataset in a header, and clients read a hundred of those.
MOST_GRAPHS = 40
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8}))")
_OWN_FUNCTIONS = ("<bif:", "<sql:")
_ASCII = 0x80


class Scope(NamedTuple):
    """A query's text as it is sent, and the dataset sent with it."""

    text: str
    dataset: Dataset | None


def with_base(query: str, found: Outline) -> str:
    """Give a query with relative IRIs a base to resolve them against, unless it has one itself."""
    relative = "BASE" not in found.words and any(
        token.kind == "iri" and not SCHEME.match(token.text[1:]) for token in found.tokens
    )
    return f"BASE <{BASE}> {query}" if relative else query


def confine(query: str, found: Outline, union: str, dataset: Dataset | None) -> Scope:
    """Bring a query to see our graphs only: `dataset`, or what its FROM says, or else the union.

    QueryError where it uses what could lead out of them.
    """
    _refuse_ways_out(query, found)
    clauses = list(_from_clauses(found))
    chosen = dataset or _named_by_itself(clauses, found)
    if chosen:
        edits = [*_without(clauses), *_known_graphs(found, chosen)]
        return Scope(with_base(edited(query, edits), found), _ours(chosen))
    if "GRAPH" not in found.words:
        return Scope(with_base(query, found), Dataset((union,), (NOTHING,)))
    if found.form == "describe":
        raise QueryError(
            Text(
                en="DESCRIBE with GRAPH is not answered here; write what you want as CONSTRUCT.",
                zh="此处不支持 DESCRIBE 与 GRAPH 并用；请改写为 CONSTRUCT。",
            )
        )
    edits = [*_around_pattern(found, union), *_listed_graphs(found)]
    return Scope(with_base(edited(query, edits), found), None)


def _refuse_ways_out(query: str, found: Outline) -> None:
    """Raise QueryError for what hides letters, and for functions that are the server's own."""
    codes = (int(a or b, 16) for a, b in _ESCAPE.findall(query))
    if any(code < _ASCII for code in codes):
        raise QueryError(
            Text(
                en=r"The query writes a plain letter or mark as \u…; write it as it is.",
                zh=r"查询用 \u… 书写普通字符；请直接写出该字符。",
            )
        )
    for token in found.tokens:
        if token.kind == "iri" and token.text.lower().startswith(_OWN_FUNCTIONS):
            raise QueryError(
                Text(
                    en=f"{token.text} is no function of SPARQL; use a standard one.",
                    zh=f"{token.text} 不是 SPARQL 函数；请使用标准函数。",
                )
            )


def _from_clauses(found: Outline) -> Iterator[tuple[Token, ...]]:
    """Find each `FROM iri` and `FROM NAMED iri`, by its tokens."""
    tokens = found.tokens
    for place, token in enumerate(tokens):
        if is_word(token, "FROM"):
            named = place + 1 < len(tokens) and is_word(tokens[place + 1], "NAMED")
            clause = tokens[place : place + (3 if named else 2)]
            if clause[-1].kind in ("iri", "name"):
                yield clause


def _named_by_itself(clauses: Iterable[tuple[Token, ...]], found: Outline) -> Dataset | None:
    default: list[str] = []
    named: list[str] = []
    for clause in clauses:
        names = default if len(clause) == len(("FROM", "iri")) else named
        names.append(iri_of(clause[-1], found))
    return Dataset(tuple(default), tuple(named)) if default or named else None


def _ours(dataset: Dataset) -> Dataset:
    """Leave out graphs that are not ours; an empty part is said to be one."""
    parts = []
    for names in (dataset.default, dataset.named):
        if len(names) > MOST_GRAPHS:
            raise QueryError(
                Text(
                    en=f"The dataset names {len(names)} graphs; name {MOST_GRAPHS} at most.",
                    zh=f"数据集列出 {len(names)} 个图；最多 {MOST_GRAPHS} 个。",
                )
            )
        parts.append(tuple(name for name in map(_absolute, names) if name.startswith(GRAPH)))
    return Dataset(parts[0] or (NOTHING,), parts[1] or (NOTHING,))


def _absolute(name: str) -> str:
    try:
        return oxigraph.NamedNode(name).value
    except ValueError as error:
        raise QueryError(
            Text(
                en=f"A graph of the dataset is not named by an absolute IRI: {error}.",
                zh=f"数据集中有图的名称不是绝对 IRI：{error}。",
            )
        ) from error


def _without(clauses: Iterable[tuple[Token, ...]]) -> Iterator[Edit]:
    """Blank out FROM: the protocol's dataset stands in for it, which not every server grants."""
    for clause in clauses:
        start, end = clause[0].offset, clause[-1].offset + len(clause[-1].text)
        yield Edit(start, end, " " * (end - start))


def _known_graphs(found: Outline, dataset: Dataset) -> Iterator[Edit]:
    """Point each GRAPH of a fixed name that the dataset lacks to nothing: some servers do not."""
    for _, term in _graph_terms(found):
        if term.kind != "variable" and iri_of(term, found) not in dataset.named:
            yield Edit(term.offset, term.offset + len(term.text), f"<{NOTHING}>")


def _listed_graphs(found: Outline) -> Iterator[Edit]:
    """Let each GRAPH range over the catalogue's graphs."""
    for keyword, term in _graph_terms(found):
        listed = f"GRAPH <{CATALOG}> {{ <{CATALOG}> <{LISTS}> {term.text} }} "
        yield Edit(keyword.offset, keyword.offset, listed)


def _graph_terms(found: Outline) -> Iterator[tuple[Token, Token]]:
    for keyword, term in pairwise(found.tokens):
        if is_word(keyword, "GRAPH") and term.kind in ("variable", "iri", "name"):
            yield keyword, term


def _around_pattern(found: Outline, union: str) -> Iterator[Edit]:
    """Ask the query's whole pattern of the union."""
    braces = pattern(found)
    if braces:
        start, end = braces
        yield Edit(start + 1, start + 1, f" GRAPH <{union}> {{")
        yield Edit(end, end, "}")
