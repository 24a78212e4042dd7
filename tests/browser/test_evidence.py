"""The pages of evidence, sources, organizations and references as a person uses them."""

import pytest

from browser.conftest import NARROW, WIDE
from browser.test_validate import overflow

PAGES = [
    "evidence",
    "evidence?case=jd-cloud-dada&construct=group-norms",
    "evidence/song-2025/t4-r2",
    "sources",
    "sources/song-2025/J11",
    "organizations",
    "organizations/alibaba-cloud",
    "references",
    "references/song-2025/13",
]


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_are_accessible_wide_and_narrow(opened, accessible, language, path, scheme):
    for width in (WIDE, NARROW):
        with opened(f"/{language}/{path}", width, color_scheme=scheme) as page:
            accessible(page)
            assert overflow(page) == 0


@pytest.mark.parametrize("javascript", [True, False], ids=["with", "without"])
def test_evidence_is_narrowed_down_by_keyboard(opened, javascript):
    with opened("/zh/evidence?sort=code", java_script_enabled=javascript) as page:
        page.get_by_label("案例", exact=True).select_option("song-2025/jd-cloud-dada")
        page.get_by_role("button", name="应用").press("Enter")
        page.wait_for_url("**case=song-2025*")
        assert page.get_by_role("status").inner_text() == "56 条证据中的 3 条"
        assert page.locator("th[aria-sort=ascending]").inner_text().startswith("资料编码")
