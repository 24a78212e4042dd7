"""Every answer is as the published schemas want it, and what they allow is accepted."""

import json
from urllib.parse import quote

import pytest

from web.reconciliation.conftest import ID

ORGANIZATION = "http://www.w3.org/ns/org#Organization"
ROOTS = {"0.2": "/reconcile", "1.0-draft": "/reconcile/1.0-draft"}
QUERIES = {
    "a name": {"query": "京东云"},
    "a name that is none": {"query": "x" * 50},
    "a blank": {"query": ""},
    "one type": {"query": "Baidu", "type": ORGANIZATION},
    "several types": {"query": "Baidu", "type": [ORGANIZATION, "cst:Case"], "type_strict": "all"},
    "a type that is none": {"query": "Baidu", "type": "Q5", "type_strict": "should"},
    "a limit": {"query": "云", "limit": 3},
    "properties": {
        "query": "得益乳业",
        "properties": [
            {"pid": "vcc:inSector", "v": {"id": ID + "sector/dairy", "name": "乳业"}},
            {"pid": "cst:durationMinutes", "v": [60, 60.5, True, "sixty"]},
        ],
    },
    "properties alone": {"properties": [{"pid": "cst:sourceCode", "v": "J_DY1"}]},
}
WRONG_QUERIES = {
    "nothing asked": {},
    "no properties": {"properties": []},
    "a number for a name": {"query": 3},
    "an unknown field": {"query": "x", "prop": []},
    "an unknown strictness": {"query": "x", "type_strict": "none"},
    "a number for a type": {"query": "x", "type": 0},
    "an object for a type": {"query": "x", "type": {}},
    "an object for properties": {"query": "x", "properties": {}},
    "a text for a limit": {"query": "x", "limit": "3"},
    "a property without values": {"query": "x", "properties": [{"pid": "rdfs:label"}]},
    "a property without a name": {"query": "x", "properties": [{"v": "x"}]},
    "a value without an identifier": {
        "query": "x",
        "properties": [{"pid": "rdfs:label", "v": {"name": "x"}}],
    },
    "a query that is a text": "x",
}
NAME = {"matchType": "name", "propertyValue": "京东云"}
DRAFT_QUERIES = {
    "a name": {"conditions": [NAME]},
    "a name in a language": {"lang": "zh", "dir": "ltr", "conditions": [NAME]},
    "several names": {"conditions": [{"matchType": "name", "propertyValue": ["京东云", "JD"]}]},
    "a type and a limit": {"type": "org:Organization", "limit": 2, "conditions": [NAME]},
    "an identifier": {
        "conditions": [{"matchType": "id", "propertyValue": "organization/dada", "required": True}]
    },
    "a property": {
        "conditions": [
            NAME,
            {
                "matchType": "property",
                "propertyId": "vcc:inSector",
                "propertyValue": [{"id": ID + "sector/dairy"}, 3, False],
                "required": False,
                "matchQuantifier": "any",
            },
        ]
    },
}
WRONG_DRAFT_QUERIES = {
    "no conditions": {"conditions": []},
    "conditions missing": {"type": "x"},
    "a name in the way of 0.2": {"query": "x", "conditions": [NAME]},
    "no kind of match": {"conditions": [{"propertyValue": "x"}]},
    "no value": {"conditions": [{"matchType": "name"}]},
    "several types": {"type": ["a", "b"], "conditions": [NAME]},
    "an unknown quantifier": {"conditions": [{**NAME, "matchQuantifier": "some"}]},
    "a text for a truth": {"conditions": [{**NAME, "required": "yes"}]},
}
EXTENSION = {
    "ids": [ID + "source/song-2025/J_DY1", ID + "publication/song-2025", "organization/dada", "no"],
    "properties": [
        {"id": "cst:durationMinutes"},
        {"id": "cst:fromOrganization", "settings": {"language": "both"}},
        {"id": "dcterms:title"},
        {"id": "dcterms:dateSubmitted"},
        {"id": "cst:acknowledgesGap"},
        {"id": "unknown", "settings": {}},
    ],
}


def post(client, batch):
    return client.post("/reconcile", data={"queries": json.dumps(batch)})


@pytest.mark.parametrize("version", ROOTS)
@pytest.mark.parametrize("language", ["", "/zh", "/en"])
def test_a_manifest_is_as_its_version_wants_it(client, schemas, version, language):
    manifest = client.get(language + ROOTS[version]).get_json()
    assert version in manifest["versions"]
    assert schemas[version].faults("manifest", manifest) == []


@pytest.mark.parametrize("name", QUERIES)
def test_a_query_that_0_2_allows_is_answered_as_it_wants(client, schemas, name):
    batch = {"q0": QUERIES[name], "其他": QUERIES[name]}
    assert schemas["0.2"].faults("reconciliation-query-batch", batch) == []
    answer = post(client, batch)
    assert answer.status_code == 200
    assert answer.get_json().keys() == batch.keys()
    assert schemas["0.2"].faults("reconciliation-result-batch", answer.get_json()) == []


@pytest.mark.parametrize("name", WRONG_QUERIES)
def test_a_query_that_0_2_forbids_is_refused_with_its_place(client, schemas, name):
    batch = {"q0": {"query": "x"}, "q1": WRONG_QUERIES[name]}
    assert schemas["0.2"].faults("reconciliation-query-batch", batch) != []
    answer = post(client, batch)
    assert answer.status_code == 400
    assert answer.get_json()["error"]["details"]["parameter"].startswith("queries.q1")


@pytest.mark.parametrize("name", DRAFT_QUERIES)
def test_a_query_that_1_0_allows_is_answered_as_it_wants(client, schemas, name):
    batch = {"queries": [DRAFT_QUERIES[name]] * 2}
    assert schemas["1.0-draft"].faults("reconciliation-query-batch", batch) == []
    for address in ("/reconcile/match", "/reconcile/1.0-draft/match", "/reconcile"):
        answer = client.post(address, json=batch)
        assert answer.status_code == 200
        assert len(answer.get_json()["results"]) == 2
        assert schemas["1.0-draft"].faults("reconciliation-result-batch", answer.get_json()) == []


@pytest.mark.parametrize("name", WRONG_DRAFT_QUERIES)
def test_a_query_that_1_0_forbids_is_refused_with_its_place(client, schemas, name):
    batch = {"queries": [{"conditions": [NAME]}, WRONG_DRAFT_QUERIES[name]]}
    assert schemas["1.0-draft"].faults("reconciliation-query-batch", batch) != []
    answer = client.post("/reconcile/match", json=batch)
    assert answer.status_code == 400
    assert answer.get_json()["error"]["details"]["parameter"].startswith("queries[1]")


@pytest.mark.parametrize("version", ROOTS)
@pytest.mark.parametrize(
    ("sort", "schema"),
    [("entity", "entities"), ("type", "types"), ("property", "properties")],
)
@pytest.mark.parametrize("prefix", ["", "s", "组", "nothing that is there"])
def test_suggestions_are_as_both_versions_want_them(client, schemas, version, sort, schema, prefix):
    answer = client.get(f"{ROOTS[version]}/suggest/{sort}?prefix={quote(prefix)}").get_json()
    assert schemas[version].faults(f"suggest-{schema}-response", answer) == []
    assert bool(answer["result"]) == (prefix != "nothing that is there")


@pytest.mark.parametrize("version", ROOTS)
def test_data_are_as_their_version_wants_them(client, schemas, version):
    assert schemas[version].faults("data-extension-query", EXTENSION) == []
    if version == "0.2":
        answer = client.post("/reconcile", data={"extend": json.dumps(EXTENSION)})
    else:
        answer = client.post("/reconcile/extend", json=EXTENSION)
    assert answer.status_code == 200
    assert schemas[version].faults("data-extension-response", answer.get_json()) == []


@pytest.mark.parametrize("version", ROOTS)
@pytest.mark.parametrize("asked", ["type=cst:Source", "type=cst:Source&limit=2", "type=none", ""])
def test_proposed_properties_are_as_their_version_wants_them(client, schemas, version, asked):
    answer = client.get(f"{ROOTS[version]}/extend/propose?{asked}").get_json()
    assert schemas[version].faults("data-extension-property-proposal", answer) == []
