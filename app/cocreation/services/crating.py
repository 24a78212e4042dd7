"""The whole dataset as a research object: its files, their graph, and what each of them is."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import closing
from hashlib import sha256
from itertools import chain
from pathlib import Path

from cocreation.errors import ParameterError
from cocreation.linking import ro_crate
from cocreation.linking.records import DatasetRecord
from cocreation.linking.ro_crate import METADATA, Author, CrateFile, Publication
from cocreation.model import Text
from cocreation.services.browsing import cells
from cocreation.services.dataset_reading import read_dataset
from cocreation.services.dumping import NAMES, write_dumps
from cocreation.services.labelling import labels
from cocreation.services.querying import library
from cocreation.services.records import Record, text
from cocreation.services.stores import open_whole
from cocreation.settings import Settings
from cocreation.sources import graph_name
from cocreation.store.base import Store

Files = Mapping[str, bytes]
_FOLDERS = ("ontology", "shapes", "data", "queries")
_BESIDE = ("README.md", "README.zh.md", "CHANGELOG.md", "CITATION.cff", "LICENSES/CC-BY-4.0.txt")
# Of the root of a package RO-Crate demands a name, a description, a date and a licence.
_DEMANDED = ("dcterms:title", "dcterms:description", "dcterms:issued", "dcterms:license")
_SAID_IN = "data/dataset.ttl"
_MEDIA_TYPES = {
    ".ttl": "text/turtle",
    ".trig": "application/trig",
    ".nq": "application/n-quads",
    ".rq": "application/sparql-query",
    ".json": "application/json",
    ".tsv": "text/tab-separated-values",
    ".md": "text/markdown",
    ".cff": "application/yaml",
    ".txt": "text/plain",
}
_ANY = "application/octet-stream"
_BY_NAME = {
    "dump.trig": Text(
        en="The whole graph with what follows from it by rule, as TriG.",
        zh="整个图谱（含规则推得的内容），TriG 格式。",
    ),
    "dump.nq": Text(
        en="The whole graph with what follows from it by rule, as N-Quads.",
        zh="整个图谱（含规则推得的内容），N-Quads 格式。",
    ),
    "ontology/released-terms.json": Text(
        en="The terms of the last release, which may be deprecated but never removed.",
        zh="上一版本的术语清单；术语可弃用，但不删除。",
    ),
    "README.md": Text(en="What this is and how to use it, in English.", zh="英文说明与用法。"),
    "README.zh.md": Text(en="What this is and how to use it, in Chinese.", zh="中文说明与用法。"),
    "CHANGELOG.md": Text(en="What changed from version to version.", zh="各版本的变更。"),
    "CITATION.cff": Text(en="How to cite it.", zh="引用方式。"),
    "LICENSES/CC-BY-4.0.txt": Text(en="The licence.", zh="许可全文。"),
}
_OTHER = Text(en="Part of the dataset.", zh="数据集的一部分。")
_CONTENTS = """
SELECT ?graph ?class (COUNT(DISTINCT ?thing) AS ?things)
WHERE { GRAPH ?graph { ?thing a ?class FILTER(ISIRI(?thing) && ISIRI(?class)) } }
GROUP BY ?graph ?class
ORDER BY ?graph DESC(?things) ?class
"""
_PUBLICATIONS = """
PREFIX cst: <https://w3id.org/cocreation/case-study#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX fabio: <http://purl.org/spar/fabio/>
PREFIX prism: <http://prismstandard.org/namespaces/basic/2.0/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?publication ?title_en ?title_zh ?doi ?year ?journal_en ?journal_zh ?volume ?issue ?pages
WHERE {
  { SELECT DISTINCT ?publication WHERE { ?study cst:reportedIn ?publication } }
  OPTIONAL { ?publication dcterms:title ?title_en FILTER(LANG(?title_en) = "en") }
  OPTIONAL { ?publication dcterms:title ?title_zh FILTER(LANG(?title_zh) = "zh") }
  OPTIONAL { ?publication prism:doi ?doi }
  OPTIONAL { ?publication fabio:hasPublicationYear ?year }
  OPTIONAL { ?publication prism:volume ?volume }
  OPTIONAL { ?publication prism:issueIdentifier ?issue }
  OPTIONAL { ?publication prism:pageRange ?pages }
  OPTIONAL {
    ?publication dcterms:isPartOf ?journal
    OPTIONAL { ?journal rdfs:label ?journal_en FILTER(LANG(?journal_en) = "en") }
    OPTIONAL { ?journal rdfs:label ?journal_zh FILTER(LANG(?journal_zh) = "zh") }
  }
}
ORDER BY ?publication ?title_en ?title_zh ?doi ?year ?journal_en ?journal_zh ?volume ?issue ?pages
"""
_AUTHORS = """
PREFIX cst: <https://w3id.org/cocreation/case-study#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX org: <http://www.w3.org/ns/org#>
SELECT ?publication ?author ?organization
WHERE {
  ?study cst:reportedIn ?publication .
  ?publication dcterms:creator ?author .
  OPTIONAL { ?author cst:ordinal ?place }
  OPTIONAL { ?author org:memberOf ?organization }
}
ORDER BY ?publication ?place ?author ?organization
"""


def read_crate(settings: Settings) -> Files:
    """Give the files of the research object by their path, its metadata first.

    Equal data give equal bytes. ParameterError where the dataset does not say of itself what its
    standard demands, StoreError where there is no store that can be read.
    """
    with closing(open_whole(settings)) as store:
        dataset = read_dataset(store)
        _refuse_untold(dataset)
        files = dict(chain(_project_files(settings.project), _dumps(settings)))
        told = _descriptions(settings.project, store)
        listed = [_described(path, files[path], told) for path in sorted(files)]
        metadata = ro_crate.describe(dataset, listed, read_publications(store))
    body = json.dumps(metadata, ensure_ascii=False, indent=1).encode() + b"\n"
    return {METADATA: body, **files}


def read_publications(store: Store) -> tuple[Publication, ...]:
    """Tell how each publication that reports a study is cited."""
    authors = _authors(store)
    rows = {row["publication"]: row for row in reversed(cells(store.select(_PUBLICATIONS)))}
    return tuple(
        Publication(
            iri=iri,
            title=text(row, "title"),
            doi=row.get("doi", ""),
            year=row.get("year", ""),
            journal=text(row, "journal"),
            volume=row.get("volume", ""),
            issue=row.get("issue", ""),
            pages=row.get("pages", ""),
            authors=authors.get(iri, ()),
        )
        for iri, row in sorted(rows.items())
    )


def _refuse_untold(dataset: DatasetRecord) -> None:
    missing = [name for name in _DEMANDED if not dataset.values(name)]
    if missing:
        raise ParameterError(
            Text(
                en=f"The dataset has no {', '.join(missing)}, without which there is no RO-Crate; "
                f"say so of its dcat:Dataset in {_SAID_IN}.",
                zh=f"数据集缺少 {'、'.join(missing)}，无法生成 RO-Crate；"
                f"请在 {_SAID_IN} 中为其 dcat:Dataset 补上。",
            ),
            {"missing": missing, "file": _SAID_IN},
        )


def _authors(store: Store) -> Mapping[str, tuple[Author, ...]]:
    """Who wrote each publication, in the order of its byline."""
    rows = cells(store.select(_AUTHORS))
    named = labels(
        store, [row[name] for row in rows for name in ("author", "organization") if name in row]
    )
    bylines: dict[str, dict[str, list[str]]] = defaultdict(dict)
    for row in rows:
        at = bylines[row["publication"]].setdefault(row["author"], [])
        at += [row["organization"]] if "organization" in row else []
    return {
        publication: tuple(
            Author(
                author,
                named.get(author, Text("", "")),
                tuple((one, named.get(one, Text("", ""))) for one in at),
            )
            for author, at in byline.items()
        )
        for publication, byline in bylines.items()
    }


def _project_files(project: Path) -> Iterator[tuple[str, bytes]]:
    within = (path for folder in _FOLDERS for path in (project / folder).rglob("*"))
    beside = (project / name for name in _BESIDE)
    for path in (*within, *beside):
        if path.is_file() and not path.name.startswith("."):
            yield path.relative_to(project).as_posix(), path.read_bytes()


def _dumps(settings: Settings) -> Iterator[tuple[str, bytes]]:
    dumps = write_dumps(settings)
    for name in NAMES:
        yield name, dumps.path(dumps.find(name)).read_bytes()


def _described(path: str, body: bytes, told: Mapping[str, Text]) -> CrateFile:
    kind = _MEDIA_TYPES.get(Path(path).suffix, _ANY)
    return CrateFile(path, told.get(path, _OTHER), kind, len(body), sha256(body).hexdigest())


def _descriptions(project: Path, store: Store) -> Mapping[str, Text]:
    """What is in each file: a question's own words, or of what classes how many things are."""
    contents = _contents(store)
    graphs = {
        path.relative_to(project).as_posix(): contents.get(graph_name(path, project))
        for folder in _FOLDERS
        for path in (project / folder).rglob("*.ttl")
    }
    questions = {f"queries/{spec.id}.rq": spec.summary for spec in library(project)}
    return {**_BY_NAME, **questions, **{path: told for path, told in graphs.items() if told}}


def _contents(store: Store) -> Mapping[str, Text]:
    rows: dict[str, list[Record]] = defaultdict(list)
    for row in cells(store.select(_CONTENTS)):
        rows[row["graph"]].append(row)
    named = labels(store, [row["class"] for each in rows.values() for row in each])
    return {graph: _counted(each, named) for graph, each in rows.items()}


def _counted(rows: list[Record], named: Mapping[str, Text]) -> Text:
    """List classes with how many things are of them: those that have a name, the most first."""
    told = [(named[row["class"]], row["things"]) for row in rows if row["class"] in named]
    if not told:
        return _OTHER
    return Text(
        en=f"Describes: {', '.join(f'{name.en} ({number})' for name, number in told)}.",
        zh=f"所述：{'、'.join(f'{name.zh}（{number}）' for name, number in told)}。",
    )
