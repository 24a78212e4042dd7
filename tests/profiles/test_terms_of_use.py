"""The licence and the creator that profiles tell: those of the project's own dataset, or none."""

from pathlib import Path

import pytest

from cocreation.model import FileGraph
from cocreation.namespaces import CST, GRAPH, ID, PREFIXES, RDF, RDFS, SUBMITTED
from cocreation.services.profiles import export_evidence
from cocreation.settings import Settings
from cocreation.store import embedded

ITEM, TEAM, DATASET = f"{ID}evidence/mill/one", f"{ID}agent/mill", f"{ID}dataset/mill"
LICENCE = "https://creativecommons.org/publicdomain/zero/1.0/"
DCTERMS = PREFIXES["dcterms"]
EVIDENCE = f"""
<{ITEM}> <{RDF}type> <{CST}EvidenceItem> .
<{ITEM}> <{CST}inCase> <{ID}case/mill/one> .
<{ITEM}> <{CST}summary> "They pool."@en .
"""
TOLD = f"""
<{DATASET}> <{RDF}type> <{PREFIXES["dcat"]}Dataset> .
<{DATASET}> <{DCTERMS}license> <{LICENCE}> .
<{DATASET}> <{DCTERMS}creator> <{TEAM}> .
<{TEAM}> <{RDFS}label> "The mill"@en .
"""
OWN, OF_DATASET = f"{GRAPH}data/mill/evidence", f"{GRAPH}data/dataset"
OTHERS = f"{SUBMITTED}mill/one"


@pytest.fixture
def exported(root, tmp_path):
    """Export from a store with the evidence in one graph and its dataset in another, if any."""

    def export(profile, evidence_in, dataset_in):
        said = {evidence_in: EVIDENCE} | ({dataset_in: TOLD} if dataset_in else {})
        graphs = [FileGraph(name, Path("a.nt"), said[name].encode(), "") for name in said]
        embedded.write(tmp_path, graphs, "")
        form = {"nanopub": "nquads", "web-annotation": "ntriples"}[profile]
        settings = Settings(project=root, store=tmp_path)
        return export_evidence(settings, profile, None, form).decode()

    return export


@pytest.mark.parametrize("profile", ["nanopub", "web-annotation"])
def test_the_project_s_own_evidence_is_under_the_terms_of_its_dataset(exported, profile):
    told = exported(profile, OWN, OF_DATASET)
    assert f"<{LICENCE}>" in told
    assert f"<{DCTERMS}creator> <{TEAM}>" in told
    assert "/by/4.0/" not in told
    assert "coding-team/cocreation" not in told


@pytest.mark.parametrize("profile", ["nanopub", "web-annotation"])
@pytest.mark.parametrize(
    ("evidence_in", "dataset_in"), [(OWN, ""), (OTHERS, OF_DATASET), (OWN, OTHERS)]
)
def test_where_no_dataset_of_its_own_tells_terms_none_are_told(
    exported, profile, evidence_in, dataset_in
):
    told = exported(profile, evidence_in, dataset_in)
    assert ITEM in told
    assert not [word for word in ("/licenses/", LICENCE, "creator", "rights") if word in told]


@pytest.mark.parametrize("evidence_in", [OWN, OTHERS])
def test_no_time_is_told_where_the_data_tell_none(exported, evidence_in):
    assert f"<{DCTERMS}created>" not in exported("nanopub", evidence_in, OF_DATASET)
