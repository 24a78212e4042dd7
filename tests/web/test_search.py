"""`/search` as a page and as JSON."""

import re

import pytest

LABELS = {"en": "Search everything", "zh": "检索全部内容"}


@pytest.fixture(autouse=True, scope="module")
def _ready(app):
    app.extensions["cocreation"].search.refresh()


def asked(client, **given):
    return client.get("/search", query_string={**given, "format": "json"}).get_json()


def test_a_program_gets_things_with_titles_kinds_pages_and_what_matched(client):
    answer = asked(client, q="J_DY1")
    first = answer["results"][0]
    assert first["iri"].endswith("/id/source/song-2025/J_DY1")
    assert (first["kind"], first["code"]) == ("source", "J_DY1")
    assert first["title"]["zh"] == "得益乳业技术中心主管访谈"
    assert first["page"].startswith("http://localhost/en/")
    assert client.get(first["page"]).status_code in (200, 303)
    assert answer["total"] == sum(answer["kinds"].values()) >= 3


@pytest.mark.parametrize(
    ("question", "kind", "path"),
    [
        ("京东云-达达", "case", "id/case/song-2025/jd-cloud-dada"),
        ("Dada", "organization", "id/organization/dada"),
        ("群体信任", "construct", "id/concept/song-2025/group-trust"),
        ("知识融合动态能力", "construct", "id/theme/song-2025/knowledge-integration"),
        ("价值共创", "construct", "id/dimension/song-2025/value-co-creation"),
        ("knowledge search drives", "proposition", "knowledge-search-drives-assessment"),
        ("safest protection data", "evidence", "id/evidence/song-2025/t3-r6"),
        ("Teece", "reference", "id/reference/song-2025/32"),
        ("song-2025", "study", "id/study/song-2025"),
        ("t3-r3-code", "discrepancy", "id/discrepancy/song-2025/t3-r3-code"),
        ("到达阶段", "term", "model#reaches"),
    ],
)
def test_every_kind_of_thing_is_found_by_its_words(client, question, kind, path):
    first = asked(client, q=question, kind=kind)["results"][0]
    assert first["kind"] == kind
    assert first["iri"].endswith(path)


def test_a_question_of_the_library_is_found_by_its_words(client):
    ids = [one["id"] for one in asked(client, q="silent stage", kind="question")["results"]]
    assert "cases/find-silent-stages" in ids


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_page_shows_hits_with_marks_facets_and_the_other_language(browse, language):
    page = browse(f"/{language}/search?q=信任", language).text
    assert "<mark>信任</mark>" in page
    assert "Group trust" in page
    assert f"/{language}/search?q=%E4%BF%A1%E4%BB%BB&amp;kind=evidence" in page
    assert f"{LABELS[language]}</label>" in page


def test_a_page_leads_to_the_next_and_back_within_a_kind(browse):
    page = browse("/en/search?q=cloud&kind=evidence").text
    after = re.search(r'rel="next" href="([^"]+)"', page)[1].replace("&amp;", "&")
    second = browse(after).text
    assert "Page 2 of" in second
    hits = [set(re.findall(r"<h2><a href=\"([^\"]+)\"", one)) for one in (page, second)]
    assert hits[0]
    assert hits[1]
    assert not hits[0] & hits[1]
    assert 'rel="prev"' in second


def test_where_nothing_matches_the_page_offers_what_is_near(browse):
    english = browse("/en/search?q=grup+trst").text
    assert "Nothing here has all of these words." in english
    assert "Group trust" in english
    assert "没有同时含有这些词语的内容" in browse("/zh/search?q=grup+trst").text


def test_an_empty_question_shows_the_field_and_no_fault(browse, client):
    assert browse("/en/search").status_code == 200
    assert asked(client, q="")["total"] == 0


def test_an_iri_finds_the_very_thing(client):
    iri = "https://w3id.org/cocreation/id/organization/dada"
    assert [one["iri"] for one in asked(client, q=iri)["results"]] == [iri]


@pytest.mark.parametrize(
    "query",
    [
        "q=%22a+AND+(b&page=-1",
        "q=" + "x" * 10_000,
        "q=%00%07&kind=&page=1e9",
        "q=%ff%fe",
        "q=a&page=99999",
        "q=<script>alert(1)</script>",
        "q=a&q=b&kind=case&kind=x",
    ],
)
def test_hostile_questions_are_answered(browse, client, query):
    page = browse(f"/en/search?{query}")
    assert page.status_code == 200
    assert "<script>" not in page.text
    assert client.get(f"/search?{query}&format=json").status_code == 200


def test_a_kind_that_is_not_there_is_refused_in_json_too(client):
    refused = client.get("/search?q=cloud&kind=casse&format=json")
    assert refused.status_code == 404
    assert refused.get_json()["error"]["details"] == {"parameter": "kind", "nearest": ["case"]}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_name_that_is_not_there_offers_those_that_are_like_it(browse, client, language):
    page = browse(f"/{language}/id/organization/dadaa", language)
    assert page.status_code == 404
    assert f'href="/{language}/organizations/dada"' in page.text
    details = client.get("/id/organization/dadaa").get_json()["error"]["details"]
    assert "https://w3id.org/cocreation/id/organization/dada" in details["nearest"]


@pytest.mark.parametrize(
    ("address", "meant"),
    [
        ("cases/song-2025/jd-cloud-dadaa", "cases/song-2025/jd-cloud-dada"),
        ("id/case/song-2025/jd-cloud-dadaa", "cases/song-2025/jd-cloud-dada"),
        ("constructs/song-2025/group-trusts", "constructs/song-2025/group-trust"),
        (
            "propositions/song-2025/assessment-preceds-bridging",
            "propositions/song-2025/assessment-precedes-bridging",
        ),
        ("sources/song-2025/J_DY22", "sources/song-2025/J_DY2"),
    ],
)
def test_the_name_that_is_most_like_the_one_asked_for_comes_first(browse, address, meant):
    page = browse(f"/en/{address}")
    assert page.status_code == 404
    assert re.findall(r'<li><a href="([^"]+)"', page.text)[0] == f"/en/{meant}"


def test_before_there_is_an_index_a_page_says_so_and_a_program_is_told_when(app, browse, client):
    search = app.extensions["cocreation"].search
    index, search._index = search._index, None
    search._state = ("of another store", 0.0)
    search._closed.set()
    try:
        page = browse("/en/search?q=a")
        told = client.get("/search?q=a&format=json")
    finally:
        search._index = index
        search._closed.clear()
    assert page.status_code == told.status_code == 503
    assert "getting ready" in page.text
    assert int(told.headers["Retry-After"]) > 0
    assert told.get_json()["error"]["code"] == "not_ready"


def test_every_page_has_the_field_of_the_search(browse):
    for language in ("en", "zh"):
        assert f'action="/{language}/search" role="search"' in browse(f"/{language}/queries").text
