"""Suggestions, data, previews, the page, and who may ask from where."""

import json
from urllib.parse import quote

import pytest

from cocreation.linking.weighing import WEIGHTS
from cocreation.services.reconciling.matching import AGREE, DISAGREE, IDENTIFIER
from cocreation.web.reconciliation.reconcile_texts import FEATURES
from web.reconciliation.conftest import ID


def suggested(client, sort, prefix, language="en", **more):
    asked = {"prefix": prefix, **more}
    answer = client.get(f"/{language}/reconcile/suggest/{sort}", query_string=asked)
    return [one["name"] for one in answer.get_json()["result"]]


def test_one_letter_and_the_start_of_a_code_suggest_what_begins_so(client):
    assert all(name.startswith("G") for name in suggested(client, "entity", "g"))
    assert "JD Cloud" in suggested(client, "entity", "j")
    codes = suggested(client, "entity", "J_D")
    assert len(codes) == 5
    assert all("Deyi Dairy" in name or "Dada" in name for name in codes)


def test_a_suggestion_in_chinese_may_begin_anywhere(client):
    assert suggested(client, "entity", "信任", "zh")[0] == "群体信任"
    assert suggested(client, "entity", "达达", "zh")[0] == "达达"


@pytest.mark.parametrize(
    "prefix", ["Group trust", "group-trust", ID + "concept/song-2025/group-trust"]
)
def test_a_whole_name_or_identifier_suggests_its_thing_first(client, prefix):
    assert suggested(client, "entity", prefix)[0] == "Group trust"


def test_suggestions_go_on_after_the_cursor(client):
    whole = suggested(client, "entity", "", limit=50)
    assert len(whole) == 50
    assert suggested(client, "entity", "") == whole[:10]
    assert suggested(client, "entity", "", cursor=10) == whole[10:20]
    assert suggested(client, "entity", "", cursor=10_000) == []


def test_suggested_things_may_be_of_one_type(client):
    assert set(suggested(client, "entity", "dada")) > {"Dada"}
    assert suggested(client, "entity", "dada", type="org:Organization") == ["Dada"]


def test_classes_and_properties_are_suggested_by_labels_and_names(client):
    assert suggested(client, "type", "组织", "zh") == ["组织"]
    assert suggested(client, "type", "cst:Interv") == ["Interview"]
    assert suggested(client, "property", "inSec") == ["is in sector"]
    assert "所属行业" in suggested(client, "property", "行业", "zh")


def test_data_are_numbers_moments_texts_and_things(client):
    asked = {
        "ids": [ID + "source/song-2025/J_DY1", ID + "publication/song-2025", "unknown"],
        "properties": [
            {"id": "cst:durationMinutes"},
            {"id": "cst:fromOrganization"},
            {"id": "dcterms:dateSubmitted"},
            {"id": "rdfs:label", "settings": {"language": "both"}},
        ],
    }
    answer = client.post("/zh/reconcile", data={"extend": json.dumps(asked)}).get_json()
    interview, publication, unknown = (answer["rows"][one] for one in asked["ids"])
    assert interview["cst:durationMinutes"] == [{"int": 60}]
    assert interview["cst:fromOrganization"] == [
        {"id": ID + "organization/deyi-dairy", "name": "得益乳业"}
    ]
    assert publication["dcterms:dateSubmitted"] == [{"date": "2024-12-04T00:00:00Z"}]
    assert len(interview["rdfs:label"]) == 2
    assert unknown == {one["id"]: [] for one in asked["properties"]}
    assert [one["name"] for one in answer["meta"]][:2] == ["时长（分钟）", "来自组织"]
    assert answer["meta"][1]["type"]["id"] == "http://www.w3.org/ns/org#Organization"


@pytest.mark.parametrize(
    ("setting", "told"),
    [
        ("", ["Dada"]),
        ("zh", ["达达"]),
        ("en", ["Dada"]),
        ("both", ["Dada", "达达"]),
    ],
)
def test_texts_come_in_the_language_that_is_set(client, setting, told):
    asked = {
        "ids": ["organization/dada"],
        "properties": [{"id": "rdfs:label", "settings": {"language": setting}}],
    }
    answer = client.post("/en/reconcile/extend", json=asked).get_json()
    assert [one["str"] for one in answer["rows"][0]["properties"][0]["values"]] == told


def test_proposed_are_the_properties_that_things_of_a_class_have(client):
    answer = client.get("/reconcile/extend/propose?type=vcc:CloudUser").get_json()
    assert answer["type"] == "vcc:CloudUser"
    proposed = [one["id"] for one in answer["properties"]]
    assert "https://w3id.org/cocreation/model#inSector" in proposed
    assert "https://w3id.org/cocreation/case-study#sourceCode" not in proposed
    fewer = client.get("/reconcile/extend/propose?type=vcc:CloudUser&limit=1").get_json()
    assert [one["id"] for one in fewer["properties"]] == proposed[:1]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_preview_may_be_framed_and_nothing_else_may(client, browse, language):
    answer = client.get(f"/{language}/reconcile/preview?id=organization/deyi-dairy")
    assert answer.content_type == "text/html; charset=utf-8"
    assert all(name in answer.text for name in ("得益乳业", "Deyi Dairy"))
    assert {"en": "Dairy", "zh": "乳业"}[language] in answer.text
    policy = answer.headers["Content-Security-Policy"].split("; ")
    page = browse(f"/{language}/reconcile").headers["Content-Security-Policy"].split("; ")
    assert set(policy) | {"frame-ancestors 'none'"} == set(page) != set(policy)


def test_a_preview_that_a_client_has_already_may_still_be_framed(client):
    address = "/en/reconcile/preview?id=organization/dada"
    first = client.get(address)
    again = client.get(address, headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    policies = [one.headers["Content-Security-Policy"] for one in (first, again)]
    assert policies[0] == policies[1]
    assert "frame-ancestors" not in policies[1]


def test_a_preview_of_nothing_says_so(client):
    answer = client.get("/zh/reconcile/preview?id=nothing")
    assert answer.status_code == 404
    assert "图谱中没有此标识符所指的内容。" in answer.text
    assert "<script>" not in client.get("/reconcile/preview?id=<script>").text


def test_a_view_leads_to_the_page_about_a_thing(client):
    manifest = client.get("/zh/reconcile").get_json()
    identifier = quote(ID + "organization/dada", safe="")
    answer = client.get(manifest["view"]["url"].replace("{{id}}", identifier))
    assert answer.status_code == 303
    assert answer.headers["Location"] == "/zh/organizations/dada"
    unknown = client.get("/reconcile/view?id=nothing")
    assert unknown.status_code == 404
    assert unknown.get_json()["error"]["code"] == "unknown_name"


def test_what_a_manifest_names_is_there(client):
    manifest = client.get("/zh/reconcile").get_json()
    named = [one["service_url"] + one["service_path"] for one in manifest["suggest"].values()]
    propose = manifest["extend"]["propose_properties"]
    named += [
        propose["service_url"] + propose["service_path"],
        manifest["logo"],
        manifest["documentation"],
        manifest["preview"]["url"].replace("{{id}}", "organization/dada"),
    ]
    assert all("/zh/" in one or "/static/" in one for one in named)
    for one in named:
        with client.get(one) as answer:
            assert answer.status_code == 200


def test_a_client_of_the_draft_finds_everything_below_its_root(client):
    root = "/en/reconcile/1.0-draft"
    manifest = client.get(root).get_json()
    assert manifest["standardizedScore"] is True
    assert client.get(f"{root}/preview?id=organization/dada").status_code == 200
    for sort, offered in manifest["suggest"].items():
        assert offered
        assert client.get(f"{root}/suggest/{sort}?prefix=a").status_code == 200
    view = manifest["view"]["url"].replace("{id}", "organization%2Fdada")
    assert client.get(view).status_code == 303


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_person_gets_a_page_with_the_address_and_the_types(browse, client, language):
    page = browse(f"/{language}/reconcile", language)
    assert page.status_code == 200
    assert f"http://localhost/{language}/reconcile" in page.text
    assert "http://www.w3.org/ns/org#Organization" in page.text
    assert client.get(f"/{language}/reconcile").content_type == "application/json"
    assert f'href="/{language}/reconcile"' in browse(f"/{language}/about", language).text


@pytest.mark.parametrize(
    ("method", "address"),
    [
        ("GET", "/reconcile"),
        ("POST", "/reconcile"),
        ("POST", "/reconcile/match"),
        ("POST", "/reconcile/extend"),
        ("GET", "/reconcile/extend/propose"),
        ("GET", "/reconcile/suggest/entity"),
        ("GET", "/reconcile/preview"),
        ("GET", "/reconcile/1.0-draft"),
    ],
)
def test_any_page_may_ask_every_address(client, method, address):
    assert client.open(address, method=method).headers["Access-Control-Allow-Origin"] == "*"
    before = client.options(
        address,
        headers={
            "Origin": "http://127.0.0.1:3333",
            "Access-Control-Request-Method": method,
            "Access-Control-Request-Headers": "content-type",
        },
    )
    assert before.status_code == 204
    assert method in before.headers["Access-Control-Allow-Methods"]
    assert "Content-Type" in before.headers["Access-Control-Allow-Headers"]


def test_an_answer_that_a_client_has_is_not_sent_again(client):
    first = client.get("/reconcile/suggest/entity?prefix=d")
    again = client.get(
        "/reconcile/suggest/entity?prefix=d", headers={"If-None-Match": first.headers["ETag"]}
    )
    assert again.status_code == 304
    other = client.get(
        "/reconcile/suggest/entity?prefix=d",
        headers={"If-None-Match": first.headers["ETag"], "Accept-Language": "zh"},
    )
    assert other.status_code == 200


def test_every_reason_has_a_name():
    assert WEIGHTS.keys() | {AGREE, DISAGREE, IDENTIFIER.name} == FEATURES.keys()
