"""Synthetic studies are sound, like the real one, and the same each time."""

from collections import Counter
from itertools import islice
from statistics import mean

import pytest

from benchmarks.generate import studies, write_project
from benchmarks.synthetic.measure import measure
from benchmarks.synthetic.wording import NAMES, name
from cocreation.services.checking import check_project
from cocreation.services.project import read_project
from cocreation.turtle import format_turtle


@pytest.fixture(scope="module")
def twelve(tmp_path_factory):
    return write_project(tmp_path_factory.mktemp("synthetic") / "twelve", cases=12, seed=7)


@pytest.fixture(scope="module")
def real(root):
    return measure(root)


@pytest.fixture(scope="module")
def drawn(root, tmp_path_factory):
    """Twenty synthetic studies, measured one by one as the real one is."""
    profiles = []
    for number, study in enumerate(studies(240, seed=3, root=root)):
        folder = tmp_path_factory.mktemp(f"study{number}")
        (folder / "data").mkdir()
        (folder / "ontology").symlink_to(root / "ontology")
        (folder / "data" / "constructs.ttl").symlink_to(root / "data/song-2025/constructs.ttl")
        for path, text in study.files().items():
            file = folder / "data" / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        profiles.append(measure(folder))
    return profiles


def contents(folder):
    return {p.relative_to(folder): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


@pytest.mark.parametrize(("cases", "seed"), [(12, 1), (60, 2)])
def test_nothing_that_is_written_violates_a_shape(tmp_path, cases, seed):
    graphs = read_project(write_project(tmp_path, cases, seed))
    report = check_project(graphs)
    assert report.of_severity("violation").findings == ()
    partnership = b"<https://w3id.org/cocreation/model#Partnership> .\n"
    written = [g for g in graphs if "/data/synthetic-" in g.name]
    assert sum(graph.triples.count(partnership) for graph in written) == cases


def test_a_seed_gives_the_same_bytes_again(twelve, tmp_path):
    assert contents(write_project(tmp_path / "again", cases=12, seed=7)) == contents(twelve)


def test_another_seed_gives_other_cases(twelve, tmp_path):
    other = contents(write_project(tmp_path / "other", cases=12, seed=8))
    assert other.keys() != contents(twelve).keys()


def test_the_first_study_is_the_same_however_many_follow(root):
    short, long = studies(12, root=root), studies(120, root=root)
    assert [study.files() for study in short] == [study.files() for study in islice(long, 1)]


def test_cases_that_fill_no_study_make_a_smaller_one(root):
    (last,) = islice(studies(17, root=root), 1, None)
    assert sum(path.startswith(f"{last.slug}/cases/") for path in last.files()) == 5


def test_what_is_shipped_stays_as_it_is(twelve, root):
    shipped = contents(root / "data")
    assert {path: contents(twelve / "data").get(path) for path in shipped} == shipped


def test_files_are_in_the_projects_own_format(twelve):
    written = list((twelve / "data").glob("synthetic-*/**/*.ttl"))
    assert written
    for path in written:
        text = path.read_text(encoding="utf-8")
        assert format_turtle(text, path.name) == text


def test_no_case_has_another_number_of_items_than_a_real_one(drawn, real):
    sizes = {len(case.items) for case in real.cases}
    assert {len(case.items) for study in drawn for case in study.cases} == sizes


def test_cases_reach_the_stages_that_real_ones_reach_about_as_often(drawn, real):
    def shares(cases):
        reached = Counter(len({s for i in case.items for s in i.stages}) for case in cases)
        return {number: count / len(cases) for number, count in reached.items()}

    ours = shares([case for study in drawn for case in study.cases])
    theirs = shares(real.cases)
    assert ours.keys() == theirs.keys()
    assert ours == pytest.approx(theirs, abs=0.1)


def test_items_cite_what_real_ones_cite_about_as_often(drawn, real):
    def shares(studies):
        items = [i for study in studies for case in study.cases for i in case.items]
        return {
            "listed": mean(item.source is not None for item in items),
            "uncoded": mean(item.digits is None for item in items),
            "marked": mean(bool(item.marks) for item in items),
        }

    assert shares(drawn) == pytest.approx(shares([real]), abs=0.1)


def test_summaries_are_about_as_long_as_real_ones_and_never_longer(drawn, real):
    ours = [item.summary for study in drawn for item in study.general]
    theirs = [item.summary for item in real.general]
    for place in (0, 1):
        assert mean(one[place] for one in ours) == pytest.approx(
            mean(one[place] for one in theirs), rel=0.1
        )
        assert max(one[place] for one in ours) <= max(one[place] for one in theirs)


def test_no_name_comes_twice_among_all_that_the_largest_study_needs():
    needed = 12_000 * 2
    assert len({name(number, 1) for number in range(needed)}) == needed <= NAMES
