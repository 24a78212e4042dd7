"""The formatter: the same graph always in the same bytes, and nothing lost."""

import difflib
import random
import subprocess
import sys

import pyoxigraph as ox
import pytest

from cocreation import turtle
from cocreation.errors import SourceError
from cocreation.namespaces import BASE

PREFIX = "@prefix cst: <https://w3id.org/cocreation/case-study#> .\n"
RAW = {
    "plain literals": "<a> <p> 1 , -2.50 , .5 , true , 01 , 1e3 , 'x'@en , 'x'@zh-Hans , '' .",
    "typed literals": "<a> <p> '1'^^<http://www.w3.org/2001/XMLSchema#byte> , "
    "'x'^^<http://www.w3.org/2001/XMLSchema#integer> , '1'^^<http://www.w3.org/ns/prov#x> .",
    "several lines": '<a> <p> \'\'\'two\nlines \\\\ "quoted" """"four" ""\'\'\' , \'a\\nb"""\' .',
    "control characters": '<a> <p> "one\\ttab \\u0001 \\r\\n \\u007f \\ufeff \\U0001F600" .',
    "nested": "<a> <p> [ <q> [ <r> 1 , 2 ; a <b> ] , [] ] . [ <q> 3 ] . [] <q> [ <r> [] ] .",
    "lists": "<a> <p> ( 1 ( 2 [ <q> 3 ] ) () ) , () . ( 1 ) <p> ( <a> ) .",
    "long list": "<a> <p> (" + " <http://example.org/member>" * 20 + " ) .",
    "broken lists": "<a> <p> _:l . _:l <r> 1 ; "
    "<http://www.w3.org/1999/02/22-rdf-syntax-ns#first> 1 , 2 ; "
    "<http://www.w3.org/1999/02/22-rdf-syntax-ns#rest> () .",
    "shared": "_:x <p> _:y . <a> <p> _:y , _:y . <b> <p> _:y , [ <q> _:y ] .",
    "circles": "_:x <p> _:y . _:y <p> _:x . _:z <q> _:z . _:w <p> [ <q> _:w ] .",
    "odd IRIs": "<a> <http://e.org/with(brackets)> <http://e.org/#x.> , <> , <#> , <id/> , <中> , "
    "<https://w3id.org/cocreation/id//x> , <https://w3id.org/cocreation/id/../x> , "
    "<https://w3id.org/cocreation/case-study#> , "
    "<urn:x:y> , <https://w3id.org/cocreation/case-study#a.b> .",
    "other prefixes": "@prefix own: <http://e.org/own/> . @prefix cst: <http://e.org/> . "
    "@prefix : <http://e.org/own/deep#> . own:a own:p cst:c , :d , <http://e.org/own/> .",
}


def canonical(text):
    dataset = ox.Dataset(ox.parse(text.encode(), format=ox.RdfFormat.TURTLE, base_iri=BASE))
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return dataset


@pytest.mark.parametrize("text", RAW.values(), ids=RAW)
def test_formatting_keeps_the_graph_and_is_stable(text):
    formatted = turtle.format_turtle(text, "f.ttl")
    assert canonical(formatted) == canonical(text)
    assert turtle.format_turtle(formatted, "f.ttl") == formatted


@pytest.mark.parametrize("text", RAW.values(), ids=RAW)
def test_neither_order_nor_labels_of_the_input_matter(text):
    declared = "".join(f"@{part}. " for part in text.split(". ") if part.startswith("@prefix"))
    declared = declared.replace("@@", "@")
    for seed in range(5):
        quads = list(ox.parse(text.encode(), format=ox.RdfFormat.TURTLE, base_iri=BASE))
        random.Random(seed).shuffle(quads)
        lines = "\n".join(f"{q.subject} {q.predicate} {q.object} ." for q in quads)
        assert turtle.format_turtle(declared + lines, "f") == turtle.format_turtle(text, "f")


def test_the_form_is_this():
    text = """PREFIX c: <https://w3id.org/cocreation/case-study#>
        PREFIX sh: <http://www.w3.org/ns/shacl#>
        c:B c:p 2, 10 ; a c:Case ; <http://www.w3.org/2000/01/rdf-schema#label> "乙"@zh, "B"@en .
        <https://w3id.org/cocreation/id/case/x/11> c:p ( 1 c:A ) , [ sh:path c:p ] .
        <https://w3id.org/cocreation/id/case/x/2> c:p '''one
  two'''.
        [] a c:Case ."""
    assert (
        turtle.format_turtle(text, "f")
        == """\
@base <https://w3id.org/cocreation/> .
@prefix cst: <https://w3id.org/cocreation/case-study#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .

<id/case/x/2>
  cst:p \"\"\"one
  two\"\"\" ;
.

<id/case/x/11>
  cst:p
    ( 1 cst:A ) ,
    [
      sh:path cst:p ;
    ] ;
.

cst:B
  a cst:Case ;
  rdfs:label
    "B"@en ,
    "乙"@zh ;
  cst:p
    2 ,
    10 ;
.

[]
  a cst:Case ;
.
"""
    )


def test_the_ontology_comes_first():
    text = "<z> a <http://www.w3.org/2002/07/owl#Ontology> . <a> <p> 1 ."
    assert turtle.format_turtle(text, "f").split("\n\n")[1].startswith("<z>")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<id/J11> cst:p 1 .", "<id/J11> cst:p 1 , 2 ."),
        ("<id/J11> cst:p 1 .", "<id/J11> cst:p 1 . <id/J2> cst:p 1 ."),
        ("<id/a> cst:p [ cst:q 1 ] . <id/b> cst:p [ cst:q 2 ] .",) * 2,
        ("[] cst:p 1 . [] cst:p 2 . <id/b> cst:p [ cst:q 1 ] .", "[] cst:p 1 . [] cst:p 2 ."),
        ("<id/a> cst:p _:x , _:y . <id/b> cst:p _:x , _:y . _:x cst:q 1 .",) * 2,
    ],
)
def test_one_statement_more_changes_one_block(before, after):
    more = "<id/b> cst:r 3 ."
    old, new = (
        turtle.format_turtle(PREFIX + "<id/c> cst:p 1 . " + text, "f").split("\n\n")
        for text in (before, after + more if before == after else after)
    )
    changes = [o for o in difflib.SequenceMatcher(None, old, new).get_opcodes() if o[0] != "equal"]
    assert len(changes) == 1
    assert max(changes[0][2] - changes[0][1], changes[0][4] - changes[0][3]) == 1


@pytest.mark.parametrize(
    "text",
    [
        "<a#b> <p> '#no' .\n<a> <p> 1 . # yes",
        "# first\n<a> <p> 1 .",
        "<a> <p> '''#no\n''' ; # yes\n <q> 1 .",
        "@prefix e: <http://e.org/> . e:it\\'s e:p 1 . # it's",
        "<a> <p> 'one' #two",
    ],
)
def test_a_comment_is_refused_rather_than_lost(text):
    line = text[: text.rindex("#")].count("\n") + 1
    with pytest.raises(SourceError, match="a comment would be lost") as caught:
        turtle.format_turtle(text, "f.ttl")
    assert caught.value.details == {"file": "f.ttl", "line": line}


@pytest.mark.parametrize(
    ("text", "words"),
    [("<a> <p> .", "line 1, column 9"), ("<a> <p> <b> {| <q> 1 |} .", "only RDF 1.2 knows")],
)
def test_what_is_no_turtle_is_told(text, words):
    with pytest.raises(SourceError, match=words):
        turtle.format_turtle(text, "f.ttl")


def test_check_lists_what_is_not_formatted_and_names_the_command_that_mends_it(tmp_path, capsys):
    good, bad = tmp_path / "good.ttl", tmp_path / "bad.ttl"
    good.write_text(turtle.format_turtle("<a> <p> 1 .", "f"), encoding="utf-8")
    bad.write_bytes(b"\xef\xbb\xbf<a> <p> 1 .\r\n")
    assert turtle.main(["--check", str(tmp_path)]) == 1
    printed = capsys.readouterr().out
    assert str(bad) in printed
    assert str(good) not in printed
    assert "make format" in printed
    assert turtle.main([str(tmp_path)]) == 0
    assert turtle.main(["--check", str(tmp_path)]) == 0
    assert bad.read_bytes() == good.read_bytes()


def test_a_file_that_cannot_be_formatted_stays_and_the_others_are_formatted(tmp_path, capsys):
    other, noted = tmp_path / "other.ttl", tmp_path / "noted.ttl"
    other.write_text("<a> <p> 1 .", encoding="utf-8")
    noted.write_text("<a> <p> 1 . # why", encoding="utf-8")
    assert turtle.main([str(noted), str(tmp_path / "missing.ttl"), str(other)]) == 1
    printed = capsys.readouterr().out
    assert "noted.ttl, line 1" in printed
    assert "missing.ttl cannot be read" in printed
    assert f"formatted: {other}" in printed
    assert noted.read_text(encoding="utf-8") == "<a> <p> 1 . # why"


def test_it_runs_as_a_module(tmp_path):
    file = tmp_path / "x.ttl"
    file.write_text("<a> <p> 1 .", encoding="utf-8")
    command = [sys.executable, "-m", "cocreation.turtle", "--check", str(file)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr) == (1, "")
