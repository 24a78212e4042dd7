"""Query files: front matter and query, and what is told of a faulty one."""

import pytest

from cocreation import query_files
from cocreation.errors import SourceError
from cocreation.model import View

FRONT = """\
#+ summary: Which cases show a construct?
#+ summary_zh: 哪些案例体现某一构念？
#+ description: >-
#+   Takes any construct
#+   of the study.
#+ description_zh: 可取任一构念。
#+ competency: A reader looks for cases.
#+ tags: [cases, constructs]
#+ params:
#+   construct: {type: construct, label: Construct, label_zh: 构念, default: group-trust}
#+   limit: {type: integer, label: How many, label_zh: 数量, default: 5}
"""
QUERY = """\
PREFIX e: <http://example.org/>
SELECT ?construct WHERE { ?s e:p "not:this" ; <urn:x:y> ?construct . _:b e:q ?limit }
ORDER BY ?construct # nor: this
"""


def read(tmp_path, text):
    path = tmp_path / "cases" / "find-cases.rq"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return query_files.read_query(path, tmp_path)


def test_a_file_gives_its_question_parameters_and_query(tmp_path):
    spec = read(tmp_path, FRONT + QUERY)
    assert spec.id == "cases/find-cases"
    assert spec.path == tmp_path / "cases/find-cases.rq"
    assert spec.summary.zh == "哪些案例体现某一构念？"
    assert spec.description.en == "Takes any construct of the study."
    assert spec.competency == "A reader looks for cases."
    assert spec.tags == ("cases", "constructs")
    assert [(p.name, p.type, p.label.zh, p.default) for p in spec.parameters] == [
        ("construct", "construct", "构念", "group-trust"),
        ("limit", "integer", "数量", "5"),
    ]
    assert spec.text == QUERY


def test_parameters_and_their_defaults_may_be_missing(tmp_path):
    assert read(tmp_path, FRONT[: FRONT.index("#+ params")] + QUERY).parameters == ()
    spec = read(tmp_path, FRONT.replace(", default: 5", "") + QUERY)
    assert spec.parameters[1].default is None


def test_a_view_names_its_kind_and_the_variables_that_it_shows(tmp_path):
    assert read(tmp_path, FRONT + QUERY).view is None
    spec = read(
        tmp_path, FRONT.replace("#+ tags", "#+ view: [bars, construct, limit]\n#+ tags") + QUERY
    )
    assert spec.view == View("bars", ("construct", "limit"))


def test_a_byte_order_mark_and_the_line_ends_of_windows_are_no_fault(tmp_path):
    text = "\ufeff" + (FRONT + QUERY).replace("\n", "\r\n")
    assert read(tmp_path, text).summary.en == "Which cases show a construct?"


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("#+ summary_zh: 哪些案例体现某一构念？\n", "", 1, "lacks summary_zh; add it"),
        ("#+ tags", "#+ tgas", 8, "unknown key tgas; perhaps write tags"),
        ("#+ competency: A", "#+ competency: 'A", 12, "mend the front matter"),
        ("type: construct", "type: constrct", 10, "unknown type constrct; use one of"),
        ("params:", "parms:", 9, "unknown key parms; perhaps write params"),
        ("[cases, constructs]", "cases", 8, "tags is a list"),
        ("[cases, constructs]", "[]", 8, "tags is a list"),
        ("A reader looks for cases.", "", 7, "competency has no text"),
        ("A reader looks for cases.", "[a]", 7, "competency has no text"),
        ("#+ tags", "#+ summary: again\n#+ tags", 8, "summary is given twice"),
        ("label: How many, ", "", 11, "lacks label; add it"),
        ("{type: integer, label: How many, label_zh: 数量, default: 5}", "5", 11, "key: value"),
        ("   limit:", "   most:", 11, "no variable ?most"),
        ("#+   construct: {", "#+   cons: {", 10, "no variable ?cons"),
        ("#+   construct:", "#+ \tconstruct:", 10, "mend the front matter"),
        ("A reader", "A \x01reader", 1, "mend the front matter"),
        ("PREFIX e: <http://example.org/>\n", "", 12, "the prefix e: is not declared"),
        ("#+ tags", "#+ view: [pie, s, limit]\n#+ tags", 8, "no view pie; use one of bars"),
        ("#+ tags", "#+ view: [bars, s]\n#+ tags", 8, "takes 2 to 6 variables, here are 1"),
        ("#+ tags", "#+ view: [matrix, s, most]\n#+ tags", 8, "no variable ?most"),
        ("#+ tags", "#+ view: bars\n#+ tags", 8, "view is a list"),
        ("_:b e:q", "_:b f:q", 13, "the prefix f: is not declared"),
        (QUERY, "\n", 12, "the query is missing"),
    ],
)
def test_a_fault_is_told_with_its_line_and_what_to_do(tmp_path, old, new, line, words):
    assert old in FRONT + QUERY
    with pytest.raises(SourceError) as caught:
        read(tmp_path, (FRONT + QUERY).replace(old, new))
    file = str(tmp_path / "cases/find-cases.rq")
    assert words in caught.value.message.en
    assert caught.value.details == {"file": file, "line": line}
    assert f"{file} 第 {line} 行：" in caught.value.message.zh


def test_a_file_without_front_matter_is_refused(tmp_path):
    with pytest.raises(SourceError, match="begin with lines"):
        read(tmp_path, QUERY)


def test_a_file_in_another_encoding_is_refused(tmp_path):
    with pytest.raises(SourceError, match="not UTF-8"):
        read(tmp_path, (FRONT + QUERY).encode("gb18030"))


def test_a_missing_file_is_told(tmp_path):
    with pytest.raises(SourceError, match="check the name"):
        query_files.read_query(tmp_path / "none.rq", tmp_path)


def test_the_library_is_read_in_order_of_id(root):
    specs = query_files.read_queries(root / "queries")
    ids = [spec.id for spec in specs]
    assert ids == sorted(ids)
    assert "cases/list-cases" in ids
