"""Starting a server as a person does, and knowing its address."""

import os
import signal
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

STOPPING_SECONDS = 20


@pytest.fixture(scope="session")
def serving():
    """A context manager that runs a command until it prints an address, and ends it afterwards."""
    return _serving


@contextmanager
def _serving(
    command: list[str | Path], folder: Path, environment: Mapping[str, str]
) -> Iterator[str]:
    """Run a command that serves in `folder`; give the address it prints, without the last slash."""
    errors = folder / "server-errors.txt"
    with errors.open("w", encoding="utf-8") as told:
        # A group of its own, so that what make starts ends with it.
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=told,
            text=True,
            start_new_session=True,
        )
    assert process.stdout is not None
    try:
        addresses = (line for line in process.stdout if line.startswith("http://"))
        address = next(addresses, None)
        assert address, f"{command} printed no address: {errors.read_text(encoding='utf-8')}"
        yield address.strip().rstrip("/")
    finally:
        _end(process)


def _end(process: subprocess.Popen[str]) -> None:
    try:
        os.killpg(process.pid, signal.SIGTERM)
        process.communicate(timeout=STOPPING_SECONDS)
    except ProcessLookupError:
        process.communicate()
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
