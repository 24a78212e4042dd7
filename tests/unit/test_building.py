"""A build: what is written, when nothing is, and that a fault leaves the old store."""

from dataclasses import replace
from pathlib import Path

import pytest

from cocreation.errors import InvalidDataError, SourceError, StoreError
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


def other_project(settings: Settings, tmp_path: Path) -> Settings:
    """The same store, with a project that has none of the data that it holds."""
    project = make_project(tmp_path / "other")
    (project / "data" / "small.ttl").rename(project / "data" / "elsewhere.ttl")
    return replace(settings, project=project)


def test_another_project_does_not_take_the_place_of_what_a_store_holds(settings, tmp_path):
    build(settings)
    before = embedded.published(settings.store)
    other = other_project(settings, tmp_path)
    for again in (False, True):
        with pytest.raises(StoreError) as refused:
            build(other, again=again)
        for told in (refused.value.message.en, refused.value.message.zh):
            for name in (settings.store, settings.project, other.project, "data/small"):
                assert str(name) in told
            assert "--store" in told
            assert "cocreation build --replace" in told
    assert embedded.published(settings.store) == before
    assert build(settings).unchanged


def test_another_project_takes_the_place_where_that_is_wanted(settings, tmp_path):
    build(settings)
    other = other_project(settings, tmp_path)
    assert not build(other, replace=True).unchanged
    assert asks(settings, f"GRAPH <{GRAPH}data/elsewhere> {{ {ONE} ?p ?o }}")
    assert not asks(settings, f"GRAPH <{GRAPH}data/small> {{ {ONE} ?p ?o }}")
    assert build(other).unchanged
    with pytest.raises(StoreError, match="data/elsewhere"):
        build(settings)


def test_a_project_that_moved_or_has_more_goes_on_with_its_store(settings, tmp_path):
    build(settings)
    moved = replace(settings, project=settings.project.rename(tmp_path / "moved"))
    assert build(moved).unchanged
    (moved.project / "data" / "small.ttl").rename(moved.project / "data" / "kept.ttl")
    assert not build(moved).unchanged
    more = replace(settings, project=make_project(tmp_path / "more"))
    (more.project / "data" / "small.ttl").rename(more.project / "data" / "kept.ttl")
    (more.project / "data" / "more.ttl").write_text("<urn:a> <urn:b> <urn:c> .", "utf-8")
    assert not build(more).unchanged


def test_a_project_may_lose_what_it_had(settings):
    build(settings)
    (settings.project / "data" / "small.ttl").rename(settings.project / "data" / "renamed.ttl")
    assert not build(settings).unchanged


def test_a_store_that_does_not_say_what_it_was_built_of_is_built_anew(settings, tmp_path):
    build(settings)
    (settings.store / "project.json").unlink()
    assert not build(other_project(settings, tmp_path)).unchanged
