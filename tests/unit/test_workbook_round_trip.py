"""A case becomes a workbook or Turtle and comes back with exactly the same statements."""

from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from cocreation.errors import ParameterError
from cocreation.intake.choices import Choices
from cocreation.intake.reading import read_case
from cocreation.intake.workbook.cells import guarded, unguarded
from cocreation.intake.workbook.writing import pages_of
from cocreation.intake.workbook.xlsx_writing import write_xlsx
from cocreation.model import Term, Triple
from cocreation.namespaces import CST, ID, RDF, RDFS, VCC, XSD
from cocreation.services.choices import choices_of
from cocreation.services.project import read_project
from cocreation.sources import ntriples, terms
from cocreation.turtle import format_turtle
from workbooks import CHOICES

ROOT = Path(__file__).parents[2]
CASES = sorted(path.stem for path in (ROOT / "data/song-2025/cases").glob("*.ttl"))
FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx")
ODD = (
    *FORMULAS,
    "'=1",
    "''",
    "007",
    "1e5",
    " padded ",
    "two\nlines",
    "Windows\r\nlines",
    '"quoted"',
    "a; b；c",
    "_x0041_",
    "\x01",
    "(none)",
    "😀 表情",
    "是",
    "true",
)


@pytest.fixture(scope="module")
def graphs():
    return read_project(ROOT)


@pytest.fixture(scope="module")
def choices(graphs) -> Choices:
    return choices_of(graphs)


def there_and_back(triples: list[Triple], choices: Choices, graph: str = "urn:g"):
    return read_case(
        write_xlsx(pages_of(triples, choices), choices), "c.xlsx", graph=graph, choices=choices
    )


@pytest.mark.parametrize("slug", CASES)
def test_a_shipped_case_goes_through_a_workbook_and_nothing_is_lost_or_added(slug, graphs, choices):
    graph = next(g for g in graphs if g.path.stem == slug)
    case = there_and_back(list(terms(graph.triples)), choices, graph.name)
    assert case.graph.triples == graph.triples
    assert case.findings == ()


@pytest.mark.parametrize("slug", CASES)
def test_a_shipped_case_goes_through_turtle_and_nothing_is_lost_or_added(slug, graphs):
    graph = next(g for g in graphs if g.path.stem == slug)
    turtle = format_turtle(graph.triples.decode(), slug).encode()
    case = read_case(turtle, "c.ttl", graph=graph.name, choices=Choices())
    assert case.graph.triples == graph.triples


@pytest.mark.parametrize("name", ["study", "sources", "evidence", "constructs", "references"])
def test_what_no_column_knows_goes_through_too(name, graphs, choices):
    graph = next(g for g in graphs if g.name.endswith(f"data/song-2025/{name}"))
    case = there_and_back(list(terms(graph.triples)), choices, graph.name)
    assert case.graph.triples == graph.triples


def test_a_shipped_case_is_hardly_ever_in_the_sheet_of_plain_statements(graphs, choices):
    graph = next(g for g in graphs if g.path.stem == "jd-cloud-deyi-dairy")
    assert pages_of(terms(graph.triples), choices).others == ()


def resource(path: str) -> Term:
    return Term("iri", path if ":" in path else ID + path)


def described(text: str) -> list[Triple]:
    """A small case that has the text in cells of every kind, and where no column is."""
    item, plain = resource("evidence/mine/e1"), Term("literal", text, None, XSD + "string")
    made = [
        (resource("case/mine/c"), RDF + "type", resource(VCC + "Partnership")),
        (resource("case/mine/c"), RDFS + "label", Term("literal", text, "zh")),
        (resource("case/mine/c"), CST + "ofStudy", resource("study/mine")),
        (item, RDF + "type", resource(CST + "EvidenceItem")),
        (item, CST + "summary", Term("literal", text, "en")),
        (item, CST + "citedCode", plain),
        (item, CST + "toldWithoutCode", Term("literal", text, None, XSD + "boolean")),
        (item, CST + "ordinal", Term("literal", text, None, XSD + "integer")),
        (item, CST + "supports", resource("concept/model/trust")),
        (resource("discrepancy/mine/d"), RDF + "type", resource(CST + "Discrepancy")),
        (resource("discrepancy/mine/d"), CST + "statedValue", plain),
        (resource("discrepancy/mine/d"), CST + "kind", plain),
        (resource("http://example.org/x"), "http://example.org/p", plain),
    ]
    return [Triple(s, resource(p), o) for s, p, o in made]


def assert_same(triples: list[Triple], case) -> None:
    assert set(terms(case.graph.triples)) == set(terms(ntriples(triples)))
    assert case.findings == ()


@pytest.mark.parametrize("text", ODD)
def test_an_odd_text_comes_back_as_it_was(text):
    assert_same(described(text), there_and_back(described(text), CHOICES))


@pytest.mark.parametrize("text", ["很长的一段文字。=1\n" * 200_000, "\x01" * 40_000])
def test_a_text_longer_than_a_cell_comes_back_whole(text):
    triples = described(text)[-1:]
    assert_same(triples, there_and_back(triples, CHOICES))


def test_a_text_that_no_workbook_can_hold_is_refused_in_a_sentence():
    with pytest.raises(ParameterError, match="take an RDF format"):
        pages_of(described("\x01" * 1_000_000), CHOICES)


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40))
def test_any_text_comes_back_as_it_was(text):
    triples = described(text)
    pages = pages_of(triples, CHOICES)
    assert_same(
        triples, read_case(write_xlsx(pages, CHOICES), "c.xlsx", graph="urn:g", choices=CHOICES)
    )


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_a_guarded_text_is_no_formula_and_reads_as_it_was(text):
    assert not guarded(text).startswith(FORMULAS)
    assert unguarded(guarded(text)) == text


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.sets(st.integers(0, 12)), st.sets(st.integers(0, 12)))
def test_half_a_case_gains_nothing_that_an_empty_cell_would_stand_for(left, twice):
    triples = [triple for n, triple in enumerate(described("文")) if n not in left]
    second = Term("literal", "another", "zh")
    triples += [
        Triple(s, p, second)
        for n, (s, p, o) in enumerate(triples)
        if n in twice and o.kind == "literal"
    ]
    if triples:
        assert_same(triples, there_and_back(triples, CHOICES))


def test_nodes_without_a_name_come_back():
    turtle = b'<urn:a> <urn:p> [ <urn:q> "x"@zh ; <urn:r> [ <urn:q> "y" ] ] .'
    first = read_case(turtle, "c.ttl", graph="urn:g", choices=CHOICES)
    case = there_and_back(list(terms(first.graph.triples)), CHOICES)
    assert case.graph.triples == first.graph.triples


def test_no_cell_of_a_workbook_is_a_formula():
    triples = [triple for text in FORMULAS for triple in described(text)]
    data = write_xlsx(pages_of(triples, CHOICES), CHOICES)
    cells = [cell for page in load_workbook(BytesIO(data)) for row in page for cell in row]
    texts = [cell.value for cell in cells if isinstance(cell.value, str)]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert any("=1+1" in text for text in texts)
    assert not [text for text in texts if text.startswith(FORMULAS)]
