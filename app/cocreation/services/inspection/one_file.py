"""One file of a stranger, read and checked; it may only be called where a deadline holds."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from cocreation.intake.case_file import CaseFile
from cocreation.intake.positions import read_positions
from cocreation.model import FileGraph
from cocreation.namespaces import BASE
from cocreation.services.checking import CheckReport, check_cases
from cocreation.services.joined import Joined
from cocreation.sources import parse


@dataclass(frozen=True, slots=True)
class Inspection:
    """What a file holds, as N-Triples, and what is to be said of it."""

    triples: bytes
    report: CheckReport


def inspect_file(data: bytes, file: str, joined: Joined) -> Inspection:
    """Read a file by its ending and check it within `joined`; SourceError where it is unreadable.

    `file` is what messages call it.
    """
    case = read(data, file)
    return Inspection(case.graph.triples, check_cases([case], joined))


def read(data: bytes, file: str) -> CaseFile:
    """Read a file by its ending; SourceError where it cannot be."""
    path, digest = Path(file), hashlib.sha256(data).hexdigest()
    # Blank nodes of different files must not have the same labels.
    triples = parse(data, path.suffix, base=BASE, file=file, scope=digest)
    text = data.decode("utf-8-sig", "replace")
    return CaseFile(
        FileGraph(f"urn:sha256:{digest}", path, triples, digest),
        read_positions(text, file, path.suffix),
    )
