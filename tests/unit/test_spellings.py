"""A new organization that is known under another spelling is warned of, and no other one is."""

import pytest

from cocreation.intake.case_file import CaseFile
from cocreation.intake.positions import Positions
from cocreation.linking.names import bare_name
from cocreation.model import FileGraph
from cocreation.namespaces import CST, GRAPH, ID, PREFIXES, RDF, RDFS, SKOS, VCC
from cocreation.services.checking import check_cases, check_files
from cocreation.services.joined import Joined, Proposal
from cocreation.services.project import read_project
from cocreation.services.spellings import SPELLING_SHAPE, spellings
from cocreation.services.taken import TAKEN_SHAPE

ORG = PREFIXES["org"]


@pytest.fixture(scope="module")
def shipped(root):
    return Joined.in_graphs(read_project(root))


def a_file(text: str, tmp_path) -> FileGraph:
    path = tmp_path / "case.nt"
    return FileGraph(path.as_uri(), path, text.encode(), "")


def new(name: str, language: str = "zh", slug: str = "new-one", more: str = "") -> str:
    node = f"<{ID}organization/{slug}>"
    said = f'{node} <{RDFS}label> "{name}"@{language} .\n{more.replace("THIS", node)}'
    return f"{node} <{RDF}type> <{VCC}CloudUser> .\n{said}"


def told(text: str, joined: Joined, tmp_path, shape: str = SPELLING_SHAPE):
    case = CaseFile(a_file(text, tmp_path), Positions("", ""))
    return [f for f in check_cases([case], joined).findings if f.shape == shape]


@pytest.mark.parametrize(
    ("name", "language", "known"),
    [
        ("京东云", "zh", "jd-cloud"),
        ("京东雲", "zh", "jd-cloud"),
        ("阿里雲計算有限公司", "zh", None),
        ("得益乳业股份有限公司", "zh", "deyi-dairy"),
        ("得益于乳业", "zh", "deyi-dairy"),
        ("柳钢", "zh", "liuzhou-steel"),
        ("ＪＤ　Ｃｌｏｕｄ Co., Ltd.", "en", "jd-cloud"),
        ("jd-cloud, inc.", "en", "jd-cloud"),
        ("Deyi Diary", "en", "deyi-dairy"),
        ("华为云", "zh", None),
        ("京东云端", "zh", None),
        ("一汽解放", "zh", None),
        ("Foxtron", "en", None),
        ("Beijing Cloud", "en", None),
    ],
)
def test_another_spelling_is_warned_of_with_the_known_one(name, language, known, shipped, tmp_path):
    found = told(new(name, language), shipped, tmp_path)
    assert [f.suggestion for f in found] == ([f"{ID}organization/{known}"] if known else [])
    assert all(f.severity == "warning" and f.path == RDFS + "label" for f in found)


def test_the_warning_names_both_and_says_what_to_do(shipped, tmp_path):
    [finding] = told(new("京东雲"), shipped, tmp_path)
    assert "“京东雲” may be “JD Cloud” (organization/jd-cloud)" in finding.message.en
    assert "“京东雲”可能就是已有的“京东云”（organization/jd-cloud）" in finding.message.zh
    assert "point at that one" in finding.message.en
    assert "请改指后者" in finding.message.zh


@pytest.mark.parametrize(
    "more",
    [
        f"THIS <{ORG}unitOf> <{ID}organization/jd-cloud> .\n",
        f"<{ID}organization/jd-cloud> <{ORG}unitOf> THIS .\n",
        f'THIS <{SKOS}note> "A reseller of its own, not JD Cloud"@en .\n',
    ],
    ids=["unit", "parent", "note"],
)
def test_what_is_linked_or_told_apart_is_not_warned_of(more, shipped, tmp_path):
    assert told(new("京东云", more=more), shipped, tmp_path) == []


def test_of_two_new_ones_the_later_is_told_of(shipped, tmp_path):
    two = new("蓝鲸科技", slug="a") + new("蓝鲸科技有限公司", slug="b")
    [finding] = told(two, shipped, tmp_path)
    assert (finding.focus, finding.suggestion) == (f"{ID}organization/b", f"{ID}organization/a")


def test_numbers_tell_organizations_apart(shipped, tmp_path):
    two = new("Example Factory 12", "en", "a") + new("Example Factory 13", "en", "b")
    assert told(two, shipped, tmp_path) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("三一集团", "三一集團有限公司"),
        ("Sany Group", "SANY  Co., Ltd"),
        ("人民日报（社）", "人民日报社"),
    ],
)
def test_names_are_compared_without_what_spellings_differ_in(one, other):
    assert bare_name(one) == bare_name(other)


def test_a_name_that_is_a_legal_form_only_stays():
    assert (bare_name("Group"), bare_name("集团")) == ("group", "集团")


def test_no_organization_of_the_shipped_project_is_taken_for_another(root):
    """Each of them is new where the graph has none, and all are compared with each other."""
    name = GRAPH + "data/organizations"
    graphs = read_project(root)
    [organizations] = [graph for graph in graphs if graph.name == name]
    others = Joined.in_graphs([graph for graph in graphs if graph.name != name])
    assert list(spellings(Proposal([organizations], (), others))) == []


def test_no_shipped_case_is_warned_of(root, shipped):
    cases = sorted((root / "data/song-2025/cases").glob("*.ttl"))
    assert len(cases) == 12
    found = check_files(cases, shipped).findings
    assert [f for f in found if f.shape in (SPELLING_SHAPE, TAKEN_SHAPE)] == []


def test_pointing_at_the_known_one_is_offered_where_it_is_proven(shipped, tmp_path):
    case = f"""<{ID}case/song-2025/tencent-new> <{VCC}hasUser> <{ID}organization/new-one> .
<{ID}case/song-2025/tencent-new> <{RDF}type> <{VCC}Partnership> .
"""
    file = CaseFile(a_file(new("北大荒集团") + case, tmp_path), Positions("", ""))
    report = check_cases([file], shipped, mends=True)
    [finding] = [f for f in report.findings if f.shape == SPELLING_SHAPE]
    assert [t.object.value for m in finding.mends for t in m.add] == [
        f"{ID}organization/beidahuang"
    ]


# Short ids that are taken


def an_item(said: str) -> str:
    node = f"<{ID}evidence/song-2025/t2-r1>"
    return f"{node} <{RDF}type> <{CST}EvidenceItem> .\n{node} {said} .\n"


@pytest.mark.parametrize(
    "said", [f"<{CST}inCase> <{ID}case/song-2025/alibaba-cloud-meiyou>", f'<{RDFS}label> "Mine"@en']
)
def test_an_item_with_the_id_of_another_is_found(said, shipped, tmp_path):
    [finding] = told(an_item(said), shipped, tmp_path, TAKEN_SHAPE)
    assert finding.severity == "violation"
    assert "evidence/song-2025/t2-r1 is taken" in finding.message.en
    assert "“Table 2, row 1” of “JD Cloud – Deyi Dairy”" in finding.message.en
    assert "evidence/song-2025/t2-r1 已被占用" in finding.message.zh


def test_more_of_the_same_item_is_no_other_item(shipped, tmp_path):
    same = an_item(f'<{RDFS}label> "Table 2, row 1"@en')
    assert told(same, shipped, tmp_path, TAKEN_SHAPE) == []


def test_a_source_code_that_another_source_has_is_found_with_that_source(shipped, tmp_path):
    node = f"<{ID}source/song-2025/mine>"
    text = (
        f"{node} <{RDF}type> <{CST}Interview> .\n"
        f'{node} <{CST}sourceCode> "J_DY1" .\n{node} <{CST}ofStudy> <{ID}study/song-2025> .\n'
    )
    shape = "https://w3id.org/cocreation/shapes#SourceCodeUniqueShape"
    found = [f for f in told(text, shipped, tmp_path, shape) if f.focus == node[1:-1]]
    assert ["J_DY1" in f.message.en and "Deyi Dairy" in f.message.en for f in found] == [True]
