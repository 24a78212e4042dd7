"""A value that points at nothing known is told once, with the nearest thing of a fitting kind."""

from collections import Counter
from dataclasses import replace

import pyoxigraph as oxigraph
import pytest

from cocreation.intake.case_file import CaseFile
from cocreation.intake.positions import Positions
from cocreation.model import Finding, Position, Term
from cocreation.namespaces import CST, GRAPH, ID, PREFIXES, VCC, VSH
from cocreation.services.checking import check_cases, check_files
from cocreation.services.joined import Joined
from cocreation.services.project import read_project
from cocreation.store.lookups import Lookups

CASE = "data/song-2025/cases/jd-cloud-deyi-dairy.ttl"
SYNTAXES = {
    "ttl": oxigraph.RdfFormat.TURTLE,
    "trig": oxigraph.RdfFormat.TRIG,
    "nt": oxigraph.RdfFormat.N_TRIPLES,
    "nq": oxigraph.RdfFormat.N_QUADS,
    "jsonld": oxigraph.RdfFormat.JSON_LD,
    "rdf": oxigraph.RdfFormat.RDF_XML,
}
# What a person may write wrong, where, and what was meant; None where nothing is near.
MISSPELT = [
    (VCC + "hasUser", "organization/deyi-dairy", "organization/deyi-dary", True),
    (VCC + "hasUser", "organization/deyi-dairy", "organization/得益乳业", True),
    (CST + "supports", "concept/song-2025/create-new-knowledge", "concept/song-2025/create", None),
    (
        CST + "supports",
        "concept/song-2025/create-new-knowledge",
        "concept/song-2052/create-new-knowledge",
        True,
    ),
    (
        CST + "corroborates",
        "proposition/song-2025/knowledge-development-drives-aggregation",
        "proposition/song-2025/knowlege-development-drives-agregation",
        True,
    ),
    (PREFIXES["prov"] + "wasAttributedTo", "coding-team/cocreation/editors", "coding-team/x", None),
    (CST + "locatedIn", "part/song-2025/table-2", "part/song-2025/tabel-2", True),
]


@pytest.fixture(scope="module")
def shipped(root):
    return Joined.in_graphs(read_project(root))


@pytest.fixture(scope="module")
def checked(root, shipped, tmp_path_factory):
    """A function that checks the case with one value in place of another, in a syntax."""
    folder = tmp_path_factory.mktemp("cases")
    quads = list(oxigraph.parse((root / CASE).read_bytes(), format=SYNTAXES["ttl"]))

    def check(predicate, right, wrong, syntax="nt", **options):
        old, new = oxigraph.NamedNode(ID + right), oxigraph.NamedNode(ID + wrong)
        triples = [
            oxigraph.Triple(q.subject, q.predicate, new)
            if (q.predicate.value, q.object) == (predicate, old)
            else q.triple
            for q in quads
        ]
        path = folder / f"case.{syntax}"
        path.write_bytes(oxigraph.serialize(triples, format=SYNTAXES[syntax]) or b"")
        return about(check_files([path], shipped, **options).findings, wrong)

    return check


def about(findings: tuple[Finding, ...], path: str) -> list[Finding]:
    return [f for f in findings if f.value == Term("iri", ID + path)]


@pytest.mark.parametrize(("predicate", "right", "wrong", "meant"), MISSPELT)
def test_what_is_unknown_is_told_with_what_was_meant(predicate, right, wrong, meant, checked):
    found = checked(predicate, right, wrong)
    assert {f.path for f in found} == {predicate}
    assert {f.severity for f in found} == {"violation"}
    assert {f.suggestion for f in found} == {ID + right if meant else None}
    assert all(f"Nothing is known of {wrong}:" in f.message.en for f in found)
    assert all(f"没有关于 {wrong} 的任何描述：" in f.message.zh for f in found)
    assert max(Counter((f.focus, f.path) for f in found).values()) == 1


def test_what_was_meant_is_named_by_its_label_and_its_place(checked):
    [finding] = checked(*MISSPELT[0][:3])
    assert "did you mean “Deyi Dairy” (organization/deyi-dairy)?" in finding.message.en
    assert "是否想写“得益乳业”（organization/deyi-dairy）？" in finding.message.zh


def test_where_nothing_is_near_it_is_said_what_kind_of_thing_is_wanted(checked):
    found = checked(*MISSPELT[2][:3])
    assert all("point at a known “Construct”" in f.message.en for f in found)
    assert all("请改指已知的“构念”" in f.message.zh for f in found)


@pytest.mark.parametrize("syntax", SYNTAXES)
def test_it_is_found_in_every_syntax(syntax, checked):
    [finding] = checked(*MISSPELT[0][:3], syntax)
    assert finding.suggestion == f"{ID}organization/deyi-dairy"
    assert isinstance(finding.position, Position)
    assert finding.position.line or finding.position.place


def test_the_other_engine_says_the_same(checked):
    wrong = MISSPELT[6][:3]
    assert checked(*wrong) == checked(*wrong, engine="reference")


def test_what_no_shape_asks_for_is_found_too(shipped, tmp_path):
    path = tmp_path / "note.ttl"
    path.write_text(
        f"<{ID}discrepancy/x/one> a <{CST}Discrepancy> ;"
        f" <{PREFIXES['skos']}related> <{ID}concept/song-2025/nothing> ."
    )
    [finding] = about(check_files([path], shipped).findings, "concept/song-2025/nothing")
    assert (finding.shape, finding.suggestion) == (VSH + "UnknownThingShape", None)


def test_the_exchange_is_offered_first_where_it_is_proven(checked):
    [finding] = checked(*MISSPELT[0][:3], mends=True)
    [change] = [mend.add for mend in finding.mends][:1]
    assert [triple.object.value for triple in change] == [f"{ID}organization/deyi-dairy"]


def test_what_pointed_at_a_thing_that_goes_is_at_fault(shipped):
    graph = shipped.graph(GRAPH + "data/organizations")
    academy = "organization/cas-institutes-of-science-and-development"
    gone = f"<{ID}{academy}> ".encode()
    kept = [line for line in graph.triples.splitlines(True) if not line.startswith(gone)]
    file = CaseFile(replace(graph, triples=b"".join(kept)), Positions("", ""))
    found = about(check_cases([file], shipped).findings, academy)
    assert {f.path for f in found} == {PREFIXES["org"] + "memberOf"}
    assert all(f"Nothing is known of {academy}" in f.message.en for f in found)


def test_without_anything_unknown_no_name_is_looked_for(root, shipped, monkeypatch):
    asked = []
    pointing = Lookups.pointing

    def counted(self, predicate, value):
        asked.append((predicate, value))
        return pointing(self, predicate, value)

    monkeypatch.setattr(Lookups, "pointing", counted)
    check_files([root / CASE], shipped)
    assert ("http://www.w3.org/1999/02/22-rdf-syntax-ns#type", VCC + "CloudUser") not in asked


def test_a_workbook_tells_the_cell_of_an_iri_that_is_unknown(shipped, tmp_path):
    folder = tmp_path / "case"
    folder.mkdir()
    (folder / "Evidence.csv").write_text(
        "Short id,Study,Case,Supports\ne1,song-2025,,concept/song-2025/group-trsut\n", "utf-8"
    )
    [finding] = about(check_files([folder], shipped).findings, "concept/song-2025/group-trsut")
    assert finding.suggestion == f"{ID}concept/song-2025/group-trust"
    assert finding.position is not None
    assert finding.position.place == "Evidence!D2"
