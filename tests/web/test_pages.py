import re
from html.parser import HTMLParser

import pytest

PAGES = [
    "/",
    "/cases",
    "/cases?provider=jd-cloud&sector=logistics",
    "/cases/song-2025/jd-cloud-dada",
    "/queries",
    "/queries/model/find-what-strengthens",
    "/compare",
    "/compare/song-2025/alibaba-cloud-liuzhou-steel",
    "/about",
    "/matrix",
    "/figures",
    "/figures?figure=model/bridging&counts=hidden",
    "/tables/1",
    "/tables/coverage",
    "/sparql",
    "/explorer",
    "/explorer?node=stage/song-2025/bridging",
    "/nothing-here",
]


class Links(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = []
        self.ids = []

    def handle_starttag(self, _tag, attrs):
        given = dict(attrs)
        self.found += [given[name] for name in ("href", "src", "action") if given.get(name)]
        self.ids += [given["id"]] if "id" in given else []


def links(page):
    parser = Links()
    parser.feed(page)
    assert len(parser.ids) == len(set(parser.ids))
    return parser.found


def test_the_home_page_shows_three_questions_one_click_from_their_answers(browse):
    for language in ("en", "zh"):
        page = browse("/", language).text
        cards = page[page.index('class="cards"') :]
        questions = re.findall(r'href="(/\w\w/queries/[^"]+)"', cards[: cards.index("</ul>")])
        assert len(questions) == 3
        for question in questions:
            answer = browse(question, language)
            assert answer.status_code == 200
            assert "<td" in answer.text


def test_the_home_page_says_what_this_is_where_to_ask_and_what_is_in_it(browse):
    english, chinese = browse("/", "en").text, browse("/", "zh-CN,zh;q=0.9").text
    assert "http://localhost/sparql" in english
    assert "http://localhost/sparql" in chinese
    assert '<html lang="en">' in english
    assert '<html lang="zh-Hans">' in chinese
    for page, label in ((english, "Cases"), (chinese, "案例")):
        assert re.search(rf"<dt>{label}</dt><dd>12</dd>", page)
    assert "10.12404/j.issn.1002-980X.J24120409" in english


@pytest.mark.parametrize("page", PAGES)
def test_the_address_chooses_the_language_and_links_to_the_other(browse, page):
    chinese = browse("/zh" + page, "en")
    assert '<html lang="zh-Hans">' in chinese.text
    other = re.search(r'<a href="([^"]+)" lang="en"', chinese.text)[1]
    assert '<html lang="en">' in browse(other, "zh").text


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("page", PAGES)
def test_every_link_of_a_page_leads_somewhere_and_nothing_is_loaded_from_elsewhere(
    browse, page, language
):
    for address in links(browse(page, language).text):
        if address.startswith("https://doi.org/"):
            continue
        assert address.startswith(("/", "#", "http://localhost/")), address
        if address.startswith("/") and "nothing-here" not in address:
            with browse(address, language, follow_redirects=True) as response:
                assert response.status_code == 200, address


def test_pages_carry_a_strict_policy(browse):
    policy = browse("/").headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self';")
    assert "unsafe" not in policy


@pytest.mark.parametrize("page", PAGES)
def test_a_chinese_page_has_no_stray_english_label(browse, page):
    text = re.sub(r"<(pre|textarea|code|head)\b.*?</\1>", " ", browse(page, "zh").text, flags=re.S)
    text = re.sub(r"<(\w+)[^>]* lang=\"en\".*?</\1>", " ", text, flags=re.S)
    text = re.sub(r"<option.*?</option>", " ", text, flags=re.S)
    text = re.sub(r"<[^>]+>", " ", text)
    source_code = r"\b[A-Z]_[A-Z]+\d\b"
    words = re.findall(r"[A-Za-z]{3,}", re.sub(source_code, " ", text))
    allowed = {
        "cocreation",
        "SPARQL",
        "http",
        "localhost",
        "sparql",
        "org",
        "Apache",
        "doi",
        "ttl",
        "rdf",
        "xlsx",
        "CSV",
        "LaTeX",
        "SHACL",
        "issn",
        "Ctrl",
        "Tab",
        "MiB",
        "IRI",
    }
    formats = {"json", "xml", "csv", "tsv", "turtle", "ntriples", "rdfxml", "jsonld"}
    formats |= {
        "markdown",
        "latex",
        "text",
        "Turtle",
        "TriG",
        "Triples",
        "Quads",
        "JSON",
        "RDF",
        "XML",
        "SVG",
        "PNG",
        "PDF",
    }
    assert (
        set(words)
        - allowed
        - formats
        - {"KBDCs", "Web", "Annotation", "SEPIO", "ORKG", "STW", "Jaccard"}
        == set()
    )


def test_health_tells_that_the_server_lives_with_counts(client):
    health = client.get("/health").get_json()
    assert health["status"] == "ok"
    assert health["counts"]["cases"] == 12
    assert health["counts"]["concepts"] == 21
    assert health["counts"]["propositions"] == 11


def test_an_unknown_address_answers_404_in_json_to_a_machine(client):
    response = client.get("/nothing", headers={"Accept": "application/json"})
    assert response.status_code == 404
    assert set(response.get_json()["error"]["message"]) == {"en", "zh"}


def test_a_refused_method_says_which_there_are(client):
    response = client.delete("/sparql")
    assert response.status_code == 405
    assert "GET" in response.headers["Allow"]
    assert response.get_json()["error"]["message"]["en"]


@pytest.mark.parametrize("name", ["endpoint", "_external", "id", "language", "values"])
def test_a_parameter_that_a_stranger_adds_stays_a_parameter(browse, name):
    response = browse(f"/en/queries?{name}=evil")
    assert response.status_code == 200
    assert f'href="/zh/queries?{name}=evil"' in response.text


@pytest.mark.parametrize("address", ["/", "/queries", "/sparql", "/nothing", "/model"])
def test_what_is_negotiated_says_so_and_faults_can_be_read_by_other_pages(browse, address):
    headers = browse(address).headers
    assert {"Accept", "Accept-Language"} <= {one.strip() for one in headers["Vary"].split(",")}
    assert headers["Access-Control-Allow-Origin"] == "*"
