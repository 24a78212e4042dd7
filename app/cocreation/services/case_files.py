"""Cases that somebody brings, whatever their format, read to be checked or kept."""

from collections.abc import Sequence
from pathlib import Path

from cocreation.intake.case_file import CaseFile
from cocreation.intake.choices import Choices
from cocreation.intake.reading import needs_choices, read_path
from cocreation.services.choices import choices_within
from cocreation.services.joined import Joined


def read_cases(paths: Sequence[Path], joined: Joined) -> tuple[CaseFile, ...]:
    """Read each file as the graph that was read from its path, else as one named after the path.

    Cells of workbooks name what is `joined`. SourceError where a file cannot be read; a cell that
    cannot is a finding of its file.
    """
    choices = choices_within(joined) if any(map(needs_choices, paths)) else Choices()
    return tuple(read_path(path, graph=joined.name_of(path), choices=choices) for path in paths)
