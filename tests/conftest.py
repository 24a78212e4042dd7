"""Fixtures that many tests share, and the rule that nothing skips in CI."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from live import partners as live_partners
from live import store as live_store
from live.partners import Partners
from live.server import Server, serving

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout's folder."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with the conformance suites, which does not belong to the project."""
    folder = ROOT.parent / "shared"
    if not (folder / "conformance").is_dir():
        pytest.skip("needs the published conformance suites in ../shared")
    return folder


@pytest.fixture(scope="session")
def java() -> str:
    """The path of a Java runtime."""
    found = shutil.which("java")
    if found is None:
        pytest.skip("needs a Java runtime")
    return found


@pytest.fixture(scope="session")
def built_store(tmp_path_factory) -> Path:
    """A store of the shipped project and of graphs that are in no file; for copies."""
    store = tmp_path_factory.mktemp("live") / "built"
    live_store.build(store, ROOT.parent / "shared" / "conformance")
    return store


@pytest.fixture(scope="session")
def server(built_store) -> Iterator[Server]:
    """A server that runs, for tests that leave it as it was."""
    store = built_store.with_name("served")
    shutil.copytree(built_store, store)
    with serving(store) as running:
        yield running


@pytest.fixture(scope="session")
def partners(tmp_path_factory) -> Iterator[Partners]:
    """The stand-ins for the servers that federated questions call."""
    with live_partners.partners(tmp_path_factory.mktemp("second") / "store") as running:
        yield running


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    outcome = yield
    report = outcome.get_result()
    expected = hasattr(report, "wasxfail")
    if report.skipped and not expected and os.environ.get("COCREATION_NO_SKIPS"):
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} skipped where nothing may skip: {call.excinfo.value}"
