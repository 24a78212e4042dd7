"""`/figures` and `/tables`: what the form asks for is drawn, and can be taken along."""

import re
from io import BytesIO
from xml.etree import ElementTree as Tree

import pytest
from pypdf import PdfReader

from cocreation.figures import conversion

LABELS = {
    "en": ("Value bridging", "Group trust"),
    "zh": ("价值桥接", "群体信任"),
}


def svg_of(page):
    return page[page.index("<svg") : page.index("</svg>") + len("</svg>")]


def test_the_form_chooses_figure_part_language_and_counts(browse):
    page = browse("/zh/figures?figure=model/bridging&lang=both&counts=hidden").text
    drawn = svg_of(page)
    for language in ("en", "zh"):
        for label in LABELS[language]:
            assert "".join(label.split()) in "".join(re.sub(r"<[^>]+>", "", drawn).split())
    assert "n = " not in drawn
    assert "价值评估" not in drawn
    chosen = re.findall(r'<option value="([^"]+)" selected>', page)
    assert chosen == ["model/bridging", "both", "hidden"]
    for form in ("svg", "png", "pdf"):
        assert f'/zh/figures/model.{form}?lang=both&amp;part=bridging&amp;counts=hidden"' in page


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_figure_comes_in_the_language_of_the_page_unless_another_is_asked_for(browse, language):
    drawn = svg_of(browse(f"/{language}/figures?figure=model").text)
    other = {"en": "zh", "zh": "en"}[language]
    assert LABELS[language][0] in drawn
    assert LABELS[other][0] not in drawn


def test_the_same_stands_below_as_a_list_with_its_questions(browse):
    page = browse("/en/figures?figure=model").text
    below = page[page.index('class="outline"') :]
    for words in ("Group trust strengthens the drive", "no evidence reported", "evidence items: 5"):
        assert words in below
    assert "/en/queries/model/connect-constructs" in below
    assert "/en/queries/constructs/count-evidence-by-level" in below


@pytest.mark.parametrize(
    ("form", "media_type", "begins"),
    [
        ("svg", "image/svg+xml; charset=utf-8", b"<svg"),
        ("png", "image/png", b"\x89PNG"),
        ("pdf", "application/pdf", b"%PDF"),
    ],
)
def test_a_figure_is_given_in_each_format_and_may_be_kept(client, form, media_type, begins):
    address = f"/figures/data-structure.{form}?part=group-dynamics&lang=both"
    first = client.get(address)
    assert first.status_code == 200
    assert first.headers["Content-Type"] == media_type
    assert first.data.startswith(begins)
    assert f"data-structure-group-dynamics-both.{form}" in first.headers["Content-Disposition"]
    again = client.get(address, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_a_figures_boxes_lead_to_pages_of_this_server(client, browse):
    drawn = Tree.fromstring(client.get("/zh/figures/model.svg").data)
    links = [one.get("href") for one in drawn.iter("{http://www.w3.org/2000/svg}a")]
    assert len(links) > 30
    for link in set(links):
        assert re.match("http://localhost/zh/(constructs|propositions)/song-2025/", link)
        assert browse(link, "zh").status_code == 200
    document = PdfReader(BytesIO(client.get("/zh/figures/model.pdf").data))
    found = [one.get_object()["/A"]["/URI"] for one in document.pages[0]["/Annots"]]
    assert sorted(found) == sorted(links)


def test_a_field_of_the_coverage_opens_its_evidence(client, browse):
    drawn = Tree.fromstring(client.get("/en/figures/coverage.svg").data)
    links = {
        one.get("aria-label"): one.get("href")
        for one in drawn.iter("{http://www.w3.org/2000/svg}a")
    }
    field = links["JD Cloud – Dada, Building a converged cross-organizational ecosystem: 1"]
    assert "Table 4, row 2" in browse(field).text
    assert "JD Cloud – Dada, Group norms: 0" not in links
    page = browse("/zh/figures?figure=coverage").text
    below = page[page.index('class="outline"') :]
    assert "打造跨组织融合生态" in below
    assert "/zh/queries/tables/cover-constructs-by-cases" in below


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/figures?figure=nothing", 400, "data-structure, model, coverage"),
        ("/figures?figure=coverage/bridging", 404, "whole only"),
        ("/figures?lang=fr", 400, "zh, en, both"),
        ("/figures?counts=maybe", 400, "shown, hidden"),
        ("/figures?figure=model/knowledge-search", 404, "assessment, bridging, aggregation"),
        ("/figures/model.png?part=<b>", 404, "assessment, bridging, aggregation"),
        ("/figures/model.gif", 404, "no page"),
        ("/figures/other.svg", 404, "no page"),
        ("/tables/5", 404, "1, 2, 3, 4, coverage"),
        ("/tables/1?format=pdf", 406, "csv, markdown, latex, text"),
    ],
)
def test_only_what_is_offered_can_be_asked_for(client, address, status, words):
    response = client.get(address, headers={"Accept": "application/json"})
    assert response.status_code == status
    assert words in response.json["error"]["message"]["en"]
    assert response.json["error"]["message"]["zh"]


def test_without_a_chinese_font_a_picture_is_refused_and_svg_still_given(client, monkeypatch):
    class Bare:
        def families(self):
            return []

    monkeypatch.setattr(conversion, "_fonts", Bare)
    conversion._converted.cache_clear()
    response = client.get("/figures/model.pdf?lang=zh", headers={"Accept": "application/json"})
    assert response.status_code == 501
    assert "fonts-noto-cjk" in response.json["error"]["message"]["zh"]
    assert client.get("/figures/model.svg?lang=zh").status_code == 200


@pytest.mark.parametrize("name", ["1", "2", "3", "4", "coverage"])
def test_a_table_is_a_page_with_its_question_and_comes_in_each_format(client, browse, name):
    page = browse(f"/en/tables/{name}").text
    question = re.search(r'<p class="behind"><a href="([^"]+)"', page)[1]
    assert browse(question.replace("&amp;", "&")).status_code == 200
    for form in ("csv", "markdown", "latex", "text"):
        assert f'/tables/{name}?format={form}"' in page
    rows = len(re.findall("<tr>", page)) - 1
    table = client.get(f"/en/tables/{name}", headers={"Accept": "text/csv"})
    assert table.headers["ETag"]
    assert len(table.text.splitlines()) == rows + 1
    assert table.text.startswith("\ufeff")


def test_what_no_case_reports_says_so_in_the_table(browse):
    page = browse("/zh/tables/coverage").text
    assert page.count('<td class="muted">未报告</td>') > 100
