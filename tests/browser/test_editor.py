"""The page `/sparql` as a person uses it, with and without JavaScript, by keyboard alone."""

from urllib.parse import quote

import pytest

from browser.conftest import NARROW, WIDE
from browser.test_validate import overflow

QUERY = """PREFIX cst: <https://w3id.org/cocreation/case-study#>
SELECT ?case (COUNT(?item) AS ?items) WHERE { ?item a cst:EvidenceItem ; cst:inCase ?case }
GROUP BY ?case ORDER BY DESC(?items) ?case"""
BAD = "SELECT ?case\nWHERE { ?case skos:broader ?x }"
EDITOR = ".cm-content"
OPTIONS = ".cm-tooltip-autocomplete li"
LARGEST_PAGE = 350_000
MEIYOU = {"en": "Alibaba Cloud – Meiyou", "zh": "阿里云-美柚"}
RUN = {"en": "Run", "zh": "运行"}
FILTER = {"en": "Filter rows", "zh": "筛选行"}


def address(query, language="en"):
    return f"/{language}/sparql?query={quote(query)}"


def typed(page, text):
    """Put a text in the place of what the editor holds, by keyboard."""
    page.locator(EDITOR).focus()
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    page.keyboard.type(text)


def complete(page, text):
    page.keyboard.type(text)
    page.locator(OPTIONS).first.wait_for()
    # A list just shown takes no key yet.
    page.wait_for_timeout(150)
    page.keyboard.press("Enter")
    page.locator(OPTIONS).first.wait_for(state="detached")


def column(page, number=1):
    return page.locator(f"#result tbody tr:visible td:nth-child({number})").all_inner_texts()


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_editor_an_answer_and_a_fault_are_accessible(opened, accessible, language, scheme):
    for query in (QUERY, BAD):
        for width in (WIDE, NARROW):
            with opened(address(query, language), width, color_scheme=scheme) as page:
                page.locator(EDITOR).wait_for()
                accessible(page)
                assert overflow(page) == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_list_of_completions_is_accessible(opened, accessible, scheme):
    with opened("/zh/sparql", color_scheme=scheme) as page:
        typed(page, "SELECT * { ?x a 证据")
        page.locator(OPTIONS).first.wait_for()
        accessible(page)


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_without_javascript_a_query_is_written_run_and_answered(
    opened, accessible, language, width
):
    with opened(f"/{language}/sparql", width, java_script_enabled=False) as page:
        page.locator("#query").fill(QUERY)
        page.get_by_role("button", name=RUN[language], exact=True).press("Enter")
        page.wait_for_load_state()
        page.locator("#result table").wait_for()
        assert MEIYOU[language] in column(page)
        assert page.locator("#query").input_value() == QUERY
        page.locator("#iris").check()
        assert "case/song-2025/alibaba-cloud-meiyou" in column(page)
        assert MEIYOU[language] not in column(page)
        assert overflow(page) == 0


def test_a_name_in_chinese_completes_to_a_term_with_its_prefix_declared(opened):
    with opened("/zh/sparql") as page:
        typed(page, "SELECT ?item WHERE {\n?item a ")
        complete(page, "证据条")
        page.keyboard.type(" ; ")
        complete(page, "支持构")
        page.keyboard.type(" ")
        complete(page, "群体信")
        written = page.locator("#query").input_value()
        assert written.startswith("PREFIX cst: <https://w3id.org/cocreation/case-study#>\n")
        assert "?item a cst:EvidenceItem ; cst:supports" in written
        assert "<https://w3id.org/cocreation/id/concept/song-2025/group-trust>" in written
        page.keyboard.press("Control+Enter")
        page.locator("#result table").wait_for()
        assert sorted(column(page)) == ["四(二)2 第2段第5句（无编码）", "表3第6行"]


def test_a_name_in_english_completes_on_a_chinese_page_too(opened):
    with opened("/zh/sparql") as page:
        typed(page, "SELECT ?x WHERE { ?x ")
        complete(page, "has provi")
        assert "vcc:hasProvider" in page.locator("#query").input_value()


def test_the_properties_that_a_class_really_has_are_listed_for_its_things(opened):
    with opened("/en/sparql") as page:
        typed(page, "PREFIX cst: <https://w3id.org/cocreation/case-study#>\n")
        page.keyboard.type("SELECT * WHERE { ?source a cst:Interview ; ")
        page.keyboard.press("Control+Space")
        page.locator(OPTIONS).first.wait_for()
        listed = page.locator(OPTIONS).all_inner_texts()
        assert any("cst:durationMinutes" in one for one in listed)
        assert not any("cst:inCase" in one or "cst:itemCount" in one for one in listed)


@pytest.mark.parametrize(
    ("text", "fewest"), [("SELECT ?x WHERE { ?x a Evid", 1), ("S", 30)], ids=["short", "scrolled"]
)
def test_tab_leaves_the_editor_even_beside_a_list_of_completions(opened, text, fewest):
    with opened("/en/sparql") as page:
        typed(page, text)
        page.locator(OPTIONS).nth(fewest - 1).wait_for(state="attached")
        page.keyboard.press("Tab")
        page.locator(OPTIONS).first.wait_for(state="detached")
        assert page.evaluate("document.activeElement.innerText") == "Run"
        page.keyboard.press("Shift+Tab")
        assert page.evaluate("document.activeElement.className") == "code"


def test_a_fault_is_marked_at_its_place_where_the_cursor_stands(opened):
    with opened(address(BAD)) as page:
        page.locator(".cm-lintRange-error").wait_for()
        assert page.locator(".cm-lintRange-error").inner_text() == "skos:broader"
        page.locator(EDITOR).focus()
        page.keyboard.type("cst:x ")
        assert (
            page.locator("#query").input_value().split("\n")[1].startswith("WHERE { ?case cst:x s")
        )


def test_rows_are_sorted_and_filtered_by_keyboard(opened):
    with opened(address(QUERY, "zh")) as page:
        page.get_by_role("button", name="?items").press("Enter")
        numbers = [int(one) for one in column(page, 2)]
        assert numbers == sorted(numbers)
        page.get_by_role("button", name="?items").press("Enter")
        assert [int(one) for one in column(page, 2)] == sorted(numbers, reverse=True)
        assert page.locator("th[aria-sort=descending]").count() == 1
        page.get_by_label(FILTER["zh"]).fill("美柚")
        assert column(page) == ["阿里云-美柚"]
        assert page.get_by_role("status").filter(has_text="1 / ").is_visible()
        page.get_by_label(FILTER["zh"]).fill("no such row")
        assert column(page) == []


def test_what_was_run_is_remembered_in_this_browser_until_it_is_cleared(opened):
    with opened(address(QUERY)) as page:
        page.goto(page.url.partition("?")[0])
        page.locator(".history summary").press("Enter")
        page.locator(".history li button").first.press("Enter")
        assert page.locator("#query").input_value() == QUERY
        assert page.locator(EDITOR).evaluate("e => e === e.getRootNode().activeElement")
        page.locator(".history > button").press("Enter")
        page.reload()
        assert page.locator(".history li").count() == 0
        assert page.evaluate("localStorage.length") == 0


def test_a_query_with_a_fault_is_not_remembered(opened):
    with opened(address(BAD)) as page:
        page.locator(EDITOR).wait_for()
        assert page.locator(".history li").count() == 0


def test_a_link_to_what_stands_in_the_editor_is_copied(opened):
    with opened("/en/sparql", permissions=["clipboard-read", "clipboard-write"]) as page:
        typed(page, "ASK {")
        page.get_by_role("button", name="Copy link").press("Enter")
        page.get_by_text("The link is copied.").wait_for()
        copied = page.evaluate("navigator.clipboard.readText()")
        page.goto(copied)
        assert page.locator("#query").input_value() == page.evaluate(
            "new URL(location).searchParams.get('query')"
        )


def test_a_query_too_long_for_an_address_is_answered_all_the_same(opened):
    long = QUERY + "\n# " + "很长" * 5_000
    with opened("/en/sparql") as page:
        page.locator(EDITOR).evaluate(
            "(e, text) => e.getRootNode().host && e.cmTile.view.dispatch({changes: {from: 0, "
            "to: e.cmTile.view.state.doc.length, insert: text}})",
            long,
        )
        page.get_by_role("button", name="Run", exact=True).press("Enter")
        page.locator("#result table").wait_for()
        assert "query=" not in page.url
        with page.expect_download() as download:
            page.get_by_role("button", name="csv").click()
        assert download.value.path().read_text(encoding="utf-8").startswith("case,items")


def test_the_page_with_everything_is_small(opened, server):
    with opened("/en/sparql") as page:
        sizes = []
        page.on("requestfinished", lambda one: sizes.append(one.sizes()["responseBodySize"]))
        page.goto(f"{server.url}{address(QUERY)}")
        typed(page, "SELECT ?x { ?x a Evid")
        page.locator(OPTIONS).first.wait_for()
        assert len(sizes) >= 4
        assert sum(sizes) <= LARGEST_PAGE
