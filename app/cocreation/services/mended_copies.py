"""The mends chosen of those that are offered for a file, written into a copy of it."""

import os
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from cocreation.errors import ParameterError
from cocreation.intake.case_file import CaseFile
from cocreation.intake.choices import Choices
from cocreation.intake.mended_turtle import mended_text
from cocreation.intake.reading import read_case
from cocreation.intake.workbook.mended import mended_xlsx
from cocreation.intake.workbook.writing import pages_of
from cocreation.intake.workbook.xlsx_writing import write_xlsx
from cocreation.model import Finding, Mend, Text
from cocreation.namespaces import BASE
from cocreation.services.case_files import read_cases
from cocreation.services.check_report import CheckReport
from cocreation.services.checking import check_cases
from cocreation.services.checking_cases import Progress
from cocreation.services.choices import choices_within
from cocreation.services.joined import Joined
from cocreation.services.mending import applied
from cocreation.sources import parse, read_bytes, terms
from cocreation.turtle import format_turtle
from cocreation.validation import Engine

Check = Callable[[CaseFile], CheckReport]
COPIES = (".ttl", ".xlsx")
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
    _refuse_output(path, output)
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
    writer = _Writer(path, file, output, joined)
    is_anew, copied = writer.write(made, lambda copy: check_cases([copy], joined, engine=engine))
    return MendedCopy(copied, made, left, _still(undecided, copied), is_anew)


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


class _Writer:
    """Writes the copy beside its place, reads it back, and only then gives it its name."""

    def __init__(self, path: Path, file: CaseFile, output: Path, joined: Joined) -> None:
        self._path, self._file, self._output, self._joined = path, file, output, joined

    def write(self, mends: Sequence[Mend], check: Check) -> tuple[bool, CheckReport]:
        """Whether the copy had to be written anew, and its report."""
        (graph,) = applied([self._file.graph], mends)
        choices = choices_within(self._joined)
        edited = self._edited(mends, choices)
        case = self._read_back(edited, choices) if edited is not None else None
        if edited is None or case is None or case.graph.triples != self._plain(graph.triples):
            self._refuse_unread()
            edited, is_anew = self._anew(graph.triples, choices), True
        else:
            is_anew = False
        return is_anew, self._publish(edited, graph.triples, choices, check)

    def _edited(self, mends: Sequence[Mend], choices: Choices) -> bytes | None:
        """The file's own bytes with the changes made at their places; None where that cannot be."""
        suffix = self._output.suffix.lower()
        if self._path.is_dir() or self._path.suffix.lower() != suffix:
            return None
        remove = list(dict.fromkeys(t for mend in mends for t in mend.remove))
        add = list(dict.fromkeys(t for mend in mends for t in mend.add))
        data = read_bytes(self._path)
        if suffix == ".xlsx":
            return mended_xlsx(data, str(self._path), choices, remove, add)
        text = mended_text(data.decode("utf-8"), remove, add)
        return text.encode() if text is not None else None

    def _anew(self, triples: bytes, choices: Choices) -> bytes:
        if self._output.suffix.lower() == ".xlsx":
            return write_xlsx(pages_of(terms(triples), choices), choices)
        return format_turtle(triples.decode(), str(self._output)).encode()

    def _refuse_unread(self) -> None:
        """ParameterError where cells would be lost that could not be read."""
        places = [
            f.position.place
            for f in self._file.findings
            if f.severity == "violation" and f.position
        ]
        if places:
            raise ParameterError(
                Text(
                    en=f"{', '.join(places[:3])} cannot be read and would be missing in a copy "
                    "that is written anew; correct it first. Nothing was written.",
                    zh=f"{'、'.join(places[:3])} 无法读取，重新写出的副本会缺少其内容；"
                    "请先改正。未写入任何文件。",
                )
            )

    def _plain(self, triples: bytes) -> bytes:
        return parse(triples, ".nt", base=BASE, file=str(self._output), scope=self._file.graph.name)

    def _read_back(self, data: bytes, choices: Choices) -> CaseFile:
        return read_case(data, str(self._output), graph=self._file.graph.name, choices=choices)

    def _publish(self, data: bytes, wanted: bytes, choices: Choices, check: Check) -> CheckReport:
        new = self._output.with_name(f".{self._output.name}.{os.getpid()}.new")
        try:
            with new.open("xb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            case = self._read_back(read_bytes(new), choices)
            if case.graph.triples != self._plain(wanted):
                raise _unfaithful(self._output)
            report = check(case)
            self._name(new)
        except OSError as error:
            raise _unwritable(self._output, error) from None
        finally:
            new.unlink(missing_ok=True)
        return report

    def _name(self, new: Path) -> None:
        """Give the finished file its name, which none has that came to be meanwhile."""
        _refuse_output(self._path, self._output)
        try:
            os.link(new, self._output)
        except FileExistsError:
            _refuse_output(self._path, self._output)
        except OSError:  # a file system without links
            new.replace(self._output)


def _refuse_output(path: Path, output: Path) -> None:
    """ParameterError where the copy would be no new file, or is of no kind that is written."""
    if os.path.lexists(output):
        is_same = output.exists() and path.exists() and output.samefile(path)
        raise ParameterError(
            Text(
                en=f"{output} is the file to be mended, which is never written to; "
                "name another file for the copy.",
                zh=f"{output} 就是待修改的文件，不会被改写；请为副本指定其他文件名。",
            )
            if is_same
            else Text(
                en=f"{output} is there already and is not overwritten; name another file.",
                zh=f"{output} 已存在，不会覆盖；请指定其他文件。",
            )
        )
    if output.suffix.lower() not in COPIES:
        raise ParameterError(
            Text(
                en=f"A copy is Turtle or a workbook, but {output} ends in neither; "
                "end its name in .ttl or .xlsx.",
                zh=f"副本只能是 Turtle 或工作簿；请让 {output} 的文件名以 .ttl 或 .xlsx 结尾。",
            )
        )


def _unfaithful(output: Path) -> ParameterError:
    return ParameterError(
        Text(
            en=f"{output} would not say exactly what it should, so it was not written; "
            "name a copy of the other kind (.ttl or .xlsx).",
            zh=f"{output} 的内容会与预期不符，因此没有写入；请改用另一种格式（.ttl 或 .xlsx）。",
        )
    )


def _unwritable(output: Path, error: OSError) -> ParameterError:
    reason = error.strerror or str(error)
    return ParameterError(
        Text(
            en=f"{output} cannot be written (the system says '{reason}'); name another file.",
            zh=f"无法写入 {output}（系统报告“{reason}”）；请指定其他文件。",
        )
    )
