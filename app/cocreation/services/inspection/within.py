"""What strangers' files are checked within: a folder's store, or graphs handed over whole."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Protocol

from cocreation.namespaces import GRAPH
from cocreation.store.embedded import open_snapshot, published

_FOR_EVERY_CHECK = (GRAPH + "ontology/", GRAPH + "shapes/")
_DATA, _CASE = GRAPH + "data/", "/cases/"


class Within(Protocol):
    """Graphs that files are checked within."""

    def version(self) -> str | None:
        """Name the state of what `write` writes; None where nobody can tell."""
        ...

    def write(self, output: IO[bytes]) -> None:
        """Write what is read before the first check, as N-Quads; StoreError where there is none."""
        ...

    def snapshot(self) -> Path | None:
        """Where a check looks up the rest; None where `write` writes everything."""
        ...


@dataclass(frozen=True, slots=True)
class WithinFolder:
    """The store in a folder: the shapes and the ontology are read, each case looked up."""

    directory: Path

    def version(self) -> str | None:
        """Name what the store was built of; cases that are submitted leave it as it is."""
        return published(self.directory).digest

    def write(self, output: IO[bytes]) -> None:
        """Write the shapes, the ontology, and one case to try."""
        with closing(open_snapshot(self.directory)) as stored:
            names = stored.graphs()
            wanted = [name for name in names if name.startswith(_FOR_EVERY_CHECK)]
            wanted += sorted(name for name in names if name.startswith(_DATA) and _CASE in name)[:1]
            for name in wanted:
                triples = stored.statements(name)
                output.write(triples.replace(b" .\n", f" <{name}> .\n".encode()))

    def snapshot(self) -> Path | None:
        """Give what is published now."""
        return published(self.directory).path


@dataclass(frozen=True, slots=True)
class WithinAll:
    """Graphs that are all written anew when their state changes."""

    write: Callable[[IO[bytes]], None]
    version: Callable[[], str | None]

    def snapshot(self) -> Path | None:
        """Give nothing."""
        return None
