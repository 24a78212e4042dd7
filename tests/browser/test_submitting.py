"""A case on its way from the form `/new` into the graph, as a person brings it there."""

import shutil

import pytest

from browser.test_new import control, is_focused, press, write
from cocreation.store import tokens
from live.server import serving

BOTH = pytest.mark.parametrize("javascript", [True, False], ids=["with", "without"])
SUBMIT = {"en": "Submit", "zh": "提交"}
GAPS = ("CaseEvidenceGap", "ProviderSourceGap", "UserSourceGap")
LABEL = "京东云-达达（再访）"


@pytest.fixture(scope="module")
def writable(built_store):
    """A server that these tests submit to, and a token for it."""
    store = built_store.with_name("submitted-to")
    shutil.copytree(built_store, store)
    token = tokens.add(store, "ann")
    with serving(store) as running:
        yield running, token


@pytest.fixture(scope="module")
def server(writable):
    """The server that pages are opened of."""
    return writable[0]


@pytest.fixture(scope="module")
def token(writable):
    """What lets its holder submit."""
    return writable[1]


def labels(server) -> list[str]:
    """What a query finds the cases called."""
    rows = server.query(
        "PREFIX vcc: <https://w3id.org/cocreation/model#> "
        "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> "
        "SELECT ?label WHERE { ?case a vcc:Partnership ; rdfs:label ?label }",
        headers={"Accept": "text/csv"},
    )
    return rows.body.decode().splitlines()


def describe(page, study: str, *, user: str = "达达", label: str = LABEL) -> None:
    """Fill in a case of a study of one's own, which has no sources yet."""
    control(page, "case.1.rdfs:label@zh").fill(label)
    control(page, "case.1.rdfs:label@en").fill("JD Cloud – Dada, revisited")
    control(page, "case.1.vcc:hasProvider").select_option("organization/jd-cloud")
    control(page, "case.1.vcc:hasUser").select_option(user and "organization/dada")
    control(page, "study.1.rdfs:label@zh").fill("我的研究")
    control(page, "study.1.rdfs:label@en").fill(study)
    control(page, "study.1.cst:appliesModelOf").select_option("study/song-2025")
    for place, gap in enumerate(GAPS):
        name = "case.1.cst:acknowledgesGap" + (f".{place}" if place else "")
        if place:
            page.locator("button[value='more:case.1.cst:acknowledgesGap']").click()
            control(page, name).wait_for()
        control(page, name).select_option(f"vcc:{gap}")


def written(page) -> dict[str, str]:
    """What stands in the fields, but for the token."""
    return page.evaluate(
        "Object.fromEntries([...document.querySelectorAll('form.new [id][name]')]"
        ".filter(one => !['password', 'file'].includes(one.type) && one.tagName != 'BUTTON')"
        ".map(one => [one.id, one.value]))"
    )


def test_a_case_is_submitted_by_keyboard_alone_and_a_query_sees_it(
    opened, accessible, server, token
):
    with opened("/en/new") as page:
        write(page, "case.1.rdfs:label@zh", LABEL)
        write(page, "case.1.rdfs:label@en", "By keyboard")
        for place, gap in enumerate(("No evidence", "No source on the p", "No source on the u")):
            name = "case.1.cst:acknowledgesGap" + (f".{place}" if place else "")
            if place:
                reach_button(page, "more:case.1.cst:acknowledgesGap")
                page.keyboard.press("Enter")
                is_focused(page, name)
                page.keyboard.type(gap)
            else:
                write(page, name, gap)
        write(page, "case.1.vcc:hasProvider", "JD Cloud")
        write(page, "case.1.vcc:hasUser", "Dada")
        write(page, "study.1.rdfs:label@zh", "键盘研究")
        write(page, "study.1.rdfs:label@en", "Keyboard study")
        write(page, "study.1.cst:appliesModelOf", "Knowledge")
        write(page, "token", token)
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.locator(".done").wait_for()
        page.locator("#summary:focus").wait_for()
        accessible(page)
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.wait_for_url("**/cases/keyboard-study/jd-cloud-dada")
        page.get_by_text(LABEL).wait_for()
    assert "By keyboard" in labels(server)


def reach_button(page, value: str) -> None:
    """Go on with Tab to the button that does this."""
    for _ in range(150):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.value") == value:
            return
    pytest.fail(f"Tab does not reach {value}")


def test_a_workbook_is_submitted_without_javascript(opened, server, token, tmp_path):
    workbook = tmp_path / "case.xlsx"
    options = {"java_script_enabled": False, "accept_downloads": True}
    with opened("/zh/new", **options) as page:
        describe(page, "Workbook study", label="来自工作簿")
        with page.expect_download() as download:
            press(page, "zh", {"zh": "下载工作簿"})
        download.value.save_as(workbook)
    with opened("/zh/new", **options) as page:
        page.locator("#file").set_input_files(workbook)
        press(page, "zh", {"zh": "填入表单"})
        page.locator("[id='case.1.rdfs:label@zh']", has_text="来自工作簿").wait_for()
        control(page, "token").fill(token)
        press(page, "zh", SUBMIT)
        page.get_by_role("status").get_by_role("link").click()
        assert page.url.endswith("/cases/workbook-study/jd-cloud-dada")
        page.get_by_text("来自工作簿").wait_for()
    assert "来自工作簿" in labels(server)


@BOTH
def test_a_case_with_a_violation_is_refused_and_every_field_stays(
    opened, server, token, javascript
):
    with opened("/en/new", java_script_enabled=javascript) as page:
        describe(page, f"Refused {javascript}", user="", label="不完整")
        before = written(page)
        control(page, "token").fill(token)
        press(page, "en", SUBMIT)
        page.locator(".summary.faults").wait_for()
        assert control(page, "case.1.vcc:hasUser").get_attribute("aria-invalid") == "true"
        assert written(page) == before
        assert control(page, "token").input_value() == ""
    assert "不完整" not in labels(server)


@BOTH
def test_a_wrong_token_is_said_to_be_one_and_loses_nothing(opened, accessible, server, javascript):
    with opened("/zh/new", java_script_enabled=javascript) as page:
        describe(page, f"Stranger {javascript}", label="陌生人")
        before = written(page)
        control(page, "token").fill("coc_wrong")
        press(page, "zh", SUBMIT)
        alert = page.get_by_role("alert")
        alert.wait_for()
        assert "令牌" in alert.inner_text()
        assert written(page) == before
        if javascript:
            accessible(page)
    assert "陌生人" not in labels(server)
