"""A stranger's file is read and checked: the one place through which every submission comes."""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path, PurePath

from cocreation.intake.case_file import CaseFile
from cocreation.intake.positions import read_positions
from cocreation.model import FileGraph
from cocreation.namespaces import BASE, HISTORY
from cocreation.services.checking import CheckReport, check_cases
from cocreation.services.stores import asserted_graphs
from cocreation.sources import parse
from cocreation.store.snapshot import Snapshot

Examine = Callable[[bytes, str, Snapshot], tuple[CaseFile, CheckReport]]


def examine(data: bytes, file: str, stored: Snapshot) -> tuple[CaseFile, CheckReport]:
    """Read the bytes of a file with a case, and check it within the graph that it would join.

    `file` is named in messages, and its ending tells the syntax. SourceError where it cannot be
    read.
    """
    digest, suffix = sha256(data).hexdigest(), PurePath(file).suffix
    triples = parse(data, suffix, base=BASE, file=file, scope=digest)
    graph = FileGraph(f"urn:sha256:{digest}", Path(file), triples, digest)
    positions = read_positions(data.decode("utf-8", errors="replace"), file, suffix)
    case = CaseFile(graph, positions)
    joined = asserted_graphs(stored, lambda name: not name.startswith(HISTORY))
    return case, check_cases([case], joined)
