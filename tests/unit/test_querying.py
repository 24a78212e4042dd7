"""The library of questions: names, parameters, choices, and what is said of a wrong one."""

import re
from pathlib import Path

import pytest

from cocreation.errors import ParameterError, UnknownNameError
from cocreation.model import Parameter, QuerySpec, Term, Text
from cocreation.namespaces import ID, XSD
from cocreation.services import querying
from cocreation.services.choosing import choices, resolve
from cocreation.store import base, embedded
from file_graphs import from_turtle, shipped
from small_project import make_project

GRAPH = """
cst:Construct a owl:Class . cst:FirstOrderConcept rdfs:subClassOf cst:Construct .
vcc:GroupCondition rdfs:subClassOf cst:FirstOrderConcept .
cst:Source a owl:Class . cst:Interview rdfs:subClassOf cst:Source . cst:Case a owl:Class .
<concept/s/group-trust> a vcc:GroupCondition ; rdfs:label "Group trust"@en , "群体信任"@zh ;
  cst:ordinal 2 .
<concept/s/group-norms> a vcc:GroupCondition ; rdfs:label "Group norms"@en , "群体规范"@zh ;
  cst:ordinal 1 .
<source/s/J_DY1> a cst:Interview ; cst:sourceCode "J_DY1" ; rdfs:label "An interview"@en .
<case/s/two> a cst:Case . <case/t/two> a cst:Case .
<publication/p> cito:cites <reference/s/12> . <reference/s/12> rdfs:label "Li (2020)"@en .
"""
TRUST = ID + "concept/s/group-trust"


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    directory = tmp_path_factory.mktemp("querying")
    embedded.write(directory, [from_turtle(GRAPH)], "")
    return embedded.open_snapshot(directory)


@pytest.fixture(scope="module")
def project(tmp_path_factory) -> Path:
    return make_project(tmp_path_factory.mktemp("project"))


@pytest.fixture(scope="module")
def shipped_store(root, tmp_path_factory):

    directory = tmp_path_factory.mktemp("shipped")
    embedded.write(directory, [*shipped(root, "ontology"), *shipped(root, "data")], "")
    return embedded.open_snapshot(directory)


def parameter(kind: str, default: str | None = None) -> Parameter:
    return Parameter("thing", kind, Text(en="Thing", zh="事物"), default)


def spec(*parameters: Parameter, text: str = "SELECT ?thing WHERE { ?thing ?p ?o }") -> QuerySpec:
    title = Text(en="q", zh="q")
    return QuerySpec("t/q", Path("q.rq"), title, title, "", (), parameters, text)


def fault(store: base.Store, kind: str, value: str) -> ParameterError:
    with pytest.raises(ParameterError) as raised:
        resolve(store, parameter(kind), value)
    return raised.value


@pytest.mark.parametrize(
    "value",
    [
        TRUST,
        "concept/s/group-trust",
        "s/group-trust",
        "group-trust",
        "Group-Trust",
        "群体信任",
        "Group trust",
        "GROUP TRUST",
    ],
)
def test_a_thing_may_be_called_by_its_iri_its_slug_or_its_label(store, value):
    assert resolve(store, parameter("construct"), value) == Term("iri", TRUST)


def test_a_source_may_be_called_by_its_code(store):
    assert resolve(store, parameter("source"), "j_dy1").value == ID + "source/s/J_DY1"


def test_a_reference_may_be_called_by_its_number(store):
    assert resolve(store, parameter("reference"), "12").value == ID + "reference/s/12"


def test_only_things_of_the_type_are_found(store):
    assert "group-norms" in fault(store, "concept", "J_DY1").message.en


@pytest.mark.parametrize("value", ["grop-trust", "Grup trust", "群体信心", "trust", "信任"])
def test_a_thing_that_is_not_there_is_answered_with_the_nearest(store, value):
    error = fault(store, "construct", value)
    assert error.details["nearest"][0] == "group-trust"
    assert "group-trust (Group trust)" in error.message.en
    assert "group-trust（群体信任）" in error.message.zh


def test_a_thing_like_nothing_is_answered_with_a_few_that_there_are(store):
    assert fault(store, "construct", "zzz").details["nearest"] == ["group-norms", "group-trust"]


def test_a_name_of_two_things_is_answered_with_both(store):
    assert "case/s/two, case/t/two" in fault(store, "case", "two").message.en
    assert resolve(store, parameter("case"), "t/two").value == ID + "case/t/two"


def test_text_and_numbers_become_literals(store):
    assert resolve(store, parameter("string"), "} DROP ALL") == Term("literal", "} DROP ALL")
    number = Term("literal", "12", datatype=XSD + "integer")
    assert resolve(store, parameter("integer"), "12") == number
    assert "whole number" in fault(store, "integer", "twelve").message.en


def test_choices_are_in_their_order_with_their_names(store):
    offered = choices(store, "concept")
    assert [choice.slug for choice in offered] == ["group-norms", "group-trust"]
    assert offered[1].label == Text(en="Group trust", zh="群体信任")


def test_a_label_in_one_language_stands_for_the_other_and_a_slug_for_none(store):
    assert choices(store, "source")[0].label == Text(en="An interview", zh="An interview")
    assert choices(store, "case")[0].label.zh == "two"


def test_text_has_no_choices(store):
    assert choices(store, "string") == ()


def test_a_default_is_used_where_no_value_is_given(store):
    question = spec(parameter("construct", default="group-trust"))
    assert querying.bind(store, question, {}) == {"thing": Term("iri", TRUST)}
    assert querying.bind(store, question, {"thing": " "}) == {"thing": Term("iri", TRUST)}


def test_a_missing_value_without_default_is_asked_for(store):
    with pytest.raises(ParameterError, match="thing \\(Thing\\) needs a value"):
        querying.bind(store, spec(parameter("construct")), {})


def test_an_unknown_parameter_is_answered_with_those_there_are(store):
    with pytest.raises(ParameterError, match="no parameter “thin”; its parameters are: thing"):
        querying.bind(store, spec(parameter("construct")), {"thin": "x"})


def test_a_question_is_asked_with_its_parameters(store):
    question = spec(parameter("construct", default="group-trust"))
    rows = querying.select(store, question, {"thing": "群体规范"})
    assert {row[0] for row in rows.rows} == {Term("iri", ID + "concept/s/group-norms")}
    answer = querying.run(store, question, {}, base.CSV)
    assert answer.body.decode().splitlines()[1] == TRUST


def test_a_standalone_question_has_the_same_answer_without_parameters(store):
    question = spec(parameter("construct", default="group-trust"))
    bindings = querying.bind(store, question, {})
    alone = store.select(querying.standalone(question, bindings))
    assert alone == store.select(question.text, bindings)


@pytest.mark.parametrize("name", ["cases/list-cases", "list-cases"])
def test_a_question_is_found_with_or_without_its_topic(project, name):
    assert querying.load_query(project, name).id == "cases/list-cases"
    assert querying.find_query(querying.library(project), name).id == "cases/list-cases"


@pytest.mark.parametrize("name", ["list-case", "cases/lst-cases", "case/list-cases", "list"])
def test_a_question_that_is_not_there_is_answered_with_the_nearest(project, name):
    with pytest.raises(UnknownNameError, match="did you mean cases/list-cases") as raised:
        querying.load_query(project, name)
    assert raised.value.details["nearest"][0] == "cases/list-cases"


def test_a_name_like_no_question_is_answered_with_the_way_to_list_them(project):
    with pytest.raises(UnknownNameError, match="cocreation queries"):
        querying.load_query(project, "zzz")


def test_a_name_in_two_topics_is_answered_with_both(project):
    questions = [
        QuerySpec(f"{topic}/q", Path(), Text("", ""), Text("", ""), "", (), (), "")
        for topic in "ab"
    ]
    with pytest.raises(UnknownNameError, match="did you mean a/q, b/q"):
        querying.find_query(questions, "q")


@pytest.mark.parametrize("kind", ["study", "case", "construct", "concept", "theme", "stage"])
def test_every_type_of_the_shipped_graph_has_choices(shipped_store, kind):
    assert choices(shipped_store, kind)


@pytest.mark.parametrize("value", ["foo", "case/s/two", "wd:Q1", "urn:x", "127.0.0.1:8001/sparql"])
def test_what_is_called_has_to_be_an_address(store, value):
    calling = spec(parameter("iri"), text="SELECT * { SERVICE ?thing { ?s ?p ?o } }")
    with pytest.raises(ParameterError) as refused:
        querying.bind(store, calling, {"thing": value})
    assert "begins with http:// or https://" in refused.value.message.en
    assert "以 http:// 或 https:// 开头" in refused.value.message.zh
    bound = querying.bind(store, calling, {"thing": "HTTP://127.0.0.1:8001/sparql"})
    assert bound["thing"].value == "HTTP://127.0.0.1:8001/sparql"


def test_what_is_not_called_may_be_any_iri(store):
    asking = spec(parameter("iri"), text="SELECT * { ?thing ?service ?o }")
    assert querying.bind(store, asking, {"thing": "case/s/two"})["thing"].value == ID + "case/s/two"


def test_who_compares_studies_is_told_how_to_map_constructs(root):
    told = querying.load_query(root, "compare-with-other-study").description
    command = re.compile(r"`(cocreation link accept concept/\S+ IRI --as close --why \S+)`")
    english, chinese = (command.search(one) for one in (told.en, told.zh))
    assert english
    assert chinese
