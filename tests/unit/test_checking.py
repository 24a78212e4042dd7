"""Checking files within the graph that they would join, and the forms of its report."""

import json
from datetime import UTC, datetime
from hashlib import sha256
from importlib import metadata
from pathlib import Path

import pytest
from rdflib import PROV, RDF, RDFS, SH, Graph, Literal, Namespace, URIRef

from cocreation.errors import SourceError
from cocreation.model import FileGraph
from cocreation.namespaces import CST, GRAPH, ID, VSH
from cocreation.services.check_report import CheckReport
from cocreation.services.checking import check_files, check_project
from cocreation.services.findings_text import write_findings
from cocreation.services.project import read_project

DASH = Namespace("http://datashapes.org/dash#")
PREFIXES = """@prefix cst: <https://w3id.org/cocreation/case-study#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix vcc: <https://w3id.org/cocreation/model#> .
@prefix vsh: <https://w3id.org/cocreation/shapes#> .
@base <https://w3id.org/cocreation/id/> .
"""
ONTOLOGY = """cst:Case a owl:Class . vcc:Partnership a owl:Class ; rdfs:subClassOf cst:Case .
cst:Source a owl:Class . cst:sourceCode a owl:DatatypeProperty ; rdfs:domain cst:Source .
cst:summary a owl:AnnotationProperty .
"""
SHAPES = """vsh:CaseShape-summary a sh:PropertyShape ; sh:targetClass cst:Case ;
  sh:path cst:summary ; sh:minCount 1 ; sh:maxCount 1 ;
  sh:message "Give one summary."@en, "请给出一个摘要。"@zh .
vsh:SourceShape-code a sh:PropertyShape ; sh:targetClass cst:Source ;
  sh:path [ sh:inversePath cst:usesSource ] ; sh:maxCount 1 ; sh:severity sh:Warning ;
  sh:message "Only one case may use a source."@en, "一个来源只能用于一个案例。"@zh .
vsh:SourceShape-label a sh:PropertyShape ; sh:targetClass cst:Source ;
  sh:path rdfs:label ; sh:minCount 1 ; sh:severity sh:Info ; sh:message "Name it."@en .
"""
USES = "cst:usesSource a owl:ObjectProperty ; rdfs:domain cst:Case .\n"
ONE = """<case/one> a vcc:Partnership ; rdfs:label "案例一"@zh, "Case one"@en ;
  cst:summary "It is one."@en ;
  cst:usesSource <source/a> .
"""
TWO = '<case/two> a vcc:Partnership ; cst:summary "It is two."@en .\n'
SOURCES = '<source/a> a cst:Source ; cst:sourceCode "A" .\n'
FIRST = PREFIXES.count("\n") + 1  # the line of a file after its prefixes


def write(path: Path, turtle: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(PREFIXES + turtle, encoding="utf-8")
    return path


@pytest.fixture
def project(tmp_path) -> Path:
    root = tmp_path / "project"
    write(root / "ontology/case-study.ttl", ONTOLOGY + USES)
    write(root / "shapes/case-study.ttl", SHAPES)
    write(root / "data/sources.ttl", SOURCES)
    write(root / "data/cases/one.ttl", ONE)
    write(root / "data/cases/two.ttl", TWO)
    return root


@pytest.fixture
def graphs(project) -> tuple[FileGraph, ...]:
    return read_project(project)


def told(report: CheckReport) -> list[tuple[str, str]]:
    return [(f.focus.removeprefix(ID), f.shape.removeprefix(VSH)) for f in report.findings]


def test_a_project_is_checked_whole_with_places_and_labels(project, graphs):
    report = check_project(graphs)
    assert told(report) == [("source/a", "SourceShape-label")]
    [finding] = report.findings
    assert finding.position is not None
    assert finding.position.file == str(project / "data/sources.ttl")
    assert finding.position.line == FIRST
    assert (report.conforms, report.exit_code, report.count("info")) == (True, 0, 1)


def test_a_file_takes_the_place_of_the_graph_with_its_case(tmp_path, graphs):
    file = write(tmp_path / "new.ttl", ONE.replace("It is one", "It is new"))
    report = check_files([file], graphs)
    assert told(report) == []  # two summaries, if the case of the graph still stood
    assert report.replaced == (GRAPH + "data/cases/one",)


def test_a_file_of_the_project_takes_the_place_of_its_own_graph(project, graphs):
    file = write(project / "data/sources.ttl", '<source/a> a cst:Source ; rdfs:label "a" .')
    report = check_files([file], graphs)
    assert (told(report), report.replaced) == ([], (GRAPH + "data/sources",))


def test_a_file_with_a_case_of_its_own_replaces_nothing(tmp_path, graphs):
    report = check_files([write(tmp_path / "new.ttl", "<case/three> a vcc:Partnership .")], graphs)
    assert told(report) == [("case/three", "CaseShape-summary")]
    assert (report.replaced, report.exit_code) == ((), 1)


def test_files_are_checked_together(tmp_path, graphs):
    case = write(tmp_path / "case.ttl", "<case/three> a vcc:Partnership .")
    rest = write(tmp_path / "rest.ttl", '<case/three> cst:summary "It is three."@en .')
    assert check_files([case], graphs).exit_code == 1
    assert check_files([case, rest], graphs).exit_code == 0


def test_findings_elsewhere_are_told_only_when_the_files_cause_them(tmp_path, graphs):
    three = '<case/three> a vcc:Partnership ; cst:summary "It is three."@en'
    quiet = check_files([write(tmp_path / "quiet.ttl", f"{three} .")], graphs)
    assert told(quiet) == []  # the source still has no label, but that is not the file's doing
    loud = write(tmp_path / "loud.ttl", f"{three} ; cst:usesSource <source/a> .")
    report = check_files([loud], graphs)
    assert told(report) == [("source/a", "SourceShape-code")]
    assert (report.exit_code, report.count("warning")) == (0, 1)


def test_findings_have_the_place_of_the_statement_or_of_the_subject(tmp_path, graphs):
    text = '<case/three> a vcc:Partnership ;\n  rdfs:label "三"@zh ;\n  cst:sumary "x" .\n'
    file = write(tmp_path / "new.ttl", text)
    places = {f.path: f.position for f in check_files([file], graphs).findings}
    misspelt, missing = places[CST + "sumary"], places[CST + "summary"]
    assert misspelt is not None
    assert missing is not None
    assert (misspelt.file, misspelt.line) == (str(file), FIRST + 2)
    assert (missing.file, missing.line) == (str(file), FIRST)


def test_a_node_without_an_iri_has_the_place_where_it_is_pointed_at(tmp_path, graphs):
    text = '<case/three> a vcc:Partnership ; cst:summary "x" ;\n  rdfs:seeAlso [ a cst:Case ] .'
    report = check_files([write(tmp_path / "new.ttl", text)], graphs)
    [finding] = report.findings
    assert finding.position is not None
    assert (finding.focus[:2], finding.position.line) == ("_:", FIRST + 1)
    assert "\na node without an IRI\n" in "\n" + write_findings(report, "text", "en")


def test_both_engines_report_the_same(tmp_path, graphs):
    file = write(tmp_path / "new.ttl", "<case/three> a vcc:Partnership ; cst:sumary 1 .")
    fast = check_files([file], graphs)
    assert fast == check_files([file], graphs, engine="reference")
    assert [f.suggestion for f in fast.findings] == [CST + "summary", None]


def test_a_file_that_is_not_there_is_named(tmp_path, graphs):
    with pytest.raises(SourceError) as raised:
        check_files([tmp_path / "none.ttl"], graphs)
    assert raised.value.details == {"file": str(tmp_path / "none.ttl")}
    assert "none.ttl" in raised.value.message.zh


def test_a_syntax_error_names_file_line_and_column(tmp_path, graphs):
    file = write(tmp_path / "bad.ttl", "<case/three> a\n  vcc:Partnership ; ; ] .")
    with pytest.raises(SourceError) as raised:
        check_files([file], graphs)
    details = raised.value.details
    assert (details["file"], details["line"]) == (str(file), FIRST + 1)
    assert isinstance(details["column"], int)


def test_text_is_grouped_by_subject_in_the_language_asked_for(tmp_path, graphs):
    file = write(tmp_path / "new.ttl", ONE.replace('cst:summary "It is one."@en ;', ""))
    report = check_files([file], graphs)
    assert write_findings(report, "text", "en") == (
        "Checked in place of data/cases/one.\n\n"
        "Case one  case/one\n"
        f"  {file}:{FIRST}:1: violation: Give one summary.\n"
        "    rule vsh:CaseShape-summary · cst:summary\n\n"
        "violations: 1, warnings: 0, information: 0\n"
    )
    chinese = write_findings(report, "text", "zh")
    assert "案例一  case/one\n" in chinese
    assert "违规：请给出一个摘要。" in chinese
    assert chinese.endswith("违规 1 处，警告 0 处，提示 0 处\n")


def test_text_says_so_where_nothing_is_found(graphs):
    report = check_files([], graphs)
    assert write_findings(report, "text", "en") == "Nothing found: all shapes hold.\n"


def test_json_has_every_field_of_a_finding(tmp_path, graphs):
    file = write(tmp_path / "new.ttl", TWO.replace(" .\n", ' ; cst:sumary "x"@en .\n'))
    document = json.loads(write_findings(check_files([file], graphs), "json"))
    [finding] = document["findings"]
    message, position = finding.pop("message"), finding.pop("position")
    assert finding == {
        "focus": ID + "case/two",
        "label": None,
        "path": CST + "sumary",
        "value": {"type": "literal", "value": "x", "xml:lang": "en"},
        "shape": VSH + "PartnershipTermsShape",
        "component": str(SH.ClosedConstraintComponent),
        "severity": "violation",
        "suggestion": CST + "summary",
        "mends": [],
    }
    assert set(message) == {"en", "zh"}
    assert (position["file"], position["line"]) == (str(file), FIRST)
    assert document["conforms"] is False
    assert document["counts"] == {"violation": 1, "warning": 0, "info": 0}


def test_a_page_says_the_same_and_lets_no_markup_through(tmp_path, graphs):
    text = '<case/three> a vcc:Partnership ; rdfs:label "<b>&"@en ; cst:sumary "x" .'
    page = write_findings(check_files([write(tmp_path / "x.ttl", text)], graphs), "html", "zh")
    assert '<html lang="zh-Hans">' in page
    assert "请给出一个摘要。" in page
    assert "&lt;b&gt;&amp; <small>case/three</small>" in page


def test_a_report_says_of_what_it_is(tmp_path, graphs):
    text = ONE.replace("cst:summary", "cst:ofStudy <study/s> ; cst:summary")
    file = write(tmp_path / "new.ttl", text)
    before = datetime.now(UTC).replace(microsecond=0)
    report = check_files([file], graphs, engine="reference")
    facts = json.loads(write_findings(report, "json"))["facts"]
    assert before <= datetime.fromisoformat(facts.pop("time")) <= datetime.now(UTC)
    assert facts == {
        "files": [{"name": "new.ttl", "digest": sha256(file.read_bytes()).hexdigest()}],
        "studies": [
            {"iri": f"{ID}study/s", "label": {"en": "study/s", "zh": "study/s"}, "cases": 0}
        ],
        "cases": [{"iri": f"{ID}case/one", "label": {"en": "Case one", "zh": "案例一"}}],
        "graphs": 3,  # the ontology, the sources, the other case
        "engine": "reference",
        "library": f"pyshacl {metadata.version('pyshacl')}",
        "version": f"cocreation {metadata.version('cocreation')}",
    }


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ["Report of a check", "File", "Checked within", "with 12 other cases", "Case one"]),
        ("zh", ["检查报告", "文件", "所在研究", "另有案例 12 个", "案例一"]),
    ],
)
def test_the_head_of_the_page_says_it_too(language, said, tmp_path, root):
    text = ONE.replace("cst:summary", "cst:ofStudy <study/song-2025> ; cst:summary")
    file = write(tmp_path / "new.ttl", text)
    page = write_findings(check_files([file], read_project(root)), "html", language)
    head = page.partition("<main>")[0]
    digest = sha256(file.read_bytes()).hexdigest()
    version = f"cocreation {metadata.version('cocreation')}"
    assert [
        one for one in [*said, "new.ttl", digest, version, " UTC", "pyshifty"] if one not in head
    ] == []
    assert "@media print" in page
    assert "http" not in page.partition("<body>")[0]  # it needs nothing from elsewhere


def test_turtle_says_where_what_was_meant_and_what_mends_it(tmp_path, root):
    shipped = root / "data/song-2025/cases/jd-cloud-deyi-dairy.ttl"
    user = "vcc:hasUser <id/organization/deyi-d{}ry>"
    file = tmp_path / "new.ttl"
    file.write_text(shipped.read_text("utf-8").replace(user.format("ai"), user.format("a")))
    report = check_files([file], read_project(root), mends=True)
    graph = Graph().parse(data=write_findings(report, "turtle"), format="turtle")
    wrong, meant = (URIRef(f"{ID}organization/deyi-d{mid}ry") for mid in ("a", "ai"))
    [result] = graph.subjects(SH.value, wrong)
    place = graph.value(result, PROV.atLocation)
    assert str(graph.value(place, RDFS.label)) == f"{file}:16:15"
    assert graph.value(result, RDFS.seeAlso) == meant
    [update] = graph.objects(result, DASH.suggestion)
    assert (update, RDF.type, DASH.GraphUpdate) in graph
    added, deleted = (graph.value(update, DASH[name]) for name in ("addedTriple", "deletedTriple"))
    assert (graph.value(added, RDF.object), graph.value(deleted, RDF.object)) == (meant, wrong)
    case = URIRef(f"{ID}case/song-2025/jd-cloud-deyi-dairy")
    assert {graph.value(one, RDF.subject) for one in (added, deleted)} == {case}


def test_turtle_is_a_validation_report(tmp_path, graphs):
    file = write(tmp_path / "new.ttl", "<case/three> a vcc:Partnership .")
    turtle = write_findings(check_files([file], graphs), "turtle")
    report = Graph().parse(data=turtle, format="turtle")
    result = report.value(None, RDF.type, SH.ValidationResult)
    assert Literal("请给出一个摘要。", lang="zh") in set(report.objects(result, SH.resultMessage))


@pytest.mark.parametrize(
    "text",
    [
        "<http://example.org/x> <http://example.org/p> 'unrelated' .",
        "<http://example.org/x> a <http://w3id.org/cocreation/model#Partnership> .",
    ],
)
def test_a_file_in_which_nothing_can_be_checked_is_not_called_sound(tmp_path, root, text):
    path = tmp_path / "stranger.ttl"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SourceError, match="nothing can be checked"):
        check_files([path], read_project(root))


def test_a_node_of_ours_without_a_known_class_is_found_whatever_is_said_of_it(tmp_path, root):
    path = tmp_path / "classless.ttl"
    path.write_text(
        PREFIXES + '<case/my/one> rdfs:label "X"@en .\n'
        "<case/my/two> a <http://example.org/Case> .\n"
        "<organization/dada> vcc:inSector <sector/logistics> .\n",
        encoding="utf-8",
    )
    report = check_files([path], read_project(root))
    found = {finding.focus for finding in report.findings if finding.severity == "violation"}
    assert found == {ID + "case/my/one", ID + "case/my/two"}
