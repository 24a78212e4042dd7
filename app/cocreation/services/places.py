"""Where in a file a finding is: the statement, else another of its kind, else the subject."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from cocreation.intake.positions import Positions, read_positions
from cocreation.model import FileGraph, Finding, Position
from cocreation.services.sharing import shared_out
from cocreation.validation.graphs import described, lines, with_own_blanks

_TOGETHER = 200


class Places:
    """The files of the graphs, each read again only when a finding needs a place in it."""

    def __init__(
        self,
        by_focus: Mapping[str, Sequence[FileGraph]],
        known: Mapping[str, Positions] = MappingProxyType({}),
    ) -> None:
        """`by_focus` has the graphs that describe each focus, `known` places in graphs by name."""
        self._by_focus = by_focus
        self._files = dict(known)

    @classmethod
    def among(cls, graphs: Sequence[FileGraph], focuses: set[str]) -> "Places":
        """Look for each focus in all of the graphs."""
        by_focus: dict[str, list[FileGraph]] = defaultdict(list)
        for graph in graphs if focuses else ():
            for focus in described(graph) & focuses:
                by_focus[focus].append(graph)
        return cls(by_focus)

    def placed(self, findings: Sequence[Finding], processes: int = 1) -> list[Finding]:
        """The findings with the places that they lack; their files are shared out."""

        def places(numbers: Iterable[int]) -> list[tuple[int, Position | None]]:
            return [(n, findings[n].position or self.of(findings[n])) for n in numbers]

        by_file = sorted(range(len(findings)), key=lambda number: self._file(findings[number]))
        tasks = [by_file[start : start + _TOGETHER] for start in range(0, len(by_file), _TOGETHER)]
        placed = list(findings)
        for found in shared_out(places, tasks, processes):
            for number, position in found:
                placed[number] = replace(findings[number], position=position)
        return placed

    def _file(self, finding: Finding) -> str:
        """What findings in one file have in common."""
        return next((graph.name for graph in self._by_focus.get(finding.focus, ())), "")

    def of(self, finding: Finding) -> Position | None:
        """The most exact place known; None where no file at hand describes the focus."""
        graphs = self._by_focus.get(finding.focus, ())
        if finding.focus.startswith("_:"):
            return next(filter(None, self._where_mentioned(graphs, finding.focus)), None)
        files = [self._positions(graph) for graph in graphs]
        return next(filter(None, _tries(files, finding)), None)

    def _where_mentioned(
        self, graphs: Sequence[FileGraph], blank: str
    ) -> Iterator[Position | None]:
        """Where a named node points at the blank one, which the file itself cannot be asked for."""
        for graph in graphs:
            for line in lines(with_own_blanks(graph)):
                if line.object == blank:
                    yield self._positions(graph).of(line.subject, line.predicate)

    def _positions(self, graph: FileGraph) -> Positions:
        if graph.name not in self._files:
            self._files[graph.name] = _read(graph.path)
        return self._files[graph.name]


def _read(path: Path) -> Positions:
    text = path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""
    return read_positions(text, str(path), path.suffix)


def _tries(files: Sequence[Positions], finding: Finding) -> Iterator[Position | None]:
    """From exact to vague; a file that does not hold what is asked for answers with less."""
    path, value = finding.path, finding.value
    subjects = [file.of(finding.focus) for file in files]
    predicates = [file.of(finding.focus, path) for file in files]
    statements = [file.of(finding.focus, path, value) for file in files]
    yield from (s for s, p in zip(statements, predicates, strict=True) if s != p)
    yield from (p for p, s in zip(predicates, subjects, strict=True) if p != s)
    yield from subjects
