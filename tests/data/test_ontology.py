"""The ontology keeps its own rules: hygiene, nothing unused or undeclared, no stray import."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import pyshacl
import pytest
import shifty
from rdflib import OWL, RDF, RDFS, SH, VANN, BNode, Graph, Namespace, URIRef
from rdflib.term import Node

from cocreation.namespaces import BASE, CST, ID, PREFIXES, VCC, VSH, XSD

ROOT = Path(__file__).parent.parent.parent
CORE = {name: ROOT / f"ontology/{name}.ttl" for name in ("case-study", "model")}
ALIGNMENTS = sorted((ROOT / "ontology/alignments").glob("*.ttl"))
MUTATIONS = sorted((Path(__file__).parent / "hygiene").glob("*.ru"))
TARGETS = (SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf)
SCHEMA = Namespace(PREFIXES["schema"])
BUILT_IN = (str(RDF), str(RDFS), str(OWL), XSD)
# What the shipped study has no need of but a study or a case that somebody adds has, and why.
FOR_OTHER_STUDIES = {
    CST + "FieldObservation": "the inventory of the shipped study lists none",
    CST + "appliesModelOf": "said by a study that takes over the constructs of another",
    CST + "disputes": "no passage of the shipped study speaks against a construct",
    CST + "textLocator": "evidence that is not from a publication is located by it",
    VCC + "ProviderSourceGap": "every shipped case has a source on its provider's side",
    VCC + "UserSourceGap": "every shipped case has a source on its user's side",
}


class Found(NamedTuple):
    """One result of a report; `path` is "-" where there is none or a complex one."""

    focus: str
    path: str
    component: str
    shape: str
    severity: str


def read(*files: Path) -> Graph:
    graph = Graph(bind_namespaces="none")
    for file in files:
        graph.parse(file)
    return graph


def turtle_below(folder: str) -> list[Path]:
    return sorted((ROOT / folder).rglob("*.ttl"))


@pytest.fixture(scope="module")
def core() -> Graph:
    return read(*CORE.values())


@pytest.fixture(scope="module")
def data() -> Graph:
    return read(*turtle_below("data"))


@pytest.fixture(scope="module")
def shapes() -> Graph:
    return read(ROOT / "shapes/hygiene.ttl")


def found_by_reference(data: Graph, shapes: Graph) -> set[Found]:
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes, inference="none", advanced=False)
    return set(results(report))


def found_by_fast_engine(data: Graph, shapes: Graph) -> set[Found]:
    _, report, _ = shifty.validate(data, shapes, infer=False, on_unsupported="error")
    return set(results(report))


def results(report: Graph) -> Iterator[Found]:
    for result in report.subjects(RDF.type, SH.ValidationResult):
        path = report.value(result, SH.resultPath)
        yield Found(
            str(report.value(result, SH.focusNode)),
            str(path) if isinstance(path, URIRef) else "-",
            str(report.value(result, SH.sourceConstraintComponent)),
            str(report.value(result, SH.sourceShape)),
            str(report.value(result, SH.resultSeverity)),
        )


def own_terms(graph: Graph) -> set[URIRef]:
    return {t for t in named(graph.subjects(RDF.type)) if str(t).startswith((CST, VCC))}


def named(nodes: Iterable[Node]) -> set[URIRef]:
    return {node for node in nodes if isinstance(node, URIRef)}


def above(graph: Graph, class_: Node) -> set[Node]:
    """The class and all its named superclasses."""
    return set(graph.transitive_objects(class_, RDFS.subClassOf))


# --- hygiene


def test_hygiene_finds_nothing_in_ontology_alignments_and_data(shapes: Graph) -> None:
    everything = read(*turtle_below("ontology"), *turtle_below("data"))
    assert found_by_reference(everything, shapes) == set()


def test_hygiene_finds_nothing_in_the_small_ontology_that_the_mutations_start_from(
    shapes: Graph,
) -> None:
    small = read(Path(__file__).parent / "hygiene/valid.ttl")
    assert found_by_reference(small, shapes) == set()
    assert found_by_fast_engine(small, shapes) == set()


def test_every_hygiene_shape_with_a_target_has_a_mutation(shapes: Graph) -> None:
    targeted = {str(shape).removeprefix(VSH) for p in TARGETS for shape in shapes.subjects(p)}
    assert targeted == {file.stem for file in MUTATIONS}


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda file: file.stem)
def test_a_mutation_makes_precisely_its_shape_report(mutation: Path, shapes: Graph) -> None:
    text = mutation.read_text(encoding="utf-8")
    small = read(mutation.parent / "valid.ttl")
    small.update(re.sub(r"(?m)^#\+.*\n", "", text))
    shape = URIRef(VSH + mutation.stem)
    severity = str(shapes.value(shape, SH.severity))
    expected = {
        Found(*map(expanded, finding.split()), str(shape), severity)
        for finding in re.findall(r"(?m)^#\+ finding: (.*)$", text)
    }
    assert expected
    assert found_by_fast_engine(small, shapes) == expected
    assert found_by_reference(small, only(shape, shapes)) == expected


def expanded(name: str) -> str:
    """The IRI that `name` abbreviates; an IRI or "-" stays as it is."""
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local if prefix in PREFIXES else name


def only(shape: URIRef, shapes: Graph) -> Graph:
    """The shapes without the targets of all others, so that this one alone looks at anything."""
    return Graph().__iadd__(t for t in shapes if t[1] not in TARGETS or t[0] == shape)


def test_every_hygiene_shape_is_named_and_speaks_both_languages(shapes: Graph) -> None:
    kinds = (SH.NodeShape, SH.PropertyShape)
    nodes = {shape for kind in kinds for shape in shapes.subjects(RDF.type, kind)}
    assert nodes
    assert nodes == {shape for shape in named(nodes) if str(shape).startswith(VSH)}
    for shape in nodes:
        assert shapes.value(shape, SH.severity) in {SH.Violation, SH.Warning, SH.Info}, shape
        for predicate in (SH.name, SH.message):
            tags = sorted(getattr(o, "language", "") for o in shapes.objects(shape, predicate))
            assert tags == ["en", "zh"], (shape, predicate)


def test_label_rules_look_at_every_class_that_data_use(
    core: Graph, data: Graph, shapes: Graph
) -> None:
    targets = set(shapes.objects(URIRef(VSH + "LabelInChinese"), SH.targetClass))
    used = set(data.objects(None, RDF.type))
    assert {class_ for class_ in used if not above(core, class_) & targets} == set()


# --- terms


def test_every_own_term_is_used_by_data_query_shape_or_another_term(
    core: Graph, data: Graph
) -> None:
    shapes = read(*turtle_below("shapes"))
    used = {node for graph in (data, shapes) for triple in graph for node in triple[1:]}
    used |= named_in_queries_and_rules() | mentioned_by_other_terms(core)
    assert own_terms(core)
    assert {str(term) for term in own_terms(core) - used} <= FOR_OTHER_STUDIES.keys()


def test_terms_kept_for_other_studies_are_declared_and_not_in_the_shipped_data(
    core: Graph, data: Graph
) -> None:
    kept = {URIRef(term) for term in FOR_OTHER_STUDIES}
    assert kept <= own_terms(core)
    assert kept & {node for triple in data for node in triple[1:]} == set()


def named_in_queries_and_rules() -> set[URIRef]:
    """What the library's queries name, and those within shapes."""
    files = [*(ROOT / "queries").rglob("*.rq"), *turtle_below("shapes")]
    texts = [file.read_text(encoding="utf-8") for file in files]
    names = {n for text in texts for n in re.findall(r"\b(?:cst|vcc):[A-Za-z]+|<[^<>\s]+>", text)}
    return {URIRef(expanded(name.strip("<>"))) for name in names}


def mentioned_by_other_terms(core: Graph) -> set[Node]:
    """What axioms of other terms mention; a list of disjoint classes alone is no use of a class."""
    return {node for term in own_terms(core) for node in told_of(core, term) - {term}}


def told_of(graph: Graph, term: Node) -> set[Node]:
    """All nodes in statements about the term, and about the blank nodes that these lead to."""
    told: set[Node] = set()
    open_nodes = [term]
    for node in open_nodes:
        objects = set(graph.objects(node)) - told
        told |= objects
        open_nodes += [o for o in objects if isinstance(o, BNode)]
    return told


def test_every_term_of_others_that_data_use_is_declared(core: Graph, data: Graph) -> None:
    used = set(data.predicates()) | set(data.objects(None, RDF.type))
    outside = {term for term in used if not str(term).startswith(BUILT_IN)}
    assert outside - set(core.subjects(RDF.type)) == set()


def test_every_term_of_others_that_is_declared_is_used(core: Graph, data: Graph) -> None:
    declared = {t for t in named(core.subjects(RDF.type)) if not str(t).startswith(BASE)}
    used = {node for triple in data for node in triple[1:]} | set(core.predicates())
    used |= {o for _, predicate, o in core if predicate != RDF.type}
    assert declared
    assert declared - used == set()


def test_data_use_properties_on_the_classes_that_the_ontology_names(
    core: Graph, data: Graph
) -> None:
    domains = {p: set(core.objects(p, SCHEMA.domainIncludes)) for p in own_terms(core)}
    strays = {
        (property_, class_)
        for property_, classes in domains.items()
        for subject in (data.subjects(property_) if classes else ())
        for class_ in data.objects(subject, RDF.type)
        if str(class_).startswith(BASE) and not above(core, class_) & classes
    }
    assert strays == set()


def test_individuals_that_the_ontology_names_exist_in_data(core: Graph, data: Graph) -> None:
    mentioned = {o for o in named(core.objects()) if str(o).startswith(ID)}
    assert mentioned
    assert {node for node in mentioned if (node, RDF.type, None) not in data} == set()


# --- modules


def test_the_general_vocabulary_knows_nothing_of_clouds() -> None:
    text = CORE["case-study"].read_text(encoding="utf-8").lower()
    assert "cloud" not in text
    assert "云" not in text


def test_only_the_model_imports_and_only_the_general_vocabulary() -> None:
    ontology = URIRef(BASE + "ontology/case-study")
    assert set(read(CORE["case-study"]).objects(None, OWL.imports)) == set()
    assert set(read(CORE["model"]).objects(None, OWL.imports)) == {ontology}


@pytest.mark.parametrize("file", ALIGNMENTS, ids=lambda file: file.stem)
def test_an_alignment_says_only_how_own_terms_relate_to_those_of_others(
    file: Path, core: Graph
) -> None:
    alignment = read(file)
    ontology = URIRef(f"{BASE}ontology/alignments/{file.stem}")
    declared = set(alignment.subjects(RDF.type)) - {ontology}
    mentioned = set(alignment.predicates()) | {o for _, p, o in alignment if p != RDF.type}
    assert declared
    assert declared <= mentioned
    described = named(alignment.subjects()) - declared
    assert ontology in described
    assert described - {ontology} <= own_terms(core)


def test_no_alignment_makes_a_partnership_an_organization() -> None:
    everything = read(*turtle_below("ontology"))
    kinds = {str(kind) for kind in above(everything, URIRef(VCC + "Partnership"))}
    assert {kind for kind in kinds if "rganization" in kind} == set()


def test_prefixes_and_namespaces_of_the_ontologies_are_those_of_the_program(core: Graph) -> None:
    stated = {
        str(core.value(ontology, VANN.preferredNamespacePrefix)): str(
            core.value(ontology, VANN.preferredNamespaceUri)
        )
        for ontology in core.subjects(RDF.type, OWL.Ontology)
    }
    assert stated == {prefix: PREFIXES[prefix] for prefix in ("cst", "vcc")}
