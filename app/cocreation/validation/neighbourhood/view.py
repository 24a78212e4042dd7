"""The graph as it would be with files in the place of some of its graphs."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, KeysView, Sequence
from typing import Protocol

from cocreation.model import FileGraph
from cocreation.validation.graphs import blank_prefix, lines, with_own_blanks


class Lookups(Protocol):
    """Statements of named graphs found by index; terms as in N-Triples, IRIs bare."""

    def about(self, subject: str, /) -> Iterable[tuple[str, str, str]]:
        """Graph, predicate and object of each statement about the subject."""
        ...

    def saying(self, subject: str, /) -> Iterable[str]:
        """The graphs that say something of the subject, found one at a time."""
        ...

    def pointing(self, predicate: str | None, value: str) -> Iterator[tuple[str, str]]:
        """Graph and subject of each statement with the object."""
        ...

    def where(self, subject: str, predicate: str, value: str, /) -> Iterable[str]:
        """The graphs that have the statement."""
        ...


class View:
    """Statements of the graphs that are seen, those of added files among them.

    A blank node has the label that it has where all graphs are merged.
    """

    def __init__(
        self, stored: Lookups | None, unseen: "Unseen", added: Sequence[FileGraph] = ()
    ) -> None:
        """See what is stored but for what is unseen, and the added files; or only these."""
        self._stored = stored
        self._unseen = unseen
        self._answered: dict[str, dict[tuple[str, str], None]] = {}
        self._known: dict[str, bool] = {}
        self._blank: dict[str, tuple[str, str]] = {}
        self._about: dict[str, dict[tuple[str, str], None]] = defaultdict(dict)
        self._pointing: dict[str, dict[tuple[str, str], None]] = defaultdict(dict)
        for graph in added:
            for line in lines(with_own_blanks(graph)):
                self._about[line.subject][line.predicate, line.object] = None
                self._pointing[line.object][line.predicate, line.subject] = None

    def about(self, subject: str) -> KeysView[tuple[str, str]]:
        """Predicate and object of each statement about the subject, each once."""
        if subject in self._answered:
            return self._answered[subject].keys()
        found = dict(self._about.get(subject, {}))
        for graph, predicate, value in self._about_in_store(subject):
            if graph not in self._unseen:
                found[predicate, self._as_merged(graph, value)] = None
        self._answered[subject] = found
        return found.keys()

    def knows(self, subject: str) -> bool:
        """Whether anything is said about the subject: cheaper than to ask what."""
        if subject in self._about:
            return True
        if subject not in self._known:
            self._known[subject] = any(g not in self._unseen for g in self._saying(subject))
        return self._known[subject]

    def values(self, subject: str, predicate: str) -> list[str]:
        """The objects of the subject's statements with the predicate."""
        return [value for one, value in self.about(subject) if one == predicate]

    def pointing(self, predicate: str, value: str) -> Iterator[str]:
        """The subjects that have the value, found one at a time, those of files first."""
        seen = {s for p, s in self._pointing.get(value, ()) if p == predicate}
        yield from sorted(seen)
        yield from self._pointing_in_store(predicate, value, seen)

    def incoming(self, value: str) -> Iterator[str]:
        """The subjects that have the value of whatever predicate, found one at a time."""
        seen = {s for _, s in self._pointing.get(value, ())}
        yield from sorted(seen)
        yield from self._pointing_in_store(None, value, seen)

    def holds(self, subject: str, predicate: str, value: str) -> bool:
        """Whether the statement is there."""
        if (predicate, value) in self._about.get(subject, ()):
            return True
        if subject in self._answered:
            return (predicate, value) in self._answered[subject]
        stored, pointed = self._as_stored(subject), self._as_stored(value)
        if self._stored is None or stored is None or pointed is None:
            return False
        found = self._stored.where(stored, predicate, pointed)
        return any(graph not in self._unseen for graph in found)

    def _saying(self, subject: str) -> Iterable[str]:
        stored = self._as_stored(subject)
        return () if self._stored is None or stored is None else self._stored.saying(stored)

    def _about_in_store(self, subject: str) -> Iterator[tuple[str, str, str]]:
        stored = self._as_stored(subject)
        if self._stored is not None and stored is not None:
            yield from self._stored.about(stored)

    def _pointing_in_store(
        self, predicate: str | None, value: str, seen: set[str]
    ) -> Iterator[str]:
        stored = self._as_stored(value)
        if self._stored is None or stored is None:
            return
        for graph, found in self._stored.pointing(predicate, stored):
            subject = self._as_merged(graph, found)
            if graph not in self._unseen and subject not in seen:
                seen.add(subject)
                yield subject

    def _as_merged(self, graph: str, term: str) -> str:
        if not term.startswith("_:"):
            return term
        label = term[2:] if term[2:].isalnum() else "x" + term[2:].encode().hex()
        merged = f"_:{blank_prefix(graph)}{label}"
        self._blank[merged] = (graph, term)
        return merged

    def _as_stored(self, term: str) -> str | None:
        if not term.startswith("_:"):
            return term
        return self._blank[term][1] if term in self._blank else None


class Unseen:
    """The graphs that are not data, those in whose place files stand, and all but `only` some."""

    def __init__(
        self,
        starts: tuple[str, ...],
        replaced: Iterable[str] = (),
        only: frozenset[str] | None = None,
    ) -> None:
        self._starts = starts
        self._only = only
        self._answers = dict.fromkeys(replaced, True)

    def __contains__(self, graph: str) -> bool:
        answer = self._answers.get(graph)
        if answer is None:
            others = self._only is not None and graph not in self._only
            answer = self._answers[graph] = others or graph.startswith(self._starts)
        return answer


def changed(
    files: Sequence[FileGraph], replaced: Sequence[FileGraph], before: View, after: View
) -> set[tuple[str, str, str]]:
    """The statements that are there only with the files, or only without them."""
    new, old = (
        {line for graph in graphs for line in lines(with_own_blanks(graph))}
        for graphs in (files, replaced)
    )
    added = {line for line in new - old if not _is_said(before, *line)}
    return added | {line for line in old - new if not _is_said(after, *line)}


def _is_said(view: View, subject: str, predicate: str, value: str) -> bool:
    return (predicate, value) in view.about(subject)
