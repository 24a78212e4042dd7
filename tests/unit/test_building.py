"""A build: what is written, when nothing is, and that a fault leaves the old store."""

from dataclasses import replace
from pathlib import Path

import pytest

from cocreation.errors import InvalidDataError, SourceError
from cocreation.namespaces import CST, GRAPH, ID, INFERRED, RDF
from cocreation.services import building, freshness
from cocreation.services.building import build, ensure_built
from cocreation.settings import Settings
from cocreation.store import embedded
from small_project import make_project

ONE = f"<{ID}case/s/one>"
NEW_CASE = f'\n<{ID}case/s/three> a vcc:Partnership ; rdfs:label "Three"@en , "三号"@zh .\n'


@pytest.fixture
def settings(tmp_path):
    return Settings(project=make_project(tmp_path / "project"), store=tmp_path / "store")


def asks(settings: Settings, pattern: str) -> bool:
    store = embedded.open_snapshot(settings.store)
    answer = store.answer(f"ASK {{ {pattern} }}")
    store.close()
    return b"true" in answer.body


def append(settings: Settings, text: str) -> None:
    data = settings.project / "data" / "small.ttl"
    data.write_text(data.read_text(encoding="utf-8") + text, encoding="utf-8")


def test_a_build_writes_every_file_as_a_graph_and_its_inferences_beside_it(settings):
    report = build(settings)
    assert (report.files, report.warnings, report.unchanged) == (3, 0, False)
    assert report.inferred == 3
    assert asks(settings, f"GRAPH <{GRAPH}ontology/small> {{ <{CST}Case> a ?class }}")
    assert asks(settings, f"GRAPH <{GRAPH}shapes/small> {{ ?shape ?p ?o }}")
    assert asks(settings, f"GRAPH <{INFERRED}data/small> {{ {ONE} <{RDF}type> <{CST}Case> }}")
    assert not asks(settings, f"GRAPH <{GRAPH}data/small> {{ {ONE} <{RDF}type> <{CST}Case> }}")


def test_a_build_tells_how_long_each_phase_took(settings):
    assert [name for name, _ in build(settings).seconds] == ["read", "check", "reason", "write"]


def test_a_second_build_with_nothing_changed_writes_nothing(settings):
    build(settings)
    before = embedded.current_snapshot(settings.store)
    report = build(settings)
    assert report.unchanged
    assert embedded.current_snapshot(settings.store) == before


def test_a_second_build_reads_no_file_and_yet_sees_another_program(settings, tmp_path, monkeypatch):
    monkeypatch.setattr(freshness, "_SETTLED_NS", 0)
    build(settings)
    read = building.read_project
    monkeypatch.setattr(building, "read_project", _refuse)
    assert build(settings).unchanged
    (tmp_path / "program").mkdir()
    (tmp_path / "program" / "other.py").write_text("", encoding="utf-8")
    monkeypatch.setattr(building, "_PROGRAM", tmp_path / "program")
    monkeypatch.setattr(building, "read_project", read)
    assert not build(settings).unchanged


def _refuse(project: Path) -> None:
    raise AssertionError(f"{project} was read")


def test_a_build_can_be_forced(settings):
    build(settings)
    assert not build(settings, again=True).unchanged


def test_a_changed_file_is_built_anew(settings):
    build(settings)
    append(settings, NEW_CASE)
    assert not build(settings).unchanged
    assert asks(settings, f"<{ID}case/s/three> a <{CST}Case>")


def test_a_removed_file_leaves_the_store(settings):
    build(settings)
    (settings.project / "data" / "small.ttl").unlink()
    assert not build(settings).unchanged
    assert not asks(settings, f"{ONE} ?p ?o")


def test_a_syntax_error_names_its_place_and_leaves_the_old_store(settings):
    build(settings)
    append(settings, f"\n<{ID}case/s/three> a vcc:Partnership ; rdfs:label Three .\n")
    with pytest.raises(SourceError) as raised:
        build(settings)
    assert raised.value.details["file"] == str(settings.project / "data" / "small.ttl")
    assert raised.value.details["line"]
    assert asks(settings, f"{ONE} ?p ?o")


def test_a_violation_is_told_in_both_languages_and_leaves_the_old_store(settings):
    build(settings)
    append(settings, f"\n<{ID}case/s/three> a vcc:Partnership .\n")
    with pytest.raises(InvalidDataError, match="violate the shapes in 1 place") as raised:
        build(settings)
    report = raised.value.report
    assert report
    assert "add “label”" in report.en
    assert "请添加“名称”" in report.zh
    assert not asks(settings, f"<{ID}case/s/three> ?p ?o")
    assert asks(settings, f"{ONE} ?p ?o")


def test_a_damaged_snapshot_is_built_anew(settings):
    build(settings)
    (embedded.current_snapshot(settings.store) / "CURRENT").unlink()
    assert not build(settings).unchanged
    assert asks(settings, f"{ONE} ?p ?o")


def test_a_store_is_built_only_where_there_is_none(settings):
    assert ensure_built(settings)
    append(settings, NEW_CASE)
    assert ensure_built(settings) is None


def test_two_stores_of_one_project_are_apart(settings, tmp_path):
    build(settings)
    other = replace(settings, store=Path(tmp_path / "other"))
    assert not build(other).unchanged
