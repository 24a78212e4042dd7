"""What a submission may speak of: its own study and case, and what nobody has described yet."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from hashlib import sha256

from cocreation.errors import ForbiddenError, SubmissionError
from cocreation.model import FileGraph, Text
from cocreation.namespaces import CST, ID, INFERRED, OWL, RDF, RDFS, SH, XSD, compact
from cocreation.services.cases import CaseName, read_name
from cocreation.sources import terms
from cocreation.store.base import is_of_files
from cocreation.store.snapshot import Snapshot
from cocreation.validation.graphs import TYPE, lines, typed
from cocreation.validation.vocabulary import Vocabulary

# What outlives a study, and so bears no study's slug.
_SHARED = (ID + "organization/", ID + "sector/")
# Kinds of which the program itself speaks.
_RESERVED = ("deed", "revision", "file", "submitter")
_WEB = ("http://", "https://")
_SCHEMA = ("subClassOf", "subPropertyOf", "domain", "range")
_SCHEMA_PREDICATES = tuple(RDFS + name for name in _SCHEMA)
_MOST_NAMED = 5


def case_classes(ontology: Iterable[FileGraph]) -> frozenset[str]:
    """The classes whose instances are cases."""
    return Vocabulary.read(ontology).subclasses(CST + "Case")


def find_case(graph: FileGraph, ontology: Iterable[FileGraph]) -> CaseName:
    """Find the one case that a file describes; SubmissionError where it has none or several."""
    cases = sorted(typed(graph, case_classes(ontology)))
    if len(cases) == 1:
        return read_name(cases[0])
    if cases:
        raise SubmissionError(
            Text(
                en=f"The file describes {len(cases)} cases ({_listed(cases)}); "
                "submit each in a file of its own.",
                zh=f"文件含 {len(cases)} 个案例（{_listed(cases, '、')}）；请每个案例单独提交。",
            ),
            {"nodes": cases},
        )
    raise SubmissionError(
        Text(
            en="The file describes no case; say of one that it is a cst:Case, or a "
            "vcc:Partnership.",
            zh="文件没有描述案例；请声明其中一个为 cst:Case 或 vcc:Partnership。",
        )
    )


def refuse_published(case: CaseName, stored: Snapshot) -> None:
    """ForbiddenError where a case or its study comes from the project's files."""
    if _in_files(case.iri, stored):
        raise ForbiddenError(
            Text(
                en=f"The case {case} is published with its study; it is revised in the project's "
                "files and by `cocreation build` alone.",
                zh=f"案例 {case} 已随研究发表；只能修改项目文件并运行 `cocreation build` 来修订。",
            )
        )
    if _in_files(case.study_iri, stored):
        raise ForbiddenError(
            Text(
                en=f"The study {case.study} is published; give your case a study of its own that "
                "applies its model with cst:appliesModelOf.",
                zh=f"研究 {case.study} 已发表；请为案例另设研究，"
                "并用 cst:appliesModelOf 沿用其模型。",
            )
        )


def refuse_other_links(graph: FileGraph) -> None:
    """SubmissionError for a link that is neither http nor https."""
    others = dict.fromkeys(
        term.value
        for triple in terms(graph.triples)
        for term in triple
        if (term.kind == "iri" or term.datatype == XSD + "anyURI")
        and not term.value.lower().startswith(_WEB)
    )
    if others:
        raise SubmissionError(
            Text(
                en=f"Only links with http or https are kept, so take out {_listed(others)}.",
                zh=f"只保留 http 或 https 链接；请删去 {_listed(others, '、')}。",
            ),
            {"nodes": list(others)},
        )


def take_own(graph: FileGraph, case: CaseName, stored: Snapshot) -> FileGraph:
    """Give the graph as the case's own, without what the project's files say already.

    What another case of the study says is the study's own too. SubmissionError, which names them,
    for statements on what belongs to others, and for those that define terms.
    """
    _refuse_definitions(graph)
    own: list[bytes] = []
    strange: list[str] = []
    known: list[str] = []
    for subject, said in sorted(_by_subject(graph).items()):
        elsewhere = _said_elsewhere(subject, case, stored)
        if not all(line in elsewhere for line in said) and subject != case.study_iri:
            if not (_is_own(subject, case) or subject.startswith(_SHARED)):
                strange.append(subject)
            elif not all(name.startswith(case.study_graphs) for name in elsewhere.values()):
                known.append(subject)
        own += [line for line in said if not is_of_files(elsewhere.get(line, ""))]
    if strange or known:
        raise _not_yours(strange, known, case)
    triples = b"".join(sorted(own))
    return replace(graph, name=case.graph, triples=triples, digest=sha256(triples).hexdigest())


def _by_subject(graph: FileGraph) -> Mapping[str, list[bytes]]:
    said: dict[str, list[bytes]] = defaultdict(list)
    for line in graph.triples.splitlines(keepends=True):
        said[line.split(b" ", 1)[0].decode().strip("<>")].append(line)
    return said


def _said_elsewhere(subject: str, case: CaseName, stored: Snapshot) -> dict[bytes, str]:
    """The statements about a node in other asserted graphs, with the graph of each."""
    if subject.startswith("_:"):
        return {}
    asserted = [
        (graph, line)
        for graph, line in stored.said_of(subject)
        if graph not in (case.graph, case.history) and not graph.startswith(INFERRED)
    ]

    def whose(said: tuple[str, bytes]) -> tuple[bool, bool]:
        return is_of_files(said[0]), not said[0].startswith(case.study_graphs)

    # Where several say the same, a file's word counts, then another study's.
    return {line: graph for graph, line in sorted(asserted, key=whose)}


def _is_own(subject: str, case: CaseName) -> bool:
    """Whether a node is named as the study's or the case's own, or has no name."""
    if subject.startswith("_:") or subject in (case.iri, case.study_iri, case.publication_iri):
        return True
    kind, _, rest = subject.removeprefix(ID).partition("/")
    in_study = subject.startswith(ID) and rest.startswith(f"{case.study}/")
    return in_study and kind != "case" and kind not in _RESERVED


def _refuse_definitions(graph: FileGraph) -> None:
    defining = sorted(
        {
            line.subject
            for line in lines(graph.triples)
            if line.predicate.startswith((OWL, SH))
            or line.predicate in _SCHEMA_PREDICATES
            or (line.predicate == TYPE and line.object.startswith((OWL, RDF, RDFS, SH)))
        }
    )
    if defining:
        raise SubmissionError(
            Text(
                en="A submission describes a case and defines no terms or shapes, so take out what "
                f"it says of {_listed(map(compact, defining))} in the terms of owl, rdfs or sh.",
                zh="提交的文件用于描述案例，不得定义术语或形状；请删去用 owl、rdfs、sh 的术语"
                f"对 {_listed(map(compact, defining), '、')} 所作的定义。",
            ),
            {"nodes": defining},
        )


def _not_yours(strange: list[str], known: list[str], case: CaseName) -> SubmissionError:
    """Name the nodes that are none of the study's, and those that others have described."""
    en = ["A submission describes its own case and study, and new organizations and sectors"]
    zh = ["提交的文件只能描述自己的案例与研究，以及新的组织和行业"]
    if known:
        names = list(map(compact, known))
        en.append(f"others have described {_listed(names)} already, so take out what it adds there")
        zh.append(f"{_listed(names, '、')} 已由他人描述，请删去对其所作的补充")
    if strange:
        names = list(map(compact, strange))
        en.append(
            f"{_listed(names)} is not of this case, so take it out; what is the study's is called "
            f"{ID}<kind>/{case.study}/…"
        )
        zh.append(
            f"{_listed(names, '、')} 不属于本案例，请删去；如属本研究，"
            f"请命名为 {ID}<类别>/{case.study}/…"
        )
    return SubmissionError(
        Text(en="; ".join(en) + ".", zh="；".join(zh) + "。"), {"nodes": [*strange, *known]}
    )


def _in_files(node: str, stored: Snapshot) -> bool:
    return any(is_of_files(graph) for graph, _ in stored.said_of(node))


def _listed(names: Iterable[str], comma: str = ", ") -> str:
    """A few names, and how many more there are."""
    every = list(names)
    more = f"{comma}… (+{len(every) - _MOST_NAMED})" if len(every) > _MOST_NAMED else ""
    return comma.join(every[:_MOST_NAMED]) + more
