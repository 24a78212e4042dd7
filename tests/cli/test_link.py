"""`cocreation link` on the command line."""

import json

import pytest

from small_links import OTHER, add_links


@pytest.fixture
def linked(run, project, monkeypatch):
    """A project with mappings, and somebody who decides."""
    add_links(project)
    monkeypatch.setenv("COCREATION_TOKEN", run("token", "add", "ann").stdout.strip())
    return project


def accept(run, *more):
    return run("link", "accept", "case/s/two", OTHER + "7", "--why", "Same parties", *more)


def test_mappings_are_listed_with_why_in_either_language(run, linked):
    english = run("link", "list").stdout
    assert "exact match" in english
    assert "not exact match" in english
    assert "Its neighbour." in english
    chinese = run("link", "list", "--lang", "zh").stdout
    assert "精确匹配" in chinese
    assert "邻近的另一个。" in chinese


def test_one_thing_and_one_set_can_be_chosen(run, linked):
    assert "Its neighbour." in run("link", "list", "case/s/one").stdout
    assert run("link", "list", "case/s/two").stdout == ""
    assert run("link", "list", "--set", "other").stdout
    assert "choose one of other" in run("link", "list", "--set", "none").stderr
    assert run("link", "list", "--set", "reviewed").exit_code == 0


@pytest.mark.parametrize("more", [[], ["--proposed"], ["--format", "json"]])
def test_a_thing_that_is_not_in_the_graph_is_refused_with_one_that_is(run, linked, more):
    refused = run("link", "list", "case/s/ones", *more)
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "The graph says nothing of case/s/ones" in refused.stderr
    assert "such as case/s/one." in refused.stderr
    assert "图谱中没有 nobody" in run("link", "list", "nobody", "--lang", "zh").stderr
    unmapped = run("link", "list", "case/s/two")
    assert (unmapped.exit_code, unmapped.stdout) == (0, "")


def test_a_decision_is_kept_and_listed(run, linked):
    done = accept(run, "--as", "close")
    assert (done.exit_code, done.stdout) == (0, "")
    assert f"case/s/two skos:closeMatch {OTHER}7" in done.stderr
    (link,) = json.loads(run("link", "list", "case/s/two", "--format", "json").stdout)
    assert (link["reviewer"], link["comment"]["en"]) == ("ann", "Same parties")
    again = run("link", "reject", "case/s/two", OTHER + "7", "--why", "另一案例", "--lang", "zh")
    assert "已拒绝" in again.stderr
    (link,) = json.loads(run("link", "list", "case/s/two", "--format", "json").stdout)
    assert link["negated"]


def test_a_decision_is_withdrawn(run, linked):
    accept(run, "--as", "close")
    done = run("link", "withdraw", "case/s/two", OTHER + "7", "--lang", "zh")
    assert "已撤回" in done.stderr
    assert run("link", "list", "case/s/two").stdout == ""
    assert run("link", "withdraw", "case/s/two", OTHER + "7").exit_code == 2


def test_what_is_decided_needs_a_token_and_a_kind(run, linked, monkeypatch):
    refused = accept(run)
    assert refused.exit_code == 2
    assert "exact, close, broad" in refused.stderr
    monkeypatch.delenv("COCREATION_TOKEN")
    refused = accept(run, "--as", "close")
    assert refused.exit_code == 2
    assert "--token" in refused.stderr


def test_mappings_are_written_as_sssom_json_and_rdf(run, linked, tmp_path):
    target = tmp_path / "out.sssom.tsv"
    assert run("link", "export", "-o", str(target)).exit_code == 0
    assert "cocreation:case/s/one\t" in target.read_text(encoding="utf-8")
    assert "Its neighbour." in target.read_text(encoding="utf-8")
    assert len(json.loads(run("link", "export", "--format", "json").stdout)) == 2
    assert "owl:annotatedSource" in run("link", "export", "--format", "turtle").stdout
    assert f"<{OTHER}1>" in run("link", "export", "--format", "ntriples").stdout


def test_a_file_with_a_fault_stops_the_build_with_its_line(run, linked):
    add_links(linked, "subject_id\n")
    refused = run("build")
    assert refused.exit_code == 2
    assert "other.sssom.tsv, line 1" in refused.stderr
