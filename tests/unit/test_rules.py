"""Inferences by rules: what the axioms make follow, and beside which file it is kept."""

from cocreation.model import FileGraph
from cocreation.namespaces import INFERRED
from cocreation.reasoning.axioms import read_axioms
from cocreation.reasoning.compiling import compile_rules
from cocreation.reasoning.engine import Program
from cocreation.reasoning.ntriples import Statement, all_statements, statements, term
from cocreation.reasoning.rules import materialise
from file_graphs import from_turtle

CHAINS = """
cst:Case a owl:Class . vcc:Partnership rdfs:subClassOf cst:Case .
cst:inCase a owl:ObjectProperty . cst:supports a owl:ObjectProperty .
vcc:exhibits a owl:ObjectProperty ;
  owl:propertyChainAxiom ( [ owl:inverseOf cst:inCase ] cst:supports ) ,
    ( vcc:exhibits skos:broader ) .
"""


def inferred(ontology: str, **data: str) -> dict[str, set[str]]:
    """The inferences by file, each as `subject predicate object` with local names."""
    graphs = materialise(
        [from_turtle(ontology, "ontology/o")], [from_turtle(t, p) for p, t in data.items()]
    )
    return {one.name.removeprefix(INFERRED): {short(s) for s in statements(one)} for one in graphs}


def short(statement: Statement) -> str:
    return " ".join(term(token).value.rsplit("/", 1)[-1].rsplit("#", 1)[-1] for token in statement)


def test_a_chain_with_an_inverse_step_leads_from_case_to_construct():
    case = "<c> a vcc:Partnership . <e> cst:inCase <c> ; cst:supports <k> ."
    assert "c exhibits k" in inferred(CHAINS, case=case)["case"]


def test_a_chain_through_itself_climbs_the_whole_hierarchy():
    shared = "<k> skos:broader <t> . <t> skos:broader <d> ."
    case = "<c> a vcc:Partnership . <e> cst:inCase <c> ; cst:supports <k> ."
    assert {"c exhibits k", "c exhibits t", "c exhibits d"} <= inferred(
        CHAINS, shared=shared, case=case
    )["case"]


def test_superclasses_of_every_level_are_inferred():
    ontology = "vcc:A rdfs:subClassOf vcc:B . vcc:B rdfs:subClassOf skos:Concept ."
    assert inferred(ontology, f="<x> a vcc:A .") == {"f": {"x type B", "x type Concept"}}


def test_a_class_defined_by_a_value_takes_its_members_in_and_gives_them_the_value():
    ontology = """vcc:Part a owl:Class . vcc:Def owl:equivalentClass [ owl:intersectionOf (
      vcc:Part [ a owl:Restriction ; owl:onProperty vcc:reaches ; owl:hasValue <s> ] ) ] ."""
    data = "<x> a vcc:Part ; vcc:reaches <s> . <y> a vcc:Def . <z> vcc:reaches <s> ."
    assert inferred(ontology, f=data) == {"f": {"x type Def", "y type Part", "y reaches s"}}


def test_a_class_defined_by_a_filler_looks_at_the_filler():
    ontology = """vcc:Def owl:equivalentClass
      [ a owl:Restriction ; owl:onProperty vcc:p ; owl:someValuesFrom vcc:A ] ."""
    assert inferred(ontology, f="<x> vcc:p <a> . <a> a vcc:A . <y> vcc:p <b> .") == {
        "f": {"x type Def"}
    }


def test_a_union_takes_in_the_members_of_each_part():
    ontology = "vcc:Def owl:equivalentClass [ owl:unionOf ( vcc:A vcc:B ) ] ."
    assert inferred(ontology, f="<x> a vcc:A . <y> a vcc:B .") == {
        "f": {"x type Def", "y type Def"}
    }


def test_equivalent_named_classes_share_their_members():
    assert inferred("vcc:A owl:equivalentClass vcc:B .", f="<x> a vcc:B .") == {"f": {"x type A"}}


def test_only_restrictions_type_the_values():
    ontology = """vcc:A rdfs:subClassOf
      [ a owl:Restriction ; owl:onProperty vcc:p ; owl:allValuesFrom vcc:B ] ."""
    assert inferred(ontology, f="<x> a vcc:A ; vcc:p <y> .") == {"f": {"y type B"}}


def test_domains_and_ranges_type_both_ends():
    ontology = "vcc:p rdfs:domain vcc:A ; rdfs:range vcc:B ."
    assert inferred(ontology, f="<x> vcc:p <y> .") == {"f": {"x type A", "y type B"}}


def test_no_literal_becomes_a_subject():
    ontology = "vcc:n a owl:DatatypeProperty ; rdfs:domain vcc:A ; rdfs:range xsd:integer ."
    assert inferred(ontology, f="<x> vcc:n 60 .") == {"f": {"x type A"}}


def test_sub_and_inverse_properties_are_followed_both_named_and_anonymous():
    ontology = """vcc:p rdfs:subPropertyOf vcc:q . vcc:r owl:inverseOf vcc:q .
      vcc:s rdfs:subPropertyOf [ owl:inverseOf vcc:t ] ."""
    assert inferred(ontology, f="<x> vcc:p <y> ; vcc:s <z> .") == {"f": {"x q y", "y r x", "z t x"}}


def test_symmetric_and_transitive_properties_are_followed():
    ontology = "vcc:p a owl:SymmetricProperty . vcc:q a owl:TransitiveProperty ."
    assert inferred(ontology, f="<x> vcc:p <y> . <a> vcc:q <b> . <b> vcc:q <c> .") == {
        "f": {"y p x", "a q c"}
    }


def test_axioms_about_annotation_properties_have_no_consequences():
    ontology = "vcc:note a owl:AnnotationProperty ; rdfs:domain vcc:A ; rdfs:range vcc:B ."
    assert inferred(ontology, f="<x> vcc:note <y> .") == {}


def test_what_is_asserted_is_not_stored_again():
    assert inferred("vcc:A rdfs:subClassOf vcc:B .", f="<x> a vcc:A , vcc:B .") == {}


def test_relations_of_other_vocabularies_are_used_but_not_stored():
    ontology = "vcc:p rdfs:subPropertyOf ex:q . ex:q rdfs:domain vcc:A ."
    assert inferred(ontology, f="<x> vcc:p <y> .") == {"f": {"x type A"}}


def test_nothing_is_stored_about_the_schema_or_of_owl_thing():
    ontology = """vcc:A a owl:Class ; rdfs:subClassOf owl:Thing . vcc:p rdfs:domain vcc:A .
      vcc:A vcc:p vcc:B ."""
    assert inferred(ontology, f="<x> a vcc:A .") == {}


def test_an_individual_outside_the_project_counts_where_the_data_type_it():
    ontology = "vcc:A rdfs:subClassOf vcc:B . vcc:p rdfs:range vcc:B ."
    data = "ex:mine a vcc:A . <x> vcc:p ex:other ."
    assert inferred(ontology, f=data) == {"f": {"mine type B"}}


def test_evidence_of_no_case_shows_nothing_of_a_case():
    shared = "<e> cst:supports <k> . <k> skos:broader <t> ."
    assert inferred(CHAINS, evidence=shared, case="<c> a vcc:Partnership .") == {
        "case": {"c type Case"}
    }


def test_a_case_keeps_its_inferences_whatever_other_cases_say():
    shared = "<k> skos:broader <t> ."
    one = "<c1> a vcc:Partnership . <e1> cst:inCase <c1> ; cst:supports <k> ."
    two = (
        "<c2> a vcc:Partnership . <e2> cst:inCase <c2> ; cst:supports <k> . <k> skos:broader <u> ."
    )
    alone = inferred(CHAINS, shared=shared, one=one)
    beside = inferred(CHAINS, shared=shared, one=one, two=two)
    assert beside["one"] == alone["one"]
    assert beside["two"] - {"c2 type Case"} == {f"c2 exhibits {one}" for one in "ktu"}


def test_what_a_case_implies_about_shared_things_stays_beside_the_case():
    ontology = CHAINS + "cst:about rdfs:range vcc:Organization ."
    found = inferred(
        ontology, people="<o> ex:name 'o' .", case="<c> a cst:Case . <e> cst:about <o> ."
    )
    assert found == {"case": {"o type Organization"}}


def test_shared_inferences_stand_beside_the_file_that_types_or_describes_the_subject():
    ontology = "vcc:A rdfs:subClassOf vcc:B . vcc:p rdfs:range vcc:C ."
    found = inferred(
        ontology,
        mentions="<x> vcc:p <y> , <z> .",
        describes="<y> ex:name 'y' . <z> ex:name 'z' .",
        types="<z> a vcc:A .",
    )
    assert found == {"describes": {"y type C"}, "types": {"z type B", "z type C"}}


def test_a_subject_that_is_only_mentioned_keeps_its_inferences_there():
    assert inferred("vcc:p rdfs:range vcc:A .", f="<x> vcc:p <y> .") == {"f": {"y type A"}}


def test_inferred_graphs_are_sorted_named_after_their_file_and_never_empty():
    ontology = from_turtle("vcc:A rdfs:subClassOf vcc:B .", "ontology/o")
    files = [
        from_turtle("<b> a vcc:A . <a> a vcc:A .", "data/s/cases/x"),
        from_turtle("", "data/s/y"),
    ]
    (found,) = materialise([ontology], files)
    lines = found.triples.decode().splitlines()
    assert found.name == INFERRED + "data/s/cases/x"
    assert lines == sorted(lines)
    assert len(found.digest) == 64


def test_blank_nodes_of_two_files_are_not_confused():
    one, two = (from_turtle("", f"ontology/{name}") for name in "ab")
    axiom = b"_:b0 <http://www.w3.org/2002/07/owl#inverseOf> <http://example.org/p> .\n"
    assert len({s for s, _, _ in all_statements([_with(one, axiom), _with(two, axiom)])}) == 2


def _with(file: FileGraph, triples: bytes) -> FileGraph:
    return FileGraph(file.name, file.path, triples, "")


def test_an_inference_can_be_traced_to_what_was_told():
    ontology = from_turtle(
        "vcc:A rdfs:subClassOf vcc:B . vcc:B rdfs:subClassOf vcc:C .", "ontology/o"
    )
    rules = compile_rules(read_axioms(statements(ontology)))
    (told,) = statements(from_turtle("<x> a vcc:A .", "f"))
    facts = Program(rules).close([told])
    first, second = (fact for fact in facts if fact != told)
    assert facts.reason(told) is None
    assert facts.reason(first).premises == (told,)
    assert facts.reason(second).premises == (first,)
    assert facts.reason(second).axiom[1:] == (first[2], second[2])
