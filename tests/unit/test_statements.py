"""What one pass over a store reads is what queries answer."""

from collections import Counter
from contextlib import closing

import pytest

from cocreation.linking.statistics import ClassCount, GraphCount, PropertyCount
from cocreation.model import FileGraph, Term, Triple
from cocreation.namespaces import ID, RDF, RDFS
from cocreation.services.building import build
from cocreation.services.reconciling.service import read_reconciliation
from cocreation.services.reconciling.things import LABEL
from cocreation.services.statements import read_statements, stored_statements
from cocreation.services.statistics import read_statistics
from cocreation.services.stores import open_whole
from cocreation.settings import Settings
from cocreation.store.snapshot import Snapshot

ALL = "SELECT DISTINCT ?s ?p ?o WHERE { ?s ?p ?o }"
BY_GRAPH = "SELECT ?g ?s ?p ?o WHERE { GRAPH ?g { ?s ?p ?o } }"
LABELLED = f"""
SELECT DISTINCT ?s WHERE {{
  ?s <{LABEL}> ?label FILTER(ISIRI(?s) && STRSTARTS(STR(?s), "{ID}"))
}}
"""


@pytest.fixture(scope="module")
def settings(root, tmp_path_factory):
    """The shipped project, built."""
    settings = Settings(project=root, store=tmp_path_factory.mktemp("statements") / "store")
    build(settings)
    return settings


@pytest.fixture(scope="module")
def store(settings):
    with closing(open_whole(settings)) as store:
        yield store


@pytest.fixture(scope="module")
def triples(store):
    return [Triple(*row) for row in store.select(ALL).rows]


def test_every_statement_is_said_once(store, triples):
    assert Counter(store.said()) == Counter(triples)


def test_what_two_graphs_say_is_said_once_and_as_it_is_written():
    values = ('"A"@en', f'"1"^^<{RDFS}Literal>', '"plain"')
    said = "".join(f"<{ID}case/s/a> <{LABEL}> {value} .\n" for value in values)
    graphs = [FileGraph(f"urn:{name}", None, said.encode(), "") for name in "ab"]
    with closing(Snapshot.of_graphs(graphs)) as store:
        found = sorted((value for _, _, value in store.said()), key=lambda one: one.value)
    assert found == [
        Term("literal", "1", datatype=RDFS + "Literal"),
        Term("literal", "A", language="en"),
        Term("literal", "plain"),
    ]


def test_what_is_named_here_is_read_with_all_that_is_said_of_it(settings, triples):
    read = stored_statements(settings)
    case = ID + "case/song-2025/jd-cloud-dada"
    wanted = Counter((p.value, o) for s, p, o in triples if s.value == case)
    assert Counter((name, o) for name, terms in read[case].items() for o in terms) == wanted
    named = {s.value for s, _, _ in triples if s.kind == "iri" and s.value.startswith(ID)}
    assert {iri for iri in read if iri.startswith(ID)} == named


def test_records_of_who_submitted_what_are_left_out():
    said = "".join(
        f'<{ID}{name}> <{LABEL}> "It" .\n' for name in ("submitter/a", "deed/a", "case/s/a")
    )
    graph = FileGraph("urn:a", None, said.encode(), "")
    with closing(Snapshot.of_graphs([graph])) as store:
        assert [*read_statements(store)] == [ID + "case/s/a"]


def test_the_register_has_everything_with_a_label(store, triples):
    register = read_reconciliation(store, read_statements(store)).register
    assert set(register.things) == {row[0].value for row in store.select(LABELLED).rows}
    having = Counter({(s.value, p.value) for s, p, _ in triples if s.value in register.things})
    counted = Counter(property_ for _, property_ in having)
    del counted[RDF + "type"]
    assert {iri: one.things for iri, one in register.properties.items()} == counted


def test_the_dataset_is_counted_as_its_statements_are(store, triples):
    counts = read_statistics(store)
    subjects = {s for s, _, _ in triples}
    assert (counts.triples, counts.subjects) == (len(triples), len(subjects))
    assert counts.objects == len({o for _, _, o in triples})
    assert counts.entities == sum(s.kind == "iri" and s.value.startswith(ID) for s in subjects)
    by_property = Counter(p.value for _, p, _ in triples)
    assert set(counts.properties) == {
        PropertyCount(
            iri,
            number,
            len({s for s, p, _ in triples if p.value == iri}),
            len({o for _, p, o in triples if p.value == iri}),
        )
        for iri, number in by_property.items()
    }
    members = {}
    for subject, property_, value in triples:
        if property_.value == RDF + "type" and value.kind == "iri":
            members.setdefault(value.value, set()).add(subject)
    assert set(counts.classes) == {ClassCount(iri, len(m), _first(m)) for iri, m in members.items()}
    graphs = Counter(row[0].value for row in store.select(BY_GRAPH).rows)
    assert set(counts.graphs) == {GraphCount(*one) for one in graphs.items()}


def _first(members):
    """The first of them by name; None where not all have an IRI."""
    return None if any(m.kind == "blank" for m in members) else min(m.value for m in members)
