"""A node is vouched for without an engine only where no engine finds a fault in its texts."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cocreation.namespaces import CST, GRAPH, OWL, PREFIXES, RDFS, SH
from cocreation.services.project import read_project
from cocreation.validation.fast import PreparedShapes
from cocreation.validation.focusing import Focusing
from cocreation.validation.graphs import lines, merge, write
from cocreation.validation.texts import Texts

NODE, MARK = "https://example.org/node", "urn:x-cocreation:mark"
LABEL, NOTE = RDFS + "label", PREFIXES["skos"] + "note"
PATHS = (LABEL, NOTE, CST + "role", CST + "summary", PREFIXES["skos"] + "definition")
# Pieces of which patterns make something, and characters that engines may class differently.
PIECES = [
    *'aZ 9.@-,;#_中。，\u3000\u00a0\t\n\x1c\x85\u200b\u2028\u00ad"\\',
    *("张先生", "Dr Smith", "13812345678", "010-12345678", "a@b.example", "  ", "Table 2"),
]


@pytest.fixture(scope="module")
def focusing(root):
    graphs = [one for one in read_project(root) if one.name.startswith(GRAPH + "shapes/")]
    return Focusing(merge(graphs), ())


@pytest.fixture(scope="module")
def marks(focusing):
    """The marks that make one node a target of all that a node of the data can be one of.

    Not of what looks at the ontology: labels of classes and of properties begin differently.
    """
    said = [line for line in lines(focusing.shapes) if line.predicate == SH + "targetSubjectsOf"]
    targets = sorted({line.object for line in said if f":{OWL}" not in line.object})
    return [(NODE, mark, '"marked"') for mark in targets]


@pytest.fixture(scope="module")
def engines(focusing, marks):
    """The engine with all that the shapes ask, and without what is answered here."""
    whole = PreparedShapes(focusing.only(focusing.shapes_of(marks)))
    return whole, PreparedShapes(focusing.shapes)


def literal(text: str, language: str) -> str:
    return json.dumps(text, ensure_ascii=False) + (f"@{language}" if language else "")


def found(engine: PreparedShapes, data: bytes) -> set[tuple[str, ...]]:
    """What the engine's report says of each result."""
    said: dict[str, dict[str, str]] = {}
    for subject, predicate, value in lines(engine.run(data)):
        said.setdefault(subject, {})[predicate] = value
    wanted = [SH + name for name in ("sourceShape", "sourceConstraintComponent", "value")]
    return {tuple(one.get(p, "") for p in wanted) for one in said.values() if wanted[0] in one}


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.sampled_from(PIECES), min_size=0, max_size=6).map("".join),
    st.sampled_from(["zh", "en", "zh-Hans", "EN", "de", ""]),
    st.sampled_from(PATHS),
)
def test_what_is_vouched_for_the_engine_finds_as_it_is(
    focusing, marks, engines, text, language, path
):
    said = [(path, literal(text, language))]
    if focusing.texts.vouches(said, [mark for _, mark, _ in marks]):
        data = write([*marks, *((NODE, p, o) for p, o in said)])
        whole, light = engines
        assert found(whole, data) == found(light, data)


@pytest.mark.parametrize(
    ("path", "text", "language"),
    [
        (LABEL, "two  spaces", "en"),
        (LABEL, " Before", "en"),
        (LABEL, "", "en"),
        (LABEL, "\u3000", "zh"),
        (LABEL, "中文,标点", "zh"),
        (LABEL, "中文", "en"),
        (LABEL, "张先生", "zh"),
        (NOTE, "Write to a@b.example", "en"),
        (CST + "summary", "Ring 13812345678", "en"),
        (CST + "summary", "x" * 1_001, "en"),
        (CST + "role", "With a \\ in it", "en"),
    ],
)
def test_a_text_at_fault_or_odd_is_left_to_the_engine(focusing, marks, path, text, language):
    own = [mark for _, mark, _ in marks]
    assert not focusing.texts.vouches([(path, literal(text, language))], own)


@pytest.mark.parametrize(
    ("path", "text", "language"),
    [
        (LABEL, "Deyi Dairy", "en"),
        (LABEL, "得益乳业", "zh"),
        (CST + "summary", 'The "provider" shared 12 of its tools.', "en"),
        (CST + "role", "采购主管", "zh"),
    ],
)
def test_a_plain_text_is_vouched_for(focusing, marks, path, text, language):
    own = [mark for _, mark, _ in marks]
    assert focusing.texts.vouches([(path, literal(text, language))], own)


def shape(*more: tuple[str, str]) -> dict[str, list[tuple[str, str, str]]]:
    said = [(SH + "path", LABEL), (SH + "targetSubjectsOf", MARK), *more]
    return {"urn:s": [("urn:s", p, o) for p, o in said]}


@pytest.mark.parametrize("pattern", [r"\\d", "(?i)a", "a++", "[a&&b]", r"[^\\s]", "a{,3}", r"\\ba"])
def test_a_pattern_that_may_mean_something_else_to_python_is_left_to_the_engine(pattern):
    assert Texts(shape((SH + "pattern", f'"{pattern}"'))).answered == set()
    assert Texts(shape((SH + "pattern", '"a"'))).answered != set()


@pytest.mark.parametrize(
    "odd", [(SH + "flags", '"i"'), (SH + "deactivated", '"true"'), (SH + "pattern", '"a"@en')]
)
def test_a_shape_with_something_unforeseen_is_left_to_the_engine(odd):
    assert Texts(shape((SH + "pattern", '"a"'), odd)).answered == set()


def test_a_shape_that_others_use_in_another_way_is_left_to_the_engine():
    used = shape((SH + "pattern", '"a"'))
    assert Texts(used | {"urn:t": [("urn:t", SH + "node", "urn:s")]}).answered == set()


def test_where_more_than_marks_make_targets_every_node_is_looked_at():
    asked = (SH + "pattern", '"a"')
    elsewhere = (SH + "targetObjectsOf", "urn:p")
    assert Texts(shape(asked)).vouches([(LABEL, '"b"')], [])
    assert not Texts(shape(asked)).vouches([(LABEL, '"b"')], [MARK])
    assert not Texts(shape(asked, elsewhere)).vouches([(LABEL, '"b"')], [])
