"""The servers that are compared, each a process of its own on loopback, with the same triples."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter, sleep

from benchmarks.datasets import TESTS, Dataset, ours
from benchmarks.http_load import HOST, PATIENCE, RefusedError, ask, request

OURS, RDFLIB_ENDPOINT, VIRTUOSO = "cocreation", "rdflib-endpoint", "Virtuoso"
PEERS = (RDFLIB_ENDPOINT, VIRTUOSO)
_START_SECONDS = 300.0
_STOP_SECONDS = 15.0
_GRAPH = "urn:benchmark"
_VIRTUOSO_INI = """
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
FileExtend = 200
[TempDatabase]
DatabaseFile = {folder}/temporary.db
TransactionFile = {folder}/temporary.trx
[Parameters]
ServerPort = {host}:{sql}
DisableUnixSocket = 1
ServerThreads = 20
MaxClientConnections = 20
CheckpointInterval = 0
NumberOfBuffers = 100000
MaxDirtyBuffers = 75000
DirsAllowed = {data}
[HTTPServer]
ServerPort = {host}:{http}
ServerThreads = 20
MaxClientConnections = 20
KeepAliveTimeout = 600
MaxKeepAlives = 1000000
[SPARQL]
ResultSetMaxRows = 100000
MaxQueryCostEstimationTime = 100000
MaxQueryExecutionTime = 60
"""


@dataclass(frozen=True)
class Server:
    """One server that answers; `target` is what a request names before the query's text."""

    name: str
    port: int
    target: str = "/sparql?query="

    def request(self, query: str) -> bytes:
        """A query as the bytes of a request."""
        return request(self.port, self.target, query)

    def answer(self, query: str, patience: float = PATIENCE) -> bytes:
        """Ask; the answer's body. RefusedError, or TimeoutError after so many seconds."""
        return ask(self.port, self.request(query), patience)


class MissingError(Exception):
    """A peer is not installed; the message says what to install."""


class Host:
    """A server that can be started again, as one whose answer never comes has to be."""

    def __init__(self, name: str, data: Dataset, folder: Path) -> None:
        """Start it; MissingError where it is not installed."""
        self.name = name
        self._start = {OURS: _ours, RDFLIB_ENDPOINT: _rdflib_endpoint, VIRTUOSO: _virtuoso}[name]
        self._data, self._folder = data, folder
        self._stack = ExitStack()
        self.server = self._stack.enter_context(self._start(data, folder))

    def restart(self) -> None:
        """End it, and start it anew at another port."""
        self.close()
        self.server = self._stack.enter_context(self._start(self._data, self._folder))

    def close(self) -> None:
        """End it."""
        self._stack.close()


@contextmanager
def _ours(data: Dataset, folder: Path) -> Iterator[Server]:
    port = _free_port()
    command = ours("serve", data.project, data.store, str(port))
    with _process(command, folder / f"ours-{data.cases}.log"):
        server = Server(OURS, port)
        _await(server)
        yield server


@contextmanager
def _rdflib_endpoint(data: Dataset, folder: Path) -> Iterator[Server]:
    command = Path(sys.executable).parent / "rdflib-endpoint"
    if not command.exists():
        raise MissingError("rdflib-endpoint is not installed: pip install '.[bench]'")
    port = _free_port()
    options = ["serve", "--store", "Oxigraph", "--host", HOST, "--port", str(port)]
    with _process([str(command), *options, str(data.triples)], folder / "rdflib-endpoint.log"):
        server = Server(RDFLIB_ENDPOINT, port, "/?query=")
        _await(server)
        yield server


@contextmanager
def _virtuoso(data: Dataset, folder: Path) -> Iterator[Server]:
    command, client = shutil.which("virtuoso-t"), shutil.which("isql-vt")
    if not command or not client:
        raise MissingError("Virtuoso is not installed: Debian has it as virtuoso-opensource")
    home = Path(tempfile.mkdtemp(prefix="virtuoso-", dir=folder))
    http, sql = _free_port(), _free_port()
    settings = _VIRTUOSO_INI.format(
        folder=home, host=HOST, http=http, sql=sql, data=data.triples.parent
    )
    (home / "virtuoso.ini").write_text(settings, encoding="utf-8")
    options = ["+foreground", "+configfile", str(home / "virtuoso.ini")]
    with _process([command, *options], home / "output.log"):
        server = Server(VIRTUOSO, http, f"/sparql?default-graph-uri={_GRAPH}&query=")
        _await(server)
        load = f"ld_dir('{data.triples.parent}', '{data.triples.name}', '{_GRAPH}');"
        subprocess.run(
            [client, f"{HOST}:{sql}", "dba", "dba", f"exec={load} rdf_loader_run(); checkpoint;"],
            capture_output=True,
            check=True,
        )
        yield server


@contextmanager
def _process(command: Sequence[str], log: Path) -> Iterator[None]:
    """Run a command in a session of its own, and end all of it."""
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, cwd=TESTS, stdout=output, stderr=output, start_new_session=True
        )
        try:
            yield
        finally:
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ask it to end; then end what is left of its session."""
    process.terminate()
    with suppress(subprocess.TimeoutExpired):
        process.wait(_STOP_SECONDS)
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _await(server: Server) -> None:
    """Wait until a server answers."""
    until = perf_counter() + _START_SECONDS
    while True:
        try:
            server.answer("SELECT ?nothing WHERE {}")
        except (OSError, ValueError, RefusedError) as error:
            if perf_counter() > until:
                raise TimeoutError(f"{server.name} does not answer: {error}") from error
            sleep(0.1)
        else:
            return


def _free_port() -> int:
    with socket.socket() as one:
        one.bind((HOST, 0))
        port: int = one.getsockname()[1]
        return port
