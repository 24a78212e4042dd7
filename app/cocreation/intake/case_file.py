"""A case that somebody brings, as one graph that remembers where each statement came from."""

from dataclasses import dataclass

from cocreation.intake.positions import Positions
from cocreation.intake.workbook.rows import Grid
from cocreation.model import FileGraph, Finding


@dataclass(frozen=True, slots=True)
class CaseFile:
    """One file with a case, whatever its format: its graph, and the places of its statements.

    `findings` are about what could not be read of it, such as a cell with an unknown name; `grids`
    are the sheets of a workbook.
    """

    graph: FileGraph
    positions: Positions
    findings: tuple[Finding, ...] = ()
    grids: tuple[Grid, ...] = ()
