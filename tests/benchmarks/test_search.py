"""What a search costs at 1,200 cases, beside a scan of the same names by SPARQL."""

import statistics
from contextlib import closing
from time import perf_counter

import pytest

from benchmarks.datasets import prepare
from benchmarks.measuring import call, ratio, show
from cocreation.services.searching.search import Search
from cocreation.services.statements import stored_statements
from cocreation.services.stores import open_whole
from cocreation.settings import Settings

pytestmark = pytest.mark.benchmark

CASES = 1200
QUESTIONS = [
    "J_DY1",
    "J_DY",
    "信任",
    "云",
    "group trust",
    "ecosys",
    "trusted",
    "grup trst",
    "数据平台",
]
SCAN = """
SELECT DISTINCT ?thing WHERE {
  ?thing <http://www.w3.org/2000/01/rdf-schema#label> ?label
  FILTER(CONTAINS(LCASE(?label), "trust"))
}
"""


def test_search(tmp_path):
    data = prepare(tmp_path, CASES, check=False)
    settings = Settings(project=data.project, store=data.store)
    with closing(open_whole(settings)) as store:
        search = Search(store, lambda: stored_statements(settings), ())
        building = call(search.refresh, repeats=1)
        scan = call(lambda: store.select(SCAN))
        scanned = {row[0].value for row in store.select(SCAN).rows}
    found = search.find("trust", most=10_000).found
    assert scanned <= {entry.name for entry in found.entries}
    times = []
    for question in QUESTIONS * 20:
        began = perf_counter()
        search.find(question)
        times.append(perf_counter() - began)
    times.sort()
    median, last = statistics.median(times), times[int(len(times) * 0.99)]
    show(
        f"search in {CASES} cases",
        [
            ("median", f"{median * 1000:.1f} ms", "limit 50 ms"),
            ("p99", f"{last * 1000:.1f} ms", ""),
            ("", ratio(median, scan, "a scan of the names by SPARQL"), ""),
            ("making the index", f"{building:.1f} s", "limit 10 s"),
        ],
    )
