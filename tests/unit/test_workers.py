"""Query workers: deadlines, deaths, refusals, and that nobody outside is called."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from concurrent.futures import CancelledError, ThreadPoolExecutor
from pathlib import Path

import pyoxigraph as oxigraph
import pytest

from cocreation.errors import NotAcceptableError, QueryError, QueryTimeoutError, StoreError
from cocreation.model import FileGraph, Term
from cocreation.namespaces import GRAPH
from cocreation.store import base, embedded, processes
from cocreation.store.pool import PoolKind
from cocreation.store.workers import WorkerPool

RDF_TYPE = oxigraph.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
# Each of 40³ combinations is compared, and none fits.
SLOW = """SELECT ?a WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l
  FILTER(CONCAT(STR(?c), STR(?f), STR(?i)) = CONCAT(STR(?l), "x")) } ORDER BY ?a"""
QUICK = "SELECT ?s WHERE { ?s <urn:p> <urn:o0> } ORDER BY ?s"
# The string doubles 40 times.
HUGE = (
    'SELECT ?length WHERE { BIND("aaaaaaaaaaaaaaaa" AS ?x0) '
    + " ".join(f"BIND(CONCAT(?x{n}, ?x{n}) AS ?x{n + 1})" for n in range(40))
    + " BIND(STRLEN(?x40) AS ?length) }"
)


def publish(directory: Path, subject: str) -> None:
    lines = "".join(f"<urn:{subject}> <urn:p> <urn:o{n}> .\n" for n in range(100))
    graph = FileGraph(GRAPH + "data/a", Path("a"), lines.encode(), "")
    embedded.write(directory, [graph], subject)


@pytest.fixture
def directory(tmp_path):
    publish(tmp_path, "s")
    return tmp_path


def many_files(directory: Path, files: int) -> None:
    """Publish a snapshot in more files than the engine opens at once."""
    publish(directory, "s")
    snapshot = oxigraph.Store(embedded.current_snapshot(directory))
    for number in range(files):
        snapshot.extend([oxigraph.Quad(oxigraph.NamedNode(f"urn:{number}"), RDF_TYPE, RDF_TYPE)])
        snapshot.flush()


@pytest.fixture
def own_pool(directory):
    """A pool for a test that changes its store or its worker."""
    opened = WorkerPool(directory, PoolKind(seconds=10, workers=1))
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def pool(tmp_path_factory):
    directory = tmp_path_factory.mktemp("workers")
    publish(directory, "s")
    opened = WorkerPool(directory, PoolKind(seconds=10, workers=1))
    yield opened
    opened.close()


def subjects(pool: WorkerPool) -> list[str]:
    return [row[0].value for row in pool.select(QUICK).rows if row[0]]


def children(process: int) -> list[int]:
    tasks = Path(f"/proc/{process}/task").iterdir()
    return [int(one) for task in tasks for one in (task / "children").read_text().split()]


def nurseries() -> list[int]:
    """The processes of this one that make workers."""
    ours = children(os.getpid())
    return [one for one in ours if b"store.nursery" in Path(f"/proc/{one}/cmdline").read_bytes()]


def workers() -> list[int]:
    """The workers of this process."""
    return [worker for nursery in nurseries() for worker in children(nursery)]


def test_a_query_past_its_deadline_is_stopped_and_the_next_one_is_answered(directory):
    pool = WorkerPool(directory, PoolKind(seconds=30, workers=1))
    started = time.monotonic()
    with pytest.raises(QueryTimeoutError, match=r"stopped after 0\.3 s") as raised:
        pool.answer(SLOW, seconds=0.3)
    assert time.monotonic() - started < 5
    assert raised.value.details == {"seconds": 0.3}
    assert subjects(pool) == ["urn:s"]
    pool.close()


def test_a_query_waits_for_a_free_worker_no_longer_than_its_deadline(directory):
    pool = WorkerPool(directory, PoolKind(seconds=1, workers=1))
    with ThreadPoolExecutor() as threads:
        slow = threads.submit(pool.select, SLOW)
        time.sleep(0.1)
        with pytest.raises(QueryTimeoutError):
            pool.select(SLOW)
        with pytest.raises(QueryTimeoutError):
            slow.result()
    pool.close()


def test_a_light_query_is_answered_beside_a_heavy_one(directory):
    pool = WorkerPool(directory, PoolKind(seconds=8, workers=2))
    with ThreadPoolExecutor() as threads:
        slow = threads.submit(pool.select, SLOW)
        time.sleep(0.1)
        assert subjects(pool) == ["urn:s"]
        assert not slow.done()
        with pytest.raises(QueryTimeoutError):
            slow.result()
    pool.close()


@pytest.mark.skipif(sys.platform != "linux", reason="needs a memory limit that the system keeps")
def test_a_query_that_takes_all_memory_is_told_so_and_the_next_one_is_answered(directory):
    pool = WorkerPool(directory, PoolKind(seconds=30, workers=1, memory=128 * 2**20))
    with pytest.raises(QueryError, match="more memory"):
        pool.select(HUGE)
    assert subjects(pool) == ["urn:s"]
    pool.close()


@pytest.mark.skipif(sys.platform != "linux", reason="finds the worker in /proc")
def test_a_worker_that_died_is_replaced(directory):
    pool = WorkerPool(directory, PoolKind(seconds=10, workers=1, first=None))
    before = workers()
    assert subjects(pool) == ["urn:s"]
    (worker,) = set(workers()) - set(before)
    threading.Timer(0.3, os.kill, (worker, signal.SIGSEGV)).start()
    with pytest.raises(QueryError, match="simplify"):
        pool.select(SLOW)
    assert subjects(pool) == ["urn:s"]
    pool.close()


@pytest.mark.skipif(sys.platform != "linux", reason="finds the worker in /proc")
def test_a_worker_that_died_between_two_queries_is_replaced(own_pool):
    before = workers()
    assert subjects(own_pool) == ["urn:s"]
    (worker,) = set(workers()) - set(before)
    os.kill(worker, signal.SIGKILL)
    time.sleep(0.1)
    assert subjects(own_pool) == ["urn:s"]


@pytest.mark.parametrize(
    "query",
    [
        "ASK {" + "{" * 3000 + "}" * 3000 + "}",
        "ASK { " + "FILTER EXISTS { " * 900 + "}" * 900 + " }",
        "ASK { FILTER(" + "(" * 5000 + "1" + ")" * 5000 + ") }",
        "ASK { FILTER(" + "!" * 100_000 + "true) }",
        "ASK { ?s " + "^ " * 5000 + "<urn:p> ?o }",
    ],
    ids=["groups", "exists", "parentheses", "negations", "inverses"],
)
def test_deep_nesting_is_refused_before_the_engine_sees_it(pool, query):
    with pytest.raises(QueryError, match="levels deep"):
        pool.answer(query)


def test_nesting_as_deep_as_is_allowed_is_answered(pool):
    assert pool.answer("ASK " + "{" * 100 + "}" * 100).form == "ask"


def test_a_query_of_more_than_a_megabyte_is_refused(pool):
    with pytest.raises(QueryError, match="shorter than 1000000"):
        pool.answer("ASK { ?s ?p ?o } #" + "x" * 1_000_000)


def test_text_that_is_not_unicode_is_refused(pool):
    with pytest.raises(QueryError, match="UTF-8"):
        pool.answer("ASK { ?s ?p '\udcff' }")


@pytest.mark.parametrize("silent", ["", "SILENT"])
def test_service_is_refused_and_reaches_nobody(pool, silent):
    with socket.create_server(("127.0.0.1", 0)) as canary:
        canary.settimeout(0.3)
        address = f"http://127.0.0.1:{canary.getsockname()[1]}/"
        with pytest.raises(QueryError, match="SERVICE is not allowed"):
            pool.answer(f"ASK {{ SERVICE {silent} <{address}> {{ ?s ?p ?o }} }}")
        with pytest.raises(TimeoutError):
            canary.accept()


REACH_OUT = """
import sys, pyoxigraph
from cocreation.store import confinement
store = pyoxigraph.Store()
if sys.argv[2] == "offline":
    assert confinement.leave_network()
if sys.argv[2] == "without files":
    confinement.close_files()
try:
    store.query(f"ASK {{ SERVICE <{sys.argv[1]}> {{ ?s ?p ?o }} }}")
except OSError as error:
    print(error)
"""


def reaches_out(right: str) -> bool:
    """Whether a process calls a server when its engine runs SERVICE."""
    with socket.create_server(("127.0.0.1", 0)) as canary:
        address = f"http://127.0.0.1:{canary.getsockname()[1]}/"
        command = [sys.executable, "-c", REACH_OUT, address, right]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
            canary.settimeout(30 if right == "any" else 1)
            try:
                canary.accept()[0].close()
            except TimeoutError:
                return False
            finally:
                process.kill()
    return True


def test_a_worker_could_not_reach_out_even_if_service_were_not_refused():
    assert reaches_out("any")
    assert not reaches_out("without files")


def test_a_worker_with_files_to_open_is_offline():
    leaving = "from cocreation.store import confinement; exit(not confinement.leave_network())"
    if subprocess.run([sys.executable, "-c", leaving], check=False).returncode:
        pytest.skip("needs a system that lets a process leave its network")
    assert not reaches_out("offline")


@pytest.mark.parametrize(
    "update", ["INSERT DATA { <urn:a> <urn:b> 1 }", "CLEAR ALL", "LOAD <http://127.0.0.1/>"]
)
def test_an_update_is_refused(pool, update):
    with pytest.raises(QueryError, match="only queries"):
        pool.answer(update)


def test_the_words_of_an_update_in_a_query_are_no_update(pool):
    query = 'PREFIX load: <urn:> # DROP ALL\nSELECT ("CLEAR" AS ?insert) WHERE { ?s load:p ?o }'
    assert pool.answer(query).form == "select"


def test_a_pool_follows_what_is_published(own_pool, directory):
    assert subjects(own_pool) == ["urn:s"]
    publish(directory, "t")
    assert subjects(own_pool) == ["urn:t"]


@pytest.mark.skipif(sys.platform != "linux", reason="finds the processes in /proc")
def test_every_change_is_in_the_next_query_however_fast_they_come(own_pool, directory):
    before = len(nurseries())
    for number in range(15):
        publish(directory, f"t{number}")
        assert subjects(own_pool) == [f"urn:t{number}"]
        assert len(nurseries()) <= before + 2


def test_a_change_is_seen_before_it_is_read_into_memory(own_pool, directory, monkeypatch):
    started = threading.Event()
    make = processes.Nursery.__init__

    def slow(nursery, module, snapshot, most_bytes):
        if most_bytes != "0" and started.is_set():
            time.sleep(4)
        make(nursery, module, snapshot, most_bytes)

    monkeypatch.setattr("cocreation.store.pool._SETTLED_SECONDS", 0.0)
    monkeypatch.setattr("cocreation.store.pool.Nursery.__init__", slow)
    assert subjects(own_pool) == ["urn:s"]
    started.set()
    for number in range(3):
        publish(directory, f"t{number}")
        began = time.monotonic()
        assert subjects(own_pool) == [f"urn:t{number}"]
        assert time.monotonic() - began < 3


@pytest.mark.skipif(sys.platform != "linux", reason="finds the processes in /proc")
def test_what_has_settled_is_read_into_memory_and_what_it_replaced_is_let_go(
    own_pool, directory, monkeypatch
):
    monkeypatch.setattr("cocreation.store.pool._SETTLED_SECONDS", 0.05)
    subjects(own_pool)
    publish(directory, "t")
    assert subjects(own_pool) == ["urn:t"]
    newest = str(embedded.current_snapshot(directory)).encode()
    until = time.monotonic() + 30
    while not any(newest in holders for holders in holding(directory)):
        assert time.monotonic() < until
        time.sleep(0.05)
    while len(holding(directory)) > 1:
        assert time.monotonic() < until
        subjects(own_pool)
        time.sleep(0.05)
    assert subjects(own_pool) == ["urn:t"]


def holding(directory: Path) -> list[list[bytes]]:
    """The commands of those processes that hold a snapshot of this folder in memory."""
    words = [Path(f"/proc/{one}/cmdline").read_bytes().split(b"\0") for one in nurseries()]
    ours = str(directory).encode()
    return [line for line in words if ours in b" ".join(line) and line[-2] != b"0"]


def test_a_snapshot_that_cannot_be_opened_leaves_the_one_before(own_pool, directory):
    assert subjects(own_pool) == ["urn:s"]
    publish(directory, "t")
    (embedded.current_snapshot(directory) / "CURRENT").write_text("nonsense")
    assert subjects(own_pool) == ["urn:s"]


def test_a_fault_in_a_worker_arrives_with_its_kind_its_words_and_its_details(pool):
    with pytest.raises(NotAcceptableError) as raised:
        pool.answer("ASK { ?s ?p ?o }", base.TURTLE)
    assert raised.value.details["available"] == list(base.ROWS_TYPES)
    assert raised.value.message.zh.startswith("ASK")


def test_bindings_reach_the_engine_as_terms(pool):
    query = "SELECT ?o ?s WHERE { ?s <urn:p> ?o }"
    rows = pool.select(query, {"o": Term("iri", "urn:o7")}).rows
    assert rows == ((Term("iri", "urn:o7"), Term("iri", "urn:s")),)


def test_rows_come_from_select_only(pool):
    with pytest.raises(QueryError, match="SELECT only"):
        pool.select("ASK { ?s ?p ?o }")


def test_a_missing_store_says_how_to_build_one(tmp_path):
    with pytest.raises(StoreError, match="cocreation build"):
        WorkerPool(tmp_path, PoolKind(seconds=1)).select(QUICK)


def test_a_damaged_store_says_how_to_mend_it(directory):
    (embedded.current_snapshot(directory) / "CURRENT").write_text("nonsense")
    with pytest.raises(StoreError, match="build` again"):
        WorkerPool(directory, PoolKind(seconds=1)).select(QUICK)


def test_many_threads_share_a_pool(directory):
    pool = WorkerPool(directory, PoolKind(seconds=30, workers=2))
    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(lambda _: subjects(pool), range(60)))
    assert answers == [["urn:s"]] * 60
    pool.close()


@pytest.mark.skipif(sys.platform != "linux", reason="finds the workers in /proc")
def test_closing_a_pool_leaves_no_process(directory):
    before = nurseries(), workers()
    pool = WorkerPool(directory, PoolKind(seconds=5))
    subjects(pool)
    assert (nurseries(), workers()) != before
    pool.close()
    assert (nurseries(), workers()) == before


def test_closing_a_pool_stops_what_it_is_answering(directory):
    pool = WorkerPool(directory, PoolKind(seconds=None, workers=1, first=None))
    with ThreadPoolExecutor() as threads:
        running = threads.submit(pool.select, SLOW)
        time.sleep(0.5)
        assert not running.done()
        pool.close()
        with pytest.raises(CancelledError):
            running.result(timeout=10)


EVERY_INDEX = [
    "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }",
    "SELECT (COUNT(*) AS ?n) WHERE { ?s <urn:p> ?o }",
    "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p <urn:o0> }",
    "SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } }",
    "SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p <urn:o0> } }",
]


def test_a_store_built_over_and_over_stays_in_few_files_and_is_answered(tmp_path):
    for number in range(4):
        publish(tmp_path, f"s{number}")
        assert len(list(embedded.current_snapshot(tmp_path).glob("*.sst"))) <= 16
    pool = WorkerPool(tmp_path, PoolKind(seconds=10, workers=1))
    assert all(pool.select(query).rows for query in EVERY_INDEX)
    pool.close()


def test_a_snapshot_in_more_files_than_are_opened_at_once_is_answered_whole(tmp_path):
    many_files(tmp_path, 12)
    assert len(list(embedded.current_snapshot(tmp_path).glob("*.sst"))) > 16
    pool = WorkerPool(tmp_path, PoolKind(seconds=10, workers=1, held=0))
    assert all(pool.select(query).rows for query in EVERY_INDEX)
    pool.close()


def test_a_service_hidden_from_the_reader_of_queries_reaches_nobody(tmp_path):
    many_files(tmp_path, 12)
    pool = WorkerPool(tmp_path, PoolKind(seconds=10, workers=1, held=0))
    with socket.create_server(("127.0.0.1", 0)) as canary:
        canary.settimeout(0.3)
        address = f"http://127.0.0.1:{canary.getsockname()[1]}/"
        hidden = (
            "SELECT * { BIND(1 AS ?a) BIND(2 AS ?b) FILTER(?a<?b#>'''\n) "
            f"SERVICE <{address}> {{ ?x ?y ?z }} #'''\n}}"
        )
        with pytest.raises(QueryError):
            pool.answer(hidden)
        with pytest.raises(TimeoutError):
            canary.accept()
    pool.close()
