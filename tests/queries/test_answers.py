"""What holds of every answer, whatever it says: defaults, parameters, order, inferences."""

from pathlib import Path

import pytest

from cocreation.model import QuerySpec
from cocreation.services import querying
from cocreation.store.outline import Outline

LIBRARY = querying.library(Path(__file__).parent.parent.parent)
SELECTS = [spec for spec in LIBRARY if Outline(spec.text).form == "select"]


def each(specs: list[QuerySpec]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("spec", specs, ids=lambda spec: spec.id)


@each(SELECTS)
def test_a_query_answers_with_its_defaults(spec, store, partners):
    assert querying.select(store, spec, partners.given(spec)).rows


@each([spec for spec in SELECTS if spec.parameters])
def test_a_parameter_picks_the_rows_that_have_its_value(spec, store, partners):
    bindings = querying.bind(store, spec, partners.given(spec))
    endpoint = {name: term for name, term in bindings.items() if name == "endpoint"}
    everything = store.select(spec.text, endpoint)
    places = {everything.variables.index(name): term for name, term in bindings.items()}
    wanted = [
        row for row in everything.rows if all(row[place] == term for place, term in places.items())
    ]
    assert list(store.select(spec.text, bindings).rows) == wanted


@each([spec for spec in SELECTS if spec.parameters])
def test_the_standalone_query_answers_the_same(spec, store, partners):
    bindings = querying.bind(store, spec, partners.given(spec))
    standalone = store.select(querying.standalone(spec, bindings))
    assert standalone == store.select(spec.text, bindings)


@each(SELECTS)
def test_no_row_comes_twice(spec, store, partners):
    rows = querying.select(store, spec, partners.given(spec)).rows
    assert len(set(rows)) == len(rows)


@each(SELECTS)
def test_rows_and_their_order_do_not_hang_on_the_order_of_loading(
    spec, store, backward_store, partners
):
    given = partners.given(spec)
    assert querying.select(backward_store, spec, given) == querying.select(store, spec, given)


@each([spec for spec in SELECTS if "inference" not in spec.tags])
def test_only_queries_tagged_so_need_inferences(spec, store, asserted_store, partners):
    given = partners.given(spec)
    assert querying.select(asserted_store, spec, given) == querying.select(store, spec, given)
