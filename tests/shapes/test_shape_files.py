"""What holds of the files: each shape is named, has examples, and speaks both languages."""

import re

import pyoxigraph
import pytest

from cocreation.model import FileGraph
from cocreation.namespaces import PREFIXES, SH, VSH, compact
from shapes.examples import FOLDER, expected, ontology, shapes, world

INVALID = sorted(FOLDER.glob("*/invalid-*.ttl"))
PROLOGUE = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
VARIABLE = re.compile(r"\{[?$](\w+)\}")
# What the closed shapes are called that are generated from the ontology: they are in no file.
GENERATED = re.compile(r"\w+TermsShape|UnknownClassShape")


# What sh: says of a shape beside the constraints that it makes.
UNCONSTRAINING = {
    *("description", "message", "name", "order", "path", "property", "severity"),
    *("targetClass", "targetObjectsOf", "targetSubjectsOf"),
}
SEVERITY = pyoxigraph.NamedNode(SH + "severity")


def component(parameter: str) -> str:
    """The component whose parameter it is, such as sh:MinCountConstraintComponent of minCount."""
    name = "SPARQL" if parameter == "sparql" else parameter[0].upper() + parameter[1:]
    return f"sh:{name}ConstraintComponent"


def store(*graphs: FileGraph) -> pyoxigraph.Store:
    made = pyoxigraph.Store()
    for graph in graphs:
        made.bulk_load(graph.triples, format=pyoxigraph.RdfFormat.N_TRIPLES)
    return made


SHAPES = store(*shapes())


def names(query: str) -> list[str]:
    """The local names of the shapes that the query selects, in order."""
    rows = SHAPES.query(f"{PROLOGUE}SELECT DISTINCT ?shape WHERE {{ {query} }}")
    return sorted(row["shape"].value.removeprefix(VSH) for row in rows)


def node_shapes() -> list[str]:
    return names("?shape a sh:NodeShape")


def all_shapes() -> list[str]:
    return names("VALUES ?kind { sh:NodeShape sh:PropertyShape } ?shape a ?kind")


def texts(shape: str, predicate: str) -> dict[str, str]:
    """The shape's texts by language."""
    rows = SHAPES.query(f"{PROLOGUE}SELECT ?text WHERE {{ vsh:{shape} {predicate} ?text }}")
    return {row["text"].language: row["text"].value for row in rows}


def test_every_shape_is_named():
    assert all_shapes()
    assert not [name for name in all_shapes() if not re.fullmatch(r"[A-Z]\w*(-\w+)?", name)]


@pytest.mark.parametrize("shape", node_shapes())
def test_a_shape_has_a_valid_and_an_invalid_example(shape):
    assert (FOLDER / shape / "valid.ttl").exists()
    assert list((FOLDER / shape).glob("invalid-*.ttl"))


@pytest.mark.parametrize("shape", node_shapes())
def test_the_valid_example_describes_something_that_the_shape_is_for(shape):
    example = FOLDER / shape / "valid.ttl"
    graph = FileGraph("", example, world(example), "")
    everything = store(*ontology(), *shapes(), graph)
    looked_at = everything.query(
        f"""{PROLOGUE}SELECT ?node WHERE {{
          {{ vsh:{shape} sh:targetClass ?class . ?node a/rdfs:subClassOf* ?class }}
          UNION {{ vsh:{shape} sh:targetSubjectsOf ?property . ?node ?property ?value }}
          UNION {{ vsh:{shape} sh:targetObjectsOf ?property . ?subject ?property ?node }}
        }}"""
    )
    quads = pyoxigraph.parse(path=example, format=pyoxigraph.RdfFormat.TURTLE)
    described = {quad.subject for quad in quads}
    assert described & {row["node"] for row in looked_at}


def test_every_folder_is_of_a_shape():
    folders = {path.name for path in FOLDER.iterdir() if path.is_dir() and path.name[0].isupper()}
    assert {name for name in folders if not GENERATED.fullmatch(name)} == set(node_shapes())


@pytest.mark.parametrize("example", INVALID, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_an_invalid_example_names_a_finding_of_its_shape(example):
    shape = f"vsh:{example.parent.name}"
    assert [one for one in expected(example) if one.shape.partition("-")[0] == shape]


def test_findings_are_named_for_invalid_examples_only():
    named = set(FOLDER.glob("*/*.json"))
    assert named == {example.with_suffix(".json") for example in INVALID}


def test_every_constraint_of_every_shape_is_seen_to_fail():
    rows = SHAPES.query(
        f"""{PROLOGUE}SELECT ?shape ?parameter WHERE {{
          VALUES ?kind {{ sh:NodeShape sh:PropertyShape }}
          ?shape a ?kind ; ?parameter ?value .
          FILTER(isIRI(?shape) && STRSTARTS(STR(?parameter), STR(sh:)))
        }}"""
    )
    parameters = {
        (compact(row["shape"].value), row["parameter"].value.removeprefix(SH)) for row in rows
    }
    asked = {(shape, component(name)) for shape, name in parameters if name not in UNCONSTRAINING}
    seen = {(one.shape, one.component) for example in INVALID for one in expected(example)}
    assert not asked - seen


@pytest.mark.parametrize("shape", all_shapes())
def test_a_shape_has_a_name_and_a_message_in_both_languages(shape):
    for predicate in ("sh:name", "sh:message"):
        assert set(texts(shape, predicate)) == {"en", "zh"}, predicate
    assert set(texts(shape, "sh:description")) in ({"en", "zh"}, set())


@pytest.mark.parametrize("shape", all_shapes())
def test_a_message_ends_as_a_sentence_and_says_how_to_mend_the_fault(shape):
    message = texts(shape, "sh:message")
    assert message["en"].endswith(".")
    assert message["zh"].endswith("。")
    assert re.search(r"[:;,] ", message["en"])
    assert re.search(r"[：；，]", message["zh"])


@pytest.mark.parametrize("shape", names("?shape sh:sparql ?rule"))
def test_a_rule_binds_focus_path_value_and_what_its_message_says(shape):
    rows = SHAPES.query(f"{PROLOGUE}SELECT ?select {{ vsh:{shape} sh:sparql/sh:select ?select }}")
    selected = next(rows)["select"].value.partition("WHERE")[0]
    bound = set(re.findall(r"[?$](\w+)", selected))
    message = texts(shape, "sh:message")
    assert {"this", "path", "value"} <= bound
    assert set(VARIABLE.findall(message["en"])) == set(VARIABLE.findall(message["zh"])) <= bound


def test_each_rule_is_the_only_constraint_of_a_shape_of_its_own():
    assert not names("?shape sh:sparql ?rule, ?other FILTER(?rule != ?other)")
    assert not names("?shape sh:sparql ?rule ; sh:property ?property")


def test_advice_warns_or_informs_and_all_else_forbids():
    for graph in shapes():
        given = store(graph).quads_for_pattern(None, SEVERITY, None)
        levels = {compact(quad.object.value) for quad in given}
        is_advice = graph.path.stem == "advisory"
        assert levels == ({"sh:Warning", "sh:Info"} if is_advice else {"sh:Violation"})


def test_the_general_shapes_know_nothing_of_the_domain():
    general = next(graph for graph in shapes() if graph.path.stem == "case-study")
    assert PREFIXES["vcc"].encode() not in general.triples
