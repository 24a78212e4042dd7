"""One file of a stranger, read and checked; it may only be called where a deadline holds."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from cocreation.intake.case_file import CaseFile
from cocreation.intake.positions import read_positions
from cocreation.model import FileGraph
from cocreation.namespaces import BASE
from cocreation.services.checking import CheckReport, check_cases
from cocreation.sources import parse

_GRAPH = "urn:x-cocreation:upload"


@dataclass(frozen=True, slots=True)
class Inspection:
    """What a file holds, as N-Triples, and what is to be said of it."""

    triples: bytes
    report: CheckReport


def inspect_file(data: bytes, file: str, graphs: Sequence[FileGraph]) -> Inspection:
    """Read a file by its ending and check it within `graphs`; SourceError where it is unreadable.

    `file` is what messages call it.
    """
    case = read(data, file)
    return Inspection(case.graph.triples, check_cases([case], graphs))


def read(data: bytes, file: str) -> CaseFile:
    """Read a file by its ending; SourceError where it cannot be."""
    path = Path(file)
    triples = parse(data, path.suffix, base=BASE, file=file, scope=_GRAPH)
    text = data.decode("utf-8-sig")
    return CaseFile(
        FileGraph(_GRAPH, path, triples, hashlib.sha256(data).hexdigest()),
        read_positions(text, file, path.suffix),
    )
