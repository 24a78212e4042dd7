"""Finding what is meant among a few things made for the purpose."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from time import sleep

import pytest

from cocreation.linking.entities import Name
from cocreation.linking.matching import Matcher
from cocreation.model import Term, Text
from cocreation.namespaces import ID
from cocreation.services.reconciling.extending import Column, extended, proposed
from cocreation.services.reconciling.matching import Matching
from cocreation.services.reconciling.queries import Condition, Query, Wanted
from cocreation.services.reconciling.register import Register
from cocreation.services.reconciling.service import read_reconciliation
from cocreation.services.reconciling.suggesting import suggest_things
from cocreation.services.reconciling.telling import description
from cocreation.services.reconciling.things import LABEL, Thing
from cocreation.services.reconciling.vocabulary import Concept
from cocreation.services.statements import read_statements
from cocreation.store.snapshot import Snapshot
from small_graphs import graph

CITY, RIVER, LIES_IN, SINCE = "urn:City", "urn:River", "urn:liesIn", "urn:since"
EAST, WEST = ID + "organization/east", ID + "organization/west"


def thing(slug, en, zh, types=(CITY,), **values):
    iri = ID + f"organization/{slug}"
    names = (Name(en, "en"), Name(zh, "zh"))
    labels = (Term("literal", en, "en"), Term("literal", zh, "zh"))
    told = {"urn:" + name: terms for name, terms in values.items()}
    return Thing(iri, Text(en, zh), ("en", "zh"), names, types, {LABEL: labels, **told})


def concept(iri, en, zh):
    return Concept(iri, Text(en, zh), Text("", ""), 2)


THINGS = (
    thing("east", "East Province", "东省", types=()),
    thing("west", "West Province", "西省", types=()),
    thing("springfield-1", "Springfield", "春田", liesIn=(Term("iri", EAST),)),
    thing("springfield-2", "Springfield", "春田", liesIn=(Term("iri", WEST),)),
    thing("springfield-river", "Springfield", "春田", types=(RIVER,)),
    thing("shelbyville", "Shelbyville", "谢尔比", since=(Term("literal", "1800"),)),
)


@pytest.fixture
def register():
    return Register(
        {one.iri: one for one in THINGS},
        {CITY: concept(CITY, "City", "城市"), RIVER: concept(RIVER, "River", "河流")},
        {
            LABEL: concept(LABEL, "label", "名称"),
            LIES_IN: concept(LIES_IN, "lies in", "位于"),
            SINCE: concept(SINCE, "since", "始于"),
        },
    )


@pytest.fixture
def find(register):
    def ask(*names, **given):
        found = Matching(register).match(Query(tuple(map(Name, names)), **given))
        return [(one.thing.iri.removeprefix(ID + "organization/"), one.match) for one in found]

    return ask


def lies_in(*values, **more):
    return Condition(LIES_IN, tuple(map(Wanted, values)), **more)


def test_of_two_things_with_one_name_neither_is_a_match(find):
    assert find("Springfield", types=(CITY,)) == [
        ("springfield-1", False),
        ("springfield-2", False),
    ]


def test_a_type_tells_namesakes_apart(find):
    assert find("Springfield", types=(RIVER,)) == [("springfield-river", True)]


@pytest.mark.parametrize("where", ["West Province", "西省", "WEST PROVINCE"])
def test_what_is_said_of_them_tells_namesakes_apart(find, where):
    found = find("Springfield", types=(CITY,), conditions=(lies_in(where),))
    assert found[0] == ("springfield-2", True)


def test_a_namesake_of_which_nothing_is_said_may_be_meant_too(find):
    found = find("Springfield", conditions=(lies_in("West Province"),))
    assert found[:2] == [("springfield-2", False), ("springfield-river", False)]


def test_a_thing_that_is_named_by_its_identifier_is_no_other(find):
    by_id = Condition(LIES_IN, (Wanted("West Province", iri=EAST),))
    assert find("Springfield", types=(CITY,), conditions=(by_id,))[0] == ("springfield-1", True)


def test_values_alone_find_the_things_that_have_them(find):
    assert find(conditions=(lies_in("East Province"),)) == [("springfield-1", True)]
    assert find(conditions=(lies_in("East Province", "西省"),)) == [
        ("springfield-1", False),
        ("springfield-2", False),
    ]
    assert find(conditions=(lies_in("East Province", "西省", quantifier="all"),)) == []
    assert find(conditions=(Condition("urn:unknown", (Wanted("x"),)),)) == []


def test_a_required_value_shuts_out_what_has_none(find):
    required = lies_in("East Province", required=True)
    assert find("Springfield", conditions=(required,)) == [("springfield-1", True)]
    none = lies_in("East Province", quantifier="none", required=True)
    found = [name for name, _ in find("Springfield", conditions=(none,))]
    assert found == ["springfield-2", "springfield-river"]


def test_a_value_in_a_language_that_nothing_is_told_in_is_neither_for_nor_against(register):
    def score(value):
        asked = Query((Name("Shelbyville"),), conditions=(Condition(SINCE, (Wanted(value),)),))
        return Matching(register).match(asked)[0].score

    untold = Matching(register).match(Query((Name("Shelbyville"),)))[0].score
    assert score("1800") > untold == score("十九世纪") > score("1999")


@pytest.mark.parametrize(
    ("value", "is_meant"),
    [
        ("West Provinces", True),
        ("west-province", True),
        ("West Provence", True),
        ("East Province", False),
        ("Province", False),
        ("West Province 2", False),
    ],
)
def test_a_value_may_be_misspelt_but_no_word_of_it_another(register, value, is_meant):
    asked = Query((Name("Springfield"),), types=(CITY,), conditions=(lies_in(value),))
    found = Matching(register).match(asked)
    scores = {one.thing.iri.removeprefix(ID): one.score for one in found}
    assert (scores.get("organization/springfield-2", 0) > 0.5) == is_meant


def test_one_query_of_many_is_answered_as_it_is_alone(register):
    matching = Matching(register)
    queries = [Query((Name(name),)) for name in ("Springfield", "Shelbyville", "Springfield", "x")]
    assert matching.match_all(queries, 5) == [matching.match(one) for one in queries]


def test_an_unknown_thing_or_property_has_empty_cells(register):
    rows = extended(register, ["x", EAST], [Column("y", "y"), Column("name", LABEL)], "zh")
    assert rows[0].cells == ((), ())
    assert rows[1].cells == ((), (Term("literal", "东省", "zh"),))


def test_properties_are_proposed_for_the_class_that_has_them(register):
    assert [one.iri for one in proposed(register, CITY)] == [LABEL, LIES_IN, SINCE]
    assert [one.iri for one in proposed(register, RIVER)] == [LABEL]


@pytest.mark.parametrize(
    ("prefix", "language", "told"),
    [
        ("s", "en", ["Shelbyville", "Springfield", "Springfield", "Springfield"]),
        ("p", "en", ["East Province", "West Province"]),
        ("省", "zh", ["East Province", "West Province"]),
        ("field", "en", ["Springfield"] * 3),
        ("e", "en", ["East Province"]),
        ("organization/west", "en", ["West Province"]),
    ],
)
def test_suggested_is_what_begins_so_then_what_has_it(register, prefix, language, told):
    found = suggest_things(register).starting(prefix, language)
    assert [one.label.en for one in found] == told


@pytest.mark.parametrize("name", [CITY, "City", "city", "CITY", "城市"])
def test_a_type_is_named_by_its_iri_or_by_its_label_in_any_case(register, name):
    assert register.type_iri(name) == CITY


def test_a_label_of_two_types_names_neither(register):
    town = {"urn:Town": concept("urn:Town", "City", "镇")}
    both = Register(register.things, {**register.types, **town}, register.properties)
    assert (both.type_iri("city"), both.type_iri("镇")) == ("city", "urn:Town")


def test_look_ups_at_once_in_things_of_one_class_have_them_made_ready_once(register, monkeypatch):
    matching, made = Matching(register), []

    def slow(entities):
        made.append(1)
        sleep(0.1)
        return Matcher(entities)

    monkeypatch.setattr("cocreation.services.reconciling.matching.Matcher", slow)
    query = Query((Name("Springfield"),), types=(CITY,))
    with ThreadPoolExecutor(4) as threads:
        assert all(threads.map(matching.match, [query] * 4))
    assert made == [1]
    assert matching.match(Query((Name("Springfield"),)))
    assert made == [1]


def test_a_store_without_things_has_nothing_to_reconcile_with():
    with closing(Snapshot.of_graphs([graph("one", 1)])) as store:
        empty = read_reconciliation(store, read_statements(store))
    assert empty.matching.match(Query((Name("Springfield"),))) == ()
    assert (empty.things.starting("", "en"), empty.types.starting("", "zh")) == ((), ())


def test_a_description_says_what_a_thing_is(register):
    east_river = register.things[ID + "organization/springfield-river"]
    assert description(register, east_river, "zh") == Name("河流", "zh")
