"""The paper's tables come back from the graph exactly, in every format; silence shows as silence.

Table 1 was typed from the paper, Tables 2 to 4 and the coverage are expected from the second
coder's record of it: nothing here was taken from what the program prints.
"""

import csv
import re
from collections import Counter
from dataclasses import replace
from functools import cache
from io import StringIO

import pytest

from cocreation.errors import UnknownNameError
from cocreation.services import querying, table_formats, tables
from cocreation.services.project import read_project
from cocreation.store import embedded
from second_extraction import RECORD, as_settled

TABLE_1 = """
京东云-得益乳业|得益乳业技术中心主管 60分钟(J_DY1)|京东云政府事务总监 150分钟(J11)
|得益乳业内部资料 3份(J_DY2)|京东云高级业务经理 90分钟(J12)
|得益乳业研究报告 1份(J_DY3)|京东云云计算架构师 30分钟(J13)
京东云-达达|达达内部资料 3份(J_DD2)|京东云内部资料 4份(J2)
|达达研究报告 1份(J_DD3)|京东云研究报告 16份(J3)
京东云-北大荒|北大荒研究报告 3份(J_BDH3)|京东云新闻报道 6篇(J4)
腾讯云-贝壳|贝壳政府和公共事务总监 130分钟(T_BK1)|腾讯云公共事务总监 120分钟(T11)
|贝壳内部资料 5份(T_BK2)|腾讯云网络产品经理 55分钟(T12)
|贝壳研究报告 6份(T_BK3)|腾讯云内部资料 5份(T2)
腾讯云-三一集团|树根互联数字产品经理 40分钟(T_SY1)|腾讯云研究报告 4份(T3)
|三一集团研究报告 3份(T_SY3)|腾讯云新闻报道 3篇(T4)
腾讯云-富士康|富士康研究报告 4份(T_FSK3)|
阿里云-美柚|美柚技术经理 60分钟(A_MY1)|阿里云云业务经理 55分钟(A11)
|美柚研究报告 3份(A_MY3)|阿里云智能项目管理专员 30分钟(A12)
阿里云-柳钢集团|柳钢研究报告 4份(A_LG3)|阿里云研究报告 22份(A3)
阿里云-迪卡侬|迪卡侬研究报告 4份(A_DKN3)|阿里云新闻报道 8篇(A4)
百度智能云-贵阳经开区|贵阳经开区管委会副主任 130分钟(B_GY1)|百度智能云客户服务经理 45分钟(B11)
|贵阳经开区内部资料 6份(B_GY2)|百度智能云解决方案架构师 30分钟(B12)
百度智能云-一汽物流|一汽物流研究报告 1份(B_YQ3)|百度智能云研究报告 28份(B3)
百度智能云-人民日报|人民日报研究报告 4份(B_RM3)|百度智能云新闻报道 5篇(B4)
"""
LANGUAGES = ("zh", "en")
STUDY = "https://w3id.org/cocreation/id/study/song-2025"
CODE = re.compile(r"\(([A-Z_]+\d+)\)")
# What each format would take for its own sign.
SIGNS = r"a|b & c_d, 50% “e” #1 {f} \ 得益"


@pytest.fixture(scope="module")
def build(root, tmp_path_factory):
    """Build a table of the shipped graph by its name and language."""
    directory = tmp_path_factory.mktemp("tables")
    embedded.write(directory, read_project(root), "")
    store, library = embedded.open_snapshot(directory), querying.library(root)
    yield cache(
        lambda name, language="zh": tables.build_table(store, library, name, STUDY, language)
    )
    store.close()


def test_table_1_comes_back_exactly(build):
    table = build("1")
    assert table.title == "表1 案例数据资料统计表"
    assert table.headings == ("合作案例", "云服务用户数据及编码", "云服务商数据及编码")
    assert table.rows == tuple(tuple(line.split("|")) for line in TABLE_1.strip().split("\n"))


def test_table_1_has_in_english_what_it_has_in_chinese(build):
    for zh, en in zip(build("1", "zh").rows, build("1", "en").rows, strict=True):
        assert bool(zh[0]) == bool(en[0])
        for chinese, english in zip(zh[1:], en[1:], strict=True):
            assert CODE.findall(english) == CODE.findall(chinese)
            amount = re.search(r" (\d+)", chinese)
            assert not amount or f", {amount[1]} " in english


def test_table_1_words_a_source_in_english(build):
    cells = {cell for row in build("1", "en").rows for cell in row}
    assert "RootCloud: Digital product manager, 40 minutes (T_SY1)" in cells
    assert "Internal documents of Dada, 3 (J_DD2)" in cells


@pytest.mark.parametrize("number", [2, 3, 4])
def test_evidence_tables_come_back_exactly(build, number):
    rows = build(str(number)).rows
    assert [(*row[:3], *row[4:]) for row in rows] == [
        (row["dimension"], row["theme"], row["concept"], subject_of(row), row["code"])
        for row in RECORD["rows"]
        if row["table"] == number
    ]


def subject_of(row):
    """The case of a row, or the one organization that it is about."""
    if row["case"]:
        return row["case"]
    (organization,) = as_settled(f"row {row['table']}-{row['row']} about", set(row["speaks_of"]))
    return organization


def test_evidence_tables_carry_the_papers_titles_and_headings(build):
    titles = ["表2 评估阶段案例证据举例", "表3 桥接阶段案例证据举例", "表4 集聚阶段案例证据举例"]
    assert [build(name).title for name in "234"] == titles
    assert all(build(name).headings[:3] == ("聚合维度", "二阶主题", "一阶构念") for name in "234")


def test_coverage_counts_what_the_second_coder_found(build):
    concepts = [row["concept"] for row in RECORD["rows"]]
    found = Counter((row["case"], row["concept"]) for row in RECORD["rows"])
    for passage in RECORD["passages"]:
        found.update((passage["case"], one) for one in passage["touches"] if one in concepts)
    table = build("coverage")
    assert set(table.headings[1:]) == set(concepts)
    assert [row[0] for row in table.rows] == [case["case"] for case in RECORD["cases"]]
    for case, *cells in table.rows:
        for concept, cell in zip(table.headings[1:], cells, strict=True):
            assert cell == (str(found[case, concept]) if found[case, concept] else "未报告")
    reported = sum(int(cell) for row in table.rows for cell in row[1:] if cell.isdigit())
    assert reported == sum(number for (case, _), number in found.items() if case) == 25


def test_coverage_has_the_concepts_of_each_stage_together(build):
    stages = [row["table"] for row in RECORD["rows"]]
    by_concept = dict(zip((row["concept"] for row in RECORD["rows"]), stages, strict=True))
    assert [by_concept[concept] for concept in build("coverage").headings[1:]] == stages


def test_coverage_says_of_a_silent_case_that_nothing_is_reported(build):
    rows = {row[0]: set(row[1:]) for row in build("coverage", "en").rows}
    assert rows["Tencent Cloud – Beike"] == {"not reported"}
    assert rows["Tencent Cloud – Sany Group"] == {"not reported"}


@pytest.mark.parametrize("name", tables.NAMES)
def test_both_languages_have_the_same_shape(build, name):
    chinese, english = build(name, "zh"), build(name, "en")
    assert len(chinese.rows) == len(english.rows)
    for table in (chinese, english):
        assert {len(row) for row in table.rows} == {len(table.headings)}
    assert not re.search(r"[\u4e00-\u9fff]", " ".join((english.title, *english.headings)))


def test_an_unknown_table_answers_with_those_there_are(build):
    with pytest.raises(UnknownNameError, match="choose one of 1, 2, 3, 4, coverage") as caught:
        build("5")
    assert caught.value.details == {"nearest": list(tables.NAMES)}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", tables.NAMES)
def test_csv_reads_back_as_the_same_cells(build, name, language):
    table = build(name, language)
    written = table_formats.render(table, "csv")
    assert written.startswith("\ufeff")
    assert written.count("\r\n") == written.count("\n") == len(table.rows) + 1
    read = [tuple(row) for row in csv.reader(StringIO(written[1:], newline=""), strict=True)]
    assert read == [table.headings, *table.rows]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", tables.NAMES)
def test_markdown_has_a_line_for_each_row(build, name, language):
    table = build(name, language)
    title, blank, head, rule, *lines = table_formats.render(table, "markdown").splitlines()
    assert (title, blank) == (f"**{table.title}**", "")
    assert set(rule) == {"|", "-"}
    read = [tuple(cell.strip() for cell in line[1:-1].split("|")) for line in (head, *lines)]
    assert read == [table.headings, *table.rows]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", tables.NAMES)
def test_latex_is_a_booktabs_table(build, name, language):
    table = build(name, language)
    written = table_formats.render(table, "latex")
    assert written.startswith(f"% {table.title}\n\\begingroup")
    for block in ("group", "{longtable}"):
        assert written.count(f"\\begin{block}") == written.count(f"\\end{block}") == 1
    shares = [float(share) for share in re.findall(r"dimexpr ([\d.]+)\\linewidth", written)]
    assert len(shares) == len(table.headings)
    assert sum(shares) == pytest.approx(1, abs=0.02)
    assert [written.count(rule) for rule in ("\\toprule", "\\midrule", "\\bottomrule")] == [1] * 3
    body = written.partition("\\endhead\n")[2].partition("\\bottomrule")[0]
    assert len(body.splitlines()) == len(table.rows)
    assert not re.search(r"(?<!\\)[_%$#]", body)


def test_latex_escapes_a_code_and_keeps_chinese(build):
    assert r"得益乳业技术中心主管 60分钟(J\_DY1)" in table_formats.render(build("1"), "latex")


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("csv", '"a|b & c_d, 50% “e” #1 {f} \\ 得益"'),
        ("markdown", r"a\|b & c_d, 50% “e” #1 {f} \ 得益"),
        ("latex", r"a|b \& c\_d, 50\% “e” \#1 \{f\} \textbackslash{} 得益"),
    ],
)
def test_a_formats_own_signs_are_escaped(form, expected):
    written = table_formats.render(table_formats.Table("", ("h", SIGNS), (("1", SIGNS),)), form)
    assert written.count(expected) == 2


@pytest.mark.parametrize("cell", ["=1+1", "+86", "-1", "@SUM(A1)", "\t=1", "＝1+1"])
def test_csv_calculates_nothing(cell):
    written = table_formats.render(table_formats.Table("", (cell,), ((cell,),)), "csv")
    read = list(csv.reader(StringIO(written[1:], newline="")))
    assert read == [[f"'{cell}"]] * 2


def test_latex_keeps_a_bracket_apart_from_the_row_before():
    written = table_formats.render(table_formats.Table("", ("h",), (("[1]",), ("*",))), "latex")
    assert "{[}1] \\\\\n{*} \\\\\n" in written


def test_markdown_lets_no_tag_begin():
    written = table_formats.render(table_formats.Table("", ("h",), (("<b>",),)), "markdown")
    assert "\\<b>" in written


def test_text_fits_the_terminal(build):
    written = table_formats.render(build("2", "en"), "text", 80)
    assert written.startswith(build("2", "en").title)
    assert max(map(len, written.splitlines())) <= 80


def test_text_without_a_terminal_has_a_line_for_each_row(build):
    table = build("1")
    title, blank, _, _, *lines = table_formats.render(table, "text").splitlines()
    assert (title, blank) == (table.title, "")
    assert [tuple(line.split()) for line in lines] == [
        tuple(word for cell in row for word in cell.split()) for row in table.rows
    ]


def test_text_too_wide_for_the_terminal_is_a_paragraph_for_each_row(build):
    table = build("coverage", "en")
    paragraphs = table_formats.render(table, "text", 80).split("\n\n")[1:]
    assert [paragraph.splitlines()[0] for paragraph in paragraphs] == [row[0] for row in table.rows]
    assert "  Group identity · not reported\n" in paragraphs[0]
    narrow = replace(table, headings=table.headings[:3], rows=tuple(r[:3] for r in table.rows))
    assert " · " not in table_formats.render(narrow, "text", 80)
