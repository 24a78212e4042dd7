"""Clients that others wrote, and what they are asked; each is skipped where it is not installed."""

import hashlib
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

COMUNICA = Path(__file__).parent / "comunica"
COCODA = Path(__file__).parent / "cocoda"
_INSTALL_SECONDS = 900


def program(name: str) -> str:
    """The path of a program; the test is skipped where it is not installed."""
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"needs {name}")
    return found


@pytest.fixture(scope="session")
def curl() -> str:
    """The path of curl."""
    return program("curl")


@pytest.fixture(scope="session")
def roqet() -> str:
    """The path of Rasqal's client of the protocol."""
    return program("roqet")


@pytest.fixture(scope="session")
def rscript() -> str:
    """The path of R, which has the package SPARQL."""
    found = program("Rscript")
    probe = [found, "-e", "quit(status = !requireNamespace('SPARQL', quietly = TRUE))"]
    if subprocess.run(probe, capture_output=True, check=False).returncode:
        pytest.skip("needs the package SPARQL of R")
    return found


@pytest.fixture(scope="session")
def comunica(request) -> list[str]:
    """The command that asks by Comunica."""
    return _installed(request, COMUNICA)


@pytest.fixture(scope="session")
def cocoda(request) -> list[str]:
    """The command that reconciles by Cocoda's SDK."""
    return _installed(request, COCODA)


def _installed(request, client: Path) -> list[str]:
    """The command that asks by a client of Node.js, installed once for each state of its lock."""
    node, npm = program("node"), program("npm")
    lock = (client / "package-lock.json").read_bytes()
    cached = request.config.cache.mkdir(client.name)
    folder = Path(cached) / hashlib.sha256(lock).hexdigest()[:12]
    if not (folder / "complete").exists():
        shutil.copytree(client, folder, dirs_exist_ok=True)
        install = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
        subprocess.run(install, cwd=folder, check=True, timeout=_INSTALL_SECONDS)
        (folder / "complete").touch()
    shutil.copy(client / "ask.mjs", folder)
    return [node, str(folder / "ask.mjs")]


@pytest.fixture(scope="session")
def library(request) -> Callable[[str], Path]:
    """Install a library as `name==version`, once, in an environment of its own; give its `bin`."""

    def install(pinned: str) -> Path:
        folder = Path(request.config.cache.mkdir(pinned.partition("==")[0])) / pinned
        if not (folder / "complete").exists():
            subprocess.run([sys.executable, "-m", "venv", "--clear", str(folder)], check=True)
            command = [str(folder / "bin" / "pip"), "install", "--quiet", pinned]
            done = subprocess.run(
                command, capture_output=True, timeout=_INSTALL_SECONDS, check=False
            )
            if done.returncode:
                pytest.skip(f"needs {pinned}, which could not be installed")
            (folder / "complete").touch()
        return folder / "bin"

    return install
