"""Asking the reconciliation service as clients of either version do."""

import json

import pytest

from web.reconciliation import schemas as published

ID = "https://w3id.org/cocreation/id/"


@pytest.fixture(scope="session")
def schemas(shared):
    """The published schemas of each version."""
    return published.read(shared)


@pytest.fixture
def match(client):
    """Ask one query of 0.2; its candidates."""

    def ask(query, address="/reconcile", **given):
        asked = {"q": {"query": query, **given} if query is not None else given}
        answer = client.post(address, data={"queries": json.dumps(asked)})
        assert answer.status_code == 200, answer.text
        return answer.get_json()["q"]["result"]

    return ask


@pytest.fixture
def match_draft(client):
    """Ask one query of 1.0-draft by its conditions; its candidates."""

    def ask(*conditions, address="/reconcile/match", **given):
        answer = client.post(address, json={"queries": [{"conditions": conditions, **given}]})
        assert answer.status_code == 200, answer.text
        return answer.get_json()["results"][0]["candidates"]

    return ask
