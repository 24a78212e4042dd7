"""Axioms in plain words and in functional syntax, and the search for the fewest that clash."""

import pytest

from cocreation.model import Text
from cocreation.reasoning.functional import canonical, read_functional, write_functional
from cocreation.reasoning.labels import Labels, with_article
from cocreation.reasoning.quickxplain import smallest_clash
from cocreation.reasoning.wording import Wording


def test_the_smallest_clash_is_found_and_earlier_items_are_preferred():
    bad = [{2, 7}, {5, 7, 9}, {11, 7}]

    def clash(chosen):
        return any(one <= set(chosen) for one in bad)

    assert set(smallest_clash(range(20), clash)) == {2, 7}
    assert smallest_clash([], clash) == ()


@pytest.mark.parametrize(
    ("source", "en", "zh"),
    [
        (
            "SubObjectPropertyOf(ObjectPropertyChain( InverseOf(<#in>) <#s> ) <#e>)",
            "“is in (backwards)”, then “s” makes “e”",
            "“属于（反向）”、再“s”，即得“e”",
        ),
        (
            "EquivalentClasses(<#D> ObjectIntersectionOf(<#P> ObjectHasValue(<#r> <#a>)) )",
            "The same: a d; an apt case and something that r a",
            "同义：D；恰当案例且r“a”的事物",
        ),
        (
            "SubClassOf(<#P> ObjectMaxCardinality(1 <#in> owl:Thing))",
            "Whatever is an apt case is something with at most 1 of “is in”, each a thing",
            "凡恰当案例都是“属于”至多有 1 个Thing的事物",
        ),
        (
            'DataPropertyAssertion(<#n> <#a> "6"^^xsd:integer)',
            "a has n 6",
            "“a”的n是 6",
        ),
        (
            "HasKey(<#P> () (<#n>))",
            "HasKey(<#P> () (<#n>))",
            "HasKey(<#P> () (<#n>))",
        ),
    ],
)
def test_axioms_are_said_in_plain_words(source, en, zh):
    label = "<http://www.w3.org/2000/01/rdf-schema#label>"
    labels = [
        ("<#in>", label, '"is in"@en'),
        ("<#in>", label, '"属于"@zh'),
        ("<#P>", label, '"Apt case"@en'),
        ("<#P>", label, '"恰当案例"@zh'),
    ]
    assert Wording(Labels(labels), {}).axiom(read_functional(source)) == Text(en=en, zh=zh)


def test_functional_syntax_comes_back_as_it_was_read():
    text = 'DataPropertyAssertion(<#p> <#s> "a \\"b\\" (c)"@en)'
    assert write_functional(read_functional(text)) == text


@pytest.mark.parametrize("text", ["", "A(", "A)", "A() B()"])
def test_broken_functional_syntax_is_refused(text):
    with pytest.raises(ValueError, match="Not functional syntax"):
        read_functional(text)


def test_the_order_of_parts_that_means_nothing_is_always_the_same():
    disjoint, sub = ("DisjointClasses", "<#b>", "<#a>"), ("SubClassOf", "<#b>", "<#a>")
    assert canonical(disjoint) == ("DisjointClasses", "<#a>", "<#b>")
    assert canonical(sub) == sub


@pytest.mark.parametrize(
    ("noun", "said"),
    [
        ("case", "a case"),
        ("interview", "an interview"),
        ("user", "a user"),
        ("news articles", "news articles"),
        ("class", "a class"),
    ],
)
def test_an_english_noun_gets_its_article(noun, said):
    assert with_article(noun) == said


def test_a_missing_label_falls_back_to_the_other_language_then_to_the_name():
    label = "<http://www.w3.org/2000/01/rdf-schema#label>"
    labels = Labels([("<#a>", label, '"甲"@zh'), ("<#b>", label, '"B \\"b\\""@en')])
    assert labels["<#a>"] == Text(en="甲", zh="甲")
    assert labels["<#b>"] == Text(en='B "b"', zh='B "b"')
    assert labels["<http://example.org/x/local>"] == Text(en="local", zh="local")
