"""`submit`, `withdraw`, `history`, `restore` and `token` on the command line."""

import json

import pytest

from submissions import UNLABELLED, turtle


@pytest.fixture
def case(tmp_path):
    path = tmp_path / "case.ttl"
    path.write_bytes(turtle())
    return path


@pytest.fixture
def as_ann(run, monkeypatch):
    """Say who submits."""
    monkeypatch.setenv("COCREATION_TOKEN", run("token", "add", "ann").stdout.strip())


def test_a_case_is_submitted_revised_withdrawn_and_restored(run, case, as_ann):
    first = run("submit", str(case))
    assert first.exit_code == 0
    assert "Kept new/one as revision 1" in first.stderr
    case.write_bytes(turtle("Second"))
    assert "revision 2" in run("submit", str(case)).stderr
    assert "nothing was changed" in run("submit", str(case)).stderr
    assert "Withdrew new/one" in run("withdraw", "new/one").stderr
    restored = run("restore", "one", "1", "--lang", "zh")
    assert restored.exit_code == 0
    assert "第 4 次修订" in restored.stderr
    lines = run("history", "new/one").stdout.splitlines()
    assert [line.split()[2:4] for line in lines] == [
        ["submitted", "ann"],
        ["revised", "ann"],
        ["withdrawn", "ann"],
        ["restored", "ann"],
    ]
    assert "case.ttl" in lines[0]
    assert run("query", "list-cases", "--format", "csv").stdout.count("New one") == 0


def test_what_was_submitted_is_in_the_next_query(run, case, as_ann):
    case.write_bytes(turtle().replace(b'"New one"@en', '"New one"@en , "新案例"@zh'.encode()))
    run("submit", str(case))
    assert "新案例" in run("query", "list-cases", "--format", "csv").stdout


def test_a_violation_is_told_and_the_exit_code_is_1(run, case, as_ann):
    case.write_bytes(UNLABELLED)
    result = run("submit", str(case))
    assert result.exit_code == 1
    assert "add “label”" in result.stdout
    assert "was not kept" in result.stderr
    assert run("history").stdout == ""


@pytest.mark.parametrize(
    "words", [("submit", "CASE"), ("withdraw", "new/one"), ("restore", "new/one", "1")]
)
def test_without_a_token_nothing_is_written(run, case, words):
    run("build")
    result = run(*(str(case) if word == "CASE" else word for word in words))
    assert result.exit_code == 2
    assert "cocreation token add NAME" in result.stderr
    wrong = run(*(str(case) if word == "CASE" else word for word in words), "--token", "nonsense")
    assert wrong.exit_code == 2
    assert "not known here" in wrong.stderr


def test_the_history_of_all_tells_the_last_deed_of_each(run, case, as_ann, tmp_path):
    assert run("build").exit_code == 0
    assert "No case was submitted" in run("history").stderr
    run("submit", str(case))
    run("withdraw", "one")
    (line,) = run("history", "--lang", "zh").stdout.splitlines()
    assert line.startswith("new/one")
    assert "撤回" in line
    told = json.loads(run("history", "--format", "json").stdout)
    assert [deed["deed"] for deed in told["new/one"]] == ["submitted", "withdrawn"]


def test_a_misspelt_case_is_offered(run, case, as_ann):
    run("submit", str(case))
    result = run("withdraw", "onne")
    assert result.exit_code == 2
    assert "did you mean new/one?" in result.stderr
    assert "您是否想找 new/one" in run("history", "onne", "--lang", "zh").stderr


def test_a_missing_file_is_named(run, as_ann, tmp_path):
    result = run("submit", str(tmp_path / "none.ttl"))
    assert result.exit_code == 2
    assert "there is no such file" in result.stderr


def test_a_build_tells_of_submitted_cases(run, case, as_ann, project):
    run("submit", str(case))
    assert "1 submitted case kept" in run("build", "--again").stderr
    shapes = project / "shapes" / "small.ttl"
    shapes.write_text(shapes.read_text().replace("sh:minCount 1", "sh:minCount 2"))
    result = run("build")
    assert result.exit_code == 0
    assert "no longer conform" in result.stderr
    assert "case/new/one" in result.stderr


def test_tokens_are_added_listed_and_revoked(run):
    token = run("token", "add", "ann", "--editor")
    assert token.stdout.startswith("cocreation_")
    assert "shown only now" in token.stderr
    assert "editor" in run("token", "list").stdout
    assert token.stdout.strip() not in run("token", "list").stdout
    assert "revoked" in run("token", "revoke", "ann").stderr
    assert "吊销于" in run("token", "list", "--lang", "zh").stdout
    assert run("token", "revoke", "ann").exit_code == 2


@pytest.mark.parametrize("words", [["token", "list"], ["token", "add", "ann"], ["history"]])
def test_a_sparql_server_keeps_no_cases(run, words):
    result = run(*words, "--store", "http://127.0.0.1:9/sparql")
    assert result.exit_code == 2
    assert len(result.stderr.strip().splitlines()) == 1
