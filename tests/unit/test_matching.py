"""What the matcher takes for one thing, what it tells apart, and what it compares to do so."""

import hashlib
import math
import random
import time

import pytest

from cocreation.linking import matching
from cocreation.linking.entities import Entity, Name
from cocreation.linking.matching import LIKELY, Matcher
from cocreation.linking.names import bare_name, parted, spelling, written
from cocreation.linking.weighing import BIAS, WEIGHTS
from cocreation.linking.wording import FEATURES
from cocreation.namespaces import PREFIXES, SKOS
from labelled_pairs import by_matcher, by_same_name, pairs, precision_and_recall, rows

ORG = PREFIXES["org"]
CITY = "https://schema.org/addressLocality"


def thing(*names: str, types=(), **context: str) -> Entity:
    said = {"city": CITY, "parent": ORG + "unitOf"}
    return Entity(
        f"urn:{names[0]}",
        tuple(Name(name) for name in names),
        types,
        tuple((said[role], value) for role, value in context.items()),
    )


def score(ours: Entity, theirs: Entity) -> float:
    return max((one.score for one in Matcher([theirs]).candidates(ours)), default=0.0)


def reasons(ours: Entity, theirs: Entity) -> set[str]:
    [found] = Matcher([theirs]).candidates(ours)
    return {feature.name for feature in found.features}


def test_the_training_pairs_are_told_with_precision_at_recall():
    of = pairs("train")
    scores = by_matcher(of)
    precision, recall = precision_and_recall(of, scores, LIKELY)
    assert precision >= 0.95
    assert recall >= 0.8
    floor = precision_and_recall(of, by_same_name(of), 1.0)
    assert precision > floor[0]


def test_the_labelled_pairs_are_as_it_is_said_of_them():
    """Folds follow from the identifiers, so that no pair can be moved to where it does no harm."""
    for row in rows():
        held = int(hashlib.sha256(row["their_iri"].encode()).hexdigest(), 16) % 3 == 0
        assert row["fold"] == ("held" if held else "train")
        assert row["label"] in ("match", "different")
        assert row["source"]
    keys = [(row["our_zh"], row["our_en"], row["their_iri"]) for row in rows()]
    assert len(keys) == len(set(keys)) > 400
    for fold, least in (("train", 250), ("held", 125)):
        matches = [pair.is_match for pair in pairs(fold)]
        assert len(matches) >= least
        assert 0.4 < sum(matches) / len(matches) < 0.6


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (["阿里雲計算有限公司"], ["阿里云计算"]),
        (["Baidu, Inc."], ["BAIDU"]),
        (["ＪＤ．ＣＯＭ"], ["jd.com"]),
        (["Hua Xia Bank"], ["Huaxia Bank"]),
        (["Tong Ren Tang Pharmacy"], ["Tongrentang Pharmacy"]),
        (["Core competencies"], ["Core competency"]),
        (["Knowlege transfer"], ["Knowledge transfer"]),
        (["Taiwan Railway", "台鐵"], ["臺灣鐵路公司"]),
        (["LCSD", "康文署"], ["Leisure and Cultural Services Department"]),
        (["Malaga"], ["Málaga"]),
        (["腾讯（Tencent）"], ["Tencent"]),
        (["香港賽馬會 The Hong Kong Jockey Club"], ["Hong Kong Jockey Club"]),
        (["Resource-based view (RBV)"], ["Resource-based view"]),
    ],
)
def test_spellings_of_one_name_are_proposed(ours, theirs):
    assert score(thing(*ours), thing(*theirs)) >= LIKELY


@pytest.mark.parametrize(
    ("ours", "theirs", "reason"),
    [
        (thing("Tencent Cloud", "腾讯云"), thing("Tencent", "腾讯"), "added words"),
        (thing("京东", "JD.com"), thing("京东物流", "JD Logistics"), "added words"),
        (thing("苏州", "Suzhou"), thing("宿州", "Suzhou"), "words exchanged in the other language"),
        (thing("大众书局", city="南京"), thing("大眾書局", city="上海"), "elsewhere"),
        (
            thing("Northwind", parent="Contoso"),
            thing("Contoso Northwind", "Contoso"),
            "part of the other",
        ),
        (
            thing("Lawson", types=(ORG + "Organization",)),
            thing("Lawson", types=(SKOS + "Concept",)),
            "other kind",
        ),
        (thing("第1中学"), thing("第2中学"), "numbers differ"),
        (thing("Erste Bank"), thing("Erste Bank Wien", city="Wien"), "place added"),
        (thing("ZTO Express"), thing("STO Express"), "exchanged words"),
    ],
    ids=lambda one: one if isinstance(one, str) else one.names[0].text,
)
def test_what_only_looks_alike_is_told_apart_for_a_reason(ours, theirs, reason):
    assert score(ours, theirs) < LIKELY
    assert reason in reasons(ours, theirs)


def test_the_best_comes_first_and_no_more_than_asked_for():
    matcher = Matcher([thing("Delta Steel Works"), thing("Delta Steel"), thing("Delta Dairy")])
    found = matcher.candidates(thing("Delta Steel Co., Ltd."), most=2)
    assert [one.entity.names[0].text for one in found] == ["Delta Steel", "Delta Steel Works"]


def test_a_score_is_what_its_features_add_up_to():
    [found] = Matcher([thing("Delta Steel")]).candidates(thing("Delta Stele"))
    total = BIAS + sum(one.value * one.weight for one in found.features)
    assert found.score == pytest.approx(1 / (1 + math.exp(-total)))
    assert all(0 < one.value <= 1 for one in found.features)


def test_every_feature_has_words_in_both_languages():
    assert FEATURES.keys() == WEIGHTS.keys()
    assert all(one.en and one.zh for one in FEATURES.values())


@pytest.mark.parametrize("name", ["", "…", "   ", "x" * 10_000_000])
def test_what_is_no_name_is_found_by_nobody(name):
    assert spelling(name) is None
    assert Matcher([thing("Delta")]).candidates(thing(name)) == ()
    assert Matcher([thing(name)]).candidates(thing("Delta")) == ()


class Counted(list):
    """The things that hold a part of a name; counts those that are looked at."""

    looked_at = 0

    def __getitem__(self, chosen):
        found = super().__getitem__(chosen)
        Counted.looked_at += len(found)
        return found


def test_cost_grows_with_the_candidates_and_not_with_the_data(monkeypatch):
    """Sixteen times as many things; the names sought have as few as before that look like them."""
    compared = 0
    weigh = matching.weigh

    def counting(ours, theirs):
        nonlocal compared
        compared += 1
        return weigh(ours, theirs)

    monkeypatch.setattr(matching, "weigh", counting)
    chance = random.Random(7)
    names = sorted({"".join(chance.choices("abdegiklmnoprstuv", k=9)) for _ in range(8_000)})
    sought, comparisons = names[::80][:100], []
    for size in (500, 8_000):
        kept = {*sought, *chance.sample(names, size - len(sought))}
        matcher = Matcher(thing(name) for name in sorted(kept))
        holding = matcher._blocks._holding
        holding.update({part: Counted(holders) for part, holders in holding.items()})
        compared = Counted.looked_at = 0
        found = [matcher.candidates(thing(name))[0] for name in sought]
        assert [one.entity.names[0].text for one in found] == sought
        comparisons.append(compared)
        assert Counted.looked_at < size * len(sought) / 10
    assert comparisons[1] < 2 * comparisons[0]
    assert comparisons[1] < 3 * len(sought)


def test_names_that_share_everything_common_are_still_quick():
    matcher = Matcher(thing(f"中国银行股份有限公司第{n}支行") for n in range(3_000))
    began = time.process_time()
    for n in range(50):
        assert matcher.candidates(thing(f"中国银行第{n}支行"))
    assert time.process_time() - began < 5


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("China Huadian Corporation Ltd.", "chinahuadian"),
        ("Alibaba Group Holding Limited", "alibaba"),
        ("HSBC UK", "hsbcuk"),
        ("Siemens AG", "siemens"),
        ("中国平安保险（集团）股份有限公司", "中国平安保险"),
        ("People’s Daily", "peoplesdaily"),
    ],
)
def test_a_legal_form_is_taken_off_and_a_country_is_not(name, bare):
    assert bare_name(name) == bare


def test_a_name_is_asked_for_as_others_may_write_it():
    assert {"阿里雲計算有限公司", "阿里云计算有限公司", "阿里云计算"} <= set(
        written("阿里雲計算有限公司")
    )
    assert written("Baidu, Inc.") == ("Baidu, Inc.", "Baidu")
    assert "JD Cloud" in written("ＪＤ　Ｃｌｏｕｄ")
    assert written("People's Daily") == ("People's Daily",)


def test_a_text_with_two_names_gives_both_and_any_other_itself():
    assert parted("百度 (Baidu)") == ("百度", "Baidu")
    assert parted("Tencent 腾讯") == ("Tencent", "腾讯")
    assert parted("Standard Chartered (Hong Kong)") == ("Standard Chartered (Hong Kong)",)
    assert parted("中国银行（香港）") == ("中国银行（香港）",)
    assert parted("Home Inn") == ("Home Inn",)
