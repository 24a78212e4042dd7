"""A case, a construct or a proposition as one nested JSON-LD document."""

import json

import pytest
from pyld import jsonld
from pyoxigraph import RdfFormat, parse

from cocreation.namespaces import BASE, CST, VCC

FRAMED = 'application/ld+json;profile="http://www.w3.org/ns/json-ld#framed"'
CASE = "/cases/song-2025/jd-cloud-dada"
OTHER = "song-2025/baidu-ai-cloud-peoples-daily"
THINGS = {
    CASE: "id/case/song-2025/jd-cloud-dada",
    f"/cases/{OTHER}": f"id/case/{OTHER}",
    "/constructs/song-2025/group-trust": "id/concept/song-2025/group-trust",
    "/constructs/song-2025/knowledge-search": "id/theme/song-2025/knowledge-search",
    "/propositions/song-2025/knowledge-development-drives-aggregation": (
        "id/proposition/song-2025/knowledge-development-drives-aggregation"
    ),
}


def fetch(client, address, accept=FRAMED):
    return client.get(address, headers={"Accept": accept})


def statements(body, form):
    """What a document says; nothing in it is without a name."""
    return {str(quad.triple) for quad in parse(body, format=form)}


@pytest.fixture(scope="session")
def stated(app):
    """Every statement of the graph that somebody made: nothing that was inferred."""
    dump = app.test_client().get("/dump.nq", buffered=True).data
    return {
        str(quad.triple)
        for quad in parse(dump, format=RdfFormat.N_QUADS)
        if "/graph/inferred/" not in quad.graph_name.value
    }


@pytest.mark.parametrize("address", THINGS)
def test_a_nested_document_says_nothing_that_nobody_stated(client, address, stated):
    said = statements(fetch(client, address).data, RdfFormat.JSON_LD)
    assert len(said) > 10
    assert said <= stated


@pytest.mark.parametrize("address", [one for one in THINGS if one.startswith("/cases/")])
def test_the_document_of_a_case_says_all_that_its_own_graph_says(client, address):
    own = client.get(f"{address}.nt")
    said = statements(fetch(client, address).data, RdfFormat.JSON_LD)
    assert statements(own.data, RdfFormat.N_TRIPLES) <= said


def test_every_case_is_one_document_in_which_nothing_stands_beside_it(client):
    query = f"SELECT DISTINCT ?case {{ ?case <{CST}ofStudy> ?study ; a <{VCC}Partnership> }}"
    rows = client.get("/sparql", query_string={"query": query}).json["results"]["bindings"]
    assert len(rows) == 12
    for row in rows:
        case = row["case"]["value"]
        told = json.loads(fetch(client, "/cases/" + case.removeprefix(f"{BASE}id/case/")).data)
        assert told["id"] == case
        assert "@included" not in told
        assert "@graph" not in told


def test_a_case_holds_its_sides_its_evidence_and_what_was_made(client):
    told = fetch(client, CASE).json
    assert told["hasProvider"]["label"] == {"en": "JD Cloud", "zh": "京东云"}
    assert told["hasUser"]["label"] == {"en": "Dada", "zh": "达达"}
    assert all(one["summary"]["zh"] and one["summary"]["en"] for one in told["evidence"])
    concepts = [one["supports"] for one in told["evidence"] if "supports" in one]
    assert all(isinstance(one, dict) and one["label"]["zh"] for one in concepts)
    assert {one["citesSource"]["sourceCode"] for one in told["evidence"] if "citesSource" in one}
    assert {one["type"] for one in told["solutions"]} == {"Solution"}
    assert {one["type"] for one in told["resources"]} <= {"TechnologyModule", "ScenarioModule"}
    # It is not told of again in each of what belongs to it.
    assert {one["inCase"] for one in told["evidence"]} == {told["id"]}
    assert None not in [value for one in told["evidence"] for value in one.values()]


def test_what_follows_by_rule_is_left_out(client):
    told = fetch(client, CASE).json
    assert "exhibits" not in told
    assert "reaches" not in told


@pytest.mark.parametrize(
    "address", [CASE, f"{CASE}.jsonld", "/id/case/song-2025/jd-cloud-dada.jsonld"]
)
def test_a_document_is_asked_for_by_its_profile_or_in_the_address(client, address):
    by_profile = fetch(client, address)
    assert by_profile.content_type.replace(" ", "") == FRAMED
    in_address = fetch(client, f"{address}?frame=1", "application/ld+json")
    assert in_address.json == by_profile.json
    plain = fetch(client, address, "application/ld+json")
    assert "@graph" in plain.json
    assert plain.headers["ETag"] != by_profile.headers["ETag"]
    assert '</frames/case.jsonld>; rel="http://www.w3.org/ns/json-ld#frame"' in ", ".join(
        by_profile.headers.getlist("Link")
    )


def test_who_has_a_document_is_not_sent_it_again(client):
    tag = fetch(client, CASE).headers["ETag"]
    again = client.get(CASE, headers={"Accept": FRAMED, "If-None-Match": tag})
    assert again.status_code == 304


@pytest.mark.parametrize("kind", ["case", "construct", "proposition"])
def test_a_frame_makes_the_same_document_of_plain_data(client, kind):
    """Whoever has a JSON-LD processor needs nothing but the frame."""
    address, path = next((a, p) for a, p in THINGS.items() if a.startswith(f"/{kind}"))
    frame = client.get(f"/frames/{kind}.jsonld")
    assert frame.content_type.endswith('profile="http://www.w3.org/ns/json-ld#frame"')
    ours = fetch(client, address).json
    flat = jsonld.flatten(ours)
    theirs = jsonld.frame(flat, {**frame.json, "@id": BASE + path}, {"omitGraph": True})
    del ours["@context"], theirs["@context"]
    ours.pop("@included", None)
    assert theirs == ours


def test_a_frame_finds_the_cases_among_other_things(client):
    data = jsonld.expand(client.get("/graph/data/song-2025/cases/jd-cloud-dada.jsonld").json)
    found = jsonld.frame(data, client.get("/frames/case.jsonld").json, {"omitGraph": True})
    assert found["id"] == f"{BASE}id/case/song-2025/jd-cloud-dada"


def test_a_thing_without_a_frame_comes_as_plain_data(client):
    answer = fetch(client, "/organizations/jd-cloud")
    assert answer.content_type == "application/ld+json"
    assert "@graph" in answer.json


def test_an_unknown_case_is_told_as_such(client):
    assert fetch(client, "/cases/song-2025/nobody").status_code == 404
    assert client.get("/frames/nothing.jsonld").status_code == 404
