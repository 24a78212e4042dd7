"""Files checked in the neighbourhood of what they describe, as if the whole graph were."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from cocreation.model import FileGraph, Finding
from cocreation.namespaces import GRAPH
from cocreation.services.joined import Proposal
from cocreation.services.sharing import shared_out
from cocreation.validation import Engine
from cocreation.validation.graphs import described
from cocreation.validation.neighbourhood.changes import Reach, TooFarError, reach_of
from cocreation.validation.neighbourhood.reading import Reading
from cocreation.validation.neighbourhood.view import View, changed

Progress = Callable[[int, int], None]
_NOT_DATA = (GRAPH + "ontology/", GRAPH + "shapes/")
_TOGETHER = 400


def check_nearby(
    proposal: Proposal,
    engine: Engine,
    progress: Progress | None = None,
    processes: int = 1,
) -> set[Finding]:
    """What a check of the whole graph would find about the files; TooFarError where it has to be.

    That is so where a shape is not known to look no further than the neighbourhood, and where the
    files change the ontology, the shapes, or the model that every case speaks in.
    """
    if not proposal.joined.prepared.covers_all or not _are_data(proposal):
        raise TooFarError
    return _Nearby(proposal, engine).findings(progress or _untold, processes)


def _untold(_done: int, _of: int) -> None:
    """Where nobody asks how far it is."""


def _are_data(proposal: Proposal) -> bool:
    names = {file.name for file in proposal.files}
    stood_for = proposal.replaced | (names & proposal.joined.names)
    return not any(name.startswith(_NOT_DATA) for name in stood_for)


@dataclass(frozen=True, slots=True)
class _Part:
    """Some of the files, what they describe, and graphs in whose place files stand."""

    files: Sequence[FileGraph]
    nodes: frozenset[str]
    replaced: Sequence[str]


class _Nearby:
    """One check: how the graph was and will be, and the nodes to look at in it.

    First each part of the files is looked at: what it describes, and what else it reaches. That is
    looked at afterwards, when all of it is known.
    """

    def __init__(self, proposal: Proposal, engine: Engine) -> None:
        self._proposal = proposal
        self._prepared = proposal.joined.prepared
        self._engine: Engine = engine
        self._before, self._after = proposal.before, proposal.after
        self._own_of = [described(file) for file in proposal.files]
        self._own = frozenset[str]().union(*self._own_of)
        self._reach = Reach()

    def findings(self, progress: Progress, processes: int) -> set[Finding]:
        """All findings on what the files describe, and the new ones on what they reach."""
        if processes > 1:
            self._prepared.prepare()
        found: set[Finding] = set()
        parts, begin = list(self._parts()), self._proposal.joined.lookups.reopen
        progress(0, len(parts))
        for done, (reach, own) in enumerate(shared_out(self._in_part, parts, processes, begin), 1):
            self._reach.join(reach)
            found |= own
            if done < len(parts):
                progress(done, len(parts))
        others = list(_together(self._reach.beyond(self._own)))
        progress(len(parts), len(parts) + len(others))
        results = shared_out(self._in_batch, others, processes, begin)
        for done, result in enumerate(results, len(parts) + 1):
            found |= result
            progress(done, len(parts) + len(others))
        return found

    def _parts(self) -> Iterator[_Part]:
        """The files, some that describe some hundred nodes at a time."""
        files = self._proposal.files
        chunks = list(_chunks(self._own_of))
        names = {file.name for file in files}
        elsewhere = sorted(self._proposal.replaced - names)
        for number, chunk in enumerate(chunks):
            some = files[chunk]
            replaced = [file.name for file in some if file.name in self._proposal.replaced]
            nodes = frozenset[str]().union(*self._own_of[chunk])
            yield _Part(some, nodes, [*replaced, *elsewhere[number :: len(chunks)]])

    def _in_part(self, part: _Part) -> tuple[Reach, set[Finding]]:
        stood_for = [self._proposal.joined.graph(name) for name in part.replaced]
        change = changed(part.files, stood_for, self._before, self._after)
        reach = reach_of(change, part.nodes, self._before, self._after, self._prepared.known)
        return reach, self._in_batch(part.nodes)

    def _in_batch(self, nodes: frozenset[str]) -> set[Finding]:
        found = self._check(self._after, nodes)
        elsewhere = frozenset(f.focus for f in found if f.focus not in self._own)
        if not elsewhere:
            return found
        before = self._check(self._before, elsewhere)
        return {f for f in found if f.focus in self._own or f not in before}

    def _check(self, view: View, nodes: frozenset[str]) -> set[Finding]:
        reading = Reading(view, self._prepared.vocabulary)
        for node in nodes:
            reading.read(node)
        for study in filter(self._is_compared, nodes):
            labelled = None if study in self._own else self._reach.labelled.get(study, ())
            reading.compare_labels(study, labelled)
            reading.count(study)
        return self._prepared.check(reading.statements, view, nodes, self._engine)

    def _is_compared(self, node: str) -> bool:
        """Whether it is a study with totals or labels to compare with what belongs to it."""
        if node in self._own:
            return self._prepared.is_study(self._after.about(node))
        return node in self._reach.counted or node in self._reach.labelled


def _chunks(described: Sequence[frozenset[str]]) -> Iterator[slice]:
    """Files next to each other that describe some hundred nodes together."""
    start, nodes = 0, 0
    for end, one in enumerate(described, 1):
        nodes += len(one)
        if nodes >= _TOGETHER or end == len(described):
            yield slice(start, end)
            start, nodes = end, 0


def _together(nodes: Iterable[str]) -> Iterator[frozenset[str]]:
    """The nodes, some hundred at a time."""
    waiting = iter(sorted(nodes))
    while some := frozenset(islice(waiting, _TOGETHER)):
        yield some
