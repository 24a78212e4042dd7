"""What a query's text shows before an engine reads it."""

import pytest

from cocreation.store.outline import form_of


@pytest.mark.parametrize(
    ("query", "form"),
    [
        ("PREFIX prefix: <urn:a> SELECT * {}", "select"),
        ("PREFIX base.x: <urn:a> ASK {}", "ask"),
        ("prefix base-1:<urn:p#> base <urn:b> construct where {}", "construct"),
        ("PREFIX PREFIXES: <urn:a> DESCRIBE <urn:x>", "describe"),
        ("# SELECT\nBASE<urn:ASK>ASK{}", "ask"),
        ("PREFIX : <urn:a> prefixes {}", None),
    ],
)
def test_the_form_is_found_behind_prefixes_of_any_name(query, form):
    assert form_of(query) == form
