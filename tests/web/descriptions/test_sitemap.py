"""Every page is listed for search engines, in both languages, and every address answers."""

from http import HTTPStatus
from xml.etree import ElementTree

import pytest

from cocreation.namespaces import BASE
from cocreation.web import sitemap

SITE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"
HOST = "http://localhost"


def read(client, address="/sitemap.xml"):
    answer = client.get(address)
    assert (answer.status_code, answer.mimetype) == (200, "application/xml")
    return ElementTree.fromstring(answer.data)


@pytest.fixture
def listed(client):
    """Every page that is listed, by address, with its addresses by language."""
    return {
        page.findtext(f"{SITE}loc").removeprefix(HOST): {
            link.get("hreflang"): link.get("href").removeprefix(HOST)
            for link in page.iterfind(LINK)
        }
        for page in read(client).iterfind(f"{SITE}url")
    }


def test_robots_may_read_everything_and_are_told_where_it_is_listed(client):
    lines = client.get("/robots.txt").text.splitlines()
    assert f"Sitemap: {HOST}/sitemap.xml" in lines
    assert not [line for line in lines if line.startswith("Disallow")]


def test_every_page_is_listed_in_both_languages_and_each_names_both(listed):
    for address, languages in listed.items():
        assert languages.keys() == {"en", "zh"}
        assert address in languages.values()
        assert all(listed[other] == languages for other in languages.values())


def test_every_address_that_is_listed_is_a_page(browse, listed):
    """Each in one of its languages: every second one is Chinese."""
    pages = {tuple(sorted(languages.items())) for languages in listed.values()}
    for number, languages in enumerate(sorted(pages)):
        _, address = languages[number % 2]
        page = browse(address)
        assert (page.status_code, page.mimetype) == (HTTPStatus.OK, "text/html"), address


def test_whatever_has_a_name_here_has_a_page_that_is_listed(client, browse, listed):
    query = f'SELECT DISTINCT ?s {{ ?s ?p ?o FILTER(STRSTARTS(STR(?s), "{BASE}id/")) }}'
    rows = client.get("/sparql", query_string={"query": query}).json["results"]["bindings"]
    assert rows
    for row in rows:
        address = browse("/" + row["s"]["value"].removeprefix(BASE)).location
        assert address in listed, row


def test_what_says_when_it_changed_is_listed_with_that_day(client):
    days = {
        page.findtext(f"{SITE}loc"): page.findtext(f"{SITE}lastmod")
        for page in read(client).iterfind(f"{SITE}url")
    }
    told = client.get("/ontology/model.nt").text
    day = days[f"{HOST}/en/ontology/model"]
    assert f'terms/modified> "{day}"' in told
    assert days[f"{HOST}/en/cases"] is None


def test_more_pages_than_a_file_may_list_are_in_several(client, monkeypatch, listed):
    monkeypatch.setattr(sitemap, "MOST_ADDRESSES", 500)
    index = read(client)
    parts = [one.text.removeprefix(HOST) for one in index.iterfind(f"{SITE}sitemap/{SITE}loc")]
    assert len(parts) > 1
    found = [
        one.text for part in parts for one in read(client, part).iterfind(f"{SITE}url/{SITE}loc")
    ]
    assert len(found) == len(set(found))
    assert {one.removeprefix(HOST) for one in found} == set(listed)
    for absent in (0, len(parts) + 1):
        assert client.get(f"/sitemap-{absent}.xml").status_code == HTTPStatus.NOT_FOUND


def test_no_address_is_made_but_those_of_the_file_that_is_asked_for(client, monkeypatch):
    monkeypatch.setattr(sitemap, "MOST_ADDRESSES", 500)
    real, made = sitemap.page_address, []

    def counted(iri, language):
        made.append(iri)
        return real(iri, language)

    monkeypatch.setattr(sitemap, "page_address", counted)
    read(client)
    assert made == []
    read(client, "/sitemap-2.xml")
    assert 0 < len(made) <= 500
