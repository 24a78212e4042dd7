"""Syntax errors: the place, and what is probably wrong there."""

import pytest

from cocreation.errors import QueryError
from cocreation.store import embedded


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    directory = tmp_path_factory.mktemp("hints")
    embedded.write(directory, [], "")
    return embedded.open_snapshot(directory)


def fault(store, query: str) -> QueryError:
    with pytest.raises(QueryError) as raised:
        store.answer(query)
    return raised.value


@pytest.mark.parametrize(
    ("query", "line", "column", "hint"),
    [
        ("SELEC ?s { ?s ?p ?o }", 1, 1, "did you mean SELECT?"),
        ("SELECT ?s {\n  ?s ?p ?o FILTR(?o > 1) }", 2, 12, "did you mean FILTER?"),
        ("ASK {\n ?s skos:broder ?o }", 2, 5, "PREFIX skos: <http://www.w3.org/2004/02/skos"),
        ("PREFIX mine: <urn:> ASK { ?s mien:p ?o }", 1, 30, "did you mean mine:?"),
        ("ASK { ?s zzzz:p ?o }", 1, 10, "common here are cst:, vcc:"),
        ("ASK {\n ?s ?p ?o ", 1, 5, "the { opened here is not closed"),
        ("ASK { ?s ?p 'one }", 1, 13, "a string begins here"),
        ("ASK { ?s ?p ?o ；}", 1, 16, "full-width"),
        ("ASK { ?s ?p “one” }", 1, 13, "full-width"),
        ("SELECT ?s (COUNT(?o) AS ?n) { ?s ?p ?o }", 1, 41, "GROUP BY"),
        ("", 1, 1, "begin with SELECT"),
        ("PREFIX x: <urn:>", 1, 1, "begin with SELECT"),
        ("ASK { ?s ?p }", 1, 14, "just before it"),
    ],
)
def test_a_syntax_error_names_its_place_and_what_to_do(store, query, line, column, hint):
    error = fault(store, query)
    assert error.details == {"line": line, "column": column}
    assert hint in error.message.en
    assert f"第 {line} 行第 {column} 列" in error.message.zh


def test_marks_and_words_within_strings_and_comments_are_no_fault(store):
    assert store.answer('ASK { ?s ?p "，FILTR zzz:x {" } # ；zzz:x (').body


def test_a_function_that_the_engine_lacks_is_named(store):
    assert "urn:f" in fault(store, "SELECT (<urn:f>(1) AS ?x) { }").message.en


@pytest.mark.parametrize(
    "hostile",
    ["!" * 900_000, '"' * 900_000, "'''" + "''" * 300_000, "'\\" * 400_000, "a." * 100_000],
)
def test_a_hostile_megabyte_is_refused_in_time(store, hostile):
    assert fault(store, hostile)
