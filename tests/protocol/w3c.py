"""The W3C's tests of the SPARQL 1.1 Protocol and of the Graph Store Protocol, as requests."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

CONFORMANCE = Path(__file__).parents[3] / "shared" / "conformance"

_WRITES = "its update has to succeed, and this service only reads"
_DIRECT = "the graph is named by the address itself, which this service leaves to its own IRIs"
# Tests that no read-only service can pass, each with the reason. The refusals of bad updates apply.
NOT_FOR_READING = {
    "update_dataset_default_graph": _WRITES,
    "update_dataset_default_graphs": _WRITES,
    "update_dataset_named_graphs": _WRITES,
    "update_dataset_full": _WRITES,
    "update_post_form": _WRITES,
    "update_post_direct": _WRITES,
    "update_base_uri": _WRITES,
    "put_get_default": "replaces the default graph, which is the union of all the others here",
    "post_get_post_get_indirect": "reads what its own POST has merged",
    "post_get_new_graph": "reads a graph that the service has named itself at its POST",
    "put_get_repeat_direct": _DIRECT,
    "put_delete_get_delete_direct": _DIRECT,
    "post_get_post_get_direct": _DIRECT,
    "head_existing_direct": _DIRECT,
}
# What these tests write before they read is in the store already; one request of each is left out.
_READS_WHAT_IT_REPLACED = ("put_get_repeat_indirect", 3)
_READING = ("GET", "HEAD")


@dataclass(frozen=True)
class Case:
    """A test: its name, and the requests of it that only read."""

    name: str
    requests: tuple[dict[str, Any], ...]


def cases() -> tuple[Case, ...]:
    """All tests that apply to a read-only service; none where the suite is missing."""
    suite = _suite()
    protocol = (Case(test["id"], tuple(test["requests"])) for test in suite["protocol"])
    reading = (Case(test["id"], tuple(_reading(test))) for test in suite["gsp_indirect"])
    direct = (Case(test["id"], ()) for test in suite["gsp_direct"])
    return tuple(
        case for case in (*protocol, *reading, *direct) if case.name not in NOT_FOR_READING
    )


def names() -> set[str]:
    """The names of all tests in the suite."""
    return {test["id"] for kind in _suite().values() for test in kind}


def first_request(name: str) -> dict[str, Any]:
    """The first request of any test of the suite."""
    tests = [test for kind in _suite().values() for test in kind]
    return next(dict(test["requests"][0]) for test in tests if test["id"] == name)


def body_of(request: dict[str, Any]) -> bytes | None:
    """The request's body in its encoding."""
    body = request["body"]
    return body["chars"].encode(body["enc"]) if body else None


def path_of(request: dict[str, Any]) -> str:
    """The request's target, with the graph store where this service has it."""
    target: str = request["path"]
    return target.replace("/gsp?", "/rdf-graph-store?", 1)


def _reading(test: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for place, request in enumerate(test["requests"]):
        if request["method"] in _READING and (test["id"], place) != _READS_WHAT_IT_REPLACED:
            yield request


def _suite() -> dict[str, Any]:
    path = CONFORMANCE / "w3c_protocol.json"
    if not path.exists():
        return {"protocol": [], "gsp_indirect": [], "gsp_direct": []}
    suite = json.loads(path.read_text(encoding="utf-8"))
    return {kind: tests for kind, tests in suite.items() if kind != "source"}
