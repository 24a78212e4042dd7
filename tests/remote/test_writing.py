"""Building on a server: what a reader sees while it happens, and after anything is killed."""

import random
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from cocreation.errors import CocreationError, StoreError
from cocreation.namespaces import GRAPH, STORE
from cocreation.store.remote import HostedStore, RemoteWriter, updates
from cocreation.store.remote import writer as writing_module
from cocreation.store.remote.catalog import Draft, Entry
from small_graphs import by_graph, column, graph, values

# A reader that sees any two of these differ has seen a mixture.
TURNS = """SELECT DISTINCT ?turn WHERE {
  { ?s <urn:turn> ?turn } UNION { GRAPH ?g { ?s <urn:turn> ?turn } }
}"""
COUNTS = """SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s <urn:turn> ?turn } }
GROUP BY ?g ORDER BY ?g"""
ROWS = 400
WRITER = """
import sys
from pathlib import Path
from cocreation.model import FileGraph
from cocreation.namespaces import GRAPH
from cocreation.settings import SparqlServer
from cocreation.store.remote import RemoteWriter, writer as writing
query, rows, writing.IN_PLACE_GRAPHS = sys.argv[1], int(sys.argv[2]), int(sys.argv[4])
writer = RemoteWriter(SparqlServer(query, query), seconds=60)
for turn in range(int(sys.argv[3]), 10**6):
    lines = "".join(f"<urn:s{n}> <urn:turn> <urn:turn{turn}> .\\n" for n in range(rows)).encode()
    writer.write([FileGraph(f"{GRAPH}data/{g}", Path(), lines, "") for g in "ab"], str(turn))
    print(turn, flush=True)
"""


@pytest.fixture(autouse=True)
def impatient(monkeypatch):
    """A build that was killed while it was publishing is not waited for long."""
    monkeypatch.setattr(writing_module, "STALE_SECONDS", 3.0)


def start_writer(server, in_place=50, first=1):
    """Write turn after turn; with `in_place` 0 each has a union of its own."""
    words = [server.open.query, str(ROWS), str(first), str(in_place)]
    command = [sys.executable, "-c", WRITER, *words]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def is_whole(store):
    return len(column(store, TURNS)) == 1 and column(store, COUNTS) == [str(ROWS)] * 2


def ours_on(server):
    """Every graph under our names that the server has, catalogue and leftovers included."""
    anything = HostedStore(server.open, seconds=30)._transport
    query = (
        f"SELECT DISTINCT ?g {{ GRAPH ?g {{ ?s ?p ?o }} FILTER(STRSTARTS(STR(?g), '{STORE}')) }}"
    )
    body = anything.query(query, "text/csv", None, 30).body.decode()
    return {line.strip('"').removeprefix(STORE).partition("/")[0] for line in body.split()[1:]}


def leftovers_on(server):
    return len(RemoteWriter(server.open, seconds=30)._records.leftovers())


def test_a_write_replaces_what_came_from_files_and_keeps_what_did_not(writer, store):
    writer.write([graph("data/a", 1), graph("data/b", 2), graph("submitted/x", 8)], "first")
    writer.write([graph("data/a", 3), graph("data/c", 4)], "second")
    assert by_graph(store) == [("data/a", "3"), ("data/c", "4"), ("submitted/x", "8")]
    assert values(store) == ["3", "4", "8"]


def test_the_digest_is_that_of_what_is_published(writer):
    assert writer.stored_digest() is None
    writer.write([graph("data/a", 1)], "first")
    assert writer.stored_digest() == "first"


def test_every_write_is_a_version_of_its_own(writer, store):
    writer.write([graph("data/a", 1)], "first")
    before = store.version()
    assert store.version() == before
    writer.write([graph("data/a", 1)], "second")
    time.sleep(1.1)
    assert store.version() != before


def test_what_has_not_changed_is_not_sent_again_unless_afresh(writer, empty, store):
    writer.write([graph("data/a", 1)], "first")
    empty.run_sql(f"SPARQL CLEAR GRAPH <{GRAPH}data/a>")
    writer.write([graph("data/a", 1), graph("data/b", 2)], "second")
    assert by_graph(store) == [("data/b", "2")]
    writer.write([graph("data/a", 1), graph("data/b", 2)], "second", afresh=True)
    assert by_graph(store) == [("data/a", "1"), ("data/b", "2")]


def test_a_replacement_changes_the_graphs_and_the_union_together(writer, store):
    writer.write([graph("data/a", 1, 2), graph("inferred/data/a", 5), graph("data/b", 2, 3)], "d")
    writer.replace([graph("data/a", 4), graph("inferred/data/a", 6)])
    assert by_graph(store) == [
        ("data/a", "4"),
        ("data/b", "2"),
        ("data/b", "3"),
        ("inferred/data/a", "6"),
    ]
    assert values(store) == ["2", "3", "4", "6"]


def test_a_replacement_by_nothing_takes_a_graph_away_and_a_new_one_joins(writer, store):
    writer.write([graph("data/a", 1), graph("data/b", 1, 2)], "digest")
    writer.replace([graph("data/b"), graph("submitted/x", 9)])
    assert by_graph(store) == [("data/a", "1"), ("submitted/x", "9")]
    assert values(store) == ["1", "9"]
    assert writer.stored_digest() == "digest"


def test_a_replacement_is_published_by_one_update_and_harmless_twice(writer, store, monkeypatch):
    writer.write([graph("data/a", 1)], "digest")
    sent = []
    send = writer._transport.update

    def twice(text, seconds, **options):
        sent.append(text)
        send(text, seconds, **options)
        send(text, seconds, **options)

    monkeypatch.setattr(writer._transport, "update", twice)
    writer.replace([graph("data/a", 2)])
    assert len([text for text in sent if "dcterms:hasVersion" in text]) == 1
    assert by_graph(store) == [("data/a", "2")]
    assert values(store) == ["2"]


@pytest.mark.parametrize("in_place", [0, 50])
def test_every_update_of_a_write_is_harmless_twice(writer, store, monkeypatch, in_place):
    monkeypatch.setattr(writing_module, "IN_PLACE_GRAPHS", in_place)
    send = writer._transport.update

    def twice(text, seconds, **options):
        send(text, seconds, **options)
        send(text, seconds, **options)

    monkeypatch.setattr(writer._transport, "update", twice)
    for numbers in ((1, 2), (2, 3)):
        writer.write([graph("data/a", *numbers), graph("data/b", 7)], "digest")
        assert by_graph(store) == [*(("data/a", str(n)) for n in numbers), ("data/b", "7")]


def test_a_replacement_where_nothing_was_built_is_refused(writer):
    with pytest.raises(StoreError, match="run `cocreation build"):
        writer.replace([graph("data/a", 1)])


def test_a_build_removes_what_others_left(writer, empty, store):
    writer.write([graph("data/a", 1)], "first")
    left = Draft("left")
    part = left.part(0, Entry(GRAPH + "data/z", "digest", 1))
    for text in updates.record(left, [part]):
        writer._transport.update(text, 30)
    writer._transport.update(
        f"INSERT DATA {{ GRAPH <{part.name}> {{ <urn:s> <urn:p> 5 }} "
        f"GRAPH <{left.union}> {{ <urn:s> <urn:p> 5 }} }}",
        30,
    )
    assert ours_on(empty) == {"catalog", "union", "staging"}
    assert values(store) == ["1"]
    writer.write([graph("data/a", 2)], "second")
    assert ours_on(empty) == {"catalog", "union"}
    assert values(store) == ["2"]


def test_of_two_builds_at_once_one_is_published_whole_and_the_other_says_so(empty, store):
    RemoteWriter(empty.open, seconds=60).write([graph("data/a", 0), graph("data/b", 0)], "zero")
    faults = []

    def build(number):
        graphs = [graph("data/a", number), graph("data/b", number), graph(f"data/{number}", number)]
        try:
            RemoteWriter(empty.open, seconds=60).write(graphs, str(number))
        except StoreError as error:
            faults.append(error)

    for turn in range(8):
        with ThreadPoolExecutor(2) as threads:
            list(threads.map(build, (2 * turn + 1, 2 * turn + 2)))
        assert len(values(store)) == 1
        (number,) = values(store)
        assert by_graph(store) == sorted(
            [("data/a", number), ("data/b", number), (f"data/{number}", number)]
        )
    assert all("meanwhile" in str(fault) for fault in faults)


def test_a_replacement_during_a_build_is_not_lost(empty, store, monkeypatch):
    slow, quick = (RemoteWriter(empty.open, seconds=60) for _ in range(2))
    slow.write([graph("data/a", 1), graph("submitted/x", 1)], "first")
    publish = slow._publish

    def late(*arguments):
        quick.replace([graph("submitted/x", 2)])
        publish(*arguments)

    monkeypatch.setattr(slow, "_publish", late)
    with pytest.raises(StoreError, match="meanwhile"):
        slow.write([graph("data/a", 3)], "second")
    assert by_graph(store) == [("data/a", "1"), ("submitted/x", "2")]
    assert values(store) == ["1", "2"]


@pytest.mark.parametrize("in_place", [0, 50])
def test_no_reader_ever_sees_a_mixture(empty, store, in_place):
    with start_writer(empty, in_place) as writing:
        assert writing.stdout
        try:
            writing.stdout.readline()
            seen, begun = set(), time.monotonic()
            while (passed := time.monotonic() - begun) < 6 or (len(seen) < 2 and passed < 60):
                try:
                    turns, counts = column(store, TURNS), column(store, COUNTS)
                except StoreError as fault:
                    if "changes all the time" not in fault.message.en:
                        raise
                    continue  # nothing is seen, rather than a mixture
                assert len(turns) == 1
                assert counts == [str(ROWS)] * 2
                seen.update(turns)
        finally:
            writing.kill()
    assert len(seen) > 1


@pytest.mark.parametrize("moment", range(6))
def test_a_build_killed_at_any_moment_leaves_the_old_or_the_new(empty, store, moment):
    chance = random.Random(moment)
    with start_writer(empty, in_place=50 * (moment % 2)) as writing:
        assert writing.stdout
        writing.stdout.readline()
        time.sleep(chance.uniform(0.05, 1.2))
        writing.send_signal(signal.SIGKILL)
    assert is_whole(store)
    after = RemoteWriter(empty.open, seconds=60)
    try:
        after.write([graph("data/a", 1)], "after")
    except StoreError as fault:
        # The last request of the killed build came in between, and may have published.
        if "run the command again" not in fault.message.en:
            raise
        assert is_whole(store)
        after.write([graph("data/a", 1)], "after")
    assert values(store) == ["1"]
    # That request may come to the server after all of the next build, too.
    after.write([graph("data/a", 2)], "later")
    assert ours_on(empty) == {"catalog", "union"}
    assert leftovers_on(empty) == 0


@pytest.mark.parametrize("moment", range(3))
def test_a_server_killed_during_a_build_comes_back_with_the_old_or_the_new(empty, store, moment):
    chance = random.Random(moment)
    with start_writer(empty, in_place=50 * (moment % 2)) as writing:
        assert writing.stdout
        writing.stdout.readline()
        time.sleep(chance.uniform(0.05, 1.2))
        empty.kill()
        try:
            writing.wait()
            assert writing.stderr
            assert b"cannot be reached" in writing.stderr.read()
            with pytest.raises(StoreError, match="cannot be reached"):
                column(store, TURNS)
        finally:
            empty.start()
    assert is_whole(store)
    RemoteWriter(empty.open, seconds=60).write([graph("data/a", 1)], "after")
    assert values(store) == ["1"]


def test_a_replacement_waits_for_whoever_is_publishing(writer, store, empty):
    writer.write([graph("data/a", 1)], "digest")
    other = Draft("other")
    writer._transport.update(updates.want_turn(other), 30)
    begun = time.monotonic()
    writer.replace([graph("data/a", 2)])
    assert time.monotonic() - begun > writing_module.STALE_SECONDS / 2
    assert values(store) == ["2"]


def test_replacements_at_once_are_all_made(empty, store, monkeypatch):
    # Nobody is taken for dead who only waits for a turn.
    monkeypatch.setattr(writing_module, "STALE_SECONDS", 60.0)
    RemoteWriter(empty.open, seconds=60).write([graph("data/a", 0)], "digest")

    def replace_one(number):
        RemoteWriter(empty.open, seconds=60).replace([graph(f"submitted/{number}", number)])

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(replace_one, range(1, 9)))
    assert values(store) == [str(number) for number in range(9)]
    assert len(by_graph(store)) == 9


def test_who_may_not_write_is_told_so(empty):
    empty.run_sql('REVOKE SPARQL_UPDATE FROM "SPARQL"')
    try:
        with pytest.raises(CocreationError):
            RemoteWriter(empty.open, seconds=30).write([graph("data/a", 1)], "d")
    finally:
        empty.run_sql('GRANT SPARQL_UPDATE TO "SPARQL"')


@pytest.mark.parametrize(
    ("user", "password", "told"),
    [
        (None, None, "set COCREATION_STORE_USER"),
        ("dba", "wrong", "refuses the credentials"),
        ("nobody", "wrong", "refuses the credentials"),
    ],
)
def test_a_guarded_server_says_what_it_wants(empty, user, password, told):
    server = replace(empty.guarded, user=user, password=password)
    with pytest.raises(StoreError, match=told):
        RemoteWriter(server, seconds=30).write([graph("data/a", 1)], "d")


def test_with_credentials_a_guarded_server_is_written_to(empty, store):
    RemoteWriter(empty.guarded, seconds=30).write([graph("data/a", 1)], "d")
    assert values(store) == ["1"]
