"""Every view shows the question that it came from, and opens its query in the editor."""

import html
import re

import pytest

from cocreation.web.addresses import short_name


def leading(page):
    """The addresses that open a question's query in the editor."""
    return [
        html.unescape(one)
        for one in re.findall(r'href="([^"]+)"', page)
        if "edit=1" in one or one.startswith("/en/sparql?query=")
    ]


@pytest.mark.parametrize(
    "address",
    [
        *("", "about", "cases", "figures", "figures?figure=model", "matrix", "evidence"),
        *("tables/1", "tables/4", "tables/coverage", "sources", "constructs", "propositions"),
        *("compare/song-2025/jd-cloud-dada", "ontology/model", "id/study/song-2025"),
    ],
)
def test_the_query_of_every_view_opens_in_the_editor(browse, address):
    leads = leading(browse(f"/en/{address}").text)
    assert leads
    for lead in leads:
        opened = browse(lead, follow_redirects=True)
        assert opened.status_code == 200
        assert "SELECT" in opened.text[opened.text.index("<textarea") :]


def test_a_names_and_a_tables_query_have_what_the_page_is_about(browse):
    for address, about in [("id/study/song-2025", "id/study/"), ("tables/4", "table-4>")]:
        lead = leading(browse(f"/en/{address}").text)[0]
        assert about in html.unescape(browse(lead).headers["Location"].replace("%3E", ">"))


def test_the_names_in_an_answer_lead_to_their_pages(browse):
    page = browse("/zh/queries/cases/compare-two-cases").text
    table = page[page.index("<caption>") :]
    assert 'href="/zh/constructs/song-2025/create-new-knowledge"' in table
    assert 'href="/zh/constructs/song-2025/assessment"' in table


def asked_in_editor(page, client, thing):
    """What the query that a list opens in the editor finds."""
    (query,) = (html.unescape(one) for one in re.findall(r'href="/en/sparql\?(query=[^"]+)"', page))
    rows = client.get(f"/sparql?{query}", headers={"Accept": "application/json"}).get_json()
    return {row[thing]["value"] for row in rows["results"]["bindings"]}


CONTENT = {"cases": ("sample", "case"), "evidence": ("evidence", "item")}


@pytest.mark.parametrize("kind", ["cases", "evidence"])
def test_a_lists_query_opens_with_what_is_chosen_of_each_aspect(app, browse, client, kind):
    table, thing = CONTENT[kind]
    content = getattr(app.extensions["cocreation"], table).now()
    things = content.cases if kind == "cases" else content.items
    for aspect, names in content.names.items():
        for iri in {one.iri if kind == "cases" else one for one in names}:
            page = browse(f"/en/{kind}", query_string={aspect: short_name(iri).split("/")[-1]}).text
            chosen = {aspect: frozenset({iri}) if kind == "cases" else iri}
            wanted = {getattr(one, thing).iri for one in content.sorted_out(chosen)}
            assert asked_in_editor(page, client, thing) == wanted, (aspect, iri)
    assert len(asked_in_editor(browse(f"/en/{kind}").text, client, thing)) == len(things)


def test_choices_of_several_aspects_stand_together_in_the_query(browse, client):
    page = browse("/en/cases?provider=jd-cloud&provider=tencent-cloud&stage=bridging").text
    found = asked_in_editor(page, client, "case")
    assert {one.rpartition("/")[2] for one in found} == {
        "jd-cloud-beidahuang",
        "tencent-cloud-foxconn",
    }
