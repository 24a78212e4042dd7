"""Mappings in SSSOM: read, said in RDF, written, and refused with the line where they are wrong."""

from dataclasses import replace

import pytest

from cocreation.errors import SourceError
from cocreation.linking.sssom import link_set, read_links, replaced, statements, write_links
from cocreation.model import Link, Text
from cocreation.namespaces import ID, OWL, PREFIXES, RDFS, SKOS
from cocreation.services.project import read_project
from cocreation.sources import ntriples, terms
from small_links import COLUMNS, DENIED, HEADER, HOLDS, NAME, OTHER, WHOLE, add_links
from small_project import make_project

GRAPH = "https://w3id.org/cocreation/graph/data/links/other"
SSSOM = PREFIXES["sssom"]


def read(text: str):
    return read_links(text.encode(), "x.sssom.tsv", GRAPH)


def said(text: str) -> str:
    return ntriples(statements(read(text))).decode()


def test_a_row_is_read_with_what_the_header_says_of_all():
    first, second = read(WHOLE).links
    assert first == Link(
        subject=ID + "case/s/one",
        predicate=SKOS + "exactMatch",
        object=OTHER + "1",
        justification=PREFIXES["semapv"] + "ManualMappingCuration",
        confidence=0.9,
        author="Ann",
        date="2026-11-01",
        comment=Text(en="The same one.", zh="同一个。"),
    )
    assert (second.negated, second.object) == (True, OTHER + "2")
    assert read(WHOLE).title == Text(en="To the other dataset", zh="到另一数据集")


def test_what_holds_is_a_statement_and_what_does_not_is_none():
    told = said(WHOLE)
    plain = f"<{ID}case/s/one> <{SKOS}exactMatch> <{OTHER}"
    assert f"{plain}1> .\n" in told
    assert f"{plain}2> .\n" not in told
    assert told.count(f"<{OWL}annotatedTarget>") == 2
    assert told.count(f"<{SSSOM}predicate_modifier> <{SSSOM}NegatedPredicate>") == 1


def test_every_mapping_says_how_sure_why_and_who():
    told = said(WHOLE)
    for value in ('"0.9"', '"The same one."@en', '"同一个。"@zh', '"Ann"', '"2026-11-01"'):
        assert value in told
    assert told.count(f"<{SSSOM}mapping_justification>") == 2


def test_what_is_written_reads_back_the_same():
    links = read(WHOLE)
    again = read(write_links(links))
    assert (again.links, again.title) == (links.links, links.title)


def test_what_the_header_leaves_empty_or_writes_as_a_number_is_text():
    header = HEADER.replace("To the other dataset", "") + "#mapping_set_version: 1.10\n#license:\n"
    told = read(header + COLUMNS + HOLDS)
    assert (told.title.en, told.version, told.license) == ("", "1.10", "")


def test_a_cell_of_two_lines_is_one_text():
    (link,) = read(HEADER + COLUMNS + HOLDS.replace("The same one.", '"The same\none."')).links
    assert link.comment.en == "The same one."


def test_a_comment_in_one_language_is_said_in_that_one():
    text = HEADER + COLUMNS + HOLDS.replace("The same one.\t同一个。", "同一个。\t")
    assert '"同一个。"@zh' in said(text)
    assert '"同一个。"@en' not in said(text)
    assert read(write_links(read(text))).links == read(text).links


@pytest.mark.parametrize(
    "iri",
    ["http://far.example/a#b", "http://far.example/a/", "http://far.example", SKOS, "urn:isbn:1"],
)
def test_a_name_without_a_prefix_gets_one(iri):
    far = replace(read(WHOLE).links[0], object=iri)
    written = write_links(link_set(GRAPH, Text("t", "t"), [far]))
    assert read(written).links[0].object == iri


def test_a_replaced_decision_is_not_taken_for_a_mapping():
    told = ntriples(replaced(read(WHOLE).links[0])).decode()
    assert OWL not in told
    assert '"The same one."@en' in told


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        (WHOLE.replace("#curie_map:", "#curie_mop:"), 1, "curie_map"),
        ("#curie_map: [\n" + COLUMNS, 1, "YAML"),
        (COLUMNS + HOLDS, 1, "no header"),
        (HEADER + COLUMNS.replace("object_id", "thing_id") + HOLDS, 7, "object_id is missing"),
        (HEADER + COLUMNS + HOLDS.replace("\tAnn", ""), 8, "has 8 cells"),
        (HEADER + COLUMNS + HOLDS.replace("other:1", "else:1"), 8, "else:1"),
        (HEADER + COLUMNS + HOLDS.replace("other:1", ""), 8, "object_id is empty"),
        (HEADER + COLUMNS + HOLDS.replace("other:1", "other:a b"), 8, "other:a b"),
        (HEADER + COLUMNS + DENIED.replace("\tNot", "\tNever"), 8, "Never"),
        (HEADER + COLUMNS + HOLDS.replace("0.9", "1.2"), 8, "1.2"),
        (HEADER + COLUMNS + HOLDS.replace("0.9", "nan"), 8, "nan"),
        (HEADER + COLUMNS + HOLDS + DENIED + HOLDS, 10, "in a row above"),
        (HEADER.replace("2026-11-01", "1 November") + COLUMNS + HOLDS, 8, "1 November"),
        (HEADER + COLUMNS + HOLDS.replace("The same", '"The same'), 8, "quotation mark"),
        (HEADER.replace("2026-11-01", "2026-02-30") + COLUMNS + HOLDS, 8, "2026-02-30"),
        (HEADER + "#license: CC BY 4.0\n" + COLUMNS + HOLDS, 1, "CC BY 4.0"),
        ("#" + "[" * 10_000 + "\n" + COLUMNS, 1, "YAML"),
    ],
)
def test_a_fault_names_its_line_in_both_languages(text, line, words):
    with pytest.raises(SourceError) as refused:
        read(text)
    assert f"line {line}" in refused.value.message.en
    assert f"第 {line} 行" in refused.value.message.zh
    assert words in refused.value.message.en


def test_a_file_in_another_encoding_is_refused():
    with pytest.raises(SourceError, match="UTF-8"):
        read_links(WHOLE.encode("gb18030"), "x.sssom.tsv", GRAPH)


def test_a_project_has_its_mappings_as_a_graph(tmp_path):
    project = make_project(tmp_path / "project")
    add_links(project)
    graph = next(one for one in read_project(project) if one.name == GRAPH)
    assert graph.path == project / NAME
    assert f"<{OTHER}1>".encode() in graph.triples


def test_a_mapping_is_called_by_the_names_that_the_project_has(tmp_path):
    project = make_project(tmp_path / "project")
    ours = WHOLE.replace("other:2", "cocreation:case/s/one")
    add_links(project, ours)
    graph = next(one for one in read_project(project) if one.name == GRAPH)
    named = {t.object for t in terms(graph.triples) if t.predicate.value == RDFS + "label"}
    told = {(label.value, label.language) for label in named}
    assert ("一号：http://other.example/thing/1", "zh") in told
    assert ("One: http://other.example/thing/1", "en") in told
    assert ("一号：并非 一号", "zh") in told


def test_the_description_of_a_set_is_said_in_both_languages():
    header = HEADER + "#mapping_set_description: Few.\n#ext_description_zh: 不多。\n"
    told = said(header + COLUMNS + HOLDS)
    assert '"Few."@en' in told
    assert '"不多。"@zh' in told
    links = read(header + COLUMNS + HOLDS)
    assert read(write_links(links)).description == Text(en="Few.", zh="不多。")


def test_a_mapping_of_what_no_file_describes_is_refused(tmp_path):
    project = make_project(tmp_path / "project")
    add_links(project, WHOLE.replace("case/s/one", "case/s/none"))
    with pytest.raises(SourceError, match=r"line 8: case/s/none is not in the graph"):
        read_project(project)
