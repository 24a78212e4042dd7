"""`cocreation validate --mend`: a copy with the mends chosen, and never a word in the original."""

import json
import os
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from workbooks import saved, workbook

CASE = """\
@prefix vcc: <https://w3id.org/cocreation/model#> .
@prefix cst: <https://w3id.org/cocreation/case-study#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@base <https://w3id.org/cocreation/id/> .
# my case
<case/s/new> a vcc:Partnership ;  # what it is
    rdfs:label "New"@en , "新"@zh ;
    cst:mood "calm" ;  # how it is
    vcc:hasProvidr <organization/jd-cloud> .
"""
MOODS = """
vsh:Mood a sh:PropertyShape ; sh:targetClass cst:Case ; sh:path cst:mood ;
  sh:in ( "good" "bad" ) ; sh:severity sh:Violation ; sh:message "Good or bad."@en , "好或坏。"@zh .
"""


@pytest.fixture
def case(project, tmp_path):
    shapes = project / "shapes" / "small.ttl"
    shapes.write_text(shapes.read_text(encoding="utf-8") + MOODS, encoding="utf-8")
    ontology = project / "ontology" / "small.ttl"
    declared = "cst:mood a owl:DatatypeProperty ; rdfs:domain cst:Case .\n"
    ontology.write_text(ontology.read_text(encoding="utf-8") + declared, encoding="utf-8")
    file = tmp_path / "case.ttl"
    file.write_text(CASE, encoding="utf-8")
    return file


def names(run, file):
    """The names of the mends that are offered, by what they say."""
    told = json.loads(run("validate", str(file), "--mends", "--format", "json").stdout)
    return {mend["label"]["en"]: mend["name"] for f in told["findings"] for mend in f["mends"]}


def test_a_finding_with_one_mend_is_mended_and_others_are_left_to_choose(run, case, tmp_path):
    offered = names(run, case)
    good = offered["Change “cst:mood” from “calm” to “good”"]
    assert good[-1] == "a"
    copy = tmp_path / "copy.ttl"
    result = run("validate", str(case), "--mend", str(copy))
    assert result.exit_code == 1
    assert "vcc:hasProvidr" in result.stderr
    assert f"Still to choose of the file's mends, with --choose: {good}, " in result.stderr
    assert str(copy) in result.stdout
    assert "Good or bad." in result.stdout
    expected = CASE.replace(
        " ;  # how it is\n    vcc:hasProvidr <organization/jd-cloud> .\n", " .  # how it is\n"
    )
    assert copy.read_text(encoding="utf-8") == expected
    assert case.read_text(encoding="utf-8") == CASE
    assert sorted(one.name for one in tmp_path.iterdir()) == ["case.ttl", "copy.ttl", "project"]


def test_mends_are_chosen_by_name(run, case, tmp_path):
    offered = names(run, case)
    bad = offered["Change “cst:mood” from “calm” to “bad”"]
    (single,) = [name for name in offered.values() if name.isdecimal()]
    copy = tmp_path / "copy.ttl"
    result = run("validate", str(case), "--mend", str(copy), "--choose", f"{bad}，{single}")
    assert result.exit_code == 0
    assert 'cst:mood "bad" .  # how it is' in copy.read_text(encoding="utf-8")
    only = tmp_path / "only.ttl"
    assert run("validate", str(case), "--mend", str(only), "--choose", bad).exit_code == 1
    assert only.read_text(encoding="utf-8") == CASE.replace('"calm"', '"bad"')


@pytest.mark.parametrize(
    ("chosen", "said"),
    [("9z", "There is no mend 9z; choose of "), ("1a,1b", "mend the same finding")],
)
def test_what_cannot_be_chosen_is_refused_in_a_sentence(run, case, tmp_path, chosen, said):
    several = {name[:-1] for name in names(run, case).values() if not name.isdecimal()}
    chosen = chosen.replace("1", min(several))
    copy = tmp_path / "copy.ttl"
    result = run("validate", str(case), "--mend", str(copy), "--choose", chosen)
    assert result.exit_code == 2
    assert said in result.stderr
    assert not copy.exists()


def test_the_original_and_files_that_are_there_are_never_written_to(run, case, tmp_path):
    link, hard, other = (tmp_path / name for name in ("link.ttl", "hard.ttl", "other.ttl"))
    link.symlink_to(case)
    os.link(case, hard)
    other.write_text("mine", encoding="utf-8")
    nowhere = tmp_path / "nowhere.ttl"
    nowhere.symlink_to(tmp_path / "missing.ttl")
    for output in (case, link, hard):
        result = run("validate", str(case), "--mend", str(output))
        assert result.exit_code == 2
        assert "is the file to be mended, which is never written to" in result.stderr
    for output in (other, nowhere):
        assert "is there already" in run("validate", str(case), "--mend", str(output)).stderr
    assert case.read_text(encoding="utf-8") == CASE
    assert other.read_text(encoding="utf-8") == "mine"
    assert not (tmp_path / "missing.ttl").exists()


def test_a_copy_is_of_one_file_and_of_a_kind_that_is_written(run, case, tmp_path):
    copy = str(tmp_path / "copy.ttl")
    assert "of one file, and 2" in run("validate", str(case), str(case), "--mend", copy).stderr
    assert "--choose is for --mend" in run("validate", str(case), "--choose", "1").stderr
    odd = run("validate", str(case), "--mend", str(tmp_path / "copy.json"))
    assert "end its name in .ttl or .xlsx" in odd.stderr
    away = run("validate", str(case), "--mend", str(tmp_path / "no" / "copy.ttl"))
    assert away.exit_code == 2
    assert "cannot be written" in away.stderr


def test_a_copy_of_another_kind_is_written_anew_and_says_so(run, case, tmp_path):
    book, back = tmp_path / "copy.xlsx", tmp_path / "back.ttl"
    made = run("validate", str(case), "--mend", str(book), "--lang", "zh")
    assert "副本为重新写出" in made.stderr
    again = run("validate", str(book), "--mend", str(back), "--choose", "1b")
    assert "was written anew" in again.stderr
    assert '"calm"' not in back.read_text(encoding="utf-8")


def test_a_workbook_is_mended_in_its_cells(run, case, tmp_path):
    file, copy = tmp_path / "case.xlsx", tmp_path / "copy.xlsx"
    row = {"Kind": "Partnership", "Short id": "case/s/new", "Remark": "mine"}
    named = {**row, "Name in Chinese": "新", "Name in English": "New"}
    other = {"Subject": "case/s/new", "Predicate": "vcc:hasProvidr", "Object": "x"}
    other |= {"Language or datatype": "en", "Remark": "?"}
    sheets = {"Case": [named], "Other": [other], "Notes": [{"a": "b"}]}
    file.write_bytes(saved(workbook(sheets)))
    before = file.read_bytes()
    result = run("validate", str(file), "--mend", str(copy))
    assert "Mends made in" in result.stderr
    assert "anew" not in result.stderr
    assert file.read_bytes() == before
    pages = load_workbook(copy)
    assert pages["Case"]["C2"].value == "mine"
    assert pages["Notes"]["A2"].value == "b"
    assert "hasProvidr" not in str([[c.value for c in r] for r in pages["Other"]])
    assert "Pictures" not in result.stderr
    with ZipFile(file, "a") as archive:
        archive.writestr("xl/media/image1.png", b"a picture")
    told = run("validate", str(file), "--mend", str(tmp_path / "other.xlsx"), "--lang", "zh").stderr
    assert "副本中缺少工作簿里的部分图片、图表或其他图形" in told


def test_nothing_is_written_where_nobody_has_chosen(run, case, tmp_path):
    case.write_text(CASE.replace("    vcc:hasProvidr <organization/jd-cloud> .", "."))
    copy = tmp_path / "copy.ttl"
    result = run("validate", str(case), "--mend", str(copy))
    assert result.exit_code == 1
    assert "Nothing was written" in result.stderr
    assert "Still to choose of the file's mends, with --choose: 1a, 1b" in result.stderr
    assert "proven to mend it [1a]" in result.stdout
    assert not copy.exists()


CLASHING = """
vsh:NoMood a sh:PropertyShape ; sh:targetClass cst:Case ; sh:path cst:mood ; sh:maxCount 0 ;
  sh:severity sh:Violation ; sh:message "No mood."@en , "不写情绪。"@zh .
vsh:NoTone a sh:PropertyShape ; sh:targetClass cst:Case ; sh:path cst:tone ; sh:maxCount 0 ;
  sh:severity sh:Violation ; sh:message "No tone."@en , "不写语气。"@zh .
vsh:Either a sh:NodeShape ; sh:targetSubjectsOf cst:place ; sh:severity sh:Violation ;
  sh:or ( [ sh:path cst:mood ; sh:minCount 1 ] [ sh:path cst:tone ; sh:minCount 1 ] ) ;
  sh:message "Mood or tone."@en , "情绪或语气。"@zh .
"""
TORN = CASE.replace(
    "    vcc:hasProvidr <organization/jd-cloud> .", '    cst:tone "low" ; cst:place 1 .'
)


@pytest.fixture
def torn(project, tmp_path):
    """A case with two findings, either of which can be mended, but not both."""
    for folder, text in (
        ("shapes", CLASHING),
        (
            "ontology",
            "".join(f"cst:{p} a owl:DatatypeProperty .\n" for p in ("mood", "tone", "place")),
        ),
    ):
        file = project / folder / "small.ttl"
        file.write_text(file.read_text(encoding="utf-8") + text, encoding="utf-8")
    case = tmp_path / "torn.ttl"
    case.write_text(TORN, encoding="utf-8")
    return case


def test_a_mend_that_clashes_with_the_others_is_left_out_and_said(run, torn, tmp_path):
    assert sorted(names(run, torn).values()) == ["1", "2"]
    copy = tmp_path / "copy.ttl"
    result = run("validate", str(torn), "--mend", str(copy))
    assert "Left out, as it clashes with the others: [2] Remove " in result.stderr
    assert result.exit_code == 1
    written = copy.read_text(encoding="utf-8")
    assert ('"low"' in written) != ('"calm"' in written)


def test_chosen_mends_that_clash_are_refused_together(run, torn, tmp_path):
    copy = tmp_path / "copy.ttl"
    result = run("validate", str(torn), "--mend", str(copy), "--choose", "1", "--choose", "2")
    assert result.exit_code == 2
    assert "1, 2 do not go together" in result.stderr
    assert not copy.exists()
