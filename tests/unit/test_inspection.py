"""Files of strangers, checked in a process that can be killed and can do nothing else."""

import json
import logging
import os
import socket
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pyoxigraph as ox
import pytest

from cocreation.errors import ServerBusyError, SourceError, StoreError, UncheckableError
from cocreation.intake.workbook.writing import pages_of
from cocreation.intake.workbook.xlsx_writing import write_xlsx
from cocreation.model import FileGraph, Text
from cocreation.namespaces import GRAPH
from cocreation.services.building import build
from cocreation.services.checking import check_cases
from cocreation.services.choices import choices_of
from cocreation.services.inspection import (
    Inspection,
    Inspector,
    Limits,
    WithinAll,
    WithinFolder,
    inspector,
    one_file,
)
from cocreation.services.inspection.process import Inspecting
from cocreation.services.joined import Joined
from cocreation.services.project import read_project
from cocreation.services.stores import writer_of
from cocreation.settings import Settings
from cocreation.sources import terms
from cocreation.store import wire
from small_project import make_project

HEAD = """@prefix vcc: <https://w3id.org/cocreation/model#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@base <https://w3id.org/cocreation/id/> .
"""
NAMED = HEAD + '<case/s/three> a vcc:Partnership ; rdfs:label "Three"@en .\n'
NAMELESS = HEAD + "<case/s/three> a vcc:Partnership .\n"


# One node that a rule of the test's own looks at, for ever.
ENDLESS = (NAMED + "<urn:s> a <urn:Slow> .\n").encode()
SLOW_RULE = """<urn:SlowShape> a <http://www.w3.org/ns/shacl#NodeShape> ;
  <http://www.w3.org/ns/shacl#targetClass> <urn:Slow> ;
  <http://www.w3.org/ns/shacl#sparql> <urn:SlowShape-rule> .
<urn:SlowShape-rule> <http://www.w3.org/ns/shacl#select> """


@pytest.fixture(scope="module")
def project(tmp_path_factory) -> tuple[FileGraph, ...]:
    root = make_project(tmp_path_factory.mktemp("inspected"))
    # Joined by one variable and told apart by all others, they are gone through and not gathered:
    # what is looked at for ever must not need ever more memory.
    anything = " ".join(f"?s{n} ?p ?o{n} ." for n in range(9))
    together = ", ".join(f"STR(?s{n})" for n in range(9))
    rule = f'"SELECT $this WHERE {{ {anything} FILTER(STRLEN(CONCAT({together})) = 1) }}" .'
    (root / "shapes" / "slow.ttl").write_text(SLOW_RULE + rule, encoding="utf-8")
    return read_project(root)


def quads(graphs):
    """A function that writes graphs as N-Quads."""

    def write(output):
        for graph in graphs:
            triples = ox.parse(graph.triples, ox.RdfFormat.N_TRIPLES)
            named = [ox.Quad(*t.triple, ox.NamedNode(graph.name)) for t in triples]
            output.write(ox.serialize(named, format=ox.RdfFormat.N_QUADS))

    return write


@pytest.fixture
def inspecting(project):
    """A function that makes an inspector with limits of its own."""
    made = []

    def make(version=lambda: "1", graphs=project, **limits):
        made.append(Inspector(WithinAll(quads(graphs), version), Limits(**limits)))
        return made[-1]

    yield make
    for one in made:
        one.close()


def triples(turtle: str) -> bytes:
    return ox.serialize(ox.parse(turtle, ox.RdfFormat.TURTLE), format=ox.RdfFormat.N_TRIPLES)


def children(process: int) -> list[int]:
    tasks = Path(f"/proc/{process}/task").iterdir()
    return [int(one) for task in tasks for one in (task / "children").read_text().split()]


def told(inspection):
    return [(f.focus.rpartition("/")[2], f.severity) for f in inspection.report.findings]


def test_a_file_is_checked_within_the_graph_and_its_statements_come_back(inspecting):
    one = inspecting()
    found = one.inspect(NAMELESS.encode(), "mine.ttl")
    assert told(found) == [("three", "violation")]
    [finding] = found.report.findings
    assert str(finding.position) == "mine.ttl:4:1"
    assert finding.message.zh == "案例需要标签：请添加“名称”。"
    assert found.triples == (
        b"<https://w3id.org/cocreation/id/case/s/three> "
        b"<http://www.w3.org/1999/02/22-rdf-syntax-ns#type> "
        b"<https://w3id.org/cocreation/model#Partnership> .\n"
    )
    assert one.inspect(NAMED.encode(), "mine.ttl").report.conforms


def test_the_report_is_the_one_that_a_check_without_a_process_gives(inspecting, project):
    data = (NAMELESS + "[] a vcc:Partnership ; <urn:p> '甲' .").encode()
    joined = Joined.in_graphs(project)
    expected = check_cases([one_file.read(data, "mine.ttl", joined)], joined)
    assert expected.findings
    found = inspecting().inspect(data, "mine.ttl").report
    assert found.subjects == expected.subjects


def test_a_file_that_cannot_be_read_is_told_with_its_place(inspecting):
    with pytest.raises(SourceError) as raised:
        inspecting().inspect(b"<a> <b> .\n", "mine.ttl")
    assert raised.value.details["line"] == 1
    assert raised.value.message.zh.startswith("mine.ttl 第 1 行")


def test_a_check_past_its_deadline_is_stopped_and_the_next_file_is_checked(inspecting):
    one = inspecting(seconds=2)
    one.prepare()
    began = time.monotonic()
    with pytest.raises(UncheckableError, match="more than 2 s") as raised:
        one.inspect(ENDLESS, "mine.ttl")
    assert time.monotonic() - began < 20
    assert raised.value.details == {"reason": "time"}
    assert one.inspect(NAMED.encode(), "mine.ttl").report.conforms


def test_no_process_of_a_check_outlives_it(inspecting):
    one = inspecting(seconds=4)
    with pytest.raises(UncheckableError):
        one.inspect(ENDLESS, "mine.ttl")
    one.inspect(NAMED.encode(), "mine.ttl")
    [warm] = [p for p in children(os.getpid()) if b"inspection" in command(p)]
    assert children(warm) == []


def command(process: int) -> bytes:
    return Path(f"/proc/{process}/cmdline").read_bytes()


def test_a_check_that_needs_more_memory_than_it_may_have_is_stopped(inspecting):
    one = inspecting(memory=2**24, seconds=120)
    statements = "".join(f'<urn:s{n}> <urn:p> "{n}" .\n' for n in range(100_000))
    with pytest.raises(UncheckableError) as raised:
        one.inspect((NAMED + statements).encode(), "mine.ttl")
    assert raised.value.details == {"reason": "memory"}
    assert one.inspect(NAMED.encode(), "mine.ttl").report.conforms


def test_a_fault_of_the_checker_is_one_sentence_and_its_reason_is_logged(
    inspecting, monkeypatch, caplog
):
    answer = {"stopped": "fault", "traceback": "Traceback: here"}
    monkeypatch.setattr(Inspector, "_ask", lambda *_: (answer, b""))
    with (
        caplog.at_level(logging.ERROR),
        pytest.raises(UncheckableError, match="the operator finds") as raised,
    ):
        inspecting().inspect(NAMED.encode(), "mine.ttl")
    assert raised.value.details == {"reason": "fault"}
    assert "Traceback: here" in caplog.text


def test_what_a_worker_may_say_is_held_to_the_form_of_a_report():
    with pytest.raises(UncheckableError):
        inspector.read_answer(
            {}, json.dumps({"triples": "", "report": {"subjects": 7}}).encode(), Inspection
        )


def test_a_changed_graph_is_checked_within_at_once(inspecting, project):
    state = {"version": "1"}
    graphs = [graph for graph in project if "/data/" not in graph.name]
    one = inspecting(version=lambda: state["version"], graphs=graphs)
    assert one.inspect(DATA_FILE, "mine.ttl").report.replaced == ()
    graphs += [graph for graph in project if "/data/" in graph.name]
    state["version"] = "2"
    assert one.inspect(DATA_FILE, "mine.ttl").report.replaced


DATA_FILE = (HEAD + '<case/s/one> a vcc:Partnership ; rdfs:label "One"@en .').encode()


def test_where_the_process_was_killed_another_takes_its_place(inspecting):
    one = inspecting()
    one.prepare()
    [warm] = [p for p in children(os.getpid()) if b"inspection" in command(p)]
    os.kill(warm, 9)
    assert one.inspect(NAMED.encode(), "mine.ttl").report.conforms


def test_a_file_more_than_may_wait_is_refused_at_once(inspecting):
    one = inspecting(seconds=3, at_once=1, waiting=0)
    one.prepare()
    with ThreadPoolExecutor() as threads:
        slow = threads.submit(one.inspect, ENDLESS, "mine.ttl")
        time.sleep(0.5)
        began = time.monotonic()
        with pytest.raises(ServerBusyError):
            one.inspect(NAMED.encode(), "mine.ttl")
        assert time.monotonic() - began < 2
        with pytest.raises(UncheckableError):
            slow.result()
    assert one.inspect(NAMED.encode(), "mine.ttl").report.conforms


def test_several_files_at_once_are_each_told_their_own(inspecting):
    one = inspecting(at_once=2, waiting=20, seconds=30)
    files = [(NAMED if n % 2 else NAMELESS).encode() for n in range(8)]
    with ThreadPoolExecutor() as threads:
        reports = list(threads.map(lambda data: one.inspect(data, "mine.ttl").report, files))
    assert [report.conforms for report in reports] == [False, True] * 4


def test_without_a_graph_nothing_is_checked_until_there_is_one(inspecting, project):
    missing = [True]

    def write(output):
        if missing:
            raise StoreError(Text(en="There is no store.", zh="没有存储。"))
        quads(project)(output)

    one = Inspector(WithinAll(write, lambda: "1"))
    with pytest.raises(StoreError):
        one.inspect(NAMED.encode(), "mine.ttl")
    missing.clear()
    assert one.inspect(NAMED.encode(), "mine.ttl").report.conforms
    one.close()


def test_a_workbook_is_read_as_well(inspecting, project):
    choices = choices_of(project)
    workbook = write_xlsx(pages_of(terms(triples(NAMELESS)), choices), choices)
    found = inspecting().inspect(workbook, "mine.xlsx").report.findings
    assert {str(one.position) for one in found} == {"mine.xlsx: Case!D3"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_a_csv_file_is_read_as_spreadsheet_programs_write_it(inspecting, encoding):
    text = "类型,短名,中文名称\n合作,three,三\n"
    found = inspecting().inspect(text.encode(encoding), "Case.csv")
    assert '"三"@zh' in found.triples.decode()


def test_in_a_store_each_check_sees_what_is_published_then(tmp_path):
    root = make_project(tmp_path / "project")
    settings = Settings(project=root, store=tmp_path / "store")
    build(settings)
    one = Inspector(WithinFolder(tmp_path / "store"))
    case = NAMED.encode()
    assert one.inspect(case, "mine.ttl").report.replaced == ()
    stands = FileGraph(GRAPH + "submitted/s/three", Path(), triples(NAMED), "")
    writer_of(settings).replace([stands])
    assert one.inspect(case, "mine.ttl").report.replaced == (stands.name,)
    one.close()


@pytest.mark.skipif(not Path("/proc").exists(), reason="needs Linux's /proc")
def test_a_worker_reaches_neither_files_nor_network(tmp_path):
    """What a worker does is done here in a process of the test's own."""
    secret = tmp_path / "secret"
    secret.write_text("secret", encoding="utf-8")
    listener = socket.create_server(("127.0.0.1", 0))
    ours, theirs = socket.socketpair()
    child = os.fork()
    if child == 0:
        try:
            worker = Inspecting(offline=False)
            worker.answer = lambda *_: (attempts(secret, listener.getsockname()[1]), b"")
            worker.work(theirs, {"memory": 2**28, "snapshot": None})
        finally:
            os._exit(0)
    theirs.close()
    assert wire.receive(ours) == ({}, b"")
    wire.send(ours, {"file": "mine.ttl"}, b"data")
    header, _ = wire.receive(ours)
    os.waitpid(child, 0)
    assert header == {"file": "OSError", "socket": "OSError"}
    listener.close()
    ours.close()


def attempts(path, port):
    outcome = {}
    for name, attempt in (
        ("file", lambda: path.read_text(encoding="utf-8")),
        ("socket", lambda: socket.create_connection(("127.0.0.1", port), 1)),
    ):
        try:
            attempt()
            outcome[name] = "done"
        except OSError:
            outcome[name] = "OSError"
    return outcome


def test_threads_that_ask_at_once_start_one_process(inspecting):
    one = inspecting()
    threads = [threading.Thread(target=one.prepare) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len([p for p in children(os.getpid()) if b"inspection" in command(p)]) == 1
