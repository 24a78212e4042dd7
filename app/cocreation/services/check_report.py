"""What a check found, as it is told: by subject, with labels, places and facts."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from string import ascii_lowercase
from typing import get_args

from cocreation.intake.case_file import CaseFile
from cocreation.model import FileGraph, Finding, Severity, Text
from cocreation.namespaces import RDFS
from cocreation.services.check_facts import CheckFacts
from cocreation.services.joined import Proposal
from cocreation.services.places import Places
from cocreation.sources import terms
from cocreation.validation.graphs import described

_LABEL = f"> <{RDFS}label> ".encode()


@dataclass(frozen=True, slots=True)
class SubjectFindings:
    """All findings about one node, most serious first; `label` is its name where it has one."""

    focus: str
    label: Text | None
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What a check found, grouped by subject, the subject of the most serious finding first.

    `replaced` are the named graphs in whose place files were checked, `facts` what they were
    checked within, by what and when; None where the project's own files were. Reports that find
    the same are equal.
    """

    subjects: tuple[SubjectFindings, ...]
    replaced: tuple[str, ...] = ()
    facts: CheckFacts | None = field(default=None, compare=False)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings in the order of their subjects."""
        return tuple(finding for subject in self.subjects for finding in subject.findings)

    @property
    def by_severity(self) -> list[tuple[SubjectFindings, Finding]]:
        """Each finding with its subject, most serious first, whatever they are about."""
        pairs = [(subject, finding) for subject in self.subjects for finding in subject.findings]
        order = get_args(Severity)
        return sorted(pairs, key=lambda pair: order.index(pair[1].severity))

    def count(self, severity: Severity) -> int:
        """How many findings are of this severity."""
        return sum(finding.severity == severity for finding in self.findings)

    def of_severity(self, severity: Severity) -> "CheckReport":
        """The same report with the findings of one severity only."""
        kept = [
            replace(subject, findings=tuple(f for f in subject.findings if f.severity == severity))
            for subject in self.subjects
        ]
        return replace(self, subjects=tuple(subject for subject in kept if subject.findings))

    @property
    def conforms(self) -> bool:
        """Whether nothing violates a shape; warnings and information may stand."""
        return self.count("violation") == 0

    @property
    def exit_code(self) -> int:
        """What a command ends with: 0, or 1 where something violates a shape."""
        return 0 if self.conforms else 1


def report_nearby(
    findings: Sequence[Finding],
    files: Sequence[CaseFile],
    proposal: Proposal,
    processes: int = 1,
) -> CheckReport:
    """The report, its places and labels looked up in the files first, then in the graph."""
    joined = proposal.joined
    focuses = dict.fromkeys(finding.focus for finding in findings)
    by_focus: dict[str, list[FileGraph]] = {focus: [] for focus in focuses}
    for file in files:
        for focus in described(file.graph) & focuses.keys():
            by_focus[focus].append(file.graph)
    for focus, graphs in by_focus.items():
        names = joined.describing(focus) if not focus.startswith("_:") else ()
        graphs.extend(joined.graph(name) for name in names if name not in proposal.replaced)
    known = {file.graph.name: file.positions for file in files}
    labels = _labels([graph for graphs in by_focus.values() for graph in graphs], set(focuses))
    return _grouped(Places(by_focus, known).placed(findings, processes), labels)


def report_of(findings: Sequence[Finding], graphs: Sequence[FileGraph]) -> CheckReport:
    """The report, its places and labels found in graphs that are at hand."""
    focuses = {finding.focus for finding in findings}
    placed = Places.among(graphs, focuses).placed(findings)
    return _grouped(placed, _labels(graphs, focuses))


def _grouped(findings: Iterable[Finding], labels: Mapping[str, Text]) -> CheckReport:
    by_focus: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        by_focus[finding.focus].append(finding)
    return CheckReport(
        tuple(SubjectFindings(f, labels.get(f), tuple(found)) for f, found in by_focus.items())
    )


def _labels(graphs: Iterable[FileGraph], focuses: set[str]) -> dict[str, Text]:
    """The names of the nodes; a missing language is filled from the other."""
    starts = {f"<{focus}> <{RDFS}label>".encode() for focus in focuses}
    by_focus: dict[str, dict[str, str]] = defaultdict(dict)
    for graph in graphs if focuses else ():
        lines = (line for line in graph.triples.splitlines(keepends=True) if _LABEL in line)
        chosen = [line for line in lines if b" ".join(line.split(b" ", 2)[:2]) in starts]
        for subject, _, label in terms(b"".join(chosen)):
            by_focus[subject.value].setdefault(label.language or "en", label.value)
    return {focus: Text.of(names) for focus, names in by_focus.items()}


def with_names(report: CheckReport) -> CheckReport:
    """The report with a name for each mend; findings that have any are numbered as they stand."""
    numbers = count(1)
    return replace(
        report,
        subjects=tuple(
            replace(subject, findings=tuple(_named(f, numbers) for f in subject.findings))
            for subject in report.subjects
        ),
    )


def _named(finding: Finding, numbers: Iterator[int]) -> Finding:
    if not finding.mends:
        return finding
    number, several = next(numbers), len(finding.mends) > 1
    named = (
        replace(mend, name=f"{number}{letter if several else ''}")
        for mend, letter in zip(finding.mends, ascii_lowercase, strict=False)
    )
    return replace(finding, mends=tuple(named))
