"""A case that is no partnership is taken by the form and by the templates, as a partnership is."""

import re
import shutil
from contextlib import closing
from io import BytesIO

import pytest

from cocreation.intake.reading import read_case
from cocreation.namespaces import CST, ID, VCC
from cocreation.services.choices import choices_of, choices_within, stored_choices
from cocreation.services.form.fields import make_form
from cocreation.services.joined import Joined
from cocreation.services.project import read_project
from cocreation.services.stores import open_alone
from cocreation.settings import Settings
from cocreation.sources import terms
from cocreation.store import tokens
from cocreation.store.embedded import open_snapshot
from cocreation.web import create_app
from file_graphs import from_turtle
from second_study import ROOT

SIDES = {VCC + "hasProvider", VCC + "hasUser"}
CASE = {
    "entry": ["case.1", "study.1"],
    "study.1.type": CST + "Study",
    "study.1.id": "my-wards",
    "study.1.rdfs:label@zh": "我的病区",
    "study.1.rdfs:label@en": "My wards",
    "study.1.cst:appliesModelOf": f"{ID}study/wards-2027",
    "case.1.type": CST + "Case",
    "case.1.rdfs:label@zh": "第五病区",
    "case.1.rdfs:label@en": "Ward Five",
    "case.1.cst:acknowledgesGap": VCC + "CaseEvidenceGap",
}


@pytest.fixture(scope="module")
def graphs(wards):
    return read_project(wards.project)


@pytest.fixture(scope="module")
def stored(wards, both):
    """The form and the choices of the new study's store and of that of both others."""
    made = {}
    for name, settings in (("wards", wards), ("both", both)):
        with closing(open_alone(settings)) as store:
            made[name] = make_form(store, stored_choices(store))
    return made


def classes(choices, root=CST + "Case"):
    return [one.iri for one in choices.classes[root]]


def test_a_case_can_be_of_what_the_cases_of_the_graph_are(graphs, both):
    shipped = read_project(ROOT)
    assert classes(choices_of(graphs)) == [CST + "Case"]
    assert classes(choices_of(shipped)) == [VCC + "Partnership"]
    assert classes(choices_of(read_project(both.project))) == [CST + "Case", VCC + "Partnership"]
    # Where there is none yet, whatever one may be.
    without = [graph for graph in shipped if "/cases/" not in graph.name]
    assert classes(choices_of(without)) == [CST + "Case", VCC + "Partnership"]


def test_a_partnership_that_is_said_to_be_a_case_too_is_no_plain_case():
    graphs = read_project(ROOT)
    cases = choices_of(graphs).listed("case")
    also = from_turtle("".join(f"<{one.iri}> a cst:Case .\n" for one in cases))
    for choices in (
        choices_of([*graphs, also]),
        choices_within(Joined.in_graphs([*graphs, also])),
    ):
        assert classes(choices) == [VCC + "Partnership"]


def test_choices_are_the_same_however_they_are_found(graphs, wards, both, stored):
    for settings, name in ((wards, "wards"), (both, "both")):
        known = choices_of(read_project(settings.project))
        assert stored[name].choices == known
        with closing(open_snapshot(settings.store)) as store:
            looked_up = (
                stored_choices(store),
                choices_within(Joined.in_graphs(read_project(settings.project))),
            )
            for one in looked_up:
                assert one.classes == known.classes
                assert all(one.listed(kind) == known.listed(kind) for kind in known.of_kind)


def test_what_makes_sense_with_partnerships_alone_is_not_offered_without_them(stored):
    wards, both = stored["wards"], stored["both"]
    assert not {"resource", "solution"} & {section.segment for section in wards.sections}
    assert {"resource", "solution"} <= {section.segment for section in both.sections}
    organizations = wards.choices.classes["http://www.w3.org/ns/org#Organization"]
    assert [one.label.en for one in organizations] == ["Organization"]
    gaps = {name: {one.slug for one in stored[name].choices.listed("gap")} for name in stored}
    assert gaps["wards"] == {"CaseEvidenceGap"}
    assert gaps["both"] == {"CaseEvidenceGap", "ProviderSourceGap", "UserSourceGap", "SectorGap"}


def test_only_a_partnership_is_asked_for_its_sides(stored):
    of_wards = {field.predicate for field in stored["wards"].section("case").fields}
    assert not of_wards & SIDES
    sides = [f for f in stored["both"].section("case").fields if f.predicate in SIDES]
    assert [(one.only.en, one.needed) for one in sides] == [("Partnership", False)] * 2


@pytest.fixture
def post(wards_client):
    """Press a button of the form."""

    def press(do, fields=CASE, **more):
        data = {"do": do, **fields}
        return wards_client.post("/en/new", data=data, content_type="multipart/form-data", **more)

    return press


def said(data: bytes, name: str, choices) -> set[tuple[str, str, str]]:
    case = read_case(data, name, graph="urn:g", choices=choices)
    assert not case.findings
    return {(s.value, p.value, o.value) for s, p, o in terms(case.graph.triples)}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_form_asks_for_no_sides_where_no_case_has_any(wards_client, language):
    page = wards_client.get(f"/{language}/new").text
    assert f'name="case.1.type" value="{CST}Case"' in page
    for word in ("hasProvider", "hasUser", "Partnership", "add:resource", "add:solution"):
        assert word not in page


def test_a_plain_case_in_the_form_is_checked_and_comes_back_from_its_files(post, graphs):
    assert "Places to mend" not in post("check").text
    choices = choices_of(graphs)
    turtle = said(post("turtle").data, "c.ttl", choices)
    assert said(post("xlsx").data, "c.xlsx", choices) == turtle
    case = f"{ID}case/my-wards/ward-five"
    assert {o for s, _, o in turtle if s == case} >= {CST + "Case", f"{ID}study/my-wards"}
    filled = post("fill", {"file": (BytesIO(post("xlsx").data), "c.xlsx")}).text
    assert re.search(r'<textarea[^>]* name="case.1.rdfs:label@en"[^>]*>\nWard Five<', filled)


def test_a_plain_case_in_the_form_is_submitted_and_shown(wards, tmp_path):
    project = shutil.copytree(wards.project, tmp_path / "wards")
    settings = Settings(project=project, store=project / "store")
    app = create_app(settings)
    client = app.test_client()
    sent = {"do": "submit", "token": tokens.add(settings.store, "ann"), **CASE}
    page = client.post("/en/new", data=sent, content_type="multipart/form-data")
    assert "Published as revision 1" in page.text
    shown = client.get("/en/cases/my-wards/ward-five", headers={"Accept": "text/html"})
    assert "Ward Five" in shown.text
    for name in ("search", "inspector", "store"):
        getattr(app.extensions["cocreation"], name).close()


def test_beside_partnerships_the_kind_decides_whether_sides_are_needed(app):
    study = {**CASE, "study.1.cst:appliesModelOf": f"{ID}study/lantern-2026"}
    for kind, is_missed in ((CST + "Case", False), (VCC + "Partnership", True)):
        sent = {"do": "check", **study, "case.1.type": kind}
        page = app.test_client().post("/en/new", data=sent, content_type="multipart/form-data")
        assert "only for: Partnership" in page.text
        assert ('href="#case.1.vcc:hasProvider"' in page.text) is is_missed
        assert ("Places to mend" in page.text) is is_missed
