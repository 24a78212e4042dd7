"""A workbook as a case: its statements with their cells, and a finding for each unreadable cell."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from cocreation import rdf_syntax
from cocreation.intake.case_file import CaseFile
from cocreation.intake.choices import Choices
from cocreation.intake.positions import Positions
from cocreation.intake.workbook.names import Names
from cocreation.intake.workbook.places import located
from cocreation.intake.workbook.rows import Grid, Oddity, Rows, read_rows
from cocreation.intake.workbook.statements import Statements, read_statements
from cocreation.intake.workbook.table import sheets
from cocreation.intake.workbook.wording import Problem
from cocreation.model import FileGraph, Finding, Position, Term
from cocreation.namespaces import BASE, SH, VSH, XSD
from cocreation.sources import ntriples, parse

# Not among the shapes of the project's files, but told in the same way.
CELL_SHAPE = VSH + "CellShape"
SHEET_SHAPE = VSH + "SheetShape"
_UNKNOWN = SH + "InConstraintComponent"
_UNREADABLE = SH + "NodeConstraintComponent"


def read_workbook(
    grids: Iterable[Grid], file: str, *, graph: str, digest: str, choices: Choices
) -> CaseFile:
    """Read the grids as the case graph named `graph`; SourceError where they say nothing at all."""
    names = Names(choices)
    read = list(grids)
    rows = read_rows(read, names)
    if not rows.known_sheets:
        known = [sheet.name.en for sheet in sheets()]
        raise rdf_syntax.fault(
            file,
            f"it has none of the sheets {', '.join(known)}; start from `cocreation template`",
            f"其中没有 {'、'.join(known)} 中的任何工作表；请从 cocreation template 开始",
        )
    said = read_statements(rows, names)
    triples = ntriples(dict.fromkeys(placed.triple for placed in said.all()))
    if not triples and not said.problems and not rows.oddities:
        raise rdf_syntax.fault(
            file,
            "no row of it is filled in; the worked examples count when they are changed",
            "没有填写任何一行；示例行改动之后才会读入",
        )
    plain = parse(triples, ".nt", base=BASE, file=file, scope=graph) if triples else b""
    findings = [
        *(_finding(problem, file, graph) for problem in said.problems),
        *(_notice(oddity, file, graph) for oddity in rows.oddities),
    ]
    order = [grid.name for grid in read]
    findings.sort(key=lambda finding: _where(finding, order))
    case_graph = FileGraph(graph, Path(file), plain, digest)
    return CaseFile(case_graph, _positions(rows, said, file), tuple(findings), tuple(read))


def _where(finding: Finding, sheets_in_order: Sequence[str]) -> tuple[int, int, int]:
    """A key that sorts findings as a person goes through the workbook."""
    sheet, row, column = located(finding.position.place if finding.position else "")
    return sheets_in_order.index(sheet), row, column


def _positions(rows: Rows, said: Statements, file: str) -> Positions:
    """The cell of each statement; of what is not said, the empty cell in which it could be."""
    positions = Positions("", file)
    for row, thing in zip(rows.things, said.subjects, strict=True):
        positions.note(row.place, thing.iri)
        # Before what is said: where one language is there and the other is not, that is at fault.
        for column in row.sheet.columns:
            if column.predicate and column.key in row.empty:
                positions.note(row.empty[column.key], thing.iri, column.predicate)
    for placed in said.all():
        subject, predicate, value = placed.triple
        for key in ((), (predicate.value,), (predicate.value, value)):
            positions.note(placed.place, subject.value, *key)
    return positions


def _finding(problem: Problem, file: str, graph: str) -> Finding:
    return Finding(
        focus=problem.focus or graph,
        shape=CELL_SHAPE,
        component=_UNKNOWN,
        severity="violation",
        message=problem.message,
        path=problem.path,
        value=Term("literal", problem.text, None, XSD + "string"),
        suggestion=problem.suggestion,
        position=Position(file, place=problem.place),
    )


def _notice(oddity: Oddity, file: str, graph: str) -> Finding:
    return Finding(
        focus=graph,
        shape=SHEET_SHAPE,
        component=_UNREADABLE,
        severity="warning",
        message=oddity.message,
        position=Position(file, place=oddity.place),
    )
