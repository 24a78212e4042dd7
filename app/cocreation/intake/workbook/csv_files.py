"""CSV files, one for each sheet, as grids of texts."""

import csv
import re
from collections.abc import Mapping
from io import StringIO
from pathlib import PurePosixPath

from cocreation import rdf_syntax
from cocreation.intake.choices import normal
from cocreation.intake.workbook.cells import unguarded
from cocreation.intake.workbook.rows import LISTS, Grid, both, known_headings
from cocreation.intake.workbook.table import HELP, OTHER, sheets

_DELIMITERS = ",;\t"
_ENCODINGS = ("utf-8", "gb18030")
_LONGEST_FIELD = 10_000_000
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def read_csv(files: Mapping[str, bytes], file: str) -> list[Grid]:
    """A grid for each CSV file; its name, or the end of it, is that of its sheet.

    SourceError where there is none, or one is no text.
    """
    grids = [
        Grid(_sheet_name(name), _rows(_decoded(data, f"{file}: {name}"), f"{file}: {name}"))
        for name, data in files.items()
        if name.lower().endswith((".csv", ".tsv", ".txt")) and not _is_hidden(name)
    ]
    if not grids:
        raise rdf_syntax.fault(
            file,
            "there is no CSV file in it; put one in for each sheet, such as Evidence.csv",
            "其中没有 CSV 文件；请为每个工作表放一个，例如 Evidence.csv",
        )
    return grids


def _is_hidden(name: str) -> bool:
    return any(part.startswith((".", "__MACOSX")) for part in PurePosixPath(name).parts)


def _sheet_name(name: str) -> str:
    """The sheet that a file's name ends with, else the whole name."""
    stem = PurePosixPath(name.replace("\\", "/")).stem
    known = {normal(n): sheet.name.en for sheet in sheets() for n in both(sheet.name)}
    known |= {normal(n): one.en for one in (OTHER, HELP) for n in both(one)}
    known[normal(LISTS)] = LISTS
    last = normal(re.split(r"[\s._-]+", stem)[-1])
    return known.get(normal(stem)) or known.get(last) or stem


def _decoded(data: bytes, file: str) -> str:
    """The text, as UTF-8 with or without a byte-order mark, UTF-16 with one, or GB 18030."""
    if data.startswith(_UTF_16):
        return data.decode("utf-16", errors="replace")
    for encoding in _ENCODINGS:
        try:
            return data.decode(encoding).removeprefix("\ufeff")
        except UnicodeDecodeError:
            continue
    raise rdf_syntax.fault(
        file,
        "this is neither UTF-8 nor GB 18030; save the file as CSV UTF-8",
        "既不是 UTF-8 也不是 GB 18030 编码；请另存为 CSV UTF-8",
    )


def _rows(text: str, file: str) -> tuple[tuple[int, tuple[str, ...]], ...]:
    csv.field_size_limit(_LONGEST_FIELD)
    try:
        rows = csv.reader(StringIO(text, newline=""), delimiter=_delimiter(text))
        texts = [tuple(map(_unguarded, row)) for row in rows]
    except csv.Error as error:
        raise rdf_syntax.fault(
            file,
            f"it is no CSV ({error}); save it again as CSV UTF-8",
            f"不是 CSV（{error}）；请重新另存为 CSV UTF-8",
        ) from None
    return tuple((number, row) for number, row in enumerate(texts, 1) if any(row))


def _unguarded(text: str) -> str:
    return unguarded(text.replace("\r\n", "\n"))


def _delimiter(text: str) -> str:
    """The mark that divides the text into most known headings, else the comma."""
    known = known_headings()
    lines = text.split("\n", 1)[0]
    return max(
        _DELIMITERS,
        key=lambda mark: sum(normal(part.strip('" \r')) in known for part in lines.split(mark)),
    )
