"""What became of a case, as a page and as data: who may look, restore and withdraw, and how."""

import json
from html.parser import HTMLParser

import pyoxigraph
import pytest

from cocreation.namespaces import RDFS
from cocreation.services.building import build
from cocreation.store import tokens
from submissions import turtle

ADDRESS = "/cases/new/one"
HISTORY = f"{ADDRESS}/history"
JSON = "application/json"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMATS = {
    "ttl": ("text/turtle", pyoxigraph.RdfFormat.TURTLE),
    "nt": ("application/n-triples", pyoxigraph.RdfFormat.N_TRIPLES),
    "jsonld": ("application/ld+json", pyoxigraph.RdfFormat.JSON_LD),
    "rdf": ("application/rdf+xml", pyoxigraph.RdfFormat.RDF_XML),
}


class Page(HTMLParser):
    """A page's links, its forms with their fields, and its text."""

    def __init__(self, answer) -> None:
        super().__init__()
        self.links, self.forms, self.text = [], {}, ""
        self.feed(answer.get_data(as_text=True))

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        if tag == "a":
            self.links.append(found["href"])
        if tag == "form":
            self.fields = {}
        if tag == "form" and found.get("role") != "search":
            assert found["method"] == "post"
            self.forms[found["action"]] = self.fields
        if tag in ("input", "select"):
            self.fields[found["name"]] = found

    def handle_data(self, data):
        self.text += data


@pytest.fixture
def look(client):
    """Look at a page as a browser does."""

    def get(address, status=200):
        answer = client.get(address, headers={"Accept": "text/html,*/*;q=0.8"})
        assert answer.status_code == status
        return Page(answer)

    return get


@pytest.fixture
def fill(client, ann):
    """Send a form as a browser does, with ann's token where no other is given."""

    def post(address, **fields):
        token = ann["Authorization"].split()[1]
        headers = {"Accept": "text/html,*/*;q=0.8", "Sec-Fetch-Site": "same-origin"}
        return client.post(address, data={"token": token, **fields}, headers=headers)

    return post


@pytest.fixture
def twice(send):
    """A case with two revisions; gives the tag of the second."""
    first = send("POST", "/cases", turtle("First"))
    second = send("PUT", ADDRESS, turtle("Second"), {"If-Match": first.headers["ETag"]})
    return second.headers["ETag"]


@pytest.fixture
def withdrawn(send, twice):
    """The same, withdrawn; gives the tag of that."""
    return send("DELETE", ADDRESS, headers={"If-Match": twice}).headers["ETag"]


def code(answer) -> tuple[int, str]:
    return answer.status_code, answer.get_json()["error"]["code"]


def labels(data: bytes, form: pyoxigraph.RdfFormat) -> set[str]:
    quads = pyoxigraph.parse(data, form)
    return {q.object.value for q in quads if q.predicate.value == f"{RDFS}label"}


def kinds(client) -> list[str]:
    return [deed["deed"] for deed in client.get(HISTORY).get_json()["history"]]


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", ["What became of new/one", "submitted", "revised"]), ("zh", ["修订历史", "提交"])],
)
def test_the_history_is_a_page_in_both_languages(look, twice, client, language, words):
    page = look(f"/{language}{HISTORY}")
    (first, second) = client.get(HISTORY).get_json()["history"]
    told = [*words, "ann", "body.ttl", first["digest"][:12], second["at"][:10], second["at"][11:19]]
    assert [word for word in told if word not in page.text] == []
    assert (first["revision_of"], second["revision_of"]) == (None, 1)
    assert {f"{ADDRESS}/revisions/{n}.{ending}" for n in (1, 2) for ending in FORMATS} <= {
        *page.links
    }
    other = {"en": "zh", "zh": "en"}[language]
    assert f"/{other}{HISTORY}" in page.links


def test_a_submitted_case_s_page_leads_to_its_history_and_a_published_one_s_does_not(look, twice):
    assert f"/en{HISTORY}" in look(f"/en{ADDRESS}").links
    assert f"/en{HISTORY}" in look("/en/id/case/new/one").links
    assert [link for link in look("/en/id/case/s/one").links if "history" in link] == []


@pytest.mark.parametrize("ending", FORMATS)
def test_a_revision_comes_as_data_by_ending_and_by_what_is_accepted(client, twice, ending):
    media_type, form = FORMATS[ending]
    for number, label in ((1, "First"), (2, "Second")):
        address = f"{ADDRESS}/revisions/{number}"
        for answer in (
            client.get(f"{address}.{ending}", headers={"Accept": "text/html"}),
            client.get(address, headers={"Accept": media_type}),
            client.get(address, query_string={"format": media_type}),
        ):
            assert answer.status_code == 200
            assert answer.mimetype == media_type
            assert labels(answer.data, form) == {label}
    (first, _) = client.get(HISTORY).get_json()["history"]
    assert first["content"] == f"http://localhost{ADDRESS}/revisions/1"


def test_a_revision_is_a_page_for_a_person(look, twice):
    page = look(f"/en{ADDRESS}/revisions/1")
    assert '"First"@en' in page.text
    assert f"/en{HISTORY}" in page.links


def test_a_revision_that_is_not_there_or_has_no_such_format_is_told(client, twice):
    assert code(client.get(f"{ADDRESS}/revisions/3")) == (404, "unknown_name")
    assert code(client.get("/cases/new/none/revisions/1")) == (404, "unknown_name")
    unread = client.get(f"{ADDRESS}/revisions/1", headers={"Accept": "image/png"})
    assert code(unread) == (406, "not_acceptable")


def test_an_unchanged_revision_is_not_sent_again(client, twice):
    address = f"{ADDRESS}/revisions/1.ttl"
    tag = client.get(address).headers["ETag"]
    assert client.get(address, headers={"If-None-Match": tag}).status_code == 304


def test_what_was_withdrawn_is_open_to_its_submitter_and_editors_alone(
    client, settings, ann, withdrawn
):
    bob, editor = (
        {"Authorization": f"Bearer {tokens.add(settings.store, name, editor=name == 'ed')}"}
        for name in ("bob", "ed")
    )
    for number, label in ((1, "First"), (2, "Second")):
        address = f"{ADDRESS}/revisions/{number}.nt"
        assert code(client.get(address)) == (410, "withdrawn")
        assert code(client.get(address, headers=bob)) == (410, "withdrawn")
        wrong = client.get(address, headers={"Authorization": "Bearer nonsense"})
        assert code(wrong) == (401, "unauthorized")
        for header in (ann, editor):
            answer = client.get(address, headers=header)
            assert labels(answer.data, pyoxigraph.RdfFormat.N_TRIPLES) == {label}
            assert answer.headers["Cache-Control"] == "no-store"
    assert [deed["public"] for deed in client.get(HISTORY).get_json()["history"]] == [False] * 3


def test_a_token_that_may_not_change_a_case_may_see_what_all_may_see(client, settings, twice):
    bob = {"Authorization": f"Bearer {tokens.add(settings.store, 'bob')}"}
    assert client.get(f"{ADDRESS}/revisions/1.nt", headers=bob).status_code == 200


def test_what_was_withdrawn_stays_closed_until_it_is_said_again(client, send, withdrawn):
    tag = send("PUT", ADDRESS, turtle("Third"), {"If-Match": withdrawn}).headers["ETag"]
    statuses = [client.get(f"{ADDRESS}/revisions/{n}.nt").status_code for n in (1, 2, 4)]
    assert statuses == [410, 410, 200]
    send("POST", f"{ADDRESS}/restore", json.dumps({"revision": 1}), {"If-Match": tag}, JSON)
    statuses = [client.get(f"{ADDRESS}/revisions/{n}.nt").status_code for n in (1, 2, 4, 5)]
    assert statuses == [200, 410, 200, 200]


def test_a_revision_is_restored_by_who_has_seen_the_case_as_it_is(client, send, twice):
    first = json.dumps({"revision": 1})
    address = f"{ADDRESS}/restore"
    assert code(send("POST", address, first, None, JSON)) == (428, "revision_needed")
    assert code(send("POST", address, first, {"If-Match": '"x"'}, JSON)) == (412, "stale_revision")
    answer = send("POST", address, first, {"If-Match": twice}, JSON)
    assert answer.status_code == 200
    assert (answer.get_json()["revision"], answer.get_json()["changed"]) == (3, True)
    assert kinds(client) == ["submitted", "revised", "restored"]
    assert '"First"@en' in client.get(ADDRESS).get_data(as_text=True)
    assert code(send("POST", address, first, {"If-Match": twice}, JSON)) == (412, "stale_revision")


def test_a_withdrawn_case_is_restored(client, send, withdrawn):
    body = json.dumps({"revision": 2})
    answer = send("POST", f"{ADDRESS}/restore", body, {"If-Match": withdrawn}, JSON)
    assert answer.headers["ETag"] == client.get(ADDRESS).headers["ETag"]
    assert kinds(client)[-1] == "restored"


@pytest.mark.parametrize(
    "body", ["", "1", "[]", "{", "{}", '{"revision": "x"}', '{"revision": true}', '{"revision": 0}']
)
def test_a_restoration_says_which_revision(send, twice, body):
    answer = send("POST", f"{ADDRESS}/restore", body, {"If-Match": twice}, JSON)
    assert code(answer) == (400, "bad_parameter")


def test_a_restoration_of_what_is_not_there_is_told(send, twice):
    body = json.dumps({"revision": 9})
    answer = send("POST", f"{ADDRESS}/restore", body, {"If-Match": twice}, JSON)
    assert code(answer) == (404, "unknown_name")
    none = send("POST", "/cases/new/none/restore", body, {"If-Match": "*"}, JSON)
    assert code(none) == (404, "unknown_name")


def test_without_a_token_nothing_is_restored_or_withdrawn(client, twice):
    for deed in ("restore", "withdraw"):
        answer = client.post(
            f"{ADDRESS}/{deed}", json={"revision": 1}, headers={"If-Match": twice, "Accept": JSON}
        )
        assert code(answer) == (401, "unauthorized")
    assert kinds(client) == ["submitted", "revised"]


def test_a_page_s_forms_withdraw_and_restore_without_a_script(client, look, fill, twice):
    forms = look(f"/en{HISTORY}").forms
    withdraw = forms[f"/en{ADDRESS}/withdraw"]
    assert withdraw["token"]["type"] == "password"
    answer = fill(f"/en{ADDRESS}/withdraw", seen=withdraw["seen"]["value"])
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/en{HISTORY}")
    assert client.get(ADDRESS).status_code == 410
    forms = look(f"/zh{HISTORY}").forms
    assert list(forms) == [f"/zh{ADDRESS}/restore"]
    seen = forms[f"/zh{ADDRESS}/restore"]["seen"]["value"]
    answer = fill(f"/zh{ADDRESS}/restore", seen=seen, revision="1")
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/zh{HISTORY}")
    assert kinds(client) == ["submitted", "revised", "withdrawn", "restored"]


def test_a_form_shows_a_withdrawn_revision_for_its_token(fill, withdrawn):
    answer = fill(f"/en{ADDRESS}/revisions", revision="1")
    assert answer.status_code == 200
    assert '"First"@en' in Page(answer).text
    assert answer.headers["Cache-Control"] == "no-store"
    refused = fill(f"/en{ADDRESS}/revisions", revision="1", token="nonsense")
    assert refused.status_code == 401
    assert "First" not in refused.get_data(as_text=True)


def test_a_form_that_is_refused_says_why_on_the_history_and_keeps_no_token(
    client, look, fill, twice
):
    wrong = fill(f"/zh{ADDRESS}/withdraw", seen=twice, token="nonsense")
    assert wrong.status_code == 401
    page = Page(wrong)
    assert "此令牌不存在或已吊销" in page.text
    assert f"/en{HISTORY}" in page.links
    assert f"/zh{ADDRESS}/restore" in page.forms
    assert "nonsense" not in wrong.get_data(as_text=True)
    stale = fill(f"/en{ADDRESS}/restore", seen='"1-stale"', revision="1")
    assert stale.status_code == 412
    assert "look at what is there now" in Page(stale).text
    assert kinds(client) == ["submitted", "revised"]


@pytest.mark.parametrize("deed", ["restore", "withdraw", "revisions"])
def test_a_form_of_another_site_changes_and_shows_nothing(client, ann, twice, deed):
    token = ann["Authorization"].split()[1]
    answer = client.post(
        f"{ADDRESS}/{deed}",
        data={"token": token, "seen": twice, "revision": "1"},
        headers={"Sec-Fetch-Site": "cross-site"},
    )
    assert code(answer) == (403, "forbidden")
    assert kinds(client) == ["submitted", "revised"]


def test_a_withdrawn_case_s_page_tells_its_history(look, client, withdrawn):
    for address in (f"/en{ADDRESS}", "/en/id/case/new/one"):
        page = look(address, status=410)
        assert [w for w in ("withdrawn", "revised", "body.ttl", "ann") if w not in page.text] == []
        assert f"/en{HISTORY}" in page.links
        assert [link for link in page.links if "/revisions/" in link] == []
    told = client.get(ADDRESS).get_json()["error"]["details"]
    assert [deed["deed"] for deed in told["history"]] == ["submitted", "revised", "withdrawn"]


def test_a_restoration_that_violates_a_shape_is_told_on_the_page(client, settings, fill, twice):
    shapes = settings.project / "shapes" / "small.ttl"
    shapes.write_text(shapes.read_text().replace("sh:minCount 1", "sh:minCount 2"))
    build(settings)
    answer = fill(f"/en{ADDRESS}/restore", seen=twice, revision="1")
    assert answer.status_code == 422
    assert "A case needs a label: add “label”." in Page(answer).text


def test_a_workbook_of_a_revision_says_the_same(client, send, twice):
    answer = client.get(f"{ADDRESS}/revisions/2.xlsx")
    assert answer.mimetype == XLSX
    again = send("PUT", ADDRESS, answer.data, {"If-Match": twice}, XLSX)
    assert (again.status_code, again.get_json()["changed"]) == (200, False)
