"""Copies with mends in them: exactly what was meant is changed, and all else stays as it was."""

import difflib
import re
from io import BytesIO

import pytest
from openpyxl import load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font

from cocreation.intake.mended_turtle import mended_text
from cocreation.intake.reading import read_case
from cocreation.intake.tokens import end_of, tokens
from cocreation.intake.workbook.mended import mended_xlsx
from cocreation.intake.workbook.writing import pages_of
from cocreation.intake.workbook.xlsx_writing import write_xlsx
from cocreation.model import FileGraph, Term, Triple
from cocreation.namespaces import BASE, CST, GRAPH, ID, RDFS, VCC
from cocreation.services.choices import choices_within
from cocreation.services.joined import Joined
from cocreation.services.mending import World, applied, changes_for
from cocreation.sources import parse, terms
from cocreation.turtle import format_turtle
from cocreation.validation import check
from shapes.examples import FOLDER, ontology, shapes, world

EVERY = sorted(FOLDER.glob("*/invalid-*.ttl"))
SOME = EVERY[5::14]
NAME = GRAPH + "data/example"
EACH = pytest.mark.parametrize(
    "example",
    [pytest.param(e, marks=[] if e in SOME else [pytest.mark.nightly]) for e in EVERY],
    ids=lambda path: f"{path.parent.name}/{path.stem}",
)


@pytest.fixture(scope="module")
def choices():
    return choices_within(Joined.in_graphs([*ontology(), *shapes()]))


@pytest.fixture(scope="module")
def changes():
    """A function that gives an example's graph and every change that a rule draws for it."""
    known = {}

    def of(example):
        if example not in known:
            graph = FileGraph(NAME, FOLDER / "example.ttl", world(example), "")
            data = [*ontology(), graph]
            seen = World.read([graph], data, shapes())
            found = [c for f in check(data, shapes()) for c in changes_for(f, seen)]
            known[example] = graph, list(dict.fromkeys(found))
        return known[example]

    return of


def commented(triples):
    """The statements as a person might have written them: a remark at the end of many lines."""
    text = format_turtle(triples.decode(), "example.ttl")
    ends = [end_of(text, w.offset) for w in tokens(text) if w.kind == "mark" and w.text in ";,."]
    for number, end in reversed(list(enumerate(ends))):
        if text[end : end + 1] == "\n":
            text = f"{text[:end]}  # remark {number}{text[end:]}"
    return "# mine\n" + text


def plain(data, suffix):
    return parse(data, suffix, base=BASE, file="x", scope=NAME)


@EACH
def test_a_turtle_copy_says_what_was_meant_and_keeps_every_remark(example, changes):
    graph, every = changes(example)
    text = commented(graph.triples)
    for change in every:
        mended = mended_text(text, change.remove, change.add)
        (wanted,) = applied([graph], [change])
        assert mended is not None, change
        assert plain(mended.encode(), ".ttl") == plain(wanted.triples, ".nt"), change
        remarks = re.findall("# .*", text)
        assert re.findall("# .*", mended) == remarks
        assert changed_lines(text, mended) <= 3 * len(change.remove) + 2 * len(change.add)


def changed_lines(before, after):
    """How many lines of the one are not in the other as they were."""
    compared = difflib.SequenceMatcher(None, before.splitlines(), after.splitlines(), False)
    return sum(j - i for tag, i, j, _, _ in compared.get_opcodes() if tag != "equal")


@EACH
def test_a_workbook_copy_says_what_was_meant_and_keeps_its_cells(example, changes, choices):
    graph, every = changes(example)
    if b"_:" in graph.triples:
        return
    data = write_xlsx(pages_of(terms(graph.triples), choices), choices)
    for change in every:
        mended = mended_xlsx(data, "x.xlsx", choices, change.remove, change.add)
        if mended is None:  # then it is written anew, which the copy says
            assert example not in SOME, change
            continue
        (wanted,) = applied([graph], [change])
        read = read_case(mended, "x.xlsx", graph=NAME, choices=choices).graph.triples
        assert read == wanted.triples, change


STUDY = Term("iri", ID + "case/s/x")
LABEL, ORDER = Term("iri", RDFS + "label"), Term("iri", CST + "ordinal")
X = Term("literal", "X", "en")
WRITTEN = f"""@prefix cst: <{CST}> .  # names
@prefix rdfs: <{RDFS}> .

# the case
<{STUDY.value}> a cst:Case ;   # kind
    rdfs:label "X"@en ,        # English
        "甲"@zh ;   # Chinese
    cst:ordinal 1 .   # order
# the end
"""


@pytest.mark.parametrize(
    ("remove", "add", "old", "new"),
    [
        ([(LABEL, X)], [(LABEL, Term("literal", "Y", "en"))], '"X"@en', '"Y"@en'),
        (
            [(LABEL, X)],
            [],
            'rdfs:label "X"@en ,        # English\n        "甲"@zh',
            'rdfs:label # English\n        "甲"@zh',
        ),
        (
            [(LABEL, Term("literal", "甲", "zh"))],
            [],
            '"X"@en ,        # English\n        "甲"@zh ;   # Chinese',
            '"X"@en ;        # English\n        # Chinese',
        ),
        (
            [(ORDER, Term("literal", "1", None, "http://www.w3.org/2001/XMLSchema#integer"))],
            [],
            ";   # Chinese\n    cst:ordinal 1 .   # order",
            ".   # Chinese\n    # order",
        ),
        (
            [],
            [(Term("iri", VCC + "hasUser"), Term("iri", ID + "organization/a"))],
            "cst:ordinal 1 .",
            f"cst:ordinal 1 ;\n    <{VCC}hasUser> <{ID}organization/a> .",
        ),
    ],
)
def test_only_the_place_of_a_statement_changes(remove, add, old, new):
    gone, come = ([Triple(STUDY, *one) for one in some] for some in (remove, add))
    assert WRITTEN.count(old) == 1
    assert mended_text(WRITTEN, gone, come) == WRITTEN.replace(old, new)
    windows = WRITTEN.replace("\n", "\r\n")
    expected = WRITTEN.replace(old, new).replace("\n", "\r\n")
    assert mended_text("\ufeff" + windows, gone, come) == "\ufeff" + expected


def test_a_statement_in_brackets_is_not_cut_out():
    text = f"<{STUDY.value}> <{CST}about> [ <{CST}ordinal> 1 ] ."
    blank = Triple(STUDY, Term("iri", CST + "about"), Term("blank", ".1"))
    assert mended_text(text, [blank], []) is None


def test_a_workbook_keeps_styles_notes_and_drop_downs(changes, choices):
    example = next(e for e in EVERY if e.parent.name == "AuthorShape")
    graph, every = changes(example)
    book = load_workbook(BytesIO(write_xlsx(pages_of(terms(graph.triples), choices), choices)))
    page = book["Case"]
    page["A3"] = "for me alone"
    page["A3"].font = Font(italic=True)
    page["A3"].comment = Comment("why", "me")
    book.create_sheet("Scratch")["B7"] = "=1+1"
    output = BytesIO()
    book.save(output)
    change = next(c for c in every if c.add)
    mended = mended_xlsx(output.getvalue(), "x.xlsx", choices, change.remove, change.add)
    copy = load_workbook(BytesIO(mended))
    assert copy["Case"]["A3"].value == "for me alone"
    assert copy["Case"]["A3"].font.italic
    assert copy["Case"]["A3"].comment.text == "why"
    assert copy["Scratch"]["B7"].value == "=1+1"
    assert copy.sheetnames == book.sheetnames
    for name in book.sheetnames:
        rules = [str(r.sqref) for r in book[name].data_validations.dataValidation]
        assert [str(r.sqref) for r in copy[name].data_validations.dataValidation] == rules
        before = {c.coordinate: c.value for row in book[name] for c in row if c.value is not None}
        after = {c.coordinate: c.value for row in copy[name] for c in row if c.value is not None}
        differing = {k for k in before.keys() | after.keys() if before.get(k) != after.get(k)}
        assert len(differing) <= 5 * (name == "Other") + 2
