"""Every library query answers what a reader of the paper expects.

Beside each query `queries/<topic>/<name>.rq` stands `tests/queries/<topic>/<name>.json`: an
expectation, or a list of them for several values of the parameters. `columns` names some of the
answer's variables; `rows` are all the rows in order, or `contains` some of them, with `count` the
number of all. IRIs are shortened as in `namespaces.compact`, literals are bare strings. The rows
were reviewed by hand against the paper; a row changes only after it was looked up there.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from cocreation.model import QuerySpec, Rows, Term
from cocreation.namespaces import compact
from cocreation.services import querying
from cocreation.sources import terms
from cocreation.store.base import N_TRIPLES, Store
from cocreation.store.outline import Outline

FOLDER = Path(__file__).parent
LIBRARY = querying.library(FOLDER.parent.parent)
TRIPLE = ("subject", "predicate", "object")

Row = list[str | None]


@dataclass(frozen=True)
class Expectation:
    """What one query answers for one choice of its parameters."""

    spec: QuerySpec
    parameters: Mapping[str, str]
    columns: tuple[str, ...]
    rows: list[Row] | None = None
    contains: tuple[Row, ...] = ()
    count: int | None = None


def path_of(spec: QuerySpec) -> Path:
    return FOLDER / f"{spec.id}.json"


def expectations() -> Iterator[Expectation]:
    for spec in LIBRARY:
        if path_of(spec).exists():
            read = json.loads(path_of(spec).read_text(encoding="utf-8"))
            for given in read if isinstance(read, list) else [read]:
                yield Expectation(spec, **given)


def named(expected: Expectation) -> str:
    values = ",".join(expected.parameters.values())
    return expected.spec.id + (f"[{values}]" if values else "")


def ask(store: Store, spec: QuerySpec, parameters: Mapping[str, str]) -> Rows:
    """The rows of an answer; a graph's statements are rows of three columns."""
    if Outline(spec.text).form == "select":
        return querying.select(store, spec, parameters)
    return Rows(TRIPLE, tuple(terms(querying.run(store, spec, parameters, N_TRIPLES).body)))


def shown(term: Term | None) -> str | None:
    if term is None:
        return None
    return compact(term.value) if term.kind == "iri" else term.value


def cut(answer: Rows, columns: tuple[str, ...]) -> list[Row]:
    places = [answer.variables.index(column) for column in columns]
    return [[shown(row[place]) for place in places] for row in answer.rows]


@pytest.mark.parametrize("spec", LIBRARY, ids=lambda spec: spec.id)
def test_every_query_has_reviewed_rows(spec):
    assert path_of(spec).exists(), f"review what {spec.id} answers and write {path_of(spec)}"


def test_every_expectation_has_a_query():
    expected = {path.relative_to(FOLDER).with_suffix("") for path in FOLDER.rglob("*.json")}
    assert {path.as_posix() for path in expected} == {spec.id for spec in LIBRARY}


@pytest.mark.parametrize("expected", list(expectations()), ids=named)
def test_answer_is_as_reviewed(expected, store, partners):
    given = {**partners.given(expected.spec), **expected.parameters}
    rows = cut(ask(store, expected.spec, given), expected.columns)
    if expected.rows is not None:
        assert rows == expected.rows
    if expected.count is not None:
        assert len(rows) == expected.count
    assert [row for row in expected.contains if row not in rows] == []


@pytest.mark.parametrize("expected", list(expectations()), ids=named)
def test_an_expectation_names_rows(expected):
    assert (expected.rows is None) == bool(expected.contains)
