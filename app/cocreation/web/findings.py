"""Findings beside the text that they are about: what the page `/validate` shows."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count

from cocreation.errors import CocreationError
from cocreation.intake.workbook.excerpt import ExcerptRow
from cocreation.model import Finding, Language, Severity
from cocreation.namespaces import compact
from cocreation.services.check_report import SubjectFindings
from cocreation.services.findings_text import SEVERITIES, mends_of, name_of, stand_ins, summary
from cocreation.services.inspection.one_file import MOST_SHOWN, Inspection
from cocreation.validation.messages import path_in_words

LONGEST_TEXT = 2**19


@dataclass(frozen=True, slots=True)
class ShownFinding:
    """One finding in words; `number` counts from 1, `line` is 0 where none is known.

    `anchor` is the id of what is shown of its place, if anything is.
    """

    number: int
    severity: Severity
    severity_name: str
    subject: str
    subject_name: str
    message: str
    rule: str
    path: str
    line: int
    column: int
    place: str
    mends: tuple[str, ...]
    anchor: str


@dataclass(frozen=True, slots=True)
class ShownLine:
    """One line of the text, with the numbers of the findings on it."""

    number: int
    text: str
    findings: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ShownCell:
    """One cell of a workbook, with the numbers of the findings on it."""

    name: str
    heading: str
    text: str
    findings: tuple[int, ...]
    anchor: str


@dataclass(frozen=True, slots=True)
class ShownRow:
    """One row of a workbook, with those of its cells that say something or are at fault."""

    sheet: str
    number: int
    cells: tuple[ShownCell, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """A check's outcome: `left_out` is how many findings are too many for a page."""

    summary: str = ""
    stand_ins: tuple[str, ...] = ()
    findings: tuple[ShownFinding, ...] = ()
    lines: tuple[ShownLine, ...] = ()
    rows: tuple[ShownRow, ...] = ()
    left_out: int = 0
    error_line: int = 0


def page_of(inspection: Inspection, text: str | None, language: Language) -> Shown:
    """Put a report beside its text, or beside its rows where the file is no text."""
    report = inspection.report
    pairs = report.by_severity
    shown = list(enumerate(pairs[:MOST_SHOWN], 1))
    on: dict[int | str, list[int]] = defaultdict(list)
    for number, (_, finding) in shown:
        on[_place(finding)].append(number)
    lines, rows = _lines(text, on), tuple(_rows(inspection.rows, on, language))
    anchors: dict[int | str, str] = {line.number: f"L{line.number}" for line in lines}
    anchors |= {cell.name: cell.anchor for row in rows for cell in row.cells}
    return Shown(
        summary=summary(report, language),
        stand_ins=tuple(stand_ins(report, language)),
        findings=tuple(
            _shown(n, s, f, anchors.get(_place(f), ""), language) for n, (s, f) in shown
        ),
        lines=lines,
        rows=rows,
        left_out=len(pairs) - len(shown),
    )


def unread(error: CocreationError | None, text: str | None) -> Shown:
    """Show the text that could not be read, and on which line."""
    line = error.details.get("line") if error else None
    if not isinstance(line, int):
        return Shown()
    return Shown(lines=_lines(text, {}), error_line=line)


def _place(finding: Finding) -> int | str:
    """The line of a finding, or else its cell; 0 where neither is known."""
    position = finding.position
    return (position.line or position.place) if position else 0


def _shown(
    number: int, subject: SubjectFindings, finding: Finding, anchor: str, language: Language
) -> ShownFinding:
    position = finding.position
    return ShownFinding(
        number=number,
        severity=finding.severity,
        severity_name=SEVERITIES[finding.severity].in_language(language),
        subject=subject.label.in_language(language) if subject.label else "",
        subject_name=name_of(subject.focus, language),
        message=finding.message.in_language(language),
        rule=compact(finding.shape),
        path=path_in_words(finding.path) if finding.path else "",
        line=position.line if position else 0,
        column=position.column if position else 0,
        place=position.place if position else "",
        mends=tuple(mends_of(finding, language)),
        anchor=anchor,
    )


def _lines(text: str | None, on: Mapping[int | str, Sequence[int]]) -> tuple[ShownLine, ...]:
    if text is None or len(text) > LONGEST_TEXT:
        return ()
    lines = text.removesuffix("\n").split("\n")
    return tuple(
        ShownLine(number, line.removesuffix("\r"), tuple(on.get(number, ())))
        for number, line in enumerate(lines, 1)
    )


def _rows(
    rows: Sequence[ExcerptRow], on: Mapping[int | str, Sequence[int]], language: Language
) -> Iterator[ShownRow]:
    numbers = count(1)
    for row in rows:
        cells = (
            ShownCell(
                name=cell.place,
                heading=cell.heading.in_language(language),
                text=cell.text,
                findings=tuple(on.get(cell.place, ())),
                anchor=f"C{next(numbers)}",
            )
            for cell in row.cells
        )
        yield ShownRow(row.sheet, row.number, tuple(cells))
