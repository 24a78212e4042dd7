"""A server killed at any moment: what it acknowledged is there, and nothing is there half."""

import hashlib
import random
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import closing
from http.client import HTTPException
from pathlib import Path

import pytest

from cocreation.namespaces import ID
from cocreation.services.building import build
from cocreation.services.cases import CaseName
from cocreation.services.history import read_histories
from cocreation.settings import Settings
from cocreation.store import embedded, tokens
from live import processes
from live.http import exchange
from small_project import make_project
from submissions import turtle

# What is promised of a machine that does nothing else.
_UP_SECONDS = 5.0
_GIVEN_UP_SECONDS = 60.0
# Where nobody listens, a client at the server's own address may be given that very port, and so
# be connected to itself.
_CLIENT = "127.0.0.2"
_SERVE = """
import sys
from pathlib import Path
import cocreation.settings
cocreation.settings._project_root = lambda: Path(sys.argv[1])
from cocreation.cli import main
main(["serve", "--port", sys.argv[2], "--store", sys.argv[3]])
"""


class Killed:
    """A store, the server over it, and for each case the labels that it may have now.

    Those are the last that was acknowledged, and any that were sent since; None: no case.
    """

    def __init__(self, folder: Path) -> None:
        self.settings = Settings(project=make_project(folder / "project"), store=folder / "store")
        build(self.settings)
        token = tokens.add(self.settings.store, "ann")
        self.headers = {"Authorization": f"Bearer {token}", "Content-Type": "text/turtle"}
        self.possible: dict[str, set[str | None]] = {}
        self.acknowledged = 0
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]

    def start(self) -> float:
        """Start the server; how many seconds until it answers, on a machine of its own.

        Other work beside delays a start without end. What is its own is the processor time of all
        its processes, as if they ran one after another; and all that they wait for, but for a
        processor.
        """
        began = time.monotonic()
        self.process = subprocess.Popen(
            [
                sys.executable,
                "-c",
                _SERVE,
                self.settings.project,
                str(self.port),
                self.settings.store,
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        while time.monotonic() - began < _GIVEN_UP_SECONDS:
            try:
                query = {"query": "ASK { ?s ?p ?o }"}
                if exchange(self.port, "GET", "/sparql", query, source=_CLIENT).json:
                    elapsed = time.monotonic() - began
                    delayed = processes.delay(self.process.pid)
                    return max(processes.processor(self.process.pid), elapsed - delayed)
            except OSError:
                assert self.process.poll() is None, "the server ended by itself"
            time.sleep(0.02)
        raise AssertionError("the server does not come up")

    def wait(self, more: int) -> None:
        """Wait until so many more submissions are acknowledged."""
        until, given_up = self.acknowledged + more, time.monotonic() + _GIVEN_UP_SECONDS
        while self.acknowledged < until:
            assert time.monotonic() < given_up, "nothing is acknowledged"
            time.sleep(0.005)

    def kill(self) -> None:
        """End the server at once, and all that it was doing."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stream(self, names: range, ended: threading.Event) -> None:
        """Submit and revise cases, one after another, until the server is gone."""
        while not ended.is_set():
            slug, label = f"case-{random.choice(names)}", str(random.random())
            possible = self.possible.setdefault(slug, {None})
            headers = self.headers if None in possible else {**self.headers, "If-Match": "*"}
            possible.add(label)
            body = turtle(label, f"{ID}case/new/{slug}")
            try:
                answer = exchange(
                    self.port,
                    "PUT",
                    f"/cases/new/{slug}",
                    headers=headers,
                    body=body,
                    source=_CLIENT,
                )
            except (OSError, HTTPException):
                return
            if answer.status in (200, 201):
                self.possible[slug] = {label}
                self.acknowledged += 1

    def look(self) -> None:
        """See that every acknowledged case is there, and none is half there."""
        with closing(embedded.open_snapshot(self.settings.store)) as stored:
            graphs = set(stored.graphs())
            for name, deeds in read_histories(stored).items():
                assert name.graph in graphs
                assert name.inferred in graphs
                lines = sorted(stored.statements(name.graph).splitlines(keepends=True))
                assert hashlib.sha256(b"".join(lines)).hexdigest() == deeds[-1].content
                kept = self.settings.store / "revisions" / f"{deeds[-1].content}.nt"
                assert kept.read_bytes() == b"".join(lines)
                assert [deed.number for deed in deeds] == list(range(1, len(deeds) + 1))
            for slug, possible in self.possible.items():
                rows = stored.select(_LABEL.replace("CASE", CaseName("new", slug).iri)).rows
                found = [row[0].value for row in rows if row[0]] or [None]
                assert len(found) == 1
                assert found[0] in possible
                self.possible[slug] = {found[0]}


_LABEL = "SELECT ?l WHERE { <CASE> <http://www.w3.org/2000/01/rdf-schema#label> ?l }"


@pytest.mark.skipif(sys.platform != "linux", reason="its workers end with their parent on Linux")
@pytest.mark.parametrize(
    "rounds", [8, pytest.param(100, marks=pytest.mark.nightly)], ids=["sample", "all"]
)
def test_a_server_killed_at_any_moment_loses_nothing_that_it_acknowledged(tmp_path, rounds):
    killed = Killed(tmp_path)
    slowest = 0.0
    for _ in range(rounds):
        slowest = max(slowest, killed.start())
        ended = threading.Event()
        streams = [
            threading.Thread(target=killed.stream, args=(range(3 * n, 3 * n + 3), ended))
            for n in range(2)
        ]
        for stream in streams:
            stream.start()
        killed.wait(random.choice([0, 1, 3]))
        time.sleep(random.uniform(0.0, 0.7))
        killed.kill()
        ended.set()
        for stream in streams:
            stream.join()
        killed.look()
    assert killed.acknowledged
    assert slowest < _UP_SECONDS, f"up after {slowest:.1f} s"
