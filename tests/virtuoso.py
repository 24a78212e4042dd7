"""A Virtuoso server of the tests' own, on loopback and in a folder of its own."""

import os
import shutil
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.parse
import urllib.request
from contextlib import ExitStack
from pathlib import Path

from cocreation.namespaces import BASE
from cocreation.settings import SparqlServer

PROGRAM = "virtuoso-t"
CONSOLE = "isql-vt"
USER = PASSWORD = "dba"
_STARTING_SECONDS = 120
_STOPPING_SECONDS = 30
_QUIET = 3
_GRANTS = (
    'GRANT SPARQL_UPDATE TO "SPARQL"',
    "DB.DBA.USER_CREATE('reader', 'reader-password')",
    'GRANT SPARQL_SELECT TO "reader"',
)
_CONFIGURATION = """
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
FileExtend = 100
MaxCheckpointRemap = 500
[TempDatabase]
DatabaseFile = temporary.db
TransactionFile = temporary.trx
[Parameters]
ServerPort = 127.0.0.1:{sql_port}
DisableUnixSocket = 1
NumberOfBuffers = 10000
MaxDirtyBuffers = 6000
DirsAllowed = .
AllowOSCalls = 0
ThreadsPerQuery = 2
[HTTPServer]
ServerPort = 127.0.0.1:{http_port}
ServerRoot = .
ServerThreads = 12
[SPARQL]
ResultSetMaxRows = 10000
MaxQueryCostEstimationTime = 400
MaxQueryExecutionTime = 60
"""


def is_installed() -> bool:
    return bool(shutil.which(PROGRAM) and shutil.which(CONSOLE))


class Virtuoso:
    """The server; it begins with nothing of ours, and may be killed and started again."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        with ExitStack() as open_at_once:
            sockets = [open_at_once.enter_context(socket.socket()) for _ in range(2)]
            for one in sockets:
                one.bind(("127.0.0.1", 0))
            self._http_port, self._sql_port = (one.getsockname()[1] for one in sockets)
        configuration = _CONFIGURATION.format(http_port=self._http_port, sql_port=self._sql_port)
        (folder / "virtuoso.ini").write_text(configuration, encoding="utf-8")
        self._process: subprocess.Popen[bytes] | None = None
        self.start()
        self.run_sql(*_GRANTS)

    @property
    def root(self) -> str:
        return f"http://127.0.0.1:{self._http_port}"

    @property
    def open(self) -> SparqlServer:
        """One address for everything, which lets anybody write."""
        return SparqlServer(f"{self.root}/sparql", f"{self.root}/sparql")

    @property
    def guarded(self) -> SparqlServer:
        """The addresses that ask who writes, by digest authentication."""
        return SparqlServer(
            f"{self.root}/sparql",
            f"{self.root}/sparql-auth",
            f"{self.root}/sparql-graph-crud-auth",
            USER,
            PASSWORD,
        )

    def start(self) -> None:
        with (self._folder / "output.txt").open("ab") as output:
            self._process = subprocess.Popen(
                [PROGRAM, "+foreground", "+wait", "+configfile", "virtuoso.ini"],
                cwd=self._folder,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
            )
        end = time.monotonic() + _STARTING_SECONDS
        while not self._answers():
            assert self._process.poll() is None, (self._folder / "output.txt").read_text()
            assert time.monotonic() < end, "Virtuoso does not begin to answer"
            time.sleep(0.1)

    def kill(self) -> None:
        """End the server as a failure of the machine would."""
        assert self._process
        os.kill(self._process.pid, signal.SIGKILL)
        self._process.wait()
        (self._folder / "virtuoso.lck").unlink(missing_ok=True)

    def stop(self) -> None:
        assert self._process
        if self._process.poll() is None:
            self._process.terminate()
            try:
                self._process.wait(_STOPPING_SECONDS)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()

    def run_sql(self, *statements: str) -> None:
        command = [CONSOLE, f"127.0.0.1:{self._sql_port}", USER, PASSWORD]
        for statement in statements:
            subprocess.run([*command, f"exec={statement};"], check=True, capture_output=True)

    def empty(self) -> None:
        """Remove all that tests have put there, and what a killed client still puts there."""
        named = " || ".join(f"STRSTARTS(STR(?g), '{start}')" for start in (BASE, "urn:"))
        ours = f"{{ GRAPH ?g {{ ?s ?p ?o }} FILTER({named}) }}"
        quiet = 0
        while quiet < _QUIET:
            if self._sent("query", f"SELECT ?g {ours} LIMIT 1").count(b"\n") > 1:
                self._sent("update", f"DELETE {{ GRAPH ?g {{ ?s ?p ?o }} }} WHERE {ours}")
                quiet = 0
            quiet += 1
            time.sleep(0.1)

    def _sent(self, kind: str, text: str) -> bytes:
        data = urllib.parse.urlencode({kind: text, "format": "text/csv"}).encode()
        with urllib.request.urlopen(f"{self.root}/sparql", data, timeout=60) as answer:
            return answer.read()

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.root}/sparql?query=ASK%7B%7D", timeout=5):
                return True
        except (urllib.error.URLError, OSError):
            return False
