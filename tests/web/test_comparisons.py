import csv
import re
from io import StringIO

import pytest

DADA = "/compare/song-2025/jd-cloud-dada"


def test_the_page_offers_every_case_and_goes_on_to_the_one_chosen(browse):
    page = browse("/zh/compare").text
    assert page.count("<option") == 12
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
    items = set(re.findall(r'href="(/en/id/evidence/[^"]+)"', page))
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
