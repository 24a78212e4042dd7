"""The search as a person uses it, and the pages that names lead to."""

from time import monotonic, sleep
from urllib.parse import quote

import pytest

from browser.conftest import NARROW, WIDE
from browser.test_validate import overflow

PAGES = [
    "search",
    f"search?q={quote('信任')}",
    "search?q=grup+trst",
    "id/organization/dada",
    "ontology/model",
]
SEARCH = {"en": "Search everything", "zh": "检索全部内容"}


@pytest.fixture(scope="module", autouse=True)
def _ready(server):
    """The index is made in the background."""
    end = monotonic() + 60
    while server.request("GET", "/search", {"q": "a", "format": "json"}).status != 200:
        assert monotonic() < end
        sleep(0.2)


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_are_accessible_wide_and_narrow(opened, accessible, language, path, scheme):
    for width in (WIDE, NARROW):
        with opened(f"/{language}/{path}", width, color_scheme=scheme) as page:
            accessible(page)
            assert overflow(page) == 0


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
