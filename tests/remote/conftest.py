"""A real server, started once, and our graph on it."""

import pytest

from cocreation.store.remote import HostedStore, RemoteWriter
from virtuoso import CONSOLE, PROGRAM, Virtuoso, is_installed

FOREIGN = "urn:foreign"


@pytest.fixture(scope="session")
def virtuoso(tmp_path_factory):
    """A running server with whatever the tests before have left on it."""
    if not is_installed():
        pytest.skip(
            f"needs Virtuoso ({PROGRAM} and {CONSOLE}): apt install virtuoso-opensource-7-bin"
        )
    server = Virtuoso(tmp_path_factory.mktemp("virtuoso"))
    yield server
    server.stop()


@pytest.fixture
def empty(virtuoso):
    """The server with nothing of ours, but with a graph of somebody else."""
    virtuoso.empty()
    virtuoso.run_sql(
        f"SPARQL INSERT INTO <{FOREIGN}> {{ <urn:s> <urn:p> 99 . <urn:s> <urn:q> <urn:o> }}"
    )
    return virtuoso


@pytest.fixture
def writer(empty):
    """Who writes to it."""
    return RemoteWriter(empty.open, seconds=60)


@pytest.fixture
def store(empty):
    """Who reads from it."""
    return HostedStore(empty.open, seconds=30)
