"""`/links` over the shipped graph, and what other pages say of links."""

import csv
import io
import re

import pytest

from cocreation.linking.sssom import read_links
from cocreation.namespaces import ID, OWL, PREFIXES, RDFS, SKOS

SSSOM, DCTERMS = PREFIXES["sssom"], PREFIXES["dcterms"]
NEAR_MISS = "wikidata:Q1359568"


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("exact match", "The unit is not its parent.")),
        ("zh", ("精确匹配", "业务单元不等于其母公司。")),
    ],
)
def test_the_page_tells_how_sure_and_why(browse, language, words):
    page = browse(f"/{language}/links?set=wikidata").get_data(as_text=True)
    for word in (*words, "0.95", NEAR_MISS):
        assert word in page


def test_the_page_is_narrowed_down_by_set_and_thing(browse):
    page = browse("/en/links?set=stw&thing=dimension/song-2025/group-dynamics")
    assert "Collective action" in page.get_data(as_text=True)
    assert "Dynamic capabilities" not in page.get_data(as_text=True)
    none = browse("/en/links?thing=organization/dada").get_data(as_text=True)
    assert "No mapping of that kind is there." in none
    assert browse("/en/links?set=reviewed&thing=").status_code == 200


def test_the_files_say_what_the_page_says(client):
    tsv = client.get("/links.tsv").data
    read = read_links(tsv, "links.tsv", "urn:x").links
    assert len(read) == len(client.get("/links.json").get_json(force=True))
    assert any(link.negated for link in read)
    turtle = client.get("/links", headers={"Accept": "text/turtle"})
    assert turtle.content_type.startswith("text/turtle")
    assert client.get("/links.nt").data.count(b"annotatedSource") == len(read)


def test_a_format_that_there_is_not_is_refused(client):
    answer = client.get("/links?format=csv")
    assert answer.status_code == 400
    assert "tsv" in answer.get_json()["error"]["message"]["en"]


@pytest.mark.parametrize(
    ("path", "other"),
    [
        ("organizations/baidu", "http://www.wikidata.org/entity/Q14772"),
        ("constructs/song-2025/group-dynamics", "http://zbw.eu/stw/descriptor/11168-0"),
    ],
)
def test_a_page_leads_to_the_same_in_other_datasets(browse, path, other):
    assert f'href="{other}"' in browse(f"/en/{path}").get_data(as_text=True)
    assert "在其他数据集中" in browse(f"/zh/{path}").get_data(as_text=True)


def test_the_record_of_a_mapping_is_called_in_the_language_of_its_page(client, browse):
    data = client.get("/links.ttl?set=stw&thing=dimension/song-2025/group-dynamics").text
    assert '"群体动力：Collective action"@zh' in data
    record = re.search(r"id/mapping/\w+", data).group()
    assert client.get(f"/{record}.ttl").text.count("@zh") == 2
    heading = re.search("<h1>.*</h1>", browse(f"/zh/{record}").get_data(as_text=True)).group()
    assert "群体动力：" in heading


def test_every_set_and_every_mapping_of_ours_is_told_of_in_chinese(client):
    asked = f"""SELECT ?said WHERE {{
      {{ ?one a <{SSSOM}MappingSet> ; <{DCTERMS}description> ?said }}
      UNION {{ ?one a <{SSSOM}MappingSet> ; <{RDFS}label> ?said }}
      UNION {{ ?one a <{OWL}Axiom> ; <{RDFS}label> ?said }}
      UNION {{ ?one a <{OWL}Axiom> ; <{RDFS}comment> ?said }}
      FILTER(LANG(?said) = "zh")
    }}"""
    rows = client.get("/sparql", query_string={"query": asked}).get_json(force=True)
    told = [row["said"]["value"] for row in rows["results"]["bindings"]]
    assert len(told) > 100
    assert [one for one in told if not re.search(r"[\u4e00-\u9fff]", one)] == []


def test_search_engines_are_told_of_the_same_thing_and_of_no_near_miss(browse):
    assert '"sameAs": ["http://www.wikidata.org/entity/Q14772"]' in browse(
        "/en/organizations/baidu"
    ).get_data(as_text=True)
    assert "sameAs" not in browse("/en/organizations/baidu-ai-cloud").get_data(as_text=True)


def test_a_near_miss_is_no_statement(client):
    asked = f"ASK {{ <{ID}organization/alibaba-cloud> <{SKOS}exactMatch> ?other }}"
    told = client.get("/sparql", query_string={"query": asked})
    assert told.get_json(force=True)["boolean"] is False


def test_every_file_of_mappings_has_one_row_a_pair_and_predicate(root):
    for path in (root / "data" / "links").glob("*.sssom.tsv"):
        lines = path.read_text(encoding="utf-8").splitlines()
        table = csv.DictReader(
            io.StringIO("\n".join(line for line in lines if line[0] != "#")), delimiter="\t"
        )
        for row in table:
            assert all(
                row[name]
                for name in ("confidence", "mapping_justification", "author_label", "mapping_date")
            ), row
            assert row["comment"], row
            assert row["ext_comment_zh"], row


def test_a_search_finds_things_and_not_their_mappings(client):
    found = client.get("/search?q=Qualitative+method&format=json").get_json(force=True)
    assert ID + "mapping/" not in str(found)
    found = client.get("/search?q=Baidu&format=json").get_json(force=True)
    assert ID + "organization/baidu" in str(found)
