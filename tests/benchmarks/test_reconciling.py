"""What it costs to reconcile a thousand names over HTTP, beside requests that do nothing."""

import json
from random import Random
from urllib.parse import urlencode

import pytest

from benchmarks.measuring import call, ratio, show

pytestmark = pytest.mark.benchmark

NAMES = 1000
LABELS = """
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT DISTINCT ?label WHERE {
  ?thing rdfs:label ?label
  FILTER(STRSTARTS(STR(?thing), "https://w3id.org/cocreation/id/"))
} ORDER BY ?label
"""
FORM = "application/x-www-form-urlencoded"


def misspelt(name, random):
    """A name with one character left out, and something after it."""
    place = random.randrange(len(name))
    return f"{name[:place]}{name[place + 1 :]} {random.randrange(100)}"


def names(server):
    """Half of them as they stand in the graph, half misspelt; hardly one twice."""
    rows = json.loads(server.query(LABELS).body)["results"]["bindings"]
    known = [row["label"]["value"] for row in rows]
    random = Random(1)
    right = [random.choice(known) for _ in range(NAMES // 2)]
    return right + [misspelt(random.choice(known), random) for _ in range(NAMES // 2)]


def post(server, batch):
    queries = {f"q{number}": {"query": name} for number, name in enumerate(batch)}
    body = urlencode({"queries": json.dumps(queries)}).encode()
    answer = server.post(FORM, body, "/reconcile")
    assert answer.status == 200
    assert len(json.loads(answer.body)) == len(batch)


def in_batches(server, asked, size):
    for start in range(0, len(asked), size):
        post(server, asked[start : start + size])


def test_a_thousand_names(server):
    asked = names(server)
    post(server, asked[:1])
    trivial = call(
        lambda: [server.request("GET", "/health/live") for _ in range(NAMES // 10)], repeats=3
    )
    rows = []
    for size in (NAMES, 100, 10):
        seconds = call(lambda size=size: in_batches(server, asked, size), repeats=3)
        rows += [
            (f"{NAMES} names, {size} a batch", f"{seconds:.2f} s", "limit 5 s"),
            ("", ratio(seconds, trivial, f"{NAMES // 10} requests that do nothing"), ""),
        ]
    show("reconciling over HTTP", rows)
