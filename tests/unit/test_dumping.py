"""Files with the whole graph are there as long as somebody has them."""

import gc
import os
import subprocess
import sys

import pytest
from pyoxigraph import RdfFormat, parse

from cocreation.errors import StoreError
from cocreation.services import dumping
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


def test_what_could_not_be_written_whole_is_not_left_behind(settings, tmp_path, monkeypatch):
    build(settings)

    def fail(*_):
        assert [*(tmp_path / "temporary").rglob("*.nq")]
        raise OSError("The disk is full.")

    monkeypatch.setattr(dumping, "convert_dataset", fail)
    with pytest.raises(OSError, match="full"):
        write_dumps(settings)
    assert list((tmp_path / "temporary").iterdir()) == []


def test_a_program_that_ends_while_it_writes_leaves_nothing_behind(settings, tmp_path):
    build(settings)
    ended = (
        "import sys, threading\n"
        "from pathlib import Path\n"
        "from cocreation.services import dumping\n"
        "from cocreation.settings import Settings\n"
        "begun, never = threading.Event(), threading.Event()\n"
        "dumping.convert_dataset = lambda *_: begun.set() or never.wait()\n"
        "given = Settings(project=Path(sys.argv[1]), store=Path(sys.argv[2]))\n"
        "threading.Thread(target=dumping.write_dumps, args=[given], daemon=True).start()\n"
        "assert begun.wait(20)\n"
    )
    subprocess.run(
        [sys.executable, "-c", ended, settings.project, settings.store],
        env={**os.environ, "TMPDIR": str(tmp_path / "temporary")},
        check=True,
    )
    assert list((tmp_path / "temporary").iterdir()) == []


def test_both_files_say_the_same_in_the_same_order(settings):
    build(settings)
    dumps = write_dumps(settings)
    trig, quads = (dumps.path(dumps.find(name)).read_bytes() for name in NAMES)
    read = [*parse(quads, format=RdfFormat.N_QUADS)]
    assert read
    assert [*parse(trig, format=RdfFormat.TRIG)] == read


def test_without_a_store_nothing_is_left_behind(settings, tmp_path):
    with pytest.raises(StoreError):
        write_dumps(settings)
    assert list((tmp_path / "temporary").iterdir()) == []
