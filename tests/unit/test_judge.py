"""The judgement of small graphs: OWL 2 DL, contradictions, and what is said without Java."""

from pathlib import Path

import pytest

from cocreation.errors import ReasonerError
from cocreation.model import FileGraph, Text
from cocreation.reasoning.hermit import infer_types
from cocreation.reasoning.java import Java, Referee, find_java
from cocreation.reasoning.judge import judge
from file_graphs import from_turtle

ONTOLOGY = """
<http://example.org/o> a owl:Ontology ; owl:imports <http://example.org/never-fetched> ;
  owl:versionIRI <http://example.org/o/1> .
org:Organization a owl:Class . cst:Case a owl:Class .
ex:Provider a owl:Class ; rdfs:label "服务商"@zh , "Provider"@en ;
  rdfs:subClassOf org:Organization .
ex:User a owl:Class ; rdfs:label "用户"@zh , "User"@en ; owl:disjointWith ex:Provider .
ex:Pact a owl:Class ; rdfs:label "合作"@zh , "Pact"@en ; rdfs:subClassOf cst:Case .
ex:hasProvider a owl:ObjectProperty , owl:FunctionalProperty ; rdfs:domain ex:Pact ;
  rdfs:range ex:Provider ; rdfs:label "服务方"@zh , "has provider"@en .
ex:precedes a owl:ObjectProperty , owl:AsymmetricProperty , owl:IrreflexiveProperty ,
  owl:InverseFunctionalProperty ; rdfs:label "先于"@zh , "precedes"@en .
ex:near a owl:ObjectProperty ; owl:propertyDisjointWith ex:far .
ex:far a owl:ObjectProperty .
ex:minutes a owl:DatatypeProperty , owl:FunctionalProperty ; rdfs:label "分钟"@zh , "minutes"@en .
ex:follows a owl:ObjectProperty ; owl:propertyChainAxiom ( ex:near ex:far ) ;
  rdfs:label "后于"@zh , "follows"@en .
ex:note a owl:AnnotationProperty .
"""


def graphs(turtle: str) -> list[FileGraph]:
    return [from_turtle(ONTOLOGY, "ontology/o"), from_turtle(turtle)]


def nowhere() -> Java | None:
    return find_java("/nowhere")


@pytest.fixture(scope="module")
def referee(java):
    with Referee(find_java()) as running:
        yield running


def words(verdict) -> set[str]:
    return {axiom.words.en for axiom in verdict.clash}


CLASHES = {
    "two values of a functional property": (
        "ex:c ex:hasProvider ex:a , ex:b . ex:a a ex:Provider . ex:b a ex:Provider .",
        {"c has provider a", "c has provider b", "a and b are different"}
        | {"A pact has at most one provider"},
    ),
    "a member of two disjoint classes": (
        "ex:a a ex:Provider , ex:User .",
        {"a is a provider", "a is a user", "Nothing is both a provider and a user"},
    ),
    "a value of the wrong class": (
        "ex:c ex:hasProvider ex:a . ex:a a ex:User .",
        {"c has provider a", "a is a user", "Nothing is both a provider and a user"}
        | {"Every value of “has provider” is a provider"},
    ),
    "two numbers where one may stand": (
        "ex:i ex:minutes 60 , 61 .",
        {"i has minutes 60", "i has minutes 61", "“minutes” has at most one value for a thing"},
    ),
    "a thing before itself": (
        "ex:s ex:precedes ex:s .",
        {"s precedes s", "Nothing precedes itself"},
    ),
    "two things before each other": (
        "ex:s ex:precedes ex:t . ex:t ex:precedes ex:s .",
        {"s precedes t", "t precedes s", "“precedes” never holds both ways between two things"},
    ),
    "two things before a third": (
        "ex:a ex:precedes ex:c . ex:b ex:precedes ex:c . ex:a a cst:Case . ex:b a cst:Case .",
        {"a precedes c", "b precedes c", "a and b are different"}
        | {"At most one thing precedes any one thing"},
    ),
    "two disjoint relations of the same two": (
        "ex:a ex:near ex:b ; ex:far ex:b .",
        {"a near b", "a far b", "“far” and “near” never hold between the same two"},
    ),
}


@pytest.mark.parametrize("kind", CLASHES)
def test_a_contradiction_is_named_by_rules_without_java(kind):
    turtle, expected = CLASHES[kind]
    verdict = judge(graphs(turtle), nowhere)
    assert verdict.consistent is False
    assert words(verdict) == expected


@pytest.mark.parametrize("kind", CLASHES)
def test_a_contradiction_is_named_by_the_reasoner(kind, referee):
    turtle, expected = CLASHES[kind]
    verdict = judge(graphs(turtle), referee=referee)
    assert (verdict.consistent, verdict.faults, verdict.clash_of) == (False, (), None)
    assert words(verdict) == expected
    assert verdict.inferred == ()


def test_without_java_the_verdict_says_what_was_and_was_not_checked():
    verdict = judge(graphs("ex:a a ex:Provider ."), nowhere)
    assert verdict.java is None
    assert verdict.consistent is None
    assert verdict.clash == ()
    assert [one.en.split(":")[0] for one in verdict.checked] == [
        "contradictions that rules can see"
    ]
    assert all("needs Java" in one.en and "需要 Java" in one.zh for one in verdict.unchecked)
    assert any("OWL 2 DL" in one.en for one in verdict.unchecked)


def test_without_java_what_follows_is_still_inferred():
    (inferred,) = judge(graphs("ex:a a ex:Provider ."), nowhere).inferred
    assert inferred.object.value == "http://www.w3.org/ns/org#Organization"


def test_without_java_numbers_written_differently_are_not_two_values():
    same = 'ex:i ex:minutes 60 , "060"^^xsd:integer , 60.0 .'
    assert judge(graphs(same), nowhere).clash == ()


def test_without_java_types_by_hermit_are_refused_in_one_sentence(monkeypatch):
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(ReasonerError, match="needs Java"):
        infer_types(graphs("ex:a a ex:Provider ."))


def test_a_consistent_graph_is_judged_whole(referee):
    verdict = judge(graphs("ex:c ex:hasProvider ex:a . ex:a ex:note 'seen' ."), referee=referee)
    assert (verdict.consistent, verdict.faults, verdict.clash, verdict.unsatisfiable) == (
        (True, (), (), ())
    )
    assert verdict.java is not None
    assert verdict.unchecked == ()
    assert {(t.subject.value[-1], t.object.value.rsplit("#")[-1]) for t in verdict.inferred} >= {
        ("a", "Organization"),
        ("c", "Case"),
    }


def test_rules_and_hermit_infer_the_same_of_a_small_graph(java):
    turtle = "ex:c ex:hasProvider ex:a . ex:a ex:near ex:b . ex:b ex:far ex:d ."
    assert set(judge(graphs(turtle)).inferred) == set(judge(graphs(turtle), nowhere).inferred)


def test_a_class_without_possible_members_is_named_with_the_reason(referee):
    empty = "ex:Both a owl:Class ; rdfs:subClassOf ex:Provider , ex:User ; rdfs:label 'Both'@en ."
    verdict = judge(graphs(empty), referee=referee)
    assert verdict.consistent
    assert verdict.unsatisfiable == ("http://example.org/Both",)
    assert verdict.clash_of == "http://example.org/Both"
    assert words(verdict) == {
        "Whatever is a both is a provider",
        "Whatever is a both is a user",
        "Nothing is both a provider and a user",
    }


def faults(turtle: str, referee: Referee) -> list[tuple[str, str]]:
    return [(one.kind, one.message.en) for one in judge(graphs(turtle), referee=referee).faults]


def test_an_undeclared_property_is_outside_owl_dl(referee):
    ((kind, message),) = faults("ex:c ex:hasProvidr ex:a .", referee)
    assert kind == "UseOfUndeclaredAnnotationProperty"
    assert message.startswith("<http://example.org/hasProvidr> is used as a property and nowhere")


def test_an_undeclared_class_is_outside_owl_dl(referee):
    ((kind, message),) = faults("ex:c a ex:Pakt .", referee)
    assert kind == "UseOfUndeclaredClass"
    assert "<http://example.org/Pakt> is used as a class" in message


def test_counting_what_a_chain_makes_is_outside_owl_dl_and_not_judged_further(referee):
    counted = """ex:Pact rdfs:subClassOf
      [ a owl:Restriction ; owl:onProperty ex:follows ; owl:maxCardinality 1 ] ."""
    verdict = judge(graphs(counted), referee=referee)
    (fault,) = verdict.faults
    assert fault.kind == "UseOfNonSimplePropertyInCardinalityRestriction"
    assert fault.message == Text(
        en="“follows” follows from a property chain and so cannot be counted: take that out.",
        zh="“后于”由属性链推出，因而不能计数：请去掉这一限定。",
    )
    assert verdict.consistent is None
    assert any("HermiT refused" in one.en for one in verdict.unchecked)


def test_a_functional_chain_is_outside_owl_dl(referee):
    ((kind, message),) = faults("ex:follows a owl:FunctionalProperty .", referee)
    assert kind == "UseOfNonSimplePropertyInFunctionalPropertyAxiom"
    assert "cannot be functional" in message


@pytest.mark.parametrize("literal", ['"2020"^^xsd:gYear', '"2020-07-01"^^xsd:date'])
def test_a_datatype_on_which_hermit_gives_up_is_named_and_left_out(literal, referee):
    verdict = judge(graphs(f"ex:i ex:minutes {literal} ."), referee=referee)
    (fault,) = verdict.faults
    assert fault.kind == "UseOfUnknownDatatype"
    assert "xsd:" in fault.message.en
    assert "“minutes” of i" in fault.message.en
    assert verdict.consistent


def test_a_range_on_which_hermit_gives_up_is_named_and_left_out(referee):
    ((kind, message),) = faults("ex:minutes rdfs:range xsd:date .", referee)
    assert kind == "UseOfUnknownDatatype"
    assert "xsd:date of “minutes”" in message


def test_dates_in_annotations_are_nobodys_concern(referee):
    assert faults('ex:i ex:note "2020-07"^^xsd:gYearMonth .', referee) == []


def test_an_ill_written_number_is_named_and_left_out(referee):
    ((kind, message),) = faults('ex:i ex:minutes "sixty"^^xsd:integer .', referee)
    assert kind == "LexicalNotInLexicalSpace"
    assert "“sixty”, the minutes of i, is not written as xsd:integer" in message


def test_one_name_for_two_kinds_of_property_is_outside_owl_dl(referee):
    found = faults("ex:near a owl:DatatypeProperty .", referee)
    assert "IllegalPunning" in {kind for kind, _ in found}


def test_hermit_names_a_contradiction_as_an_error(java):
    with pytest.raises(ReasonerError, match="contradicts itself"):
        infer_types(graphs("ex:a a ex:Provider , ex:User ."))


def test_hermit_names_classes_without_possible_members_as_an_error(java):
    empty = "ex:Both a owl:Class ; rdfs:subClassOf ex:Provider , ex:User ."
    with pytest.raises(ReasonerError, match="can have no members"):
        infer_types(graphs(empty))


def test_a_java_process_that_dies_is_one_sentence(java):
    ended = pytest.raises(ReasonerError, match="ended before it answered")
    with Referee(find_java(), seconds=0.01) as hurried, ended:
        judge(graphs("ex:a a ex:Provider ."), referee=hurried)


def test_a_java_process_that_cannot_start_is_one_sentence(java):
    broken = Java(find_java().command, Path("/nowhere/libjvm.so"))
    with pytest.raises(ReasonerError, match="ended before it answered"):
        judge(graphs("ex:a a ex:Provider ."), lambda: broken)
