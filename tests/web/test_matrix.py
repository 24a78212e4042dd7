"""The page of the matrix: cases by concepts, grouped and turned."""

import html
import re
from collections import Counter

import pytest
from rdflib import Graph, Namespace
from rdflib.namespace import RDF, RDFS

CST = Namespace("https://w3id.org/cocreation/case-study#")
VCC = Namespace("https://w3id.org/cocreation/model#")


@pytest.fixture(scope="module")
def said(root):
    """The files of the study and of the ontology."""
    graph = Graph()
    for file in (*(root / "data").rglob("*.ttl"), *(root / "ontology").glob("*.ttl")):
        graph.parse(file)
    return graph


@pytest.fixture(scope="module")
def counted(said):
    """How many items of a case support a concept, by their labels in English."""

    def name(node):
        return next(str(one) for one in said.objects(node, RDFS.label) if one.language == "en")

    levels = set(said.subjects(RDFS.subClassOf, CST.FirstOrderConcept))
    pairs = (
        (case, concept)
        for item, case in said.subject_objects(CST.inCase)
        for concept in said.objects(item, CST.supports)
        if levels & set(said.objects(concept, RDF.type))
    )
    return Counter((name(case), name(concept)) for case, concept in pairs)


def cells(page):
    """The numbers of the page by what they say that they count."""
    found = re.findall(r'<td class="shade-\d"><a href="([^"]+)" aria-label="([^"]+)">(\d+)<', page)
    return {html.unescape(label): (html.unescape(where), int(n)) for where, label, n in found}


@pytest.mark.parametrize("asked", ["", "?turned=1", "?by=theme", "?by=provider", "?by=nothing"])
def test_every_number_counts_what_the_files_say(browse, counted, asked):
    told = cells(browse(f"/en/matrix{asked}").text)
    assert {label.removesuffix(", with marks"): number for label, (_, number) in told.items()} == {
        f"{case}, {concept}: {number} evidence items": number
        for (case, concept), number in counted.items()
    }


def test_what_is_not_reported_says_so_and_leads_nowhere(browse, counted):
    page = browse("/en/matrix").text
    silent = re.findall(r'<td class="shade-0"><span role="img" aria-label="([^"]+)">', page)
    assert set(silent) == {"not reported"}
    assert len(silent) == 12 * 21 - len(counted)


def test_a_number_opens_exactly_its_evidence(browse):
    for where, number in cells(browse("/zh/matrix").text).values():
        page = browse(where)
        assert page.status_code == 200
        assert len(re.findall(r'href="/zh/evidence/song-2025/', page.text)) >= number
        rows = page.text[page.text.index("<tbody>") : page.text.index("</tbody>")]
        assert rows.count("<tr") == number


def test_rows_and_columns_are_grouped_and_turned(browse):
    head = r'<th scope="col"><div>'
    plain, turned = browse("/en/matrix").text, browse("/en/matrix?turned=1").text
    assert (len(re.findall(head, plain)), len(re.findall(head, turned))) == (21 + 1, 12 + 1)
    assert re.findall(r'colspan="(\d+)" class="group"', plain) == ["7", "7", "7"]
    assert re.findall(r'rowspan="(\d+)" class="group"', turned) == ["7", "7", "7"]
    themes = re.findall(r'colspan="(\d+)" class="group"', browse("/en/matrix?by=theme").text)
    assert (len(themes), sum(map(int, themes))) == (8, 21)
    providers = browse("/en/matrix?by=provider").text
    assert re.findall(r'rowspan="(\d+)" class="group"', providers) == ["3", "3", "3", "3"]


def test_two_cases_are_set_side_by_side_by_the_question_that_does(browse):
    page = browse("/en/matrix").text
    form = page[page.index('id="beside"') :]
    assert 'action="/en/queries/cases/compare-two-cases"' in form
    values = re.findall(r'<option value="([^"]+)"', form)
    answer = browse(f"/en/queries/cases/compare-two-cases?case={values[0]}&other={values[1]}")
    assert answer.status_code == 200
