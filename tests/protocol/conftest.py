"""Counts the W3C's tests, and tells the count at the end of a run."""

import pytest

_PASSED = pytest.StashKey[list[bool]]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    report = yield
    if report.when == "call" and item.get_closest_marker("w3c"):
        item.config.stash.setdefault(_PASSED, []).append(report.passed)
    return report


def pytest_terminal_summary(terminalreporter, config):
    passed = config.stash.get(_PASSED, [])
    if passed:
        terminalreporter.write_line(f"W3C protocol: {sum(passed)} of {len(passed)} that apply")
