"""Two studies in one graph are checked together and answer together."""

from cocreation import turtle
from cocreation.namespaces import ID, VCC, VSH
from cocreation.services import querying, tables
from cocreation.services.auditing import audit
from cocreation.services.browsing import counts, read_citations
from cocreation.services.checking import check_project
from cocreation.services.figures import Figures, Wanted
from cocreation.services.matrix import read_matrix
from cocreation.services.project import read_project
from cocreation.services.studies import find_study, read_studies
from second_study import FILES, FIRST, SECOND

CASES = [f"{ID}case/lantern-2026/{one}-library" for one in ("maple", "harbour", "hill")]
TRUST = ID + "concept/lantern-2026/mutual-trust"
QUIET = ID + "concept/lantern-2026/quiet-hours"


def test_the_second_study_says_nothing_in_the_terms_of_the_first():
    texts = [path.read_text(encoding="utf-8") for path in FILES.rglob("*.ttl")]
    assert texts
    assert not [text for text in texts if VCC in text or "song-2025" in text]
    assert turtle.main(["--check", str(FILES)]) == 0


def test_both_conform_and_neither_is_told_of_the_other(both, root):
    together, alone = (
        {one.focus: [finding.shape for finding in one.findings] for one in report.subjects}
        for report in (check_project(read_project(both.project)), check_project(read_project(root)))
    )
    of_second = {focus: shapes for focus, shapes in together.items() if "lantern-2026" in focus}
    assert {focus: together[focus] for focus in together.keys() - of_second.keys()} == alone
    shapes = {shape for found in of_second.values() for shape in found}
    # Its own stated minutes do not add up, and two cases cite one kind of source.
    assert shapes == {VSH + "StatedInterviewMinutesShape", VSH + "SourceKindsShape"}


def test_studies_are_listed_with_what_each_has(asking):
    studies = read_studies(asking.store, asking.queries)
    assert [(one.slug, one.cases, one.constructs, one.items) for one in studies] == [
        ("song-2025", 12, 32, 56),
        ("lantern-2026", 3, 7, 7),
    ]
    assert find_study(studies, "lantern-2026").thing.iri == SECOND


def test_cases_of_both_are_listed_and_have_parties_only_where_they_are_partnerships(asking):
    rows = asking.records("cases/list-cases")
    assert len(rows) == len({row["case"] for row in rows}) == 15
    assert [row["case"] for row in rows if "provider" not in row] == CASES


def test_the_home_page_counts_the_cases_of_both(asking):
    assert counts(asking.store, asking.queries)[0].number == 15


def test_the_matrix_of_the_second_stands_by_theme_with_every_concept(asking):
    matrix = read_matrix(asking.store, asking.queries, SECOND)
    assert [one.iri for one in matrix.rows.things] == CASES
    assert [(one.label.en, span) for one, span in matrix.columns.groups] == [
        ("Belonging", 2),
        ("Growing", 2),
    ]
    assert matrix.items == ((1, 0, 0, 1), (0, 0, 1, 0), (1, 1, 0, 0))
    assert read_matrix(asking.store, asking.queries, SECOND, "provider").rows.groups == ()


def test_a_construct_without_a_place_among_its_siblings_is_counted_like_others(asking):
    for question in ("constructs/count-evidence-by-level", "tables/cover-constructs-by-cases"):
        rows = asking.records(question, study=SECOND)
        assert any(QUIET in row.values() for row in rows), question
    assert any(QUIET in row.values() for row in asking.records("constructs/show-data-structure"))


def test_plain_propositions_are_weighed_and_stated(asking):
    rows = {r["proposition"]: r for r in asking.records("model/weigh-claims")}
    assert len(rows) == 13
    claim = f"{ID}proposition/lantern-2026/trust-keeps-volunteers"
    assert (rows[claim]["itemsFor"], rows[claim]["itemsAgainst"]) == ("1", "1")
    (stated,) = asking.records("model/state-claim", proposition=claim)
    assert stated["kindLabel_en"] == "Proposition"


def test_evidence_of_a_construct_of_the_second_names_its_cases(asking):
    rows = asking.records("evidence/list-evidence-of-construct", construct=TRUST)
    assert {row["case"] for row in rows} == set(CASES)


def test_sources_and_references_are_those_of_the_study_asked_for(asking):
    sources = asking.records("tables/list-source-inventory", study=SECOND)
    assert [row["code"] for row in sources] == ["M1", "M2", "H1", "H2", "L1"]
    assert [row["case"] for row in sources] == [CASES[0]] * 2 + [CASES[1]] * 2 + [CASES[2]]
    references = asking.records("literature/list-references", study=SECOND)
    assert [row["number"] for row in references] == ["1", "2"]


def test_each_study_is_audited_by_its_own_totals(asking):
    rows = asking.records("audit/compare-stated-totals")
    assert [(r["statedValue"], r["observedValue"]) for r in rows if r["subject"] == SECOND] == [
        ("150", "135")
    ]
    assert len(rows) == 3
    assert audit(asking.store, asking.queries)


def test_each_study_is_cited_as_its_own_publication(asking):
    cited = {one.study: one.text.en for one in read_citations(asking.store, asking.queries)}
    assert cited.keys() == {FIRST, SECOND}
    assert cited[SECOND] == (
        "Lantern (invented) (2026). What keeps the volunteers of three invented libraries. "
        "Journal of Invented Studies 1(2): 3-9."
    )


def test_two_cases_of_the_second_are_compared(asking):
    rows = asking.records("cases/compare-two-cases", case=CASES[0], other=CASES[2])
    assert {
        row["concept"].rpartition("/")[2]: (row["items"], row["otherItems"]) for row in rows
    } == {
        "mutual-trust": ("1", "1"),
        "quiet-hours": ("1", "0"),
        "house-rules": ("0", "1"),
    }


def test_a_default_that_two_studies_share_or_neither_has_still_names_something(asking):
    spec = querying.find_query(asking.queries, "tables/list-coded-rows")
    assert querying.bind(asking.store, spec, {})["part"].value == ID + "part/song-2025/table-2"


def test_figures_of_the_second_are_those_that_it_has(asking):
    figures = Figures(asking.store, asking.queries, SECOND, lambda iri: iri)
    assert figures.names() == ("data-structure", "coverage")
    drawn = figures.write(Wanted("data-structure"), "svg").decode()
    assert "Quiet hours" in drawn
    assert "Group trust" not in drawn
    assert figures.title("data-structure").en == "The data structure of the cases"


def test_tables_are_those_of_the_study_asked_for(asking):
    def build(name, study):
        return tables.build_table(asking.store, asking.queries, name, study, "en")

    assert [row[2] for row in build("1", SECOND).rows][1] == "Rotas of Maple Library, 4 (M2)"
    assert build("2", SECOND).rows == ()
    assert len(build("coverage", SECOND).rows) == 3
    assert build("2", FIRST).title == (
        "Table 2. Examples of case evidence from the assessment stage"
    )
