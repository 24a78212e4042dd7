"""The page `/explorer` without a browser, and the data of its picture."""

import re
from html import unescape

import pytest

CASE = "case/song-2025/jd-cloud-dada"
BASE = "https://w3id.org/cocreation/id/"


def listed(page):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", unescape(page)))


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("en", ["Value assessment", "Value bridging", "Value aggregation", "Group trust"]),
        ("zh", ["价值评估", "价值桥接", "价值集聚", "群体信任"]),
    ],
)
def test_it_begins_with_the_stages_in_their_order_and_what_belongs_to_each(browse, language, names):
    page = browse(f"/{language}/explorer").text
    sections = re.findall(r"<section>(.*?)</section>", page, re.S)
    assert len(sections) == 3
    assert all(name in section for name, section in zip(names, sections, strict=False))
    assert names[3] in sections[1]
    assert [section.count("<li>") for section in sections] == [8, 8, 8]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "en",
            ["has provider", "JD Cloud", "exhibits", "inferred", "Table 4, row 1", "is in case"],
        ),
        ("zh", ["云服务方", "京东云", "显现构念", "推得", "表4第1行", "属于案例"]),
    ],
)
def test_a_thing_shows_what_is_said_of_it_and_what_points_at_it(browse, language, words):
    text = listed(browse(f"/{language}/explorer?node={CASE}").text)
    assert [word for word in words if word not in text] == []


@pytest.mark.parametrize(
    "name",
    [
        CASE,
        BASE + CASE,
        f"<{BASE}{CASE}>",
        "京东云-达达",
        "JD Cloud – Dada",
        "jd cloud - dada",
        "jd-cloud-dada",
    ],
)
def test_a_thing_is_found_by_every_name_that_it_has(client, name):
    found = client.get("/explorer", query_string={"node": name}).get_json()
    assert found["node"] == BASE + CASE


@pytest.mark.parametrize("name", ["J_DY1", "cst:EvidenceItem", "vcc:exhibits"])
def test_codes_and_terms_are_names_too(browse, name):
    assert browse("/en/explorer", query_string={"node": name}).status_code == 200


@pytest.mark.parametrize("language", ["en", "zh"])
def test_an_unknown_name_gets_the_nearest_as_links(browse, client, language):
    page = browse(f"/{language}/explorer?node=group-trsut")
    assert page.status_code == 404
    (link,) = set(re.findall(r'href="(/\w\w/explorer\?node=[^"]*group-trust)"', page.text))
    assert browse(link).status_code == 200
    error = client.get("/explorer?node=group-trsut").get_json()["error"]
    assert "concept/song-2025/group-trust" in error["details"]["nearest"]


@pytest.mark.parametrize("name", ["<script>", "a b", "http://[", "urn:x y", "%00", "“”"])
def test_what_is_no_name_at_all_is_not_found(browse, name):
    page = browse("/en/explorer", query_string={"node": name})
    assert page.status_code == 404
    assert "<script>" not in page.text


def test_what_points_at_a_thing_often_comes_in_pages(browse, monkeypatch):
    monkeypatch.setattr("cocreation.services.exploring.FIRST_THINGS", 5)
    monkeypatch.setattr("cocreation.services.exploring.PAGE_THINGS", 20)
    first = unescape(browse("/en/explorer?node=cst:EvidenceItem").text)
    (all_of_them,) = re.findall(r'class="all" href="([^"]*rdf%3Atype|[^"]*rdf:type)"', first)
    seen = []
    address = all_of_them
    while address:
        page = unescape(browse(address).text)
        seen += re.findall(r'<dd><a class="thing" href="([^"]+)"', page)
        following = re.findall(r'<a rel="next" href="([^"]+)"', page)
        address = following[0] if following else None
    assert len(seen) == len(set(seen)) == 56


@pytest.mark.parametrize("number", ["0", "-3", "99999999999999999999", "x", ""])
def test_a_page_that_there_is_not_is_the_nearest_one(browse, number):
    node = {"node": "cst:EvidenceItem", "property": "rdf:type", "page": number}
    response = browse("/en/explorer", query_string=node)
    assert response.status_code == 200
    assert "56 things" in response.text


def test_a_property_that_does_not_point_at_it_is_not_found(browse):
    node = {"node": CASE, "property": "vcc:atStage"}
    assert browse("/en/explorer", query_string=node).status_code == 404


def test_the_queries_behind_it_answer_with_what_is_listed(browse):
    page = unescape(browse(f"/en/explorer?node={CASE}").text)
    links = re.findall(r'href="(/en/sparql\?query=[^"]+)"', page)
    assert len(links) == 2
    answers = [listed(browse(link).text) for link in links]
    assert "18 rows" in answers[0]
    assert "8 rows" in answers[1]


def test_the_picture_has_the_things_of_the_list_and_how_they_are_joined(client):
    found = client.get(f"/explorer?node={CASE}").get_json()
    edges = {(one["from"], one["property"], one["to"]) for one in found["edges"]}
    assert (BASE + CASE, "vcc:hasUser", BASE + "organization/dada") in edges
    assert (BASE + "evidence/song-2025/t4-r1", "cst:inCase", BASE + CASE) in edges
    nodes = {one["iri"]: one for one in found["nodes"]}
    assert nodes[BASE + "organization/dada"]["zh"] == "达达"
    assert nodes[BASE + "organization/dada"]["kind"] == "organization"
    assert {end for from_, _, to in edges for end in (from_, to)} <= set(nodes)


def test_a_picture_with_more_than_it_has_room_for_says_so(client):
    found = client.get("/explorer?node=organization/jd-cloud").get_json()
    assert len(found["edges"]) <= 40
    # 29 items are about it, of which 8 are drawn.
    assert found["more"] >= 21


def test_the_picture_begins_with_the_stages_as_columns(client):
    found = client.get("/explorer").get_json()
    assert [column[0].rpartition("/")[2] for column in found["columns"]] == [
        "assessment",
        "bridging",
        "aggregation",
    ]
    order = [one for one in found["edges"] if one["property"] == "vcc:precedes"]
    assert len(order) == 2
