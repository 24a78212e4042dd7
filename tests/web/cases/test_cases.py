"""`/cases` over HTTP: who may write, what each request answers, and that nobody's work is lost."""

import json
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

import pytest

from cocreation.store import tokens
from submissions import CASE, UNLABELLED, turtle

ADDRESS = "/cases/new/one"
LABEL = f"SELECT ?label WHERE {{ <{CASE}> <http://www.w3.org/2000/01/rdf-schema#label> ?label }}"


def labels(client) -> list[str]:
    answer = client.get("/sparql", query_string={"query": LABEL}).get_json()
    return [row["label"]["value"] for row in answer["results"]["bindings"]]


def code(answer) -> tuple[int, str]:
    error = answer.get_json()["error"]
    assert set(error) == {"code", "message", "details"}
    assert error["message"]["en"]
    assert error["message"]["zh"]
    return answer.status_code, error["code"]


def test_a_case_is_submitted_and_is_in_the_next_query(client, send):
    answer = send("POST", "/cases", turtle())
    assert answer.status_code == 201
    assert answer.headers["Location"] == f"http://localhost{ADDRESS}"
    assert answer.headers["Cache-Control"] == "no-store"
    told = answer.get_json()
    assert (told["case"], told["revision"], told["report"]["conforms"]) == (CASE, 1, True)
    assert labels(client) == ["New one"]
    assert client.get(ADDRESS).headers["ETag"] == answer.headers["ETag"]


def test_a_name_is_reconciled_with_a_case_from_its_submission_until_it_is_withdrawn(client, send):
    def found():
        batch = {"queries": json.dumps({"q": {"query": "New one"}})}
        candidates = client.post("/reconcile", data=batch).get_json()["q"]["result"]
        return [one["id"] for one in candidates if one["match"]]

    assert found() == []
    tag = send("POST", "/cases", turtle()).headers["ETag"]
    assert found() == [CASE]
    send("DELETE", ADDRESS, headers={"If-Match": tag})
    assert found() == []


def test_a_request_sent_again_after_its_answer_was_lost_changes_nothing(send):
    first, again = send("POST", "/cases", turtle()), send("POST", "/cases", turtle())
    assert (again.status_code, again.get_json()["changed"]) == (200, False)
    assert again.headers["ETag"] == first.headers["ETag"]


def test_a_violation_is_told_with_its_report_and_keeps_the_case_out(client, send):
    answer = send("POST", "/cases", UNLABELLED)
    assert code(answer) == (422, "invalid_data")
    findings = answer.get_json()["error"]["details"]["report"]["findings"]
    assert [(found["focus"], found["severity"]) for found in findings] == [(CASE, "violation")]
    assert findings[0]["position"]["line"]
    assert client.get(ADDRESS).status_code == 404


MISPLACED = {
    "nowhere": {},
    "unknown": {"headers": {"Authorization": "Bearer nonsense"}},
    "basic": {"headers": {"Authorization": "Basic TOKEN"}},
    "empty": {"headers": {"Authorization": "Bearer "}},
    "address": {"query_string": "token=TOKEN&access_token=TOKEN"},
    "cookie": {"headers": {"Cookie": "token=TOKEN; Authorization=TOKEN"}},
    "another header": {"headers": {"X-Token": "TOKEN"}},
}


@pytest.mark.parametrize("where", MISPLACED)
@pytest.mark.parametrize(
    ("method", "address"), [("POST", "/cases"), ("PUT", ADDRESS), ("DELETE", ADDRESS)]
)
def test_without_a_token_where_it_belongs_nothing_is_written(client, ann, where, method, address):
    token = ann["Authorization"].split()[1]
    sent = json.loads(json.dumps(MISPLACED[where]).replace("TOKEN", token))
    answer = client.open(address, method=method, data=turtle(), content_type="text/turtle", **sent)
    assert code(answer) == (401, "unauthorized")
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")
    assert labels(client) == []


def test_a_revoked_token_writes_no_more(settings, send):
    tokens.revoke(settings.store, "ann")
    assert code(send("POST", "/cases", turtle())) == (401, "unauthorized")


def test_another_s_case_and_a_published_one_are_forbidden(settings, send):
    send("POST", "/cases", turtle())
    bob = {"Authorization": f"Bearer {tokens.add(settings.store, 'bob')}", "If-Match": "*"}
    assert code(send("PUT", ADDRESS, turtle("Bob's"), bob)) == (403, "forbidden")
    assert code(send("DELETE", ADDRESS, headers=bob)) == (403, "forbidden")
    published = turtle(case="https://w3id.org/cocreation/id/case/s/one")
    assert code(send("POST", "/cases", published)) == (403, "forbidden")
    assert code(send("DELETE", "/cases/s/one")) == (403, "forbidden")


def test_a_revision_names_the_one_that_it_has_seen(client, send):
    first = send("POST", "/cases", turtle("First")).headers["ETag"]
    assert code(send("PUT", ADDRESS, turtle("Second"))) == (428, "revision_needed")
    second = send("PUT", ADDRESS, turtle("Second"), {"If-Match": first})
    assert (second.status_code, second.get_json()["revision"]) == (200, 2)
    stale = send("PUT", ADDRESS, turtle("Third"), {"If-Match": first})
    assert code(stale) == (412, "stale_revision")
    assert stale.get_json()["error"]["details"]["etag"] == second.headers["ETag"]
    assert code(send("DELETE", ADDRESS)) == (428, "revision_needed")
    assert code(send("DELETE", ADDRESS, headers={"If-Match": first})) == (412, "stale_revision")
    assert code(send("POST", "/cases", turtle("Fourth"))) == (409, "conflict")
    assert labels(client) == ["Second"]


def test_a_case_is_revised_at_the_address_of_all_too_by_who_has_seen_it(client, send):
    first = send("POST", "/cases", turtle("First")).headers["ETag"]
    second = send("POST", "/cases", turtle("Second"), {"If-Match": f"W/{first}"})
    assert (second.status_code, second.get_json()["revision"]) == (200, 2)
    stale = send("POST", "/cases", turtle("Third"), {"If-Match": first})
    assert code(stale) == (409, "conflict")
    assert stale.get_json()["error"]["details"]["etag"] == second.headers["ETag"]
    any_ = send("POST", "/cases", turtle("Fourth"), {"If-Match": "*"})
    assert code(any_) == (428, "revision_needed")
    assert labels(client) == ["Second"]
    nothing = turtle(case=CASE + "-more")
    never = send("POST", "/cases", nothing, {"If-Match": first})
    assert code(never) == (409, "conflict")
    assert "never submitted" in never.get_json()["error"]["message"]["en"]


def test_a_tag_that_a_proxy_has_weakened_still_names_its_revision(send):
    tag = send("POST", "/cases", turtle()).headers["ETag"]
    assert send("PUT", ADDRESS, turtle("Second"), {"If-Match": f"W/{tag}"}).status_code == 200
    again = send("PUT", ADDRESS, turtle("Third"), {"If-Match": f"W/{tag}"})
    assert code(again) == (412, "stale_revision")


def test_a_case_can_be_put_where_none_is(send):
    assert send("PUT", ADDRESS, turtle()).status_code == 201
    created = send("PUT", ADDRESS, turtle("Other"), {"If-None-Match": "*"})
    assert code(created) == (409, "conflict")
    nothing = send("PUT", "/cases/new/two", turtle(), {"If-Match": "*"})
    assert code(nothing) == (412, "stale_revision")


def test_a_case_goes_to_its_own_address(send):
    answer = send("PUT", "/cases/new/two", turtle())
    assert code(answer) == (422, "bad_submission")
    assert "new/one" in answer.get_json()["error"]["message"]["en"]


@pytest.mark.parametrize("method", ["POST", "PUT"])
def test_of_concurrent_submissions_one_wins_and_the_others_are_told(client, send, method):
    address = {"POST": "/cases", "PUT": ADDRESS}[method]
    with ThreadPoolExecutor(6) as threads:
        sent = [threads.submit(send, method, address, turtle(f"Label {n}")) for n in range(6)]
        answers = [one.result() for one in sent]
    won = [answer for answer in answers if answer.status_code == 201]
    assert len(won) == 1
    assert {a.status_code for a in answers if a is not won[0]} <= {409, 428}
    (label,) = labels(client)
    assert label == f"Label {answers.index(won[0])}"


@pytest.mark.parametrize("method", ["POST", "PUT"])
def test_of_concurrent_revisions_of_one_state_one_wins(client, send, method):
    address = {"POST": "/cases", "PUT": ADDRESS}[method]
    seen = {"If-Match": send("POST", "/cases", turtle()).headers["ETag"]}
    with ThreadPoolExecutor(6) as threads:
        sent = [threads.submit(send, method, address, turtle(f"L{n}"), seen) for n in range(6)]
        answers = [one.result() for one in sent]
    statuses = sorted(answer.status_code for answer in answers)
    assert statuses[0] == 200
    assert set(statuses[1:]) <= {409, 412}
    assert len(client.get(f"{ADDRESS}/history").get_json()["history"]) == 2


def test_a_withdrawn_case_is_gone_everywhere_and_tells_its_history(client, send, ann):
    tag = send("POST", "/cases", turtle()).headers["ETag"]
    answer = send("DELETE", ADDRESS, headers={"If-Match": tag})
    assert answer.status_code == 200
    assert [deed["deed"] for deed in answer.get_json()["history"]] == ["submitted", "withdrawn"]
    assert labels(client) == []
    for address in (ADDRESS, "/id/case/new/one"):
        gone = client.get(address)
        assert code(gone) == (410, "withdrawn")
        history = gone.get_json()["error"]["details"]["history"]
        assert [(deed["deed"], deed["by"]) for deed in history] == [
            ("submitted", "ann"),
            ("withdrawn", "ann"),
        ]
        page = client.get(address, headers={"Accept": "text/html", "Accept-Language": "zh"})
        assert page.status_code == 410
        assert "撤回" in page.get_data(as_text=True)
    assert code(send("DELETE", ADDRESS, headers={"If-Match": "*"})) == (410, "withdrawn")


def test_a_withdrawn_case_can_be_submitted_again_by_who_saw_that(client, send):
    tag = send("POST", "/cases", turtle()).headers["ETag"]
    tag = send("DELETE", ADDRESS, headers={"If-Match": tag}).headers["ETag"]
    assert code(send("POST", "/cases", turtle("Again"))) == (409, "conflict")
    assert send("PUT", ADDRESS, turtle("Again"), {"If-Match": tag}).status_code == 200
    assert labels(client) == ["Again"]


def test_the_history_is_open_to_all(client, send):
    assert code(client.get(f"{ADDRESS}/history")) == (404, "unknown_name")
    send("POST", "/cases", turtle())
    (deed,) = client.get(f"{ADDRESS}/history").get_json()["history"]
    assert (deed["by"], deed["deed"], deed["file"]) == ("ann", "submitted", "body.ttl")
    assert len(deed["digest"]) == 64


@pytest.mark.parametrize(
    ("data", "content_type", "expected"),
    [
        (turtle(), "image/png", (415, "unsupported_media_type")),
        (turtle(), "text/turtle; charset=gb18030", (415, "unsupported_media_type")),
        (b"<urn:x", "text/turtle", (400, "unreadable_source")),
        (b"", "text/turtle", (400, "unreadable_source")),
        (b"\xff\xfe", "text/turtle", (400, "unreadable_source")),
        (b"#" * (5 * 2**20 + 2**15), "text/turtle", (413, "request_entity_too_large")),
        (b"<urn:s> <urn:p> <urn:o> .", "text/turtle", (400, "unreadable_source")),
    ],
    ids=["kind", "charset", "syntax", "empty", "encoding", "size", "nothing of ours"],
)
def test_what_is_no_case_is_refused(send, data, content_type, expected):
    assert code(send("POST", "/cases", data, content_type=content_type)) == expected


def test_any_rdf_syntax_is_taken(client, send):
    label = {"@id": "http://www.w3.org/2000/01/rdf-schema#label"}
    document = {
        "@context": {"label": label, "type": "@type"},
        "@id": CASE,
        "type": "https://w3id.org/cocreation/model#Partnership",
        "label": {"@value": "JSON", "@language": "en"},
    }
    answer = send("POST", "/cases", json.dumps(document), content_type="application/ld+json")
    assert answer.status_code == 201
    assert labels(client) == ["JSON"]


def form(token: str, **more) -> dict:
    return {"token": token, "file": (BytesIO(turtle()), "case.ttl"), **more}


def test_a_form_bears_its_token_in_a_field(client, ann):
    token = ann["Authorization"].split()[1]
    answer = client.post("/cases", data=form(token), content_type="multipart/form-data")
    assert answer.status_code == 201
    assert client.get(f"{ADDRESS}/history").get_json()["history"][0]["file"] == "case.ttl"


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site", "Origin": "http://localhost"},
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
    ],
)
def test_a_form_of_another_site_does_nothing(client, ann, headers):
    token = ann["Authorization"].split()[1]
    answer = client.post(
        "/cases", data=form(token), content_type="multipart/form-data", headers=headers
    )
    assert code(answer) == (403, "forbidden")
    assert labels(client) == []


@pytest.mark.parametrize(
    "headers",
    [{"Sec-Fetch-Site": "same-origin", "Origin": "null"}, {"Origin": "http://localhost"}],
)
def test_a_form_of_our_own_is_taken(client, ann, headers):
    token = ann["Authorization"].split()[1]
    answer = client.post(
        "/cases", data=form(token), content_type="multipart/form-data", headers=headers
    )
    assert answer.status_code == 201
