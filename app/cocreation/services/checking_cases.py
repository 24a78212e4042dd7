"""Files checked in the neighbourhood of what they describe, as if the whole graph were."""

from collections.abc import Callable, Iterator

from cocreation.model import Finding
from cocreation.namespaces import GRAPH
from cocreation.services.joined import Proposal
from cocreation.services.sharing import shared_out
from cocreation.validation import Engine
from cocreation.validation.graphs import described
from cocreation.validation.neighbourhood.changes import TooFarError, reach_of
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
    return _Nearby(proposal, engine).findings(progress, processes)


def _are_data(proposal: Proposal) -> bool:
    names = {file.name for file in proposal.files}
    stood_for = proposal.replaced | (names & proposal.joined.names)
    return not any(name.startswith(_NOT_DATA) for name in stood_for)


class _Nearby:
    """One check: how the graph was and will be, and the nodes to look at in it."""

    def __init__(self, proposal: Proposal, engine: Engine) -> None:
        files, joined = proposal.files, proposal.joined
        self._prepared = joined.prepared
        self._engine: Engine = engine
        self._lookups = joined.lookups
        self._before, self._after = proposal.before, proposal.after
        self._own_of = [described(file) for file in files]
        self._own = frozenset[str]().union(*self._own_of)
        stood_for = [joined.graph(name) for name in sorted(proposal.replaced)]
        change = changed(files, stood_for, self._before, self._after)
        self._reach = reach_of(change, self._own, self._before, self._after, self._prepared.known)

    def findings(self, progress: Progress | None, processes: int) -> set[Finding]:
        """All findings on what the files describe, and the new ones on what they reach."""
        found: set[Finding] = set()
        batches = list(self._batches())
        if processes > 1:
            self._prepared.prepare()
        results = shared_out(self._in_batch, batches, processes, self._lookups.reopen)
        if progress:
            progress(0, len(batches))
        for done, result in enumerate(results, 1):
            found |= result
            if progress:
                progress(done, len(batches))
        return found

    def _batches(self) -> Iterator[frozenset[str]]:
        """The nodes to check, some hundred at a time; those of one file are seldom parted."""
        waiting: dict[str, None] = {}
        for nodes in (*self._own_of, self._reach.nodes - self._own):
            waiting |= dict.fromkeys(sorted(nodes))
            if len(waiting) >= _TOGETHER:
                yield frozenset(waiting)
                waiting = {}
        if waiting:
            yield frozenset(waiting)

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
        if node in self._reach.counted or node in self._reach.labelled:
            return True
        return node in self._own and self._prepared.is_study(self._after.about(node))
