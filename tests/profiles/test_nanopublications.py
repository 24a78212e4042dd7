"""Evidence as nanopublications: each item once, attributed as coded, named by its content."""

from collections import Counter
from dataclasses import replace
from datetime import date, datetime

import pytest
from rdflib import RDF, Dataset, Graph, URIRef
from rdflib.namespace import Namespace

from cocreation.namespaces import BASE, CST, ID, PREFIXES, SUBMITTED
from cocreation.services.profiles import export_evidence
from cocreation.settings import Settings
from cocreation.store import embedded
from profiles.reading import MILL, SUBMITTED_AT, WAYS, C, of_case, places, texts

NP = Namespace(PREFIXES["np"])
PROV = Namespace(PREFIXES["prov"])
DCTERMS = Namespace(PREFIXES["dcterms"])
# rdflib warns of what its own readers still use.
pytestmark = pytest.mark.filterwarnings("ignore:.*deprecated:DeprecationWarning:rdflib")
SKOS_NOTE = URIRef(PREFIXES["skos"] + "note")
# The graphs of a nanopublication besides the head, by what the head calls them.
PARTS = ("hasAssertion", "hasProvenance", "hasPublicationInfo")


class Published:
    """One nanopublication: its name and its three graphs."""

    def __init__(self, dataset: Dataset, name: URIRef, head: Graph) -> None:
        self.name = name
        graphs = [dataset.graph(head.value(name, NP[part])) for part in PARTS]
        self.assertion, self.provenance, self.info = graphs

    @property
    def item(self) -> URIRef:
        return self.assertion.value(None, RDF.type, C.EvidenceItem, any=False)


@pytest.fixture(scope="session")
def published(export):
    def read(case: str | None = None, form: str = "trig") -> list[Published]:
        dataset = Dataset()
        dataset.parse(data=export("nanopub", form.replace("-", ""), case), format=form)
        return [
            Published(dataset, name, head)
            for head in list(dataset.graphs())
            for name in head.subjects(RDF.type, NP.Nanopublication)
        ]

    return read


def test_every_item_is_published_exactly_once(published, items, cases):
    for case in cases:
        named = Counter(str(one.item) for one in published(case))
        assert named == Counter(dict.fromkeys(of_case(items, case), 1)), case


def test_the_assertion_is_what_was_coded_and_nothing_inferred(published, items):
    for one in published():
        item = items[str(one.item)]
        told = {(p, str(o)) for p, o in one.assertion.predicate_objects(one.item)}
        scopes = {(C.inCase if "/id/case/" in scope else C.about, scope) for scope in item.scopes}
        claims = {(C[way], claim) for way, claim in item.claims}
        study = {(C.ofStudy, item.study), (RDF.type, CST + "EvidenceItem")}
        assert told == scopes | claims | study
        assert len(one.assertion) == len(told)


def test_the_provenance_tells_coder_place_summary_and_marks(published, items):
    for one in published():
        item = items[str(one.item)]
        said, assertion = one.provenance, one.assertion.identifier
        assert [str(o) for o in said.objects(assertion, PROV.wasAttributedTo)] == [item.coder]
        part = str(said.value(assertion, PROV.wasDerivedFrom, any=False))
        assert (part, *places(said, one.item)) == item.place
        assert texts(said.objects(one.item, C.summary)) == item.summary
        marks = said.objects(one.item, C.hasDiscrepancy)
        assert texts(note for mark in marks for note in said[mark:SKOS_NOTE]) == item.notes


@pytest.fixture(scope="session")
def modified(root) -> date:
    """The day on which the dataset says that it was modified."""
    (day,) = Graph().parse(root / "data" / "dataset.ttl").objects(None, DCTERMS.modified)
    return day.toPython()


def test_the_time_of_making_is_when_the_files_or_the_case_were_last_changed(published, modified):
    submitted = datetime.fromisoformat(SUBMITTED_AT).replace(microsecond=0)
    for one in published():
        (told,) = one.info.objects(one.name, DCTERMS.created)
        ours = "/id/evidence/song-2025/" in str(one.item)
        of_files = datetime(modified.year, modified.month, modified.day, tzinfo=submitted.tzinfo)
        assert told.toPython() == (of_files if ours else submitted)


def test_the_publication_info_claims_no_licence_for_what_others_submitted(published):
    for one in published():
        ours = "/id/evidence/song-2025/" in str(one.item)
        told = dict(one.info.predicate_objects(one.name))
        assert told.get(DCTERMS.creator) == (
            URIRef(f"{ID}agent/cocreation-founders") if ours else None
        )
        assert (DCTERMS.license in told) == ours
        if not ours:
            assert told[PROV.wasDerivedFrom] == URIRef(f"{SUBMITTED}mill/jd-cloud-old-mill")


def test_names_follow_from_the_content(export, published):
    names = {str(one.name) for one in published()}
    assert all(name.startswith(f"{BASE}np/RA") and len(name) == len(BASE) + 48 for name in names)
    assert export.__wrapped__("nanopub", "trig") == export("nanopub", "trig")


def test_a_change_names_anew_what_it_touches_and_nothing_else(root, graphs, published, tmp_path):
    def changed(triples: bytes) -> bytes:
        told = triples.replace(b'"Table 4, row 1"@en', b'"Table 4, row one"@en')
        return told.replace(SUBMITTED_AT.encode(), b"2026-11-28T00:00:00.000Z")

    later = [replace(one, triples=changed(one.triples)) for one in graphs]
    embedded.write(tmp_path, later, "")
    told = export_evidence(Settings(project=root, store=tmp_path), "nanopub", None, "nquads")
    renamed = [one for one in published() if str(one.name) not in told.decode()]
    assert {str(one.item) for one in renamed if "song-2025" in one.item} == {
        f"{ID}evidence/song-2025/t4-r1"
    }
    assert len(renamed) == 1 + len(published(MILL))


def test_every_format_says_the_same(published):
    def said(form: str) -> set:
        graphs = ((one.assertion, one.provenance, one.info) for one in published(MILL, form))
        return {(s, p, o, g.identifier) for three in graphs for g in three for s, p, o in g}

    assert said("trig")
    assert said("nquads") == said("trig") == said("json-ld")


def test_both_ways_are_there(published):
    (one,) = published(MILL)
    used = {p for _, p, _ in one.assertion}
    assert used >= {C[way] for way in WAYS if way != "corroborates"}
