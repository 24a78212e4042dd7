"""The whole dataset as a research object, which the library of its standard reads."""

import hashlib
import json
import re
import subprocess
import zipfile
from pathlib import Path

import pytest
from rocrate.rocrate import ROCrate

from cli.conftest import COMMAND
from cocreation.namespaces import ID

FOLDERS = ("ontology", "shapes", "data", "queries")


DATASET = f"""@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
<{ID}dataset/d> a dcat:Dataset .
<{ID}dataset/d> dcterms:title "Data"@en .
<{ID}dataset/d> dcterms:description "What they are."@en .
<{ID}dataset/d> dcterms:issued "2026-01-31"^^xsd:date .
<{ID}dataset/d> dcterms:license <http://licence.example/> .
"""


@pytest.fixture
def project(project):
    """The small project, which says of itself what a package has to say."""
    (project / "data" / "dataset.ttl").write_text(DATASET, encoding="utf-8")
    with (project / "ontology" / "small.ttl").open("a", encoding="utf-8") as terms:
        terms.write("dcat:Dataset a owl:Class .\n")
    return project


@pytest.fixture(scope="module")
def packed(environment, tmp_path_factory):
    """The research object of the shipped dataset as a folder, and twice as an archive."""
    made = tmp_path_factory.mktemp("packed")
    for name in ("crate", "crate.zip", "again.zip"):
        words = [*COMMAND, "export", "--format", "ro-crate", "-o", str(made / name)]
        subprocess.run(words, env=environment, check=True, capture_output=True)
    return made


@pytest.fixture(scope="module")
def crate(packed):
    return ROCrate(packed / "crate")


def files_below(folder: Path) -> set[str]:
    return {one.relative_to(folder).as_posix() for one in folder.rglob("*") if one.is_file()}


def test_every_file_is_described_with_its_digest_size_and_format(packed, crate):
    described = {one.id: one for one in crate.data_entities if one.type == "File"}
    assert files_below(packed / "crate") - {"ro-crate-metadata.json"} == set(described)
    for path, entity in described.items():
        body = (packed / "crate" / path).read_bytes()
        assert entity["sha256"] == hashlib.sha256(body).hexdigest()
        assert entity["contentSize"] == str(len(body))
        assert entity["encodingFormat"] != "application/octet-stream", path
        assert re.search("[a-z]{3}", entity["description"]), path
        assert re.search("[\u4e00-\u9fff]", entity["description"]), path


def test_every_source_of_the_dataset_is_in_it(packed, root):
    there = files_below(packed / "crate")
    for folder in FOLDERS:
        for path in (root / folder).rglob("*.[tr][tq]*"):
            assert path.relative_to(root).as_posix() in there
    assert {"dump.trig", "dump.nq", "README.md", "README.zh.md", "CITATION.cff"} <= there


def test_everything_is_reached_from_the_root(crate):
    reached, waiting = set(), [crate.root_dataset]
    while waiting:
        one = waiting.pop()
        reached.add(one.id)
        parts = one.get("hasPart", [])
        waiting += parts if isinstance(parts, list) else [parts]
    assert reached == {one.id for one in crate.data_entities} | {"./"}


def test_it_says_whose_it_is_under_which_licence_and_which_paper_it_encodes(crate):
    told = crate.root_dataset
    assert told["license"].id == "https://creativecommons.org/licenses/by/4.0/"
    assert told["license"]["name"].startswith("Creative Commons")
    assert told["publisher"]["name"] == "The cocreation founders"
    assert told["inLanguage"] == ["en", "zh"]
    paper = told["citation"]
    assert paper.id == "https://doi.org/10.12404/j.issn.1002-980X.J24120409"
    assert [one["name"] for one in paper["author"]] == ["Song Qingqing", "Guo Jingjing", "Yuan Jun"]
    assert [one["alternateName"] for one in paper["author"]] == ["宋卿清", "郭京京", "袁军"]


def test_nobody_is_given_an_identifier_that_the_paper_does_not_print(crate):
    people = [one for one in crate.get_entities() if one.type == "Person"]
    assert people
    assert all(one.id.startswith(f"{ID}author/") for one in people)
    assert "orcid" not in json.dumps(crate.metadata.generate())


def test_equal_data_give_equal_bytes_and_the_archive_holds_what_the_folder_does(packed):
    assert (packed / "crate.zip").read_bytes() == (packed / "again.zip").read_bytes()
    with zipfile.ZipFile(packed / "crate.zip") as archive:
        inside = {name: archive.read(name) for name in archive.namelist()}
    folder = packed / "crate"
    assert inside == {path: (folder / path).read_bytes() for path in files_below(folder)}


@pytest.mark.parametrize("name", ["crate", "crate.zip"])
def test_nothing_is_overwritten(run, tmp_path, name):
    target = tmp_path / "out" / name
    target.parent.mkdir()
    target.write_text("mine", encoding="utf-8")
    result = run("export", "--format", "ro-crate", "-o", str(target))
    assert result.exit_code == 2
    assert "is not overwritten" in result.stderr
    assert target.read_text(encoding="utf-8") == "mine"
    assert [one.name for one in target.parent.iterdir()] == [name]


def test_what_cannot_be_written_whole_leaves_nothing(run, tmp_path, monkeypatch):
    def fail(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("cocreation.services.packing._put", fail)
    target = tmp_path / "out" / "crate"
    target.parent.mkdir()
    result = run("export", "--format", "ro-crate", "-o", str(target), "--lang", "zh")
    assert result.exit_code == 2
    assert "No space left on device" in result.stderr
    assert list(target.parent.iterdir()) == []


def test_a_folder_or_archive_has_to_be_named_and_a_case_is_none(run, tmp_path):
    assert "with -o" in run("export", "--format", "ro-crate").stderr
    refused = run("export", "--case", "s/two", "--format", "ro-crate", "-o", str(tmp_path / "x"))
    assert "There is no ro-crate of one case" in refused.stderr


def test_the_graph_is_that_of_the_sources_beside_it(run, project, tmp_path):
    assert run("build").exit_code == 0
    source = project / "data" / "small.ttl"
    changed = source.read_text(encoding="utf-8").replace("一号", "第一号")
    source.write_text(changed, encoding="utf-8")
    target = tmp_path / "crate"
    assert run("export", "--format", "ro-crate", "-o", str(target)).exit_code == 0
    assert "第一号" in (target / "dump.trig").read_text(encoding="utf-8")


def test_what_the_dataset_says_of_itself_is_what_the_package_says(run, tmp_path):
    target = tmp_path / "crate"
    assert run("export", "--format", "ro-crate", "-o", str(target)).exit_code == 0
    told = ROCrate(target)
    assert {one.id for one in told.data_entities} >= {"dump.nq", "data/"}
    assert told.root_dataset["name"] == "Data"
    assert told.root_dataset["identifier"] == f"{ID}dataset/d"
    assert told.root_dataset["license"].id == "http://licence.example/"


@pytest.mark.parametrize("name", ["title", "description", "issued", "license"])
def test_without_what_the_standard_demands_it_is_told_what_is_missing_and_where_it_goes(
    run, project, tmp_path, name
):
    file = project / "data" / "dataset.ttl"
    lines = [line for line in DATASET.splitlines() if f"dcterms:{name} " not in line]
    file.write_text("\n".join(lines), encoding="utf-8")
    refused = run("export", "--format", "ro-crate", "-o", str(tmp_path / "crate"))
    assert refused.exit_code == 2
    assert f"has no dcterms:{name}, without" in refused.stderr
    assert "data/dataset.ttl" in refused.stderr
    assert not (tmp_path / "crate").exists()
