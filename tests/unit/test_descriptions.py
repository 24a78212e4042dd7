"""A dataset is described by what is counted in it, whatever it holds."""

from contextlib import closing
from pathlib import Path

import pytest

from cocreation.linking import catalog, void
from cocreation.linking.records import Access, DatasetRecord, DumpRecord, StudyRecord
from cocreation.linking.statistics import LinkCount
from cocreation.model import FileGraph, Term, Text
from cocreation.namespaces import BASE, CST, GRAPH, ID, OWL, RDF, RDFS, SKOS, expanded, namespace_of
from cocreation.services.dataset_reading import read_dataset, read_study_records
from cocreation.services.page_listing import read_things
from cocreation.services.statistics import read_statistics
from cocreation.store.snapshot import Snapshot

STW, WIKIDATA = "http://zbw.eu/stw/descriptor/", "http://www.wikidata.org/entity/"
GEO = "https://sws.geonames.org/"
TRUST, NORMS = ID + "concept/s/trust", ID + "concept/s/norms"
LINKS = f"""
<{TRUST}> <{RDF}type> <{CST}FirstOrderConcept> .
<{NORMS}> <{RDF}type> <{CST}FirstOrderConcept> .
<{TRUST}> <{SKOS}closeMatch> <{STW}29201-3> .
<{TRUST}> <{SKOS}closeMatch> <{STW}12320-1> .
<{NORMS}> <{SKOS}broadMatch> <{STW}12320-1> .
<{NORMS}> <{OWL}sameAs> <{WIKIDATA}Q1> .
<{NORMS}> <{RDFS}seeAlso> <{GEO}1809461/> .
<{NORMS}> <{SKOS}closeMatch> <{TRUST}> .
<{NORMS}> <{RDFS}seeAlso> "not a thing" .
<{STW}29201-3> <{SKOS}closeMatch> <{WIKIDATA}Q2> .
"""
ACCESS = Access("http://here", (), ("dump.nq",))


@pytest.fixture
def linked():
    """A graph with links: two graphs, of which one repeats a statement of the other."""
    again = f"<{TRUST}> <{RDF}type> <{CST}FirstOrderConcept> .\n"
    graphs = [
        FileGraph(GRAPH + name, Path(name), text.encode(), "")
        for name, text in (("a", LINKS), ("b", again))
    ]
    with closing(Snapshot.of_graphs(graphs)) as store:
        yield store


def snapshot(texts):
    """A store with these graphs, by what is after GRAPH in their names."""
    return Snapshot.of_graphs(
        [FileGraph(GRAPH + name, Path("a"), text.encode(), "") for name, text in texts.items()]
    )


def said(triples):
    """Every statement as subject, predicate and lexical form."""
    return {(s.value, p.value, o.value) for s, p, o in triples}


def test_links_are_counted_by_where_they_lead_and_by_which_property(linked):
    assert read_statistics(linked).links == (
        LinkCount(OWL + "sameAs", WIKIDATA, 1),
        LinkCount(SKOS + "broadMatch", STW, 1),
        LinkCount(SKOS + "closeMatch", STW, 2),
        LinkCount(RDFS + "seeAlso", GEO, 1),
    )


def test_a_statement_in_two_graphs_counts_once_in_the_whole_and_once_in_each(linked):
    counts = read_statistics(linked)
    (concepts,) = counts.classes
    assert (concepts.entities, concepts.example) == (2, NORMS)
    assert [(one.iri, one.triples) for one in counts.graphs] == [
        (GRAPH + "a", 10),
        (GRAPH + "b", 1),
    ]


def test_a_link_set_names_both_sides_and_its_property(linked):
    told = said(void.describe(DatasetRecord(), read_statistics(linked), ACCESS))
    part = "https://w3id.org/cocreation/void#links-http-zbw.eu-stw-descriptor-skos-closeMatch"
    target = "https://w3id.org/cocreation/void#target-http-zbw.eu-stw-descriptor"
    assert {
        (part, expanded("void:subjectsTarget"), DatasetRecord().iri),
        (part, expanded("void:objectsTarget"), target),
        (part, expanded("void:linkPredicate"), SKOS + "closeMatch"),
        (part, expanded("void:triples"), "2"),
        (target, expanded("void:uriSpace"), STW),
    } <= told


def test_what_is_used_of_other_vocabularies_is_named_by_their_namespaces(linked):
    assert read_statistics(linked).vocabularies() == (RDF, RDFS, OWL, SKOS, CST)


@pytest.mark.parametrize(
    ("iri", "namespace"),
    [
        (CST + "Case", CST),
        (WIKIDATA + "Q1", WIKIDATA),
        (GEO + "1809461/", GEO),
        ("http://purl.obolibrary.org/obo/SEPIO_0000001", "http://purl.obolibrary.org/obo/"),
    ],
)
def test_a_namespace_is_all_before_the_last_name(iri, namespace):
    assert namespace_of(iri) == namespace


def test_a_graph_that_says_nothing_of_itself_is_described_all_the_same(linked):
    assert read_dataset(linked) == DatasetRecord()
    assert read_study_records(linked) == ()
    assert said(void.describe(read_dataset(linked), read_statistics(linked), ACCESS))


DATASET = f"""
<{ID}dataset/d> <{RDF}type> <{expanded("dcat:Dataset")}> .
<{ID}dataset/d> <{expanded("dcterms:title")}> "Data"@en .
<{ID}dataset/d> <{expanded("dcterms:modified")}> "2026-01-31"^^<{expanded("xsd:date")}> .
<{ID}dataset/d> <{expanded("dcterms:publisher")}> <{ID}agent/a> .
<{ID}agent/a> <{expanded("foaf:name")}> "Somebody"@en .
<{ID}agent/other> <{expanded("foaf:name")}> "Nobody"@en .
"""
DEED = f"""
<urn:deed> <{RDF}type> <{expanded("prov:Activity")}> .
<urn:deed> <{expanded("prov:endedAtTime")}> "%sT10:00:00Z"^^<{expanded("xsd:dateTime")}> .
"""


@pytest.mark.parametrize(
    ("deed", "day"),
    [("", "2026-01-31"), ("2026-03-01", "2026-03-01"), ("2025-03-01", "2026-01-31")],
)
def test_a_dataset_was_changed_when_it_says_so_or_when_a_case_was_last_submitted(deed, day):
    done = DEED % deed if deed else ""
    with closing(snapshot({"data/a": DATASET, "history/s/c": done})) as store:
        record = read_dataset(store)
    assert record.iri == ID + "dataset/d"
    assert [one.value for one in record.values("dcterms:modified")] == [day]
    assert record.text("dcterms:title") == Text(en="Data", zh="")
    assert record.text("foaf:name", ID + "agent/a").en == "Somebody"
    assert record.text("foaf:name", ID + "agent/other").en == ""


TAKEN_OVER = f"""
<{ID}dataset/aaa> <{RDF}type> <{expanded("dcat:Dataset")}> .
<{ID}dataset/aaa> <{expanded("dcterms:license")}> <http://evil.example/> .
<{ID}dataset/aaa> <{expanded("dcterms:publisher")}> <{ID}agent/a> .
<{ID}dataset/d> <{expanded("dcterms:title")}> "Mine"@en .
<{ID}dataset/d> <{expanded("dcterms:modified")}> "2999-01-01"^^<{expanded("xsd:date")}> .
<{ID}dataset/d> <{expanded("dcterms:creator")}> <{ID}agent/other> .
<{ID}agent/a> <{expanded("foaf:name")}> "Me"@en .
"""


def test_what_a_submitted_case_says_of_a_dataset_changes_no_description():
    own = {"data/a": DATASET}
    others = {"submitted/s/c": TAKEN_OVER + DEED % "2999-01-01"}
    with closing(snapshot(own)) as alone, closing(snapshot(own | others)) as store:
        assert set(read_dataset(store).statements) == set(read_dataset(alone).statements)
        assert read_dataset(store).iri == ID + "dataset/d"


def test_the_day_of_a_page_is_told_by_files_and_by_the_history_alone():
    submitted = f"""<{ID}case/s/c> <{RDF}type> <{CST}Case> .
<{ID}case/s/c> <{expanded("dcterms:modified")}> "2998-01-01"^^<{expanded("xsd:date")}> .
"""
    graphs = {
        "data/a": DATASET,
        "submitted/s/c": submitted + TAKEN_OVER + DEED % "2999-01-01",
        "history/s/c": DEED % "2026-03-01",
    }
    with closing(snapshot(graphs)) as store:
        days = {one.iri: one.changed for one in read_things(store)}
    assert days[ID + "dataset/d"] == "2026-01-31"
    assert days[ID + "case/s/c"] == "2026-03-01T10:00:00Z"


def test_who_submitted_what_is_neither_listed_nor_an_example():
    deeds = "".join(
        f"<{ID}{kind}/s/c/1> <{RDF}type> <{expanded('prov:Entity')}> .\n"
        for kind in ("deed", "revision", "submitter", "file")
    )
    with closing(snapshot({"data/a": DATASET, "history/s/c": deeds})) as store:
        listed = {one.iri for one in read_things(store)}
        told = said(void.describe(read_dataset(store), read_statistics(store), ACCESS))
    assert listed == {ID + "dataset/d", ID + "agent/a", ID + "agent/other"}
    examples = {o for _, p, o in told if p == expanded("void:exampleResource")}
    assert examples == {ID + "dataset/d"}


def study(name):
    label = Text(en=f"Study {name}", zh=f"研究{name}")
    month = Term("literal", "2020-07", datatype=expanded("xsd:gYearMonth"))
    return StudyRecord(
        ID + f"study/{name}", label, ID + f"publication/{name}", label, "", 2, 5, month
    )


def test_a_study_that_was_submitted_is_not_given_the_terms_of_the_dataset():
    graphs = {
        "data/a": f"{DATASET}<{ID}study/a> <{RDF}type> <{CST}Study> .\n"
        f"<{ID}dataset/d> <{expanded('dcterms:license')}> <http://licence.example/> .\n",
        "submitted/b/c": f"<{ID}study/b> <{RDF}type> <{CST}Study> .\n",
    }
    with closing(snapshot(graphs)) as store:
        found = catalog.Catalog(read_dataset(store), read_study_records(store), ())
    told = said(catalog.describe(found, ACCESS))
    for name in ("dcterms:license", "dcterms:publisher"):
        given = {s for s, p, _ in told if p == expanded(name)}
        assert f"{catalog.CATALOG}#study-a" in given
        assert f"{catalog.CATALOG}#study-b" not in given


@pytest.mark.parametrize(("names", "parts"), [("a", set()), ("ab", {"a", "b"})])
def test_each_of_several_studies_is_a_dataset_that_is_part_of_the_whole(names, parts):
    studies = tuple(map(study, names))
    told = said(catalog.describe(catalog.Catalog(DatasetRecord(), studies, ()), ACCESS))
    datasets = {s for s, p, o in told if (p, o) == (RDF + "type", expanded("dcat:Dataset"))}
    named = {f"{catalog.CATALOG}#study-{name}" for name in parts}
    assert datasets == {DatasetRecord().iri, *named}
    assert {o for _, p, o in told if p == expanded("dcterms:hasPart")} == named
    assert {o for _, p, o in told if p == expanded("dcat:dataset")} == datasets
    assert {s for s, p, _ in told if p == expanded("dcat:startDate")} == {
        f"{catalog.CATALOG}#fieldwork-{name}" for name in names
    }


def test_a_compressed_file_says_what_it_holds_and_how_it_is_compressed():
    dump = DumpRecord("dump.nq.gz", "application/n-quads", True, 7, "ab" * 32)
    told = said(catalog.describe(catalog.Catalog(DatasetRecord(), (), (dump,)), ACCESS))
    one = f"{catalog.CATALOG}#dump.nq.gz"
    types = "https://www.iana.org/assignments/media-types/application/"
    assert (one, expanded("dcat:mediaType"), types + "n-quads") in told
    assert (one, expanded("dcat:compressFormat"), types + "gzip") in told
    assert (one, expanded("dcat:downloadURL"), "http://here/dump.nq.gz") in told


def test_everything_that_is_described_has_a_name_of_this_project(linked):
    """A part that could not be asked for would be no part."""
    told = said(void.describe(DatasetRecord(), read_statistics(linked), ACCESS))
    assert all(subject.startswith(BASE) for subject, _, _ in told)
