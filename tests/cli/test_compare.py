"""`cocreation compare` as a process over the shipped project: cases of the graph and of files."""

import json

import pytest

TWO_CASES = """
@prefix cst: <https://w3id.org/cocreation/case-study#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix vcc: <https://w3id.org/cocreation/model#> .
@base <https://w3id.org/cocreation/id/> .
<study/s> a cst:Study ; cst:appliesModelOf <study/song-2025> .
<case/s/one> a vcc:Partnership ; cst:ofStudy <study/s> ; rdfs:label "One"@en , "一"@zh .
<case/s/two> a vcc:Partnership ; cst:ofStudy <study/s> ; rdfs:label "Two"@en , "二"@zh .
<evidence/s/1> cst:inCase <case/s/two> ; cst:supports <concept/song-2025/group-trust> .
"""


@pytest.fixture
def two_cases(tmp_path):
    path = tmp_path / "two.ttl"
    path.write_text(TWO_CASES, encoding="utf-8")
    return path


def test_a_case_of_the_graph_is_named_by_slug_or_label_in_either_language(start):
    english, _ = start("compare", "tencent-cloud-foxconn").communicate()
    chinese, _ = start("compare", "腾讯云-富士康", "--lang", "zh").communicate()
    assert "Tencent Cloud – Foxconn" in english
    assert "T_FSK2, in no source inventory" in english
    assert "T_FSK2，不在资料清单中" in chinese
    assert "未报告" in chinese


def test_every_case_of_a_file_is_compared_or_the_one_that_is_named(start, two_cases):
    for words, found in (((), ["One", "Two"]), (("--case", "two"), ["Two"])):
        output, errors = start("compare", two_cases, *words, "--format", "json").communicate()
        assert errors == ""
        assert [one["case"]["label"]["en"] for one in json.loads(output)] == found


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("jd-cloud-dadda",), "did you mean jd-cloud-dada"),
        (("",), "Name the case to compare"),
        (("missing.ttl",), "there is no such file"),
        (("{file}", "--case", "three"), "its cases are: one, two"),
    ],
)
def test_what_cannot_be_compared_gets_one_sentence(start, two_cases, words, sentence):
    process = start("compare", *(word.replace("{file}", str(two_cases)) for word in words))
    output, errors = process.communicate()
    assert (process.returncode, output) == (2, "")
    assert sentence in errors
    assert len(errors.splitlines()) == 1


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"<a> <b>", b"\x00" * 50, b"[" * 5000])
def test_a_file_that_cannot_be_read_gets_one_sentence(start, tmp_path, content):
    path = tmp_path / "bad.ttl"
    path.write_bytes(content)
    process = start("compare", path)
    _, errors = process.communicate()
    assert process.returncode == 2
    assert len(errors.splitlines()) == 1
