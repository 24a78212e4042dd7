"""`cocreation link suggest` within this process, over a small project."""

import json

import pytest
from click.testing import CliRunner

from cocreation.cli.link_suggest import suggest
from cocreation.namespaces import ID, PREFIXES
from small_links import OTHER, add_links


@pytest.fixture(autouse=True)
def asked(project):
    """The small project with the questions about mappings."""
    add_links(project)
    label = "<http://www.w3.org/2000/01/rdf-schema#label>"
    one = f'<{ID}organization/delta> a <{PREFIXES["org"]}Organization> ; {label} "Delta"@en .\n'
    (project / "data" / "organizations.ttl").write_text(one, encoding="utf-8")
    ontology = project / "ontology" / "small.ttl"
    said = ontology.read_text(encoding="utf-8")
    ontology.write_text(said + "org:Organization a owl:Class .\n", encoding="utf-8")


@pytest.fixture
def alike(tmp_path):
    path = tmp_path / "alike.ttl"
    label = "<http://www.w3.org/2000/01/rdf-schema#label>"
    path.write_text(f'<{OTHER}9> {label} "Delta Co., Ltd."@en .\n', encoding="utf-8")
    return path


@pytest.fixture
def others(tmp_path):
    path = tmp_path / "others.ttl"
    label = "<http://www.w3.org/2000/01/rdf-schema#label>"
    path.write_text(f'<https://o.example/1> {label} "No such thing"@en .\n', encoding="utf-8")
    return path


def test_nothing_found_is_said_in_the_language_asked_for(project, others):
    english = CliRunner().invoke(suggest, ["--target", str(others)])
    chinese = CliRunner().invoke(suggest, ["--target", str(others), "--lang", "zh"])
    assert english.exit_code == chinese.exit_code == 0
    assert english.stdout == chinese.stdout == ""
    assert "0 links proposed" in english.stderr
    assert "0 条候选链接" in chinese.stderr


def test_formats_for_machines_have_nothing_else_on_standard_output(project, others):
    told = CliRunner().invoke(suggest, ["--target", str(others), "--format", "json"])
    assert json.loads(told.stdout) == []
    told = CliRunner().invoke(suggest, ["--target", str(others), "--format", "tsv"])
    assert told.stdout.splitlines()[-1].startswith("subject_id\t")


@pytest.mark.parametrize("words", [["--least", "2"], ["--most", "0"], ["--kind", "city"], []])
def test_what_cannot_be_asked_for_is_refused(project, words):
    assert CliRunner().invoke(suggest, words).exit_code == 2


def test_what_is_kept_waits_until_somebody_decides(run, alike, monkeypatch):
    monkeypatch.setenv("COCREATION_TOKEN", run("token", "add", "ann").stdout.strip())
    kept = run("link", "suggest", "--target", str(alike), "--keep")
    assert kept.exit_code == 0
    assert "1 more wait" in kept.stderr
    (waits,) = json.loads(run("link", "list", "--proposed", "--format", "json").stdout)
    assert waits["object"] == OTHER + "9"
    done = run("link", "reject", "organization/delta", OTHER + "9", "--why", "another firm")
    assert done.exit_code == 0
    assert run("link", "list", "--proposed").stdout == ""
    again = run("link", "suggest", "--target", str(alike), "--keep")
    assert "0 links proposed" in again.stderr


def test_only_who_has_a_token_keeps_proposals(run, alike):
    refused = run("link", "suggest", "--target", str(alike), "--keep")
    assert refused.exit_code == 2
    assert "--token" in refused.stderr
    assert run("link", "suggest", "--target", str(alike)).exit_code == 0
    assert run("link", "list", "--proposed").stdout == ""
