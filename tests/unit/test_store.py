"""The store on disk: what a write replaces, what readers see meanwhile, what is said of a fault."""

import errno
import fcntl
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pyoxigraph
import pytest

from cocreation.errors import NotAcceptableError, QueryError, StoreError
from cocreation.model import FileGraph, Term
from cocreation.namespaces import GRAPH, XSD
from cocreation.store import base, embedded, locks
from cocreation.store.snapshot import Snapshot

COUNT = "SELECT (COUNT(*) AS ?count) WHERE { ?s ?p ?o }"
VALUES = "SELECT ?s ?value WHERE { ?s <urn:p> ?value } ORDER BY ?value"


def graph(name: str, *values: int) -> FileGraph:
    lines = "".join(f'<urn:s> <urn:p> "{v}"^^<{XSD}integer> .\n' for v in values)
    return FileGraph(GRAPH + name, Path(f"{name}.ttl"), lines.encode(), "")


def values(store: base.Store) -> list[str]:
    return [row[1].value for row in store.select(VALUES).rows if row[1]]


@pytest.fixture
def directory(tmp_path):
    return tmp_path / "store"


def opened(directory: Path, *graphs: FileGraph) -> Snapshot:
    embedded.write(directory, graphs, "digest")
    return embedded.open_snapshot(directory)


def test_a_write_replaces_what_came_from_files(directory):
    embedded.write(directory, [graph("data/a", 1), graph("inferred/data/a", 2)], "first")
    store = opened(directory, graph("data/b", 3))
    assert values(store) == ["3"]


def test_a_write_keeps_graphs_that_did_not_come_from_files(directory):
    others = [graph(name, 8, 9) for name in ("submitted/x", "inferred/submitted/x")]
    embedded.write(directory, [graph("data/a", 1), *others], "first")
    store = opened(directory, graph("data/a", 2))
    assert values(store) == ["2", "8", "9"]
    assert set(store.graphs()) == {GRAPH + "data/a", *(other.name for other in others)}


def test_a_replacement_changes_its_graphs_and_the_union_alone(directory):
    embedded.write(directory, [graph("data/a", 1, 2), graph("data/b", 2, 3)], "digest")
    embedded.replace(directory, [graph("data/a", 4), graph("inferred/data/a", 5)])
    store = embedded.open_snapshot(directory)
    assert values(store) == ["2", "3", "4", "5"]
    inside = f"SELECT ?value WHERE {{ GRAPH <{GRAPH}data/a> {{ ?s ?p ?value }} }}"
    assert [row[0].value for row in store.select(inside).rows if row[0]] == ["4"]
    assert embedded.stored_digest(directory) == "digest"


def test_a_replacement_by_nothing_takes_a_graph_away(directory):
    embedded.write(directory, [graph("data/a", 1), graph("data/b", 2)], "digest")
    embedded.replace(directory, [graph("data/a")])
    store = embedded.open_snapshot(directory)
    assert values(store) == ["2"]
    names = store.select("SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }").rows
    assert [row[0].value for row in names if row[0]] == [GRAPH + "data/b"]


@pytest.mark.skipif(sys.platform != "linux", reason="learns from /proc what was made durable")
def test_everything_is_durable_before_anybody_is_pointed_to_it(directory, monkeypatch):
    embedded.write(directory, [graph("data/a", 1)], "digest")
    durable: list[Path] = []
    fsync = os.fsync

    def record(descriptor):
        durable.append(Path(f"/proc/self/fd/{descriptor}").readlink())
        fsync(descriptor)

    monkeypatch.setattr("cocreation.store.embedded.os.fsync", record)
    embedded.replace(directory, [graph("data/a", 2)])
    *before, pointer, folder = durable
    unfinished = directory / "snapshots" / "2.unfinished"
    made = {unfinished / path.name for path in embedded.current_snapshot(directory).iterdir()}
    assert set(before) == {*made, unfinished, directory / "snapshots"}
    assert (pointer.name, folder) == ("current.json.new", directory)


def test_a_change_that_cannot_be_made_leaves_nothing_behind(directory, monkeypatch):
    embedded.write(directory, [graph("data/a", 1)], "digest")
    before = set(directory.rglob("*"))
    with pytest.raises(ZeroDivisionError):
        embedded.change(directory, lambda *_: 1 // 0)
    monkeypatch.setattr("cocreation.store.embedded.os.fsync", failing)
    with pytest.raises(StoreError, match="cannot be written"):
        embedded.replace(directory, [graph("data/a", 2)])
    assert set(directory.rglob("*")) == before
    assert values(embedded.open_snapshot(directory)) == ["1"]


def failing(_: int) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def test_a_replacement_where_nothing_was_built_is_refused(directory):
    with pytest.raises(StoreError, match="run `cocreation build`"):
        embedded.replace(directory, [graph("data/a", 1)])


def test_a_triple_in_several_graphs_is_one_triple_of_the_union(directory):
    store = opened(directory, graph("data/a", 1, 2), graph("inferred/data/a", 2))
    assert values(store) == ["1", "2"]


def test_a_blank_node_is_the_same_in_its_graph_and_in_the_union(directory):
    blank = FileGraph(GRAPH + "data/a", Path("a"), b"_:x <urn:p> <urn:o> .\n", "")
    query = "SELECT ?s WHERE { ?s <urn:p> ?o . GRAPH ?g { ?s <urn:p> ?o } }"
    assert len(opened(directory, blank).select(query).rows) == 1


@pytest.mark.parametrize("text", [r"a \u0022 b", 'a "quoted" } #', "行\n末", "\\", "<urn:x> ."])
def test_any_text_comes_back_as_it_went_in(directory, text):
    triple = pyoxigraph.Triple(*[pyoxigraph.NamedNode("urn:a")] * 2, pyoxigraph.Literal(text))
    lines = pyoxigraph.serialize([triple], format=pyoxigraph.RdfFormat.N_TRIPLES)
    store = opened(directory, FileGraph(GRAPH + "data/a", Path("a"), lines, ""))
    assert store.select("SELECT ?o WHERE { ?s ?p ?o }").rows == ((Term("literal", text),),)


def test_readers_open_the_snapshot_while_another_process_writes(directory):
    embedded.write(directory, [graph("data/a", 1)], "first")
    with being_written(directory):
        assert values(embedded.open_snapshot(directory)) == ["1"]


def test_an_open_snapshot_does_not_change_when_the_store_does(directory):
    old = opened(directory, graph("data/a", 1))
    for value in (2, 3, 4):
        embedded.write(directory, [graph("data/a", value)], "next")
    assert values(old) == ["1"]
    assert values(embedded.open_snapshot(directory)) == ["4"]


def test_only_the_published_snapshot_and_the_one_before_it_are_kept(directory):
    for value in range(4):
        embedded.write(directory, [graph("data/a", value)], "next")
    kept = {path.name for path in (directory / "snapshots").iterdir()}
    assert kept == {"3", "4"}
    assert embedded.current_snapshot(directory).name == "4"


@contextmanager
def being_written(directory: Path) -> Iterator[None]:
    """As if another process were writing to the store."""
    with (directory / "writer.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def test_a_second_writer_is_told_to_wait(directory):
    embedded.write(directory, [], "first")
    with being_written(directory), pytest.raises(StoreError, match="Another process is writing"):
        embedded.write(directory, [], "second")
    embedded.write(directory, [], "third")


def test_a_store_has_one_server(directory):
    with locks.claimed(directory):
        embedded.write(directory, [], "first")
        with pytest.raises(StoreError, match="served by another"), locks.claimed(directory):
            pass
    with locks.claimed(directory):
        pass


def test_what_a_killed_writer_left_is_removed_by_the_next_one(directory):
    embedded.write(directory, [graph("data/a", 1)], "first")
    (directory / "snapshots" / "2.unfinished").mkdir()
    (directory / "left.nq").touch()
    embedded.write(directory, [graph("data/a", 2)], "second")
    assert {path.name for path in (directory / "snapshots").iterdir()} == {"1", "2"}
    assert not (directory / "left.nq").exists()


def test_a_damaged_snapshot_is_set_aside_by_the_next_write(directory):
    embedded.write(directory, [graph("data/a", 1), graph("submitted/x", 2)], "first")
    (embedded.current_snapshot(directory) / "CURRENT").write_text("nonsense")
    for value in (3, 4, 5):
        embedded.write(directory, [graph("data/a", value)], "next")
    assert values(embedded.open_snapshot(directory)) == ["5"]
    assert list((directory / "snapshots" / "1.damaged").glob("*.sst"))


def test_no_snapshot_is_removed_while_it_is_not_known_which_one_is_published(directory):
    for value in (1, 2):
        embedded.write(directory, [graph("data/a", value)], "next")
    (directory / "current.json").write_text("damaged")
    embedded.write(directory, [graph("data/a", 3)], "next")
    assert values(embedded.open_snapshot(directory)) == ["3"]
    assert (directory / "snapshots" / "2").is_dir()


WRITER = """
import sys
from pathlib import Path
from cocreation.model import FileGraph
from cocreation.namespaces import GRAPH
from cocreation.store import embedded
for turn in range(2, 100):
    lines = "".join(f"<urn:s{n}> <urn:p> <urn:turn{turn}> .\\n" for n in range(2000)).encode()
    graphs = [FileGraph(f"{GRAPH}data/{g}", Path(), lines, "") for g in "ab"]
    embedded.write(Path(sys.argv[1]), graphs, str(turn))
    print(turn, flush=True)
"""


@pytest.mark.parametrize("seconds", [0.02, 0.07, 0.15])
def test_a_writer_killed_at_any_moment_leaves_a_whole_snapshot(directory, seconds):
    writer = subprocess.Popen([sys.executable, "-c", WRITER, directory], stdout=subprocess.PIPE)
    with writer:
        assert writer.stdout
        writer.stdout.readline()
        time.sleep(seconds)
        writer.send_signal(signal.SIGKILL)
    store = embedded.open_snapshot(directory)
    turns = store.select("SELECT DISTINCT ?turn WHERE { ?s <urn:p> ?turn }").rows
    assert len(turns) == 1
    per_graph = "SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"
    assert [row[0].value for row in store.select(per_graph).rows if row[0]] == ["2000", "2000"]
    assert values(opened(directory, graph("data/a", 1))) == ["1"]


def test_the_digest_is_that_of_the_published_snapshot(directory):
    assert embedded.stored_digest(directory) is None
    embedded.write(directory, [], "first")
    assert embedded.stored_digest(directory) == "first"


def test_no_digest_is_known_of_a_snapshot_that_cannot_be_read(directory):
    embedded.write(directory, [graph("data/a", 1)], "first")
    (embedded.current_snapshot(directory) / "CURRENT").unlink()
    assert embedded.stored_digest(directory) is None


def test_a_missing_store_says_how_to_build_one(directory):
    with pytest.raises(StoreError, match="run `cocreation build`"):
        embedded.open_snapshot(directory)


@pytest.mark.parametrize(
    "content", ["", "{}", '{"format": 3, "snapshot": "x", "digest": ""}', "[]"]
)
def test_a_damaged_pointer_says_how_to_mend_it(directory, content):
    embedded.write(directory, [], "first")
    (directory / "current.json").write_text(content)
    with pytest.raises(StoreError, match="run `cocreation build` again"):
        embedded.open_snapshot(directory)


def test_a_damaged_snapshot_says_how_to_mend_it(directory):
    embedded.write(directory, [], "first")
    (embedded.current_snapshot(directory) / "CURRENT").write_text("nonsense")
    with pytest.raises(StoreError, match="run `cocreation build` again"):
        embedded.open_snapshot(directory)


def test_a_store_of_another_version_says_so(directory):
    embedded.write(directory, [], "first")
    pointer = {"format": 0, "snapshot": 1, "digest": ""}
    (directory / "current.json").write_text(json.dumps(pointer))
    with pytest.raises(StoreError, match="another version"):
        embedded.open_snapshot(directory)


def test_a_folder_that_cannot_be_written_says_so(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="cannot be written"):
        embedded.write(tmp_path / "file", [], "")


def test_without_from_a_query_sees_the_union_of_all_graphs(directory):
    assert values(opened(directory, graph("data/a", 1), graph("inferred/data/a", 2))) == ["1", "2"]


def test_with_from_a_query_sees_only_the_graphs_that_it_names(directory):
    store = opened(directory, graph("data/a", 1), graph("data/b", 2))
    query = f"SELECT ?value FROM <{GRAPH}data/b> WHERE {{ ?s <urn:p> ?value }}"
    assert [row[0].value for row in store.select(query).rows if row[0]] == ["2"]


def test_a_binding_is_bound_by_the_engine(directory):
    store = opened(directory, graph("data/a", 1, 2))
    bound = {"value": Term("literal", "2", datatype=XSD + "integer")}
    assert len(store.select(VALUES, bound).rows) == 1
    hostile = {"value": Term("literal", '" } DROP ALL #')}
    assert store.select(VALUES, hostile).rows == ()


def test_a_binding_that_is_not_projected_is_refused(directory):
    store = opened(directory, graph("data/a", 1))
    with pytest.raises(QueryError, match="must stand in the SELECT"):
        store.select("SELECT ?s WHERE { ?s ?p ?o }", {"o": Term("literal", "1")})


def test_a_term_that_is_not_well_formed_is_refused(directory):
    store = opened(directory, graph("data/a", 1))
    with pytest.raises(QueryError, match="well-formed"):
        store.select("SELECT ?s WHERE { ?s ?p ?o }", {"s": Term("iri", "not an IRI")})


@pytest.mark.parametrize("media_type", base.ROWS_TYPES)
def test_rows_and_truth_come_in_every_format(directory, media_type):
    store = opened(directory, graph("data/a", 1))
    for query, form in ((VALUES, "select"), ("ASK { ?s ?p 1 }", "ask")):
        answer = store.answer(query, media_type)
        assert (answer.media_type, answer.form) == (media_type, form)
        assert answer.body


@pytest.mark.parametrize("media_type", base.GRAPH_TYPES)
def test_graphs_come_in_every_format(directory, media_type):
    store = opened(directory, graph("data/a", 1))
    for query in ("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", "DESCRIBE <urn:s>"):
        answer = store.answer(query, media_type)
        assert answer.media_type == media_type
        assert b"urn:" in answer.body


def test_rows_are_json_and_graphs_turtle_unless_asked_otherwise(directory):
    store = opened(directory, graph("data/a", 1))
    assert store.answer(VALUES).media_type == base.JSON
    assert store.answer("DESCRIBE <urn:s>").media_type == base.TURTLE


def test_a_format_that_an_answer_lacks_is_refused_with_those_it_has(directory):
    store = opened(directory, graph("data/a", 1))
    with pytest.raises(NotAcceptableError) as raised:
        store.answer("DESCRIBE <urn:s>", base.CSV)
    assert raised.value.details["available"] == list(base.GRAPH_TYPES)


def test_turtle_declares_the_prefixes_that_it_uses_in_one_order(directory):
    query = """PREFIX vcc: <https://w3id.org/cocreation/model#> PREFIX p: <urn:>
    CONSTRUCT { ?s vcc:precedes ?s } WHERE { ?s p:p ?o }"""
    store = opened(directory, graph("data/a", 1))
    lines = store.answer(query).body.decode().splitlines()
    assert lines == [
        "@prefix p: <urn:> .",
        "@prefix vcc: <https://w3id.org/cocreation/model#> .",
        "p:s vcc:precedes p:s .",
    ]


def test_rows_come_from_select_only(directory):
    store = opened(directory, graph("data/a", 1))
    with pytest.raises(QueryError, match="SELECT only"):
        store.select("ASK { ?s ?p ?o }")


def test_many_threads_read_one_snapshot(directory):
    store = opened(directory, graph("data/a", *range(50)))
    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(lambda _: store.select(COUNT), range(100)))
    assert {row[0].value for answer in answers for row in answer.rows if row[0]} == {"50"}


def test_everything_can_be_written_out_with_its_graphs(directory, tmp_path):
    store = opened(directory, graph("data/a", 1), graph("inferred/data/a", 2))
    with (tmp_path / "all.nq").open("wb") as output:
        store.dump(output, "nquads")
    lines = (tmp_path / "all.nq").read_text().splitlines()
    assert len(lines) == 2
    assert all(GRAPH in line for line in lines)
