"""The commands with which a person brings a case in: template, validate, export --case."""

import json
from io import BytesIO
from types import SimpleNamespace

import pytest
from openpyxl import load_workbook

from cocreation.cli.options import write_file
from cocreation.errors import ParameterError
from small_project import add_questions
from workbooks import saved, workbook

ONE = {"Kind": "Partnership", "Short id": "case/s/one"}
NAMED = {**ONE, "Name in Chinese": "一号", "Name in English": "One"}

MISSPELT = """@prefix vcc: <https://w3id.org/cocreation/model#> .
@base <https://w3id.org/cocreation/id/> .
<case/s/one> a vcc:Partnership ; vcc:hasProvidr <organization/jd-cloud> .
"""


def write(path, sheets) -> str:
    path.write_bytes(saved(workbook(sheets)))
    return str(path)


def test_a_template_is_written_to_a_new_file_and_never_over_another(run, tmp_path):
    file = tmp_path / "my-case.xlsx"
    assert run("template", "-o", str(file)).exit_code == 0
    assert "Evidence" in load_workbook(file).sheetnames
    before = file.read_bytes()
    again = run("template", "-o", str(file), "--lang", "zh")
    assert again.exit_code == 2
    assert "不会覆盖" in again.stderr
    assert file.read_bytes() == before


def test_a_template_goes_to_standard_output_too(run):
    assert load_workbook(BytesIO(run("template").stdout_bytes)).sheetnames[0] == "Case"
    assert "# 还可以写 / Also" in run("template", "--format", "ttl").stdout


def test_a_workbook_is_not_poured_out_before_a_person(monkeypatch):
    monkeypatch.setattr("cocreation.cli.options.sys.stdout", SimpleNamespace(isatty=lambda: True))
    with pytest.raises(ParameterError, match="name a file for it with -o"):
        write_file(b"PK", None, is_text=False)


def test_a_file_that_cannot_be_written_is_told_in_a_sentence(run, tmp_path):
    result = run("template", "-o", str(tmp_path / "nowhere" / "my-case.xlsx"))
    assert result.exit_code == 2
    assert "cannot be written" in result.stderr


def test_a_workbook_is_checked_and_its_findings_name_cells(run, tmp_path):
    good, bad = tmp_path / "good.xlsx", tmp_path / "bad.xlsx"
    assert run("validate", write(good, {"Case": [NAMED]})).exit_code == 0
    result = run("validate", write(bad, {"Case": [ONE]}))
    assert result.exit_code == 1
    assert f"{bad}: Case!B2: violation: A case needs a label" in result.stdout


def test_validate_offers_mends_only_when_asked(run, tmp_path):
    case = tmp_path / "case.ttl"
    case.write_text(MISSPELT, encoding="utf-8")
    assert "proven to mend it" not in run("validate", str(case)).stdout
    asked = run("validate", str(case), "--mends")
    assert asked.exit_code == 1
    assert "\n    proven to mend it [1]: Remove “vcc:hasProvidr”: " in asked.stdout
    assert "经验证可行的改法" in run("validate", str(case), "--mends", "--lang", "zh").stdout
    told = json.loads(run("validate", str(case), "--mends", "--format", "json").stdout)
    mends = [m for f in told["findings"] for m in f["mends"]]
    assert {"name", "label", "remove", "add"} == set(mends[0])
    assert case.read_text(encoding="utf-8") == MISSPELT


def test_a_cell_that_cannot_be_read_is_a_violation_beside_the_others(run, tmp_path):
    file = write(
        tmp_path / "c.xlsx", {"Case": [ONE, {**NAMED, "Short id": "case/s/x", "Order": "first"}]}
    )
    result = run("validate", file, "--format", "json")
    assert result.exit_code == 1
    report = json.loads(result.stdout)
    told = [
        (one["shape"].rpartition("#")[2], one["position"]["place"]) for one in report["findings"]
    ]
    assert sorted(told) == [("CellShape", "Case!E3"), ("LabelShape-label", "Case!C2")]


def test_what_an_unreadable_cell_explains_is_not_told_again(run, tmp_path, project):
    shapes = project / "shapes" / "small.ttl"
    once = "vsh:Once a sh:PropertyShape ; sh:targetClass cst:Case ; sh:path cst:ordinal ; "
    shapes.write_text(shapes.read_text() + once + 'sh:minCount 1 ; sh:message "Number it."@en .')
    file = write(tmp_path / "c.xlsx", {"Case": [{**NAMED, "Order": "first"}]})
    result = run("validate", file, "--format", "json")
    [finding] = json.loads(result.stdout)["findings"]
    assert finding["shape"].endswith("CellShape")


@pytest.mark.parametrize("form", ["html", "turtle", "json", "text"])
def test_cells_are_told_in_every_format_of_the_report(run, tmp_path, form):
    file = write(tmp_path / "c.xlsx", {"Case": [{**NAMED, "Order": "first"}]})
    result = run("validate", file, "--format", form)
    assert result.exit_code == 1
    assert "is not a whole number" in result.stdout


@pytest.mark.parametrize("content", [b"", b"PK", b"not a workbook"])
def test_a_workbook_that_cannot_be_read_at_all_ends_with_2(run, tmp_path, content):
    file = tmp_path / "c.xlsx"
    file.write_bytes(content)
    result = run("validate", str(file))
    assert result.exit_code == 2
    assert "Traceback" not in result.stderr
    assert "is damaged or of another kind" in result.stderr


def test_a_case_is_exported_as_a_workbook_that_stands_for_it(run, tmp_path):
    file = tmp_path / "two.xlsx"
    assert run("export", "--case", "s/two", "--format", "xlsx", "-o", str(file)).exit_code == 0
    result = run("validate", str(file))
    assert result.exit_code == 0
    assert "Checked in place of data/small" in result.stdout


@pytest.mark.parametrize(
    ("form", "says"),
    [
        ("turtle", "<id/case/s/two>\n  a vcc:Partnership"),
        ("ttl", "<id/case/s/two>\n  a vcc:Partnership"),
        ("ntriples", "<https://w3id.org/cocreation/id/case/s/two> <"),
        ("rdfxml", "case/s/two"),
        ("jsonld", "case/s/two"),
    ],
)
def test_a_case_is_exported_in_every_syntax_without_inferences(run, form, says):
    result = run("export", "--case", "s/two", "--format", form)
    assert result.exit_code == 0
    assert says in result.stdout
    assert "case-study#Case" not in result.stdout


def test_a_case_that_is_unknown_or_a_format_that_it_has_not_ends_with_a_sentence(run):
    assert "no case is called" in run("export", "--case", "nine").stderr
    refused = run("export", "--case", "s/two", "--format", "trig")
    assert (refused.exit_code, "formats are xlsx, turtle" in refused.stderr) == (2, True)
    refused = run("export", "--format", "xlsx")
    assert (refused.exit_code, "formats are trig" in refused.stderr) == (2, True)


def test_the_whole_graph_is_written_to_a_new_file(run, tmp_path):
    file = tmp_path / "all.trig"
    assert run("export", "-o", str(file)).exit_code == 0
    assert "graph/inferred" in file.read_text(encoding="utf-8")


def test_a_case_is_exported_as_one_nested_document(run):
    told = json.loads(run("export", "--case", "s/two", "--framed").stdout)
    assert told["id"].endswith("/id/case/s/two")
    assert told["label"] == {"en": "Two", "zh": "二号"}
    assert run("export", "--case", "s/two", "--framed", "--format", "jsonld").exit_code == 0


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("--case", "s/two", "--format", "turtle"),
        ("--case", "s/two", "--profile", "web-annotation"),
    ],
)
def test_only_a_case_as_json_ld_is_one_nested_document(run, words):
    refused = run("export", "--framed", *words)
    assert refused.exit_code == 2
    assert "use --framed with --case" in refused.stderr


def test_evidence_is_exported_in_the_model_of_another_community(run, project):
    add_questions(project)
    collection = json.loads(run("export", "--profile", "web-annotation").stdout)
    assert (collection["type"], collection["total"]) == ("AnnotationCollection", 0)
    assert run("export", "--profile", "sepio", "--case", "s/two").exit_code == 0
    assert run("export", "--profile", "nanopub", "--format", "nquads").stdout == ""


def test_a_profile_refuses_a_format_that_it_has_not_and_names_its_own(run, project):
    add_questions(project)
    refused = run("export", "--profile", "nanopub", "--format", "turtle")
    assert (refused.exit_code, "formats are trig, nquads, jsonld" in refused.stderr) == (2, True)
    refused = run("export", "--profile", "sepio", "--format", "xlsx", "--lang", "zh")
    assert (refused.exit_code, "可用 turtle、jsonld、ntriples" in refused.stderr) == (2, True)
    assert "no case is called" in run("export", "--profile", "sepio", "--case", "nine").stderr
