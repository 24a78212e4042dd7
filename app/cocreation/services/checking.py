"""Checking the project's own files, and new files within the graph that they would join."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import get_args

from cocreation.errors import SourceError
from cocreation.intake.case_file import CaseFile
from cocreation.model import FileGraph, Finding, Severity, Text
from cocreation.namespaces import BASE, CST, VCC
from cocreation.services.case_files import read_cases
from cocreation.services.check_facts import facts_of
from cocreation.services.check_report import CheckReport, report_nearby, report_of, with_names
from cocreation.services.checking_cases import Progress, check_nearby
from cocreation.services.hazards import hazards
from cocreation.services.joined import NOT_CHECKED, SHAPES, Joined, Proposal
from cocreation.services.spellings import spellings
from cocreation.services.taken import taken_ids
from cocreation.validation import Engine, check
from cocreation.validation.graphs import TYPE, Line, described, lines, typed
from cocreation.validation.neighbourhood.changes import TooFarError
from cocreation.validation.report import in_order


def check_project(graphs: Sequence[FileGraph], *, engine: Engine = "fast") -> CheckReport:
    """Check the ontology's and the data's graphs against the shapes among `graphs`.

    Inferred graphs and alignments are left out. SourceError where the shapes cannot be used.
    """
    return report_of(check(_data(graphs), _shapes(graphs), engine=engine), graphs)


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
    proposal = Proposal(graphs, _replaced(graphs, joined), joined)
    found = _found(proposal, engine, progress, processes)
    if mends and found:
        found = _with_mends(found, proposal, engine)
    told = _with_cells(
        sorted(found, key=in_order), [finding for file in files for finding in file.findings]
    )
    report = with_names(report_nearby(told, files, proposal, processes))
    replaced = tuple(sorted(proposal.replaced))
    return replace(report, replaced=replaced, facts=facts_of(proposal, engine))


def _found(
    proposal: Proposal,
    engine: Engine,
    progress: Progress | None = None,
    processes: int = 1,
) -> set[Finding]:
    try:
        found = check_nearby(proposal, engine, progress, processes)
    except TooFarError:
        found = _check_whole(proposal, engine)
    found |= {one for file in proposal.files for one in hazards(file)}
    return found | {*spellings(proposal), *taken_ids(proposal)}


def _with_mends(found: set[Finding], proposal: Proposal, engine: Engine) -> set[Finding]:
    # A twentieth of the time that the command takes for one case, and few checks look for mends.
    from cocreation.services.mending import World, with_mends  # noqa: PLC0415

    joined = proposal.joined

    def again(tried: Sequence[FileGraph]) -> set[Finding]:
        replaced = proposal.replaced | _replaced(tried, joined)
        return _found(Proposal(tried, replaced, joined), engine)

    together = _together(proposal)
    world = World.read(proposal.files, _data(together), _shapes(together))
    return set(with_mends(sorted(found, key=in_order), proposal.files, world, found, again))


def _with_cells(found: Sequence[Finding], cells: Sequence[Finding]) -> tuple[Finding, ...]:
    """All findings, most serious first, without those that an unreadable cell explains."""
    explained = {(finding.focus, finding.path) for finding in cells if finding.path}
    others = [finding for finding in found if (finding.focus, finding.path) not in explained]
    order = get_args(Severity)
    return tuple(sorted([*cells, *others], key=lambda finding: order.index(finding.severity)))


def _together(proposal: Proposal) -> list[FileGraph]:
    """All graphs as they would be."""
    kept = (one for one in proposal.joined.graphs if one.name not in proposal.replaced)
    return [*proposal.files, *kept]


def _check_whole(proposal: Proposal, engine: Engine) -> set[Finding]:
    together, joined = _together(proposal), proposal.joined
    found = set(check(_data(together), _shapes(together), engine=engine))
    own = {focus for file in proposal.files for focus in described(file)}
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
