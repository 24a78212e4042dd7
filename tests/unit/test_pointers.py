"""JSON pointers to statements; that they are those of the RDF engine, the engine is asked."""

import json

import pytest

from cocreation.intake.json_offsets import json_offsets
from cocreation.intake.positions import read_positions
from cocreation.model import Position, Term
from cocreation.namespaces import BASE, RDF, XSD
from cocreation.sources import parse, terms

E = "http://example.org/"
DOCUMENT = {
    "@context": [
        {"e": E, "id": "@id", "name": {"@id": "e:name", "@language": "zh"}},
        {"knows": {"@id": "e:knows", "@type": "@id"}, "born": {"@id": "e:born", "@type": "e:Year"}},
        {"@vocab": E + "v#"},
    ],
    "@graph": [
        {
            "id": "id/case/a",
            "@type": ["e:Thing", "Other"],
            "name": ["甲", {"@value": "A", "@language": "EN"}],
            "knows": ["id/case/b", E + "c"],
            "born": "1999",
            "e:number": [1, True],
            "free~/text": "x",
            "e:has": {"@id": "e:inner", "e:deep": {"@id": "_:b"}},
        },
        {"@id": E + "c", "@context": {"name": E + "other"}, "name": "C"},
    ],
}
A = BASE + "id/case/a"


def literal(value, language=None, datatype=None):
    return Term("literal", value, language, datatype or (None if language else XSD + "string"))


PLACES = [
    ((A,), "/@graph/0"),
    ((A, RDF + "type", Term("iri", E + "Thing")), "/@graph/0/@type/0"),
    ((A, RDF + "type", Term("iri", E + "v#Other")), "/@graph/0/@type/1"),
    ((A, E + "name"), "/@graph/0/name"),
    ((A, E + "name", literal("甲", "zh")), "/@graph/0/name/0"),
    ((A, E + "name", literal("A", "en")), "/@graph/0/name/1"),
    ((A, E + "knows", Term("iri", BASE + "id/case/b")), "/@graph/0/knows/0"),
    ((A, E + "born", literal("1999", None, E + "Year")), "/@graph/0/born"),
    ((A, E + "number", literal("1", None, XSD + "integer")), "/@graph/0/e:number/0"),
    ((A, E + "number", literal("true", None, XSD + "boolean")), "/@graph/0/e:number/1"),
    ((A, E + "v#free~/text", literal("x")), "/@graph/0/free~0~1text"),
    ((E + "inner", E + "deep"), "/@graph/0/e:has/e:deep"),
    ((E + "c", E + "other", literal("C")), "/@graph/1/name"),
    ((E + "c", E + "unsaid"), "/@graph/1"),
]


@pytest.mark.parametrize(("key", "pointer"), PLACES)
def test_a_statement_is_found_at_its_pointer(key, pointer):
    positions = read_positions(json.dumps(DOCUMENT), "c.jsonld", ".jsonld")
    assert str(positions.of(*key)) == f"c.jsonld: {pointer}"


TEXT = """\
[
  {"@id": "urn:a", "e/x": "}{", "urn:t": "in \\"quotes\\", ["},
  {
    "@id": "urn:b",
    "urn:p": [ {"@value": 1} ,
      { "@id": "urn:c" } ],
    "urn:q": {"@id": "urn:d",
      "urn:r": true}
  }
]
"""


@pytest.mark.parametrize(
    ("key", "pointer", "line", "column"),
    [
        (("urn:a",), "/0", 2, 3),
        (("urn:a", "urn:t"), "/0/urn:t", 2, 33),
        (("urn:b",), "/1", 3, 3),
        (("urn:b", "urn:p"), "/1/urn:p", 5, 5),
        (("urn:b", "urn:p", Term("iri", "urn:c")), "/1/urn:p/1", 6, 7),
        (("urn:d",), "/1/urn:q", 7, 5),
        (("urn:d", "urn:r"), "/1/urn:q/urn:r", 8, 7),
    ],
)
def test_a_pointer_leads_to_its_line(key, pointer, line, column):
    positions = read_positions("\ufeff" + TEXT, "c.jsonld", ".jsonld")
    assert positions.of(*key) == Position("c.jsonld", line, column, pointer)


def test_the_offsets_are_those_of_every_value():
    assert json_offsets(' {"a~/": [1, {}], "b": "{", "c": []}') == {
        "": 1,
        "/a~0~1": 2,
        "/a~0~1/0": 10,
        "/a~0~1/1": 13,
        "/b": 18,
        "/c": 28,
    }


def test_every_place_is_of_a_statement_that_the_engine_reads():
    ntriples = parse(json.dumps(DOCUMENT).encode(), ".jsonld", base=BASE, file="c")
    read = {(s.value, p.value, o) for s, p, o in terms(ntriples)}
    assert {key for key, _ in PLACES if len(key) == 3} <= read


@pytest.mark.parametrize(
    "text", ["", "[", "}]", "[1, null, {}]", '{"@id": 3, "@context": 7}', '"x"']
)
def test_what_is_no_json_ld_has_no_places(text):
    assert read_positions(text, "c.json", ".json").of("urn:x") is None


def test_the_whole_document_has_a_pointer_too():
    text = json.dumps({"@id": "urn:x", "urn:p": 1})
    assert str(read_positions(text, "c.json", ".json").of("urn:x")) == "c.json: /"
