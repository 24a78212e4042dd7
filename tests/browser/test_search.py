"""The search as a person uses it, and the pages that names lead to."""

import pytest

SEARCH = {"en": "Search everything", "zh": "检索全部内容"}


@pytest.fixture(scope="module", autouse=True)
def _ready(server):
    server.wait_for_search()


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("javascript", [True, False], ids=["with", "without"])
def test_a_code_typed_on_any_page_leads_by_keyboard_to_its_source(opened, language, javascript):
    with opened(f"/{language}/queries", java_script_enabled=javascript) as page:
        page.get_by_role("searchbox", name=SEARCH[language]).fill("j_dy1")
        page.keyboard.press("Enter")
        first = page.locator(".hits a").first
        first.focus()
        page.keyboard.press("Enter")
        page.wait_for_url(f"**/{language}/sources/song-2025/J_DY1")
        assert "J_DY1" in page.locator("main").inner_text()
