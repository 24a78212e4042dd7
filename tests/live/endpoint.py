"""A SPARQL endpoint on loopback that stands in for a public one: it serves a few triples."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs

import pyoxigraph as oxigraph

_JSON = "application/sparql-results+json"


@dataclass
class Endpoint:
    """An endpoint that runs: its address, and what it was asked, in order."""

    address: str
    asked: list[str] = field(default_factory=list)

    @property
    def host(self) -> str:
        """What to allow."""
        return self.address.split("/")[2]


@contextmanager
def endpoint_of(turtle: str | Path) -> Iterator[Endpoint]:
    """Serve the triples of a text or a file in Turtle."""
    text = turtle.read_text(encoding="utf-8") if isinstance(turtle, Path) else turtle
    store = oxigraph.Store()
    store.load(text.encode(), oxigraph.RdfFormat.TURTLE)
    running = Endpoint("")

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            sent = self.rfile.read(int(self.headers["Content-Length"])).decode()
            query = parse_qs(sent)["query"][0]
            running.asked.append(query)
            try:
                body, status = _answer(store, query), 200
            except (SyntaxError, ValueError) as error:
                body, status = str(error).encode(), 400
            self.send_response(status)
            self.send_header("Content-Type", _JSON)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    running.address = f"http://127.0.0.1:{server.server_port}/sparql"
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield running
    finally:
        server.shutdown()
        server.server_close()


def _answer(store: oxigraph.Store, query: str) -> bytes:
    results = store.query(query)
    return results.serialize(format=oxigraph.QueryResultsFormat.JSON) or b""
