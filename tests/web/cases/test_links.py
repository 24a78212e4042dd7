"""Mappings decided on over HTTP, with a token, by programs and by forms."""

import pytest

from cocreation.model import Link
from cocreation.namespaces import ID, PREFIXES, SKOS
from cocreation.services.linking import Links
from small_links import OTHER, add_links

TWO = ID + "case/s/two"
PAGE = {"Accept": "text/html"}


@pytest.fixture
def linked(settings):
    """The small project, with the questions about mappings."""
    add_links(settings.project)
    return settings


@pytest.fixture
def decide(client, ann):
    def send(given, headers=ann, **more):
        return client.post("/links", json=given, headers=headers, **more)

    return send


def given(**changes):
    told = {"subject": TWO, "object": OTHER + "7", "decision": "accept", "predicate": "close"}
    return {**told, "why": "Same parties", **changes}


def listed(client):
    return client.get("/links?format=json").get_json(force=True)


def test_a_program_accepts_and_the_next_request_sees_it(linked, client, decide):
    answer = decide(given())
    assert (answer.status_code, answer.get_json()["reviewer"]) == (200, "ann")
    assert [link["object"] for link in listed(client)] == [OTHER + "7"]
    asked = f"ASK {{ <{TWO}> <{SKOS}closeMatch> <{OTHER}7> }}"
    told = client.get("/sparql", query_string={"query": asked}).get_json(force=True)
    assert told["boolean"] is True


def test_a_program_rejects(linked, client, decide):
    assert decide(given(decision="reject")).get_json()["negated"] is True


@pytest.mark.parametrize(
    ("changes", "status"),
    [({"why": ""}, 400), ({"subject": ""}, 400), ({"decision": "maybe"}, 400),
     ({"subject": ID + "case/s/none"}, 404), ({"object": 7}, 400), ({"why": ["a"]}, 400),
     ({"subject": "Alibaba Cloud"}, 404)],
)  # fmt: skip
def test_what_cannot_be_is_refused_in_both_languages(linked, decide, changes, status):
    answer = decide(given(**changes))
    assert answer.status_code == status
    message = answer.get_json()["error"]["message"]
    assert message["en"] != message["zh"]


@pytest.mark.parametrize("body", [b"", b"[1]", b"{", b'"x"', b"[" * 100_000])
def test_a_body_that_is_no_decision_is_refused(linked, client, ann, body):
    answer = client.post("/links", data=body, headers=ann, content_type="application/json")
    assert answer.status_code == 400


def test_without_a_token_nothing_is_done(linked, client, decide):
    assert decide(given(), headers={}).status_code == 401
    assert decide(given(), headers={"Authorization": "Bearer x"}).status_code == 401
    assert listed(client) == []


def test_a_form_decides_and_leads_to_what_was_decided(linked, client, ann):
    token = ann["Authorization"].removeprefix("Bearer ")
    answer = client.post("/zh/links", data=given(token=token), headers=PAGE)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/zh/links?set=reviewed")
    page = client.get("/zh/links?set=reviewed", headers=PAGE).get_data(as_text=True)
    assert "近似匹配" in page
    assert "Same parties" in page


def test_a_form_that_is_refused_keeps_what_was_written(linked, client, ann):
    token = ann["Authorization"].removeprefix("Bearer ")
    wrong = given(token=token, subject="case/s/none")
    answer = client.post("/en/links", data=wrong, headers=PAGE)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 404
    assert 'role="alert"' in page
    assert 'value="case/s/none"' in page
    assert token not in page


def test_a_form_of_another_site_is_refused(linked, client, ann):
    token = ann["Authorization"].removeprefix("Bearer ")
    headers = {**PAGE, "Sec-Fetch-Site": "cross-site"}
    assert client.post("/en/links", data=given(token=token), headers=headers).status_code == 403
    assert listed(client) == []


def test_what_waits_is_shown_with_a_form_and_is_no_mapping(linked, client):
    proposal = Link(
        subject=TWO,
        predicate=SKOS + "exactMatch",
        object=OTHER + "8",
        object_label="Zwei",
        justification=PREFIXES["semapv"] + "LexicalMatching",
    )
    Links(linked).propose([proposal])
    page = client.get("/en/links", headers=PAGE).get_data(as_text=True)
    assert "Zwei" in page
    assert 'value="' + OTHER + '8"' in page
    assert listed(client) == []


def test_what_is_no_address_of_the_web_is_never_linked_to(linked, client):
    hostile = Link(
        subject=TWO,
        predicate=SKOS + "exactMatch",
        object="javascript:alert(1)",
        justification=PREFIXES["semapv"] + "LexicalMatching",
    )
    Links(linked).propose([hostile])
    page = client.get("/en/links", headers=PAGE).get_data(as_text=True)
    assert "javascript:alert(1)" in page
    assert 'href="javascript:' not in page
