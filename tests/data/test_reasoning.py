"""The shipped graph: it infers what OWL says, classifies as the paper does, and can all be true."""

import time

import owlrl
import pytest
import rdflib

from cocreation.namespaces import CST, ID, INFERRED, OWL, RDF, VCC
from cocreation.reasoning.assembly import assemble
from cocreation.reasoning.hermit import infer_types
from cocreation.reasoning.java import Referee, find_java
from cocreation.reasoning.judge import judge
from cocreation.reasoning.ntriples import is_literal, serialise, statements
from cocreation.reasoning.rules import materialise
from file_graphs import from_turtle, shipped

TYPE = f"<{RDF}type>"
STAGES = ("Assessment", "Bridging", "Aggregation")
# Read off the paper by hand: in the rows of Tables 2 to 4, and in section 4 where a passage tells
# of one partnership by name, the stages at which something is told of it.
EVIDENCED = {
    "jd-cloud-deyi-dairy": {"Assessment", "Aggregation"},
    "jd-cloud-dada": {"Aggregation"},
    "jd-cloud-beidahuang": {"Bridging", "Aggregation"},
    "tencent-cloud-beike": set(),
    "tencent-cloud-sany-group": set(),
    "tencent-cloud-foxconn": {"Bridging", "Aggregation"},
    "alibaba-cloud-meiyou": {"Assessment", "Bridging", "Aggregation"},
    "alibaba-cloud-liuzhou-steel": {"Assessment", "Bridging"},
    "alibaba-cloud-decathlon": {"Bridging", "Aggregation"},
    "baidu-ai-cloud-guiyang-development-zone": {"Assessment", "Aggregation"},
    "baidu-ai-cloud-faw-logistics": {"Assessment"},
    "baidu-ai-cloud-peoples-daily": {"Bridging"},
}
OTHER_STUDY = """
<study/other-2026> a cst:Study ; cst:appliesModelOf <study/song-2025> .
<organization/cloudy> a vcc:PlatformCloudProvider .
<organization/shop> a vcc:CloudUser .
<case/other-2026/cloudy-shop> a vcc:Partnership ; cst:ofStudy <study/other-2026> ;
  vcc:hasProvider <organization/cloudy> ; vcc:hasUser <organization/shop> .
<evidence/other-2026/a> a cst:EvidenceItem ; cst:inCase <case/other-2026/cloudy-shop> ;
  cst:supports <concept/song-2025/group-trust> , <stage/song-2025/aggregation> ;
  cst:corroborates <proposition/song-2025/bridging-precedes-aggregation> .
<evidence/other-2026/b> cst:inCase <case/other-2026/cloudy-shop> ;
  cst:disputes <concept/song-2025/group-identity> .
"""


@pytest.fixture(scope="module")
def ontology(root):
    return shipped(root, "ontology", "*.ttl")


@pytest.fixture(scope="module")
def alignments(root):
    return shipped(root, "ontology/alignments")


@pytest.fixture(scope="module")
def data(root):
    return shipped(root, "data")


@pytest.fixture(scope="module")
def referee(java):
    with Referee(find_java()) as running:
        yield running


def by_rules(ontology, data) -> set:
    return {one for graph in materialise(ontology, data) for one in statements(graph)}


def worth_storing(statement) -> bool:
    """What the project keeps of all that a reasoner says."""
    subject, predicate, value = statement
    if not subject.startswith(f"<{ID}") or is_literal(value):
        return False
    if predicate == TYPE:
        return value.startswith("<") and not value.startswith(f"<{OWL}")
    return predicate.startswith((f"<{CST}", f"<{VCC}"))


def by_owlrl(ontology, data) -> set:
    assembly = assemble([*ontology, *data])
    graph = rdflib.Graph().parse(data=serialise(assembly.told), format="nt")
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    found = {tuple(term.n3() for term in triple) for triple in graph}
    return {one for one in found - set(assembly.told) if worth_storing(one)}


def by_hermit(ontology, data) -> set:
    return {one for one in infer_types([*ontology, *data]) if worth_storing(one)}


def test_rules_infer_exactly_what_owlrl_does(ontology, data):
    assert by_rules(ontology, data) == by_owlrl(ontology, data)


def test_rules_infer_exactly_what_hermit_does_through_owlready2(ontology, data, java):
    assert by_rules(ontology, data) == by_hermit(ontology, data)


def test_another_study_that_applies_the_model_is_inferred_alike(ontology, data, java):
    constructs = [one for one in data if one.name.endswith(("/constructs", "/propositions"))]
    files = [*constructs, from_turtle(OTHER_STUDY)]
    found = by_rules(ontology, files)
    assert found == by_owlrl(ontology, files)
    assert found == by_hermit(ontology, files)


def test_another_study_reaches_the_stages_of_what_it_supports_and_not_of_what_it_disputes(
    ontology, data
):
    case = f"<{ID}case/other-2026/cloudy-shop>"
    graphs = materialise(ontology, [*data, from_turtle(OTHER_STUDY)])
    (own,) = (graph for graph in graphs if graph.name == INFERRED + "data/extra")
    about_case = {(p, o) for s, p, o in statements(own) if s == case}
    assert {o.rsplit("/")[-1] for p, o in about_case if p == f"<{VCC}reaches>"} == {
        "bridging>",
        "aggregation>",
    }
    assert {o.rsplit("/")[-1] for p, o in about_case if p == f"<{VCC}illustrates>"} == {
        "bridging-precedes-aggregation>"
    }
    assert (TYPE, f"<{VCC}BridgingEvidencedPartnership>") in about_case


def test_a_case_that_is_added_changes_no_other_inferred_graph(ontology, data):
    before = {graph.name: graph.triples for graph in materialise(ontology, data)}
    after = {
        graph.name: graph for graph in materialise(ontology, [*data, from_turtle(OTHER_STUDY)])
    }
    added = after.pop(INFERRED + "data/extra")
    assert {name: graph.triples for name, graph in after.items()} == before
    assert added.triples


def test_nothing_inferred_is_also_asserted_and_nothing_is_inferred_twice(ontology, data):
    graphs = materialise(ontology, data)
    found = [one for graph in graphs for one in statements(graph)]
    asserted = {one for graph in (*ontology, *data) for one in statements(graph)}
    assert len(found) == len(set(found))
    assert not set(found) & asserted


def test_evidence_of_no_case_shows_nothing_of_a_case(ontology, data):
    graphs = {graph.name: graph for graph in materialise(ontology, data)}
    cases = {name for name in graphs if "/cases/" in name}
    beyond = {p for name in graphs.keys() - cases for _, p, _ in statements(graphs[name])}
    assert beyond == {TYPE}
    assert len(cases) == len(EVIDENCED)


@pytest.mark.parametrize("case", EVIDENCED)
def test_a_partnership_is_classified_by_the_stages_that_the_paper_evidences(case, ontology, data):
    subject = f"<{ID}case/song-2025/{case}>"
    classes = {o for s, p, o in by_rules(ontology, data) if s == subject and p == TYPE}
    expected = {f"<{VCC}{stage}EvidencedPartnership>" for stage in EVIDENCED[case]}
    if len(expected) == len(STAGES):
        expected.add(f"<{VCC}FullyEvidencedPartnership>")
    assert {one for one in classes if "Evidenced" in one} == expected


def test_everything_with_all_alignments_is_owl_dl_consistent_and_coherent(
    ontology, alignments, data, referee
):
    verdict = judge([*ontology, *alignments, *data], referee=referee)
    assert [one.message.en for one in verdict.faults] == []
    assert [one.words.en for one in verdict.clash] == []
    assert verdict.consistent
    assert verdict.unsatisfiable == ()
    assert verdict.unchecked == ()


def test_hermit_through_owlready2_accepts_everything_with_all_alignments(
    ontology, alignments, data, java
):
    assert infer_types([*ontology, *alignments, *data])


def test_each_ontology_module_is_owl_dl_without_the_data(ontology, alignments, referee):
    assert judge(ontology, referee=referee).faults == ()
    assert judge([*ontology, *alignments], referee=referee).faults == ()


def test_without_java_the_rules_find_no_contradiction(ontology, alignments, data):
    verdict = judge([*ontology, *alignments, *data], lambda: None)
    assert (verdict.clash, verdict.faults, verdict.consistent) == ((), (), None)


def test_the_verdict_and_the_stored_graphs_agree(ontology, data, referee):
    graphs = [*ontology, *data]
    assert judge(graphs, referee=referee).inferred == judge(graphs, lambda: None).inferred


def test_a_misspelt_property_in_the_data_is_outside_owl_dl(ontology, data, referee):
    verdict = judge([*ontology, *data, from_turtle("<x> cst:suports <y> .")], referee=referee)
    (fault,) = verdict.faults
    assert f"<{CST}suports>" in fault.message.en
    assert f"<{CST}suports>" in fault.message.zh


def test_materialising_takes_well_under_a_second(ontology, data):
    start = time.process_time()
    materialise(ontology, data)
    assert time.process_time() - start < 1
