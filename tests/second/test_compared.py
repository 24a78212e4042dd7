"""Two studies are compared construct by construct, through mappings."""

from cocreation.namespaces import ID, SKOS
from cocreation.services.study_comparing import compare_constructs, counterparts_of
from second_study import FIRST, SECOND


def counterparts(asking, study):
    """Each construct's counterparts: predicate, whether it holds, how sure, and the construct."""
    return {
        one.construct.iri.removeprefix(ID): [
            (
                other.link.predicate.removeprefix(SKOS),
                not other.link.negated,
                other.link.confidence,
                other.thing.iri.removeprefix(ID),
            )
            for other in one.counterparts
        ]
        for one in compare_constructs(asking.store, asking.queries, study)
    }


def test_every_construct_of_a_study_stands_there_with_and_without_a_counterpart(asking):
    assert counterparts(asking, SECOND) == {
        "dimension/lantern-2026/staying": [],
        "theme/lantern-2026/belonging": [
            ("relatedMatch", True, 0.6, "theme/song-2025/group-cognition")
        ],
        "theme/lantern-2026/growing": [],
        "concept/lantern-2026/mutual-trust": [
            ("closeMatch", True, 0.8, "concept/song-2025/group-trust")
        ],
        "concept/lantern-2026/house-rules": [
            ("broadMatch", True, 0.7, "concept/song-2025/group-norms")
        ],
        "concept/lantern-2026/learning-from-readers": [
            ("exactMatch", False, 0.9, "concept/song-2025/acquire-external-knowledge")
        ],
        "concept/lantern-2026/quiet-hours": [],
    }


def test_a_mapping_counts_from_either_side_and_is_turned_where_it_has_to_be(asking):
    found = counterparts(asking, FIRST)
    assert len(found) == 32
    assert found["concept/song-2025/group-norms"] == [
        ("narrowMatch", True, 0.7, "concept/lantern-2026/house-rules")
    ]
    assert found["concept/song-2025/group-trust"] == [
        ("closeMatch", True, 0.8, "concept/lantern-2026/mutual-trust")
    ]
    assert found["concept/song-2025/group-identity"] == []


def test_both_sides_tell_how_much_speaks_for_them(asking):
    compared = compare_constructs(asking.store, asking.queries, SECOND)
    (trust,) = (one for one in compared if one.construct.iri.endswith("/mutual-trust"))
    (other,) = trust.counterparts
    assert (trust.items, trust.cases) == (2, 2)
    assert (other.items, other.cases) == (2, 1)
    assert other.study.iri == FIRST
    assert other.link.comment.zh


def test_a_near_miss_joins_nothing(asking):
    compared = compare_constructs(asking.store, asking.queries, SECOND)
    assert sorted(one.construct.label.en for one in compared if one.matches) == [
        "Belonging",
        "House rules",
        "Mutual trust",
    ]


def test_links_to_things_that_are_no_construct_of_a_study_are_left_out(asking):
    dimension = ID + "dimension/song-2025/value-co-creation"
    assert asking.records("links/list-mappings-of", node=dimension)
    assert counterparts_of(asking.store, asking.queries, dimension) == ()
