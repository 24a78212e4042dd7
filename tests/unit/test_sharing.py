"""Work shared out among processes: the same results, whatever becomes of a process."""

import os
from pathlib import Path

import pytest

from cocreation.errors import SourceError
from cocreation.model import Text
from cocreation.services.checking import check_files
from cocreation.services.joined import joined_of
from cocreation.services.sharing import shared_out
from cocreation.settings import Settings

ROOT = Path(__file__).parents[2]
HERE = os.getpid()
TASKS = [*range(6)]


def squared(number):
    return number * number


def nothing():
    pass


@pytest.mark.parametrize("processes", [1, 2])
def test_every_task_is_done_once(processes):
    assert sorted(shared_out(squared, TASKS, processes, nothing)) == [0, 1, 4, 9, 16, 25]


def test_the_work_is_done_elsewhere():
    assert HERE not in set(shared_out(lambda _: os.getpid(), TASKS, 2, nothing))


def test_each_process_begins():
    begun = []
    found = list(shared_out(lambda _: list(begun), TASKS, 2, lambda: begun.append("begun")))
    assert found == [["begun"]] * len(TASKS)
    assert begun == []


def test_what_dies_with_its_process_is_done_here():
    def fatal(number):
        if number == 3 and os.getpid() != HERE:
            os._exit(9)
        return number

    assert sorted(shared_out(fatal, TASKS, 2, nothing)) == TASKS


def test_an_error_is_raised_here():
    def faulty(_):
        raise SourceError(Text(en="no", zh="否"), {"file": "x"})

    with pytest.raises(SourceError, match="no") as caught:
        list(shared_out(faulty, TASKS, 2, nothing))
    assert caught.value.details == {"file": "x"}


def test_files_checked_in_two_processes_have_the_same_findings(built_store, tmp_path, monkeypatch):
    study = ROOT / "data/song-2025"
    for path in (*study.glob("cases/*.ttl"), study / "sources.ttl"):
        text = path.read_text(encoding="utf-8")
        # Items without a summary, some that point at nothing, and sources with further codes, which
        # bears on what the files say nothing of.
        text = text.replace("cst:summary", "cst:sumary").replace("cst:inCase", "cst:inCse", 1)
        text = text.replace('cst:sourceCode "', 'cst:sourceCode "X')
        (tmp_path / path.name).write_text(text, encoding="utf-8")
    files = sorted(tmp_path.iterdir())
    shared = []

    def noting(work, tasks, *others):
        shared.append(len(tasks))
        return shared_out(work, tasks, *others)

    for module in ("checking_cases", "places"):
        monkeypatch.setattr(f"cocreation.services.{module}._TOGETHER", 20)
        monkeypatch.setattr(f"cocreation.services.{module}.shared_out", noting)
    with joined_of(Settings(ROOT, built_store), stored=True) as joined:
        one = check_files(files, joined)
        two = check_files(files, joined, processes=2)
    assert one.count("violation") > len(files)
    assert {finding.position.file for finding in one.findings if finding.position} >= set(
        map(str, files)
    )
    assert two == one
    # What the files describe, what they reach, and the places, each time.
    assert len(shared) == 6
    assert min(shared) > 1
