"""One case of a stranger, held against the model; it may only be called where a deadline holds."""

from collections.abc import Sequence
from dataclasses import dataclass

from cocreation.errors import SourceError
from cocreation.model import QuerySpec, Text
from cocreation.namespaces import GRAPH
from cocreation.reasoning.rules import materialise
from cocreation.services import comparing, joining
from cocreation.services.comparison import Comparison
from cocreation.services.inspection.one_file import read
from cocreation.services.joined import NOT_CHECKED, Joined
from cocreation.sources import terms
from cocreation.store.base import Store
from cocreation.store.snapshot import Snapshot

_ONTOLOGY = GRAPH + "ontology/"


@dataclass(frozen=True, slots=True)
class Held:
    """The comparison of a case, what could not be read of its file, and what the graph has not.

    `unknown` are the IRIs that only the file speaks of: there are no pages about them.
    """

    comparison: Comparison
    unread: tuple[Text, ...]
    unknown: frozenset[str]


def compare_file(
    data: bytes, file: str, joined: Joined, store: Store, queries: Sequence[QuerySpec]
) -> Held:
    """Read a file and hold its only case against the model, as `cocreation compare` does.

    SourceError where it cannot be read, has no case, or has several.
    """
    case = read(data, file, joined)
    within = joining.join(store, case.graph)
    if len(within.cases) > 1:
        raise _several(within.cases)
    [iri] = within.cases
    held = comparing.compare(within.store, queries, iri, assumed=iri in within.assumed)
    named = {term.value for triple in terms(case.graph.triples) for term in triple}
    unread = tuple(
        Text(en=f"{one.position}: {one.message.en}", zh=f"{one.position}：{one.message.zh}")
        for one in case.findings
    )
    return Held(held, unread, frozenset(one for one in named if _is_new(one, joined)))


def store_of(joined: Joined) -> Store:
    """Hold graphs that are at hand, with what follows from them, to be asked."""
    checked = [graph for graph in joined.graphs if not graph.name.startswith(NOT_CHECKED)]
    ontology = [graph for graph in checked if graph.name.startswith(_ONTOLOGY)]
    data = [graph for graph in checked if not graph.name.startswith(_ONTOLOGY)]
    return Snapshot.of_graphs([*checked, *materialise(ontology, data)])


def _is_new(name: str, joined: Joined) -> bool:
    return "://" in name and " " not in name and not any(joined.lookups.about(name))


def _several(cases: Sequence[str]) -> SourceError:
    listed = ", ".join(case.rpartition("/")[2] for case in cases)
    return SourceError(
        Text(
            en=f"The file has {len(cases)} cases ({listed}); send one case at a time.",
            zh=f"文件中有 {len(cases)} 个案例（{listed}）；请每次只提交一个案例。",
        ),
        {"cases": list(cases)},
    )
