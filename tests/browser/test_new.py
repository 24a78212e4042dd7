"""The page `/new` as a person uses it."""

import re
from pathlib import Path

import pytest

from browser.conftest import NARROW, WIDE
from browser.test_validate import BUTTONS, overflow
from cocreation.intake.choices import Choices
from cocreation.intake.reading import read_case
from cocreation.sources import terms

CASES = Path(__file__).parents[2] / "data/song-2025/cases"
HTML_LANGUAGE = {"en": "en", "zh": "zh-Hans"}


def control(page, name):
    return page.locator(f"[id='{name}']")


def is_focused(page, name):
    """Wait until a page that was just loaded has set its focus, which it does when it is drawn."""
    page.locator(f"[id='{name}']:focus").wait_for()


def press(page, language, button):
    page.get_by_role("button", name=button[language], exact=True).first.click()
    page.wait_for_load_state()


def focused(page) -> str:
    return page.evaluate("document.activeElement.id")


def statements(path: Path):
    case = read_case(path.read_bytes(), path.name, graph="urn:g", choices=Choices())
    return set(terms(case.graph.triples))


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_empty_form_is_accessible_wide_and_narrow(opened, accessible, language):
    for width in (WIDE, NARROW):
        with opened(f"/{language}/new", width) as page:
            accessible(page)
            assert overflow(page) == 0
            assert page.locator("html").get_attribute("lang") == HTML_LANGUAGE[language]


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_errors_stand_beside_their_fields_and_are_accessible(opened, accessible, language, scheme):
    with opened(f"/{language}/new", color_scheme=scheme) as page:
        control(page, "case.1.rdfs:label@en").fill("Mine <b>&")
        press(page, language, BUTTONS)
        page.locator(".summary").wait_for()
        accessible(page)
        assert page.locator("b").count() == 0
        page.set_viewport_size({"width": NARROW, "height": 700})
        assert overflow(page) == 0
        accessible(page)


@pytest.mark.parametrize("javascript", [True, False], ids=["with", "without"])
def test_the_summary_has_the_focus_and_leads_to_each_field(opened, javascript):
    with opened("/en/new", java_script_enabled=javascript) as page:
        control(page, "case.1.rdfs:label@en").fill("Mine")
        press(page, "en", BUTTONS)
        page.locator(".summary").wait_for()
        is_focused(page, "found")
        page.locator(".summary").get_by_role("link", name=re.compile("exactly one user")).click()
        assert page.url.endswith("#case.1.vcc:hasUser")
        page.keyboard.press("Tab")
        assert control(page, "case.1.rdfs:label@en").input_value() == "Mine"
        assert control(page, "case.1.vcc:hasUser").get_attribute("aria-invalid") == "true"


@pytest.mark.parametrize("javascript", [True, False], ids=["with", "without"])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_file_fills_the_form_and_comes_back(opened, tmp_path, accessible, language, javascript):
    file = CASES / "alibaba-cloud-decathlon.ttl"
    options = {"java_script_enabled": javascript, "accept_downloads": True}
    with opened(f"/{language}/new", **options) as page:
        page.locator("#file").set_input_files(file)
        press(page, language, {"en": "Fill the form", "zh": "填入表单"})
        page.locator(".kept").wait_for()
        if javascript:
            accessible(page)
        with page.expect_download() as download:
            press(page, language, {"en": "Download Turtle", "zh": "下载 Turtle"})
        assert download.value.suggested_filename == "alibaba-cloud-decathlon.ttl"
        back = tmp_path / "back.ttl"
        download.value.save_as(back)
        assert statements(back) == statements(file)


def test_a_small_case_is_written_by_keyboard_alone(opened):
    with opened("/en/new") as page:
        write(page, "case.1.rdfs:label@zh", "示例")
        write(page, "case.1.rdfs:label@en", "Example")
        write(page, "case.1.vcc:hasProvider", "JD Cloud")
        write(page, "case.1.vcc:hasUser", "Dada")
        write(page, "study.1.rdfs:label@en", "My study")
        reach(page, "add-resource")
        page.keyboard.press("Enter")
        is_focused(page, "resource.1")
        write(page, "resource.1.rdfs:label@en", "A platform")
        reach(page, "token")
        page.keyboard.press("Enter")
        is_focused(page, "found")
        assert control(page, "case.1.rdfs:label@zh").input_value() == "示例"
        assert "jd-cloud" in control(page, "case.1.vcc:hasProvider").input_value()
        assert control(page, "resource.1.rdfs:label@en").input_value() == "A platform"
        assert page.locator(".told").filter(has_text="exactly one provider").count() == 0


def reach(page, name):
    """Go on with Tab to a control."""
    for _ in range(150):
        page.keyboard.press("Tab")
        if focused(page) == name:
            return
    pytest.fail(f"Tab does not reach {name}")


def write(page, name, text):
    reach(page, name)
    page.keyboard.type(text)


@pytest.mark.parametrize("javascript", [True, False], ids=["with", "without"])
def test_rows_are_added_and_removed(opened, javascript):
    with opened("/zh/new", java_script_enabled=javascript) as page:
        control(page, "case.1.rdfs:label@zh").fill("我的案例")
        press(page, "zh", {"zh": "+ 添加：组织"})
        control(page, "organization.1").wait_for()
        control(page, "organization.1.rdfs:label@zh").fill("示例乳业")
        press(page, "zh", {"zh": "+ 添加：证据条目"})
        control(page, "evidence.2").wait_for()
        names = control(page, "case.1.vcc:hasUser").locator("option").all_inner_texts()
        assert any("示例乳业" in name for name in names)
        page.get_by_role("button", name="删除：证据条目 2").click()
        control(page, "evidence.2").wait_for(state="detached")
        assert control(page, "case.1.rdfs:label@zh").input_value() == "我的案例"


def test_submitting_without_a_token_keeps_the_form(opened, accessible):
    with opened("/en/new") as page:
        control(page, "case.1.rdfs:label@en").fill("Mine")
        assert page.get_by_text("Submitting publishes the case").is_visible()
        press(page, "en", {"en": "Submit"})
        page.get_by_role("alert").wait_for()
        page.locator("#summary:focus").wait_for()
        accessible(page)
        assert control(page, "case.1.rdfs:label@en").input_value() == "Mine"
