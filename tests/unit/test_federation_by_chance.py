"""Queries by chance: a call means what the same pattern means in a graph of the same store.

What is asked of another is narrowed by what stands around a call; no row may come or go by that.
"""

import random

import pyoxigraph as oxigraph
import pytest

from cocreation.linking import calls
from cocreation.linking.federation import FederatedStore
from cocreation.linking.hosts import Hosts
from cocreation.model import FileGraph
from cocreation.store.snapshot import Snapshot
from cocreation.store.terms import to_rows
from live.endpoint import endpoint_of

_PREFIX = "PREFIX : <urn:> "
_VARIABLES = ("?x", "?y", "?z", "?w")
_QUERIES = 60
_MOST_ROWS = 3000


class Writer:
    """Writes triples and groups by chance, the same ones for the same seed."""

    def __init__(self, seed):
        self.random = random.Random(seed)

    def turtle(self):
        one = self.random.choice
        said = (f":{one('abcdef')} :{one('pqr')} :{one('abcdef')} ." for _ in range(14))
        return "@prefix : <urn:> .\n" + "\n".join(said)

    def query(self):
        while True:
            query = f"SELECT {' '.join(_VARIABLES)} {{ {self.group(2)} }}"
            if "SERVICE" in query:
                return query

    def group(self, depth, *, there=False):
        parts = (self.part(depth, there=there) for _ in range(self.random.randint(1, 3)))
        return " ".join(parts)

    def part(self, depth, *, there):
        kinds = ["triple"] * 8 + ["filter", "values"] + ([] if there else ["call"] * 5)
        if depth:
            kinds += ["optional"] * 3 + ["union", "union", "minus", "nested", "subquery"]
        kind = self.random.choice(kinds)
        return getattr(self, kind)(depth - 1, there)

    def triple(self, *_):
        one = self.random.choice
        return f"{one([*_VARIABLES, ':a', ':b'])} :{one('pqr')} {one([*_VARIABLES, ':c'])} ."

    def filter(self, *_):
        one, other = self.random.choices(_VARIABLES, k=2)
        return self.random.choice(
            [f"FILTER({one} != {other})", f"FILTER(!BOUND({one}))", f"FILTER(BOUND({one}))"]
        )

    def values(self, *_):
        name = self.random.choice(_VARIABLES)
        return self.random.choice(
            [f"VALUES {name} {{ :a :b UNDEF }}", "VALUES (?x ?y) { (:a :b) (UNDEF :c) }"]
        )

    def call(self, *_):
        return f"SERVICE <THERE> {{ {self.group(0, there=True)} }}"

    def optional(self, depth, there):
        return f"OPTIONAL {{ {self.group(depth, there=there)} }}"

    def union(self, depth, there):
        one, other = (self.group(depth, there=there) for _ in range(2))
        return f"{{ {one} }} UNION {{ {other} }}"

    def minus(self, depth, there):
        return f"MINUS {{ {self.group(depth, there=there)} }}"

    def nested(self, depth, there):
        return f"{{ {self.group(depth, there=there)} }}"

    def subquery(self, depth, there):
        name = self.random.choice(_VARIABLES)
        return f"{{ SELECT {name} {{ {self.group(depth, there=there)} }} }}"


def sorted_rows(rows):
    return sorted(str(row) for row in rows.rows)


@pytest.mark.parametrize("seed", range(4))
def test_no_row_comes_or_goes_by_what_is_not_asked(seed, monkeypatch):
    monkeypatch.setattr(calls, "BATCH", 2)
    writer = Writer(seed)
    here, there = writer.turtle(), writer.turtle()
    both = oxigraph.Store()
    both.load(here.encode(), oxigraph.RdfFormat.TURTLE)
    both.load(there.encode(), oxigraph.RdfFormat.TURTLE, to_graph=oxigraph.NamedNode("urn:there"))
    triples = oxigraph.serialize(
        oxigraph.parse(here, oxigraph.RdfFormat.TURTLE), format=oxigraph.RdfFormat.N_TRIPLES
    )
    snapshot = Snapshot.of_graphs([FileGraph("urn:here", "", triples, "")])
    compared = 0
    with endpoint_of(there) as running:
        store = FederatedStore(snapshot, Hosts.named([running.host]), seconds=60)
        for query in (_PREFIX + writer.query() for _ in range(_QUERIES)):
            local = query.replace("SERVICE <THERE>", "GRAPH <urn:there>")
            expected = sorted_rows(to_rows(both.query(local)))
            if len(expected) <= _MOST_ROWS:
                asked = query.replace("THERE", running.address)
                assert sorted_rows(store.select(asked)) == expected, query
                compared += bool(expected)
    assert compared > _QUERIES / 4
