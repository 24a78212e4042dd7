"""The two engines behind one function: findings, messages, unknown terms."""

from pathlib import Path

import pyoxigraph
import pytest
from rdflib import RDF, RDFS, SH, Graph, URIRef

from cocreation.errors import SourceError
from cocreation.model import FileGraph, Finding, Term, Text
from cocreation.namespaces import CST, GRAPH, VSH
from cocreation.validation import check, report_turtle

PREFIXES = """
@prefix cst: <https://w3id.org/cocreation/case-study#> .
@prefix vcc: <https://w3id.org/cocreation/model#> .
@prefix ex: <http://example.org/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <https://schema.org/> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
ONTOLOGY = """
cst:Source a owl:Class .
cst:Interview a owl:Class ; rdfs:subClassOf cst:Source .
cst:NewsArticle a owl:Class ; rdfs:subClassOf cst:Source .
cst:Case a owl:Class .
vcc:Partnership a owl:Class ; rdfs:subClassOf cst:Case .
vcc:Evidenced a owl:Class ; owl:equivalentClass [ a owl:Class ;
  owl:intersectionOf ( vcc:Partnership [ a owl:Restriction ; owl:onProperty cst:has ] ) ] .
schema:Event a owl:Class .
cst:summary a owl:AnnotationProperty .
cst:sourceCode a owl:DatatypeProperty ; rdfs:domain cst:Source .
cst:durationMinutes a owl:DatatypeProperty ; rdfs:domain cst:Interview .
cst:itemCount a owl:DatatypeProperty ;
  rdfs:domain [ a owl:Class ; owl:unionOf ( cst:NewsArticle cst:Case ) ] .
"""
NO_SHAPES = "ex:Nothing a sh:NodeShape ."


def graph(turtle: str, name: str = "data/x") -> FileGraph:
    triples = pyoxigraph.parse(PREFIXES + turtle, format=pyoxigraph.RdfFormat.TURTLE)
    lines = "".join(f"{quad.triple} .\n" for quad in triples)
    return FileGraph(GRAPH + name, Path(f"{name}.ttl"), lines.encode(), "")


def both(data: str, shapes: str = NO_SHAPES, ontology: str = "") -> tuple[Finding, ...]:
    """What both engines find, which has to be the same."""
    graphs = [graph(ontology, "ontology/x"), graph(data)]
    rules = [graph(shapes, "shapes/x")]
    fast = check(graphs, rules)
    assert check(graphs, rules, engine="reference") == fast
    return fast


def with_terms(data: str) -> tuple[Finding, ...]:
    return both(data, ontology=ONTOLOGY)


# Findings


def test_a_finding_names_focus_path_component_shape_severity_and_value():
    [finding] = both(
        "ex:a a ex:P ; ex:age 'x' .",
        """ex:P-age a sh:PropertyShape ; sh:targetClass ex:P ; sh:path ex:age ;
        sh:datatype xsd:integer ; sh:severity sh:Warning ; sh:message "写整数"@zh, "Say it"@en .""",
    )
    assert finding == Finding(
        focus="http://example.org/a",
        shape="http://example.org/P-age",
        component=str(SH.DatatypeConstraintComponent),
        severity="warning",
        message=Text(en="Say it", zh="写整数"),
        path="http://example.org/age",
        value=Term("literal", "x", datatype="http://www.w3.org/2001/XMLSchema#string"),
    )


def test_the_most_serious_findings_come_first():
    findings = both(
        "ex:a a ex:P . ex:b a ex:P .",
        """ex:I a sh:PropertyShape ; sh:targetClass ex:P ; sh:path ex:i ; sh:minCount 1 ;
          sh:severity sh:Info .
        ex:V a sh:PropertyShape ; sh:targetClass ex:P ; sh:path ex:v ; sh:minCount 1 .
        ex:W a sh:PropertyShape ; sh:targetClass ex:P ; sh:path ex:w ; sh:minCount 1 ;
          sh:severity sh:Warning .""",
    )
    assert [(f.severity, f.focus[-1]) for f in findings] == [
        (severity, focus) for severity in ("violation", "warning", "info") for focus in "ab"
    ]


def test_a_finding_reached_by_target_and_by_node_is_told_once():
    findings = both(
        "ex:a a ex:P ; ex:has ex:b . ex:b a ex:Q .",
        """ex:Q-name a sh:PropertyShape ; sh:path ex:name ; sh:minCount 1 .
        ex:Q1 a sh:NodeShape ; sh:targetClass ex:Q ; sh:property ex:Q-name .
        ex:Q2 a sh:NodeShape ; sh:targetObjectsOf ex:has ; sh:property ex:Q-name .""",
    )
    assert len(findings) == 1


def test_subclasses_of_the_ontology_count_as_the_class():
    findings = both(
        "ex:a a cst:Interview .",
        "ex:S a sh:PropertyShape ; sh:targetClass cst:Source ; sh:path ex:p ; sh:minCount 1 .",
        "cst:Interview rdfs:subClassOf cst:Source .",
    )
    assert [f.shape for f in findings] == ["http://example.org/S"]


def test_a_complex_path_is_told_in_the_notation_of_sparql():
    [finding] = both(
        "ex:a a ex:P .",
        """ex:S a sh:PropertyShape ; sh:targetClass ex:P ; sh:minCount 1 ; sh:message "m"@en ;
        sh:path ( [ sh:inversePath ex:knows ] [ sh:alternativePath ( ex:x ex:y ) ] ) .""",
    )
    assert finding.path == (
        "(^<http://example.org/knows>)/(<http://example.org/x>|<http://example.org/y>)"
    )


def test_a_shape_without_a_name_is_told_by_the_shape_that_holds_it():
    [finding] = both(
        "ex:a a ex:P .",
        "ex:S sh:targetClass ex:P ; sh:property [ sh:path ex:p ; sh:minCount 2 ] .",
    )
    assert finding.shape == "http://example.org/S"


def test_blank_nodes_of_two_files_with_one_label_stay_two():
    shapes = [
        graph("ex:S a sh:PropertyShape ; sh:targetClass ex:P ; sh:path ex:p ; sh:maxCount 1 .")
    ]
    data = [graph(f"_:b a ex:P ; ex:p {number} .", f"data/{number}") for number in (1, 2)]
    assert check(data, shapes) == check(data, shapes, engine="reference") == ()


def test_blank_nodes_are_no_wildcards_in_queries():
    findings = both(
        "_:b a ex:P . ex:a a ex:P ; ex:p 1, 2 .",
        """ex:S a sh:NodeShape ; sh:targetClass ex:P ; sh:sparql [ sh:select '''
        SELECT $this WHERE { $this <http://example.org/p> ?a, ?b FILTER(?a < ?b) }''' ] .""",
    )
    assert [finding.focus for finding in findings] == ["http://example.org/a"]


def test_shapes_and_imports_within_data_are_never_used():
    data = """ex: owl:imports <http://localhost:1/none> . ex:a a ex:P .
    ex:S a sh:PropertyShape ; sh:targetClass ex:P ; sh:path ex:p ; sh:minCount 1 ."""
    assert both(data) == ()


def test_ill_typed_literals_leave_no_trace_on_the_error_stream(capfd):
    both("ex:a a ex:P ; ex:p 'ja'^^xsd:boolean, 'x'^^xsd:integer .")
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize("engine", ["fast", "reference"])
def test_a_language_tag_is_told_in_small_letters_however_it_is_written(engine):
    said = f'<http://example.org/a> <{RDFS.label}> "甲"@zh-CN .\n'
    data = FileGraph(GRAPH + "data/x", Path("x.nt"), said.encode(), "")
    rule = """ex:S a sh:NodeShape ; sh:targetSubjectsOf rdfs:label ;
      sh:property [ sh:path rdfs:label ; sh:languageIn ( "en" ) ] ."""
    [found] = check([data], [graph(rule, "shapes/x")], engine=engine)
    assert found.value == Term("literal", "甲", "zh-cn")


@pytest.mark.parametrize("engine", ["fast", "reference"])
def test_shapes_that_cannot_be_used_raise_a_source_error(engine):
    shapes = graph("ex:S a sh:NodeShape ; sh:targetClass ex:P ; sh:sparql [ sh:select 'SELEC' ] .")
    with pytest.raises(SourceError, match="shapes cannot be used"):
        check([graph("ex:a a ex:P .")], [shapes], engine=engine)


# Messages


def test_messages_of_sparql_constraints_get_back_their_language_and_values():
    [finding] = both(
        'ex:a a ex:P ; ex:p ex:v ; ex:q "one two"@en ; ex:r 3 .',
        """ex:S a sh:NodeShape ; sh:targetClass ex:P ; sh:sparql ex:S-sparql .
        ex:S-sparql
          sh:message "{?value}、{?q}、{?r}、{$this}、{?no}"@zh, "{?q} {?r}: {$this}, {?value}"@en ;
          sh:select '''SELECT $this ?value ?q ?r WHERE {
            $this <http://example.org/p> ?value ; <http://example.org/q> ?q ;
              <http://example.org/r> ?r }''' .""",
    )
    assert finding.message == Text(
        en="one two 3: <http://example.org/a>, <http://example.org/v>",
        zh="<http://example.org/v>、one two、3、<http://example.org/a>、…",
    )


def test_a_sparql_constraint_without_a_message_speaks_with_its_shapes():
    [finding] = both(
        "ex:a a ex:P .",
        """ex:S a sh:NodeShape ; sh:targetClass ex:P ; sh:message "Mend {$this}"@en ;
        sh:sparql [ sh:select "SELECT $this WHERE { $this ?p ?o }" ] .""",
    )
    assert finding.message == Text(
        en="Mend <http://example.org/a>", zh="Mend <http://example.org/a>"
    )


def test_a_shape_without_a_message_gets_one_that_says_how_to_mend_it():
    [finding] = both(
        "ex:a a ex:P ; ex:p 1 .",
        """ex:S a sh:PropertyShape ; sh:targetClass ex:P ; sh:path ex:p ; sh:in ( "a" ex:b ) .""",
    )
    assert finding.message == Text(
        en="1 at <http://example.org/p> is not one of the values allowed:"
        " choose from a, <http://example.org/b>.",
        zh="<http://example.org/p> 的值 1 不在允许之列：请从 a, <http://example.org/b> 中选取。",
    )


# Unknown terms


def test_a_misspelt_property_is_found_with_the_nearest_known_one():
    [finding] = with_terms("ex:a a cst:Interview ; cst:durationMinuts 60 .")
    assert (finding.shape, finding.severity) == (VSH + "InterviewTermsShape", "violation")
    assert finding.component == str(SH.ClosedConstraintComponent)
    assert (finding.path, finding.value and finding.value.value) == (CST + "durationMinuts", "60")
    assert finding.suggestion == CST + "durationMinutes"
    assert finding.message == Text(
        en="The ontology has no term cst:durationMinuts: did you mean cst:durationMinutes?"
        " Correct or remove it.",
        zh="本体中没有术语 cst:durationMinuts：是否想写 cst:durationMinutes？请改正或删去。",
    )


def test_a_property_like_no_other_is_found_without_a_suggestion():
    [finding] = with_terms("ex:a a cst:Interview ; cst:zzz 1 .")
    assert finding.suggestion is None
    assert "no term cst:zzz: use one of its terms" in finding.message.en


def test_a_known_property_on_the_wrong_class_is_found_in_other_words():
    [finding] = with_terms("ex:a a cst:NewsArticle ; cst:durationMinutes 60 .")
    assert (finding.shape, finding.suggestion) == (VSH + "NewsArticleTermsShape", None)
    assert finding.message.en == (
        "cst:durationMinutes belongs to cst:Interview, not to cst:NewsArticle:"
        " remove it here, or correct the kind."
    )


def test_a_misspelt_property_is_found_on_nodes_of_other_classes_too():
    findings = with_terms(
        "ex:a a schema:Event ; cst:sumary 'x' . ex:b a cst:Case ; cst:sumary 'y' ."
    )
    assert [(f.focus[-1], f.shape, f.suggestion) for f in findings] == [
        (focus, VSH + "UnknownPropertyShape", CST + "summary") for focus in "ab"
    ]


def test_classes_defined_below_a_class_leave_it_its_closed_shape():
    [finding] = with_terms("ex:a a vcc:Partnership ; cst:itemCuont 1 .")
    assert (finding.shape, finding.suggestion) == (
        VSH + "PartnershipTermsShape",
        CST + "itemCount",
    )


def test_inherited_and_unrestricted_properties_and_other_namespaces_pass():
    assert not with_terms(
        """ex:a a cst:Interview ; cst:sourceCode "A" ; cst:durationMinutes 1 ; cst:summary "s" ;
        schema:anything 1 . ex:b a vcc:Partnership ; cst:itemCount 2 . ex:c a schema:Other ."""
    )


def test_an_unknown_class_is_found_with_the_nearest_known_one():
    [finding] = with_terms("ex:a a cst:Interveiw ; cst:summary 's' .")
    assert (finding.shape, finding.suggestion) == (VSH + "UnknownClassShape", CST + "Interview")
    assert finding.value == Term("iri", CST + "Interveiw")
    assert "did you mean cst:Interview?" in finding.message.en


@pytest.mark.parametrize("types", ["", "a schema:Unheard ;"])
def test_a_described_node_without_a_known_class_is_found(types):
    [finding] = with_terms(f"ex:a {types} cst:summary 's' .")
    assert (finding.shape, finding.focus) == (VSH + "UnknownClassShape", "http://example.org/a")
    assert "say so with “kind” (rdf:type)" in finding.message.en


def test_without_an_ontology_no_term_is_unknown():
    assert both("ex:a a cst:Nothing ; cst:nothing 1 .") == ()


# The report in Turtle


def test_findings_become_a_report_that_shacl_tools_read():
    findings = both(
        "ex:a a ex:P .",
        """ex:S a sh:PropertyShape ; sh:targetClass ex:P ; sh:path [ sh:zeroOrMorePath ex:p ] ;
        sh:minCount 2 ; sh:message "Add"@en, "加"@zh .""",
    )
    report = Graph().parse(data=report_turtle(findings), format="turtle")
    result = report.value(None, RDF.type, SH.ValidationResult)
    path = report.value(result, SH.resultPath)
    assert report.value(path, SH.zeroOrMorePath) == URIRef("http://example.org/p")
    assert {str(m) for m in report.objects(result, SH.resultMessage)} == {"Add", "加"}
