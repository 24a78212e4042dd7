"""What no shape can find in a stranger's file, and that it is not found in ours."""

from pathlib import Path

import pytest

from cocreation.model import FileGraph
from cocreation.namespaces import BASE, ID
from cocreation.services.hazards import hazards, is_identity_number
from cocreation.services.project import read_project
from cocreation.sources import parse

# Made up: no person's, only with a check digit that is right.
RIGHT = ["11010519491231002X", "11010519491231002x", "440524188001010014"]
WRONG = ["110105194912310021", "11010519491331002X", "110105194912310", "999999999999999999"]


def graph(turtle: str) -> FileGraph:
    text = f"@base <{ID}> . {turtle}"
    return FileGraph("urn:g", Path("x.ttl"), parse(text.encode(), ".ttl", base=BASE, file="x"), "")


def found(turtle: str) -> list[tuple[str, str]]:
    return [(f.shape.rpartition("#")[2], f.severity) for f in hazards(graph(turtle))]


@pytest.mark.parametrize("number", RIGHT)
def test_an_identity_number_is_warned_of_wherever_it_stands(number):
    assert is_identity_number(number)
    for text in (number, f"号码{number}。", f"no. {number}, twice"):
        assert found(f'<case/x> <urn:p> "{text}" .') == [("IdentityNumberShape", "warning")]


@pytest.mark.parametrize("number", [*WRONG, "911010519491231002X", "A11010519491231002X"])
def test_other_long_numbers_are_none(number):
    assert found(f'<case/x> <urn:p> "{number}" .') == []


LINKS = [
    "javascript:alert(1)",
    "JavaScript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "file:///etc/passwd",
    "vbscript:x",
    "mailto:someone@example.org",
    "ftp://example.org/",
    "blob:x",
]


@pytest.mark.parametrize("link", LINKS)
@pytest.mark.parametrize(
    "statement", ["<case/x> <urn:p> <{}> .", "<{}> <urn:p> 1 .", "<case/x> <{}> 1 ."]
)
def test_a_link_that_is_no_address_on_the_web_is_a_violation(link, statement):
    escaped = link.replace("<", "\\u003C").replace(">", "\\u003E")
    if "<" in link:
        escaped = link.partition("<")[0]
    assert found(statement.format(escaped)) == [("LinkShape", "violation")]


def test_a_link_that_is_a_text_by_its_datatype_is_one_too():
    typed = '"{}"^^<http://www.w3.org/2001/XMLSchema#anyURI>'
    assert found(f"<case/x> <urn:p> {typed.format('javascript:alert(1)')} .") != []
    assert found(f"<case/x> <urn:p> {typed.format('https://example.org/')} .") == []


def test_addresses_on_the_web_names_and_texts_pass():
    assert (
        found(
            "<case/x> <https://example.org/p> <HTTP://example.org/>, <urn:isbn:1>, "
            "'<javascript:alert(1)>', 'data:x', [] ."
        )
        == []
    )


def test_the_finding_says_where_and_what():
    [finding] = hazards(graph("<case/x> <urn:p> <javascript:alert(1)> ."))
    assert (finding.focus, finding.path) == (ID + "case/x", "urn:p")
    assert finding.value is not None
    assert finding.value.value == "javascript:alert(1)"
    for text in (finding.message.en, finding.message.zh):
        assert "javascript:alert(1)" in text


def test_a_node_without_an_iri_is_named_as_other_findings_name_it():
    [finding] = hazards(graph("[ <urn:p> <javascript:x> ] <urn:q> 1 ."))
    assert finding.focus.startswith("_:g")


def test_the_shipped_files_hold_nothing_of_the_kind(root):
    for file in read_project(root):
        assert list(hazards(file)) == [], file.path
