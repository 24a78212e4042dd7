"""No code knows the names of the first study: they are data, and another study has others."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest
from rdflib import RDFS, Graph

from cocreation.namespaces import ID

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "app" / "cocreation"
STUDY = "song-2025"
# An example in a command's help, in a hint of what a name looks like or in a worked row of the
# workbook to fill in is documentation: it serves whoever has the shipped graph, and nothing is
# decided by it. Nowhere else may a name stand.
MAY_SHOW_EXAMPLES = {
    *("cli/compare_command.py", "cli/export_command.py", "cli/query_command.py"),
    "intake/workbook/sheets.toml",
}
_KINDS = {"case", "concept", "dimension", "organization", "proposition", "stage", "theme"}
_ENDINGS = {".py", ".html", ".toml", ".ttl", ".js", ".css"}


@cache
def first_study() -> frozenset[str]:
    """The slugs and the labels of its constructs, propositions, cases and organizations."""
    graph = Graph()
    for path in (ROOT / "data" / "organizations.ttl", *(ROOT / "data" / STUDY).rglob("*.ttl")):
        graph.parse(path)
    found = {STUDY}
    for thing, label in graph.subject_objects(RDFS.label):
        kind, _, slug = str(thing).removeprefix(ID).partition("/")
        if kind in _KINDS:
            found |= {slug.rpartition("/")[2], str(label)}
    return frozenset(name for name in found if _is_particular(name))


def _is_particular(name: str) -> bool:
    """Whether a name cannot stand in a text by chance, as the one word “bridging” may."""
    return not name.isascii() or bool(re.search(r"[- ]", name))


def said(path: Path) -> str:
    """What a file says to the program and to its users: of Python its strings, no docstrings."""
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        return text
    tree = ast.parse(text)
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    bodies = (node.body for node in ast.walk(tree) if isinstance(node, documented))
    docstrings = {id(body[0].value) for body in bodies if isinstance(body[0], ast.Expr)}
    # What a command says of itself is its docstring, and its users read it.
    kept = set() if path.parent.name == "cli" else docstrings
    strings = (node for node in ast.walk(tree) if isinstance(node, ast.Constant))
    return "\n".join(str(node.value) for node in strings if id(node) not in kept)


def names_in(text: str) -> list[str]:
    return sorted(name for name in first_study() if name in text and _stands_alone(name, text))


def _stands_alone(name: str, text: str) -> bool:
    """Whether a name is no part of a longer one; Chinese has nothing between words."""
    alone = rf"(?<![\w-]){re.escape(name)}(?![\w-])"
    return not name.isascii() or re.search(alone, text) is not None


def files() -> list[Path]:
    """All that the program is made of, apart from what is built of others' code."""
    built = PACKAGE / "web" / "static" / "built"
    return [
        path
        for path in sorted(PACKAGE.rglob("*"))
        if path.suffix in _ENDINGS and built not in path.parents
    ]


def test_the_names_looked_for_are_those_of_the_data():
    expected = {STUDY, "group-trust", "群体信任", "jd-cloud-dada", "京东云", "Alibaba Cloud"}
    assert first_study() >= expected
    assert names_in("群体信任增强；jd-cloud-dada.ttl") == ["jd-cloud-dada", "群体信任"]


def test_no_file_of_the_program_names_anything_of_the_first_study():
    found = {str(path.relative_to(PACKAGE)): names_in(said(path)) for path in files()}
    named = {path: names for path, names in found.items() if names}
    assert {path: named[path] for path in named.keys() - MAY_SHOW_EXAMPLES} == {}
    assert named.keys() >= MAY_SHOW_EXAMPLES, "nothing to show any more: take it off the list"


@pytest.mark.parametrize("name", [STUDY, "lantern-2026", "wards-2027"])
def test_what_a_new_study_is_laid_out_from_names_no_study(name):
    folder = PACKAGE / "services" / "study_layout"
    texts = [path.read_text(encoding="utf-8") for path in folder.rglob("*.ttl")]
    assert texts
    assert not [text for text in texts if name in text or "vcc:" in text]
