"""Submitted cases: what is kept, what is refused, who may, and what a build does with them."""

import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace

import pytest

from cocreation.errors import (
    ConflictError,
    ForbiddenError,
    InvalidDataError,
    NotOfferedError,
    SourceError,
    SubmissionError,
    UnknownNameError,
    WithdrawnError,
)
from cocreation.namespaces import CST, ID, RDF, RDFS
from cocreation.services.building import build
from cocreation.services.cases import CaseName
from cocreation.services.history import read_histories, read_history
from cocreation.services.stores import stored_graphs
from cocreation.services.submitting import Submissions
from cocreation.settings import Settings, SparqlServer
from cocreation.store import embedded, locks, revisions
from small_project import make_project
from submissions import ANN, BOB, CASE, EDITOR, UNLABELLED, turtle

NAME = CaseName("new", "one")
OTHER = f"{ID}case/new/other"


@pytest.fixture
def settings(tmp_path):
    made = Settings(project=make_project(tmp_path / "project"), store=tmp_path / "store")
    build(made)
    return made


@pytest.fixture
def submissions(settings):
    return Submissions(settings)


def asks(settings: Settings, pattern: str) -> bool:
    with closing(embedded.open_snapshot(settings.store)) as stored:
        return b"true" in stored.answer(f"ASK {{ {pattern} }}").body


def said(settings: Settings) -> set[str]:
    """The case's labels, by plain patterns, which see the union of all graphs."""
    query = f"SELECT ?label WHERE {{ <{CASE}> <{RDFS}label> ?label }}"
    with closing(embedded.open_snapshot(settings.store)) as stored:
        return {row[0].value for row in stored.select(query).rows if row[0]}


def deeds(settings: Settings) -> list[tuple[int, str, str]]:
    with closing(embedded.open_snapshot(settings.store)) as stored:
        return [(deed.number, deed.kind, deed.by) for deed in read_history(stored, NAME)]


def test_a_case_is_kept_in_a_graph_of_its_own_with_its_inferences(settings, submissions):
    kept = submissions.submit(turtle(), "case.ttl", ANN)
    assert (kept.case, kept.changed, kept.deed.number) == (NAME, True, 1)
    assert kept.report.conforms
    assert asks(settings, f"GRAPH <{NAME.graph}> {{ <{CASE}> <{RDFS}label> 'New one'@en }}")
    assert asks(settings, f"GRAPH <{NAME.inferred}> {{ <{CASE}> <{RDF}type> <{CST}Case> }}")
    assert said(settings) == {"New one"}


def test_a_second_submission_is_a_new_revision_and_takes_the_place_of_the_first(
    settings, submissions
):
    submissions.submit(turtle("First"), "case.ttl", ANN)
    assert submissions.submit(turtle("Second"), "case.ttl", ANN).deed.number == 2
    assert said(settings) == {"Second"}
    assert deeds(settings) == [(1, "submitted", "ann"), (2, "revised", "ann")]


def test_the_same_again_changes_nothing(settings, submissions):
    submissions.submit(turtle(), "case.ttl", ANN)
    before = embedded.current_snapshot(settings.store)
    kept = submissions.submit(turtle(), "again.ttl", ANN, expected="")
    assert (kept.changed, kept.deed.number) == (False, 1)
    assert embedded.current_snapshot(settings.store) == before


def test_the_provenance_tells_who_when_from_which_file_and_of_which_revision(settings, submissions):
    submissions.submit(turtle("First"), "folder/case.ttl", ANN)
    submissions.submit(turtle("Second"), "case-2.ttl", ANN)
    assert asks(
        settings,
        f"""GRAPH <{NAME.history}> {{
        ?second a <http://www.w3.org/ns/prov#Entity> ;
          <http://www.w3.org/ns/prov#specializationOf> <{CASE}> ;
          <http://www.w3.org/ns/prov#wasRevisionOf> ?first ;
          <http://www.w3.org/ns/prov#wasDerivedFrom> ?file ;
          <http://www.w3.org/ns/prov#wasAttributedTo>/<http://xmlns.com/foaf/0.1/name> "ann" ;
          <http://www.w3.org/ns/prov#generatedAtTime> ?when .
        ?first <http://www.w3.org/ns/prov#specializationOf> <{CASE}> .
        ?file <http://purl.org/dc/terms/title> "case-2.ttl" ;
          <http://purl.org/dc/terms/identifier> ?digest FILTER(STRLEN(?digest) = 64) }}""",
    )


def test_a_violation_keeps_a_case_out_and_is_told(settings, submissions):
    before = embedded.current_snapshot(settings.store)
    with pytest.raises(InvalidDataError, match="violates the shapes in 1 place") as raised:
        submissions.submit(UNLABELLED, "case.ttl", ANN)
    assert raised.value.report
    assert "请添加“名称”" in raised.value.report.zh
    assert embedded.current_snapshot(settings.store) == before
    assert deeds(settings) == []


def test_a_faulty_revision_leaves_the_one_before(settings, submissions):
    submissions.submit(turtle(), "case.ttl", ANN)
    with pytest.raises(InvalidDataError):
        submissions.submit(UNLABELLED, "case.ttl", ANN)
    assert said(settings) == {"New one"}


def test_what_cannot_be_read_says_where(submissions):
    with pytest.raises(SourceError, match=r"case\.ttl, line 1"):
        submissions.submit(b"<urn:x> <urn:y", "case.ttl", ANN)


def test_a_withdrawn_case_is_in_no_query_and_can_be_restored(settings, submissions):
    submissions.submit(turtle("First"), "case.ttl", ANN)
    submissions.submit(turtle("Second"), "case.ttl", ANN)
    submissions.withdraw(NAME, ANN)
    assert said(settings) == set()
    assert not asks(settings, f"GRAPH <{NAME.inferred}> {{ ?s ?p ?o }}")
    with pytest.raises(WithdrawnError) as raised:
        submissions.withdraw(NAME, ANN)
    assert len(raised.value.details["history"]) == 3
    kept = submissions.restore(NAME, 1, ANN)
    assert (kept.deed.number, kept.deed.restored) == (4, 1)
    assert said(settings) == {"First"}
    assert [kind for _, kind, _ in deeds(settings)] == [
        "submitted",
        "revised",
        "withdrawn",
        "restored",
    ]


@pytest.mark.parametrize("number", [2, 3])
def test_only_a_revision_that_said_something_can_be_restored(submissions, number):
    submissions.submit(turtle(), "case.ttl", ANN)
    submissions.withdraw(NAME, ANN)
    with pytest.raises(UnknownNameError, match="choose one of 1"):
        submissions.restore(NAME, number, ANN)


def test_a_revision_that_was_lost_is_not_restored_as_something_else(settings, submissions):
    deed = submissions.submit(turtle("First"), "case.ttl", ANN).deed
    submissions.submit(turtle("Second"), "case.ttl", ANN)
    assert b"First" in revisions.read(settings.store, deed.content)
    (settings.store / "revisions" / f"{deed.content}.nt").write_bytes(b"changed")
    with pytest.raises(Exception, match="submit the file again"):
        submissions.restore(NAME, 1, ANN)
    assert said(settings) == {"Second"}


def test_a_case_that_was_never_submitted_can_neither_be_withdrawn_nor_restored(submissions):
    with pytest.raises(UnknownNameError, match="No case new/one was submitted"):
        submissions.withdraw(NAME, ANN)
    with pytest.raises(UnknownNameError, match="No case new/one was submitted"):
        submissions.restore(NAME, 1, ANN)


def test_published_cases_are_revised_by_a_build_alone(submissions):
    published = CaseName("s", "one")
    with pytest.raises(ForbiddenError, match="cocreation build"):
        submissions.submit(turtle(case=published.iri), "case.ttl", EDITOR)
    with pytest.raises(ForbiddenError, match="cocreation build"):
        submissions.withdraw(published, EDITOR)


def test_a_published_study_takes_no_further_case(settings, submissions):
    study = f"\n<{ID}study/s> a <{CST}Study> .\n"
    data = settings.project / "data" / "small.ttl"
    data.write_text(data.read_text(encoding="utf-8") + study, encoding="utf-8")
    build(settings)
    with pytest.raises(ForbiddenError, match="a study of its own"):
        submissions.submit(turtle(case=f"{ID}case/s/three"), "case.ttl", ANN)


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        ('<case/s/two> rdfs:label "Mine now"@en .', "case/s/two"),
        ('<case/new/other> rdfs:label "A second one"@en .', "case/new/other"),
        ('<evidence/s/e1> rdfs:label "Of another study"@en .', "evidence/s/e1"),
        ('cst:Case rdfs:comment "Changed"@en .', "cst:Case"),
        ('<http://example.org/x> rdfs:label "Elsewhere"@en .', "example.org"),
        ('<deed/new/one/1> rdfs:label "Forged"@en .', "deed/new/one/1"),
        ('<../graph/data/small> rdfs:label "A graph"@en .', "graph/data/small"),
        ('<publication/s> rdfs:label "Of another study"@en .', "publication/s"),
    ],
)
def test_what_is_said_of_others_is_refused_and_named(settings, submissions, statement, named):
    with pytest.raises(SubmissionError, match="is not of this case") as raised:
        submissions.submit(turtle(more=statement), "case.ttl", ANN)
    assert named in raised.value.message.en
    assert named in raised.value.message.zh
    assert deeds(settings) == []


def test_what_the_files_say_already_may_be_repeated_and_stays_theirs(settings, submissions):
    submissions.submit(turtle(more='<case/s/two> rdfs:label "Two"@en .'), "case.ttl", ANN)
    assert not asks(settings, f"GRAPH <{NAME.graph}> {{ <{ID}case/s/two> ?p ?o }}")
    submissions.withdraw(NAME, ANN)
    assert asks(settings, f"<{ID}case/s/two> <{RDFS}label> 'Two'@en")


def test_a_study_describes_its_own_publication(settings, submissions):
    more = '<publication/new> a cst:Construct ; rdfs:label "An article"@en .'
    submissions.submit(turtle(more=more), "case.ttl", ANN)
    assert asks(settings, f"<{ID}publication/new> <{RDFS}label> 'An article'@en")


def test_what_two_cases_of_a_study_share_can_be_changed_in_either(settings, submissions):
    """The study is one submitter's, and so is what its cases say of its sources and coders."""
    shared = "<source/new/T1> a cst:Construct . <organization/acme> a cst:Construct . "
    more = '<source/new/T1> rdfs:label "T1"@en . <organization/acme> rdfs:label "Acme"@en .'
    submissions.submit(turtle(more=shared), "case.ttl", ANN)
    submissions.submit(turtle(case=OTHER, more=shared + more), "other.ttl", ANN)
    assert asks(settings, f"<{ID}source/new/T1> <{RDFS}label> 'T1'@en")
    assert asks(settings, f"<{ID}organization/acme> <{RDFS}label> 'Acme'@en")


@pytest.mark.parametrize("bobs", ["bobs", "of-bob"])
def test_a_new_organization_belongs_to_the_first_who_describes_it(settings, submissions, bobs):
    new = '<organization/acme> a cst:Construct ; rdfs:label "Acme"@en .'
    submissions.submit(turtle(more=new), "case.ttl", ANN)
    other = turtle(
        case=f"{ID}case/{bobs}/two",
        more='<organization/acme> a cst:Construct ; rdfs:label "Mine"@en .',
    )
    with pytest.raises(SubmissionError, match="others have described organization/acme already"):
        submissions.submit(other, "case.ttl", BOB)
    submissions.submit(turtle(case=f"{ID}case/{bobs}/one", more=new), "case.ttl", BOB)
    with pytest.raises(SubmissionError, match="others have described organization/acme already"):
        submissions.submit(other, "case.ttl", BOB)
    submissions.withdraw(NAME, ANN)
    assert asks(settings, f"<{ID}organization/acme> <{RDFS}label> 'Acme'@en")


@pytest.mark.parametrize(
    "statement",
    [
        "<kind/new/x> rdfs:subClassOf cst:Case .",
        "<kind/new/x> a owl:Class .",
        "<kind/new/x> a sh:NodeShape ; sh:targetClass cst:Case .",
        "<kind/new/x> owl:sameAs <case/s/one> .",
    ],
)
def test_a_submission_defines_no_terms_and_no_shapes(submissions, statement):
    with pytest.raises(SubmissionError, match="defines no terms"):
        submissions.submit(turtle(more=statement), "case.ttl", ANN)


@pytest.mark.parametrize(
    "link", ["<javascript:alert(1)>", "<file:///etc/passwd>", "<data:text/html,x>", "<urn:x:y>"]
)
def test_only_links_of_the_web_are_kept(submissions, link):
    with pytest.raises(SubmissionError, match="Only links with http or https"):
        submissions.submit(turtle(more=f"<{CASE}> rdfs:seeAlso {link} ."), "case.ttl", ANN)
    text = link.strip("<>")
    address = f'<{CASE}> rdfs:comment "{text}"^^xsd:anyURI .'
    with pytest.raises(SubmissionError, match="Only links with http or https"):
        submissions.submit(turtle(more=address), "case.ttl", ANN)


def test_named_graphs_in_a_submission_become_the_case_s_own_graph(settings, submissions):
    trig = (
        turtle()
        + f'GRAPH <{ID}../graph/data/small> {{ <{CASE}> rdfs:comment "Inside"@en }}'.encode()
    )
    submissions.submit(trig, "case.trig", ANN)
    assert asks(settings, f"GRAPH <{NAME.graph}> {{ <{CASE}> <{RDFS}comment> ?inside }}")
    with closing(embedded.open_snapshot(settings.store)) as stored:
        graphs = {graph for graph, _ in stored.said_of(CASE)}
    assert graphs == {NAME.graph, NAME.inferred}


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (turtle(case=f"{ID}case/new/Not_A_Slug"), "no name for a submitted case"),
        (turtle(case="http://example.org/case"), "no name for a submitted case"),
        (
            turtle(more=f'<{OTHER}> a vcc:Partnership ; rdfs:label "Other"@en .'),
            "describes 2 cases",
        ),
        (
            turtle().replace(b"a vcc:Partnership ;", b"cst:kind 'x' ;"),
            "describes no case; say of one that it is a cst:Case, or",
        ),
    ],
)
def test_a_file_has_one_case_with_a_name_of_ours(submissions, data, words):
    with pytest.raises(SubmissionError, match=words):
        submissions.submit(data, "case.ttl", ANN)


def test_a_study_is_its_submitters_and_an_editors(settings, submissions):
    submissions.submit(turtle(), "case.ttl", ANN)
    with pytest.raises(ForbiddenError, match="is ann's"):
        submissions.submit(turtle("Bob's"), "case.ttl", BOB)
    with pytest.raises(ForbiddenError, match="is ann's"):
        submissions.submit(turtle(case=OTHER), "case.ttl", BOB)
    with pytest.raises(ForbiddenError, match="is ann's"):
        submissions.withdraw(NAME, BOB)
    with pytest.raises(ForbiddenError, match="is ann's"):
        submissions.restore(NAME, 1, BOB)
    submissions.submit(turtle("Edited"), "case.ttl", EDITOR)
    assert said(settings) == {"Edited"}


def test_a_case_that_is_not_as_expected_is_left_alone(settings, submissions):
    first = submissions.submit(turtle("First"), "case.ttl", ANN, expected="").deed
    with pytest.raises(ConflictError, match="was submitted already") as raised:
        submissions.submit(turtle("Second"), "case.ttl", ANN, expected="")
    assert raised.value.details["etag"] == f'"{first.tag}"'
    submissions.submit(turtle("Second"), "case.ttl", ANN, expected=first.tag)
    with pytest.raises(ConflictError, match="meanwhile"):
        submissions.submit(turtle("Third"), "case.ttl", ANN, expected=first.tag)
    with pytest.raises(ConflictError, match="meanwhile"):
        submissions.withdraw(NAME, ANN, expected=first.tag)
    assert said(settings) == {"Second"}


def test_a_build_keeps_what_was_submitted_and_infers_from_it_again(settings, submissions):
    submissions.submit(turtle(), "case.ttl", ANN)
    before = deeds(settings)
    ontology = settings.project / "ontology" / "small.ttl"
    more = "\ncst:Thing a owl:Class . cst:Case rdfs:subClassOf cst:Thing .\n"
    ontology.write_text(ontology.read_text(encoding="utf-8") + more, encoding="utf-8")
    report = build(settings)
    assert (report.submitted, report.lapsed) == (1, None)
    assert said(settings) == {"New one"}
    assert asks(settings, f"GRAPH <{NAME.inferred}> {{ <{CASE}> a <{CST}Thing> }}")
    assert deeds(settings) == before
    assert submissions.restore(NAME, 1, ANN).changed is False


def test_a_build_keeps_and_names_a_case_that_no_longer_conforms(settings, submissions):
    submissions.submit(turtle(), "case.ttl", ANN)
    shapes = settings.project / "shapes" / "small.ttl"
    text = shapes.read_text(encoding="utf-8").replace("sh:minCount 1", "sh:minCount 2")
    shapes.write_text(text, encoding="utf-8")
    report = build(settings)
    assert report.lapsed
    assert [finding.focus for finding in report.lapsed.findings] == [CASE]
    assert said(settings) == {"New one"}


def test_a_withdrawn_case_stays_withdrawn_over_a_build(settings, submissions):
    submissions.submit(turtle(), "case.ttl", ANN)
    submissions.withdraw(NAME, ANN)
    build(settings, again=True)
    assert said(settings) == set()
    assert [kind for _, kind, _ in deeds(settings)] == ["submitted", "withdrawn"]


def test_what_is_submitted_while_a_build_is_at_work_is_kept_and_inferred_from(
    settings, submissions, monkeypatch
):
    write = embedded.write

    def meanwhile(*arguments, **options):
        Submissions(settings).submit(turtle(), "case.ttl", ANN)
        write(*arguments, **options)

    monkeypatch.setattr("cocreation.store.folder.embedded.write", meanwhile)
    ontology = settings.project / "ontology" / "small.ttl"
    more = "\ncst:Thing a owl:Class . cst:Case rdfs:subClassOf cst:Thing .\n"
    ontology.write_text(ontology.read_text(encoding="utf-8") + more, encoding="utf-8")
    build(settings)
    assert said(settings) == {"New one"}
    assert asks(settings, f"GRAPH <{NAME.inferred}> {{ <{CASE}> a <{CST}Thing> }}")


def test_a_submission_and_a_build_wait_for_another_writer(settings, submissions):
    with ThreadPoolExecutor() as threads:
        with locks.writing(settings.store):
            building = threads.submit(build, settings, again=True)
            submitting = threads.submit(submissions.submit, turtle(), "case.ttl", ANN)
            time.sleep(0.5)
            assert not submitting.done()
        assert submitting.result().changed
        assert not building.result().unchanged
    assert said(settings) == {"New one"}
    assert asks(settings, f"GRAPH <{NAME.inferred}> {{ <{CASE}> a <{CST}Case> }}")


def test_a_history_is_no_data_to_check(settings, submissions):
    submissions.submit(turtle(), "case.ttl", ANN)
    submissions.submit(turtle(case=OTHER), "other.ttl", ANN)
    assert {g.name for g in stored_graphs(settings)} >= {NAME.graph, NAME.history}
    with closing(embedded.open_snapshot(settings.store)) as stored:
        assert [str(name) for name in read_histories(stored)] == ["new/one", "new/other"]


def test_a_sparql_server_keeps_no_cases_yet(settings):
    served = replace(settings, store=SparqlServer("http://127.0.0.1:1/", "http://127.0.0.1:1/"))
    with pytest.raises(NotOfferedError, match="not kept on a SPARQL server yet"):
        Submissions(served).submit(turtle(), "case.ttl", ANN)
