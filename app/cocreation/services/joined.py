"""What new files are checked within: the graph that they would join, whole or looked up in."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from functools import cached_property
from pathlib import Path

from cocreation.model import FileGraph, Term, Triple
from cocreation.namespaces import GRAPH, HISTORY, INFERRED, LINKS, REVIEWED
from cocreation.services.freshness import fresh_graphs
from cocreation.services.project import read_project
from cocreation.settings import Settings
from cocreation.store.embedded import open_snapshot, stored_digest
from cocreation.store.lookups import Lookups
from cocreation.validation.graphs import typed
from cocreation.validation.neighbourhood.view import Unseen, View
from cocreation.validation.prepared import PreparedCheck

SHAPES = GRAPH + "shapes/"
NOT_CHECKED = (SHAPES, INFERRED, HISTORY, LINKS, REVIEWED, GRAPH + "ontology/alignments/")
_ONTOLOGY = GRAPH + "ontology/"
_NOT_READ_WHOLE = (INFERRED,)


class Joined:
    """The asserted graphs of a project or a store; made once, it serves many checks.

    What every check needs (the shapes, the ontology) is read when the first one asks for it. The
    graphs have to stay as they are.
    """

    def __init__(
        self,
        lookups: Lookups,
        project: Path,
        *,
        only: frozenset[str] | None = None,
        prepared: PreparedCheck | None = None,
    ) -> None:
        """Join what a store holds, or `only` some graphs; `project` is the folder of the files.

        `prepared` is given where an earlier state of the store had the same shapes and ontology.
        """
        self.lookups = lookups
        self._project = project
        self._only = only
        self._read: dict[str, FileGraph] = {}
        if prepared:
            self.prepared = prepared

    @classmethod
    def in_graphs(cls, graphs: Sequence[FileGraph]) -> "Joined":
        """Join graphs that are at hand."""
        return _InGraphs(graphs)

    @cached_property
    def graphs(self) -> tuple[FileGraph, ...]:
        """All asserted graphs, in order of name."""
        return tuple(self.graph(name) for name in sorted(self.names))

    @cached_property
    def names(self) -> frozenset[str]:
        """The names of the asserted graphs."""
        found = self.lookups.names() if self._only is None else self._only
        return frozenset(name for name in found if not name.startswith(_NOT_READ_WHOLE))

    @cached_property
    def prepared(self) -> PreparedCheck:
        """The shapes and the ontology, ready to check with."""
        names = sorted(self.names)
        checked = [name for name in names if not name.startswith(NOT_CHECKED)]
        return PreparedCheck(
            [self.graph(name) for name in checked if name.startswith(_ONTOLOGY)],
            [self.graph(name) for name in names if name.startswith(SHAPES)],
        )

    def graph(self, name: str) -> FileGraph:
        """One graph; its path is that of the file which it comes from, if it comes from one."""
        if name not in self._read:
            path = self._project / f"{name.removeprefix(GRAPH)}.ttl"
            self._read[name] = FileGraph(name, path, self.lookups.statements(name), "")
        return self._read[name]

    def name_of(self, path: Path) -> str:
        """The name of the graph that was read from the file, or one of the file's own."""
        resolved = path.resolve()
        if resolved.is_relative_to(self._root):
            name = GRAPH + resolved.relative_to(self._root).with_suffix("").as_posix()
            if name in self.names and resolved.suffix == ".ttl":
                return name
        return resolved.as_uri()

    def describing(self, node: str) -> list[str]:
        """The names of the asserted graphs that say something of the node, in order."""
        found = {graph for graph, _, _ in self.lookups.about(node)}
        return sorted(found & self.names)

    def said(self, node: str, predicate: str) -> Iterator[Triple]:
        """Every asserted statement of a property of a node, once for each graph that has it."""
        for graph, triple in self.lookups.said(node, predicate):
            if graph in self.names:
                yield triple

    def pointing(self, predicate: str, value: str | Term) -> Iterator[str]:
        """Every node that has this value of the property, once for each asserted graph."""
        for graph, subject in self.lookups.pointing(predicate, value):
            if graph in self.names:
                yield subject

    def having(self, predicate: str) -> Iterator[Triple]:
        """Every asserted statement with the predicate, once for each graph that has it."""
        for graph, triple in self.lookups.having(predicate):
            if graph in self.names:
                yield triple

    def view(self, replaced: Iterable[str] = (), files: Sequence[FileGraph] = ()) -> View:
        """The data with files in the place of graphs."""
        return View(self.lookups, Unseen(NOT_CHECKED, replaced, self._only), files)

    @cached_property
    def _root(self) -> Path:
        return self._project.resolve()


class Proposal:
    """Files in the place of `replaced` graphs of what they join: how that is, and would be.

    Each view is made once, since it takes every statement of the files.
    """

    def __init__(self, files: Sequence[FileGraph], replaced: Iterable[str], joined: Joined) -> None:
        self.files = files
        self.replaced = frozenset(replaced)
        self.joined = joined

    @cached_property
    def before(self) -> View:
        """The data without the files."""
        return self.joined.view()

    @cached_property
    def after(self) -> View:
        """The data with the files."""
        return self.joined.view(self.replaced, self.files)

    @cached_property
    def others(self) -> View:
        """What is said elsewhere: the data without the files, and without what they replace."""
        return self.joined.view(self.replaced)

    def typed(self, *classes: str) -> list[str]:
        """The things of these classes that the files describe, in order, none of them blank."""
        below = {c for one in classes for c in self.joined.prepared.vocabulary.subclasses(one)}
        found = {node for file in self.files for node in typed(file, below)}
        return sorted(node for node in found if not node.startswith("_:"))


class _InGraphs(Joined):
    """Graphs that are at hand; an index of them is made when a check needs one."""

    def __init__(self, graphs: Sequence[FileGraph]) -> None:
        self._only = None
        self._at_hand = {graph.name: graph for graph in graphs}

    @cached_property
    def lookups(self) -> Lookups:  # type: ignore[override]
        return Lookups.of(list(self._at_hand.values()))

    @cached_property
    def graphs(self) -> tuple[FileGraph, ...]:
        return tuple(self._at_hand.values())

    @cached_property
    def names(self) -> frozenset[str]:
        return frozenset(self._at_hand)

    def graph(self, name: str) -> FileGraph:
        return self._at_hand[name]

    def name_of(self, path: Path) -> str:
        resolved = path.resolve()
        return self._by_path.get(resolved) or resolved.as_uri()

    @cached_property
    def _by_path(self) -> dict[Path, str]:
        return {graph.path.resolve(): graph.name for graph in self._at_hand.values()}


@contextmanager
def joined_of(settings: Settings, *, stored: bool) -> Iterator[Joined]:
    """What new files are checked within, as long as it is open.

    That is what the store holds where `stored`, else what the project's files say: looked up in
    the store where it was built of the very same files, and read from them where it was not.
    """
    if not isinstance(settings.store, Path):
        from cocreation.services.stores import stored_graphs  # noqa: PLC0415 -- slow

        yield Joined.in_graphs(stored_graphs(settings))
        return
    digest = None if stored else stored_digest(settings.store)
    only = None if stored else fresh_graphs(settings.store, digest, settings.project)
    if not stored and only is None:
        yield Joined.in_graphs(read_project(settings.project))
        return
    with closing(open_snapshot(settings.store)) as snapshot:
        yield Joined(snapshot.lookups(), settings.project, only=only)
