"""The pages of the sources, the organizations and the references."""

import html
import re

import pytest

PAGES = [
    "/en/sources",
    "/zh/sources/song-2025/J11",
    "/en/organizations",
    "/zh/organizations/jd-cloud",
    "/en/references",
    "/zh/references/song-2025/47",
]


def section(page, name):
    """What stands on a page under one heading."""
    return re.split(r"<h2", page[page.index(f'id="{name}"') :])[0]


def row(page, told):
    """The cells of the row in which something is told, as text."""
    found = next(one for one in re.findall(r"<tr>.*?</tr>", page, re.DOTALL) if told in one)
    cells = re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", found, re.DOTALL)
    return [html.unescape(re.sub(r"<[^>]+>", "", cell)).strip() for cell in cells]


def test_the_inventory_stands_beside_the_stated_totals(browse):
    page = browse("/en/sources").text
    totals = section(page, "totals")
    assert row(totals, "965")[1:] == ["965", "1025 differs"]
    assert totals.count("differs") == 2
    inventory = section(page, "inventory")
    assert inventory.count("<h3>") == 12
    assert row(inventory, "J_DY2")[2:] == ["Internal documents", "Deyi Dairy", "", "3 documents"]


def test_a_source_shows_who_speaks_and_which_evidence_cites_it(browse):
    page = html.unescape(browse("/en/sources/song-2025/J11").text)
    for told in ("J11", "Interview", "JD Cloud", "Director of government affairs", "150 minutes"):
        assert told in page
    assert len(set(re.findall(r"/evidence/song-2025/([^\"]+)", section(page, "citing")))) == 9


def test_a_source_shows_what_would_stand_without_it(browse):
    only = section(browse("/en/sources/song-2025/J_DY1").text, "relying")
    assert row(only, "Ability to discover new knowledge")[1:] == [
        "2",
        "0",
        "0",
        "no other listed source",
    ]
    shared = section(browse("/en/sources/song-2025/J_DY2").text, "relying")
    assert row(shared, "Building a converged cross-organizational ecosystem")[1:] == [
        "1",
        "1",
        "0",
        "stands",
    ]


def test_a_source_that_nothing_cites_says_so(browse):
    page = browse("/zh/sources/song-2025/J2").text
    assert "没有证据援引它" in page
    assert 'id="relying"' not in page


def test_a_mark_is_shown_at_its_source(browse):
    page = browse("/en/sources/song-2025/T_SY1").text
    assert 'class="mark"' in page


def test_every_organization_is_listed_with_its_part(browse):
    page = browse("/en/organizations").text
    assert "25 organizations" in page
    assert row(page, "/organizations/decathlon")[1:] == ["Cloud user", "", "Sports retail", "1"]
    assert row(page, 'row"><a href="/en/organizations/alibaba"')[1] == "no party to a case"


def test_an_organization_shows_its_cases_its_sources_and_what_it_contributed(browse):
    page = browse("/en/organizations/alibaba-cloud").text
    assert section(page, "cases").count("<li>") == 3
    assert "/organizations/alibaba" in page
    assert "Resource directory (Alibaba Cloud)" in section(page, "contributed")
    assert re.search(r"/sources/song-2025/A11\"", section(page, "sources"))


def test_the_references_are_listed_with_what_builds_on_them(browse):
    page = browse("/zh/references").text
    assert len(set(re.findall(r'href="/zh/references/song-2025/(\d+)"', page))) == 50
    assert len(re.findall(r'href="https://doi\.org/10\.', page)) == 2
    assert row(page, "简兆权")[2:5] == [
        "2022",
        "知识搜寻、知识吸收与服务创新：大数据能力的调节效应",
        "科技管理研究, 42(17): 158-165",
    ]


def test_a_reference_shows_what_builds_on_it_and_what_is_marked(browse):
    page = browse("/en/references/song-2025/13").text
    assert "Whatever happened to group dynamics" in page
    assert "Group dynamics" in page
    assert 'class="mark"' in page


@pytest.mark.parametrize("address", PAGES)
def test_every_view_leads_to_its_question_and_to_its_query(browse, address):
    ways = {
        html.unescape(one)
        for one in re.findall(r'href="(/../queries/[^"]+)"', browse(address).text)
    }
    answers = {way: browse(way).status_code for way in ways}
    assert set(answers.values()) == {200, 303}
    assert all(status == (303 if "edit=1" in way else 200) for way, status in answers.items())


@pytest.mark.parametrize(
    "path", ["sources/song-2025/J11", "organizations/jd-cloud", "references/song-2025/47"]
)
def test_each_comes_as_data_and_its_name_leads_to_its_page(client, browse, path):
    for ending in ("ttl", "jsonld", "nt", "rdf"):
        assert client.get(f"/{path}.{ending}").status_code == 200
    kind, _, rest = path.partition("/")
    assert browse(f"/id/{kind.removesuffix('s')}/{rest}").location == f"/en/{path}"


@pytest.mark.parametrize(
    "path", ["sources/song-2025/nobody", "organizations/nobody", "references/song-2025/999"]
)
def test_what_is_not_there_is_not_found(browse, path):
    assert browse(f"/zh/{path}").status_code == 404


@pytest.mark.parametrize("address", ["/en/", "/zh/evidence"])
def test_the_other_lists_are_linked(browse, address):
    page = browse(address).text
    for path in ("sources", "organizations", "references"):
        assert re.search(rf'href="/../{path}"', page)
