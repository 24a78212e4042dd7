"""What follows from a submitted case, within what follows from the published graphs.

A store holds both what its shared graphs assert and what follows from them, so that the rules look
up what a case touches, and what they cost does not grow with the graph. Where a build has found
that not all that follows is kept (that on terms which are no individuals is not), the shared
graphs are read whole instead.
"""

from collections.abc import Iterator
from pathlib import Path

from cocreation.model import FileGraph
from cocreation.namespaces import GRAPH, INFERRED, RDF
from cocreation.reasoning.engine import Facts
from cocreation.reasoning.ntriples import Statement, Token
from cocreation.reasoning.rules import CaseRules
from cocreation.services.freshness import is_whole
from cocreation.services.ownership import case_classes
from cocreation.services.stores import asserted_graphs, is_data, is_ontology
from cocreation.store.base import is_of_files
from cocreation.store.snapshot import Snapshot

_TYPE = RDF + "type"


class CaseInference:
    """Infers from one case after another, within what one build has published."""

    def __init__(self, stored: Snapshot, store: Path, digest: str) -> None:
        """`store` is the folder of which `stored` is a snapshot, built of what has the digest."""
        self.ontology = asserted_graphs(stored, is_ontology)
        self.digest = digest
        self._classes = case_classes(self.ontology)
        self._rules = CaseRules(self.ontology)
        self._whole = is_whole(store, digest)
        self._read: Facts | None = None

    def infer(self, case: FileGraph, stored: Snapshot) -> FileGraph:
        """Give what follows from a case's graph; it may be empty."""
        facts = StoredFacts(stored, self._classes)
        base = facts if self._whole else self._read_whole(stored)
        return self._rules.infer(case, base, facts.is_typed)

    def _read_whole(self, stored: Snapshot) -> Facts:
        if self._read is None:
            published = asserted_graphs(stored, lambda name: is_of_files(name) and is_data(name))
            self._read = self._rules.close_shared(published)
        return self._read


class StoredFacts(Facts):
    """The facts of a store's shared graphs and what follows from them, looked up."""

    def __init__(self, stored: Snapshot, case_classes: frozenset[str]) -> None:
        super().__init__()
        self._stored = stored
        self._lookups = stored.lookups()
        self._case_classes = case_classes
        self._is_shared: dict[str, bool] = {}
        self._found: dict[tuple[str, str, str], tuple[Token, ...]] = {}

    def __contains__(self, fact: Statement) -> bool:
        subject, predicate, value = map(_plain, fact)
        return any(map(self._shared, self._lookups.where(subject, predicate, value)))

    def objects(self, subject: Token, predicate: Token) -> Iterator[Token]:
        """Yield every o of `subject predicate o`."""
        key = ("objects", subject, predicate)
        if key not in self._found:
            told = self._lookups.about(_plain(subject))
            wanted = _plain(predicate)
            self._found[key] = tuple(
                dict.fromkeys(_token(o) for g, p, o in told if p == wanted and self._shared(g))
            )
        yield from self._found[key]

    def subjects(self, predicate: Token, value: Token) -> Iterator[Token]:
        """Yield every s of `s predicate value`."""
        key = ("subjects", predicate, value)
        if key not in self._found:
            pointing = self._lookups.pointing(_plain(predicate), _plain(value))
            self._found[key] = tuple(
                dict.fromkeys(_token(s) for g, s in pointing if self._shared(g))
            )
        yield from self._found[key]

    def is_typed(self, term: Token) -> bool:
        """Whether the data, of a case or not, say of a term what it is."""
        told = self._lookups.about(_plain(term))
        return any(p == _TYPE and is_data(graph) for graph, p, _ in told)

    def _shared(self, graph: str) -> bool:
        """Whether a graph, or the one that it follows from, is published and describes no case."""
        if graph not in self._is_shared:
            name = graph
            if graph.startswith(INFERRED):
                name = GRAPH + graph.removeprefix(INFERRED)
            counts = is_of_files(name) and (is_data(name) or is_ontology(name))
            self._is_shared[graph] = counts and not self._stored.has_instance(
                name, self._case_classes
            )
        return self._is_shared[graph]


def _plain(token: Token) -> str:
    """A token as look-ups take it: an IRI without its brackets."""
    return token[1:-1] if token.startswith("<") else token


def _token(text: str) -> Token:
    return text if text.startswith(('"', "_:")) else f"<{text}>"
