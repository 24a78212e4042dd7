"""The home page, the cases and their matrix as a person uses them."""

import pytest

from browser.conftest import NARROW

APPLY = {"en": "Apply", "zh": "应用"}


@pytest.mark.parametrize("javascript", [True, False], ids=["with", "without"])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_cases_are_narrowed_down_and_read_by_keyboard(opened, language, javascript):
    with opened(f"/{language}/cases", java_script_enabled=javascript) as page:
        assert page.locator("tbody tr").count() == 12
        page.locator("input[name=provider][value=jd-cloud]").press("Space")
        page.get_by_role("button", name=APPLY[language], exact=True).press("Enter")
        page.wait_for_url("**/cases?provider=jd-cloud")
        assert page.locator("tbody tr").count() == 3
        page.locator("tbody th a").first.press("Enter")
        page.wait_for_url("**/cases/song-2025/jd-cloud-deyi-dairy")
        assert page.locator("ol.items > li").count() == 5


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("address", ["cases", "links", "organizations"])
def test_a_name_that_heads_a_row_is_not_broken_at_every_character(opened, address, language):
    with opened(f"/{language}/{address}", width=NARROW) as page:
        heading = page.locator("tbody th[scope=row]").first
        size = heading.evaluate("one => parseFloat(getComputedStyle(one).fontSize)")
        assert heading.bounding_box()["width"] > 4 * size
