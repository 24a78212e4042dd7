"""Each command over a small project: what it prints where, and how it ends."""

import json
import shlex

import pytest

from cocreation.cli import main
from small_project import make_project

ASK = "ASK { ?s ?p ?o }"
BROKEN = "SELEC ?s { ?s ?p ?o }"
CONSTRUCT = "CONSTRUCT { ?s a ?class } WHERE { ?s a ?class }"


def test_help_lists_every_command_and_an_example(run):
    result = run("--help")
    assert result.exit_code == 0
    assert "Example:" in result.stdout
    assert all(f"\n  {name} " in result.stdout for name in main.list_commands(None))


@pytest.mark.parametrize("name", main.list_commands(None))
def test_every_command_explains_itself_in_both_languages_with_an_example(run, name):
    result = run(name, "--help")
    assert result.exit_code == 0
    assert f"\n  cocreation {name}" in result.stdout.partition("Example")[2].replace("    ", "  ")
    assert any("\u4e00" <= character <= "\u9fff" for character in result.stdout)


def test_help_is_in_the_language_of_the_locale(run, monkeypatch):
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    assert "列出问题库" in run("--help").stdout


def test_build_tells_what_it_did_and_the_second_time_that_nothing_changed(run):
    first, second = run("build"), run("build")
    assert (first.exit_code, first.stdout) == (0, "")
    assert "3 files" in first.stderr
    assert "up to date" in second.stderr
    assert "已是最新" in run("build", "--lang", "zh").stderr


def test_build_replaces_another_projects_data_only_where_it_is_told_to(run, tmp_path, monkeypatch):
    run("build")
    other = make_project(tmp_path / "other")
    (other / "data" / "small.ttl").rename(other / "data" / "elsewhere.ttl")
    monkeypatch.setenv("COCREATION_PROJECT", str(other))
    refused = run("build")
    assert refused.exit_code == 2
    assert "holds its data/small" in refused.stderr
    assert "载有其 data/small" in run("build", "--lang", "zh").stderr
    assert run("build", "--replace").exit_code == 0
    assert "up to date" in run("build").stderr


@pytest.mark.parametrize("severity", ["sh:Warning", "sh:Info"])
def test_build_counts_warnings_and_names_the_command_that_shows_them(run, project, severity):
    shapes = project / "shapes" / "small.ttl"
    shapes.write_text(
        shapes.read_text(encoding="utf-8").replace("sh:Violation", severity), encoding="utf-8"
    )
    assert "0 warnings" in run("build").stderr
    data = project / "data" / "small.ttl"
    whole = data.read_text(encoding="utf-8")
    data.write_text(whole + "\n<urn:c> a vcc:Partnership .\n", encoding="utf-8")
    once = run("build").stderr
    data.write_text(
        whole + "\n<urn:c> a vcc:Partnership . <urn:d> a vcc:Partnership .\n", encoding="utf-8"
    )
    twice, chinese = run("build").stderr, run("build", "--again", "--lang", "zh").stderr
    if severity == "sh:Info":
        assert "cocreation validate" not in once + twice + chinese
        return
    assert "1 warning (" in once
    assert "2 warnings (" in twice
    words = shlex.split(once.strip().splitlines()[-1].partition(": cocreation ")[2])
    assert words[1:] == [str(data)]
    assert f"查看警告的内容：cocreation validate {data}" in chinese
    assert "warnings: 2" in run(*words).stdout


def test_build_prints_the_violations_and_ends_with_2(run, project):
    data = project / "data" / "small.ttl"
    data.write_text(data.read_text() + "\n<urn:c> a vcc:Partnership .\n")
    result = run("build")
    assert result.exit_code == 2
    assert "add “label”" in result.stderr
    assert result.stderr.splitlines()[-1].startswith("The data violate the shapes")


def test_build_names_the_place_of_a_syntax_error_in_the_language_asked_for(run, project):
    (project / "data" / "small.ttl").write_text("<urn:c> a a .\n.")
    result = run("build", "--lang", "zh")
    assert result.exit_code == 2
    assert "small.ttl 第 1 行第" in result.stderr


def test_queries_are_listed_a_line_each(run):
    result = run("queries", "--lang", "zh")
    assert result.stdout.splitlines() == [
        "cases/list-cases  有哪些案例？",
        "cases/show-case   案例叫什么？ [case]",
    ]


def test_a_question_is_answered_in_a_table_and_the_store_built_first(run):
    result = run("query", "list-cases")
    assert result.exit_code == 0
    assert result.stdout.splitlines() == ["Case", "───────────", "One", "Two", "Another two"]
    assert "Built" in result.stderr
    assert run("query", "list-cases").stderr == ""


def test_a_question_is_answered_in_the_language_asked_for(run):
    assert run("query", "list-cases", "--lang", "zh").stdout.splitlines()[2] == "一号"


def test_a_parameter_is_given_by_name_and_what_was_asked_is_told_apart(run):
    result = run("query", "show-case", "--param", "case=s/two")
    assert result.stdout.splitlines()[2:] == ["Two", "二号"]
    assert result.stderr.splitlines()[-1] == "What is a case called? (case=case/s/two)"


def test_formats_for_machines_hold_every_variable(run):
    result = run("query", "list-cases", "--format", "csv")
    assert result.stdout.splitlines()[0] == "case,caseLabel_zh,caseLabel_en"
    rows = json.loads(run("query", "list-cases", "--format", "json").stdout)
    assert rows["head"]["vars"] == ["case", "caseLabel_zh", "caseLabel_en"]


@pytest.mark.parametrize("form", ["table", "json", "csv", "tsv", "xml"])
def test_rows_are_printed_in_every_format_for_rows(run, form):
    result = run("query", "list-cases", "--format", form)
    assert result.exit_code == 0
    assert "One" in result.stdout


@pytest.mark.parametrize("form", ["table", "json", "xml", "turtle", "ntriples", "jsonld", "rdfxml"])
def test_graphs_are_printed_in_every_format_for_graphs(run, form):
    result = run("query", "-", "--format", form, standard_input=CONSTRUCT)
    assert result.exit_code == 0
    assert "Partnership" in result.stdout


def test_a_format_that_an_answer_lacks_is_refused_with_those_it_has(run):
    result = run("query", "-", "--format", "csv", standard_input=CONSTRUCT)
    assert result.exit_code == 2
    assert "choose one of table, json, xml, turtle" in result.stderr


def test_yes_or_no_is_said_in_the_language_asked_for(run):
    assert run("query", "-", standard_input=ASK).stdout == "yes\n"
    assert run("query", "-", "--lang", "zh", standard_input=ASK).stdout == "是\n"
    assert json.loads(run("query", "-", "--format", "json", standard_input=ASK).stdout)["boolean"]


def test_no_rows_are_no_result_but_a_remark(run):
    result = run("query", "-", standard_input="SELECT ?s WHERE { ?s <urn:nothing> ?o }")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "No rows" in result.stderr


def test_a_query_is_read_from_a_file_with_or_without_front_matter(run, project, tmp_path):
    own = tmp_path / "own.rq"
    own.write_text("\ufeff" + ASK, encoding="utf-8")
    assert run("query", str(own)).stdout == "yes\n"
    shown = run("query", str(project / "queries/cases/show-case.rq"), "--param", "case=t/two")
    assert "Another two" in shown.stdout


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["query", "lst-cases"], "did you mean cases/list-cases?"),
        (["query", "no-such-file.rq"], "no-such-file.rq cannot be read"),
        (["query", "show-case", "--param", "case=thre"], "no case is called “thre”"),
        (["query", "show-case", "--param", "cse=one"], "no parameter “cse”"),
        (["query", "show-case", "--param", "one"], "--param NAME=VALUE"),
        (["query", "list-cases", "--endpoint", "file:///x"], "http:// or https://"),
        (["query", "list-cases", "--endpoint", "http://127.0.0.1:9/"], "cannot be reached"),
        (["validate", "no-such-file.ttl"], "no-such-file.ttl"),
        (["build", "--store", __file__], "cannot be written"),
    ],
)
def test_a_fault_is_one_sentence_and_ends_with_2(run, words, told):
    run("build")
    result = run(*words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert len(result.stderr.splitlines()) == 1
    assert told in result.stderr


def test_a_syntax_error_names_its_place_and_a_hint(run):
    result = run("query", "-", standard_input=BROKEN)
    assert result.exit_code == 2
    assert (
        "line 1, column 1: “SELEC” is not a word of SPARQL; did you mean SELECT?" in result.stderr
    )
    assert "第 1 行第 1 列" in run("query", "-", "--lang", "zh", standard_input=BROKEN).stderr


def test_validate_checks_within_a_store_where_one_is_named(run, project, tmp_path):
    assert run("build", "--store", str(tmp_path / "store")).exit_code == 0
    case = max(project.glob("data/**/*.ttl"), key=lambda path: path.stat().st_size)
    by_files = run("validate", str(case), "--format", "json")
    by_store = run("validate", str(case), "--format", "json", "--store", str(tmp_path / "store"))
    assert by_files.exit_code in (0, 1)
    told = [json.loads(result.stdout) for result in (by_files, by_store)]
    assert all(one["facts"].pop("time") for one in told)
    assert told[0] == told[1]
    missing = run("validate", str(case), "--store", str(tmp_path / "none"))
    assert missing.exit_code == 2
    assert "cocreation build" in missing.stderr


@pytest.mark.parametrize("words", [["qery"], ["query"], ["query", "x", "--nonsense"], ["validate"]])
def test_a_wrong_command_line_ends_with_2_and_shows_the_way_to_help(run, words):
    result = run(*words)
    assert result.exit_code == 2
    assert "--help" in result.stderr


def test_validate_tells_by_its_ending_whether_something_violates(run, tmp_path):
    good, bad = tmp_path / "good.ttl", tmp_path / "bad.ttl"
    head = "@prefix vcc: <https://w3id.org/cocreation/model#> .\n"
    label = '; <http://www.w3.org/2000/01/rdf-schema#label> "X"@en , "某"@zh'
    good.write_text(f"{head}<urn:c> a vcc:Partnership {label} .")
    bad.write_text(f"{head}<urn:c> a vcc:Partnership .")
    assert run("validate", str(good)).exit_code == 0
    for engine in ("fast", "reference"):
        result = run("validate", str(bad), "--engine", engine, "--lang", "zh")
        assert result.exit_code == 1
        assert "请添加“名称”" in result.stdout
    report = json.loads(run("validate", str(bad), "--format", "json").stdout)
    assert report["conforms"] is False
    assert [one["focus"] for one in report["findings"]] == ["urn:c"]


@pytest.mark.parametrize("form", ["trig", "nquads", "jsonld", "turtle"])
def test_the_whole_graph_is_written_out_with_its_inferences(run, form):
    result = run("export", "--format", form)
    assert result.exit_code == 0
    assert "case-study#Case" in result.stdout or "cst:Case" in result.stdout
    assert ("graph/inferred" in result.stdout) == (form != "turtle")


def test_reason_tells_what_can_be_true_and_what_follows(run, monkeypatch):
    monkeypatch.setenv("PATH", "")
    result = run("reason")
    assert result.exit_code == 0
    assert "cst:Case: 3" in result.stdout
    assert "needs Java" in result.stdout.partition("Not checked:")[2]


def test_reason_names_what_clashes_and_ends_with_1(run, project, monkeypatch):
    monkeypatch.setenv("PATH", "")
    ontology = project / "ontology" / "small.ttl"
    ontology.write_text(ontology.read_text() + "vcc:Partnership owl:disjointWith cst:Case .\n")
    result = run("reason", "--lang", "zh")
    assert result.exit_code == 1
    assert "不能同时成立" in result.stdout


def test_a_query_typed_in_place_of_a_name_is_told_where_queries_go(run):
    result = run("query", "SELECT ?s WHERE { ?s ?p ?o } " + "# " * 300)
    assert result.exit_code == 2
    assert "standard input" in result.stderr


@pytest.mark.parametrize(
    "words",
    [
        ("query", "-", "--endpoint", "http://[::1"),
        ("validate", "loop.ttl"),
        ("validate", "odd.rdf"),
        ("serve", "--host", "a..b"),
        ("serve", "--port", "99999"),
    ],
)
def test_odd_input_ends_with_one_sentence_and_no_traceback(run, tmp_path, monkeypatch, words):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "loop.ttl").symlink_to(tmp_path / "loop.ttl")
    (tmp_path / "odd.rdf").write_text('<?xml version="1.0" encoding="no-such"?><a/>')
    result = run(*words, standard_input=ASK)
    assert result.exit_code == 2
    assert result.exception is None or isinstance(result.exception, SystemExit)
    assert "Traceback" not in result.stderr
    assert result.stderr.strip()


def test_a_query_of_a_form_that_its_text_hides_is_answered(run):
    hidden = "PREFIX " + "a" * 60 + ": <urn:a> " + CONSTRUCT
    assert run("query", "-", "--format", "turtle", standard_input=hidden).exit_code == 0


def test_how_fair_the_dataset_is_is_told_to_people_and_machines(run):
    told = json.loads(run("fair", "--format", "json").stdout)
    assert {one["indicator"]: one["state"] for one in told}["RDA-F3-01M"] == "met"
    assert "未达到" in run("fair", "--lang", "zh").stdout
