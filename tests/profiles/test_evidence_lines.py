"""Evidence in SEPIO: valid by its domains and ranges, and nothing lost on the way."""

import json
from collections import Counter
from pathlib import Path

import pytest
from pyshacl import validate
from rdflib import RDF, Graph, Literal, URIRef
from rdflib.compare import to_isomorphic
from rdflib.namespace import SKOS, Namespace

from cocreation.namespaces import ID, PREFIXES
from profiles.reading import MILL, Item, of_case, places, texts

# rdflib warns of what its own readers still use.
pytestmark = pytest.mark.filterwarnings("ignore:.*deprecated:DeprecationWarning:rdflib")
SHAPES = Path(__file__).parent / "shapes" / "sepio.ttl"
S = Namespace(PREFIXES["sepio"])
DCTERMS = Namespace(PREFIXES["dcterms"])
PROPOSITION, ASSERTION, LINE, ITEM = (
    S[code] for code in ("0000000", "0000001", "0000002", "0000149")
)
HAS = {S["0000007"]: True, S["0000008"]: False}
SUPPORT = {"supports": True, "corroborates": True, "disputes": False, "contradicts": False}


@pytest.fixture(scope="session")
def lines(export):
    def read(case: str | None = None) -> Graph:
        return Graph().parse(data=export("sepio", "turtle", case), format="turtle")

    return read


@pytest.fixture(scope="session")
def whole(lines) -> Graph:
    return lines()


def conforms(data: Graph) -> bool:
    return validate(data, shacl_graph=Graph().parse(SHAPES))[0]


def test_evidence_lines_conform_to_what_sepio_says(whole):
    found, _, report = validate(whole, shacl_graph=Graph().parse(SHAPES))
    assert found, report


MILL_LINE = f"{ID}evidence/mill/i-1#line/concept/song-2025/group-trust"


@pytest.mark.parametrize(
    ("subject", "code", "value"),
    [
        (f"{ID}study/mill", "0000007", URIRef(MILL_LINE)),
        (f"{MILL}#shows/concept/song-2025/group-trust", "0000007", URIRef(MILL_LINE)),
        (f"{MILL}#shows/concept/song-2025/group-trust", "0000008", URIRef(MILL)),
        (MILL_LINE, "0000084", URIRef(MILL)),
        (MILL_LINE, "0000183", S["0000403"]),
        (MILL_LINE, "0000140", Literal("somebody")),
        (f"{ID}study/mill", "0000030", URIRef(f"{MILL}#shows/concept/song-2025/group-trust")),
    ],
)
def test_the_shapes_find_what_sepio_forbids(lines, subject, code, value):
    data = lines(MILL)
    assert conforms(data)
    data.add((URIRef(subject), S[code], value))
    assert not conforms(data)


def test_every_item_is_evidence_once_with_its_place_and_texts(lines, items, cases):
    for case in cases:
        said = lines(case)
        expected = of_case(items, case)
        found = {str(item): item for item in said.subjects(RDF.type, ITEM)}
        assert found.keys() == expected.keys(), case
        for iri, node in found.items():
            item = expected[iri]
            part = str(said.value(node, DCTERMS.source, any=False))
            assert (part, *places(said, node)) == item.place
            assert texts(said.objects(node, DCTERMS.description)) == item.summary
            assert texts(said.objects(node, SKOS.editorialNote)) == item.notes


def test_each_claim_of_an_item_is_one_line_with_its_direction_and_coder(lines, items, cases):
    for case in cases:
        said = lines(case)
        found = Counter(
            (str(item), HAS[has], proposition, str(said.value(line, S["0000140"], any=False)))
            for has in HAS
            for proposition, line in said.subject_objects(has)
            for item in said.objects(line, S["0000084"])
        )
        expected = Counter(
            (iri, SUPPORT[way], proposition_of(item, claim), item.coder)
            for iri, item in of_case(items, case).items()
            for way, claim in item.claims
        )
        assert found == expected, case


def proposition_of(item: Item, claim: str) -> URIRef:
    """What is true or false of a claim: a proposition itself, or that a construct is shown."""
    if "/id/proposition/" in claim:
        return URIRef(claim)
    (subject,) = {scope if "/id/case/" in scope else item.study for scope in item.scopes}
    return URIRef(f"{subject}#shows/{claim.removeprefix(ID)}")


def test_the_authors_assert_every_proposition_of_their_study_and_nothing_else(whole, root):
    study = Graph().parse(root / "data" / "song-2025" / "propositions.ttl")
    asserted = set(whole.objects(None, S["0000030"]))
    assert asserted == set(study.subjects(URIRef(PREFIXES["cst"] + "ofStudy"), None))
    for assertion in whole.subjects(RDF.type, ASSERTION):
        authors = {str(author) for author in whole.objects(assertion, S["0000130"])}
        assert authors == {
            f"{ID}author/song-2025/{name}" for name in ("guo-jingjing", "song-qingqing", "yuan-jun")
        }
        # Which lines the authors themselves rested on is not known.
        assert not [*whole.objects(assertion, S["0000007"])]


def test_a_case_brings_the_propositions_that_it_bears_on(lines):
    asserted = {str(one) for one in lines(MILL).objects(None, S["0000030"])}
    assert asserted == {f"{ID}proposition/song-2025/knowledge-search-drives-assessment"}


def test_a_construct_is_disputed_by_a_proposition_that_says_who_shows_it(lines):
    said = lines(MILL)
    proposition = URIRef(f"{MILL}#shows/concept/song-2025/group-trust")
    assert [*said.objects(proposition, S["0000008"])] == [URIRef(MILL_LINE)]
    assert said.value(proposition, S["0000388"]) == URIRef(MILL)
    assert said.value(proposition, S["0000389"]) == URIRef(PREFIXES["vcc"] + "exhibits")
    assert said.value(proposition, S["0000390"]) == URIRef(f"{ID}concept/song-2025/group-trust")
    labels = {str(label) for label in said.objects(proposition, URIRef(PREFIXES["rdfs"] + "label"))}
    assert labels == {"JD Cloud – Old Mill: Group trust", "京东云-老磨坊: 群体信任"}


def test_json_names_what_sepio_numbers_and_says_the_same(export, whole):
    written = export("sepio", "jsonld")
    assert "SEPIO_0000007" not in json.dumps(json.loads(written)["@graph"])
    read = Graph().parse(data=written, format="json-ld")
    assert to_isomorphic(read) == to_isomorphic(whole)
