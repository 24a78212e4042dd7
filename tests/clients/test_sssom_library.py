"""The mappings by SSSOM's own library, which judges the files and says them in RDF."""

import subprocess
from pathlib import Path

import pyoxigraph as ox
import pytest

from cocreation.linking.sssom import read_links, statements
from cocreation.namespaces import OWL, PREFIXES, RDFS
from cocreation.services.link_formats import write_mappings
from cocreation.sources import ntriples

# It brings many others along, one of them a plugin of pytest: it has a place of its own.
_LIBRARY = "sssom==0.4.21"
_ROOT = Path(__file__).parent.parent.parent
FILES = sorted((_ROOT / "data" / "links").glob("*.sssom.tsv"))
ENDS = [OWL + name for name in ("annotatedSource", "annotatedProperty", "annotatedTarget")]
# What the library leaves out or says otherwise: our labels, and the second language.
_OURS = {RDFS + "label", RDFS + "comment", PREFIXES["dcterms"] + "created"}


@pytest.fixture(scope="session")
def sssom(library) -> str:
    """The library's command."""
    return str(library(_LIBRARY) / "sssom")


def judged(sssom: str, path: Path) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sssom, "validate", str(path)], capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_file_is_valid(sssom, path):
    done = judged(sssom, path)
    assert (done.returncode, "rror" in done.stdout + done.stderr) == (0, False), done.stderr


def test_what_is_exported_is_valid(sssom, tmp_path):
    links = [
        one for path in FILES for one in read_links(path.read_bytes(), str(path), "urn:x").links
    ]
    path = tmp_path / "all.sssom.tsv"
    path.write_text(write_mappings(links, "tsv", {}), encoding="utf-8")
    assert judged(sssom, path).returncode == 0


def test_the_library_finds_what_is_wrong(sssom, tmp_path):
    path = tmp_path / "wrong.sssom.tsv"
    text = FILES[0].read_text(encoding="utf-8")
    path.write_text(text.replace("\tskos:exactMatch\t", "\tunknown:exactMatch\t"), encoding="utf-8")
    assert judged(sssom, path).returncode != 0


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_the_library_says_the_same_in_rdf(sssom, path):
    done = subprocess.run(
        [sssom, "convert", str(path), "--output-format", "rdf"],
        capture_output=True,
        check=True,
    )
    theirs = by_mapping(ox.parse(done.stdout, format=ox.RdfFormat.TURTLE))
    links = read_links(path.read_bytes(), str(path), "urn:x")
    ours = by_mapping(ox.parse(ntriples(statements(links)), format=ox.RdfFormat.N_TRIPLES))
    assert ours.keys() == theirs.keys()
    for ends, told in theirs.items():
        assert told == ours[ends], ends


def by_mapping(quads) -> dict:
    """What is said of each mapping, by its two ends, its predicate and its sign."""
    said: dict = {}
    for quad in quads:
        said.setdefault(quad.subject, []).append((quad.predicate.value, value_of(quad.object)))
    mappings = {}
    for told in said.values():
        by = dict(told)
        if ENDS[0] in by:
            sign = by.get(PREFIXES["sssom"] + "predicate_modifier")
            rest = {pair for pair in told if pair[0] not in _OURS}
            mappings[(*(by[name] for name in ENDS), sign)] = rest
    return mappings


def value_of(term):
    """A value by which two spellings of one number are the same."""
    if isinstance(term, ox.Literal) and term.datatype.value.endswith("#double"):
        return float(term.value)
    return term.value if isinstance(term, (ox.NamedNode, ox.Literal)) else ""
