"""The mends chosen of those that are offered for a file, written into a copy of it."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from cocreation.errors import ParameterError
from cocreation.intake.case_file import CaseFile
from cocreation.model import Finding, Mend, Text
from cocreation.services.case_files import read_cases
from cocreation.services.check_report import CheckReport
from cocreation.services.checking import check_cases
from cocreation.services.checking_cases import Progress
from cocreation.services.joined import Joined
from cocreation.services.mended_writing import CopyWriter, refuse_output
from cocreation.services.mending import applied
from cocreation.validation import Engine

_NONE: tuple[Mend, ...] = ()


@dataclass(frozen=True, slots=True)
class MendedCopy:
    """What was made of a file: the mends in the copy, and those that did not go with the others.

    `report` is that of the copy as it was read back, or that of the file where nothing was written
    because no finding has one mend alone. `open` are the findings of which somebody has to choose.
    """

    report: CheckReport
    made: tuple[Mend, ...] = ()
    left_out: tuple[Mend, ...] = ()
    open: tuple[Finding, ...] = ()
    is_anew: bool = False
    lost_drawings: bool = False


def mend_copy(
    path: Path,
    output: Path,
    joined: Joined,
    *,
    chosen: Collection[str] = (),
    engine: Engine = "fast",
    progress: Progress | None = None,
) -> MendedCopy:
    """Write a copy of a file with the mends of the names `chosen` made in it.

    Without names, each finding's is made that has one alone, and one that clashes with those before
    it is left out. The file itself is never written to. ParameterError where the copy cannot be
    made as asked: then nothing is written.
    """
    refuse_output(path, output)
    (file,) = read_cases([path], joined)
    report = check_cases([file], joined, engine=engine, progress=progress, mends=True)
    trial = _Trial(file, report, joined, engine)
    if chosen:
        made, left = trial.together(_named(report, chosen)), _NONE
    else:
        made, left = trial.one_by_one(_alone(report))
    undecided = tuple(f for f in report.findings if f.mends and not set(f.mends) & {*made, *left})
    if not made:
        return MendedCopy(report, (), left, undecided)
    writer = CopyWriter(path, file, output, joined)
    written = writer.write(made, lambda copy: check_cases([copy], joined, engine=engine))
    return MendedCopy(
        written.report,
        made,
        left,
        _still(undecided, written.report),
        written.is_anew,
        written.lost_drawings,
    )


def _still(findings: Iterable[Finding], report: CheckReport) -> tuple[Finding, ...]:
    """Those of the findings that the report has too."""
    there = _known(report)
    return tuple(finding for finding in findings if _bare(finding) in there)


def _alone(report: CheckReport) -> list[Mend]:
    return [finding.mends[0] for finding in report.findings if len(finding.mends) == 1]


def _named(report: CheckReport, names: Collection[str]) -> list[Mend]:
    """The mends of those names; ParameterError where there is none, or two of one finding."""
    known = {mend.name: mend for finding in report.findings for mend in finding.mends}
    for name in names:
        if name not in known:
            raise ParameterError(_unknown(name, list(known)), {"parameter": "choose"})
    for finding in report.findings:
        both = [mend.name for mend in finding.mends if mend.name in names]
        if len(both) > 1:
            listed = " and ".join(both), "、".join(both)
            raise ParameterError(
                Text(
                    en=f"{listed[0]} mend the same finding; choose one of them.",
                    zh=f"{listed[1]} 针对同一问题；请只选其一。",
                ),
                {"parameter": "choose"},
            )
    return [mend for name, mend in known.items() if name in names]


def _unknown(name: str, known: Sequence[str]) -> Text:
    if not known:
        return Text(
            en=f"There is no mend {name}: none can be computed for this file.",
            zh=f"没有改法 {name}：此文件没有可算出的改法。",
        )
    return Text(
        en=f"There is no mend {name}; choose of {', '.join(known)}, which --mends shows.",
        zh=f"没有改法 {name}；可选 {'、'.join(known)}（--mends 会列出）。",
    )


def _bare(finding: Finding) -> Finding:
    return replace(finding, position=None, mends=())


def _known(report: CheckReport) -> set[Finding]:
    return {_bare(finding) for finding in report.findings}


class _Trial:
    """Proves mends together on the file's statements, before anything is written."""

    def __init__(self, file: CaseFile, report: CheckReport, joined: Joined, engine: Engine) -> None:
        self._file, self._joined, self._engine = file, joined, engine
        self._before = _known(report)
        self._clears: dict[Mend, set[Finding]] = {}
        for finding in report.findings:
            for mend in finding.mends:
                self._clears.setdefault(mend, set()).add(_bare(finding))

    def together(self, mends: Sequence[Mend]) -> tuple[Mend, ...]:
        """All of the mends; ParameterError where together they do not hold."""
        if not self._holds(mends):
            names = [mend.name for mend in mends]
            raise ParameterError(
                Text(
                    en=f"{', '.join(names)} do not go together: made at once they bring a new "
                    "finding or leave one of theirs; nothing was written, choose fewer at once.",
                    zh=f"{'、'.join(names)} 不能一并采用：同时改动会引出新问题，或有问题未消除；"
                    "未写入任何文件，请少选几项。",
                ),
                {"parameter": "choose"},
            )
        return tuple(mends)

    def one_by_one(self, mends: Sequence[Mend]) -> tuple[tuple[Mend, ...], tuple[Mend, ...]]:
        """As many of the mends as hold together, and the others."""
        if self._holds(mends):
            return tuple(mends), ()
        kept: list[Mend] = []
        for mend in mends:
            if self._holds([*kept, mend]):
                kept.append(mend)
        return tuple(kept), tuple(mend for mend in mends if mend not in kept)

    def _holds(self, mends: Sequence[Mend]) -> bool:
        gone = {triple for mend in mends for triple in mend.remove}
        if any(triple in gone for mend in mends for triple in mend.add):
            return False
        (graph,) = applied([self._file.graph], mends)
        tried = replace(self._file, graph=graph)
        after = _known(check_cases([tried], self._joined, engine=self._engine))
        cleared = {finding for mend in mends for finding in self._clears[mend]}
        return after <= self._before and not after & cleared
