"""Nanopublications by the community's own library: well formed, and named by their content."""

import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cocreation.model import Rows, Term
from cocreation.namespaces import GRAPH, PREFIXES, XSD
from cocreation.services.last_changes import LastChanges
from cocreation.services.nanopubs import nanopublications
from cocreation.services.profiles import export_evidence
from cocreation.settings import Settings
from cocreation.store.snapshot import write_dataset

# It brings many others along, for keys and servers, which an export does not need.
_LIBRARY = "nanopub==2.0.1"
_JUDGE = Path(__file__).parent / "nanopub_judge.py"
KNOWN = LastChanges(datetime(2026, 11, 27, 12, 30, tzinfo=UTC), {})
UNKNOWN = LastChanges(None, {})
_COLUMNS = ("item", "graph", "describedThing", "property", "value")
# A text of each kind that canonical lines have to keep apart.
_TEXTS = (
    Term("literal", 'two\nlines, a \\ and a "', "en"),
    Term("literal", "同", "zh-Hans"),
    Term("literal", "同"),
    Term("literal", "同", datatype="urn:x:text"),
    Term("literal", "01", datatype=XSD + "integer"),
    Term("iri", "urn:x:z"),
)
_STATED_IN = PREFIXES["prov"] + "wasDerivedFrom"
_NAMESPACE = "https://w3id.org/cocreation/np/"


@pytest.fixture(scope="session")
def judge(library):
    """Judge a file by the library."""
    python = library(_LIBRARY) / "python"

    def judge_file(path: Path) -> list[str]:
        command = [str(python), str(_JUDGE), str(path)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        return done.stdout.splitlines()

    return judge_file


@pytest.fixture(scope="session")
def published(root, built_store) -> bytes:
    return export_evidence(Settings(root, built_store), "nanopub", None, "trig")


def test_every_nanopublication_is_valid_and_trusty(judge, published, tmp_path):
    path = tmp_path / "all.trig"
    path.write_bytes(published)
    names = judge(path)
    assert [name for name in names if not name.startswith(f"{_NAMESPACE}RA")] == []
    assert len(names) == published.count(b"np:hasAssertion")


@pytest.mark.parametrize(
    ("said", "instead", "why"),
    [
        (b'"Table 4, row 1"@en', b'"Table 4, row 9"@en', "Trusty artefact"),
        (b"prov:wasAttributedTo", b"prov:hadMember", "Trusty artefact"),
        (b"np:hasProvenance", b"np:hasProvenances", "No nanopublication"),
    ],
)
def test_the_library_finds_what_is_wrong(judge, published, tmp_path, said, instead, why):
    path = tmp_path / "wrong.trig"
    assert said in published
    path.write_bytes(published.replace(said, instead))
    assert [found for found in judge(path) if why in found.replace("\033[1m", "")]


@pytest.mark.parametrize("changes", [KNOWN, UNKNOWN], ids=["known", "unknown"])
def test_values_are_hashed_letter_by_letter_as_the_library_does(judge, tmp_path, changes):
    item = "urn:x:item"
    of_head = [("hasAssertion", "assertion"), ("hasProvenance", "provenance")]
    np = "http://www.nanopub.org/nschema#"
    head = [
        (f"{item}#", np + told, Term("iri", f"{item}#{part}"))
        for told, part in [*of_head, ("hasPublicationInfo", "pubinfo")]
    ]
    kind = (f"{item}#", "http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    said = {
        "Head": [*head, (*kind, Term("iri", np + "Nanopublication"))],
        "assertion": [(item, "urn:x:says", text) for text in _TEXTS],
        "provenance": [(f"{item}#assertion", "urn:x:from", text) for text in reversed(_TEXTS)],
        "pubinfo": [(f"{item}#", _STATED_IN, Term("iri", f"{GRAPH}data/x"))],
    }
    rows = [
        (Term("iri", item), Term("iri", f"{item}#{graph}"), *map(_iri, statement[:2]), statement[2])
        for graph, statements in said.items()
        for statement in statements
    ]
    path = tmp_path / "hard.nq"
    path.write_bytes(
        write_dataset(nanopublications(Rows(_COLUMNS, tuple(rows)), changes), "nquads")
    )
    (name,) = judge(path)
    assert name.startswith(f"{_NAMESPACE}RA")


def _iri(value: str) -> Term:
    return Term("iri", value)
