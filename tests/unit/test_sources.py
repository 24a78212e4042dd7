"""Reading files: one graph each, and faults told with their place."""

import time

import pytest

from cocreation import sources
from cocreation.errors import SourceError
from cocreation.model import Term, Triple
from cocreation.namespaces import GRAPH, RDF
from cocreation.services.project import read_project

BASE = "https://example.org/"
XML = f'<rdf:RDF xmlns:rdf="{RDF}" xmlns:e="{BASE}">'


def parse(text, suffix=".ttl", file="f.ttl", **more):
    data = text if isinstance(text, bytes) else text.encode()
    return sources.parse(data, suffix, base=BASE, file=file, **more)


def refusal(text, suffix=".ttl", file="f.ttl"):
    with pytest.raises(SourceError) as caught:
        parse(text, suffix, file)
    assert caught.value.details["file"] == file
    for message in (caught.value.message.en, caught.value.message.zh):
        assert file in message
        assert "\n" not in message
    return caught.value


def test_equal_graphs_give_equal_bytes():
    one = parse("<a> <p> <c> ; <q> [ <p> 1 ; <q> 2 ] .")
    other = parse("<a> <q> [ <q> 2 ; <p> 1 ] .\n\n<a> <p> <c> . <a> <p> <c> .")
    assert one == other
    assert one.count(b"\n") == 4


def test_blank_nodes_of_two_files_stay_apart_and_of_two_checkouts_do_not():
    text = "<a> <p> [ <q> 1 ] ."
    assert parse(text, file="one.ttl") != parse(text, file="two.ttl")
    assert parse(text, file="/one/x.ttl", scope="g") == parse(text, file="/two/x.ttl", scope="g")


def test_text_that_looks_like_a_blank_node_stays_as_it_is():
    (triple,) = sources.terms(parse('<a> <p> "see _:c14n0 ." .'))
    assert triple.object.value == "see _:c14n0 ."


@pytest.mark.parametrize(
    ("suffix", "text"),
    [
        (".ttl", "<a> <p> 'x'@zh ."),
        (".TTL", "<a> <p> 'x'@zh ."),
        (".nt", f'<{BASE}a> <{BASE}p> "x"@zh .'),
        (".nq", f'<{BASE}a> <{BASE}p> "x"@zh <{BASE}g> .'),
        (".trig", "<g> { <a> <p> 'x'@zh } <h> { <a> <p> 'x'@zh }"),
        (".jsonld", '{"@id": "a", "https://example.org/p": {"@value": "x", "@language": "zh"}}'),
        (
            ".rdf",
            XML + '<rdf:Description rdf:about="a" e:p="x" xml:lang="zh"/></rdf:RDF>',
        ),
    ],
)
def test_every_syntax_gives_the_same_statement(suffix, text):
    (triple,) = sources.terms(parse(text, suffix))
    assert triple == Triple(
        Term("iri", BASE + "a"), Term("iri", BASE + "p"), Term("literal", "x", "zh")
    )


def test_terms_carry_a_language_or_a_datatype():
    triples = sources.terms(parse("<a> <p> 'x'@en-GB , 'x' , 1 , _:x , <b> ."))
    assert {(t.object.kind, t.object.language, t.object.datatype) for t in triples} == {
        ("literal", "en-gb", None),
        ("literal", None, "http://www.w3.org/2001/XMLSchema#string"),
        ("literal", None, "http://www.w3.org/2001/XMLSchema#integer"),
        ("blank", None, None),
        ("iri", None, None),
    }


def test_inferred_graphs_of_an_export_are_left_out():
    text = f"<{GRAPH}data/x> {{ <a> <p> 1 }} <{GRAPH}inferred/data/x> {{ <a> <p> 2 }}"
    assert [t.object.value for t in sources.terms(parse(text, ".trig"))] == ["1"]


def test_a_byte_order_mark_is_no_fault():
    assert parse(b"\xef\xbb\xbf<a> <p> <b> .") == parse("<a> <p> <b> .")


def test_a_syntax_error_names_file_line_and_column_in_both_languages():
    error = refusal("<a> <p> <b> .\n<a> <p> .\n", file="case.ttl")
    assert error.details == {"file": "case.ttl", "line": 2, "column": 9}
    assert error.message.en.startswith("case.ttl, line 2, column 9: ")
    assert error.message.zh.startswith("case.ttl 第 2 行第 9 列：")


@pytest.mark.parametrize(
    ("text", "suffix", "place", "words"),
    [
        ("<a> <p> <b> .\n<a> cst:x 1 .", ".ttl", (2, 5), "cst: is not declared"),
        ("<a> <p> '中' <q> .", ".ttl", (1, 13), "end it with a dot"),
        ("<a> <p> <b>", ".ttl", (1, 12), "inside a statement"),
        ('<a> <p> "open\nclosed" .', ".ttl", (1, 14), "close it"),
        ('<a> <p> "open .', ".ttl", (1, 9), "or a string"),
        ("<a> <p> <b c> .", ".ttl", (1, 9), "cannot hold the character ' '"),
        (f"<a> <{BASE}p> <{BASE}b> .", ".nt", (1, 1), "relative IRI"),
        ("<a> 'p' <b> .", ".ttl", (1, 5), "must; write the property"),
        (". <a> <p> <b> .", ".ttl", (1, 1), "no statement can begin with"),
        ("<a> <p> 'x'^^1 .", ".ttl", (1, 14), "mend the syntax there and try again"),
        (b"<a> <p> <b> .\n<a> <p> '\xff' .", ".ttl", (2, 10), "this is not UTF-8"),
        ("<a> <p> '<<' .\n<a> <p> <<( <a> <p> <b> )>> .", ".ttl", (2, 9), "quoted with <<"),
        (XML + "\n<e:A><e:p></e:A></rdf:RDF>", ".rdf", (2, 13), "mend the XML there"),
        ("\n<!DOCTYPE a [<!ENTITY x 'y'>]><a/>", ".rdf", (2, 1), "(DTD) is not accepted"),
        (XML + "\n" + "<e:A><e:p>" * 60, ".rdf", (2, 496), "more than 100 levels deep"),
        ("\n" + "[" * 4000 + "]" * 4000, ".jsonld", (2, 101), "more than 100 levels deep"),
        ('{"@id": "a",\n"p" 1}', ".jsonld", (2, 5), "mend the syntax there"),
        ("", ".rdf", (1, 1), "no element found"),
    ],
)
def test_a_fault_is_told_with_its_place_and_what_to_do(text, suffix, place, words):
    error = refusal(text, suffix)
    assert words in error.message.en
    assert (error.details["line"], error.details["column"]) == place


@pytest.mark.parametrize(
    ("text", "suffix", "words"),
    [
        ("x", ".docx", "use one of .ttl"),
        ('{"@context": "http://127.0.0.1:9/c", "@id": "a"}', ".jsonld", "never fetched"),
        ('{"@context": {"@import": "file:///etc/hosts"}, "p": 1}', ".jsonld", "never fetched"),
        ("", ".ttl", "holds no statement"),
        ("# nothing yet", ".trig", "holds no statement"),
        ('{"@id": "a", "undeclared": 1}', ".jsonld", "@context"),
        (XML + '<z:A rdf:ID="s"/></rdf:RDF>', ".rdf", 'xmlns:z="…"'),
        ("<a> <p> <b> {| <q> 1 |} .", ".ttl", "a statement about a statement"),
        ("<a> <p> 'x'@ar--rtl .", ".ttl", "has a direction"),
    ],
)
def test_what_cannot_be_placed_is_told_with_the_file_and_what_to_do(text, suffix, words):
    assert words in refusal(text, suffix).message.en


@pytest.mark.parametrize(
    ("text", "suffix"),
    [
        ("<a> <p> " + "<<( <a> <p> " * 100_000 + "1" + " )>>" * 100_000 + " .", ".ttl"),
        ('{"a": ' * 100_000 + "1" + "}" * 100_000, ".jsonld"),
        (XML + "<e:A><e:p>" * 100_000, ".rdf"),
    ],
    ids=["quoted triples", "JSON", "XML"],
)
def test_nesting_that_would_kill_the_process_is_refused(text, suffix):
    refusal(text, suffix)


def test_a_long_list_is_read_in_a_moment():
    began = time.process_time()
    assert parse("<a> <p> (" + " 1" * 5000 + " ) .").count(b"\n") == 10_001
    assert time.process_time() - began < 2


@pytest.mark.parametrize(("name", "words"), [("none.ttl", "no such file"), (".", "folder")])
def test_a_missing_file_and_a_folder_are_told_apart(tmp_path, name, words):
    with pytest.raises(SourceError, match=words):
        sources.read_file(tmp_path / name, "https://example.org/graph")


def test_a_folder_without_a_project_is_told(tmp_path):
    with pytest.raises(SourceError, match="ontology/, shapes/, data/"):
        read_project(tmp_path)


def test_a_file_of_the_project_is_the_graph_named_after_its_path(root):
    read = read_project(root)
    graphs = {graph.name: graph for graph in read}
    name = GRAPH + "data/song-2025/cases/jd-cloud-dada"
    assert graphs[name].path == root / "data/song-2025/cases/jd-cloud-dada.ttl"
    assert {name.removeprefix(GRAPH).split("/")[0] for name in graphs} == set(sources.FOLDERS)
    assert [graph.path for graph in read if "/data/" in graph.name] == sorted(
        [*(root / "data").rglob("*.ttl"), *(root / "data").rglob("*.sssom.tsv")]
    )


TRICKY = """
<urn:s> <urn:p> "a \\" quoted .\\n <urn:o>", "行", "\\u0007\\\\", 1.0, "x"@en-GB, "_ :", true ;
  <urn:q> <urn:o>, <urn:o> .
"""


def test_a_plain_file_is_read_as_one_that_needs_a_second_look(root):
    def with_and_without(text: bytes) -> tuple[bytes, bytes]:
        looked = sources.parse(text + b"\n[] <urn:x> <urn:y> .", ".ttl", base=BASE, file="f")
        rest = [line for line in looked.splitlines(keepends=True) if b"<urn:x>" not in line]
        return sources.parse(text, ".ttl", base=BASE, file="f"), b"".join(rest)

    texts = [path.read_bytes() for path in sorted((root / "data").rglob("*.ttl"))]
    for text in [TRICKY.encode(), *texts]:
        plain, looked = with_and_without(text)
        assert plain == looked
