"""The graph's names lead to pages and to data, and both say where the others are."""

import re

import pytest
from pyoxigraph import RdfFormat, parse

BASE = "https://w3id.org/cocreation/"
NAMES = [
    ("/id/organization/dada", ["organization/dada", "jd-cloud-dada"]),
    ("/id/case/song-2025/jd-cloud-dada", ["京东云-达达", "t4-r1"]),
    ("/id/stage/song-2025/bridging", ["bridging"]),
    ("/graph/data/song-2025/cases/jd-cloud-dada", ["京东云-达达"]),
    ("/ontology/model", ["Partnership"]),
    ("/model", ["Partnership"]),
    ("/case-study", ["EvidenceItem"]),
    ("/shapes", ["PartnershipShape", "LabelInChinese"]),
]
FORMATS = {
    "text/turtle": ("ttl", RdfFormat.TURTLE),
    "application/ld+json": ("jsonld", RdfFormat.JSON_LD),
    "application/n-triples": ("nt", RdfFormat.N_TRIPLES),
    "application/rdf+xml": ("rdf", RdfFormat.RDF_XML),
}
names = pytest.mark.parametrize(("name", "words"), NAMES, ids=[name for name, _ in NAMES])


def links(response):
    """What the Link headers say: relation and media type by target."""
    told = ", ".join(response.headers.getlist("Link"))
    found = re.findall(r'<([^>]+)>; rel="([^"]+)"(?:; type="([^"]+)")?', told)
    return {(relation, kind, target) for target, relation, kind in found}


@names
@pytest.mark.parametrize("media_type", FORMATS)
def test_a_name_leads_a_machine_to_the_data_in_the_format_it_accepts(
    client, name, words, media_type
):
    ending, form = FORMATS[media_type]
    for asked in (
        client.get(name, headers={"Accept": media_type}),
        client.get(name, query_string={"format": media_type}),
    ):
        assert asked.status_code == 303
        assert asked.headers["Location"] == f"{name}.{ending}"
    data = client.get(f"{name}.{ending}", headers={"Accept": "text/html"})
    assert data.status_code == 200
    assert data.mimetype == media_type
    told = " ".join(f"{s} {o}" for s, _, o, _ in parse(data.data, format=form))
    assert [word for word in words if word not in told] == []


@names
def test_a_name_leads_a_person_to_a_page_in_the_language_asked_for(browse, name, words):
    for language in ("en", "zh"):
        asked = browse(name, language)
        assert asked.status_code == 303
        target = asked.headers["Location"]
        assert target.startswith(f"/{language}/")
        page = browse(target, {"en": "zh", "zh": "en"}[language])
        assert page.status_code == 200
        assert f'<html lang="{language}' in page.text
        assert [word for word in words if word not in page.text] == []


def test_a_client_that_says_nothing_of_formats_gets_turtle(client):
    assert client.get("/id/organization/dada").headers["Location"] == "/id/organization/dada.ttl"


def test_a_case_leads_to_the_page_of_cases_and_a_term_to_its_ontology(browse):
    case = browse("/id/case/song-2025/jd-cloud-dada")
    assert case.headers["Location"] == "/en/cases/song-2025/jd-cloud-dada"
    # The browser keeps the fragment of a term: model#reaches becomes …/ontology/model#reaches.
    assert browse("/model", "zh").headers["Location"] == "/zh/ontology/model"
    assert browse("/en/case-study", "zh").headers["Location"] == "/en/ontology/case-study"


@names
def test_whoever_is_led_on_is_told_of_every_form_that_there_is(browse, name, words):
    told = links(browse(name))
    page = browse(name).headers["Location"]
    assert told == {("describedby", "text/html", page)} | {
        ("describedby", kind, f"{name}.{ending}") for kind, (ending, _) in FORMATS.items()
    }


@names
def test_data_and_pages_name_each_other_and_what_they_describe(client, browse, name, words):
    page = browse(name).headers["Location"]
    for answer in (browse(page), browse(f"{name}.ttl")):
        told = links(answer)
        target = BASE + name[1:] if answer.mimetype == "text/turtle" else None
        assert target is None or ("describes", "", target) in told
        assert any(relation == "alternate" for relation, _, _ in told)
    assert ("canonical", "", page) in links(browse(page))


def test_a_thing_s_page_shows_its_properties_by_name_with_links(browse):
    english = browse("/en/id/organization/dada").text
    chinese = browse("/zh/id/organization/dada").text
    for page, name, sector, label in (
        (english, "Dada", "Logistics", "en"),
        (chinese, "达达", "物流", "zh"),
    ):
        assert re.search(rf"<h1><span>{name}</span></h1>", page)
        assert f'<a href="/{label}/id/sector/logistics"><span>{sector}' in page
        assert f'href="/{label}/cases/song-2025/jd-cloud-dada"' in page
        assert f'href="/{label}/ontology/model#hasUser"' in page
        assert f"/{label}/queries/dataset/describe-thing?node=" in page


def test_of_many_who_speak_of_a_thing_a_page_shows_the_first_and_counts_all(root, browse):
    files = (root / "data").rglob("*.ttl")
    said = sum(file.read_text().count("cst:ofStudy <id/study/song-2025>") for file in files)
    page = browse("/en/id/study/song-2025").text
    row = page[page.index("/en/ontology/case-study#ofStudy") :].partition("</tr>")[0]
    assert said > 20
    assert len(re.findall(r"<li>", row)) == 20
    assert f">All {said}<" in row


@pytest.mark.parametrize(
    "address",
    ["/id/case/nothing", "/graph/nothing", "/id/a<b", "/id/a%0Ab", "/id/nothing.ttl", "/id/.ttl"],
)
def test_a_name_of_which_nothing_is_said_answers_404(client, browse, address):
    response = client.get(address)
    assert response.status_code == 404
    assert response.get_json()["error"]["message"]["zh"]
    for language in ("en", "zh"):
        page = browse(f"/{language}{address}") if "." not in address else browse(address, language)
        assert page.status_code == 404


def test_a_format_that_there_is_not_is_refused_with_those_that_there_are(client):
    response = client.get("/id/organization/dada", headers={"Accept": "image/png"})
    assert response.status_code == 406
    assert "turtle" in response.get_json()["error"]["details"]["available"]


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize(("module", "prefix"), [("model", "vcc"), ("case-study", "cst")])
def test_an_ontology_page_lists_every_term_at_its_anchor_with_definition_and_use(
    root, browse, language, module, prefix
):
    page = browse(f"/{language}/ontology/{module}").text
    file = (root / "ontology" / f"{module}.ttl").read_text()
    declared = re.findall(rf"^{prefix}:(\w+)$", file, re.M)
    assert len(declared) > 30
    assert [term for term in declared if f'id="{term}"' not in page] == []
    assert [term for term in declared if f'href="#{term}"' not in page] == []


def test_a_term_is_told_with_its_names_definition_and_number_of_uses(browse):
    for language, words in (
        ("en", ["Cloud user", "An organization that uses", "things of this class"]),
        ("zh", ["云服务用户", "此类个体数"]),
    ):
        page = browse(f"/{language}/ontology/model").text
        term = page[page.index('id="CloudUser"') :].partition("</section>")[0]
        assert [word for word in words if word not in term] == []
        assert "<dd>12</dd>" in term
        reaches = page[page.index('id="reaches"') :].partition("</section>")[0]
        assert f'href="/{language}/ontology/case-study#Case"' in reaches
