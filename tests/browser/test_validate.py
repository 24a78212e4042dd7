"""The page `/validate` as a person uses it."""

import json
from pathlib import Path

import pytest

from browser.conftest import NARROW, WIDE
from web.validation.test_beside import workbook

CASE = """\
@prefix cst: <https://w3id.org/cocreation/case-study#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix vcc: <https://w3id.org/cocreation/model#> .
@base <https://w3id.org/cocreation/id/> .

<case/mine/one>
  a vcc:Partnership ;
  rdfs:label "Mine <b>&"@en , "我的"@zh ;
  vcc:hasUser <organization/deyi-dairy> , <organization/dada> ;
.
"""
BUTTONS = {"en": "Check", "zh": "检查"}


def check(page, language="en", text=CASE):
    page.locator("#text").fill(text)
    page.get_by_role("button", name=BUTTONS[language], exact=True).click()
    page.wait_for_load_state()


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_empty_form_is_accessible_wide_and_narrow(opened, accessible, language):
    for width in (WIDE, NARROW):
        with opened(f"/{language}/validate", width) as page:
            accessible(page)
            assert overflow(page) == 0
            assert (
                page.locator("html").get_attribute("lang")
                == {"en": "en", "zh": "zh-Hans"}[language]
            )


def overflow(page) -> int:
    """How far the page is wider than its window."""
    return page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_findings_are_accessible_wide_and_narrow(opened, accessible, language, scheme):
    with opened(f"/{language}/validate", color_scheme=scheme) as page:
        check(page, language)
        page.locator(".findings").wait_for()
        accessible(page)
        page.set_viewport_size({"width": NARROW, "height": 700})
        assert overflow(page) == 0
        accessible(page)


@pytest.mark.parametrize("javascript", [True, False], ids=["with", "without"])
def test_a_finding_leads_to_its_line_and_the_line_back(opened, javascript):
    with opened("/en/validate", java_script_enabled=javascript) as page:
        check(page)
        finding = page.locator(".findings li", has_text="exactly one user")
        finding.get_by_role("link").click()
        assert page.url.endswith("#L9")
        line = page.locator("#L9")
        assert "hasUser" in line.inner_text()
        line.get_by_role("link", name="violation").last.click()
        assert page.url.rpartition("#F")[2].isdigit()
        assert page.locator("#text").input_value() == CASE
        assert page.locator("b").count() == 0


def test_all_is_done_by_keyboard(opened):
    with opened("/en/validate") as page:
        focused = []
        while "text" not in focused and len(focused) < 30:
            page.keyboard.press("Tab")
            focused.append(page.evaluate("document.activeElement.id"))
        page.keyboard.insert_text(CASE)
        # Tab leaves the field.
        for _ in range(4):
            page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == "Check"
        page.keyboard.press("Enter")
        page.locator(".findings").wait_for()
        link = page.locator(".findings a").first
        link.focus()
        page.keyboard.press("Enter")
        assert "#L" in page.url


def test_a_file_is_checked_and_the_report_downloaded_without_choosing_it_again(opened, tmp_path):
    file = tmp_path / "my-case.ttl"
    file.write_text(CASE, encoding="utf-8")
    with opened("/zh/validate", accept_downloads=True) as page:
        page.locator("#file").set_input_files(file)
        page.get_by_role("button", name="检查", exact=True).click()
        page.wait_for_load_state()
        page.locator(".findings").wait_for()
        assert page.locator("#text").input_value() == CASE
        with page.expect_download() as download:
            page.get_by_role("button", name="JSON", exact=True).first.click()
        assert download.value.suggested_filename == "findings.json"
        report = json.loads(Path(download.value.path()).read_text(encoding="utf-8"))
        assert not report["conforms"]
        assert report["findings"][0]["position"]["file"] == "my-case.ttl"


@pytest.mark.parametrize("javascript", [True, False], ids=["with", "without"])
def test_a_finding_in_a_workbook_leads_to_its_cell_and_the_cell_back(opened, tmp_path, javascript):
    file = tmp_path / "mine.xlsx"
    file.write_bytes(workbook())
    with opened("/en/validate", java_script_enabled=javascript, accept_downloads=True) as page:
        page.locator("#file").set_input_files(file)
        page.get_by_role("button", name="Check", exact=True).click()
        page.wait_for_load_state()
        finding = page.locator(".findings li", has_text="京东芸")
        finding.get_by_role("link", name="Case!E2").click()
        cell = page.locator("tr:target")
        assert "京东芸" in cell.inner_text()
        cell.get_by_role("link", name="violation").first.click()
        assert page.locator(".findings li:target").inner_text() == finding.inner_text()
        with page.expect_download() as download:
            page.get_by_role("button", name="as JSON", exact=True).first.click()
        report = json.loads(Path(download.value.path()).read_text(encoding="utf-8"))
        places = {one["position"]["place"] for one in report["findings"]}
        assert "Case!E2" in places


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_rows_of_a_workbook_are_accessible_wide_and_narrow(
    opened, accessible, tmp_path, language, scheme
):
    file = tmp_path / "mine.xlsx"
    file.write_bytes(workbook())
    with opened(f"/{language}/validate", color_scheme=scheme) as page:
        page.locator("#file").set_input_files(file)
        page.get_by_role("button", name=BUTTONS[language], exact=True).click()
        page.locator(".rows").wait_for()
        accessible(page)
        page.set_viewport_size({"width": NARROW, "height": 700})
        assert overflow(page) == 0
        accessible(page)


@pytest.mark.parametrize("javascript", [True, False], ids=["with", "without"])
def test_mends_and_the_other_language_are_one_press_away(opened, accessible, javascript):
    with opened("/en/validate", java_script_enabled=javascript) as page:
        check(page)
        page.get_by_role("button", name="Look for proven mends").click()
        page.wait_for_load_state()
        page.locator(".mend").first.wait_for()
        if javascript:
            accessible(page)
        assert page.locator(".mend", has_text="Remove “has user”: “Dada”").count() == 1
        page.get_by_role("button", name="中文").click()
        page.locator(".mend", has_text="删去“用户方”：“达达”").wait_for()
        assert page.url.endswith("/zh/validate")
        assert page.locator("#text").input_value() == CASE


@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_cannot_be_read_stays_in_the_form_with_its_line_marked(opened, accessible, language):
    broken = CASE.replace("a vcc:Partnership ;", "a vcc:Partnership")
    with opened(f"/{language}/validate") as page:
        check(page, language, broken)
        page.get_by_role("alert").wait_for()
        accessible(page)
        page.get_by_role("alert").get_by_role("link").click()
        assert page.locator(".marked").count() == 1
        assert page.locator("#text").input_value() == broken


def test_a_printed_page_shows_findings_and_text_whole_and_no_form(opened):
    with opened("/en/validate") as page:
        check(page, text=CASE + "#\n" * 100)
        page.locator(".findings").wait_for()
        page.emulate_media(media="print")
        assert not page.locator("#case").is_visible()
        assert page.locator(".findings").is_visible()
        assert (
            page.evaluate(
                "(box => box.scrollHeight - box.clientHeight)(document.querySelector('.lines'))"
            )
            <= 1
        )


def test_the_other_language_is_one_link_away(opened):
    with opened("/en/validate") as page:
        page.get_by_role("link", name="中文").click()
        page.wait_for_url("**/zh/validate")
        assert page.url.endswith("/zh/validate")
        assert page.get_by_role("heading", level=1).inner_text() == "检查案例"
