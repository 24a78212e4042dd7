"""What the program costs, each figure beside a peer or a floor measured in the same run.

Nothing here fails because a machine is slow or busy: only answers are compared.
"""

import csv
import io
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.measuring import Cost, call, process, ratio, show
from cocreation.services.checking import check_project
from cocreation.services.project import read_project

pytestmark = pytest.mark.benchmark

PYTHON = Path(sys.executable)
COCREATION = PYTHON.parent / "cocreation"
QUESTION = "cases/find-cases-showing-construct"
CONSTRUCT = "https://w3id.org/cocreation/id/concept/song-2025/group-trust"
FOLDERS = ("ontology", "shapes", "data")
# The least that a build can do: start, and read the same files once.
PARSE = """
import pathlib, sys, pyoxigraph
for folder in sys.argv[1:]:
    for path in pathlib.Path(folder).rglob("*.ttl"):
        for _ in pyoxigraph.parse(path=path): pass
"""
# The same answer by the usual library, from the same files.
PEER = """
import csv, pathlib, sys, rdflib
question, construct, *folders = sys.argv[1:]
graph = rdflib.Graph()
for folder in folders:
    for path in pathlib.Path(folder).rglob("*.ttl"): graph.parse(path)
text = pathlib.Path(question).read_text(encoding="utf-8")
rows = graph.query(text, initBindings={"construct": rdflib.URIRef(construct)})
sys.stdout.buffer.write(rows.serialize(format="csv"))
"""


@pytest.fixture(scope="module")
def store(root, tmp_path_factory) -> Path:
    """A store that is built already."""
    folder = tmp_path_factory.mktemp("benchmark") / "store"
    subprocess.run([COCREATION, "build", "--store", folder], check=True, capture_output=True)
    return folder


@pytest.fixture(scope="module")
def nothing() -> Cost:
    """A Python process that does nothing."""
    return process([PYTHON, "-c", "pass"], {})


def test_build(root, tmp_path, nothing):
    store = tmp_path / "store"
    folders = [root / name for name in FOLDERS]
    parse = process([PYTHON, "-c", PARSE, *folders], {})

    def clean() -> Cost:
        shutil.rmtree(store, ignore_errors=True)
        return process([COCREATION, "build", "--store", store], {}, repeats=1)

    builds = sorted((clean() for _ in range(3)), key=lambda cost: cost.seconds)
    build, peak = builds[1], max(cost.mebibytes for cost in builds)
    again = process([COCREATION, "build", "--store", store], {})
    show(
        "cocreation build",
        [
            ("from nothing", f"{build.seconds:.2f} s", "limit 6 s"),
            ("", ratio(build.seconds, parse.seconds, "parsing the same files"), ""),
            ("its peak", f"{peak:.0f} MiB", "limit 300 MB"),
            ("", ratio(peak, nothing.mebibytes, "python -c pass"), ""),
            ("nothing changed", f"{again.seconds:.2f} s", "limit 1 s"),
            ("", ratio(again.seconds, build.seconds, "the build from nothing"), ""),
        ],
    )


def test_query(root, store, nothing):
    ours = [COCREATION, "query", QUESTION, "--param", "construct=group-trust", "--format", "csv"]
    environment = {"COCREATION_STORE": str(store)}
    folders = [root / name for name in ("ontology", "data")]
    theirs = [PYTHON, "-c", PEER, root / "queries" / f"{QUESTION}.rq", CONSTRUCT, *folders]
    assert rows(ours, environment) == rows(theirs, environment)
    query = process(ours, environment)
    peer = process(theirs, environment, repeats=3)
    show(
        f"cocreation query {QUESTION}",
        [
            ("one answer", f"{query.seconds:.2f} s", "limit 0.8 s"),
            ("", ratio(query.seconds, nothing.seconds, "python -c pass"), ""),
            ("", ratio(query.seconds, peer.seconds, "rdflib from the files"), ""),
        ],
    )


def test_help(nothing):
    helped = process([COCREATION, "--help"], {})
    click = process([PYTHON, "-c", "import click"], {})
    show(
        "cocreation --help",
        [
            ("its start", f"{helped.seconds:.2f} s", "limit 0.3 s"),
            ("", ratio(helped.seconds, click.seconds, "import click"), ""),
            ("", ratio(helped.seconds, nothing.seconds, "python -c pass"), ""),
        ],
    )


def test_validation(root):
    graphs = read_project(root)
    assert check_project(graphs, engine="fast") == check_project(graphs, engine="reference")
    fast = call(lambda: check_project(graphs, engine="fast"), repeats=3)
    reference = call(lambda: check_project(graphs, engine="reference"), repeats=1)
    show(
        "the shapes against the data, engines warm",
        [
            ("fast", f"{fast:.2f} s", ratio(fast, reference, "the reference")),
            ("reference", f"{reference:.2f} s", ""),
        ],
    )


def rows(command: list[str | Path], environment: dict[str, str]) -> set[frozenset[tuple[str, str]]]:
    """The rows that a command prints as CSV, each as its named values."""
    printed = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    return {frozenset(row.items()) for row in csv.DictReader(io.StringIO(printed.stdout))}
