"""XML answers: every reader takes them and reads what the graph says, or they are refused."""

from xml.etree import ElementTree

import pytest

from cocreation.errors import NotAcceptableError
from cocreation.store import base
from cocreation.store.snapshot import Snapshot

CONTROLS = ["\\u0000", "\\u0001", "\\u0008", "\\u000B", "\\u001F", "\\uFFFE", "\\uFFFF"]
NAMELESS = ["http://e/1", "http://e/", "urn:", "http://e/a%20", "http://www.w3.org/2000/xmlns/p"]
LINES = "a\\rb\\r\\nc\\nd\\te"


@pytest.fixture
def store():
    return Snapshot.of_graphs(())


@pytest.mark.parametrize("control", CONTROLS)
def test_what_xml_has_no_character_for_is_refused_with_the_other_formats(store, control):
    rows, graph = f"SELECT ('{control}' AS ?x) {{}}", f"CONSTRUCT {{ <s> <p> '{control}' }} {{}}"
    for query, xml, types in (
        (rows, base.XML, base.ROWS_TYPES),
        (graph, base.RDF_XML, base.GRAPH_TYPES),
    ):
        with pytest.raises(NotAcceptableError) as raised:
            store.answer(query, xml)
        assert raised.value.details["available"] == [one for one in types if one != xml]
        for other in raised.value.details["available"]:
            assert store.answer(query, other).body


@pytest.mark.parametrize("name", NAMELESS)
def test_a_property_without_a_name_in_xml_is_refused(store, name):
    query = f"CONSTRUCT {{ <s> <{name}> 1 }} {{}}"
    with pytest.raises(NotAcceptableError):
        store.answer(query, base.RDF_XML)
    assert f"<{name}>".encode() in store.answer(query, base.N_TRIPLES).body


def test_a_prefix_that_xml_keeps_for_itself_is_refused(store):
    query = "PREFIX xml: <http://e/> CONSTRUCT { <s> xml:p 1 } {}"
    with pytest.raises(NotAcceptableError):
        store.answer(query, base.RDF_XML)


def test_line_ends_come_back_as_they_were(store):
    said = "a\rb\r\nc\nd\te"
    rows = store.answer(f"SELECT ('{LINES}' AS ?x) {{}}", base.XML).body
    graph = store.answer(f"CONSTRUCT {{ <s> <http://e/p> '{LINES}' }} {{}}", base.RDF_XML).body
    assert ElementTree.fromstring(rows).findtext(".//{*}literal") == said
    assert ElementTree.fromstring(graph).findtext(".//{http://e/}p") == said
