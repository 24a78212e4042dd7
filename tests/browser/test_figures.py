"""The pages `/figures` and `/tables` as a person uses them."""

import re

import pytest

DRAW = {"en": "Draw", "zh": "绘制"}


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("javascript", [True, False], ids=["with", "without"])
def test_a_figure_is_chosen_by_keyboard_and_a_box_leads_to_its_page(opened, language, javascript):
    with opened(f"/{language}/figures", java_script_enabled=javascript) as page:
        page.locator("#figure").select_option("model/aggregation")
        page.locator("#counts").select_option("hidden")
        page.get_by_role("button", name=DRAW[language], exact=True).press("Enter")
        page.wait_for_url(re.compile("counts=hidden"))
        box = page.locator("figure a[href$='/constructs/song-2025/aggregation']").first
        box.focus()
        box.press("Enter")
        page.wait_for_url(re.compile("aggregation$"))


def test_a_figure_is_told_to_those_who_do_not_see_it(opened):
    with opened("/en/figures?figure=model") as page:
        figure = page.locator("figure svg")
        assert figure.get_attribute("role") == "group"
        assert page.get_by_role("group", name="Figure 3. Integrated model of").count() == 1
        assert page.get_by_role("link", name="Group trust (n = 2)").count() == 1
