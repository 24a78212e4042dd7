"""What a release is made of, and whether the terms of the last one still stand."""

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from cocreation.errors import ParameterError
from cocreation.model import FileGraph, Text, Triple
from cocreation.namespaces import CST, OWL, PREFIXES, RDF, RDFS, SKOS, VCC, compact
from cocreation.services.project import read_project
from cocreation.services.stores import is_data, is_ontology
from cocreation.sources import project_files, read_bytes, terms

# Where the terms of the last release are kept; a release that is made replaces it.
LAST_RELEASE = Path("ontology") / "released-terms.json"
_VERSION_IRI, _DEPRECATED = OWL + "versionIRI", OWL + "deprecated"
_REPLACED_BY, _WHY = PREFIXES["dcterms"] + "isReplacedBy", SKOS + "changeNote"
_DEFINED_BY = RDFS + "isDefinedBy"
# What a term may be; a term that is several of them is the first.
_KINDS = (
    OWL + "Class",
    *(OWL + f"{sort}Property" for sort in ("Object", "Datatype", "Annotation")),
    OWL + "NamedIndividual",
)


@dataclass(frozen=True, slots=True)
class Release:
    """A release: its version, its day (ISO 8601), and what it is made of.

    `ontologies` gives the versionIRI of each ontology, `terms` what each of their own terms is
    (`owl:Class`) by its IRI, `files` the SHA-256 of each file by its path; without files it tells
    of terms alone.
    """

    version: str
    date: str
    ontologies: Mapping[str, str]
    terms: Mapping[str, str]
    files: Mapping[str, str] = field(default_factory=dict)


def release_of(project: Path, version: str, date: str) -> Release:
    """Describe the project at `project` as a release; SourceError where a file cannot be read."""
    known = _Terms.read(read_project(project))
    return Release(version, date, known.versions, known.kinds, digests(project))


def digests(project: Path) -> dict[str, str]:
    """The SHA-256 of every file of the ontology, the shapes, the data and the questions."""
    paths = [*project_files(project), *sorted((project / "queries").rglob("*.rq"))]
    return {
        path.relative_to(project).as_posix(): hashlib.sha256(read_bytes(path)).hexdigest()
        for path in paths
    }


def as_json(release: Release) -> str:
    """Write a release as JSON, a line for each term and file; what it is empty of is left out."""
    told = {name: value for name, value in asdict(release).items() if value}
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def without_files(release: Release) -> Release:
    """The same, telling of terms alone."""
    return replace(release, files={})


def read_release(path: Path) -> Release:
    """Read what `as_json` wrote; SourceError without a file, ParameterError where it is no such."""
    try:
        told: Any = json.loads(read_bytes(path))
        return Release(
            version=str(told["version"]),
            date=str(told["date"]),
            ontologies=dict(told["ontologies"]),
            terms=dict(told["terms"]),
            files=dict(told.get("files", {})),
        )
    except (ValueError, KeyError, TypeError):
        raise ParameterError(
            Text(
                en=f"{path} does not describe a release; name what `cocreation release manifest` "
                "wrote.",
                zh=f"{path} 不是发布清单；请指定由 `cocreation release manifest` 写出的文件。",
            )
        ) from None


def check_release(release: Release, project: Path) -> tuple[Text, ...]:
    """What of a release no longer stands in a project, and what to do; nothing if all does.

    Every term has to be there as what it was, with its labels, and one that is deprecated to say
    what replaces it. Where the release tells of files, they have to be the very same.
    """
    graphs = read_project(project)
    known = _Terms.read(graphs)
    faults = [*_lost(release, known), *_unexplained(known), *_used(known, graphs)]
    faults += [*_redefined(release, known), *_unversioned(release, known)]
    if release.files:
        faults += _differing(release.files, digests(project))
    return tuple(faults)


@dataclass(frozen=True, slots=True)
class _Terms:
    """The terms that the ontologies define, each with its ontology, and their versionIRIs.

    `kinds` tells what each of those is that has a type and labels in both languages; `replaced`
    has what replaces each deprecated term; `explained` are those that say in both languages why
    they are deprecated.
    """

    versions: Mapping[str, str]
    defined: Mapping[str, str]
    kinds: Mapping[str, str]
    deprecated: tuple[str, ...]
    replaced: Mapping[str, tuple[str, ...]]
    explained: frozenset[str]

    @classmethod
    def read(cls, graphs: Iterable[FileGraph]) -> "_Terms":
        said = [one for graph in graphs if is_ontology(graph.name) for one in terms(graph.triples)]
        own = {one.subject.value: one.object.value for one in _with(said, _DEFINED_BY)}
        defined = {iri: by for iri, by in own.items() if iri.startswith((CST, VCC))}
        deprecated = sorted(
            one.subject.value
            for one in said
            if one.predicate.value == _DEPRECATED and one.object.value in ("true", "1")
        )
        return cls(
            versions={one.subject.value: one.object.value for one in _with(said, _VERSION_IRI)},
            defined=defined,
            kinds=_kinds(said, defined),
            deprecated=tuple(deprecated),
            replaced={
                iri: tuple(
                    one.object.value
                    for one in _with(said, _REPLACED_BY)
                    if one.subject.value == iri and one.object.kind == "iri"
                )
                for iri in deprecated
            },
            explained=frozenset(
                iri
                for iri in deprecated
                if {"en", "zh"}
                <= {one.object.language for one in _with(said, _WHY) if one.subject.value == iri}
            ),
        )

    def of_ontology(self, ontology: str) -> set[str]:
        """The terms of one ontology."""
        return {term for term, by in self.defined.items() if by == ontology}


def _with(said: Iterable[Triple], predicate: str) -> Iterator[Triple]:
    return (one for one in said if one.predicate.value == predicate)


def _kinds(said: Iterable[Triple], defined: Iterable[str]) -> dict[str, str]:
    """What each term is that has labels in both languages."""
    types, spoken = defaultdict(set), defaultdict(set)
    for one in said:
        if one.predicate.value == RDF + "type":
            types[one.subject.value].add(one.object.value)
        elif one.predicate.value == RDFS + "label" and one.object.value.strip():
            spoken[one.subject.value].add(one.object.language)
    return {
        iri: compact(kind)
        for iri in sorted(defined)
        for kind in [one for one in _KINDS if one in types[iri]][:1]
        if {"en", "zh"} <= spoken[iri]
    }


def _lost(release: Release, known: _Terms) -> Iterator[Text]:
    if not release.terms:
        yield Text(
            en="The release names no terms, so there is nothing to check: write it anew with "
            "`cocreation release manifest`.",
            zh="该发布没有列出术语，无从核对：请用 `cocreation release manifest` 重新写出。",
        )
    for term in map(compact, sorted(release.terms.keys() - known.defined.keys())):
        yield Text(
            en=f"{term} was released with {release.version} and is gone: put it back with "
            "owl:deprecated true, and with dcterms:isReplacedBy the term to use instead.",
            zh=f"{term} 已随 {release.version} 发布，现已不见：请恢复并加上 owl:deprecated true，"
            "再用 dcterms:isReplacedBy 指明替代它的术语。",
        )


def _redefined(release: Release, known: _Terms) -> Iterator[Text]:
    """Terms that are there, and no longer what they were."""
    for iri, kind in sorted(release.terms.items()):
        term, now = compact(iri), known.kinds.get(iri)
        if iri in known.defined and now is None:
            yield Text(
                en=f"{term} was released with {release.version} and lacks what makes it a term: "
                f"give it its type ({kind}) and its rdfs:label in English and in Chinese again.",
                zh=f"{term} 已随 {release.version} 发布，现已不成其为术语："
                f"请恢复其类型（{kind}）和中英文 rdfs:label。",
            )
        elif now is not None and now != kind:
            yield Text(
                en=f"{term} was released with {release.version} as {kind} and is {now} now: make "
                "it what it was, and give what is new a name of its own.",
                zh=f"{term} 随 {release.version} 发布时是 {kind}，现为 {now}："
                "请恢复原状，新的含义另取名称。",
            )


def _unexplained(known: _Terms) -> Iterator[Text]:
    for term in known.deprecated:
        successors = known.replaced[term]
        usable = known.kinds.keys() - set(known.deprecated)
        for other in successors:
            if other.startswith((CST, VCC)) and other not in usable:
                yield Text(
                    en=f"{compact(term)} is replaced by {compact(other)}, which is no term in use: "
                    "point dcterms:isReplacedBy at one that is.",
                    zh=f"{compact(term)} 的替代术语 {compact(other)} 不是在用的术语："
                    "请让 dcterms:isReplacedBy 指向在用的术语。",
                )
        if not successors and term not in known.explained:
            yield Text(
                en=f"{compact(term)} is deprecated without a replacement: add "
                "dcterms:isReplacedBy, or say in a skos:changeNote in both languages why nothing "
                "replaces it.",
                zh=f"{compact(term)} 已停用而没有替代：请加上 dcterms:isReplacedBy，"
                "或用中英文 skos:changeNote 说明为何无可替代。",
            )


def _used(known: _Terms, graphs: Iterable[FileGraph]) -> Iterator[Text]:
    """Data that still use a deprecated term, as a class or as a property."""
    deprecated = set(known.deprecated)
    if not deprecated:
        return
    uses = Counter(
        iri
        for graph in graphs
        if is_data(graph.name)
        for one in terms(graph.triples)
        for iri in {one.predicate.value, one.object.value} & deprecated
    )
    for term, number in sorted(uses.items()):
        listed = ", ".join(map(compact, known.replaced[term]))
        yield Text(
            en=f"{compact(term)} is deprecated, and the data still use it in {number} statements"
            + (f": write {listed} instead." if listed else ": say that otherwise."),
            zh=f"{compact(term)} 已停用，数据中仍有 {number} 条陈述使用它"
            + (f"：请改用 {listed}。" if listed else "：请改用其他表述。"),
        )


def _unversioned(release: Release, known: _Terms) -> Iterator[Text]:
    """Ontologies without a version, or with the released one though a term was deprecated."""
    newly = set(known.deprecated) & set(release.terms)
    for ontology, version in release.ontologies.items():
        if ontology not in known.versions:
            yield Text(
                en=f"{ontology} was released as {version} and has no version any more: give it an "
                "owl:versionIRI and an owl:versionInfo.",
                zh=f"{ontology} 已作为 {version} 发布，现已没有版本："
                "请为其加上 owl:versionIRI 和 owl:versionInfo。",
            )
        changed = sorted(compact(term) for term in newly & known.of_ontology(ontology))
        if changed and known.versions.get(ontology) == version:
            listed = ", ".join(changed)
            yield Text(
                en=f"{listed} changed since {release.version}, and the ontology still has that "
                "version: raise its owl:versionInfo and owl:versionIRI.",
                zh=f"{listed} 自 {release.version} 以来已改动，而本体版本未变："
                "请更新 owl:versionInfo 与 owl:versionIRI。",
            )


def _differing(released: Mapping[str, str], present: Mapping[str, str]) -> Iterator[Text]:
    for path in sorted(released.keys() | present.keys()):
        if path not in present:
            yield Text(
                en=f"{path} is in the release and is missing here: fetch the release again.",
                zh=f"发布中有 {path}，此处缺少：请重新获取该发布。",
            )
        elif path not in released:
            yield Text(
                en=f"{path} is no part of the release: take it away, or make a new release.",
                zh=f"{path} 不属于该发布：请移走，或另行发布。",
            )
        elif released[path] != present[path]:
            yield Text(
                en=f"{path} is not as it was released: restore it, or make a new release.",
                zh=f"{path} 与发布时不同：请恢复，或另行发布。",
            )


def told(faults: Sequence[Text], release: Release) -> Text:
    """One sentence on what a check found."""
    if faults:
        return Text(
            en=f"{len(faults)} of what was released with {release.version} does not stand.",
            zh=f"随 {release.version} 发布的内容有 {len(faults)} 处不再成立。",
        )
    files = len(release.files)
    return Text(
        en=f"All {len(release.terms)} terms released with {release.version} stand"
        + (f", and {files} files are as they were." if files else "."),
        zh=f"随 {release.version} 发布的 {len(release.terms)} 个术语均有效"
        + (f"，{files} 个文件与发布时相同。" if files else "。"),
    )
