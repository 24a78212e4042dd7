"""Checking the project's own files, and new files within the graph that they would join."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path
from string import ascii_lowercase
from typing import get_args

from cocreation.errors import SourceError
from cocreation.intake.case_file import CaseFile
from cocreation.model import FileGraph, Finding, Severity, Text
from cocreation.namespaces import BASE, CST, RDFS, VCC
from cocreation.services.case_files import read_cases
from cocreation.services.check_facts import CheckFacts, facts_of
from cocreation.services.checking_cases import Progress, check_nearby
from cocreation.services.hazards import hazards
from cocreation.services.joined import NOT_CHECKED, SHAPES, Joined
from cocreation.services.mending import World, with_mends
from cocreation.services.places import Places
from cocreation.services.spellings import spellings
from cocreation.services.taken import taken_ids
from cocreation.sources import terms
from cocreation.validation import Engine, check
from cocreation.validation.graphs import TYPE, Line, described, lines, typed
from cocreation.validation.neighbourhood.changes import TooFarError
from cocreation.validation.report import in_order

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
    paths: Sequence[Path],
    graphs: Sequence[FileGraph] | Joined,
    *,
    engine: Engine = "fast",
    progress: Progress | None = None,
    mends: bool = False,
    processes: int = 1,
) -> CheckReport:
    """Check files together within the asserted graphs, each in place of what it stands for.

    A file takes the place of the graph that was read from its path, and of each graph with a case
    that it describes too. Reported are the findings on what the files describe, and those
    elsewhere that were not there without the files, and the cells of a workbook that cannot be
    read. SourceError with file, line and column where a whole file cannot be.
    """
    joined = graphs if isinstance(graphs, Joined) else Joined.in_graphs(graphs)
    files = read_cases(paths, joined)
    return check_cases(
        files, joined, engine=engine, progress=progress, mends=mends, processes=processes
    )


def check_cases(
    files: Sequence[CaseFile],
    joined: Joined,
    *,
    engine: Engine = "fast",
    progress: Progress | None = None,
    mends: bool = False,
    processes: int = 1,
) -> CheckReport:
    """Check files that are read already, as `check_files` does.

    What the files can bear on is looked up, so that the cost does not grow with the graph; only
    where they bear on the model itself is all of it checked. `progress` is told how many parts of
    how many are done. With `mends`, each finding has those that are proven to clear it, which takes
    a check for every few of them. Many files are shared out among so many `processes`.
    """
    graphs = [file.graph for file in files]
    _refuse_strangers([file.graph for file in files if not file.findings], joined)
    replaced = _replaced(graphs, joined)
    found = _found(graphs, replaced, joined, engine, progress, processes)
    if mends and found:
        found = _with_mends(found, graphs, replaced, joined, engine)
    told = _with_cells(
        sorted(found, key=in_order), [finding for file in files for finding in file.findings]
    )
    report = _with_names(_report_nearby(told, files, replaced, joined))
    facts = facts_of(graphs, replaced, joined, engine)
    return replace(report, replaced=tuple(sorted(replaced)), facts=facts)


def _with_names(report: CheckReport) -> CheckReport:
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


def _found(
    files: Sequence[FileGraph],
    replaced: set[str],
    joined: Joined,
    engine: Engine,
    progress: Progress | None = None,
    processes: int = 1,
) -> set[Finding]:
    try:
        found = check_nearby(files, replaced, joined, engine, progress, processes)
    except TooFarError:
        found = _check_whole(files, replaced, joined, engine)
    found |= {one for file in files for one in hazards(file)}
    return found | {*spellings(files, replaced, joined), *taken_ids(files, replaced, joined)}


def _with_mends(
    found: set[Finding],
    files: Sequence[FileGraph],
    replaced: set[str],
    joined: Joined,
    engine: Engine,
) -> set[Finding]:
    def again(tried: Sequence[FileGraph]) -> set[Finding]:
        return _found(tried, replaced | _replaced(tried, joined), joined, engine)

    together = [*files, *(graph for graph in joined.graphs if graph.name not in replaced)]
    world = World.read(files, _data(together), _shapes(together))
    return set(with_mends(sorted(found, key=in_order), files, world, found, again))


def _with_cells(found: Sequence[Finding], cells: Sequence[Finding]) -> tuple[Finding, ...]:
    """All findings, most serious first, without those that an unreadable cell explains."""
    explained = {(finding.focus, finding.path) for finding in cells if finding.path}
    others = [finding for finding in found if (finding.focus, finding.path) not in explained]
    order = get_args(Severity)
    return tuple(sorted([*cells, *others], key=lambda finding: order.index(finding.severity)))


def _check_whole(
    files: Sequence[FileGraph], replaced: set[str], joined: Joined, engine: Engine
) -> set[Finding]:
    together = [*files, *(graph for graph in joined.graphs if graph.name not in replaced)]
    found = set(check(_data(together), _shapes(together), engine=engine))
    own = {focus for file in files for focus in described(file)}
    if all(finding.focus in own for finding in found):
        return found
    before = set(check(_data(joined.graphs), _shapes(joined.graphs), engine=engine))
    return {f for f in found if f.focus in own or f not in before}


def _data(graphs: Iterable[FileGraph]) -> list[FileGraph]:
    return [graph for graph in graphs if not graph.name.startswith(NOT_CHECKED)]


def _shapes(graphs: Iterable[FileGraph]) -> list[FileGraph]:
    return [graph for graph in graphs if graph.name.startswith(SHAPES)]


def _refuse_strangers(files: Sequence[FileGraph], joined: Joined) -> None:
    """SourceError for a file in which the shapes know nothing, so that it does not seem sound."""
    for file in files:
        if any(map(_is_own, lines(file.triples))):
            continue
        if not any(joined.describing(node) for node in described(file)):
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


def _replaced(files: Sequence[FileGraph], joined: Joined) -> set[str]:
    """The names of the graphs in whose place the files stand."""
    classes = joined.prepared.vocabulary.subclasses(CST + "Case")
    cases = {case for file in files for case in typed(file, classes)}
    with_those = {
        graph
        for case in cases
        if not case.startswith("_:")
        for graph, predicate, value in joined.lookups.about(case)
        if predicate == TYPE and value in classes and graph in joined.names
    }
    return with_those | ({file.name for file in files} & joined.names)


def _report_nearby(
    findings: Sequence[Finding],
    files: Sequence[CaseFile],
    replaced: set[str],
    joined: Joined,
) -> CheckReport:
    """The report, its places and labels looked up in the files first, then in the graph."""
    focuses = dict.fromkeys(finding.focus for finding in findings)
    by_focus: dict[str, list[FileGraph]] = {focus: [] for focus in focuses}
    for file in files:
        for focus in described(file.graph) & focuses.keys():
            by_focus[focus].append(file.graph)
    for focus, graphs in by_focus.items():
        names = joined.describing(focus) if not focus.startswith("_:") else ()
        graphs.extend(joined.graph(name) for name in names if name not in replaced)
    known = {file.graph.name: file.positions for file in files}
    labels = _labels([graph for graphs in by_focus.values() for graph in graphs], set(focuses))
    return _grouped(findings, labels, Places(by_focus, known))


def _report(findings: Sequence[Finding], graphs: Sequence[FileGraph]) -> CheckReport:
    focuses = {finding.focus for finding in findings}
    return _grouped(findings, _labels(graphs, focuses), Places.among(graphs, focuses))


def _grouped(
    findings: Sequence[Finding], labels: Mapping[str, Text], places: Places
) -> CheckReport:
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
