import csv
import io
import re

import pytest

from cocreation.services import querying
from cocreation.store.base import Answer

STRENGTHENS = "/queries/model/find-what-strengthens"


def test_the_library_is_listed_for_people_and_machines(browse, client, app):
    listed = client.get("/queries").get_json()["queries"]
    assert len(listed) == len(app.extensions["cocreation"].queries)
    page = browse("/queries", "zh").text
    assert all(question["summary"]["zh"] in page for question in listed)


def test_every_question_answers_as_a_page_in_both_languages(browse, app):
    for spec in app.extensions["cocreation"].queries:
        for language in ("en", "zh"):
            response = browse(f"/{language}/queries/{spec.id}")
            assert response.status_code == 200, spec.id
            assert spec.summary.in_language(language) in response.text.replace("&#39;", "'")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_question_that_suits_a_view_shows_it_above_its_table(browse, app, language):
    signs = {"bars": '<table class="bars">', "matrix": '<table class="matrix">', "graph": "<svg x"}
    viewed = [spec for spec in app.extensions["cocreation"].queries if spec.view]
    assert {spec.view.kind for spec in viewed} == set(signs)
    for spec in viewed:
        page = browse(f"/{language}/queries/{spec.id}").text
        assert page.count(signs[spec.view.kind]) == 1, spec.id
        assert page.index(signs[spec.view.kind]) < page.index("<caption>"), spec.id


def test_a_matrix_of_an_answer_counts_what_its_rows_say(browse, client):
    rows = client.get("/queries/tables/cover-constructs-by-cases?format=csv").text
    items = sum(int(row["items"]) for row in csv.DictReader(io.StringIO(rows)))
    page = browse("/en/queries/tables/cover-constructs-by-cases").text
    shown = re.findall(r'<td class="shade-\d">(\d+)</td>', page)
    assert sum(map(int, shown)) == items > 0


def test_a_view_that_would_be_too_large_gives_way_to_the_table(browse, monkeypatch):
    monkeypatch.setattr("cocreation.services.answer_views.MOST_BARS", 1)
    page = browse("/zh/queries/sources/rank-cited-sources").text
    assert '<table class="bars">' not in page
    assert "内容过多，无法绘图" in page
    assert "<caption>" in page


def test_a_question_answers_as_data_with_its_parameters(client):
    response = client.get(STRENGTHENS + "?capability=知识融合动态能力&format=csv")
    assert response.mimetype == "text/csv"
    rows = list(csv.DictReader(io.StringIO(response.text)))
    assert {row["conditionLabel_en"] for row in rows} == {"Group trust", "Intergroup learning"}


def test_a_field_offers_choices_from_the_graph_with_the_given_one_selected(browse):
    page = browse(STRENGTHENS + "?capability=knowledge-search", "zh").text
    assert ">知识搜寻动态能力</option>" in page
    selected = page[page.index(" selected>") :]
    assert selected.startswith(" selected>知识搜寻动态能力")


def test_the_query_behind_an_answer_opens_in_the_editor_and_gives_the_same(browse, client):
    page = browse(STRENGTHENS, "en").text
    start = page.index("<code>", page.index("<details>")) + len("<code>")
    query = page[start : page.index("</code>", start)]
    query = query.replace("&lt;", "<").replace("&gt;", ">").replace("&#34;", '"')
    query = query.replace("&amp;", "&").replace("&#39;", "'")
    alone = client.get("/sparql", query_string={"query": query, "format": "csv"})
    assert alone.data == client.get(STRENGTHENS + "?format=csv").data


@pytest.mark.parametrize(
    ("address", "status", "nearest"),
    [
        ("/queries/model/find-what-strenthens", 404, "model/find-what-strengthens"),
        (STRENGTHENS + "?capability=knowledge-intergration", 400, "knowledge-integration"),
        (STRENGTHENS + "?capabilty=knowledge-integration", 400, "capability"),
    ],
)
def test_a_misspelt_name_is_answered_with_the_nearest(client, browse, address, status, nearest):
    response = client.get(address)
    assert response.status_code == status
    assert nearest in response.get_json()["error"]["details"]["nearest"]
    page = browse(address, "zh")
    assert page.status_code == status
    assert nearest in page.text


def test_an_answer_as_text_names_its_encoding(client):
    assert client.get(STRENGTHENS + "?format=csv").content_type == "text/csv; charset=utf-8"


def test_a_download_holds_no_formula_and_the_endpoint_gives_what_is_there(client, monkeypatch):
    query = "SELECT ('=1+1' AS ?x) {}"
    exact = client.get("/sparql", query_string={"query": query, "format": "csv"})
    assert exact.text == "x\r\n=1+1\r\n"
    given = Answer("text/csv", exact.data, "select")
    monkeypatch.setattr(querying, "run", lambda *_: given)
    assert client.get(STRENGTHENS + "?format=csv").text == "x\r\n'=1+1\r\n"
