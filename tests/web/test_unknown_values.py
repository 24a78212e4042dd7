"""Addresses that ask for what is not there: refused in one sentence, with what there is."""

import pytest

STUDIES = ("song-2025",)
SETS = ("geonames", "stw", "vocabularies", "wikidata")
UNKNOWN = {
    "/sources?study=nope": STUDIES,
    "/references?study=nope": STUDIES,
    "/matrix?study=nope": STUDIES,
    "/figures?study=nope": STUDIES,
    "/figures?figure=nope": ("data-structure", "model", "coverage"),
    "/figures/model.svg?study=nope": STUDIES,
    "/tables/1?study=nope": STUDIES,
    "/compare/studies?study=nope": STUDIES,
    "/links?set=nope": SETS,
    "/links.ttl?set=nope": SETS,
    "/links?thing=organization/baidou": ("organization/baidu",),
    "/links.json?thing=organization/baidou": ("organization/baidu",),
    "/links?thing=a b": ("organization/dada",),
    "/evidence?case=jd-cloud-dad": ("song-2025/jd-cloud-dada",),
    "/evidence?construct=group-thrust": ("song-2025/group-trust",),
    "/evidence?stage=nope": ("song-2025/assessment",),
    "/evidence?sourceKind=nope": ("Interview",),
    "/evidence?side=nope": ("CloudUser",),
    "/evidence?coder=nope": ("song-2025/",),
    "/evidence.csv?case=nope": ("song-2025/jd-cloud-deyi-dairy",),
    "/cases?provider=nope": ("jd-cloud", "tencent-cloud"),
    "/cases?sector=steel&sector=nope": ("steel",),
    "/cases?stage=nope": ("assessment", "bridging", "aggregation"),
    "/cases?construct=group-thrust": ("group-trust",),
    "/cases?sourceKind=nope": ("Interview",),
    "/search?q=cloud&kind=casse": ("case",),
    "/search?q=cloud&kind=nope": ("case", "construct"),
}


@pytest.mark.parametrize(("address", "offered"), UNKNOWN.items(), ids=UNKNOWN)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_an_unknown_value_is_refused_with_what_there_is(browse, address, offered, language):
    page = browse(address, language)
    assert page.status_code in (400, 404)
    told = page.get_data(as_text=True)
    sentence = told[told.index("<h1>") :]
    words = ("nope", "casse", "baidou", "a b", "jd-cloud-dad", "group-thrust")
    assert any(word in sentence for word in words)
    assert ("可选" in sentence or "请给出" in sentence) == (language == "zh")
    for one in offered:
        assert one in sentence


@pytest.mark.parametrize("address", ["/evidence?case=", "/cases?sector=", "/matrix?study="])
def test_an_empty_value_asks_for_nothing(browse, address):
    assert browse(address).status_code == 200
