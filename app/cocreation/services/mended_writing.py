"""A copy of a file with changes in it: written beside its place, read back, and then named."""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from cocreation.errors import ParameterError
from cocreation.intake.case_file import CaseFile
from cocreation.intake.choices import Choices
from cocreation.intake.mended_turtle import mended_text
from cocreation.intake.reading import read_case
from cocreation.intake.workbook.mended import loses_drawings, mended_xlsx
from cocreation.intake.workbook.writing import pages_of
from cocreation.intake.workbook.xlsx_writing import write_xlsx
from cocreation.model import Mend, Text
from cocreation.namespaces import BASE
from cocreation.services.check_report import CheckReport
from cocreation.services.choices import choices_within
from cocreation.services.joined import Joined
from cocreation.services.mending import applied
from cocreation.sources import parse, read_bytes, terms
from cocreation.turtle import format_turtle

Check = Callable[[CaseFile], CheckReport]
COPIES = (".ttl", ".xlsx")


@dataclass(frozen=True, slots=True)
class Written:
    """The report of a copy that was written.

    `is_anew` tells that it has none of the file's layout, `lost_drawings` that it has not all of
    the pictures and charts of a workbook.
    """

    report: CheckReport
    is_anew: bool = False
    lost_drawings: bool = False


class CopyWriter:
    """Writes the copy beside its place, reads it back, and only then gives it its name."""

    def __init__(self, path: Path, file: CaseFile, output: Path, joined: Joined) -> None:
        self._path, self._file, self._output, self._joined = path, file, output, joined

    def write(self, mends: Sequence[Mend], check: Check) -> Written:
        """Write the copy; ParameterError where it cannot be, and then nothing is."""
        (graph,) = applied([self._file.graph], mends)
        choices = choices_within(self._joined)
        edited = self._edited(mends, choices)
        case = self._read_back(edited, choices) if edited is not None else None
        if edited is None or case is None or case.graph.triples != self._plain(graph.triples):
            self._refuse_unread()
            edited, is_anew = self._anew(graph.triples, choices), True
        else:
            is_anew = False
        report = self._publish(edited, graph.triples, choices, check)
        lost = not is_anew and self._is_workbook() and loses_drawings(self._data(), edited)
        return Written(report, is_anew, lost)

    def _is_workbook(self) -> bool:
        return self._output.suffix.lower() == ".xlsx"

    def _data(self) -> bytes:
        return read_bytes(self._path)

    def _edited(self, mends: Sequence[Mend], choices: Choices) -> bytes | None:
        """The file's own bytes with the changes made at their places; None where that cannot be."""
        if self._path.is_dir() or self._path.suffix.lower() != self._output.suffix.lower():
            return None
        remove = list(dict.fromkeys(t for mend in mends for t in mend.remove))
        add = list(dict.fromkeys(t for mend in mends for t in mend.add))
        if self._is_workbook():
            return mended_xlsx(self._data(), str(self._path), choices, remove, add)
        text = mended_text(self._data().decode("utf-8"), remove, add)
        return text.encode() if text is not None else None

    def _anew(self, triples: bytes, choices: Choices) -> bytes:
        if self._is_workbook():
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
        refuse_output(self._path, self._output)
        try:
            os.link(new, self._output)
        except FileExistsError:
            refuse_output(self._path, self._output)
        except OSError:  # a file system without links
            new.replace(self._output)


def refuse_output(path: Path, output: Path) -> None:
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
