"""What was released still stands: terms are deprecated with their replacement, never removed."""

import json
import re
import shutil
import tomllib
from dataclasses import asdict, replace

import pytest
from click.testing import CliRunner

from cocreation import __version__
from cocreation.cli import main
from cocreation.namespaces import CST
from cocreation.services.checking import check_project
from cocreation.services.project import read_project
from cocreation.services.releasing import (
    LAST_RELEASE,
    check_release,
    read_release,
    release_of,
    told,
)

DEPRECATED = "  owl:deprecated true ;\n"
SUCCESSOR = "  dcterms:isReplacedBy cst:ordinal ;\n"
WHY = '  skos:changeNote "No study has it."@en , "没有研究用到。"@zh ;\n'


@pytest.fixture
def project(root, tmp_path):
    """A copy of the ontology and of the data, to be changed."""
    for name in ("ontology", "shapes", "data", "queries"):
        shutil.copytree(root / name, tmp_path / name)
    return tmp_path


@pytest.fixture
def released(project):
    """What the copy was before it was changed."""
    return release_of(project, "0.1.0", "2026-11-24")


def change(project, term, added="", *, gone=False, version=""):
    """Add to a term of the general ontology, or take it away; give the ontology a version."""
    path = project / "ontology" / "case-study.ttl"
    text = path.read_text(encoding="utf-8")
    block = re.search(rf"^cst:{term}\n.*?^\.\n", text, re.MULTILINE | re.DOTALL)
    assert block
    changed = "" if gone else block[0].removesuffix(".\n") + added + ".\n"
    text = text.replace(block[0], changed)
    if version:
        text = text.replace('"0.1.0"', f'"{version}"').replace("/0.1.0>", f"/{version}>")
    text = "@prefix dcterms: <http://purl.org/dc/terms/> .\n" + text
    path.write_text(text, encoding="utf-8")


def faults(released, project):
    terms_alone = asdict(released) | {"files": {}}
    path = project / "released.json"
    path.write_text(json.dumps(terms_alone), encoding="utf-8")
    found = check_release(read_release(path), project)
    assert all(one.zh for one in found)
    return [one.en for one in found]


def test_every_term_of_the_last_release_still_stands(root):
    release = read_release(root / LAST_RELEASE)
    found = [one.en for one in check_release(release, root)]
    assert found == [], "run `cocreation release check`, which says what to do"
    assert len(release.terms) > 90


def test_one_version_is_told_everywhere(root):
    release = release_of(root, __version__, "2026-11-24")
    pyproject = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    assert pyproject["project"]["version"] == __version__
    assert f"version: {__version__}" in (root / "CITATION.cff").read_text(encoding="utf-8")
    assert {iri.rpartition("/")[2] for iri in release.ontologies.values()} == {__version__}


def test_a_term_that_is_gone_is_told_with_what_to_do(project, released):
    change(project, "textLocator", gone=True)
    (fault,) = faults(released, project)
    assert fault.startswith("cst:textLocator was released with 0.1.0 and is gone")
    assert "dcterms:isReplacedBy" in fault


def test_a_term_deprecated_with_its_replacement_in_a_new_version_is_fine(project, released):
    change(project, "textLocator", DEPRECATED + SUCCESSOR, version="0.2.0")
    assert faults(released, project) == []
    found = check_project(read_project(project))
    assert [one.focus for one in found.of_severity("violation").subjects] == []


def test_a_term_deprecated_with_a_reason_needs_no_replacement(project, released):
    change(project, "textLocator", DEPRECATED + WHY, version="0.2.0")
    assert faults(released, project) == []


def test_a_term_deprecated_without_either_is_told(project, released):
    change(project, "textLocator", DEPRECATED, version="0.2.0")
    (fault,) = faults(released, project)
    assert fault.startswith("cst:textLocator is deprecated without a replacement")


def alter(project, pattern, instead):
    """Exchange what stands once in the general ontology."""
    path = project / "ontology" / "case-study.ttl"
    text, times = re.subn(pattern, instead, path.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert times == 1
    path.write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("pattern", "instead"),
    [
        (r"(\ncst:textLocator\n).*?(\n\.\n)", r"\1  rdfs:isDefinedBy <ontology/case-study> ;\2"),
        (r"(\ncst:textLocator\n)  a\s[^;]*;", r"\1"),
        (r'(\ncst:textLocator\n.*?rdfs:label\n    "[^"]*"@en) ,\n    "[^"]*"@zh', r"\1"),
    ],
)
def test_a_term_that_was_emptied_is_told(project, released, pattern, instead):
    alter(project, pattern, instead)
    (fault,) = faults(released, project)
    assert fault.startswith("cst:textLocator was released with 0.1.0 and lacks")
    assert "its type (owl:DatatypeProperty) and its rdfs:label" in fault


def test_a_term_that_became_something_else_is_told(project, released):
    alter(project, r"(\ncst:textLocator\n)  a\s[^;]*;", r"\1  a owl:Class ;")
    (fault,) = faults(released, project)
    assert "as owl:DatatypeProperty and is owl:Class now" in fault


def test_a_replacement_is_no_text(project, released):
    text = '  dcterms:isReplacedBy "cst:ordinal" ;\n'
    change(project, "textLocator", DEPRECATED + text, version="0.2.0")
    (fault,) = faults(released, project)
    assert fault.startswith("cst:textLocator is deprecated without a replacement")


def test_a_release_without_terms_is_no_release(project, released):
    (fault,) = faults(replace(released, terms={}), project)
    assert "names no terms" in fault


def test_an_ontology_that_lost_its_version_is_told(project, released):
    alter(project, r"\n  owl:versionIRI [^;]*;", "")
    (fault,) = faults(released, project)
    assert "ontology/case-study was released as" in fault
    assert "owl:versionIRI" in fault


def test_a_replacement_has_to_be_in_use_itself(project, released):
    nowhere = SUCCESSOR.replace("cst:ordinal", "cst:ordinale")
    change(project, "textLocator", DEPRECATED + nowhere, version="0.2.0")
    (fault,) = faults(released, project)
    assert "cst:ordinale, which is no term in use" in fault


def test_a_change_needs_a_new_version(project, released):
    change(project, "textLocator", DEPRECATED + SUCCESSOR)
    (fault,) = faults(released, project)
    assert fault.startswith("cst:textLocator changed since 0.1.0")
    assert "owl:versionIRI" in fault


def test_a_deprecated_term_that_the_data_use_is_told_with_how_often(project, released):
    change(project, "itemCount", DEPRECATED + SUCCESSOR, version="0.2.0")
    (fault,) = faults(released, project)
    written = "".join(
        path.read_text(encoding="utf-8") for path in (project / "data").rglob("*.ttl")
    )
    assert f"in {len(re.findall(r'^  cst:itemCount ', written, re.MULTILINE))} statements" in fault
    assert "write cst:ordinal instead" in fault


def test_a_new_term_breaks_no_release(project, released):
    term = f'\n<{CST}newTerm> rdfs:isDefinedBy <ontology/case-study> ; rdfs:label "new"@en .\n'
    path = project / "ontology" / "case-study.ttl"
    path.write_text(path.read_text(encoding="utf-8") + term, encoding="utf-8")
    assert faults(released, project) == []


def test_with_digests_every_file_has_to_be_as_it_was(project, released):
    assert check_release(released, project) == ()
    (project / "data" / "sectors.ttl").rename(project / "data" / "more.ttl")
    with (project / "queries" / "cases" / "list-cases.rq").open("a", encoding="utf-8") as file:
        file.write("# changed\n")
    found = [one.en for one in check_release(released, project)]
    assert [one.partition(":")[0] for one in found] == [
        "data/more.ttl is no part of the release",
        "data/sectors.ttl is in the release and is missing here",
        "queries/cases/list-cases.rq is not as it was released",
    ]
    assert told(found, released).en == "3 of what was released with 0.1.0 does not stand."


def test_the_command_writes_what_it_checks_and_exits_by_what_it_finds(project, monkeypatch):
    monkeypatch.setenv("COCREATION_PROJECT", str(project))
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    manifest = str(project / "manifest.json")

    def run(*words):
        return CliRunner().invoke(main, ("release", *words))

    written = run("manifest", "--date", "2026-12-01", "-o", manifest)
    assert (written.exit_code, written.stdout) == (0, "")
    assert read_release(project / "manifest.json").date == "2026-12-01"
    assert run("check", manifest).exit_code == 0
    change(project, "textLocator", gone=True)
    broken = run("check", manifest, "--lang", "zh")
    assert broken.exit_code == 1
    assert len(broken.stdout.splitlines()) == 2
    assert "cst:textLocator 已随 0.1.0 发布，现已不见" in broken.stdout
    assert run("check", str(project / "data" / "sectors.ttl")).exit_code == 2
    assert run("check", str(project / "none.json")).exit_code == 2
