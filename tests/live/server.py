"""`cocreation serve` as a process of its own, over a store on disk."""

import os
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from live.http import HOST, Answer, exchange

COCREATION = Path(sys.executable).parent / "cocreation"
_OF_A_REQUEST = {"headers", "source"}
_START_SECONDS = 60
_STOP_SECONDS = 45


@dataclass(frozen=True)
class Server:
    """A server that runs: its process, its port, its store, and the file of its standard error."""

    process: subprocess.Popen[str]
    port: int
    store: Path
    log: Path

    @property
    def url(self) -> str:
        """The server's address, without a slash at its end."""
        return f"http://{HOST}:{self.port}"

    @property
    def endpoint(self) -> str:
        """The address of its SPARQL endpoint."""
        return f"{self.url}/sparql"

    def request(self, method: str, path: str, params: Any = (), **options: Any) -> Answer:
        """Send one request; the options are those of `http.exchange`."""
        return exchange(self.port, method, path, params, **options)

    def query(self, query: str, **options: Any) -> Answer:
        """Ask by GET; options that are no part of a request become parameters."""
        parts = {name: options.pop(name) for name in _OF_A_REQUEST & set(options)}
        return self.request("GET", "/sparql", {"query": query, **options}, **parts)

    def post(self, media_type: str, body: bytes, path: str = "/sparql", **options: Any) -> Answer:
        """Post a body of the media type."""
        headers = {"Content-Type": media_type, **options.pop("headers", {})}
        return self.request("POST", path, headers=headers, body=body, **options)

    def wait_for_search(self) -> None:
        """Wait for the index, which is made in the background."""
        end = monotonic() + _START_SECONDS
        while self.request("GET", "/search", {"q": "a", "format": "json"}).status != HTTPStatus.OK:
            assert monotonic() < end
            sleep(0.2)

    def stop(self, with_signal: int = signal.SIGTERM) -> int:
        """Ask it to end, and wait; its exit code."""
        self.process.send_signal(with_signal)
        return self.process.wait(_STOP_SECONDS)


@contextmanager
def serving(store: Path, **environment: str) -> Iterator[Server]:
    """Serve the shipped project from a store at a free port; stop the server in the end."""
    log = store.with_name(f"{store.name}.log")
    with log.open("w", encoding="utf-8") as errors:
        process = start(store, errors, **environment)
    try:
        yield Server(process, _port(process, log), store, log)
    finally:
        if process.poll() is None:
            process.terminate()
        try:
            process.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        process.stdout.close()


def start(
    store: Path, errors: Any, *options: str, port: int = 0, **environment: str
) -> subprocess.Popen[str]:
    """Start the command, whatever becomes of it."""
    return subprocess.Popen(
        [COCREATION, "serve", "--port", str(port), "--store", store, *options],
        env={**os.environ, "LC_ALL": "C.UTF-8", **environment},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=errors,
        text=True,
    )


def _port(process: subprocess.Popen[str], log: Path) -> int:
    """Read the address that a started server prints."""
    readable, _, _ = select.select([process.stdout], [], [], _START_SECONDS)
    address = process.stdout.readline().strip() if readable else ""
    assert address.startswith("http://"), f"no server started: {log.read_text(encoding='utf-8')}"
    return int(address.rstrip("/").rpartition(":")[2])
