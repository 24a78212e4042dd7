"""One file of a stranger, read and checked; it may only be called where a deadline holds."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from cocreation.intake.case_file import CaseFile
from cocreation.intake.choices import Choices
from cocreation.intake.reading import needs_choices, read_case
from cocreation.services.check_report import CheckReport
from cocreation.services.checking import check_cases
from cocreation.services.choices import choices_within
from cocreation.services.joined import Joined


@dataclass(frozen=True, slots=True)
class Inspection:
    """What a file holds, as N-Triples, and what is to be said of it."""

    triples: bytes
    report: CheckReport


def inspect_file(data: bytes, file: str, joined: Joined) -> Inspection:
    """Read a file by its ending and check it within `joined`; SourceError where it is unreadable.

    `file` is what messages call it.
    """
    case = read(data, file, joined)
    return Inspection(case.graph.triples, check_cases([case], joined))


def read(data: bytes, file: str, joined: Joined) -> CaseFile:
    """Read a file by its ending; SourceError where it cannot be."""
    choices = choices_within(joined) if needs_choices(Path(file)) else Choices()
    # Blank nodes of different files must not have the same labels.
    name = f"urn:sha256:{hashlib.sha256(data).hexdigest()}"
    return read_case(data, file, graph=name, choices=choices)
