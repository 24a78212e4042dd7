"""JSON-LD that people can read and that needs nothing fetched; what search engines are told."""

import json
import re

import pytest
from pyoxigraph import CanonicalizationAlgorithm, Dataset, RdfFormat, parse

from cocreation.linking.records import DatasetRecord
from cocreation.namespaces import CST, VCC
from cocreation.services import json_ld

CASE = "/id/case/song-2025/jd-cloud-dada"
THINGS = [
    CASE,
    "/id/study/song-2025",
    "/id/organization/jd-cloud",
    "/id/evidence/song-2025/t4-r1",
    "/id/source/song-2025/J_DY1",
    "/ontology/case-study",
    "/graph/data/song-2025/evidence",
    "/shapes",
]
IN_PAGES = {
    "/cases/song-2025/jd-cloud-dada": ("Dataset", "京东云-达达", "JD Cloud – Dada"),
    "/constructs/song-2025/knowledge-development": ("DefinedTerm", "知识开发", "development"),
    "/propositions/song-2025/knowledge-development-drives-aggregation": ("Claim", "集聚", "drives"),
    "/organizations/jd-cloud": ("Organization", "京东云", "JD Cloud"),
    "/sources/song-2025/J_DY1": ("CreativeWork", "得益乳业", "Deyi Dairy"),
    "/evidence/song-2025/t4-r1": ("CreativeWork", "表4", "Table 4"),
    "/ontology/model": ("DefinedTermSet", "本体", "Ontology"),
    "/about": ("Dataset", "知识图谱", "knowledge graph"),
}


def statements(response, form):
    """What a document says, with its blank nodes named alike."""
    found = Dataset(parse(response.data, format=form))
    found.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return set(map(str, found))


def in_page(page):
    (told,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page.text, re.S)
    return json.loads(told)


@pytest.mark.parametrize("thing", THINGS)
def test_json_ld_says_what_n_triples_say(client, thing):
    answer = client.get(f"{thing}.jsonld")
    assert answer.mimetype == "application/ld+json"
    as_triples = client.get(f"{thing}.nt")
    assert statements(answer, RdfFormat.JSON_LD) == statements(as_triples, RdfFormat.N_TRIPLES)


def test_a_case_reads_by_the_names_of_its_terms_and_needs_nothing_fetched(client):
    told = client.get(f"{CASE}.jsonld").json
    case, *others = told["@graph"]
    assert case["id"].endswith(CASE)
    assert case["label"] == {"en": "JD Cloud – Dada", "zh": "京东云-达达"}
    assert "Partnership" in case["type"]
    assert case["ordinal"] == 2
    assert case["hasUser"].endswith("/id/organization/dada")
    assert {"inCase", "usedIn", "coCreatedIn"} <= {name for one in others for name in one}
    assert told["@context"]["hasUser"] == {"@id": VCC + "hasUser", "@type": "@id"}
    # What the document does not use is not in its context.
    assert "durationMinutes" not in told["@context"]


def test_the_context_of_all_terms_is_there_to_write_with(client):
    answer = client.get("/context.jsonld")
    assert answer.mimetype == "application/ld+json"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    context = answer.json["@context"]
    assert context["durationMinutes"] == CST + "durationMinutes"
    assert context["summary"] == {"@id": CST + "summary", "@container": "@language"}
    written = {
        "@context": context,
        "id": "https://example.org/c",
        "type": "Partnership",
        "label": {"zh": "甲"},
    }
    read = {str(quad.object) for quad in parse(json.dumps(written), format=RdfFormat.JSON_LD)}
    assert read == {f"<{VCC}Partnership>", '"甲"@zh'}


def test_a_case_downloaded_as_json_ld_is_checked_as_it_is(client):
    case = client.get("/cases/song-2025/jd-cloud-dada.jsonld").data
    checked = client.post(
        "/validate?format=json", data=case, headers={"Content-Type": "application/ld+json"}
    )
    assert checked.status_code == 200, checked.text
    assert checked.json["conforms"] is True


def test_what_is_too_long_to_name_comes_as_the_engine_writes_it(client, monkeypatch):
    monkeypatch.setattr("cocreation.services.describing.MOST_BYTES", 10)
    answer = client.get(f"{CASE}.jsonld")
    assert "@context" not in answer.text
    as_triples = client.get(f"{CASE}.nt")
    assert statements(answer, RdfFormat.JSON_LD) == statements(as_triples, RdfFormat.N_TRIPLES)


def test_of_two_terms_with_one_name_the_second_goes_by_its_prefix():
    terms = {"vcc": VCC, "kind": CST + "kind"}
    triples = f'<https://example.org/x> <{VCC}kind> "b" ; <{CST}kind> "a" .'.replace(
        " ;", " .\n<https://example.org/x>"
    )
    told = json.loads(json_ld.write(triples.encode(), terms))
    assert (told["kind"], told["vcc:kind"]) == ("a", "b")
    assert told["@context"] == terms


@pytest.mark.parametrize("ending", ["", ".ttl", ".jsonld"])
def test_a_version_that_is_at_hand_answers_as_the_ontology(client, browse, ending):
    versioned = client.get(f"/ontology/case-study/0.1.0{ending}", follow_redirects=True)
    assert versioned.status_code == 200
    plain = client.get(f"/ontology/case-study{ending}", follow_redirects=True)
    assert versioned.data == plain.data
    led = browse("/ontology/case-study/0.1.0", "zh")
    assert (led.status_code, led.headers["Location"]) == (303, "/zh/ontology/case-study")


def test_a_version_that_is_not_at_hand_is_not_taken_for_this_one(client, browse):
    assert client.get("/ontology/case-study/9.9.9.ttl").status_code == 404
    assert browse("/ontology/case-study/9.9.9").status_code == 404


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("address", IN_PAGES)
def test_a_page_tells_search_engines_what_it_is_about(browse, address, language):
    kind, *words = IN_PAGES[address]
    told = in_page(browse(f"/{language}{address}"))
    assert (told["@context"], told["@type"]) == ("https://schema.org", kind)
    assert told["url"] == f"http://localhost/{language}/" + (
        "" if kind == "Dataset" and "@id" not in told else address[1:]
    )
    names = {one["@language"]: one["@value"] for one in told["name"]}
    assert [word for word in words if word in names["zh-Hans"]] == words[:1]
    assert words[1] in names["en"]


def test_the_home_page_tells_how_it_is_searched_and_what_the_data_are(browse):
    site, data = in_page(browse("/en/"))["@graph"]
    assert (site["@type"], data["@type"]) == ("WebSite", "Dataset")
    assert site["potentialAction"]["target"]["urlTemplate"].endswith("/en/search?q={words}")
    assert data["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert data["isBasedOn"][0]["@id"].startswith("https://doi.org/10.12404/")
    for one in data["distribution"]:
        address = one["contentUrl"].removeprefix("http://localhost")
        assert browse(address).mimetype == one["encodingFormat"]


@pytest.mark.parametrize("address", ["/en/", "/zh/about", "/en/catalog", "/en/cases"])
def test_a_dataset_that_names_no_licence_and_no_maker_is_given_none(
    app, browse, monkeypatch, address
):
    monkeypatch.setattr(app.extensions["cocreation"].dataset, "now", DatasetRecord)
    page = browse(address)
    assert page.status_code == 200
    for word in ("CC BY", "creativecommons.org", '"license"', '"creator"'):
        assert word not in page.text


def test_the_pages_about_the_dataset_name_its_own_licence_and_makers(browse):
    told = in_page(browse("/en/about"))
    assert told["license"] == "https://creativecommons.org/licenses/by/4.0/"
    (maker,) = told["creator"]
    assert {"@language": "en", "@value": "The cocreation founders"} in maker["name"]
    assert "Creative Commons Attribution 4.0 International</span></a>" in browse("/en/about").text


def test_a_case_tells_search_engines_where_its_data_are(browse):
    told = in_page(browse("/zh/cases/song-2025/jd-cloud-dada"))
    assert len(told["distribution"]) == 5
    for one in told["distribution"]:
        answer = browse(one["contentUrl"].removeprefix("http://localhost"))
        assert answer.mimetype == one["encodingFormat"]
