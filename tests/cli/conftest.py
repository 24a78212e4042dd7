"""The command line within this process, over a small project; and as a process over the shipped."""

import os
import subprocess
import sys
from contextlib import ExitStack

import pytest
from click.testing import CliRunner

from cocreation.cli import main
from small_project import make_project


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A small project, in whose place the shipped one would be, and a store of its own."""
    root = make_project(tmp_path / "project")
    monkeypatch.setattr("cocreation.settings._project_root", lambda: root)
    monkeypatch.setenv("COCREATION_STORE", str(tmp_path / "store"))
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    return root


@pytest.fixture
def run(project):
    """Run a command over the small project."""

    def run_command(*words, standard_input=None):
        return CliRunner().invoke(main, words, input=standard_input)

    return run_command


@pytest.fixture(scope="session")
def environment(tmp_path_factory):
    """The environment of a process with a store of the shipped project, built once."""
    store = tmp_path_factory.mktemp("shipped") / "store"
    settings = {**os.environ, "COCREATION_STORE": str(store), "LC_ALL": "C.UTF-8"}
    subprocess.run([*COMMAND, "build"], env=settings, check=True, capture_output=True)
    return settings


@pytest.fixture
def start(environment):
    """Start a command as a process over the shipped project."""
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    with ExitStack() as started:

        def start_command(*words, **options):
            chosen = {"env": environment, **pipes, **options}
            process = subprocess.Popen([*COMMAND, *words], **chosen)
            started.enter_context(process)
            started.callback(process.kill)
            return process

        yield start_command


# A shell has what runs in its background ignore the key that interrupts.
_PROGRAM = (
    "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); "
    "from cocreation.cli import main; main(prog_name='cocreation')"
)
COMMAND = (sys.executable, "-c", _PROGRAM)
