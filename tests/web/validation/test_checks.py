"""`/validate`: cases as people and programs send them, and what they are told."""

import json
import re
from html import unescape

import pytest
from rdflib import RDF, SH, Graph

from web.validation.conftest import BROWSER, CASE, Page

TWO_USERS = "A partnership has exactly one user"
SHIPPED = "data/song-2025/cases/jd-cloud-deyi-dairy.ttl"


def test_a_body_is_checked_and_answered_in_json(post):
    answer = post()
    assert (answer.status_code, answer.mimetype) == (200, "application/json")
    document = answer.get_json()
    assert not document["conforms"]
    [users] = [f for f in document["findings"] if f["message"]["en"].startswith(TWO_USERS)]
    assert users["focus"] == "https://w3id.org/cocreation/id/case/mine/one"
    assert (users["position"]["file"], users["position"]["line"]) == ("body.ttl", 10)
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_shipped_case_has_no_violation(post, root):
    document = post((root / SHIPPED).read_bytes()).get_json()
    assert document["conforms"]
    assert document["replaced"] == [
        f"https://w3id.org/cocreation/graph/{SHIPPED.removesuffix('.ttl')}"
    ]


def test_names_are_compared_where_no_file_can_be_read(post):
    document = post(
        CASE + '<organization/new> a vcc:CloudUser ; rdfs:label "貝壳有限公司"@zh .'
    ).get_json()
    [found] = [f for f in document["findings"] if f["shape"].endswith("#OrganizationSpellingShape")]
    assert found["suggestion"] == "https://w3id.org/cocreation/id/organization/beike"
    [file] = document["facts"]["files"]
    assert (file["name"], len(file["digest"])) == ("body.ttl", 64)


@pytest.mark.parametrize(
    ("accept", "query"),
    [("text/turtle", ""), ("text/html;q=0.1, text/turtle", ""), (None, "?format=turtle")],
)
def test_findings_come_as_a_validation_report(post, accept, query):
    answer = post(accept=accept, query=query)
    assert answer.mimetype == "text/turtle"
    report = Graph().parse(data=answer.get_data(), format="turtle")
    assert report.value(None, RDF.type, SH.ValidationReport) is not None
    assert report.value(None, RDF.type, SH.ValidationResult) is not None


def test_findings_come_as_a_page_that_stands_alone(post):
    answer = post(query="?format=html")
    assert (answer.status_code, answer.mimetype) == (200, "text/html")
    assert answer.headers["Content-Disposition"] == "attachment; filename=findings.html"
    assert TWO_USERS in answer.text


def test_a_format_that_there_is_not_is_told_with_those_there_are(post):
    for answer in (post(query="?format=pdf"), post(accept="application/pdf")):
        assert answer.status_code == 406
        assert set(answer.get_json()["error"]["details"]["available"]) == {"json", "html", "turtle"}


def in_syntax(name):
    return Graph().parse(data=CASE, format="turtle").serialize(format=name, encoding="utf-8")


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("text/turtle", "turtle"),
        ("application/x-turtle", "turtle"),
        ("application/trig", "turtle"),
        ("application/n-triples", "nt"),
        ("application/n-quads", "nt"),
        ("application/ld+json", "json-ld"),
        ("application/json", "json-ld"),
        ("application/rdf+xml", "xml"),
        ("application/xml; charset=utf-8", "xml"),
    ],
)
def test_every_syntax_is_read_by_its_media_type(post, kind, name):
    answer = post(in_syntax(name), kind)
    assert answer.status_code == 200, answer.text
    assert TWO_USERS in answer.text


def texts():
    """The case in every syntax that a text may be in."""
    triples = in_syntax("nt").decode()
    prologue, _, statements = CASE.partition("\n\n")
    return {
        "Turtle": CASE,
        "TriG": f"{prologue}\n<urn:graph> {{ {statements} }}",
        "N-Triples": triples,
        "N-Quads": triples.replace(" .\n", " <urn:graph> .\n"),
        "JSON-LD": in_syntax("json-ld").decode(),
        "RDF/XML": in_syntax("xml").decode(),
    }


@pytest.mark.parametrize("name", texts())
def test_every_syntax_is_told_by_how_a_pasted_text_begins(fill, name):
    page = fill(text=texts()[name])
    assert page.status_code == 200, page.text
    assert TWO_USERS in page.text


@pytest.mark.parametrize("name", ["case.ttl", "CASE.TTL", "case.txt", "case", r"C:\cases\case.ttl"])
def test_a_file_is_read_by_its_ending_or_else_by_how_it_begins(fill, name):
    page = fill(file=CASE.encode(), name=name)
    assert page.status_code == 200
    assert TWO_USERS in page.text


def test_a_file_goes_before_the_text(fill):
    page = fill(file=CASE.encode(), text="nonsense")
    assert TWO_USERS in page.text
    assert Page(page.text).fields["text"].strip() == CASE.strip()


@pytest.mark.parametrize(
    ("body", "kind", "status", "code"),
    [
        ("", "text/turtle", 400, "unreadable_source"),
        (" \n", "text/turtle", 400, "unreadable_source"),
        ("<a> <b> .", "text/turtle", 400, "unreadable_source"),
        ("<a> <b> <c> .", "text/turtle", 400, "unreadable_source"),
        (b"\xff\xfe\x00", "text/turtle", 400, "unreadable_source"),
        (CASE, "text/plain", 415, "unsupported_media_type"),
        (CASE, "image/png", 415, "unsupported_media_type"),
        (CASE, "", 415, "unsupported_media_type"),
        (CASE, "text/turtle; charset=gb18030", 415, "unsupported_media_type"),
        (CASE, "application/x-www-form-urlencoded", 400, "bad_parameter"),
        ("text=", "application/x-www-form-urlencoded", 400, "bad_parameter"),
        ("--x--", "multipart/form-data; boundary=x", 400, "bad_parameter"),
        ("", "multipart/form-data", 400, "bad_parameter"),
        ("#" * (6 * 2**20), "text/turtle", 413, "request_entity_too_large"),
    ],
)
def test_what_cannot_be_checked_is_told_in_one_sentence(post, body, kind, status, code):
    answer = post(body, kind)
    assert answer.status_code == status
    error = answer.get_json()["error"]
    assert error["code"] == code
    assert error["message"]["en"].endswith(".")
    assert error["message"]["zh"].endswith("。")


def test_a_form_can_be_sent_without_its_being_a_page(client):
    answer = client.post("/validate", data={"text": CASE})
    assert answer.mimetype == "application/json"
    assert TWO_USERS in answer.text


def test_the_form_says_what_it_is_for_in_both_languages(browse):
    for language, words in (
        ("en", "Nothing that you send is kept"),
        ("zh", "您发送的内容不会保留"),
    ):
        page = browse(f"/{language}/validate")
        assert page.status_code == 200
        assert words in page.text


def test_every_page_leads_to_the_check(browse):
    for language in ("en", "zh"):
        assert f'href="/{language}/validate"' in browse(f"/{language}/").text


def test_findings_stand_beside_the_text_and_each_leads_to_the_other(fill):
    page = Page(fill(text=CASE).text)
    assert len(page.ids) == len(set(page.ids))
    lines = [one for one in page.ids if re.fullmatch(r"L\d+", one)]
    assert lines == [f"L{number}" for number in range(1, CASE.count("\n") + 1)]
    findings = [one for one in page.ids if re.fullmatch(r"F\d+", one)]
    assert findings
    assert "L10" in page.links
    assert set(findings) >= {one for one in page.links if one.startswith("F")} != set()
    assert set(page.links) <= set(page.ids)


def test_the_most_serious_findings_come_first(fill):
    severities = re.findall(r'<li id="F\d+" class="(\w+)"', fill(text=CASE).text)
    order = ["violation", "warning", "info"]
    assert severities == sorted(severities, key=order.index)


def test_a_page_speaks_the_language_of_its_address(fill):
    assert "伙伴关系" in fill("zh", text=CASE).text or "合作" in fill("zh", text=CASE).text
    assert "violations: " in fill("en", text=CASE).text
    assert "违规 " in fill("zh", text=CASE).text


def test_what_was_pasted_stays_after_an_error_and_the_line_is_marked(fill):
    broken = CASE.replace("a vcc:Partnership ;", "a vcc:Partnership")
    page = fill(text=broken)
    assert page.status_code == 400
    read = Page(page.text)
    assert read.fields["text"].strip() == broken.strip()
    [target] = [one for one in read.links if one.startswith("L")]
    assert target in read.ids
    assert f'<li id="{target}" class="marked">' in page.text


def test_an_empty_form_is_answered_with_the_form(fill):
    page = fill(text="  ")
    assert page.status_code == 400
    assert "No case came with this" in unescape(page.text)
    assert "text" in Page(page.text).fields


def test_line_ends_of_a_browser_do_not_get_into_the_case(fill, client):
    text = CASE.replace('"My case"@en', '"""My\ncase"""@en').replace("\n", "\r\n")
    answer = fill(text=text, format="json")
    labels = {f["label"]["en"] for f in answer.get_json()["findings"] if f["label"]}
    assert "My\ncase" in labels


@pytest.mark.parametrize(
    ("form", "kind", "ending"),
    [
        ("json", "application/json", "json"),
        ("turtle", "text/turtle", "ttl"),
        ("html", "text/html", "html"),
    ],
)
def test_the_report_is_downloaded_from_the_same_form(fill, form, kind, ending):
    answer = fill(text=CASE, format=form)
    assert (answer.status_code, answer.mimetype) == (200, kind)
    assert answer.headers["Content-Disposition"] == f"attachment; filename=findings.{ending}"


def test_the_name_of_a_file_is_kept_for_the_next_time(fill):
    page = Page(fill(file=CASE.encode(), name="../mine.ttl").text)
    assert page.fields["name"] == "mine.ttl"
    again = fill(text=page.fields["text"], name="mine.ttl", format="json")
    assert '"mine.ttl"' in again.text


def test_markup_in_a_case_is_shown_as_text(fill):
    evil = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
    text = CASE.replace('"My case"@en', json.dumps(evil) + "@en")
    page = fill(text=text, name=f"{evil}.ttl")
    assert "<script>alert" not in page.text
    assert "<img" not in page.text
    assert "&lt;script&gt;alert(1)" in page.text


def test_a_text_too_long_for_a_page_is_checked_all_the_same(client):
    form = {"text": CASE + "#" * (2**19 + 10)}
    page = client.post("/en/validate", data=form, headers={"Accept": BROWSER})
    assert page.status_code == 200
    assert TWO_USERS in page.text
    assert "The text is not shown" in page.text


def test_findings_beyond_what_a_page_holds_are_counted(fill):
    many = "".join(f"<case/mine/c{n}> a vcc:Partnership .\n" for n in range(120))
    page = fill(text=CASE + many)
    assert len(re.findall(r'<li id="F\d+"', page.text)) == 500
    assert re.search(r"\d+ more findings are in the report", page.text)
