"""A store serves a check as the files do that it was built of, and only while it is of them."""

import gc
import io
import weakref
from pathlib import Path

import pytest

from cocreation.cli.progress import LateBar
from cocreation.model import FileGraph
from cocreation.namespaces import GRAPH
from cocreation.services import freshness
from cocreation.services.checking import check_files
from cocreation.services.freshness import note, stamps_of
from cocreation.services.joined import Joined, joined_of
from cocreation.services.project import read_project
from cocreation.settings import Settings
from cocreation.store import embedded

CASE = "data/song-2025/cases/jd-cloud-dada.ttl"
SUBMITTED = GRAPH + "submitted/x"


@pytest.fixture(scope="module")
def settings(root, tmp_path_factory) -> Settings:
    """The shipped files, and a store of them that was noted long after they were written."""
    store = tmp_path_factory.mktemp("joined") / "store"
    graphs = read_project(root)
    submitted = graphs[-1].triples.replace(b"Notes", b"Others")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(freshness, "_SETTLED_NS", 0)
        embedded.write(store, graphs, "digest")
        embedded.replace(store, [FileGraph(SUBMITTED, Path("x"), submitted, "")])
        note(store, "digest", stamps_of(root), graphs)
    return Settings(project=root, store=store)


@pytest.fixture
def changed(root, tmp_path) -> Path:
    """A case of the project with other words, a misspelt term and a foreign code."""
    text = (root / CASE).read_text(encoding="utf-8")
    path = tmp_path / "changed.ttl"
    text = text.replace("cst:ofStudy", "cst:ofStudi", 1).replace("cst:supports", "cst:disputes", 1)
    path.write_text(text, encoding="utf-8")
    return path


def test_the_store_and_the_files_give_the_same_report(settings, changed):
    by_files = check_files([changed], Joined.in_graphs(read_project(settings.project)))
    assert by_files.count("violation")
    assert all(finding.position for finding in by_files.findings)
    for stored in (True, False):
        with joined_of(settings, stored=stored) as joined:
            assert joined.lookups.__class__.__name__ == "Lookups"
            assert check_files([changed], joined) == by_files


def test_both_engines_give_the_same_report(settings, changed):
    with joined_of(settings, stored=False) as joined:
        fast = check_files([changed], joined)
        assert check_files([changed], joined, engine="reference") == fast


def test_graphs_of_no_file_are_seen_only_where_the_store_was_asked_for(settings):
    with joined_of(settings, stored=True) as joined:
        assert SUBMITTED in joined.names
    with joined_of(settings, stored=False) as joined:
        assert type(joined) is Joined
        assert SUBMITTED not in joined.names


def test_files_that_changed_are_read_instead_of_the_store(settings, tmp_path):
    other = Settings(project=_copy(settings.project, tmp_path), store=settings.store)
    (other.project / "data/extra.ttl").write_text("<urn:a> <urn:b> <urn:c> .\n", encoding="utf-8")
    with joined_of(other, stored=False) as joined:
        assert type(joined) is not Joined


def test_progress_is_told_for_many_files(settings, root):
    told: list[tuple[int, int]] = []
    files = sorted((root / "data/song-2025/cases").glob("*.ttl"))
    with joined_of(settings, stored=False) as joined:
        check_files(files, joined, progress=lambda done, of: told.append((done, of)))
    assert told[0][0] == 0
    assert [done for done, _ in told] == list(range(told[0][1] + 1))


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("stream", "patience", "shown"),
    [
        (Terminal(), 0.0, True),
        (Terminal(), 60.0, False),
        (io.StringIO(), 0.0, False),
    ],
)
def test_a_bar_is_shown_at_a_terminal_to_who_waits_long(stream, patience, shown, monkeypatch):
    monkeypatch.setattr("sys.stderr", stream)
    monkeypatch.setattr("cocreation.cli.progress._PATIENCE", patience)
    with LateBar("zh") as bar:
        bar.show(0, 4)
        bar.show(3, 4)
    assert ("检查中" in stream.getvalue()) is shown
    assert ("75%" in stream.getvalue()) is shown


def test_a_bar_goes_on_where_more_parts_turn_up(monkeypatch):
    monkeypatch.setattr("sys.stderr", stream := Terminal())
    monkeypatch.setattr("cocreation.cli.progress._PATIENCE", 0.0)
    with LateBar("en") as bar:
        bar.show(0, 2)
        bar.show(1, 2)
        bar.show(2, 8)
    assert "50%" in stream.getvalue()
    assert "25%" in stream.getvalue()


def _copy(project: Path, folder: Path) -> Path:
    for name in ("ontology", "shapes"):
        (folder / name).symlink_to(project / name)
    (folder / "data").mkdir()
    return folder


def test_a_check_keeps_no_store_open(settings, root):
    """What is left for the garbage collector to find would hold its files and its folder."""
    gc.collect()
    gc.disable()
    try:
        case = root / "data/song-2025/cases/jd-cloud-dada.ttl"
        with joined_of(settings, stored=True) as joined:
            lookups = weakref.ref(joined.lookups)
            check_files([case], joined, mends=True)
        del joined
        assert lookups() is None
    finally:
        gc.enable()
