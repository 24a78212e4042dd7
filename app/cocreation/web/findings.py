"""Findings beside the text that they are about: what the page `/validate` shows."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cocreation.errors import CocreationError
from cocreation.model import Finding, Language, Severity
from cocreation.namespaces import compact
from cocreation.services.check_report import CheckReport, SubjectFindings
from cocreation.services.findings_text import SEVERITIES, name_of, stand_ins, summary
from cocreation.validation.messages import path_in_words

LONGEST_TEXT = 2**19
_MOST_SHOWN = 500


@dataclass(frozen=True, slots=True)
class ShownFinding:
    """One finding in words; `number` counts from 1, `line` is 0 where none is known."""

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


@dataclass(frozen=True, slots=True)
class ShownLine:
    """One line of the text, with the numbers of the findings on it."""

    number: int
    text: str
    findings: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Shown:
    """A check's outcome: `left_out` is how many findings are too many for a page."""

    summary: str = ""
    stand_ins: tuple[str, ...] = ()
    findings: tuple[ShownFinding, ...] = ()
    lines: tuple[ShownLine, ...] = ()
    left_out: int = 0
    error_line: int = 0


def page_of(report: CheckReport, text: str | None, language: Language) -> Shown:
    """Put a report beside its text; None where the file is no text."""
    pairs = [(subject, finding) for subject in report.subjects for finding in subject.findings]
    findings = tuple(
        _shown(number, subject, finding, language)
        for number, (subject, finding) in enumerate(pairs[:_MOST_SHOWN], 1)
    )
    by_line: dict[int, list[int]] = defaultdict(list)
    for finding in findings:
        by_line[finding.line].append(finding.number)
    return Shown(
        summary=summary(report, language),
        stand_ins=tuple(stand_ins(report, language)),
        findings=findings,
        lines=_lines(text, by_line),
        left_out=len(pairs) - len(findings),
    )


def unread(error: CocreationError | None, text: str | None) -> Shown:
    """Show the text that could not be read, and on which line."""
    line = error.details.get("line") if error else None
    if not isinstance(line, int):
        return Shown()
    return Shown(lines=_lines(text, {}), error_line=line)


def _shown(
    number: int, subject: SubjectFindings, finding: Finding, language: Language
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
    )


def _lines(text: str | None, by_line: Mapping[int, Sequence[int]]) -> tuple[ShownLine, ...]:
    if text is None or len(text) > LONGEST_TEXT:
        return ()
    lines = text.removesuffix("\n").split("\n")
    return tuple(
        ShownLine(number, line.removesuffix("\r"), tuple(by_line.get(number, ())))
        for number, line in enumerate(lines, 1)
    )
