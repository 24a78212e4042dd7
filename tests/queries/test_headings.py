"""Every column of the library's answers has a heading in either language."""

from pathlib import Path

import pytest

from cocreation.services import querying
from cocreation.services.headings import HEADINGS_ZH
from cocreation.services.results import present
from cocreation.store.outline import Outline

LIBRARY = querying.library(Path(__file__).parent.parent.parent)
SELECTS = [spec for spec in LIBRARY if Outline(spec.text).form == "select"]
SAME_IN_BOTH = {"DOI"}


def headings(store, spec, language, given):
    bindings = querying.bind(store, spec, given)
    return present(store.select(spec.text, bindings), language, bindings).headings


@pytest.mark.parametrize("spec", SELECTS, ids=lambda spec: spec.id)
def test_a_chinese_table_has_chinese_headings_no_two_alike(store, spec, partners):
    given = partners.given(spec)
    chinese = headings(store, spec, "zh", given)
    assert not [one for one in chinese if one.isascii() and one not in SAME_IN_BOTH]
    for found in (chinese, headings(store, spec, "en", given)):
        assert len(found) == len(set(found))


def test_no_heading_is_for_a_column_that_no_query_has():
    words = {word.lstrip("?") for spec in LIBRARY for word in spec.text.replace(")", " ").split()}
    stems = {word.removesuffix("_zh").removesuffix("Label") for word in words} | words
    assert set(HEADINGS_ZH) - stems == set()
