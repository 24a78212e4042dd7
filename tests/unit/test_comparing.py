"""A case held against the model: what is told of the shipped cases, and of a case in a file."""

import csv
import json
from io import StringIO
from pathlib import Path

import pytest

from cocreation.errors import SourceError, UnknownNameError
from cocreation.model import FileGraph
from cocreation.namespaces import GRAPH, ID
from cocreation.reasoning.rules import materialise
from cocreation.services import comparing, joining, querying
from cocreation.services.comparison_formats import write_comparisons
from cocreation.services.comparison_report import report_of
from cocreation.services.project import read_project
from cocreation.store.snapshot import Snapshot

SONG = "song-2025"
PREFIXES = """
@prefix cst: <https://w3id.org/cocreation/case-study#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix vcc: <https://w3id.org/cocreation/model#> .
@base <https://w3id.org/cocreation/id/> .
"""
STUDY = """
<study/mine> a cst:Study ; rdfs:label "Mine"@en , "我的"@zh ;
  cst:appliesModelOf <study/song-2025> .
"""
WHOLE = f"""{STUDY}
<case/mine/a> a vcc:Partnership ; rdfs:label "A"@en , "甲"@zh ; cst:ofStudy <study/mine> ;
  vcc:hasProvider <organization/jd-cloud> ; vcc:hasUser <organization/newcomer> .
<organization/newcomer> rdfs:label "Newcomer"@en , "新用户"@zh .
<source/mine/N1> a cst:Interview ; cst:ofStudy <study/mine> ; cst:sourceCode "N1" ;
  cst:fromOrganization <organization/newcomer> ; cst:hasInformant <informant/mine/N1> .
<informant/mine/N1> a cst:Informant ; cst:role "Manager"@en , "经理"@zh .
<source/mine/J2> a cst:InternalDocument ; cst:ofStudy <study/mine> ; cst:sourceCode "J2" ;
  cst:fromOrganization <organization/jd-cloud> .
<evidence/mine/1> a cst:EvidenceItem ; cst:inCase <case/mine/a> ;
  rdfs:label "Page 1"@en , "第1页"@zh ; cst:summary "They trust each other."@en , "互相信任。"@zh ;
  cst:supports <concept/song-2025/group-trust> ; cst:citedCode "N1" ;
  cst:citesSource <source/mine/N1> .
<evidence/mine/2> a cst:EvidenceItem ; cst:inCase <case/mine/a> ;
  rdfs:label "Page 2"@en , "第2页"@zh ; cst:summary "They trust again."@en , "再次信任。"@zh ;
  cst:supports <concept/song-2025/group-trust> ; cst:citedCode "J2" ;
  cst:citesSource <source/mine/J2> .
<evidence/mine/3> a cst:EvidenceItem ; cst:inCase <case/mine/a> ;
  cst:summary "Norms hindered."@en ; cst:disputes <concept/song-2025/group-norms> ;
  cst:contradicts <proposition/song-2025/group-norms-strengthens-knowledge-development> ;
  cst:corroborates <proposition/song-2025/knowledge-integration-drives-bridging> .
<evidence/mine/4> a cst:EvidenceItem ; cst:inCase <case/mine/a> ;
  cst:supports <concept/mine/unheard-of> .
"""


@pytest.fixture(scope="module")
def library(root):
    return querying.library(root)


@pytest.fixture(scope="module")
def store(root):
    graphs = read_project(root)
    ontology = [
        graph
        for graph in graphs
        if graph.name.startswith(GRAPH + "ontology/") and "/alignments/" not in graph.name
    ]
    data = [graph for graph in graphs if graph.name.startswith(GRAPH + "data/")]
    return Snapshot.of_graphs([*graphs, *materialise(ontology, data)])


@pytest.fixture
def of_file(store, library, tmp_path):
    """Compare the cases of a file that holds these statements."""

    def compare(text: str, header: str = PREFIXES):
        path = tmp_path / "case.ttl"
        path.write_text(header + text, encoding="utf-8")
        joined = joining.join(store, joining.read_case_file(store, path).graph)
        return [
            comparing.compare(joined.store, library, case, assumed=case in joined.assumed)
            for case in joined.cases
        ]

    return compare


@pytest.fixture(scope="module")
def of_song(store, library):
    def compare(slug: str):
        return comparing.compare(store, library, f"{ID}case/{SONG}/{slug}")

    return compare


def slug(named):
    return named.iri.rpartition("/")[2]


def shown(comparison):
    return {slug(claim.thing) for claim in comparison.constructs if claim.speaks_for}


def section(comparison, name, language="en"):
    (found,) = (one for one in report_of(comparison, language).sections if one.name == name)
    return found


def texts(comparison, name, language="en"):
    return [[cell.text for cell in row] for row in section(comparison, name, language).table.rows]


def test_a_case_is_found_by_slug_iri_or_label(store):
    expected = f"{ID}case/{SONG}/jd-cloud-dada"
    for name in ("jd-cloud-dada", f"{SONG}/jd-cloud-dada", expected, "京东云-达达"):
        assert comparing.find_case(store, name) == expected


def test_an_unknown_case_is_answered_with_those_that_may_be_meant(store):
    with pytest.raises(UnknownNameError, match="did you mean") as caught:
        comparing.find_case(store, "jd-cloud-dadda")
    assert caught.value.details["nearest"][0] == "jd-cloud-dada"


@pytest.mark.parametrize("name", ["", " ", "a b/c", "<x>/y", "https://e.org/x y", "{}://"])
def test_a_name_of_no_case_gets_one_sentence(store, name):
    with pytest.raises(UnknownNameError):
        comparing.find_case(store, name)


def test_what_a_case_shows_comes_with_its_place_its_source_and_whose_coding_it_is(of_song):
    (claim,) = (
        one
        for one in of_song("jd-cloud-deyi-dairy").constructs
        if slug(one.thing).startswith("id") and one.speaks_for
    )
    (item,) = claim.speaks_for
    (word,) = item.words
    assert item.item.label.zh == "表2第1行"
    assert (word.code, slug(word.organization), word.role.zh) == ("J13", "jd-cloud", "云计算架构师")
    assert word.side.iri.endswith("#PlatformCloudProvider")
    assert slug(item.coder) == "authors"


def test_a_source_of_another_cases_user_is_on_neither_side(of_song):
    comparison = of_song("jd-cloud-dada")
    (row,) = (row for row in texts(comparison, "sides") if row[0].startswith("Building"))
    assert row[1:] == ["1", "1", "neither side of this case", "Internal documents"]
    words = [
        row[4]
        for one in report_of(comparison, "en").sections
        for row in [[cell.text for cell in row] for row in one.table.rows]
        if one.name == "stages"
    ]
    assert "J_DY2 · Internal documents · Deyi Dairy · neither side of this case" in words


def test_silence_is_not_reported_and_never_no(of_song):
    comparison = of_song("tencent-cloud-beike")
    assert shown(comparison) == set()
    for language, word in (("en", "not reported"), ("zh", "未报告")):
        report = report_of(comparison, language)
        stages = [one for one in report.sections if one.name == "stages"]
        assert [len(one.table.rows) for one in stages] == [7, 7, 7]
        assert {row[2].text for one in stages for row in one.table.rows} == {word}
    text = write_comparisons([comparison], "text", "en")
    assert "Evidence: none reported." in text
    assert "Nothing to compare" in text


def test_the_nearest_cases_of_a_tie_are_all_told_with_the_fraction(of_song):
    comparison = of_song("jd-cloud-deyi-dairy")
    assert {slug(one.other) for one in comparison.nearest} == {
        "alibaba-cloud-decathlon",
        "jd-cloud-dada",
    }
    notes = section(comparison, "similar").notes
    assert "in a tie" in notes[0]
    assert "(1 of 7)" in notes[0]
    assert "Jaccard" in notes[1]


def test_what_is_shown_by_a_case_alone_is_what_sets_it_apart(of_song):
    comparison = of_song("tencent-cloud-foxconn")
    assert {slug(one.concept) for one in comparison.alone} == {
        "decompose-modules-and-build-scenarios",
        "match-components-and-scenario-data",
    }
    assert comparison.missing == ()


def test_marked_evidence_is_named(of_song):
    rows = texts(of_song("jd-cloud-deyi-dairy"), "marks")
    assert ["Table 2, row 2", "Table 2, row 2: code and speaker at odds"] in [r[:2] for r in rows]


def test_a_new_case_is_held_against_the_model_that_its_study_applies(of_file):
    (comparison,) = of_file(WHOLE)
    assert slug(comparison.model) == SONG
    assert not comparison.assumed
    assert shown(comparison) == {"group-trust", "unheard-of"}
    assert len(comparison.constructs) == 22
    assert len(comparison.propositions) == 11


def test_its_nearest_case_is_one_of_the_models_study(of_file):
    (comparison,) = of_file(WHOLE)
    (nearest,) = comparison.nearest
    # Meiyou shows group trust and two more concepts.
    assert (slug(nearest.other), nearest.shared, nearest.either) == ("alibaba-cloud-meiyou", 1, 3)
    assert len(comparison.similar) == 10


def test_on_whose_word_it_is_told_even_of_an_organization_without_a_class(of_file):
    (comparison,) = of_file(WHOLE)
    (claim,) = (one for one in comparison.constructs if slug(one.thing) == "group-trust")
    assert [(slug(w.organization), w.side.label.en) for e in claim.speaks_for for w in e.words] == [
        ("newcomer", "Cloud user"),
        ("jd-cloud", "Platform-based cloud provider"),
    ]


def test_what_both_sides_and_two_kinds_of_sources_tell_is_not_one_sided(of_file):
    (comparison,) = of_file(WHOLE)
    assert "group-trust" not in {slug(one.claim) for one in comparison.one_sided}


def test_of_a_case_without_sides_only_what_rests_on_one_kind_of_source_is_told(of_file):
    sides = " ;\n  vcc:hasProvider <organization/jd-cloud> ; vcc:hasUser <organization/newcomer> ."
    assert sides in WHOLE
    (comparison,) = of_file(WHOLE.replace(sides, " .").replace("a vcc:Partnership", "a cst:Case"))
    assert "sides" not in {one.name for one in report_of(comparison, "en").sections}
    claims = {row[0] for row in texts(comparison, "kinds")}
    # An interview and a document speak for group trust.
    assert "Group trust" not in claims
    assert "Knowledge integration drives value bridging" in claims
    sections = report_of(comparison, "en").sections
    words = [cell.text for one in sections for row in one.table.rows for cell in row]
    assert any("N1 · Interview · Newcomer" in word for word in words)
    assert not any("neither side" in word for word in words)


def test_what_disputes_or_contradicts_is_told_and_is_not_shown(of_file):
    (comparison,) = of_file(WHOLE)
    assert [row[1] for row in texts(comparison, "against")] == [
        "Group norms",
        "Group norms strengthen the drive of knowledge development towards value aggregation",
    ]
    verdicts = {row[1]: row[2] for row in texts(comparison, "propositions")}
    assert verdicts["Value assessment precedes value bridging"] == "not reported"
    assert verdicts["Knowledge integration drives value bridging"] == "replicated"
    assert [v for k, v in verdicts.items() if k.startswith("Group norms")] == ["contradicted"]


def test_what_the_model_does_not_have_is_told_apart(of_file):
    (comparison,) = of_file(WHOLE)
    (row,) = texts(comparison, "outside")
    assert row[1] == "unheard-of"


def test_an_item_without_a_name_is_called_by_its_place_in_the_source(of_file):
    (comparison,) = of_file(
        WHOLE.replace('"Norms hindered."@en ;', '"N"@en ; cst:textLocator "p. 9" ;')
    )
    assert texts(comparison, "against")[0][2] == "p. 9"


def test_a_summary_in_one_language_is_shown_to_readers_of_the_other_and_marked(of_file):
    (comparison,) = of_file(WHOLE)
    cell = section(comparison, "against", "zh").table.rows[0][3]
    assert (cell.text, cell.language) == ("Norms hindered.", "en")


def test_a_case_with_nothing_but_a_label_is_held_against_the_only_model(of_file):
    (comparison,) = of_file('<case/x/bare> a vcc:Partnership ; rdfs:label "Bare"@en .')
    assert comparison.assumed
    assert slug(comparison.model) == SONG
    assert len(comparison.constructs) == 21
    assert shown(comparison) == set()
    assert "the only one in the graph is taken" in write_comparisons([comparison], "text", "en")


def test_a_case_of_the_graph_is_replaced_by_that_of_the_file(of_file):
    (comparison,) = of_file(
        "<case/song-2025/jd-cloud-dada> a vcc:Partnership ; cst:ofStudy <study/song-2025> ."
        "<evidence/song-2025/new> cst:inCase <case/song-2025/jd-cloud-dada> ;"
        " cst:supports <concept/song-2025/group-norms> ."
    )
    assert shown(comparison) == {"group-norms"}
    assert comparison.provider is None


def test_a_study_that_is_not_the_first_has_its_own_model(of_file):
    (comparison,) = of_file(
        "<study/own> a cst:Study . <concept/own/c> a cst:FirstOrderConcept ;"
        " cst:ofStudy <study/own> ; skos:broader <theme/own/t> ; rdfs:label 'C'@en , '丙'@zh ."
        "<case/own/a> a cst:Case ; cst:ofStudy <study/own> . <case/own/b> a cst:Case ;"
        " cst:ofStudy <study/own> . <evidence/own/1> cst:inCase <case/own/a> ;"
        " cst:supports <concept/own/c> ."
    )[1:]
    assert [slug(claim.thing) for claim in comparison.constructs] == ["c"]
    assert shown(comparison) == set()
    assert [slug(one.concept) for one in comparison.missing] == ["c"]
    assert texts(comparison, "stages") == [["", "C", "not reported", "", "", "", "1 of 1"]]


def test_among_several_models_none_is_guessed(of_file):
    (comparison,) = of_file(
        "<concept/own/c> a cst:FirstOrderConcept ; cst:ofStudy <study/own> ;"
        " skos:broader <theme/own/t> . <case/x/a> a vcc:Partnership ; cst:ofStudy <study/x> ."
    )
    assert not comparison.assumed
    assert comparison.constructs == ()
    text = write_comparisons([comparison], "text", "en")
    assert "The case names no study whose model is known" in text
    assert "Model of" not in text


def test_a_study_without_an_iri_counts_as_none(of_file):
    (comparison,) = of_file("<case/x/a> a vcc:Partnership ; cst:ofStudy [ a cst:Study ] .")
    assert comparison.assumed
    assert len(comparison.constructs) == 21


def test_what_belongs_to_other_studies_is_left_out_of_the_comparison(root, library, tmp_path):
    path = tmp_path / "case.ttl"
    path.write_text(PREFIXES + WHOLE, encoding="utf-8")
    foreign = (
        f"<{ID}evidence/other/1> <https://w3id.org/cocreation/case-study#ofStudy> "
        f"<{ID}study/other> .\n"
    )
    other = FileGraph(GRAPH + "data/other/evidence", Path("other.ttl"), foreign.encode(), "")
    store = Snapshot.of_graphs([*read_project(root), other])
    joined = joining.join(store, joining.read_case_file(store, path).graph)
    names = joined.store.graphs()
    assert other.name not in names
    assert GRAPH + "data/song-2025/constructs" in names
    assert GRAPH + "data/organizations" in names


def test_a_file_without_a_case_says_what_to_write(of_file):
    with pytest.raises(SourceError, match="a vcc:Partnership"):
        of_file(STUDY)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_csv_opens_in_a_spreadsheet_and_calculates_nothing(of_file, language):
    (comparison,) = of_file(
        WHOLE.replace("They trust each other.", "=1+1").replace("互相信任。", "=1+1")
    )
    written = write_comparisons([comparison], "csv", language)
    assert written.startswith("\ufeff")
    cells = [cell for row in csv.reader(StringIO(written[1:])) for cell in row]
    assert "'=1+1" in cells
    assert "=1+1" not in cells


def test_latex_escapes_what_the_file_says_and_balances_its_environments(of_file):
    (comparison,) = of_file(WHOLE.replace("They trust each other.", r"50% & #1 \\input{x}"))
    written = write_comparisons([comparison], "latex", "en")
    assert r"50\% \& \#1 \textbackslash{}input\{x\}" in written
    assert written.count("\\begin{longtable}") == written.count("\\end{longtable}") > 0


def test_a_reader_sees_no_empty_column_and_a_spreadsheet_has_them_all(of_song):
    comparison = of_song("tencent-cloud-beike")
    markdown = write_comparisons([comparison], "markdown", "en")
    heads = [line for line in markdown.splitlines() if line.startswith("| Kind")]
    assert all("On whose word" not in head for head in heads)
    rows = list(csv.reader(StringIO(write_comparisons([comparison], "csv", "en")[1:])))
    first = next(n for n, row in enumerate(rows) if row[:1] == ["Stage"])
    assert {len(row) for row in rows[first : first + 22]} == {8}


def test_html_is_one_page_that_needs_nothing_and_escapes_what_the_file_says(of_file):
    (comparison,) = of_file(WHOLE.replace("They trust each other.", "<script>alert(1)</script>"))
    written = write_comparisons([comparison], "html", "en")
    assert "&lt;script&gt;" in written
    assert "<script" not in written
    assert "http" not in written.replace("https://w3id.org", "")


def test_json_holds_both_languages(of_song):
    (read,) = json.loads(write_comparisons([of_song("jd-cloud-dada")], "json", "zh"))
    assert read["case"]["label"] == {"en": "JD Cloud – Dada", "zh": "京东云-达达"}


def test_every_case_is_worded_alike_in_both_languages(store, library, root):
    for path in sorted(Path(root, "data", SONG, "cases").glob("*.ttl")):
        comparison = comparing.compare(store, library, f"{ID}case/{SONG}/{path.stem}")
        english, chinese = (report_of(comparison, language) for language in ("en", "zh"))
        assert [(s.name, len(s.table.rows)) for s in english.sections] == [
            (s.name, len(s.table.rows)) for s in chinese.sections
        ]
