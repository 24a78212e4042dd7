"""The pages of evidence, sources, organizations and references as a person uses them."""

import pytest


@pytest.mark.parametrize("javascript", [True, False], ids=["with", "without"])
def test_evidence_is_narrowed_down_by_keyboard(opened, javascript):
    with opened("/zh/evidence?sort=code", java_script_enabled=javascript) as page:
        page.get_by_label("案例", exact=True).select_option("song-2025/jd-cloud-dada")
        page.get_by_role("button", name="应用").press("Enter")
        page.wait_for_url("**case=song-2025*")
        assert page.get_by_role("status").inner_text() == "56 条证据中的 3 条"
        assert page.locator("th[aria-sort=ascending]").inner_text().startswith("资料编码")
