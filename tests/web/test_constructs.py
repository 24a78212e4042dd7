"""The pages of the constructs and of the propositions."""

import html
import re

import pytest

TRUST = "/en/constructs/song-2025/group-trust"
INTEGRATION = "/en/constructs/song-2025/knowledge-integration"
DEVELOPMENT = "/en/propositions/song-2025/knowledge-development-drives-aggregation"
PAGES = ["/en/constructs", TRUST, INTEGRATION, "/en/propositions", DEVELOPMENT]


def plain(page):
    """What a reader reads, without marks."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


def section(page, name):
    """What stands below the heading of this name, up to the next of its rank."""
    return page[page.index(f'<h2 id="{name}"') :].split("<h2", 2)[1]


def row(page, heading):
    """The cells of the table's row with this heading."""
    found = re.search(rf'<th scope="row">(?:(?!</th>).)*{heading}.*?</tr>', page, re.S)
    return [plain(cell) for cell in re.findall(r"<td.*?</td>", found[0], re.S)]


def test_the_data_structure_is_a_nested_list_with_counts_of_items_and_cases(browse):
    page = browse("/en/constructs").text
    assert "Group dynamics 19 items, 6 cases" in plain(page)
    themes = page[page.index(">Group dynamics<") :]
    assert themes.index("Group cognition") < themes.index("Group norms")
    assert themes.index("Group norms") < themes.index("</ul></li>")
    assert "Group norms 5 items, 2 cases" in plain(page)
    assert 'href="/en/figures' in page


def test_the_data_structure_is_also_arranged_by_stage(browse):
    page = plain(browse("/zh/constructs?by=stage").text)
    bridging = page[page.index("价值桥接") : page.index("价值集聚")]
    for told in ("阶段活动", "能力维度", "群体条件", "群体信任", "抽取知识模块的能力"):
        assert told in bridging
    assert "群体规范" not in bridging


def test_an_unknown_arrangement_is_the_usual_one(browse):
    assert "Group cognition" in browse("/en/constructs?by=nothing").text


def test_a_construct_stands_between_what_is_above_and_below_it(browse):
    found = section(browse(INTEGRATION).text, "structure")
    assert 'href="/en/constructs/song-2025/knowledge-based-dynamic-capabilities"' in found
    assert found.index("Above") < found.index("Knowledge-based") < found.index("Below")
    assert found.index("Below") < found.index("extract knowledge modules")


def test_a_construct_tells_what_it_drives_and_what_strengthens_it(browse):
    found = plain(section(browse(INTEGRATION).text, "model"))
    drives, strengthened = found.split("What strengthens its effect")
    assert "Knowledge integration drives value bridging" in drives
    assert "Group trust strengthens" in strengthened
    assert "Intergroup learning strengthens" in strengthened
    assert "No claim" in section(browse("/en/constructs/song-2025/group-action").text, "model")


def test_evidence_stands_by_case_with_its_word_and_its_coder(browse):
    found = section(browse(TRUST).text, "evidence")
    case, general = found.split("Of no single case")
    for told in ("Alibaba Cloud – Meiyou", "Table 3, row 6", "A_MY2", "paper’s authors", "trusts"):
        assert told.replace("’", "") in plain(case).replace("’", "").replace("'", "")
    assert 'href="/en/cases/song-2025/alibaba-cloud-meiyou"' in case
    assert "s4-2-2-p2-s5-told" in general


def test_a_side_is_the_one_that_the_source_has_in_the_case(browse):
    page = section(
        browse("/en/constructs/song-2025/build-cross-organizational-ecosystem").text,
        "triangulation",
    )
    # J11 speaks for the provider; J_DY2 is of a user, but of another case.
    assert row(page, "provider&#39;s side")[0] == "1"
    assert row(page, "user&#39;s side") == ["not reported"]
    assert row(page, "neither side of the case") == ["1", "1"]
    assert row(page, "Interview")[0] == "1"
    assert row(page, "Internal document")[0] == "1"


def test_what_no_listed_source_backs_is_counted_and_the_rest_is_not_reported(browse):
    page = section(browse(TRUST).text, "triangulation")
    assert row(page, "no listed source") == ["2", "1"]
    for missing in ("provider&#39;s side", "user&#39;s side", "Interview", "News article"):
        assert row(page, missing) == ["not reported"]


def test_the_literature_names_each_reference_once(browse):
    page = browse("/en/constructs/song-2025/knowledge-based-dynamic-capabilities").text
    found = section(page, "literature")
    assert found.count("Zheng et al. (2011)") == 1
    assert "Knowledge development" in found
    silent = browse("/zh/constructs/song-2025/assessment").text
    assert "没有引用文献" in section(silent, "literature")


def test_propositions_are_listed_with_what_speaks_for_and_against_each(browse):
    page = browse("/en/propositions").text
    assert row(page, "Knowledge development drives") == ["4", "not reported", "3"]
    assert row(page, "Intergroup dialogue strengthens") == ["3", "not reported", "no single case"]
    assert row(page, "Value assessment precedes") == ["not reported"] * 3


def test_a_proposition_links_what_it_relates(browse):
    found = section(browse(DEVELOPMENT).text, "relates")
    assert 'href="/en/constructs/song-2025/knowledge-development"' in found
    assert 'href="/en/constructs/song-2025/aggregation"' in found
    trust = "/zh/propositions/song-2025/group-trust-strengthens-knowledge-integration"
    found = section(browse(trust).text, "relates")
    assert 'href="/zh/constructs/song-2025/group-trust"' in found
    assert 'href="/zh/propositions/song-2025/knowledge-integration-drives-bridging"' in found


def test_a_proposition_shows_its_evidence_by_case_and_none_is_not_reported(browse):
    found = plain(section(browse(DEVELOPMENT).text, "evidence"))
    assert "4 items, 3 cases" in found
    assert found.index("JD Cloud – Deyi Dairy") < found.index("JD Cloud – Dada")
    assert found.index("JD Cloud – Dada") < found.index("Of no single case")
    silent = browse("/zh/propositions/song-2025/assessment-precedes-bridging").text
    assert "这是未报告，而非否定" in section(silent, "evidence")


@pytest.mark.parametrize("address", PAGES)
def test_every_view_leads_to_its_question_and_to_its_query(browse, address):
    questions = re.findall(r'href="(/en/queries/[^"]+)"', browse(address).text)
    assert questions
    for one in map(html.unescape, questions):
        assert browse(one).status_code == (303 if "edit=1" in one else 200)


@pytest.mark.parametrize("kind", ["text/turtle", "application/ld+json"])
@pytest.mark.parametrize(("address", "name"), [(TRUST, "concept"), (DEVELOPMENT, "proposition")])
def test_a_machine_gets_the_data_at_the_same_address(client, address, name, kind):
    response = client.get(address.removeprefix("/en"), headers={"Accept": kind})
    assert response.content_type.startswith(kind)
    assert f"id/{name}/song-2025/" in response.text


@pytest.mark.parametrize("ending", ["ttl", "jsonld", "nt", "rdf"])
@pytest.mark.parametrize("address", [TRUST, DEVELOPMENT])
def test_each_format_has_an_address_that_the_page_names(browse, client, address, ending):
    page = browse(address)
    assert client.get(f"{address.removeprefix('/en')}.{ending}").status_code == 200
    download = re.search(rf'href="(/id/[^"]+\.{ending})"', page.text)[1]
    assert client.get(download).status_code == 200
    assert f'{ending}>; rel="alternate"' in ", ".join(page.headers.getlist("Link"))


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("ending", ["", ".ttl"])
@pytest.mark.parametrize("path", ["constructs/song-2025", "propositions/song-2025", "constructs/x"])
def test_what_is_not_there_is_not_found(browse, language, path, ending):
    response = browse(f"/{language}/{path}/nobody{ending}")
    assert response.status_code == 404
    assert "nobody" in response.text


def test_the_name_of_a_construct_leads_to_its_page(browse):
    response = browse("/id/stage/song-2025/bridging")
    assert response.status_code == 303
    assert response.location == "/en/constructs/song-2025/bridging"
