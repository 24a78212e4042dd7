"""Building the store: the project's files are read, checked, reasoned over and written.

What was submitted stays: it is checked and reasoned over again within the new files.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

import cocreation
from cocreation.errors import InvalidDataError
from cocreation.intake.case_file import CaseFile
from cocreation.intake.positions import Positions
from cocreation.model import FileGraph, Text
from cocreation.namespaces import inferred_graph
from cocreation.services.freshness import Stamps, fresh_files, note, note_whole, stamps_of
from cocreation.services.origin import note_project, refuse_other_project
from cocreation.services.project import read_project
from cocreation.services.stores import is_data, is_ontology, submitted_graphs, writer_of
from cocreation.settings import Settings
from cocreation.store.base import Writer

if TYPE_CHECKING:
    from cocreation.services.check_report import CheckReport

_PROGRAM = Path(cocreation.__file__).parent


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did: how many files and triples, how long each phase took in seconds.

    `unchanged` tells that the store was already built of the same files by the same program; then
    nothing was counted, checked or inferred, and those counts are 0. `submitted` counts the
    submitted cases that stayed, and `lapsed` has the findings on those that violate the shapes as
    they now are; `warned` are the files with warnings.
    """

    unchanged: bool
    files: int
    asserted: int
    inferred: int
    warnings: int
    seconds: tuple[tuple[str, float], ...]
    submitted: int = 0
    lapsed: "CheckReport | None" = None
    warned: tuple[Path, ...] = ()


def build(settings: Settings, *, again: bool = False, replace: bool = False) -> BuildReport:
    """Bring the store up to date with the project's files; `again` even if nothing changed.

    SourceError where a file cannot be read, InvalidDataError where the data violate a shape,
    StoreError where the store cannot be written, or holds data of another project that are not to
    be replaced; in each case the old store stays as it was.
    """
    clock = _Clock()
    writer = writer_of(settings)
    stored = None if again else writer.stored_digest()
    if files := _unread(settings, stored):
        note_project(settings)
        return BuildReport(True, len(files), 0, 0, 0, clock.laps)
    stamps = stamps_of(settings.project)
    graphs = read_project(settings.project)
    clock.lap("read")
    if not replace:
        refuse_other_project(settings, {graph.name for graph in graphs})
    digest = _digest({graph.name: graph.digest for graph in graphs})
    if stored == digest:
        _note(settings, digest, stamps, graphs)
        return BuildReport(True, len(graphs), 0, 0, 0, clock.laps)
    asserted = sum(graph.triples.count(b"\n") for graph in graphs)
    report = _check(graphs)
    submitted = submitted_graphs(settings)
    lapsed = _check_again(submitted, graphs)
    clock.lap("check")
    inferred, whole = _infer([*graphs, *submitted])
    clock.lap("reason")
    writer.write([*graphs, *inferred], digest, afresh=again)
    if isinstance(settings.store, Path):
        note_whole(settings.store, digest, whole=whole)
    _follow(settings, writer, graphs, submitted)
    _note(settings, digest, stamps, graphs)
    clock.lap("write")
    followed = sum(graph.triples.count(b"\n") for graph in inferred)
    counts = (len(graphs), asserted, followed, report.count("warning"))
    warned = _files(report.of_severity("warning"))
    return BuildReport(False, *counts, clock.laps, len(submitted), lapsed, warned)


def ensure_built(settings: Settings) -> BuildReport | None:
    """Build the store if there is none that can be read; None if there is one."""
    return build(settings) if writer_of(settings).stored_digest() is None else None


def _unread(settings: Settings, stored: str | None) -> Mapping[str, str] | None:
    """The files, where the store holds them as they are and the program has made it; else None.

    A server that starts again reads none of them.
    """
    if not isinstance(settings.store, Path):
        return None
    files = fresh_files(settings.store, stored, settings.project)
    return files if files and _digest(files) == stored else None


def _note(settings: Settings, digest: str, stamps: Stamps, graphs: Sequence[FileGraph]) -> None:
    """Note what a store in a folder was built of, so that a check can tell without reading it."""
    if isinstance(settings.store, Path):
        note(settings.store, digest, stamps, graphs)
        note_project(settings)


def _check(graphs: Sequence[FileGraph]) -> "CheckReport":
    """Check the files; InvalidDataError where there are violations."""
    # The validation engines are slow to import, and a store that is up to date needs none.
    from cocreation.services.checking import check_project  # noqa: PLC0415 -- slow
    from cocreation.services.findings_text import as_text  # noqa: PLC0415 -- slow

    report = check_project(graphs)
    if not report.conforms:
        count, faults = report.count("violation"), report.of_severity("violation")
        places = "1 place" if count == 1 else f"{count} places"
        raise InvalidDataError(
            Text(
                en=f"The data violate the shapes in {places}; mend the data and build again.",
                zh=f"数据有 {count} 处违反形状；请修正后重新构建。",
            ),
            {"findings": count},
            report=Text(en=as_text(faults, "en"), zh=as_text(faults, "zh")),
        )
    return report


def _files(report: "CheckReport") -> tuple[Path, ...]:
    """The files in which something was found."""
    places = (finding.position for finding in report.findings)
    return tuple(sorted({Path(place.file) for place in places if place}))


def _check_again(
    submitted: Sequence[FileGraph], graphs: Sequence[FileGraph]
) -> "CheckReport | None":
    """Give the violations that submitted cases have within new files; None where there are none."""
    if not submitted:
        return None
    from cocreation.services.checking import check_cases  # noqa: PLC0415 -- slow
    from cocreation.services.joined import Joined  # noqa: PLC0415 -- slow

    cases = [CaseFile(graph, Positions("", "")) for graph in submitted]
    report = check_cases(cases, Joined.in_graphs(graphs)).of_severity("violation")
    return None if report.conforms else report


def _follow(
    settings: Settings,
    writer: Writer,
    graphs: Sequence[FileGraph],
    before: Sequence[FileGraph],
) -> None:
    """Infer again from what was submitted or withdrawn while the build was at work."""
    while (now := submitted_graphs(settings)) != before:
        names = {inferred_graph(graph.name) for graph in (*before, *now)}
        inferred = {name: FileGraph(name, Path(), b"", "") for name in names}
        for graph in _infer([*graphs, *now])[0]:
            if graph.name in names:
                inferred[graph.name] = graph
        writer.replace(tuple(inferred.values()))
        before = now


def _infer(graphs: Sequence[FileGraph]) -> tuple[tuple[FileGraph, ...], bool]:
    """What follows from the graphs, and whether that is all that follows from the shared ones."""
    from cocreation.reasoning.rules import infer_all  # noqa: PLC0415 -- slow

    ontology = [graph for graph in graphs if is_ontology(graph.name)]
    inferred = infer_all(ontology, [graph for graph in graphs if is_data(graph.name)])
    return inferred.graphs, inferred.whole


def _digest(files: Mapping[str, str]) -> str:
    """Digest what a store is made of: every file under its name, and the program itself."""
    digest = hashlib.sha256(cocreation.__version__.encode())
    for name, of_file in files.items():
        digest.update(f"{name} {of_file}\n".encode())
    for module in sorted(_PROGRAM.rglob("*.py")):
        digest.update(hashlib.sha256(module.read_bytes()).digest())
    return digest.hexdigest()


class _Clock:
    """Laps of named phases."""

    def __init__(self) -> None:
        self.laps: tuple[tuple[str, float], ...] = ()
        self._since = perf_counter()

    def lap(self, name: str) -> None:
        """End a phase."""
        now = perf_counter()
        self.laps += ((name, now - self._since),)
        self._since = now
