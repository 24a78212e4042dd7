"""Faulty cases of generated studies: the neighbourhood, the whole and both engines agree."""

from pathlib import Path
from random import Random

import pytest

from benchmarks.generate import write_project
from cocreation.model import FileGraph, Finding
from cocreation.namespaces import CST, GRAPH, ID, RDF
from cocreation.services import checking_cases
from cocreation.services.checking_cases import check_nearby
from cocreation.services.joined import NOT_CHECKED, SHAPES, Joined, Proposal
from cocreation.services.project import read_project
from cocreation.validation import Engine, check
from cocreation.validation.graphs import described, lines
from cocreation.validation.neighbourhood.changes import TooFarError
from neighbourhood.mutations import spoilt

_HAS_PROVIDER = "https://w3id.org/cocreation/model#hasProvider"


def many(few: int, all_of: int) -> list[object]:
    """Seeds: a few for every run, the others for the night."""
    by_night = [pytest.param(seed, marks=pytest.mark.nightly) for seed in range(few, all_of)]
    return [*range(few), *by_night]


@pytest.fixture(scope="module")
def joined(tmp_path_factory) -> Joined:
    """Two studies beside the shipped one; the second is of the providers of the first."""
    root = write_project(tmp_path_factory.mktemp("generated") / "project", cases=24, seed=3)
    graphs = read_project(root)
    first, second = (providers(graphs, f"synthetic-000{number}") for number in (1, 2))
    renamed = dict(zip(second, first, strict=False))
    return Joined.in_graphs([shared(graph, renamed) for graph in graphs])


def providers(graphs: tuple[FileGraph, ...], study: str) -> list[str]:
    said = [line for g in graphs if f"/{study}/cases/" in g.name for line in lines(g.triples)]
    return sorted({line.object for line in said if line.predicate == _HAS_PROVIDER})


def shared(graph: FileGraph, renamed: dict[str, str]) -> FileGraph:
    triples = graph.triples
    for old, new in renamed.items():
        triples = triples.replace(f"<{old}>".encode(), f"<{new}>".encode())
    return FileGraph(graph.name, graph.path, triples, graph.digest)


def faulty(joined: Joined, seed: int) -> FileGraph:
    data = [graph for graph in joined.graphs if graph.name.startswith(GRAPH + "data/")]
    cases = [graph for graph in data if "/cases/" in graph.name]
    # Mostly cases, and now and then a file of another kind.
    chosen = Random(seed).choice(cases if seed % 4 else data)
    return spoilt(chosen, data, seed)


def nearby(file: FileGraph, joined: Joined, engine: Engine = "fast") -> set[Finding] | None:
    try:
        return check_nearby(Proposal([file], {file.name}, joined), engine)
    except TooFarError:
        return None


def whole(joined: Joined, *files: FileGraph) -> set[Finding]:
    instead = {file.name: file for file in files}
    graphs = [instead.get(graph.name, graph) for graph in joined.graphs]
    data = [graph for graph in graphs if not graph.name.startswith(NOT_CHECKED)]
    return set(check(data, [graph for graph in graphs if graph.name.startswith(SHAPES)]))


@pytest.fixture(scope="module")
def before(joined) -> set[Finding]:
    return whole(joined)


@pytest.mark.parametrize("seed", many(3, 200))
def test_a_faulty_file_is_found_at_fault_as_in_the_whole(seed, joined, before):
    file = faulty(joined, seed)
    found = nearby(file, joined)
    if found is not None:
        own = described(file)
        assert found == {f for f in whole(joined, file) if f.focus in own or f not in before}


@pytest.mark.parametrize("seed", many(8, 1000))
def test_both_engines_find_the_same_in_a_faulty_file(seed, joined):
    file = faulty(joined, seed)
    assert nearby(file, joined) == nearby(file, joined, "reference")


def mine(publication: str) -> FileGraph:
    """A study of somebody's own, with what reports it, and a part that lies in something else."""
    study, article = f"<{ID}study/mine>", f"<{ID}publication/{publication}>"
    part = f"<{ID}part/mine/table-1>"
    statements = (
        f"{study} <{RDF}type> <{CST}Study>",
        f"{study} <{CST}reportedIn> {article}",
        f"{study} <{CST}appliesModelOf> <{ID}study/song-2025>",
        f"{article} <{RDF}type> <http://purl.org/spar/fabio/JournalArticle>",
        f"{part} <{RDF}type> <{CST}DocumentPart>",
        f"{part} <{CST}ofStudy> {study}",
        f"{part} <{CST}partOf> <{ID}publication/mine>",
    )
    triples = "".join(f"{one} .\n" for one in statements).encode()
    return FileGraph(GRAPH + "data/mine/study", Path("mine.nt"), triples, "")


def test_a_study_with_its_publication_is_told_in_its_neighbourhood(joined, before):
    """So is one that is reported in another from now on."""
    first, file = mine("mine"), mine("mine-two")
    with_first = Joined.in_graphs([*joined.graphs, first])
    told = {
        "first": check_nearby(Proposal([first], (), joined), "fast"),
        "then": nearby(file, with_first),
    }
    found = {"first": whole(with_first), "then": whole(with_first, file)}
    own = described(first) | described(file)
    assert told == {at: {f for f in found[at] if f.focus in own or f not in before} for at in found}
    assert len(told["then"] or ()) > len(told["first"])


def test_files_are_checked_together_whatever_the_batches(joined, before, monkeypatch):
    seeds = (seed for seed in range(100) if seed % 4)
    told = {f.name: f for f in (faulty(joined, s) for s in seeds) if nearby(f, joined) is not None}
    files = list(told.values())[:8]
    own = {node for file in files for node in described(file)}
    wanted = {f for f in whole(joined, *files) if f.focus in own or f not in before}
    for together in (20, 1000):
        monkeypatch.setattr(checking_cases, "_TOGETHER", together)
        proposal = Proposal(files, [file.name for file in files], joined)
        assert check_nearby(proposal, "fast") == wanted


def test_most_faulty_cases_are_told_without_a_look_at_the_whole(joined):
    files = [faulty(joined, seed) for seed in range(40)]
    told = [nearby(file, joined) for file in files if "/cases/" in file.name]
    assert sum(found is not None for found in told) > len(told) * 0.8
    assert any(found and any(f.focus.startswith(ID) for f in found) for found in told)
