"""The pages of the evidence: the list that is sorted out, ordered and taken along, and an item."""

import csv
import html
import re
from io import BytesIO, StringIO
from urllib.parse import parse_qs, urlsplit

import pytest
from openpyxl import load_workbook

DADA = {"s4-3-1-p2-s3-told-jd-cloud-dada", "t4-r1", "t4-r2"}
NORMS = {
    "s4-3-2-p2-s2-a-dkn2",
    "s4-3-2-p2-s2-b-gy2",
    "s4-3-2-p2-s2-j-dy2",
    "s4-3-2-p2-s4-told",
    "t4-r6",
}
NORMS_TOLD_BY_USERS = {"s4-3-2-p2-s2-b-gy2", "s4-3-2-p2-s2-j-dy2", "t4-r6"}


def listed(page):
    """The items in the list, in order."""
    return re.findall(r'<th scope="row"><a href="/../evidence/song-2025/([^"]+)"', page)


def rows(data):
    """The rows of a file of comma-separated values without its headings."""
    return list(csv.reader(StringIO(data.decode("utf-8-sig"), newline="")))[1:]


def test_all_evidence_is_listed_in_pages_of_fifty(browse):
    first = browse("/en/evidence").text
    assert "56 of 56 items" in first
    assert len(listed(first)) == 50
    (address,) = re.findall(r'rel="next" href="([^"]+)"', first)
    second = browse(html.unescape(address)).text
    assert len(listed(second)) == 6
    assert not set(listed(first)) & set(listed(second))


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("case=song-2025/jd-cloud-dada", DADA),
        ("case=jd-cloud-dada", DADA),
        ("construct=song-2025/group-norms", NORMS),
        ("case=jd-cloud-dada&construct=group-norms", set()),
        ("case=jd-cloud-dada&coder=editors", {"s4-3-1-p2-s3-told-jd-cloud-dada"}),
        ("case=jd-cloud-dada&sourceKind=InternalDocument", {"t4-r2"}),
        ("construct=group-norms&side=CloudUser", NORMS_TOLD_BY_USERS),
        ("case=jd-cloud-dada&stage=assessment", set()),
    ],
)
def test_what_the_address_chooses_is_what_is_listed(browse, asked, found):
    assert set(listed(browse(f"/en/evidence?{asked}").text)) == found


def test_a_construct_finds_what_is_below_it(browse):
    theme = set(listed(browse("/en/evidence?construct=group-cognition").text))
    dimension = listed(browse("/en/evidence?construct=group-dynamics").text)
    assert NORMS < theme < set(dimension)


def test_an_unknown_order_and_page_are_the_usual_ones(browse):
    page = browse("/en/evidence?case=&sort=nothing&page=99").text
    assert "56 of 56 items" in page


def test_an_empty_list_says_what_to_take_back(browse):
    page = browse("/zh/evidence?case=jd-cloud-dada&construct=group-norms").text
    assert "没有证据同时符合这些条件" in page
    ways = [html.unescape(one) for one in re.findall(r'<li><a href="(/zh/evidence[^"]+)"', page)]
    assert [set(parse_qs(urlsplit(way).query)) for way in ways] == [{"construct"}, {"case"}]
    assert all(listed(browse(way).text) for way in ways)


def test_a_column_orders_and_orders_the_other_way_round(browse):
    rising = browse("/en/evidence?case=jd-cloud-dada&sort=code").text
    assert re.search(r'class="code" aria-sort="ascending"', rising)
    (turned,) = re.findall(r'class="code" aria-sort="ascending"><a href="([^"]+)"', rising)
    falling = browse(html.unescape(turned)).text
    coded = [item for item in listed(rising) if item.startswith("t4")]
    assert [item for item in listed(falling) if item.startswith("t4")] == coded[::-1]
    # What has no code stands last either way.
    assert listed(rising)[-1] == listed(falling)[-1] == "s4-3-1-p2-s3-told-jd-cloud-dada"


def test_a_file_has_all_rows_that_the_choices_leave(client):
    response = client.get("/zh/evidence.csv?sort=case")
    assert response.data.startswith(b"\xef\xbb\xbf")
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert len(rows(response.data)) == 56
    names = {row[-1] for row in rows(client.get("/en/evidence.csv?case=jd-cloud-dada").data)}
    assert names == {f"https://w3id.org/cocreation/id/evidence/song-2025/{one}" for one in DADA}


def test_a_workbook_has_the_same_rows_as_the_file(client):
    book = load_workbook(BytesIO(client.get("/zh/evidence.xlsx?case=jd-cloud-dada").data))
    _, *lines = ([value or "" for value in row] for row in book.active.iter_rows(values_only=True))
    assert lines == rows(client.get("/zh/evidence.csv?case=jd-cloud-dada").data)


def test_an_item_is_shown_whole(browse):
    page = html.unescape(browse("/en/evidence/song-2025/t4-r3").text)
    for told in (
        "Cloud SSO",
        "A11",
        "Table 4",
        "Cloud business manager",
        "Alibaba Cloud – Decathlon",
        "Create new knowledge",
        "Platform-based cloud provider",
    ):
        assert told.casefold() in page.casefold()


def test_an_item_shows_what_is_marked_and_what_is_not_in_the_inventory(browse):
    page = browse("/zh/evidence/song-2025/t3-r5").text
    assert "表1未列编码A_DKN2" in page
    assert "资料清单中没有相应的资料" in page


@pytest.mark.parametrize("address", ["/en/evidence", "/zh/evidence/song-2025/t4-r2"])
def test_every_view_leads_to_its_question_and_to_its_query(browse, address):
    ways = set(re.findall(r'href="(/../(?:queries/|sparql\?)[^"]+)"', browse(address).text))
    answers = {way: browse(html.unescape(way)) for way in ways}
    assert len(answers) == 4
    assert {answer.status_code for answer in answers.values()} == {200, 303}


def test_an_item_comes_as_data(client):
    for ending in ("ttl", "jsonld", "nt", "rdf"):
        response = client.get(f"/evidence/song-2025/t4-r2.{ending}")
        assert response.status_code == 200
        assert b"t4-r2" in response.data


def test_a_name_leads_to_its_item(browse):
    response = browse("/id/evidence/song-2025/t4-r2")
    assert response.status_code == 303
    assert response.location == "/en/evidence/song-2025/t4-r2"


def test_an_item_that_is_not_there_is_not_found(browse):
    assert browse("/en/evidence/song-2025/nobody").status_code == 404
