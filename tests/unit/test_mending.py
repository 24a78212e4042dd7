"""Mends: what is offered clears its finding and brings no other, and nothing is invented."""

import re

import pytest

from cocreation.intake.case_file import CaseFile
from cocreation.intake.positions import Positions
from cocreation.model import FileGraph
from cocreation.namespaces import CST, GRAPH, RDFS
from cocreation.services.checking import check_cases
from cocreation.services.joined import Joined
from cocreation.services.mending import applied
from cocreation.sources import read_file
from shapes.examples import FOLDER, ROOT, ontology, shapes, world

EVERY = sorted(FOLDER.glob("*/invalid-*.ttl"))
EXAMPLES = EVERY[::5]
PROSE = {CST + "summary", CST + "role"}
# Of each thing that machines cannot know a person has to tell; so many examples can be mended.
_LEAST_SHARE = 0.5


@pytest.fixture(scope="module")
def joined():
    """The ontology and the shapes, without any data."""
    return Joined.in_graphs([*ontology(), *shapes()])


@pytest.fixture(scope="module")
def checked(joined):
    """A function that checks a graph as a file, once for each."""
    reports = {}

    def check(triples, *, mends=False):
        if (triples, mends) not in reports:
            case = CaseFile(graph_of(triples), Positions("", ""))
            reports[triples, mends] = check_cases([case], joined, mends=mends).findings
        return reports[triples, mends]

    return check


def graph_of(triples):
    return FileGraph(GRAPH + "data/example", FOLDER / "example.ttl", triples, "")


def known(findings):
    """Findings without their places and mends."""
    return {(f.focus, f.shape, f.component, f.path, f.value) for f in findings}


@pytest.mark.parametrize(
    "example",
    [pytest.param(e, marks=[] if e in EXAMPLES else [pytest.mark.nightly]) for e in EVERY],
    ids=lambda path: f"{path.parent.name}/{path.stem}",
)
def test_each_mend_clears_its_finding_and_brings_no_other(example, checked):
    triples = world(example)
    findings = checked(triples, mends=True)
    for finding in findings:
        for mend in finding.mends:
            (mended,) = applied([graph_of(triples)], [mend])
            after = known(checked(mended.triples))
            assert not known([finding]) & after, mend.label.en
            assert after <= known(findings), mend.label.en


def test_half_of_the_examples_can_be_mended(checked):
    mended = [e for e in EXAMPLES if any(f.mends for f in checked(world(e), mends=True))]
    assert len(mended) > _LEAST_SHARE * len(EXAMPLES)


def test_no_mend_writes_prose(checked):
    """Values for these come from a person, who has the material."""
    mends = [m for e in EXAMPLES for f in checked(world(e), mends=True) for m in f.mends]
    gone = {tuple(t.object.value.split()) for m in mends for t in m.remove}
    told = [t for m in mends for t in m.add if t.predicate.value in PROSE]
    assert mends
    assert all(tuple(t.object.value.split()) in gone for t in told)


@pytest.mark.parametrize(
    ("shape", "predicate", "language", "spoilt", "mended"),
    [
        ("NoteWhitespace", CST + "summary", "en", " Two  spaces,\\n here.", "Two spaces, here."),
        ("ChineseLabelPunctuation", RDFS + "label", "zh", "平台,云:甲;乙,2", "平台，云：甲；乙，2"),
        ("LabelWhitespace", RDFS + "label", "en", "A  name ", "A name"),
    ],
)
def test_a_text_is_written_as_it_should_be(shape, predicate, language, spoilt, mended):
    hygiene = read_file(ROOT / "shapes" / "hygiene.ttl", GRAPH + "shapes/hygiene")
    within = Joined.in_graphs([*ontology(), *shapes(), hygiene])
    triples = world(FOLDER / "EvidenceItemShape" / "valid.ttl")
    line = re.search(f'(?m)^(.* <{predicate}> )"(.*)"@{language} \\.$'.encode(), triples)
    faulty = triples.replace(line[0], line[1] + f'"{spoilt}"@{language} .'.encode())
    report = check_cases([CaseFile(graph_of(faulty), Positions("", ""))], within, mends=True)
    [finding] = [one for one in report.findings if one.shape.endswith(f"#{shape}")]
    assert [[t.object.value for t in mend.add] for mend in finding.mends] == [[mended]]


def test_without_asking_nothing_is_offered(checked):
    assert not any(f.mends for e in EXAMPLES[:5] for f in checked(world(e)))
