"""`/validate`: findings beside what they are about, whatever the file, and what mends them."""

import io
import re
from html import unescape

import pytest
from openpyxl import Workbook

from cocreation.errors import UncheckableError
from cocreation.intake.json_offsets import json_offsets
from cocreation.model import Text
from cocreation.services.inspection import Inspector
from web.validation.conftest import BROWSER, CASE, Page

SHEETS = {
    "Case": [
        ("类型 / Kind", "Short id", "中文名称", "英文名称 / Name in English", "Provider", "User"),
        ("合作", "one", "我的案例", "My case", "京东芸", "Dada"),
    ],
    "Evidence": [
        ("Short id", "Summary in Chinese", "Summary in English", "Supports", "My own column"),
        ("e1", "甲", "", "Group trust", "x < y"),
        ("e2", "乙", "B " * 400, "Group trust", ""),
    ],
}


def workbook(sheets=SHEETS) -> bytes:
    made, file = Workbook(), io.BytesIO()
    made.remove(made.active)
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
    made.save(file)
    return file.getvalue()


def shown_cells(page: str) -> dict[str, tuple[str, str, str, list[str]]]:
    """By its name: each cell that is shown, with its id, its heading, its text and its findings."""
    found = {}
    for table in re.findall(r"<caption>(.*?)</caption>(.*?)</table>", page, re.DOTALL):
        sheet = re.split(r",? ", table[0])[0]
        for row in re.finditer(
            r'<tr id="(\w+)".*?<code>(\w+)</code> (.*?)</th><td>(.*?)</td>', table[1]
        ):
            anchor, cell, heading, text = row.groups()
            text, *links = text.split(' <a href="#')
            numbers = [link.partition('"')[0] for link in links]
            found[f"{sheet}!{cell}"] = (anchor, heading, unescape(text), numbers)
    return found


def finding(page: str, words: str) -> str:
    """The finding whose text has these words."""
    items = re.findall(r'<li id="F\d+".*?</li>', page, re.DOTALL)
    return next(item for item in items if words in unescape(item))


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_rows_of_a_workbook_stand_beside_its_findings_and_each_leads_to_the_other(
    fill, language
):
    page = fill(language, file=workbook(), name="mine.xlsx").text
    cells = shown_cells(page)
    anchor, heading, text, findings = cells["Case!E2"]
    assert (heading, text) == ({"en": "Provider", "zh": "云服务商"}[language], "京东芸")
    unknown = finding(page, "“京东芸”")
    assert f'<a href="#{anchor}"><code>Case!E2</code></a>' in unknown
    assert findings == [re.match(r'<li id="(\w+)"', unknown)[1]]
    read = Page(page)
    assert len(read.ids) == len(set(read.ids))
    assert set(read.links) <= set(read.ids)


def test_a_row_is_shown_with_what_it_says_and_with_the_empty_cell_at_fault(fill):
    cells = shown_cells(fill(file=workbook(), name="mine.xlsx").text)
    assert {name for name in cells if name.startswith("Evidence")} >= {
        *("Evidence!A2", "Evidence!B2", "Evidence!C2", "Evidence!D2", "Evidence!E2")
    }
    _, heading, text, findings = cells["Evidence!C2"]
    assert (heading, text) == ("Summary in English", "")
    assert findings
    assert cells["Evidence!E2"][1:3] == ("My own column", "x < y")


def test_a_csv_file_is_shown_by_its_cells_too(fill):
    rows = "\n".join(",".join(row) for row in SHEETS["Case"])
    for encoding in ("utf-8", "gb18030"):
        page = fill(file=rows.encode(encoding), name="Case.csv")
        assert page.status_code == 200, page.text
        assert shown_cells(page.text)["Case!E2"][2] == "京东芸"


@pytest.mark.parametrize("form", ["html", "json", "turtle"])
def test_the_report_on_a_workbook_is_downloaded_without_choosing_it_again(fill, form):
    page = fill(file=workbook(), name="mine.xlsx")
    button = f'form="case" name="format" value="{form}"'
    assert button in page.text
    fields = Page(page.text).fields
    again = fill(text="", name=fields["name"], kept=fields["kept"], format=form)
    assert again.status_code == 200
    assert "mine.xlsx" in again.text
    assert "Case!E2" in again.text


def test_what_is_pasted_goes_before_the_workbook_of_last_time(fill):
    fields = Page(fill(file=workbook(), name="mine.xlsx").text).fields
    again = fill(text=CASE, name=fields["name"], kept=fields["kept"])
    assert "京东芸" not in again.text
    assert 'id="L1"' in again.text


@pytest.mark.parametrize("kept", ["%%%", "YQ", "é"])
def test_what_is_no_file_of_last_time_is_none(fill, kept):
    page = fill(text="", name="mine.xlsx", kept=kept)
    assert page.status_code == 400
    assert "No case came with this" in page.text


def test_a_finding_in_json_ld_leads_to_its_line(fill):
    text = """[{
  "@id": "https://w3id.org/cocreation/id/case/mine/one",
  "@type": "https://w3id.org/cocreation/model#Partnership",
  "https://w3id.org/cocreation/model#hasUser": [
    {"@id": "https://w3id.org/cocreation/id/organization/dada"},
    {"@id": "https://w3id.org/cocreation/id/organization/deyi-dairy"}
  ]
}]"""
    page = fill(text=text).text
    users = finding(page, "A partnership has exactly one user")
    assert '<a href="#L4">line 4, column 3</a>' in users
    place = "/0/https:~1~1w3id.org~1cocreation~1model#hasUser"
    assert f"<code>{place}</code>" in users
    assert text[json_offsets(text)[place] :].startswith('"https://w3id.org/cocreation/model#hasU')


def test_the_most_serious_findings_come_first_whatever_they_are_about(fill):
    page = fill(text=CASE + "<case/mine/two> a vcc:Partnership .\n").text
    severities = re.findall(r'<li id="F\d+" class="(\w+)"', page)
    assert {"violation", "info"} <= {*severities}
    assert severities == sorted(severities, key=["violation", "warning", "info"].index)


def test_another_text_in_the_form_is_read_by_how_it_begins_whatever_was_there_before(fill):
    fields = Page(fill(text=CASE).text).fields
    again = fill(text='[{"@id": "urn:a", "@type": "urn:b"}]', name=fields["name"])
    assert "text.jsonld" in again.text
    of_a_file = fill(text="<urn:a> a <urn:b> .", name="mine.rdf")
    assert "mine.ttl" in of_a_file.text


def test_a_syntax_that_was_chosen_stays_so(fill):
    page = fill(text="<urn:a> a <urn:b> .", syntax=".nq")
    assert re.findall(r'<option value="([^"]*)" selected', page.text) == [".nq"]


@pytest.mark.parametrize("name", ["mine.xls", "mine.ods"])
def test_a_workbook_of_another_kind_is_told_with_what_to_do(fill, name):
    page = fill("zh", file=b"\xd0\xcf\x11\xe0", name=name)
    assert page.status_code == 400
    assert "请在电子表格软件中另存为该格式" in page.text


def test_what_is_of_no_row_is_told_of_the_file_itself(fill):
    sheets = {**SHEETS, "Notes to myself": [("a", "b")]}
    page = fill("zh", file=workbook(sheets), name="mine.xlsx").text
    assert "文件本身" in finding(page, "Notes to myself")
    assert "urn:sha256" not in page


def test_mends_that_are_proven_are_offered_where_they_are_wanted(fill, post):
    page = fill(text=CASE, mends="1").text
    assert "Remove “has user”" in finding(page, "A partnership has exactly one user")
    assert 'name="mends" value="1" checked' in page
    assert "Look for proven mends" not in page
    plain = fill(text=CASE).text
    assert 'class="mend"' not in plain
    assert "Look for proven mends" in plain
    for query, wanted in (("", False), ("?mends=1", True)):
        found = post(query=query).get_json()["findings"]
        assert any(one["mends"] for one in found) == wanted


def test_where_there_is_no_time_for_mends_the_findings_are_told_all_the_same(fill, monkeypatch):
    inspect = Inspector.inspect

    def slow(self, data, file, *, mends=False):
        if mends:
            raise UncheckableError(Text(en="Stopped.", zh="已中止。"))
        return inspect(self, data, file)

    monkeypatch.setattr(Inspector, "inspect", slow)
    page = fill(text=CASE, mends="1")
    assert page.status_code == 200
    assert "There was no time to look for mends" in page.text
    assert finding(page.text, "A partnership has exactly one user")


@pytest.mark.parametrize(("language", "other"), [("en", "zh"), ("zh", "en")])
def test_the_same_is_said_in_the_other_language_without_sending_it_anew(
    fill, client, language, other
):
    page = fill(language, file=workbook(), name="mine.xlsx").text
    [address] = re.findall(r'formaction="([^"]*validate)"', page)
    fields = Page(page).fields
    sent = {name: fields[name] for name in ("name", "kept", "text")}
    again = client.post(address, data=sent, headers={"Accept": BROWSER})
    assert address == f"/{other}/validate"
    assert finding(again.text, "“京东芸”") != finding(page, "“京东芸”")


def test_a_checked_case_is_held_against_the_model_without_sending_it_anew(fill, client):
    page = fill(file=workbook(), name="mine.xlsx").text
    [address] = re.findall(r'formaction="([^"]*compare)"', page)
    fields = Page(page).fields
    sent = {name: fields[name] for name in ("name", "kept", "text")}
    held = client.post(address, data=sent, headers={"Accept": BROWSER})
    assert held.status_code == 200
    assert "<h1>My case" in held.text
    assert Page(held.text).fields["kept"] == fields["kept"]
