"""Checking the project's own files, and new files within the graph that they would join."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import get_args

from cocreation.errors import SourceError
from cocreation.intake.case_file import CaseFile
from cocreation.model import FileGraph, Finding, Severity, Text
from cocreation.namespaces import BASE, CST, GRAPH, INFERRED, RDFS, VCC
from cocreation.services.case_files import read_cases
from cocreation.services.places import Places
from cocreation.sources import terms
from cocreation.validation import Engine, check
from cocreation.validation.graphs import Line, described, lines, typed
from cocreation.validation.vocabulary import Vocabulary

_SHAPES = GRAPH + "shapes/"
_LABEL = f"> <{RDFS}label> ".encode()
_NOT_CHECKED = (_SHAPES, INFERRED, GRAPH + "ontology/alignments/")


@dataclass(frozen=True, slots=True)
class SubjectFindings:
    """All findings about one node, most serious first; `label` is its name where it has one."""

    focus: str
    label: Text | None
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What a check found, grouped by subject, the subject of the most serious finding first.

    `replaced` are the named graphs in whose place files were checked.
    """

    subjects: tuple[SubjectFindings, ...]
    replaced: tuple[str, ...] = ()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings in the order of their subjects."""
        return tuple(finding for subject in self.subjects for finding in subject.findings)

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


def check_project(graphs: Sequence[FileGraph], *, engine: Engine = "fast") -> CheckReport:
    """Check the ontology's and the data's graphs against the shapes among `graphs`.

    Inferred graphs and alignments are left out. SourceError where the shapes cannot be used.
    """
    return _report(check(_data(graphs), _shapes(graphs), engine=engine), graphs)


def check_files(
    paths: Sequence[Path], graphs: Sequence[FileGraph], *, engine: Engine = "fast"
) -> CheckReport:
    """Check files together within the asserted graphs, each in place of what it stands for.

    A file takes the place of the graph that was read from its path, and of each graph with a case
    that it describes too. Reported are the findings on what the files describe, and those
    elsewhere that were not there without the files, and the cells of a workbook that cannot be
    read. SourceError with file, line and column where a whole file cannot be.
    """
    cases = read_cases(paths, graphs)
    _refuse_strangers(cases, graphs)
    files = [case.graph for case in cases]
    replaced = _replaced(files, graphs)
    context = [graph for graph in graphs if graph.name not in replaced]
    together = [*files, *context]
    found = check(_data(together), _shapes(together), engine=engine)
    own = {focus for file in files for focus in described(file)}
    if any(finding.focus not in own for finding in found):
        before = set(check(_data(graphs), _shapes(graphs), engine=engine))
        found = tuple(f for f in found if f.focus in own or f not in before)
    found = _with_cells(found, [finding for case in cases for finding in case.findings])
    return replace(_report(found, together, cases), replaced=tuple(sorted(replaced)))


def _with_cells(found: Sequence[Finding], cells: Sequence[Finding]) -> tuple[Finding, ...]:
    """All findings, most serious first, without those that an unreadable cell explains."""
    explained = {(finding.focus, finding.path) for finding in cells if finding.path}
    others = [finding for finding in found if (finding.focus, finding.path) not in explained]
    order = get_args(Severity)
    return tuple(sorted([*cells, *others], key=lambda finding: order.index(finding.severity)))


def _data(graphs: Iterable[FileGraph]) -> list[FileGraph]:
    return [graph for graph in graphs if not graph.name.startswith(_NOT_CHECKED)]


def _shapes(graphs: Iterable[FileGraph]) -> list[FileGraph]:
    return [graph for graph in graphs if graph.name.startswith(_SHAPES)]


def _refuse_strangers(cases: Sequence[CaseFile], graphs: Sequence[FileGraph]) -> None:
    """SourceError for a file in which the shapes know nothing, so that it does not seem sound."""
    ours = {one for graph in graphs for one in described(graph)}
    for file in (case.graph for case in cases if not case.findings):
        if not described(file) & ours and not any(map(_is_own, lines(file.triples))):
            raise SourceError(
                Text(
                    en=f"{file.path} says nothing in the terms of the model, so nothing can be "
                    f"checked; its namespaces begin with {BASE}, with https.",
                    zh=f"{file.path} 没有使用模型的任何术语，无从检查；"
                    f"命名空间应以 {BASE} 开头（https）。",
                ),
                {"file": str(file.path)},
            )


def _is_own(line: Line) -> bool:
    return any(one.startswith((CST, VCC)) for one in (line.predicate, line.object))


def _replaced(files: Sequence[FileGraph], graphs: Sequence[FileGraph]) -> set[str]:
    """The names of the graphs in whose place the files stand."""
    case_classes = Vocabulary.read(graphs).subclasses(CST + "Case")
    cases = {case for file in files for case in typed(file, case_classes)}
    with_those = {g.name for g in graphs if cases and typed(g, case_classes) & cases}
    return with_those | ({file.name for file in files} & {graph.name for graph in graphs})


def _report(
    findings: Sequence[Finding], graphs: Sequence[FileGraph], cases: Sequence[CaseFile] = ()
) -> CheckReport:
    focuses = {finding.focus for finding in findings}
    labels = _labels(graphs, focuses)
    places = Places(graphs, focuses, {case.graph.name: case.positions for case in cases})
    by_focus: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        position = finding.position or places.of(finding)
        by_focus[finding.focus].append(replace(finding, position=position))
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
    return {focus: _text(names) for focus, names in by_focus.items()}


def _text(names: Mapping[str, str]) -> Text:
    any_name = next(iter(names.values()))
    en = names.get("en", names.get("zh", any_name))
    return Text(en=en, zh=names.get("zh", en))
