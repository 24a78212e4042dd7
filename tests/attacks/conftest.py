"""A server of its own that is attacked, and a canary that nobody may reach."""

import os
import shutil
import socket
import threading

import pytest

from live.server import serving


class Canary:
    """A listener on loopback that counts who comes."""

    def __init__(self):
        self._socket = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.port = self._socket.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}/"
        self.reached = 0
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self):
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            self.reached += 1
            connection.close()

    def close(self):
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()


@pytest.fixture(scope="session")
def canary():
    """The listener that no attack may reach."""
    listener = Canary()
    yield listener
    listener.close()


@pytest.fixture
def other_canary():
    """A listener that is meant to be reached."""
    listener = Canary()
    yield listener
    listener.close()


@pytest.fixture(scope="session")
def target(built_store):
    """The server that is attacked."""
    store = shutil.copytree(built_store, built_store.with_name("attacked"))
    with serving(store) as server:
        yield server


@pytest.fixture
def attacked(target, canary):
    """The server, looked at again when the attack is over."""
    yield target
    assert target.process.poll() is None, "the server ended"
    os.kill(target.process.pid, 0)
    answer = target.query("ASK {}")
    assert (answer.status, answer.json["boolean"]) == (200, True)
    log = target.log.read_text(encoding="utf-8")
    assert "Traceback" not in log
    assert '"status": 500' not in log
    assert canary.reached == 0, "somebody called the canary"


@pytest.fixture
def strike(attacked):
    """Send a query with a deadline; there is an answer in time, and never a fault of the server."""

    def send(query, seconds=0.5, slack=3.0):
        body = query if isinstance(query, bytes) else query.encode("utf-8", "surrogatepass")
        answer = attacked.post("application/sparql-query", body, params={"timeout": f"{seconds}"})
        assert answer.status in (200, 400, 413, 503), answer.body[:500]
        assert answer.seconds < seconds + 1 + slack, f"answered after {answer.seconds:.1f} s"
        if answer.status == 503:
            assert int(answer.headers["Retry-After"]) > 0
        if answer.status != 200:
            assert answer.error()
        return answer

    return send
