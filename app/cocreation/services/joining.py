"""A case of a file joined, in memory, to that part of the graph which it is compared with."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

from cocreation.errors import SourceError
from cocreation.intake.case_file import CaseFile
from cocreation.intake.choices import Choices
from cocreation.intake.reading import needs_choices, read_path
from cocreation.model import FileGraph, Term, Text
from cocreation.namespaces import CST, GRAPH, INFERRED, RDF, RDFS, SKOS, inferred_graph
from cocreation.services.choices import stored_choices
from cocreation.services.describing import read_graph
from cocreation.sources import terms
from cocreation.store.base import N_TRIPLES, Store
from cocreation.store.snapshot import Snapshot

_JOINED = GRAPH + "joined"
_UNNAMED_STUDY = GRAPH + "joined/study"
_ONTOLOGY = GRAPH + "ontology/"
_LEFT_OUT = (GRAPH + "shapes/", GRAPH + "ontology/alignments/")
_PREFIXES = """
PREFIX cst: <https://w3id.org/cocreation/case-study#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""
_NAMES = "SELECT DISTINCT ?graph WHERE { GRAPH ?graph {} } ORDER BY ?graph"
_CASE_CLASSES = _PREFIXES + "SELECT ?class WHERE { ?class rdfs:subClassOf* cst:Case }"
_WITH_CASE = "SELECT DISTINCT ?graph ?case WHERE { GRAPH ?graph { ?case a ?class } }"
_OF_STUDIES = (
    _PREFIXES + "SELECT DISTINCT ?graph ?study WHERE { GRAPH ?graph { ?thing cst:ofStudy ?study } }"
)
_APPLIED = _PREFIXES + "SELECT DISTINCT ?study ?model WHERE { ?study cst:appliesModelOf ?model }"
# Whatever has constructs below one another has a model.
_MODELS = _PREFIXES + (
    "SELECT DISTINCT ?model WHERE { ?narrower skos:broader ?broader . ?broader cst:ofStudy ?model }"
)


@dataclass(frozen=True, slots=True)
class Joined:
    """The cases of a file, by IRI, in a store of their own with what they are compared with.

    `assumed` are those that name no model, so that the only one there is was taken.
    """

    store: Store
    cases: tuple[str, ...]
    assumed: frozenset[str]


def read_case_file(store: Store, path: Path) -> CaseFile:
    """Read a file with a case, whatever its format; cells name what the store knows.

    SourceError with its place where it cannot be read; a cell that cannot is a finding.
    """
    choices = stored_choices(store) if needs_choices(path) else Choices()
    return read_path(path, graph=_JOINED, choices=choices)


def join(store: Store, file: FileGraph) -> Joined:
    """Join the cases in `file` to the graphs of their studies and of whose model these apply.

    Each takes the place of the case of its name, rules are applied to it, and nothing is written.
    What belongs to other studies only is left out, so that the work does not grow with the graph.
    SourceError where the file describes no case.
    """
    cases = _cases(store, file)
    studies, assumed, added = _studies(store, file, cases)
    own = FileGraph(_JOINED, file.path, file.triples + added, "")
    names = _graphs_within(store, studies, _replaced(store, cases))
    around = [_graph(store, name) for name in names]
    joined = [*around, own, *_inferred(own, around)]
    return Joined(Snapshot.of_graphs(joined), cases, assumed)


def _cases(store: Store, file: FileGraph) -> tuple[str, ...]:
    classes = _column(store, _CASE_CLASSES, "class")
    found = dict.fromkeys(
        subject.value
        for subject, predicate, value in terms(file.triples)
        if predicate.value == RDF + "type" and value.value in classes and subject.kind == "iri"
    )
    if found:
        return tuple(found)
    raise SourceError(
        Text(
            en=f"{file.path} describes no case; say of yours that it is one: a cst:Case, or a "
            "vcc:Partnership.",
            zh=f"{file.path} 没有描述任何案例；请为案例注明类型：a cst:Case 或 a vcc:Partnership。",
        ),
        {"file": str(file.path)},
    )


def _studies(
    store: Store, file: FileGraph, cases: Iterable[str]
) -> tuple[set[str], frozenset[str], bytes]:
    """The studies whose graphs matter, the cases without a model, and what is assumed of them."""
    models = _column(store, _MODELS, "model") | _own_models(file)
    applied = defaultdict(set)
    for study, model in _pairs(store, _APPLIED, "study", "model"):
        applied[study].add(model)
    of_study = defaultdict(set)
    for subject, predicate, value in terms(file.triples):
        # A study without an IRI cannot be told apart from any other.
        if predicate.value == CST + "appliesModelOf" and subject.kind == "iri":
            applied[subject.value].add(value.value)
        if predicate.value == CST + "ofStudy" and value.kind == "iri":
            of_study[subject.value].add(value.value)
    wanted: set[str] = set()
    assumed, added = set(), b""
    for case in cases:
        within = of_study[case].union(*(applied[study] for study in of_study[case]))
        if not within & models and len(models) == 1:
            assumed.add(case)
            added += _assumption(case, of_study[case], *models)
            within |= models
        wanted |= within
    return wanted, frozenset(assumed), added


def _own_models(file: FileGraph) -> set[str]:
    """The studies of whose constructs the file says what stands below them or above."""
    told = list(terms(file.triples))
    constructs = {one for s, p, v in told if p.value == SKOS + "broader" for one in (s, v)}
    return {v.value for s, p, v in told if s in constructs and p.value == CST + "ofStudy"}


def _assumption(case: str, studies: Collection[str], model: str) -> bytes:
    """Say that the case's study, or one without a name, applies the model."""
    lines = [f"<{study}> <{CST}appliesModelOf> <{model}> .\n" for study in studies]
    if not studies:
        lines = [
            f"<{case}> <{CST}ofStudy> <{_UNNAMED_STUDY}> .\n",
            f"<{_UNNAMED_STUDY}> <{CST}appliesModelOf> <{model}> .\n",
            f'<{_UNNAMED_STUDY}> <{RDFS}label> "not named"@en .\n',
            f'<{_UNNAMED_STUDY}> <{RDFS}label> "未注明"@zh .\n',
        ]
    return "".join(lines).encode()


def _replaced(store: Store, cases: Iterable[str]) -> set[str]:
    """The graphs that describe one of the cases, with what was inferred from them."""
    found = {
        name
        for case in cases
        for name in _column(store, _WITH_CASE, "graph", {"case": Term("iri", case)})
    }
    bare = {name.removeprefix(INFERRED).removeprefix(GRAPH) for name in found}
    return {start + name for name in bare for start in (GRAPH, INFERRED)}


def _graphs_within(store: Store, studies: set[str], replaced: set[str]) -> list[str]:
    """The graphs that belong to one of the studies or to none."""
    belonging = defaultdict(set)
    for name, study in _pairs(store, _OF_STUDIES, "graph", "study"):
        belonging[_asserted(name)].add(study)
    return [
        name
        for name in sorted(_names(store) - replaced)
        if not name.startswith(_LEFT_OUT)
        and (_asserted(name) not in belonging or belonging[_asserted(name)] & studies)
    ]


def _names(store: Store) -> set[str]:
    """The names of all graphs, which a snapshot tells at once."""
    return set(store.graphs()) if isinstance(store, Snapshot) else _column(store, _NAMES, "graph")


def _asserted(name: str) -> str:
    return GRAPH + name.removeprefix(INFERRED).removeprefix(GRAPH)


def _graph(store: Store, name: str) -> FileGraph:
    if isinstance(store, Snapshot):
        return FileGraph(name, Path(), store.statements(name), "")
    return FileGraph(name, Path(), read_graph(store, name, N_TRIPLES).body, "")


def _inferred(own: FileGraph, around: Iterable[FileGraph]) -> list[FileGraph]:
    """What follows from the file within the asserted graphs around it."""
    from cocreation.reasoning.rules import materialise  # noqa: PLC0415 -- slow

    asserted = [graph for graph in around if not graph.name.startswith(INFERRED)]
    ontology = [graph for graph in asserted if graph.name.startswith(_ONTOLOGY)]
    others = [graph for graph in asserted if not graph.name.startswith(_ONTOLOGY)]
    name = inferred_graph(own.name)
    return [graph for graph in materialise(ontology, [*others, own]) if graph.name == name]


def _column(
    store: Store, query: str, name: str, bindings: dict[str, Term] | None = None
) -> set[str]:
    rows = store.select(query, bindings or {})
    place = rows.variables.index(name)
    return {term.value for row in rows.rows if (term := row[place]) is not None}


def _pairs(store: Store, query: str, one: str, other: str) -> list[tuple[str, str]]:
    rows = store.select(query)
    places = rows.variables.index(one), rows.variables.index(other)
    found = ((row[places[0]], row[places[1]]) for row in rows.rows)
    return [(a.value, b.value) for a, b in found if a is not None and b is not None]
