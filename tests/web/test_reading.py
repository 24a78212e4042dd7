"""The pages on which the cases are read: the list that is narrowed down, and a case."""

import html
import re
from io import BytesIO

import pytest
from openpyxl import load_workbook

DEYI = "/en/cases/song-2025/jd-cloud-deyi-dairy"
TENCENT = {"Tencent Cloud – Beike", "Tencent Cloud – Sany Group", "Tencent Cloud – Foxconn"}


def listed(page):
    """The cases in the list."""
    return {
        html.unescape(name)
        for name in re.findall(r'<th scope="row"><a [^>]+>(?:<span[^>]*>)?([^<]+)', page)
    }


def counted(page, value):
    """How many cases the list says that a value would leave."""
    found = re.search(
        rf'value="{value}"[^>]*> <span[^>]*>[^<]+</span> <span class="muted">(\d+)<', page
    )
    return int(found[1]) if found else None


def test_all_cases_are_listed_and_each_choice_says_how_many_it_leaves(browse):
    page = browse("/en/cases").text
    assert len(listed(page)) == 12
    assert listed(page) > TENCENT
    assert counted(page, "tencent-cloud") == 3
    assert counted(page, "logistics") == 2


def test_what_the_address_chooses_narrows_the_list(browse):
    page = browse("/en/cases?provider=tencent-cloud").text
    assert listed(page) == TENCENT
    # Another provider is counted as if none were chosen; of other aspects only what is left.
    assert counted(page, "jd-cloud") == 3
    assert counted(page, "logistics") is None
    assert re.search(r'value="tencent-cloud" checked', page)


def test_values_of_one_aspect_widen_and_those_of_two_narrow(browse):
    both = browse("/en/cases?provider=tencent-cloud&provider=jd-cloud").text
    assert len(listed(both)) == 6
    narrowed = browse("/en/cases?provider=jd-cloud&sector=logistics").text
    assert listed(narrowed) == {"JD Cloud – Dada"}


def test_choices_that_no_case_meets_say_so_and_can_be_taken_back(browse):
    page = browse("/zh/cases?provider=tencent-cloud&sector=dairy").text
    assert "没有案例同时符合这些条件" in page
    assert re.search(r'value="dairy" checked', page)


@pytest.mark.parametrize(
    "asked", ["provider=", "page=0", "page=99", "page=²", "page=" + "9" * 5000]
)
def test_an_empty_choice_and_an_unknown_page_choose_nothing(browse, asked):
    response = browse(f"/en/cases?{asked}")
    assert response.status_code == 200
    assert len(listed(response.text)) == 12


def test_a_case_shows_its_parties_its_path_and_what_is_not_reported(browse):
    page = browse(DEYI).text
    for told in ("JD Cloud", "Deyi Dairy", "Dairy", "Value bridging"):
        assert told in page
    bridging = page[page.index("Value bridging") : page.index("Value aggregation")]
    assert "not reported" in bridging
    assert not re.search(r"\d item", bridging)


def test_a_case_shows_every_item_with_its_place_its_source_and_its_coder(browse):
    page = browse("/zh/cases/song-2025/jd-cloud-dada").text
    item = page[page.index('id="item-t4-r2"') :]
    item = item[: item.index("</li>")]
    for told in ("表4第2行", "打造跨组织融合生态", "J_DY2", "论文作者", "得益乳业"):
        assert told in item
    assert "与论文其他部分不一致" in item
    assert "J_DD2" in item


def test_what_was_made_leads_to_the_items_that_tell_of_it(browse):
    page = browse("/en/cases/song-2025/jd-cloud-dada").text
    made = page[page.index('id="made"') : page.index('id="claims"')]
    assert "Cross-cloud active-active solution" in made
    assert set(re.findall(r'href="#([^"]+)"', made)) <= set(re.findall(r'id="([^"]+)"', page))


def test_every_view_of_a_case_leads_to_its_question_and_to_its_query(browse):
    page = browse(DEYI).text
    questions = [html.unescape(one) for one in re.findall(r'href="(/en/queries/[^"]+)"', page)]
    assert len(questions) >= 12
    for one in questions:
        answer = browse(one)
        if "edit=1" in one:
            assert answer.status_code == 303
            assert answer.location.startswith("/en/sparql?query=")
            assert "jd-cloud-deyi-dairy" in answer.location
        else:
            assert answer.status_code == 200


def test_a_case_comes_as_a_workbook(client):
    response = client.get("/cases/song-2025/jd-cloud-dada.xlsx")
    assert response.headers["Content-Disposition"] == "attachment; filename=jd-cloud-dada.xlsx"
    book = load_workbook(BytesIO(response.data))
    cells = {cell.value for row in book.worksheets[0].iter_rows() for cell in row}
    assert "京东云-达达" in cells


@pytest.mark.parametrize("address", ["/en/cases/song-2025/nobody", "/cases/song-2025/nobody.xlsx"])
def test_a_case_that_is_not_there_is_not_found(browse, address):
    assert browse(address).status_code == 404


def test_only_cases_that_share_a_concept_are_similar(browse):
    page = browse("/en/cases/song-2025/jd-cloud-dada").text
    similar = page[page.index('id="similar"') : page.index('id="cite"')]
    assert similar.count("<li>") == 2
    alone = browse("/en/cases/song-2025/baidu-ai-cloud-peoples-daily").text
    assert "No other case shows a concept that this one shows" in alone


@pytest.mark.parametrize(
    ("page", "source"),
    [
        (DEYI, "/en/sources/song-2025/J_DY1"),
        ("/zh/constructs/song-2025/knowledge-search", "/zh/sources/song-2025/B11"),
        (
            "/en/propositions/song-2025/knowledge-development-drives-aggregation",
            "/en/sources/song-2025/T11",
        ),
    ],
)
def test_a_listed_source_leads_to_its_page(browse, page, source):
    told = browse(page).text
    code = source.rpartition("/")[2]
    assert re.search(rf'<dd><a href="{source}">{code} · ', told)


def test_a_code_without_a_listed_source_is_no_link(browse):
    told = browse("/en/constructs/song-2025/group-trust").text
    assert re.search(r"<dd>[^<]*A_MY2", told)
