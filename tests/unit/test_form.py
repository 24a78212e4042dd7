"""A case as a form: fields as the shapes ask, and every statement there and back."""

from dataclasses import replace
from pathlib import Path

import pytest

from cocreation.errors import ParameterError
from cocreation.intake.choices import Choice, Choices
from cocreation.intake.reading import read_case, read_path
from cocreation.model import Term, Text, Triple
from cocreation.namespaces import CST, ID, PREFIXES, RDF, RDFS, VCC, XSD
from cocreation.services.building import build
from cocreation.services.choices import stored_choices
from cocreation.services.form.entries import Entry, Filled
from cocreation.services.form.fields import Form, make_form
from cocreation.services.form.filling import fill_form
from cocreation.services.form.forms import MOST_ENTRIES, as_file, refuse_too_many
from cocreation.services.form.kept import read_kept, write_kept
from cocreation.services.form.offering import offered
from cocreation.services.form.reading import read_form
from cocreation.services.stores import open_store
from cocreation.settings import Settings
from cocreation.sources import terms
from cocreation.web.form_options import Options

ROOT = Path(__file__).parents[2]
CASES = sorted((ROOT / "data/song-2025/cases").glob("*.ttl"))
STUDY = f"{ID}study/song-2025"
LABEL = Term("iri", RDFS + "label")
PARTNERSHIP = VCC + "Partnership"
EVIDENCE = CST + "EvidenceItem"


@pytest.fixture(scope="module")
def form(tmp_path_factory):
    settings = Settings(project=ROOT, store=tmp_path_factory.mktemp("form") / "store")
    build(settings)
    store = open_store(settings)
    yield make_form(store, stored_choices(store))
    store.close()


def field(form, segment, predicate):
    (found,) = [one for one in form.section(segment).fields if one.predicate == predicate]
    return found


def case(**values):
    """A case of two known sides."""
    given = {
        "rdfs:label@zh": ("新",),
        "rdfs:label@en": ("New",),
        "cst:ofStudy": (STUDY,),
        "vcc:hasProvider": (f"{ID}organization/jd-cloud",),
        "vcc:hasUser": (f"{ID}organization/dada",),
    }
    return Entry("case", 1, type=PARTNERSHIP, values={**given, **values})


def said(reading, key, predicate):
    subject = Term("iri", reading.iris[key])
    return {
        triple.object.value
        for triple in reading.triples
        if (triple.subject, triple.predicate.value) == (subject, predicate)
    }


def test_every_section_of_the_workbook_is_one_of_the_form(form):
    assert [section.segment for section in form.sections] == [
        "case",
        "study",
        "coding-team",
        "organization",
        "source",
        "informant",
        "evidence",
        "resource",
        "solution",
        "discrepancy",
        "sector",
    ]


def test_what_the_shapes_ask_of_an_interview_is_in_the_form(form):
    minutes = field(form, "source", CST + "durationMinutes")
    assert (minutes.reads, minutes.several, minutes.name.zh) == ("integer", False, "时长（分钟）")
    assert minutes.only.en == "Interview"
    informants = field(form, "source", CST + "hasInformant")
    assert (informants.reads, informants.kinds, informants.several) == (
        "choice",
        ("informant",),
        True,
    )


def test_names_orders_lists_and_descriptions_are_the_shapes(form):
    assert field(form, "discrepancy", CST + "kind").listed == (
        "statedTotal",
        "uninventoriedCode",
        "codeOfOtherCase",
        "informantOfOtherOrganization",
        "readByHand",
    )
    provider = field(form, "case", VCC + "hasProvider")
    assert (provider.name.en, provider.needed, provider.several) == ("provider", True, False)
    assert provider.hint is not None
    supports = field(form, "evidence", CST + "supports")
    assert (supports.kinds, supports.several, supports.needed) == (("construct",), True, False)
    assert field(form, "evidence", CST + "hasDiscrepancy").kinds == ("discrepancy",)
    assert field(form, "organization", VCC + "inSector").kinds == ("sector",)


def test_what_shapes_forbid_or_infer_is_no_field(form):
    predicates = {one.predicate for section in form.sections for one in section.fields}
    assert not predicates & {VCC + "exhibits", VCC + "reaches", RDF + "type"}
    assert not predicates & {PREFIXES["skos"] + "prefLabel"}


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_each_case_fills_the_form_and_comes_back_the_same(form, path):
    given = set(terms(read_path(path, graph="urn:g", choices=Choices()).graph.triples))
    filled = fill_form(given, form)
    reading = read_form(filled, form)
    assert reading.triples == given
    assert reading.problems == ()
    assert len(filled.kept) < len(given) / 5
    turtle = read_case(as_file(reading, form, "turtle"), "c.ttl", graph="urn:g", choices=Choices())
    assert set(terms(turtle.graph.triples)) == given
    book = read_case(as_file(reading, form, "xlsx"), "c.xlsx", graph="urn:g", choices=form.choices)
    assert set(terms(book.graph.triples)) == given


ODD = (
    Triple(Term("iri", "urn:x"), Term("iri", "urn:p"), Term("blank", "b1")),
    Triple(Term("blank", "b1"), LABEL, Term("literal", 'a "q" \\ \n\r\t é 😀', "zh-hans")),
    Triple(Term("blank", "b1"), Term("iri", "urn:p"), Term("literal", "x", None, "urn:own")),
    Triple(Term("iri", "urn:x"), LABEL, Term("literal", "plain", None, XSD + "string")),
)


def test_what_no_field_holds_is_kept_and_comes_back(form):
    filled = fill_form(ODD, form)
    assert filled.entries == ()
    assert set(read_kept(write_kept(filled.kept))) == set(ODD)
    assert read_form(filled, form).triples == set(ODD)
    assert as_file(read_form(filled, form), form, "turtle").count(b"\n") == len(ODD)


@pytest.mark.parametrize(
    "text",
    [
        "<urn:a> <urn:b> .",
        "<urn:a> <urn:b> <<( <urn:a> <urn:b> <urn:c> )>> .",
        "<a b> <urn:b> <urn:c> .",
        "<relative> <urn:b> <urn:c> .",
        '<urn:a> <urn:b> "\\uD800" .',
        '<urn:a> <urn:b> "\\x" .',
        "<urn:a> _:b <urn:c> .",
    ],
)
def test_kept_statements_that_somebody_spoilt_are_refused(text):
    with pytest.raises(ParameterError, match="cannot be read"):
        read_kept(text)


def test_a_new_case_is_named_after_its_sides_and_its_evidence_after_it(form):
    item = Entry("evidence", 1, type=EVIDENCE, values={"cst:summary@zh": ("一",)})
    reading = read_form(Filled((case(), item)), form)
    assert reading.iris["case.1"] == f"{ID}case/song-2025/jd-cloud-dada"
    assert reading.iris["evidence.1"] == f"{ID}evidence/song-2025/jd-cloud-dada-e1"
    assert said(reading, "evidence.1", CST + "inCase") == {reading.iris["case.1"]}
    assert said(reading, "evidence.1", CST + "ofStudy") == {STUDY}


def test_a_field_that_names_an_entry_follows_its_name(form):
    maker = Entry("organization", 1, values={"rdfs:label@en": ("Example Dairy",)})
    reading = read_form(Filled((case(**{"vcc:hasUser": ("#organization.1",)}), maker)), form)
    assert reading.iris["case.1"] == f"{ID}case/song-2025/jd-cloud-example-dairy"
    assert said(reading, "case.1", VCC + "hasUser") == {f"{ID}organization/example-dairy"}


def test_a_thing_that_gets_another_name_gets_it_in_what_is_kept(form):
    old = f"{ID}case/song-2025/old"
    note = Triple(Term("iri", old), Term("iri", "urn:p"), Term("iri", old))
    entry = Entry("case", 1, "new", PARTNERSHIP, old, case().values)
    reading = read_form(Filled((entry,), (note,)), form)
    new = Term("iri", f"{ID}case/song-2025/new")
    assert Triple(new, Term("iri", "urn:p"), new) in reading.triples
    assert old not in {term.value for triple in reading.triples for term in triple}


@pytest.mark.parametrize(
    ("segment", "name", "text"),
    [
        ("source", "cst:durationMinutes", "an hour"),
        ("source", "cst:fromOrganization", "nobody"),
        ("source", "cst:fromOrganization", "#organization.9"),
        ("source", "cst:sourceCode", "a\x00b"),
        ("discrepancy", "cst:kind", "other"),
        ("study", "cst:fieldworkStart", "March"),
        ("study", "cst:reportedIn", 'https://x/"> <script>'),
        ("study", "id", "a/b?"),
    ],
)
def test_what_cannot_be_read_is_told_beside_its_field_and_takes_nothing_with_it(
    form, segment, name, text
):
    values = {"rdfs:label@en": ("Good",)} | ({} if name == "id" else {name: (text,)})
    type_ = form.section(segment).classes[0].iri
    entry = Entry(segment, 1, text if name == "id" else "", type_, "", values)
    reading = read_form(Filled((entry,)), form)
    assert [problem.input for problem in reading.problems] == [f"{segment}.1.{name}"]
    assert "Good" in {triple.object.value for triple in reading.triples}


def test_blank_entries_say_nothing(form):
    assert read_form(Filled((Entry("case", 1, type=PARTNERSHIP),)), form).triples == set()


def test_more_things_than_a_page_holds_are_refused_with_a_sentence():
    entries = tuple(Entry("source", number) for number in range(MOST_ENTRIES + 1))
    with pytest.raises(ParameterError, match="use the workbook"):
        refuse_too_many(Filled(entries))


@pytest.mark.parametrize("name", ["达达", "Dada", "达达 / Dada", "dada", "organization/dada"])
def test_a_name_that_is_typed_means_the_thing_that_is_called_so(form, name):
    reading = read_form(Filled((case(**{"vcc:hasUser": (name,)}),)), form)
    assert reading.problems == ()
    assert said(reading, "case.1", VCC + "hasUser") == {f"{ID}organization/dada"}


def test_a_typed_name_means_a_thing_of_the_form_before_one_of_the_graph(form):
    mine = Entry("organization", 1, id="mine", type=VCC + "CloudUser")
    mine = replace(mine, values={"rdfs:label@en": ("Dada",), "rdfs:label@zh": ("另一家",)})
    reading = read_form(Filled((case(**{"vcc:hasUser": ("Dada",)}), mine)), form)
    assert said(reading, "case.1", VCC + "hasUser") == {f"{ID}organization/mine"}


def test_a_name_that_nothing_bears_is_told_with_the_nearest_one(form):
    reading = read_form(Filled((case(**{"vcc:hasUser": ("Dadda",)}),)), form)
    (problem,) = reading.problems
    assert problem.input == "case.1.vcc:hasUser"
    assert "did you mean “达达 / Dada”?" in problem.message.en
    assert "是否想写“达达 / Dada”？" in problem.message.zh


def test_constructs_are_offered_of_the_study_and_of_the_models_that_it_applies(form):
    other = f"{ID}study/other"
    known = (
        Choice("urn:a", Text(en="A", zh="甲"), STUDY),
        Choice("urn:b", Text(en="B", zh="乙"), other),
    )
    two = Form(form.sections, Choices({"construct": known}, form.choices.classes))
    label = {"rdfs:label@en": ("Mine",)}
    of_none = read_form(Filled(()), two)
    of_other = read_form(Filled((case(**{"cst:ofStudy": (other,)}),)), two)
    applies = Entry(
        "study", 1, type=CST + "Study", values={"cst:appliesModelOf": (STUDY,), **label}
    )
    of_mine = read_form(Filled((applies,)), two)
    assert [one.iri for one in offered("construct", two, of_none)] == ["urn:a", "urn:b"]
    assert [one.iri for one in offered("construct", two, of_other)] == ["urn:b"]
    assert [one.iri for one in offered("construct", two, of_mine)] == ["urn:a"]


def test_sources_are_offered_of_the_own_study_alone(form):
    label = {"rdfs:label@en": ("Mine",)}
    applies = Entry(
        "study", 1, type=CST + "Study", values={"cst:appliesModelOf": (STUDY,), **label}
    )
    assert offered("source", form, read_form(Filled(()), form)) == ()
    assert offered("source", form, read_form(Filled((applies,)), form)) == ()
    own = offered("source", form, read_form(Filled((case(),)), form))
    assert own == form.choices.listed("source")


@pytest.fixture
def crowded(form):
    """The form where more organizations are known than anybody reads through."""
    known = [
        Choice(f"{ID}organization/o{n}", Text(en=f"O {n // 2}", zh=f"甲{n // 2}"))
        for n in range(202)
    ]
    few = Choice(f"{ID}organization/one", Text(en="One", zh="一家"))
    return Form(form.sections, Choices({"organization": (few, *known)}, form.choices.classes))


def options(form, *entries):
    filled = Filled(entries)
    return Options(form, filled, "en", read_form(filled, form))


def test_a_long_list_is_typed_from_one_list_of_suggestions(crowded):
    user, gap = (
        field(crowded, "case", VCC + "hasUser"),
        field(crowded, "case", CST + "acknowledgesGap"),
    )
    offer = options(crowded)
    assert offer.suggestions(gap) == ""
    name = offer.suggestions(user)
    ((found, suggested),) = offer.lists()
    assert found == name != ""
    # What two are called would not tell which is meant.
    assert suggested[0] == ("一家 / One", "")
    assert suggested[1] == ("organization/o0", "")


def test_a_value_that_is_typed_is_shown_by_the_name_that_means_it(crowded):
    user = field(crowded, "case", VCC + "hasUser")
    offer = options(crowded)
    shown = offer.shown(f"{ID}organization/one", user)
    twin = offer.shown(f"{ID}organization/o0", user)
    assert shown == "一家 / One"
    reading = read_form(
        Filled((case(**{"vcc:hasUser": (shown,), "vcc:hasProvider": (twin,)}),)), crowded
    )
    assert said(reading, "case.1", VCC + "hasUser") == {f"{ID}organization/one"}
    assert said(reading, "case.1", VCC + "hasProvider") == {f"{ID}organization/o0"}


def test_a_thing_of_the_form_is_suggested_by_its_name_or_else_by_its_place(crowded):
    named = Entry("organization", 1, type=VCC + "CloudUser", values={"rdfs:label@en": ("Mine",)})
    bare = Entry("organization", 2, type=VCC + "CloudUser")
    offer = options(crowded, named, bare)
    offer.suggestions(field(crowded, "case", VCC + "hasUser"))
    ((_, suggested),) = offer.lists()
    assert [value for value, _ in suggested[:2]] == ["Mine", "#organization.2"]
    assert "Mine" in suggested[0][1]
