"""The house rules of the query library: front matter, names, parameters, prefixes, order."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from rdflib.paths import MulPath
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.parserutils import CompValue
from rdflib.term import Node

from cocreation.model import QuerySpec
from cocreation.namespaces import BASE, PREFIXES
from cocreation.services import querying
from cocreation.store.outline import Outline, Token

LIBRARY = querying.library(Path(__file__).parent.parent.parent)
RULES = [spec for spec in LIBRARY if "rule" in spec.tags]
HAN = re.compile(r"[\u4e00-\u9fff]")
STARTING_QUESTIONS = 3
LINE_LENGTH = 100


def each(specs: list[QuerySpec] | tuple[QuerySpec, ...]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("spec", specs, ids=lambda spec: spec.id)


def tokens(spec: QuerySpec) -> tuple[Token, ...]:
    return Outline(spec.text).tokens


def projected(spec: QuerySpec) -> list[str]:
    """The variables of the outermost SELECT, in order; none of another form."""
    names, depth = [], 0
    for before, token in pairwise(tokens(spec)):
        if token.text == "{":
            break
        depth += {"(": 1, ")": -1}.get(token.text, 0)
        if token.kind == "variable" and (depth == 0 or before.text.upper() == "AS"):
            names.append(token.text[1:])
    return names


def wordings(spec: QuerySpec) -> list[tuple[str, str]]:
    texts = [spec.summary, spec.description, *(p.label for p in spec.parameters)]
    return [(text.en, text.zh) for text in texts]


@each(LIBRARY)
def test_a_query_says_everything_in_both_languages(spec):
    for english, chinese in wordings(spec):
        assert english.strip()
        assert not HAN.search(english)
        assert HAN.search(chinese)
    assert spec.competency.strip()


@each(LIBRARY)
def test_a_summary_is_a_question(spec):
    assert spec.summary.en.endswith("?")
    assert "？" in spec.summary.zh


@each(LIBRARY)
def test_a_query_is_named_by_a_topic_and_a_verb_with_its_noun(spec):
    assert re.fullmatch(r"[a-z]+/[a-z]+(-[a-z]+)+", spec.id)


@each(LIBRARY)
def test_lines_are_not_too_long(spec):
    lines = spec.path.read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if len(line) > LINE_LENGTH and not HAN.search(line)] == []


@each(LIBRARY)
def test_tags_are_plain_words_each_given_once(spec):
    assert spec.tags
    assert all(re.fullmatch(r"[a-z]+", tag) for tag in spec.tags)
    assert len(set(spec.tags)) == len(spec.tags)


def test_names_and_summaries_are_unique():
    for wording in (
        lambda spec: spec.id.rpartition("/")[2],
        lambda spec: spec.summary.en,
        lambda spec: spec.summary.zh,
    ):
        counts = Counter(map(wording, LIBRARY))
        assert [text for text, count in counts.items() if count > 1] == []


@pytest.mark.parametrize("tag", ["start", "general"])
def test_the_home_page_starts_with_three_questions_of_the_first_domain_or_of_any(tag):
    assert sum(tag in spec.tags for spec in LIBRARY) == STARTING_QUESTIONS


@each(LIBRARY)
def test_rows_have_an_order_and_columns_have_names(spec):
    words = [(token.text.upper(), following.text) for token, following in pairwise(tokens(spec))]
    assert ("ORDER", "BY") in words
    assert ("SELECT", "*") not in words
    assert ("DISTINCT", "*") not in words


@each(LIBRARY)
def test_every_parameter_is_projected_and_has_a_default(spec):
    for parameter in spec.parameters:
        assert parameter.name in projected(spec)
        assert parameter.default


@each(LIBRARY)
def test_a_column_in_one_language_stands_beside_the_other(spec):
    names = projected(spec)
    chinese = [place for place, name in enumerate(names) if name.endswith("_zh")]
    english = [place for place, name in enumerate(names) if name.endswith("_en")]
    assert [place + 1 for place in chinese] == english
    for place in chinese:
        assert names[place + 1] == names[place].removesuffix("_zh") + "_en"


@each(LIBRARY)
def test_prefixes_are_those_of_the_project_and_all_are_used(spec):
    used = {
        token.text.partition(":")[0]
        for before, token in pairwise(tokens(spec))
        if token.kind == "name" and before.text != "PREFIX"
    }
    declared = Outline(spec.text).prefixes
    assert declared == {name: PREFIXES[name] for name in used}
    assert list(declared) == sorted(declared)


@each(LIBRARY)
def test_another_engine_reads_the_query(spec):
    assert prepareQuery(spec.text)


def test_rules_are_found_among_the_audit_only():
    assert RULES
    assert {spec.id.partition("/")[0] for spec in RULES} == {"audit"}


@each(RULES)
def test_a_rule_never_reads_the_marks(spec):
    names = {token.text for token in tokens(spec) if token.kind in ("name", "iri")}
    assert [name for name in names if "discrepancy" in name.lower()] == []


def walked(node: object, *, distinct: bool = False) -> Iterator[tuple[Node, ...]]:
    """The patterns of an algebra with a path of any length that no DISTINCT is above."""
    if isinstance(node, CompValue):
        distinct = distinct or node.name == "Distinct"
        if node.name == "BGP" and not distinct:
            yield from (triple for triple in node.triples if is_of_any_length(triple[1]))
        for name in node:
            yield from walked(node[name], distinct=distinct)
    elif isinstance(node, list | tuple):
        for one in node:
            yield from walked(one, distinct=distinct)


def is_of_any_length(predicate: object) -> bool:
    if isinstance(predicate, MulPath) and predicate.mod in "*+":
        return True
    return any(map(is_of_any_length, getattr(predicate, "args", ())))


@each(LIBRARY)
def test_a_path_of_any_length_is_walked_where_rows_are_made_distinct(spec):
    """Virtuoso at times joins the steps of one that is not to the rows of others."""
    query = prepareQuery(spec.text, base=BASE)
    assert list(walked(query.algebra)) == []
