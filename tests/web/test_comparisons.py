import csv
import re
from io import StringIO

import pytest
from markupsafe import escape

DADA = "/compare/song-2025/jd-cloud-dada"


@pytest.fixture
def browse_sending(client):
    """A browser of either language that sends the form: gives the page's status and text."""

    def post(language, fields):
        headers = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
        return client.post(f"/{language}/compare", data=fields, headers=headers)

    return post


def test_the_page_offers_every_case_and_goes_on_to_the_one_chosen(browse):
    page = browse("/zh/compare").text
    chosen = page[page.index('<select id="case"') : page.index("</select>")]
    assert chosen.count("<option") == 12
    assert '<option value="song-2025/jd-cloud-dada">京东云-达达</option>' in page
    response = browse("/zh/compare?case=song-2025/jd-cloud-dada")
    assert response.status_code == 303
    assert response.headers["Location"] == f"/zh{DADA}"


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["JD Cloud – Dada", "not reported", "Deyi Dairy", "neither side of this case"]),
        ("zh", ["京东云-达达", "未报告", "得益乳业", "非本案例任何一方"]),
    ],
)
def test_a_case_is_held_against_the_model_in_either_language(browse, language, words):
    response = browse(f"/{language}{DADA}")
    assert response.status_code == 200
    assert all(word in response.text for word in words)
    assert "style=" not in response.text
    assert "<script" not in response.text


def test_the_question_behind_each_table_and_each_item_is_one_click_away(browse):
    page = browse(f"/en{DADA}").text
    tables = page.count("<h2>")
    behind = re.findall(r'<p class="behind"><a href="([^"]+)"', page)
    assert len(behind) == tables
    items = set(re.findall(r'href="(/en/evidence/[^"]+)"', page))
    assert items
    for address in {*behind, *items}:
        assert browse(address.replace("&amp;", "&")).status_code == 200


def test_the_same_content_is_offered_as_files_in_the_language_of_the_page(browse):
    page = browse(f"/zh{DADA}").text
    offered = re.findall(rf'href="(/zh{DADA}\?format=(\w+))"', page)
    assert [form for _, form in offered] == ["json", "csv", "markdown", "latex", "text"]
    for address, _ in offered:
        response = browse(address)
        assert response.status_code == 200
        assert "京东云-达达" in response.text


def test_csv_comes_as_a_file_with_a_name_and_a_byte_order_mark(client):
    response = client.get(f"/en{DADA}?format=csv")
    assert response.headers["Content-Disposition"] == "attachment; filename=jd-cloud-dada.csv"
    assert response.data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(StringIO(response.data.decode("utf-8-sig"))))
    assert ["Stage", "Kind", "Concept"] in [row[:3] for row in rows]


def test_a_program_gets_what_it_accepts_and_json_else(client):
    assert client.get(DADA).get_json()[0]["case"]["label"]["en"] == "JD Cloud – Dada"
    for kind in ("text/markdown", "text/csv", "application/json"):
        response = client.get(DADA, headers={"Accept": kind})
        assert response.content_type.startswith(kind)


def test_a_file_in_one_language_is_not_taken_for_that_in_the_other(client):
    address = f"{DADA}?format=markdown"
    tags = {
        client.get(address, headers={"Accept-Language": one}).headers["ETag"]
        for one in ("en", "zh")
    }
    assert len(tags) == 2


def test_a_format_that_there_is_not_is_refused_with_those_there_are(client):
    response = client.get(f"{DADA}?format=docx")
    assert response.status_code == 406
    assert "markdown" in response.get_json()["error"]["message"]["en"]


@pytest.mark.parametrize("path", ["song-2025/nothing", "%3Cscript%3E", "song-2025", "a/b/c/d"])
def test_a_case_that_there_is_not_answers_404_with_others(client, browse, path):
    response = client.get(f"/compare/{path}", headers={"Accept": "application/json"})
    assert response.status_code == 404
    assert response.get_json()["error"]["details"]["nearest"]
    page = browse(f"/en/compare/{path}")
    assert page.status_code == 404
    assert "<script" not in page.text


CASE = """\
@prefix cst: <https://w3id.org/cocreation/case-study#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix vcc: <https://w3id.org/cocreation/model#> .
@base <https://w3id.org/cocreation/id/> .

<case/mine/one> a vcc:Partnership ; rdfs:label "Mine <b>&"@en , "我的"@zh ;
  vcc:hasUser <organization/dada> .
<evidence/mine/1> a cst:EvidenceItem ; cst:inCase <case/mine/one> ;
  cst:summary "They <i>trust</i>."@en , "互相信任。"@zh ;
  cst:supports <concept/song-2025/group-trust> .
"""
TWO = CASE + '<case/mine/two> a vcc:Partnership ; rdfs:label "Two"@en , "二"@zh .\n'
NONE = CASE.replace("a vcc:Partnership ;", "")
BROKEN = CASE.replace("a vcc:Partnership ;", "a vcc:Partnership")


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "en",
            [
                "Mine &lt;b&gt;&amp;",
                "They &lt;i&gt;trust&lt;/i&gt;.",
                "not reported",
                "kept",
                "not among them",
            ],
        ),
        ("zh", ["我的", "互相信任。", "未报告", "不会保留", "不在其中"]),
    ],
)
def test_a_case_that_is_pasted_is_compared_and_stays_in_the_form(browse_sending, language, words):
    response = browse_sending(language, {"text": CASE})
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "no-store"
    assert all(word in response.text for word in words)
    assert "&lt;case/mine/one&gt; a vcc:Partnership" in response.text
    # The shipped model's construct has a page, what only the file speaks of has none.
    assert f"/{language}/constructs/song-2025/group-trust" in response.text
    assert "/evidence/mine/1" not in response.text
    assert "/cases/mine/one" not in response.text


def test_the_comparison_of_a_file_is_that_of_the_same_case_in_the_graph(client, root):
    path = root / "data/song-2025/cases/jd-cloud-dada.ttl"
    sent = client.post("/compare", data=path.read_bytes(), content_type="text/turtle")
    stored = client.get(DADA).get_json()
    assert sent.get_json() == stored


@pytest.mark.parametrize("form", ["json", "csv", "markdown", "latex", "text"])
def test_a_pasted_case_comes_as_a_file_too(browse_sending, form):
    response = browse_sending("en", {"text": CASE, "format": form})
    assert response.status_code == 200
    assert "not reported" in response.text or form == "json"
    assert "Mine" in response.text


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (
            NONE,
            {
                "en": "describes no case; say of yours that it is one: a cst:Case",
                "zh": "a cst:Case 或",
            },
        ),
        (TWO, {"en": "2 cases (one, two)", "zh": "2 个案例"}),
        (BROKEN, {"en": "line 6", "zh": "第 6 行"}),
        ("", {"en": "No case came with this", "zh": "没有收到案例"}),
    ],
    ids=["none", "two", "broken", "empty"],
)
def test_what_cannot_be_compared_is_said_above_the_form_as_it_was(
    browse_sending, client, text, says
):
    for language in ("en", "zh"):
        page = browse_sending(language, {"text": text})
        assert 400 <= page.status_code < 500
        assert 'role="alert"' in page.text
        assert says[language] in page.text
        assert escape(text) in page.text
    told = client.post("/compare", data={"text": text})
    assert says["en"] in told.get_json()["error"]["message"]["en"]


def test_nothing_of_an_upload_is_read_in_the_server(client, monkeypatch):
    def refuse(*_args, **_kwargs):
        raise AssertionError("read in the server's own process")

    monkeypatch.setattr("cocreation.intake.reading.parse", refuse)
    monkeypatch.setattr("cocreation.services.joining.join", refuse)
    assert client.post("/compare", data={"text": CASE}).status_code == 200
