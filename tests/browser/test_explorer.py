"""The page `/explorer` as a person uses it, with and without JavaScript, by keyboard alone."""

import pytest

from browser.conftest import NARROW, WIDE
from browser.test_validate import overflow

TRUST = "?node=concept/song-2025/group-trust"
CANVAS = ".canvas canvas"
LARGEST_PAGE = 350_000
TITLE = {"en": "Group trust", "zh": "群体信任"}
STAGE = {"en": "Value bridging", "zh": "价值桥接"}


def title(page):
    return page.locator("#listing h2").inner_text()


def drawn(page, said):
    """Wait until the picture says something."""
    page.locator("#picture [role=status]").filter(has_text=said).wait_for()


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("asked", ["", TRUST, "?node=nothing-there"])
def test_it_is_accessible_wide_and_narrow(opened, accessible, language, scheme, asked):
    for width in (WIDE, NARROW):
        with opened(f"/{language}/explorer{asked}", width, color_scheme=scheme) as page:
            page.wait_for_load_state("networkidle")
            assert page.locator(CANVAS).count() == (0 if "nothing" in asked else 3)
            accessible(page)
            assert overflow(page) == 0


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_without_javascript_one_walks_from_thing_to_thing(opened, accessible, language, width):
    with opened(f"/{language}/explorer", width, java_script_enabled=False) as page:
        page.get_by_role("link", name=TITLE[language], exact=True).press("Enter")
        assert title(page) == TITLE[language]
        page.get_by_role("link", name=STAGE[language], exact=True).press("Enter")
        assert title(page) == STAGE[language]
        assert overflow(page) == 0
        page.locator("#node").fill("J_DY1")
        page.locator("#node").press("Enter")
        page.locator("#listing", has_text="J_DY1").wait_for()
        assert page.locator(".canvas").count() == 0


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_name_in_the_list_opens_it_in_list_and_picture_by_keyboard(opened, language):
    with opened(f"/{language}/explorer") as page:
        page.locator(CANVAS).first.wait_for()
        page.get_by_role("link", name=TITLE[language], exact=True).press("Enter")
        drawn(page, TITLE[language])
        assert title(page) == TITLE[language]
        assert page.evaluate("document.activeElement.tagName") == "H2"
        assert "group-trust" in page.url
        assert page.title().startswith(TITLE[language])
        assert "group-trust" in page.locator(".languages a").get_attribute("href")
        page.go_back()
        page.locator("#listing .columns").wait_for()


def test_list_and_picture_open_together_and_the_last_one_asked_for_stays(opened):
    with opened("/en/explorer") as page:
        page.locator(CANVAS).first.wait_for()
        held = []

        def hold(route):
            held.append(route)

        page.route(lambda address: "group-trust" in address, hold)
        page.get_by_role("link", name="Group trust", exact=True).press("Enter")
        while len(held) < 2:
            page.wait_for_timeout(20)
        picture, listing = sorted(held, key=lambda route: "format=json" not in route.request.url)
        with page.expect_response(lambda answer: "format=json" in answer.url):
            picture.continue_()
        page.wait_for_timeout(200)
        assert "Group trust" not in page.locator("#picture [role=status]").inner_text()
        page.get_by_role("link", name="Value bridging", exact=True).press("Enter")
        drawn(page, "Opened: Value bridging")
        with page.expect_response(lambda answer: "group-trust" in answer.url):
            listing.continue_()
        page.wait_for_timeout(200)
        assert title(page) == "Value bridging"
        assert page.url.endswith("/bridging")


def test_the_arrow_keys_choose_in_the_picture_and_enter_opens(opened):
    with opened(f"/en/explorer{TRUST}") as page:
        drawn(page, "Opened: Group trust")
        page.locator(".canvas").focus()
        page.keyboard.press("ArrowRight")
        drawn(page, "Chosen: ")
        chosen = page.locator("#picture [role=status]").inner_text().removeprefix("Chosen: ")
        assert page.locator("#listing a.thing").filter(has_text=chosen).count() >= 1
        page.keyboard.press("Enter")
        drawn(page, f"Opened: {chosen}")
        assert title(page) == chosen
        assert page.evaluate("document.activeElement.className").startswith("canvas")


def test_a_click_in_the_picture_opens_what_is_there(opened):
    with opened("/en/explorer") as page:
        page.locator(CANVAS).first.wait_for()
        page.wait_for_load_state("networkidle")
        asked = []
        page.on("request", lambda request: asked.append(request.url))
        box = page.locator(".canvas").bounding_box()
        # The middle column's stage is in the middle of the picture, near its top.
        for part in range(3, 40):
            page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] * part / 40)
            page.wait_for_timeout(50)
            if any("node=" in address for address in asked):
                break
        page.locator("#listing dl").first.wait_for()
        assert title(page) == "Value bridging"


def test_tab_goes_through_the_picture_to_its_buttons_and_the_list(opened):
    with opened("/en/explorer") as page:
        page.locator(CANVAS).first.wait_for()
        page.locator(".canvas").focus()
        passed = []
        for _ in range(5):
            page.keyboard.press("Tab")
            passed.append(
                page.evaluate(
                    "document.activeElement.ariaLabel ?? document.activeElement.innerText"
                )
            )
        assert passed == ["Zoom in", "Zoom out", "Show all", "Keep only this", "Value assessment"]


def test_the_page_with_everything_is_small(opened, server):
    with opened("/en/explorer") as page:
        sizes = []
        page.on("requestfinished", lambda one: sizes.append(one.sizes()["responseBodySize"]))
        page.goto(f"{server.url}/en/explorer{TRUST}")
        drawn(page, "Opened")
        assert len(sizes) >= 4
        assert sum(sizes) <= LARGEST_PAGE
