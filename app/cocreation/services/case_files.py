"""Cases that somebody brings, whatever their format, read to be checked or kept."""

from collections.abc import Sequence
from pathlib import Path

from cocreation.intake.case_file import CaseFile
from cocreation.intake.choices import Choices
from cocreation.intake.reading import needs_choices, read_path
from cocreation.model import FileGraph
from cocreation.services.choices import choices_of


def read_cases(paths: Sequence[Path], graphs: Sequence[FileGraph]) -> tuple[CaseFile, ...]:
    """Read each file as the graph that was read from its path, else as one named after the path.

    Cells of workbooks name what the asserted `graphs` know. SourceError where a file cannot be
    read; a cell that cannot is a finding of its file.
    """
    by_path = {graph.path.resolve(): graph.name for graph in graphs}
    choices = choices_of(graphs) if any(map(needs_choices, paths)) else Choices()
    read = []
    for path in paths:
        resolved = path.resolve()
        graph = by_path.get(resolved, resolved.as_uri())
        read.append(read_path(path, graph=graph, choices=choices))
    return tuple(read)
