"""Every page says something sensible of a study that is not of the first one's domain."""

import pytest

LANTERN = "lantern-2026"
PAGES = [
    ("/en/", "3 cases"),
    ("/en/about", "Volunteers of three libraries (invented)"),
    ("/en/cases", "no partnership of a provider and a user"),
    (f"/en/cases/{LANTERN}/maple-library", "Keys are handed on without a list."),
    ("/en/constructs", "Quiet hours"),
    ("/en/constructs?by=stage", "Value bridging"),
    (f"/en/constructs/{LANTERN}/quiet-hours", "The rota leaves an hour for reading."),
    ("/en/propositions", "Trust keeps volunteers"),
    (f"/en/propositions/{LANTERN}/trust-keeps-volunteers", "stay longer"),
    (f"/en/matrix?study={LANTERN}", "Learning from readers"),
    (f"/en/matrix?study={LANTERN}&by=provider", "Hill Library (invented)"),
    ("/en/evidence?construct=lantern-2026/mutual-trust", "Each trusts the others to lock up."),
    (f"/en/sources?study={LANTERN}", "An evening at Harbour Library"),
    (f"/en/references?study={LANTERN}", "Keys and trust: an invented book"),
    (f"/en/figures?study={LANTERN}", "Quiet hours"),
    (f"/en/figures?study={LANTERN}&figure=model", "nothing that this figure could be drawn of"),
    (f"/en/figures?study={LANTERN}&figure=coverage", "House rules"),
    (f"/en/tables/1?study={LANTERN}", "40 minutes (H1)"),
    (f"/en/tables/3?study={LANTERN}", "no such table"),
    (f"/en/tables/coverage?study={LANTERN}", "Hill Library (invented)"),
    (f"/en/compare/{LANTERN}/maple-library", "Replicated: 1 of 2"),
    (f"/en/compare/studies?study={LANTERN}", "3 of 7"),
    ("/zh/compare/studies", "32 个构念中有 3 个与其他研究对应"),
    ("/en/explorer", "Value assessment"),
]


@pytest.mark.parametrize(("address", "told"), PAGES, ids=[address for address, _ in PAGES])
def test_a_page_tells_of_the_second_study(browse, address, told):
    page = browse(address)
    assert page.status_code == 200
    assert told in page.text


@pytest.mark.parametrize("address", ["/en/matrix", "/en/figures", "/en/tables/coverage"])
def test_without_a_study_in_the_address_that_with_most_cases_is_shown(browse, address):
    page = browse(address).text
    assert '<option value="song-2025" selected>' in page
    assert "Group trust" in page


def test_a_construct_leads_to_its_counterpart_and_not_out_of_the_graph(browse):
    page = browse("/en/constructs/song-2025/group-norms").text
    section = page[page.index('id="other-studies"') : page.index('id="elsewhere"')]
    assert '<a href="/en/constructs/lantern-2026/house-rules">' in section
    assert "House rules" in section
    assert "narrower match" in section
    assert "lantern-2026" not in page[page.index('id="elsewhere"') :]
    assert 'id="other-studies"' not in browse("/en/constructs/song-2025/group-identity").text


def test_a_case_is_cited_by_its_own_study(browse):
    page = browse(f"/en/cases/{LANTERN}/maple-library").text
    cited = page[page.index('id="cite"') :]
    assert "Journal of Invented Studies" in cited
    assert "Journal of Technology Economics" not in cited


def test_a_figure_that_a_study_lacks_is_refused_with_those_it_has(browse):
    page = browse(f"/figures/model.svg?study={LANTERN}")
    assert page.status_code == 404
    assert "choose one of data-structure, coverage" in page.text


def test_an_unknown_study_is_refused_with_those_there_are(browse):
    page = browse("/figures/coverage.svg?study=lantern-2027")
    assert page.status_code == 404
    assert "choose lantern-2026" in page.text
