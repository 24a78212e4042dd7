"""A store is taken for the files' only as long as they are the very same."""

import os
from pathlib import Path

import pytest

from cocreation.services import freshness
from cocreation.services.freshness import fresh_graphs, note, stamps_of
from cocreation.services.project import read_project

DIGEST = "the digest"
FILE = "data/one.ttl"


@pytest.fixture
def project(tmp_path) -> Path:
    root = tmp_path / "project"
    for name in (FILE, "shapes/two.ttl"):
        path = root / name
        path.parent.mkdir(parents=True)
        path.write_text('<urn:a> <urn:b> "c" .\n', encoding="utf-8")
    return root


@pytest.fixture
def store(tmp_path, project, monkeypatch) -> Path:
    """A store that was noted long after the files were written."""
    monkeypatch.setattr(freshness, "_SETTLED_NS", 0)
    folder = tmp_path / "store"
    folder.mkdir()
    note(folder, DIGEST, stamps_of(project), read_project(project))
    return folder


def is_fresh(store: Path, project: Path) -> bool:
    return fresh_graphs(store, DIGEST, project) is not None


def test_a_store_is_fresh_while_no_file_changes(store, project):
    names = {graph.name for graph in read_project(project)}
    assert fresh_graphs(store, DIGEST, project) == names


def test_no_file_is_read_whose_times_are_the_same(store, project, monkeypatch):
    monkeypatch.setattr(Path, "read_bytes", _only(store))
    assert is_fresh(store, project)


def _only(store: Path):
    read = Path.read_bytes

    def read_there(path: Path) -> bytes:
        assert path.parent == store, path
        return read(path)

    return read_there


def test_a_change_of_the_same_size_and_time_is_seen(store, project):
    path = project / FILE
    before = path.stat()
    path.write_text('<urn:a> <urn:b> "d" .\n', encoding="utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert not is_fresh(store, project)


def test_a_file_written_again_as_it_was_changes_nothing(store, project):
    path = project / FILE
    path.write_bytes(path.read_bytes())
    assert is_fresh(store, project)


def test_a_file_more_or_less_is_seen(store, project):
    more = project / "data/more.ttl"
    more.write_text("<urn:a> <urn:b> <urn:c> .\n", encoding="utf-8")
    assert not is_fresh(store, project)
    more.unlink()
    assert is_fresh(store, project)
    (project / FILE).unlink()
    assert not is_fresh(store, project)


def test_another_build_of_the_store_is_not_what_was_noted(store, project):
    assert fresh_graphs(store, "another", project) is None
    assert fresh_graphs(store, None, project) is None


@pytest.mark.parametrize("text", ["", "[]", "{", '{"digest": "the digest", "files": []}', "\0"])
def test_a_damaged_note_is_no_note(store, project, text):
    (store / "files.json").write_text(text, encoding="utf-8")
    assert not is_fresh(store, project)


def test_a_file_noted_just_after_it_changed_is_compared_by_its_bytes(tmp_path, project):
    note(tmp_path, DIGEST, stamps_of(project), read_project(project))
    assert is_fresh(tmp_path, project)
    path = project / FILE
    path.write_text('<urn:a> <urn:b> "d" .\n', encoding="utf-8")
    assert not is_fresh(tmp_path, project)
