"""`cocreation link suggest` within this process, over a small project."""

import json

import pytest
from click.testing import CliRunner

from cocreation.cli.link_suggest import suggest


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
