"""A second coder's record of the paper, and how the paper settles where the graph differs.

`data/second-extraction.json` was made from the paper alone, by a coder who had not seen the graph.
SETTLED names every difference that was decided for the graph, and why. A difference that is not
there is a fault of the graph.
"""

import json
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox

from cocreation.namespaces import PREFIXES
from cocreation.services.project import read_project

RECORD = json.loads(
    (Path(__file__).parent / "data/second-extraction.json").read_text(encoding="utf-8")
)
_PROLOGUE = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())


class Settled(NamedTuple):
    """A difference between the two extractions: what each has, and how the paper decides."""

    second: object
    graph: object
    reason: str


SETTLED = {
    "passage 4-1-2 P3 S5 T11": Settled(
        second="an item of its own",
        graph=None,
        reason="One quotation runs from sentence 5 to 7. Before it T11 stands as the speaker's "
        "name, after it as its code: it is one item, located where its code stands, in sentence 7.",
    ),
    "codes in the text": Settled(
        second=30, graph=29, reason="The same quotation: the second coder counted T11 twice."
    ),
    "T11 cited": Settled(second=8, graph=7, reason="The same quotation."),
    "row 2-6 about": Settled(
        second={"京东云", "阿里云"},
        graph={"京东云"},
        reason="The row tells of the cities that JD Cloud signs; Alibaba is only its rival there.",
    ),
    "D06 expected": Settled(
        second="B_GY1",
        graph="-",
        reason="Table 1 has no code that begins with B_CY. That B_GY1 is meant is likely, but the "
        "paper does not say it.",
    ),
    "D07 expected": Settled(second="B_GY1", graph="-", reason="As for D06."),
    "publication column": Settled(
        second="技术经济管理", graph=None, reason="The journal's column is printed, not recorded."
    ),
    "publication document_code": Settled(
        second="A", graph=None, reason="A mark of the Chinese indexing services, not recorded."
    ),
}


def as_settled(what: str, second):
    """What the graph should have where the second coder has `second`."""
    if what not in SETTLED:
        return second
    assert SETTLED[what].second == second, f"{what} is settled for another record"
    return SETTLED[what].graph


class Graph:
    """The asserted graph, asked in SPARQL with the project's prefixes."""

    def __init__(self, root: Path) -> None:
        self._store = ox.Store()
        for graph in read_project(root):
            name = ox.NamedNode(graph.name)
            self._store.bulk_load(graph.triples, format=ox.RdfFormat.N_TRIPLES, to_graph=name)

    def ask(self, query: str) -> list[dict[str, str]]:
        """The rows of a SELECT, each as the values that it has."""
        solutions = self._store.query(_PROLOGUE + query, use_default_graph_as_union=True)
        names = [variable.value for variable in solutions.variables]
        return [
            {name: solution[name].value for name in names if solution[name] is not None}
            for solution in solutions
        ]
