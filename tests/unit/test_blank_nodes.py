"""Names of blank nodes, with the standard's canonicalisation as referee."""

import random
import time

import pyoxigraph as ox
import pytest

from cocreation.blank_nodes import named_alike, names

GRAPHS = {
    "tree": "<a:a> <a:p> [ <a:q> 1 ; <a:r> [ <a:q> 2 ] ] , [ <a:q> 1 ; <a:r> [ <a:q> 3 ] ] .",
    "twins": "<a:a> <a:p> [ <a:q> [ <a:r> 1 ] ] , [ <a:q> [ <a:r> 1 ] ] .",
    "list of equal members": "<a:a> <a:p> ( 1 1 1 [ <a:q> () ] ( 1 ) ) .",
    "shared": "<a:a> <a:p> [ <a:p> _:w ] , [ <a:p> _:y ] . <a:b> <a:p> _:y .",
    "circle": "_:x <a:p> _:y . _:y <a:q> _:z . _:z <a:p> _:x ; <a:r> 1 . <a:a> <a:p> _:y .",
    "even circle": "_:w <a:p> _:x . _:x <a:p> _:y . _:y <a:p> _:z . _:z <a:p> _:w .",
    "two circles": "_:v <a:p> _:w . _:w <a:p> _:v . _:x <a:p> _:y . _:y <a:p> _:x ; <a:q> 1 .",
    "to itself": "_:x <a:p> _:x .",
}


def parse(turtle):
    quads = ox.parse(turtle.encode(), format=ox.RdfFormat.TURTLE)
    return [(str(q.subject), str(q.predicate), str(q.object)) for q in quads]


def canonical(statements):
    lines = "\n".join(" ".join(statement) + " ." for statement in statements)
    dataset = ox.Dataset(ox.parse(lines.encode(), format=ox.RdfFormat.N_TRIPLES))
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return dataset


@pytest.mark.parametrize("turtle", GRAPHS.values(), ids=GRAPHS)
def test_renaming_keeps_the_graph(turtle):
    statements = parse(turtle)
    renamed = named_alike(statements)
    assert len(renamed) == len(set(statements))
    assert canonical(renamed) == canonical(statements)


@pytest.mark.parametrize("turtle", GRAPHS.values(), ids=GRAPHS)
def test_equal_graphs_get_equal_names_whatever_their_order_and_labels(turtle):
    expected = named_alike(parse(turtle))
    for seed in range(10):
        statements = parse(turtle)  # the engine labels the nodes anew each time
        random.Random(seed).shuffle(statements)
        assert named_alike(statements) == expected


def test_a_statement_said_twice_changes_no_name():
    statements = parse(GRAPHS["shared"])
    assert named_alike(statements * 2) == named_alike(statements)


def test_a_statement_more_changes_only_the_names_that_it_bears_on():
    before = "<a:a> <a:p> [ <a:q> 1 ] . <a:b> <a:p> [ <a:q> 2 ] ."
    after = before.replace("2 ]", "2 , 3 ]")
    assert len(named_alike(parse(before)) & named_alike(parse(after))) == 2


def test_names_of_different_scopes_never_meet():
    statements = parse(GRAPHS["tree"])
    one, other = names(statements, "one"), names(statements, "other")
    assert not set(one.values()) & set(other.values())


@pytest.mark.parametrize(
    "turtle",
    [
        "<a:a> <a:p> (" + " 1" * 10_000 + " ) .",
        "<a:a> <a:p> " + "[ <a:p> " * 10_000 + "1" + " ]" * 10_000 + " .",
        " ".join(f"_:n{i} <a:p> _:n{j} ." for i in range(12) for j in range(12) if i != j),
    ],
    ids=["long list", "deep nesting", "all with all"],
)
def test_graphs_that_stop_the_standard_algorithm_take_a_moment(turtle):
    statements = parse(turtle)
    began = time.process_time()
    names(statements)
    assert time.process_time() - began < 5
