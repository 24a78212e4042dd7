"""The pages of the constructs and of the propositions, as a person meets them."""

import pytest

from browser.conftest import NARROW, WIDE
from browser.test_validate import overflow

PATHS = [
    "constructs",
    "constructs?by=stage",
    "constructs/song-2025/knowledge-integration",
    "constructs/song-2025/group-dynamics",
    "propositions",
    "propositions/song-2025/knowledge-development-drives-aggregation",
]


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("path", PATHS)
def test_the_page_is_accessible_wide_and_narrow(opened, accessible, language, path):
    for width in (WIDE, NARROW):
        with opened(f"/{language}/{path}", width) as page:
            accessible(page)
            assert overflow(page) == 0


@pytest.mark.parametrize("path", PATHS)
def test_the_page_is_accessible_in_the_dark(opened, accessible, path):
    with opened(f"/en/{path}", WIDE, color_scheme="dark") as page:
        accessible(page)


def test_a_claim_leads_from_its_capability_to_its_evidence_without_javascript(opened):
    with opened("/en/constructs", java_script_enabled=False) as page:
        page.get_by_role("link", name="Knowledge development dynamic capability").click()
        page.get_by_role("link", name="Knowledge development drives value aggregation").click()
        assert "4 items, 3 cases" in page.locator("main").inner_text()
