"""The page `/sparql`, without a browser: what the server writes is a page of its own."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest

CASES = """PREFIX cst: <https://w3id.org/cocreation/case-study#>
SELECT ?case (COUNT(?item) AS ?items) WHERE { ?item cst:inCase ?case } GROUP BY ?case
ORDER BY ?case"""
ROWS = "SELECT ?x WHERE { VALUES ?x { 1 2 } } ORDER BY ?x"


def asked(browse, query, language="en", **options):
    return browse(f"/{language}/sparql", query_string={"query": query, **options})


@pytest.mark.parametrize(
    ("language", "name"), [("en", "Alibaba Cloud – Meiyou"), ("zh", "阿里云-美柚")]
)
def test_things_have_their_names_beside_their_iris(browse, language, name):
    page = asked(browse, CASES, language).text
    assert f">{name}</span>" in page
    assert '<code class="iri named">case/song-2025/alibaba-cloud-meiyou</code>' in page
    assert 'id="iris"' in page


def test_a_name_is_in_the_other_language_where_there_is_none_in_this(browse, app):
    query = "SELECT ?x WHERE { VALUES ?x { <https://w3id.org/cocreation/id/nothing> } }"
    page = asked(browse, query).text
    assert '<code class="iri">nothing</code>' in page
    assert 'id="iris"' not in page


def test_every_variable_is_a_column_of_its_own(browse):
    page = asked(browse, 'SELECT ?a_zh ?a_en { VALUES (?a_zh ?a_en) { ("甲" "one") } }').text
    assert re.findall(r"<th scope=\"col\"><code>(.+?)</code>", page) == ["?a_zh", "?a_en"]
    assert "甲" in page
    assert ">one</td>" in page


def test_the_number_of_rows_and_the_time_are_told(browse):
    assert re.search(r"2 rows in [\d,]+ ms", asked(browse, ROWS).text)
    assert re.search(r"共 2 行，用时 [\d,]+ 毫秒", asked(browse, ROWS, "zh").text)


def test_more_rows_than_a_page_shows_are_announced_and_counted(browse, monkeypatch):
    monkeypatch.setattr("cocreation.web.workbench.editor.MOST_ROWS", 1)
    page = asked(browse, ROWS).text
    assert "Only the first 1 of 2 rows are shown" in page
    assert page.count("<tr>") == 2
    assert 'data-rows="2"' in page


def test_limits_are_announced_before_anything_is_asked(browse):
    page = browse("/en/sparql").text
    assert "Limits: 5 s for a query (30 s at most), 64 MiB for an answer, 1,000 rows" in page


def test_a_time_that_a_person_allows_is_what_the_query_gets(browse):
    bomb = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    response = asked(browse, bomb, timeout="0.5")
    assert response.status_code == 503
    assert 'role="alert"' in response.text
    assert '<option value="0.5" selected>' in response.text


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_fault_is_shown_at_its_place_with_what_to_do(browse, language):
    query = "SELECT ?case\nWHERE { ?case skos:broader ?x }"
    response = asked(browse, query, language)
    assert response.status_code == 400
    assert 'data-line="2" data-column="15"' in response.text
    assert "<mark>skos:broader</mark>" in response.text
    assert "PREFIX skos: &lt;http://www.w3.org/2004/02/skos/core#&gt;" in response.text


def test_a_fault_at_the_end_of_a_line_is_shown_too(browse):
    page = asked(browse, "SELECT ?x WHERE { ?x ?y }").text
    assert "<mark>" in page


@pytest.mark.parametrize(
    ("query", "sentence"),
    [("ASK { ?s ?p ?o }", "Yes, the graph has that."), ("ASK { <urn:x> ?p ?o }", "No, the graph")],
)
def test_a_yes_or_no_is_said_in_words(browse, query, sentence):
    assert sentence in asked(browse, query).text


def test_the_link_to_a_query_gives_the_same_query(browse):
    page = asked(browse, CASES).text
    (link,) = re.findall(r'class="link"><a href="([^"]+)"', page)
    assert parse_qs(urlsplit(link).query)["query"] == [CASES]


def test_a_query_too_long_for_an_address_is_posted_and_answered_as_a_page(browse, client):
    query = ROWS + "\n#" + "x" * 100_000
    headers = {"Accept": "text/html"}
    page = client.post("/en/sparql", data={"query": query}, headers=headers)
    assert page.status_code == 200
    assert "2 rows in" in page.text
    assert "too long for a link" in page.text
    posted = client.post("/sparql", data={"query": query, "format": "csv"}, headers=headers)
    assert posted.data == b"x\r\n1\r\n2\r\n"


def test_a_machine_that_posts_gets_data(client):
    answer = client.post("/sparql", data={"query": ROWS}, headers={"Accept": "*/*"})
    assert answer.mimetype == "application/sparql-results+json"


def test_every_format_can_be_downloaded(browse):
    page = asked(browse, CASES).text
    assert [form for form in ("json", "xml", "csv", "tsv") if f"format={form}" in page] == [
        "json",
        "xml",
        "csv",
        "tsv",
    ]
    (csv,) = re.findall(r'href="([^"]+format=csv)"', page)
    assert browse(csv.replace("&amp;", "&")).text.startswith("case,items\r\n")


def test_what_a_stranger_puts_into_a_query_stays_text(browse):
    page = asked(browse, 'SELECT ("<script>alert(1)</script>" AS ?x) {}').text
    assert "<script>alert" not in page


class TestTerms:
    """`/terms.json`, of which the editor completes."""

    @pytest.fixture
    def terms(self, client):
        return client.get("/terms.json").get_json()

    def test_names_come_with_their_kinds_and_labels_in_both_languages(self, terms):
        names = {name: rest for name, *rest in terms["names"]}
        assert names["cst:supports"] == ["property", "supports", "支持构念"]
        assert names["cst:EvidenceItem"][0] == "class"
        assert names["<id/concept/song-2025/group-trust>"] == [
            "construct",
            "Group trust",
            "群体信任",
        ]
        assert names["<id/case/song-2025/jd-cloud-dada>"][0] == "case"
        assert names["skos:broader"] == ["property", "broader", "上位概念"]

    def test_every_name_has_a_label_in_both_languages(self, terms):
        nameless = [name for name, _, en, zh in terms["names"] if not (en and zh)]
        assert [name for name in nameless if not name.startswith("sepio:")] == []

    def test_a_class_lists_what_its_things_really_have_commonest_first(self, terms):
        used = terms["uses"]["cst:EvidenceItem"]
        assert ["cst:inCase", 25] in used
        assert "cst:durationMinutes" not in dict(used)
        counts = [things for _, things in used]
        assert counts == sorted(counts, reverse=True)

    def test_prefixed_names_have_known_prefixes_and_the_rest_a_base(self, terms):
        prefixed = [name for name, *_ in terms["names"] if not name.startswith("<")]
        assert {name.partition(":")[0] for name in prefixed} <= set(terms["prefixes"])
        assert terms["base"] == "https://w3id.org/cocreation/"

    def test_it_is_kept_until_the_graph_changes(self, client):
        tag = client.get("/terms.json").headers["ETag"]
        again = client.get("/terms.json", headers={"If-None-Match": tag})
        assert again.status_code == 304
