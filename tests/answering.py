"""A server on loopback that answers as a function tells it."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

import pyoxigraph as oxigraph

SPARQL_JSON = "application/sparql-results+json"
# What a server says: its status, the type of its body, and its body.
Said = tuple[int, str, bytes]
Form = dict[str, str]


@dataclass
class Answering:
    """The server; `forms` are those that were sent, `pause` the seconds between few bytes."""

    address: str = ""
    forms: list[Form] = field(default_factory=list)
    pause: float = 0.0
    largest: int = 0


@contextmanager
def answering(answer: Callable[[Form], Said]) -> Iterator[Answering]:
    """Run a server that gives each form that is sent, empty for GET, to `answer`."""
    told = Answering()

    class Handler(BaseHTTPRequestHandler):
        def answer(self):
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
            form = {name: values[0] for name, values in parse_qs(body).items()}
            told.forms.append(form)
            status, media_type, said = answer(form)
            self.send_response(status)
            self.send_header("Content-Type", media_type)
            self.send_header("Content-Length", str(told.largest or len(said)))
            self.end_headers()
            step = 4 if told.pause else len(said) or 1
            for start in range(0, len(said), step):
                self.wfile.write(said[start : start + step])
                self.wfile.flush()
                time.sleep(told.pause)

        do_GET = do_POST = answer  # noqa: N815 -- the names that the handler has

        def log_message(self, *_):
            pass

        def handle(self):
            try:
                super().handle()
            except OSError:
                self.close_connection = True

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    told.address = f"http://127.0.0.1:{server.server_port}/"
    try:
        yield told
    finally:
        server.shutdown()
        server.server_close()


def as_endpoint(turtle: str) -> Callable[[Form], Said]:
    """Answer as a SPARQL endpoint that holds these statements."""
    store = oxigraph.Store()
    store.load(input=turtle.encode(), format=oxigraph.RdfFormat.TURTLE)

    def answer(form: Form) -> Said:
        if "query" not in form:
            return 400, "text/html", b"<html>Ask a query</html>"
        results = store.query(form["query"])
        return 200, SPARQL_JSON, results.serialize(format=oxigraph.QueryResultsFormat.JSON)

    return answer
