"""What cells may name: the same however it is found, and of far studies nothing that costs."""

from collections import Counter
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from cocreation.intake.choices import Choices
from cocreation.intake.reading import read_case
from cocreation.intake.workbook.names import Names
from cocreation.intake.workbook.writing import pages_of
from cocreation.intake.workbook.xlsx_writing import write_xlsx
from cocreation.namespaces import GRAPH, ID, RDFS
from cocreation.services.choices import choices_of, choices_within, stored_choices
from cocreation.services.joined import Joined
from cocreation.services.project import read_project
from cocreation.services.stores import open_alone
from cocreation.settings import Settings
from cocreation.sources import terms
from cocreation.store.embedded import open_snapshot
from workbooks import choice

ROOT = Path(__file__).parents[2]
STUDY = f"{ID}study/song-2025"
CASE = f"{GRAPH}data/song-2025/cases/jd-cloud-deyi-dairy"


@pytest.fixture(scope="module")
def graphs():
    return read_project(ROOT)


@pytest.fixture(scope="module")
def choices(graphs) -> Choices:
    return choices_of(graphs)


@pytest.fixture(scope="module")
def two_studies(graphs):
    """The project with the whole study once more, under another name.

    What belongs to no study has no label there: else cells that were written before would name two.
    """
    unlabelled = (f"<{STUDY}> <{RDFS}label>".encode(), f"<{ID}coding-team/".encode())
    others = [
        replace(
            graph,
            name=graph.name.replace("song-2025", "other-2024"),
            triples=b"".join(
                line.replace(b"song-2025", b"other-2024")
                for line in graph.triples.splitlines(keepends=True)
                if not line.startswith(unlabelled)
            ),
        )
        for graph in graphs
        if "song-2025" in graph.name
    ]
    return [*graphs, *others]


def test_a_store_knows_the_same_choices_as_the_files(choices, built_store):
    with closing(open_snapshot(built_store)) as store:
        looked_up = stored_choices(store)
        for kind in choices.of_kind:
            assert looked_up.listed(kind) == choices.listed(kind)
        assert (looked_up.classes, looked_up.applied) == (choices.classes, choices.applied)


def test_a_store_that_can_only_be_asked_knows_the_same(choices, built_store):
    with closing(open_alone(Settings(ROOT, built_store))) as store:
        assert stored_choices(store) == choices


def test_looking_up_lists_the_same(two_studies):
    known, looked_up = choices_of(two_studies), choices_within(Joined.in_graphs(two_studies))
    assert looked_up.classes == known.classes
    assert looked_up.applied == known.applied
    for kind in known.of_kind:
        assert looked_up.listed(kind) == known.listed(kind)
        for studies in ((STUDY,), (STUDY, f"{ID}study/other-2024"), ("urn:none",)):
            assert looked_up.listed(kind, studies) == known.listed(kind, studies)
    assert len(looked_up.listed("source")) == 2 * len(looked_up.listed("source", [STUDY]))


def test_every_name_finds_the_same(two_studies):
    known, looked_up = choices_of(two_studies), choices_within(Joined.in_graphs(two_studies))
    names, other_names = Names(known), Names(looked_up)
    for one in (names, other_names):
        one.belongs(STUDY, ())
    for kind, listed in known.of_kind.items():
        for name in {name for one in listed for name in one.names if name}:
            for text in (name, name.upper(), f" {name} "):
                assert other_names.find(text, (kind,)) == names.find(text, (kind,)), (kind, text)


def test_a_case_of_one_study_reads_no_label_of_another(graphs, two_studies, choices):
    joined = Joined.in_graphs(two_studies)
    read = Counter()
    said = joined.said

    def counted(node, predicate):
        read[node, predicate] += 1
        return said(node, predicate)

    joined.said = counted
    triples = next(graph.triples for graph in graphs if graph.name == CASE)
    workbook = write_xlsx(pages_of(terms(triples), choices), choices)
    case = read_case(workbook, "case.xlsx", graph=CASE, choices=choices_within(joined))
    assert set(terms(case.graph.triples)) == set(terms(triples))
    labelled = {node for node, predicate in read if predicate == RDFS + "label"}
    assert any("/song-2025/" in node for node in labelled)
    assert not [node for node in labelled if "/other-2024/" in node]
    # Organizations belong to no study: those that the workbook names are looked up by name.
    organizations = {node for node in labelled if "/organization/" in node}
    assert 0 < len(organizations) < len(choices.of_kind["organization"])


def test_a_workbook_that_names_no_study_finds_what_any_has(two_studies):
    names = Names(choices_within(Joined.in_graphs(two_studies)))
    found = names.find("J_DY1", ("source",))
    assert sorted(found) == [f"{ID}source/{study}/J_DY1" for study in ("other-2024", "song-2025")]


def test_of_two_things_that_are_named_alike_the_one_called_just_so_is_meant():
    alike = (
        choice("organization/a", "Cloud One", "云一"),
        choice("organization/b", "CLOUD ONE", "云"),
    )
    names = Names(Choices({"organization": alike}))
    assert names.find("CLOUD ONE", ("organization",)) == [f"{ID}organization/b"]
    assert names.find("Cloud One", ("organization",)) == [f"{ID}organization/a"]
    assert len(names.find("cloud one", ("organization",))) == len(alike)
