"""The store on disk as a `Writer`."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from cocreation.model import FileGraph
from cocreation.store import embedded

# A submission that is being checked beside a build ends in less.
_PATIENCE_SECONDS = 30.0


class FolderWriter:
    """A `Writer` to the store in a folder."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory

    def write(
        self,
        graphs: Iterable[FileGraph],
        digest: str,
        *,
        afresh: bool = False,  # noqa: ARG002 -- everything is written in any case
    ) -> None:
        """Replace every graph that comes from a file by `graphs`, and publish a snapshot."""
        embedded.write(self._directory, graphs, digest, patience=_PATIENCE_SECONDS)

    def replace(self, graphs: Sequence[FileGraph]) -> None:
        """Put each graph in place of the one of its name, all at once; an empty one goes."""
        embedded.replace(self._directory, graphs, patience=_PATIENCE_SECONDS)

    def stored_digest(self) -> str | None:
        """Tell what the store was built of; None where there is none that can be read."""
        return embedded.stored_digest(self._directory)
