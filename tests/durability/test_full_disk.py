"""A disk that is full or read-only: a sentence, and the store as before."""

import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from cocreation.errors import StoreError
from cocreation.namespaces import RDFS
from cocreation.services.building import build
from cocreation.services.submitting import Submissions
from cocreation.settings import Settings
from cocreation.store import embedded, tokens
from small_project import make_project
from submissions import ANN, CASE, turtle

_BYTES = 24 * 2**20


@pytest.fixture
def disk(tmp_path) -> Iterator[Path]:
    """A small disk of its own."""
    folder = tmp_path / "disk"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={_BYTES}", "tmpfs", folder]
    if not shutil.which("mount") or subprocess.run(command, check=False).returncode:
        pytest.skip("needs the right to mount a small disk")
    yield folder
    subprocess.run(["umount", folder], check=True)


@pytest.fixture
def settings(disk, tmp_path):
    made = Settings(project=make_project(tmp_path / "project"), store=disk / "store")
    build(made)
    Submissions(made).submit(turtle("First"), "case.ttl", ANN)
    return made


def fill(disk: Path, left: int) -> None:
    """Leave so many bytes."""
    filler = disk / "filler"
    filler.write_bytes(b"")
    free = shutil.disk_usage(disk).free
    filler.write_bytes(b"x" * max(0, free - left))


def remount(disk: Path, how: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{how}", disk], check=True)


def contents(settings: Settings) -> set[str]:
    query = f"SELECT ?label WHERE {{ <{CASE}> <{RDFS}label> ?label }}"
    with closing(embedded.open_snapshot(settings.store)) as stored:
        return {row[0].value for row in stored.select(query).rows if row[0]}


def refused(deed: Callable[[], object]) -> None:
    with pytest.raises(StoreError, match="cannot be written") as raised:
        deed()
    assert "无法写入" in raised.value.message.zh


@pytest.mark.parametrize("left", [0, 4096, 2**15, 2**17])
def test_on_a_full_disk_nothing_is_changed_and_nothing_is_left(disk, settings, left):
    before = set(settings.store.rglob("*"))
    fill(disk, left)
    refused(lambda: Submissions(settings).submit(turtle("Second"), "case.ttl", ANN))
    assert contents(settings) == {"First"}
    left_behind = set(settings.store.rglob("*")) - before
    assert {path.suffix for path in left_behind} <= {".nt"}
    (disk / "filler").unlink()
    Submissions(settings).submit(turtle("Second"), "case.ttl", ANN)
    assert contents(settings) == {"Second"}


def test_on_a_full_disk_no_token_is_lost(disk, settings):
    token = tokens.add(settings.store, "ann")
    fill(disk, 0)
    refused(lambda: tokens.add(settings.store, "bob"))
    assert tokens.holder_of(settings.store, token).name == "ann"


def test_on_a_disk_that_cannot_be_written_nothing_is_changed(disk, settings):
    remount(disk, "ro")
    try:
        refused(lambda: Submissions(settings).submit(turtle("Second"), "case.ttl", ANN))
        refused(lambda: tokens.add(settings.store, "ann"))
    finally:
        remount(disk, "rw")
    assert contents(settings) == {"First"}
    Submissions(settings).submit(turtle("Second"), "case.ttl", ANN)
    assert contents(settings) == {"Second"}
