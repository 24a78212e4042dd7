"""A real server, started once, and our graph on it."""

import pytest

from virtuoso import CONSOLE, PROGRAM, Virtuoso, is_installed


@pytest.fixture(scope="session")
def virtuoso(tmp_path_factory):
    """A running server with whatever the tests before have left on it."""
    if not is_installed():
        pytest.skip(f"needs Virtuoso ({PROGRAM} and {CONSOLE}): apt install virtuoso-opensource")
    server = Virtuoso(tmp_path_factory.mktemp("virtuoso"))
    yield server
    server.stop()
