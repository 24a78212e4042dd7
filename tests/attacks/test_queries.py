"""Queries that would stop a server: too deep, too long, too large."""

import pytest

from attacks.bombs import BOMBS, EXPRESSIONS, VALUES, regular
from attacks.nesting import BRACKETS, CHAINS, FAKED

DEEPEST = 100
LONGEST = ["or", "inverses", "unions", "prefixes", "a concatenation"]
ENDLESS = ["groups", "EXISTS", "parentheses", "negations", "paths", "triples as objects"]
MEGABYTE = 1_000_000


def fitting(make, levels):
    """The query with so many levels, or with as many as a megabyte holds."""
    while len(make(levels).encode()) > MEGABYTE:
        levels = levels * 3 // 4
    return make(levels)


@pytest.mark.parametrize("kind", BRACKETS)
def test_nesting_that_is_allowed_is_survived(strike, kind):
    strike(BRACKETS[kind](DEEPEST - 10), seconds=0.4)


@pytest.mark.parametrize("kind", BRACKETS)
def test_nesting_beyond_what_is_allowed_is_refused_before_the_engine_sees_it(strike, kind):
    answer = strike(BRACKETS[kind](DEEPEST + 1))
    assert answer.status == 400
    assert "levels deep" in answer.error()["message"]["en"]


@pytest.mark.parametrize("kind", ENDLESS)
def test_nesting_beyond_all_measure_is_refused_too(strike, kind):
    answer = strike(fitting(BRACKETS[kind], 100_000), seconds=10)
    assert answer.status == 400
    assert "levels deep" in answer.error()["message"]["en"]


@pytest.mark.parametrize("levels", [1000, 20_000])
@pytest.mark.parametrize("kind", FAKED)
def test_nesting_that_is_faked_or_hidden_is_survived(strike, kind, levels):
    strike(fitting(FAKED[kind], levels))


@pytest.mark.parametrize("kind", CHAINS)
def test_long_chains_are_survived(strike, kind):
    strike(fitting(CHAINS[kind], 20_000), seconds=0.6)


@pytest.mark.parametrize("kind", LONGEST)
def test_chains_as_long_as_a_query_may_be_are_survived(strike, kind):
    strike(fitting(CHAINS[kind], 500_000), seconds=2)


@pytest.mark.parametrize("kind", BOMBS)
def test_a_query_that_would_take_all_time_or_memory_is_stopped(strike, kind):
    answer = strike(BOMBS[kind], seconds=0.4)
    if answer.status == 503:
        assert answer.error()["code"] in ("query_timeout", "server_busy")


@pytest.mark.parametrize("kind", EXPRESSIONS)
def test_regular_expressions_are_survived(strike, kind):
    strike(regular(EXPRESSIONS[kind]))


@pytest.mark.parametrize("kind", VALUES)
def test_large_values_are_survived(strike, kind):
    strike(VALUES[kind])
