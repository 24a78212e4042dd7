"""Files with the whole graph are there as long as somebody has them."""

import gc

import pytest

from cocreation.errors import StoreError
from cocreation.services.building import build
from cocreation.services.dumping import NAMES, write_dumps
from cocreation.settings import Settings
from small_project import make_project


@pytest.fixture
def settings(tmp_path, monkeypatch):
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    return Settings(project=make_project(tmp_path / "project"), store=tmp_path / "store")


def test_files_of_one_state_are_equal_and_go_when_nobody_has_them(settings, tmp_path):
    build(settings)
    first, second = write_dumps(settings), write_dumps(settings)
    assert first.checksums() == second.checksums()
    assert {first.path(first.find(name)).exists() for name in NAMES} == {True}
    del first, second
    gc.collect()
    assert list((tmp_path / "temporary").iterdir()) == []


def test_without_a_store_nothing_is_left_behind(settings, tmp_path):
    with pytest.raises(StoreError):
        write_dumps(settings)
    assert list((tmp_path / "temporary").iterdir()) == []
