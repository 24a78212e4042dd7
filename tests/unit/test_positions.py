"""Places of statements; that none is missed or made up, the RDF engine is asked."""

import pyoxigraph as ox
import pytest

from cocreation.blank_nodes import named_alike
from cocreation.intake.positions import read_positions
from cocreation.intake.statements import placed_statements
from cocreation.model import Position, Term
from cocreation.namespaces import BASE, RDF, XSD

TEXT = """\
@prefix e: <http://example.org/> .
PREFIX f: <http://example.org/f#>

<a> a e:Thing ; # not here: e:label "x"
  e:label "甲"@zh, "A;.\\"#"@EN ;
  e:number 1, -2.5, 1e3, true .
e:x\\-y e:says '''two
lines''' , "1"^^e:kind ;
  e:list ( 1 [ e:in e:deep ] ) ; e:last <a> .
"""
A = BASE + "a"
E = "http://example.org/"
HEAD = f"@prefix a: <{E}> . @prefix : <{E}y#> .\n"


def literal(value, language=None, datatype=None):
    return Term("literal", value, language, datatype or (None if language else XSD + "string"))


@pytest.mark.parametrize(
    ("key", "line", "column"),
    [
        ((A,), 4, 1),
        ((A, RDF + "type"), 4, 5),
        ((A, RDF + "type", Term("iri", E + "Thing")), 4, 7),
        ((A, E + "label", literal("甲", "zh")), 5, 11),
        ((A, E + "label", literal('A;."#', "en")), 5, 19),
        ((A, E + "number", literal("1", None, XSD + "integer")), 6, 12),
        ((A, E + "number", literal("-2.5", None, XSD + "decimal")), 6, 15),
        ((A, E + "number", literal("1e3", None, XSD + "double")), 6, 21),
        ((A, E + "number", literal("true", None, XSD + "boolean")), 6, 26),
        ((E + "x-y",), 7, 1),
        ((E + "x-y", E + "says", literal("two\nlines")), 7, 15),
        ((E + "x-y", E + "says", literal("1", None, E + "kind")), 8, 12),
        ((E + "x-y", E + "last", Term("iri", A)), 9, 41),
    ],
)
@pytest.mark.parametrize("form", ["as it is", "byte-order mark", "Windows"])
def test_a_statement_is_found_at_its_line_and_column(key, line, column, form):
    text = "\ufeff" * (form == "byte-order mark") + TEXT
    if form == "Windows" and "says" not in str(key[1:2]):
        text = text.replace("\n", "\r\n")
    assert read_positions(text, "f.ttl", ".ttl").of(*key) == Position("f.ttl", line, column)


def test_what_is_not_said_falls_back_to_the_predicate_then_to_the_subject():
    positions = read_positions(TEXT, "f.ttl", ".ttl")
    assert positions.of(A, E + "label", literal("other")) == Position("f.ttl", 5, 3)
    assert positions.of(A, E + "missing") == Position("f.ttl", 4, 1)
    assert positions.of(E + "unknown") is None


def test_of_what_is_said_twice_the_first_place_is_told():
    positions = read_positions("<b> <q> <a> .\n<a> <p> 1 .\n<a> <p> 1 .", "f.ttl", ".ttl")
    assert positions.of(A, BASE + "p", literal("1", None, XSD + "integer")) == Position(
        "f.ttl", 2, 9
    )


def token(term):
    match term.kind:
        case "iri":
            return str(ox.NamedNode(term.value))
        case "blank":
            return f"_:{term.value}"
    if term.language:
        return str(ox.Literal(term.value, language=term.language))
    return str(ox.Literal(term.value, datatype=ox.NamedNode(term.datatype)))


def same_as_the_engine(text, form=ox.RdfFormat.TURTLE):
    quads = ox.parse(text.encode(), format=form, base_iri=BASE)
    theirs = named_alike((str(q.subject), str(q.predicate), str(q.object)) for q in quads)
    ours = named_alike(
        tuple(token(placed.term) for placed in statement)
        for statement in placed_statements(text, BASE)
    )
    return ours == theirs


def test_every_statement_of_the_project_is_found(root):
    files = [f for folder in ("ontology", "shapes", "data") for f in (root / folder).rglob("*.ttl")]
    assert files
    for file in files:
        assert same_as_the_engine(file.read_text(encoding="utf-8")), file


@pytest.mark.parametrize(
    "text",
    [
        "a:b.c a:c\\~d a:e%20f, a:\\/g, a:h:i, a:中文, a:1, a:_y, a:z\\, .",
        "a:b a:c a:d. a:e a:f a:g.h.",
        "a:b a:c 1. a:b a:c 1.e3 , .5, 1e-3, +1, -0.5 , 1E5, 1.5.",
        "PREFIX a: <http://z/>  base <http://y/> <s> a:p <o>; a a:C ;; . []a[]. [ a:p 1 ] .",
        "(1) a:p (). ( ) a:p ( () ( [] ) ) . [] a:p [] , [ ] ; a:q ( [] [] ) .",
        "a:b a:c _:d.e, _:f. _:1 a:p a:q .",
        'a:b a:c \'a\\u0000b\\U0001F600\\t\\\'\' , "\\\\" , "\\\\\\"" .',
        'a:b a:c """"x"" """, \'\'\'a\'b\'\'c\n\'\'\', "", \'\', """""", """a\\"""" .',
        "a:b a:c true, a:true, false. a:a a a:a .",
        ": : :, :a . a: a: a:: , a::: .",
        "@base <http://x/a/b?q#f> . @prefix p: <../q/> . p:a p:b <c>, <>, <#f>, <?q>, <../..> .",
        "@base <http://x> . <a> <./b> <//h/c>, <http:d>, <#>, </e/./f/../g>, <g;x=1/../y>, <?> .",
        "@base <urn:x:y> . <a> <../b> <//h/c>, <#z>, <> .",
        'a:b a:c "x"@EN, "x"@en-US, "x"^^a:t, "x"^^<http://t>, "1"^^ a:t .',
        'a:b a:c [a:d [a:e (1 [a:f "]"] ((a:g) "(") ) ] ; a:h "#" ] # c [ ( "\n, <http://x/#y> .',
        "a:b a:c <http://x/\\u4e2d\\U00010000> .",
        "a:a a:b a:c;a:d a:e,a:f;.a:a a:b a:g. a:b-c- a:d-- a:e-1, a:e.f.g .",
        "a:कि a:ไทย a:é·x .",
        "@version '1.2' . a:b a:c a:d . VERSION '1.2' a:b a:c a:e .",
        "a:b a:c 'a\tb' , '''\r\n''' .\r\na:b a:d 1 .",
        "a:b a:c " + "[ a:c " * 2000 + "1" + " ]" * 2000 + " .",
    ],
)
def test_every_statement_of_odd_turtle_is_found(text):
    assert same_as_the_engine(HEAD + text)


@pytest.mark.parametrize(
    "text",
    [
        "a:g { _:a a:p [] } GRAPH a:h { _:a a:q ( 1 2.0 3e0 ) }",
        "a:g {a:s a:p a:o . a:s a:q a:r.} {a:s a:p a:o} graph a:h {} _:g {a:s a:p a:o}",
        "{ a:a a:b '}' , '{' } [] { a:x a:y a:z ; } [] a:b a:c . a:d a:e a:f .",
    ],
)
def test_every_statement_of_named_graphs_is_found(text):
    assert same_as_the_engine(HEAD + text, ox.RdfFormat.TRIG)


def test_a_graphs_name_is_neither_subject_nor_object():
    positions = read_positions("<g> { <a> <p> <b> }\n<g> <p> <c> .", "f.trig", ".trig")
    assert positions.of(A, BASE + "p", Term("iri", BASE + "b")) == Position("f.trig", 1, 15)
    assert positions.of(BASE + "g") == Position("f.trig", 2, 1)
    quads = f'<{A}> <{E}p> "x"@en <{E}g> .\n<{A}> <{E}p> _:b <{E}g> .\n'
    assert same_as_the_engine(quads, ox.RdfFormat.N_QUADS)


@pytest.mark.parametrize("length", range(0, len(TEXT), 7))
def test_what_stands_before_a_break_is_found(length):
    whole, cut = (placed_statements(text, BASE) for text in (TEXT, TEXT[:length]))
    known = {(s.offset, p.offset, o.offset) for s, p, o in whole}
    assert {(s.offset, p.offset, o.offset) for s, p, o in cut} <= known


@pytest.mark.parametrize(
    ("suffix", "text"),
    [
        (".rdf", f'<rdf:RDF>\n<x rdf:about="{BASE}id/case/x"/></rdf:RDF>'),
        (".owl", "<rdf:RDF><x rdf:about='case/y'/>\n<x r:about = 'case/x'/></rdf:RDF>"),
        (".xml", '<rdf:RDF xml:base="https://w3id.org/cocreation/id/case">\n<y rdf:ID="x"/>'),
    ],
)
def test_other_syntaxes_tell_the_line_of_the_subject(suffix, text):
    positions = read_positions(text, "f", suffix)
    assert positions.of(BASE + "id/case/x", E + "p") == Position("f", 2, 0)
    assert positions.of(BASE + "id/case/z") is None
    assert str(Position("f", 2)) == "f:2"
