"""A case that somebody brings, as one graph that remembers where each statement came from."""

from dataclasses import dataclass

from cocreation.intake.positions import Positions
from cocreation.model import FileGraph


@dataclass(frozen=True, slots=True)
class CaseFile:
    """One file with a case, whatever its format: its graph, and the places of its statements."""

    graph: FileGraph
    positions: Positions
