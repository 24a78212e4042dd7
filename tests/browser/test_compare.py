"""The pages `/compare` as a person uses them."""

import pytest

from browser.conftest import NARROW
from browser.test_validate import CASE, overflow

SILENT = {"en": "not reported", "zh": "未报告"}
RUN = {"en": "Compare this case", "zh": "对照此案例"}


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("javascript", [True, False], ids=["with", "without"])
def test_a_pasted_case_is_compared_by_keyboard(opened, language, javascript):
    with opened(f"/{language}/compare", java_script_enabled=javascript) as page:
        page.locator("#text").fill(CASE)
        page.get_by_role("button", name=RUN[language], exact=True).press("Enter")
        page.wait_for_load_state()
        page.locator("table.comparison").first.wait_for()
        assert SILENT[language] in page.locator("table.comparison").first.inner_text()
        assert page.locator("#text").input_value() == CASE
        page.set_viewport_size({"width": NARROW, "height": 700})
        assert overflow(page) == 0
        assert page.locator("b").count() == 0


def test_the_page_of_a_pasted_case_is_accessible(opened, accessible):
    with opened("/en/compare", NARROW) as page:
        page.locator("#text").fill(CASE)
        page.get_by_role("button", name=RUN["en"], exact=True).click()
        page.locator("table.comparison").first.wait_for()
        accessible(page)
        assert overflow(page) == 0
