"""What names mean, how sure that is, and what types and properties do to it."""

import json

import pytest

from web.reconciliation.conftest import ID

ORGANIZATION = "http://www.w3.org/ns/org#Organization"


def first(candidates):
    return candidates[0]["id"].removeprefix(ID)


@pytest.mark.parametrize(
    ("name", "type_", "thing"),
    [
        ("京东云", "", "organization/jd-cloud"),
        ("ＪＤ　Ｃｌｏｕｄ", "", "organization/jd-cloud"),
        ("阿里雲", "", "organization/alibaba-cloud"),
        ("alibaba-cloud", "", "organization/alibaba-cloud"),
        ("Meiyou Co., Ltd.", "org:Organization", "organization/meiyou"),
        ("群体信任", "cst:Construct", "concept/song-2025/group-trust"),
        ("Group dynamics", "", "dimension/song-2025/group-dynamics"),
        ("价值评估", "", "stage/song-2025/assessment"),
        ("JD Cloud – Dada", "cst:Case", "case/song-2025/jd-cloud-dada"),
        ("J_DY1", "", "source/song-2025/J_DY1"),
        ("乳业", "vcc:Sector", "sector/dairy"),
        ("Schruijer (2021)", "", "reference/song-2025/13"),
        (
            "Whatever happened to group dynamics in the scientific study of groups?",
            "",
            "reference/song-2025/13",
        ),
        ("assessment-precedes-bridging", "", "proposition/song-2025/assessment-precedes-bridging"),
    ],
)
def test_a_name_of_either_language_or_a_code_is_a_match(match, name, type_, thing):
    found = match(name, **({"type": type_} if type_ else {}))
    assert first(found) == thing
    assert found[0]["match"] is True
    assert found[0]["score"] == pytest.approx(90, abs=0.5)
    assert [one["match"] for one in found[1:]] == [False] * len(found[1:])


@pytest.mark.parametrize("name", ["Baidu Cloud", "阿里", "Sany", "Tencnt Cloud", "group"])
def test_what_is_only_alike_is_offered_but_no_match(match, name):
    found = match(name, type="cst:Case") + match(name, type="cst:Construct")
    assert not any(one["match"] for one in found)


def test_nothing_like_it_has_no_candidates(match):
    assert match("Quetzalcoatlus") == []
    assert match("") == []


def test_candidates_come_by_score_and_no_more_than_are_asked_for(match):
    scores = [one["score"] for one in match("Cloud", limit=50)]
    assert len(scores) > 2
    assert scores == sorted(scores, reverse=True)
    assert len(match("Cloud", limit=2)) == 2
    assert all(0 <= score <= 100 for score in scores)


@pytest.mark.parametrize("name", [ID + "organization/dada", "organization/dada"])
def test_an_identifier_is_surely_its_thing(match, match_draft, name):
    for found in (match(name), match_draft({"matchType": "id", "propertyValue": name})):
        assert first(found) == "organization/dada"
        assert (found[0]["score"], found[0]["match"]) == (100, True)


def test_a_class_finds_the_things_of_those_below_it(match):
    of_class = match("得益乳业", type=ORGANIZATION)
    assert first(of_class) == "organization/deyi-dairy"
    names = [one["name"] for one in of_class[0]["type"]]
    assert names == ["Cloud user", "organization"]
    assert not any("organization/" in one["id"] for one in match("得益乳业", type="cst:Case"))


def test_types_are_any_of_them_all_of_them_or_a_wish(match):
    both = ["vcc:CloudUser", "vcc:PlatformCloudProvider"]
    assert first(match("京东云", type=both)) == "organization/jd-cloud"
    assert match("京东云", type=both, type_strict="all") == []
    wished = match("京东云", type=["cst:Case"], type_strict="should")
    (plain,) = (one for one in match("京东云") if one["id"] == wished[0]["id"])
    assert wished[0]["score"] < plain["score"]
    assert not wished[0]["match"]


def test_a_property_that_agrees_raises_a_score_and_one_that_does_not_lowers_it(match):
    def score(sector):
        found = match("得益乳业", limit=50, properties=[{"pid": "inSector", "v": sector}])
        (one,) = (one for one in found if one["id"] == ID + "organization/deyi-dairy")
        return one["score"]

    plain = match("得益乳业")[0]["score"]
    assert score("乳业") > plain > score("农业")
    assert score("Dairy") == score("乳业") == score({"id": ID + "sector/dairy"})
    assert score({"id": ID + "sector/agriculture", "name": "乳业"}) == score("农业")


def test_what_the_graph_does_not_report_counts_neither_way(match):
    given = match("京东云", properties=[{"pid": "vcc:inSector", "v": "农业"}])
    assert given[0]["score"] == match("京东云")[0]["score"]
    unknown = match("京东云", properties=[{"pid": "no such property", "v": 3}])
    assert unknown[0]["score"] == match("京东云")[0]["score"]


@pytest.mark.parametrize("blank", ["", "  ", []])
def test_a_blank_value_says_nothing(match, match_draft, blank):
    plain = match("得益乳业")[0]["score"]
    assert match("得益乳业", properties=[{"pid": "vcc:inSector", "v": blank}])[0]["score"] == plain
    name = {"matchType": "name", "propertyValue": "得益乳业"}
    of_draft = match_draft(name, of_property("vcc:inSector", blank, required=True))
    assert of_draft[0]["score"] == plain
    assert match(None, properties=[{"pid": "vcc:inSector", "v": blank}]) == []


def test_a_property_tells_two_near_things_apart(match):
    found = match("百度智能", properties=[{"pid": "org:unitOf", "v": "Baidu"}])
    assert first(found) == "organization/baidu-ai-cloud"
    assert {"id": "http://www.w3.org/ns/org#unitOf", "value": 1.0} in found[0]["features"]


def test_properties_find_things_without_a_name(match):
    found = match(None, properties=[{"pid": "cst:sourceCode", "v": "J_DY1"}])
    assert [first(found), found[0]["match"]] == ["source/song-2025/J_DY1", True]
    from_deyi = {"pid": "fromOrganization", "v": "得益乳业"}
    of_deyi = match(None, type="cst:Source", properties=[from_deyi])
    assert len(of_deyi) > 1
    assert not any(one["match"] for one in of_deyi)
    assert all("/source/song-2025/J_DY" in one["id"] for one in of_deyi)


def test_numbers_are_compared_as_numbers_are_written(match):
    for minutes in (60, 60.0, "60"):
        found = match(
            None,
            properties=[
                {"pid": "cst:durationMinutes", "v": minutes},
                {"pid": "cst:sourceCode", "v": "J_DY1"},
            ],
        )
        assert first(found) == "source/song-2025/J_DY1"
        assert found[0]["score"] == 100


def of_property(name, value, **more):
    return {"matchType": "property", "propertyId": name, "propertyValue": value, **more}


def test_what_is_required_shuts_out_what_does_not_have_it(match_draft):
    cloud = {"matchType": "name", "propertyValue": "Cloud"}
    everything = match_draft(cloud, type=ORGANIZATION, limit=50)
    of_baidu = match_draft(cloud, of_property("unitOf", "Baidu", required=True), type=ORGANIZATION)
    assert len(everything) > 1
    assert [one["id"] for one in of_baidu] == [ID + "organization/baidu-ai-cloud"]


def test_of_several_values_any_all_or_none_has_to_be_there(match_draft):
    def users(quantifier):
        sectors = of_property(
            "inSector", ["乳业", "农业"], required=True, matchQuantifier=quantifier
        )
        found = match_draft(
            {"matchType": "id", "propertyValue": ["organization/deyi-dairy", "organization/dada"]},
            sectors,
        )
        return {one["id"].removeprefix(ID) for one in found}

    assert users("any") == {"organization/deyi-dairy"}
    assert users("all") == set()
    assert users("none") == {"organization/dada"}


def test_names_and_identifiers_may_be_shut_out(match_draft):
    name = {"matchType": "name", "propertyValue": "达达"}
    assert first(match_draft(name)) == "organization/dada"
    for unwanted in (
        {"matchType": "name", "propertyValue": "Dada", "matchQuantifier": "none"},
        {"matchType": "id", "propertyValue": "organization/dada", "matchQuantifier": "none"},
    ):
        assert ID + "organization/dada" not in {one["id"] for one in match_draft(name, unwanted)}


@pytest.mark.parametrize(
    ("address", "language", "name", "type_"),
    [
        ("/reconcile", "en", "Dada", "Cloud user"),
        ("/reconcile", "zh-CN,zh;q=0.9", "达达", "云服务用户"),
        ("/zh/reconcile", "en", "达达", "云服务用户"),
        ("/en/reconcile", "zh", "Dada", "Cloud user"),
    ],
)
def test_names_come_in_the_language_of_the_address_or_of_the_client(
    client, address, language, name, type_
):
    queries = {"queries": json.dumps({"q": {"query": "dada"}})}
    wish = {"Accept-Language": language}
    for answer in (
        client.get(address, query_string=queries, headers=wish),
        client.post(address, data=queries, headers=wish),
    ):
        found = answer.get_json()["q"]["result"][0]
        assert (found["name"], found["type"][0]["name"]) == (name, type_)
        assert (
            found["lang"]
            == answer.headers["Content-Language"]
            == address[1:3].replace("re", language[:2])
        )


def test_reasons_have_names_in_both_languages(client):
    batch = {"queries": [{"conditions": [{"matchType": "name", "propertyValue": "京东"}]}]}
    told = {}
    for language in ("zh", "en"):
        answer = client.post(f"/{language}/reconcile/match", json=batch).get_json()
        features = answer["results"][0]["candidates"][0]["features"]
        told[language] = {one["id"]: one["name"] for one in features}
    assert told["zh"].keys() == told["en"].keys() != set()
    assert all(told["zh"][one] != told["en"][one] for one in told["zh"])


def test_a_description_tells_namesakes_apart(match):
    (source,) = match("J_DY1", type="cst:Interview", limit=1)
    assert "J_DY1" in source["description"]
    assert "Deyi Dairy" in source["description"]
    (construct,) = match("group trust", type="cst:FirstOrderConcept", limit=1)
    assert construct["description"].startswith("The group cognition by which partners rely")


@pytest.mark.parametrize("type_", ["organization", "Organization", "组织", "org:Organization"])
def test_a_type_may_be_named_as_the_page_names_it(match, type_):
    assert [one["name"] for one in match("Dada", type=type_)][:1] == ["Dada"]


@pytest.mark.parametrize("name", ["JD Cloud", "Group trust", "Baidu", "Agriculture"])
def test_a_mapping_is_no_thing_that_a_name_means(match, name):
    found = match(name, limit=50)
    assert found
    assert not [one["id"] for one in found if "/id/mapping/" in one["id"]]
