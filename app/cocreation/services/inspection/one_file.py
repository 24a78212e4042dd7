"""One file of a stranger, read and checked; it may only be called where a deadline holds."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from cocreation.intake.case_file import CaseFile
from cocreation.intake.choices import Choices
from cocreation.intake.reading import needs_choices, read_case
from cocreation.intake.workbook.excerpt import ExcerptRow, excerpt
from cocreation.services.check_report import CheckReport
from cocreation.services.checking import check_cases
from cocreation.services.choices import choices_within
from cocreation.services.joined import Joined

# Findings that are shown beside what they are about; the others are in the report alone.
MOST_SHOWN = 500


@dataclass(frozen=True, slots=True)
class Inspection:
    """What a file holds, as N-Triples, and what is to be said of it.

    `rows` are those of a workbook that the most serious findings are about.
    """

    triples: bytes
    report: CheckReport
    rows: tuple[ExcerptRow, ...] = ()


def inspect_file(data: bytes, file: str, joined: Joined, *, mends: bool = False) -> Inspection:
    """Read a file by its ending and check it within `joined`; SourceError where it is unreadable.

    `file` is what messages call it; with `mends`, findings have those that are proven.
    """
    case = read(data, file, joined)
    report = check_cases([case], joined, mends=mends)
    return Inspection(case.graph.triples, report, excerpt(case.grids, _cells(report)))


def _cells(report: CheckReport) -> Iterator[str]:
    """The cells of a workbook that are at fault."""
    for _, finding in islice(report.by_severity, MOST_SHOWN):
        if finding.position and "!" in finding.position.place:
            yield finding.position.place


def read(data: bytes, file: str, joined: Joined) -> CaseFile:
    """Read a file by its ending; SourceError where it cannot be."""
    choices = choices_within(joined) if needs_choices(Path(file)) else Choices()
    # Blank nodes of different files must not have the same labels.
    name = f"urn:sha256:{hashlib.sha256(data).hexdigest()}"
    return read_case(data, file, graph=name, choices=choices)
