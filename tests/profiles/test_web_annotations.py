"""Evidence as Web Annotations: valid by the model's demands, and nothing lost on the way."""

import json
from pathlib import Path

import pytest
from pyshacl import validate
from rdflib import Graph, Literal, URIRef
from rdflib.compare import to_isomorphic

from cocreation.namespaces import BASE, CST, ID, PREFIXES
from profiles.reading import MILL, WAYS, of_case

# rdflib warns of what its own readers still use.
pytestmark = pytest.mark.filterwarnings("ignore:.*deprecated:DeprecationWarning:rdflib")
SHAPES = Path(__file__).parent / "shapes" / "web-annotation.ttl"
OA, DC, DCTERMS = PREFIXES["oa"], PREFIXES["dc"], PREFIXES["dcterms"]
ANNOTATIONS = "http://www.w3.org/ns/anno.jsonld"
FOUNDERS = f"{ID}agent/cocreation-founders"
# What the vocabulary's recommendation says that the keys of its JSON stand for.
MEANING = {
    "id": "@id",
    "type": "@type",
    "oa": OA,
    "dcterms": DCTERMS,
    "foaf": PREFIXES["foaf"],
    **{name: OA + name for name in ("Annotation", "TextualBody", "SpecificResource")},
    **{name: OA + name for name in ("classifying", "linking", "describing", "commenting")},
    "motivation": {"@id": f"{OA}motivatedBy", "@type": "@vocab"},
    "purpose": {"@id": f"{OA}hasPurpose", "@type": "@vocab"},
    "body": {"@id": f"{OA}hasBody", "@type": "@id"},
    "target": {"@id": f"{OA}hasTarget", "@type": "@id"},
    "source": {"@id": f"{OA}hasSource", "@type": "@id"},
    "selector": {"@id": f"{OA}hasSelector", "@type": "@id"},
    "creator": {"@id": f"{DCTERMS}creator", "@type": "@id"},
    "rights": {"@id": f"{DCTERMS}rights", "@type": "@id"},
    "format": f"{DC}format",
    "language": f"{DC}language",
    "value": f"{PREFIXES['rdf']}value",
    "name": f"{PREFIXES['foaf']}name",
    "label": f"{PREFIXES['rdfs']}label",
}


@pytest.fixture(scope="session")
def whole(export) -> Graph:
    return Graph().parse(data=export("web-annotation", "turtle"), format="turtle")


@pytest.fixture(scope="session")
def annotations(export):
    """The annotations of a case, or of all, as a JSON client sees them."""

    def read(case: str | None = None) -> list[dict]:
        collection = json.loads(export("web-annotation", "jsonld", case))
        return collection["first"]["items"]

    return read


def conforms(data: Graph) -> bool:
    return validate(data, shacl_graph=Graph().parse(SHAPES))[0]


def many(value) -> list:
    return value if isinstance(value, list) else [] if value is None else [value]


def test_annotations_conform_to_what_the_model_demands(whole):
    found, _, report = validate(whole, shacl_graph=Graph().parse(SHAPES))
    assert found, report


@pytest.mark.parametrize(
    ("subject", "property_", "value"),
    [
        (f"{MILL}-none", PREFIXES["rdf"] + "type", URIRef(f"{OA}Annotation")),
        (f"{ID}evidence/mill/i-1", f"{OA}bodyValue", Literal("a second way")),
        (f"{ID}evidence/mill/i-1", f"{OA}motivatedBy", URIRef(f"{OA}disputing")),
        (f"{ID}evidence/mill/i-1", f"{OA}hasBody", URIRef(f"{ID}concept/song-2025/group-trust")),
        (f"{ID}evidence/mill/i-1", f"{DCTERMS}creator", Literal("somebody")),
        (f"{ID}evidence/mill/i-1#summary-en", PREFIXES["rdf"] + "value", Literal("another")),
        (f"{ID}evidence/mill/i-1#target", f"{OA}hasSource", URIRef(f"{ID}source/mill/M2")),
        (f"{ID}evidence/mill/i-1#target", f"{OA}hasSelector", URIRef(f"{ID}source/mill/M2")),
    ],
)
def test_the_shapes_find_what_the_model_forbids(export, subject, property_, value):
    data = Graph().parse(data=export("web-annotation", "turtle", MILL), format="turtle")
    assert conforms(data)
    data.add((URIRef(subject), URIRef(property_), value))
    assert not conforms(data)


def test_every_item_is_annotated_exactly_once(annotations, items, cases):
    for case in cases:
        named = [annotation["id"] for annotation in annotations(case)]
        assert sorted(named) == sorted(of_case(items, case)), case


def test_bodies_name_the_claims_and_nothing_inferred(annotations, items):
    for annotation in annotations():
        claims = items[annotation["id"]].claims
        bodies = [one for one in many(annotation["body"]) if one["type"] == "SpecificResource"]
        assert {(one["purpose"], one["source"]["id"]) for one in bodies} == {
            ("classifying" if way == "supports" else "linking", claim) for way, claim in claims
        }
        said = {(way, claim["id"]) for way in WAYS for claim in many(annotation.get(f"cst:{way}"))}
        assert said == claims
        assert set(many(annotation["motivation"])) == {one["purpose"] for one in bodies}


def test_texts_are_the_summary_and_the_marks_in_both_languages(annotations, items):
    for annotation in annotations():
        texts = [one for one in many(annotation["body"]) if one["type"] == "TextualBody"]
        assert all(one["format"] == "text/plain" for one in texts)
        by = {
            purpose: {(one["language"], one["value"]) for one in texts if one["purpose"] == purpose}
            for purpose in ("describing", "commenting")
        }
        item = items[annotation["id"]]
        assert (by["describing"], by["commenting"]) == (item.summary, item.notes)


def test_the_target_is_the_place(annotations, items):
    for annotation in annotations():
        target = annotation["target"]
        selector = target["selector"]
        place = (
            target["source"]["id"],
            selector.get("cst:ordinal"),
            selector.get("cst:sentenceOrdinal"),
            selector.get("value"),
        )
        assert place == items[annotation["id"]].place


def test_the_creator_is_whoever_coded_and_a_text_has_its_own(annotations, items):
    for annotation in annotations():
        item = items[annotation["id"]]
        assert annotation["creator"]["id"] == item.coder
        writers = {
            one.get("creator", {}).get("id")
            for one in many(annotation["body"])
            if one["type"] == "TextualBody"
        }
        ours = item.study == f"{ID}study/song-2025"
        assert writers == {FOUNDERS if ours else None}
        assert ("rights" in annotation) == ours


def test_a_collection_is_a_page_in_the_shape_of_the_model(export):
    collection = json.loads(export("web-annotation", "jsonld", MILL))
    assert collection["@context"][0] == ANNOTATIONS
    assert collection["id"] == f"{MILL}#annotations"
    assert (collection["type"], collection["total"]) == ("AnnotationCollection", 1)
    page = collection["first"]
    assert (page["type"], page["partOf"]) == ("AnnotationPage", collection["id"])
    assert page["startIndex"] == 0
    assert list(page["items"][0])[:3] == ["id", "type", "motivation"]


def test_a_case_without_evidence_is_a_collection_without_a_page(export):
    case = f"{ID}case/song-2025/tencent-cloud-beike"
    collection = json.loads(export("web-annotation", "jsonld", case))
    assert (collection["total"], "first" in collection) == (0, False)


def test_json_and_turtle_say_the_same(annotations, whole):
    document = {"@context": {**MEANING, "cst": CST}, "@graph": annotations()}
    read = Graph().parse(data=json.dumps(document), format="json-ld", base=BASE)
    assert to_isomorphic(read) == to_isomorphic(whole)
