"""A query that would call another server, in every spelling; and what only looks like one."""

import json
import subprocess
import sys

import pytest

from attacks import services

NOWHERE = "http://127.0.0.1:9/"
# The engine itself, with nothing before it: it calls whom it is told to call.
UNPROTECTED = """
import json, sys, pyoxigraph
prologue, called = json.load(sys.stdin)
for term, query in called:
    store = pyoxigraph.Store()
    store.update(prologue + "INSERT DATA { <urn:s> <urn:p> %s }" % term)
    store.update("INSERT DATA { GRAPH <urn:g> { <urn:s> <urn:p> 1 } }")
    try:
        store.query(query, base_iri="https://w3id.org/cocreation/")
    except OSError:
        pass
"""


def test_where_nothing_protects_each_of_these_queries_makes_the_engine_call(other_canary):
    after = [(term, query) for _, term, query in services.after_objects(other_canary.address)]
    called = [*after, *(("1", query) for query in services.whole(other_canary.address).values())]
    subprocess.run(
        [sys.executable, "-c", UNPROTECTED],
        input=json.dumps([services.PROLOGUE, called]),
        text=True,
        check=True,
        timeout=60,
    )
    assert other_canary.reached == len(called)


@pytest.mark.parametrize("name", services.hidden(NOWHERE))
def test_a_call_of_another_server_is_refused_however_it_is_written(strike, canary, name):
    answer = strike(services.hidden(canary.address)[name], seconds=5)
    assert answer.status == 400
    assert "SERVICE" in answer.error()["message"]["en"]


@pytest.mark.parametrize("name", services.HARMLESS)
def test_what_only_looks_like_a_call_is_answered(strike, name):
    assert strike(services.HARMLESS[name], seconds=5).status == 200


@pytest.mark.parametrize("name", services.UPDATES)
def test_an_update_is_refused_however_it_is_written(strike, canary, name):
    assert strike(services.updates(canary.address)[name], seconds=5).status == 400


def test_what_is_spelled_like_a_call_keeps_its_meaning(strike):
    answer = strike(
        "PREFIX service: <urn:a:> PREFIX SERVICE: <urn:b:> PREFIX Service: <urn:c:> "
        "SELECT (service:SERVICE AS ?a) (SERVICE:service AS ?b) (Service: AS ?c) "
        "('Service \\'service\\' \\\\service'@service AS ?SERVICE) (<urn:service#SERVICE> AS ?d) "
        "{} # service",
        seconds=5,
    )
    (row,) = answer.json["results"]["bindings"]
    assert {name: term["value"] for name, term in row.items()} == {
        "a": "urn:a:SERVICE",
        "b": "urn:b:service",
        "c": "urn:c:",
        "d": "urn:service#SERVICE",
        "SERVICE": "Service 'service' \\service",
    }
    assert row["SERVICE"]["xml:lang"] == "service"
    assert answer.json["head"]["vars"] == ["a", "b", "c", "SERVICE", "d"]


def test_a_fault_is_told_at_its_place_in_the_text_that_was_sent(strike):
    told = "SELECT ('service' AS ?x) (<urn:SERVICE> AS ?y) {{ # service\n ?s <urn:service> {} }}"
    for wrong in ("!!", "]"):
        plain = strike(
            told.replace("service", "another").replace("SERVICE", "ANOTHER").format(wrong)
        )
        like = strike(told.format(wrong))
        assert like.status == plain.status == 400
        assert like.error()["details"] == plain.error()["details"]
