"""Any file with a case, read by the ending of its name."""

import hashlib
from pathlib import Path, PurePath

from cocreation import rdf_syntax
from cocreation.intake.archives import LARGEST, unzipped
from cocreation.intake.case_file import CaseFile
from cocreation.intake.choices import Choices
from cocreation.intake.positions import read_positions
from cocreation.intake.workbook.csv_files import read_csv
from cocreation.intake.workbook.reading import read_workbook
from cocreation.intake.workbook.rows import Grid
from cocreation.intake.workbook.xlsx import read_xlsx
from cocreation.model import FileGraph
from cocreation.namespaces import BASE
from cocreation.sources import FORMATS, parse, read_bytes

WORKBOOKS = (".xlsx", ".zip", ".csv")
_CSV = (".csv", ".tsv", ".txt")
OLD_WORKBOOKS = (".xls", ".xlsm", ".xlsb", ".ods", ".et", ".numbers")


def read_case(data: bytes, file: str, *, graph: str, choices: Choices) -> CaseFile:
    """Read a case, or a part of one, as the graph named `graph`.

    `file` names it in messages, its ending tells the format: .xlsx, .zip with a CSV file for each
    sheet, .csv for one sheet, or an RDF syntax. `choices` are what cells may name. SourceError with
    the place where the file cannot be read; a cell that cannot is a finding of the case file.
    """
    suffix = PurePath(file).suffix.lower()
    if suffix in OLD_WORKBOOKS:
        raise rdf_syntax.fault(
            file,
            "only .xlsx is read of workbooks; save it as that in your spreadsheet program",
            "工作簿只能读取 .xlsx；请在电子表格软件中另存为该格式",
        )
    digest = hashlib.sha256(data).hexdigest()
    if suffix in WORKBOOKS:
        grids = _grids(data, suffix, file)
        return read_workbook(grids, file, graph=graph, digest=digest, choices=choices)
    if suffix not in FORMATS:
        known = " ".join((*WORKBOOKS, *FORMATS))
        raise rdf_syntax.fault(
            file,
            f"its ending tells no format; use one of {known}",
            f"无法由扩展名判断格式；可用 {known}",
        )
    triples = parse(data, suffix, base=BASE, file=file, scope=graph)
    text = data.decode("utf-8", errors="replace")
    return CaseFile(
        FileGraph(graph, Path(file), triples, digest), read_positions(text, file, suffix)
    )


def read_path(path: Path, *, graph: str, choices: Choices) -> CaseFile:
    """Read a file as `read_case` does, or a folder that has a CSV file for each sheet."""
    if not path.is_dir():
        return read_case(read_bytes(path), str(path), graph=graph, choices=choices)
    files = {one.name: one for one in sorted(path.iterdir()) if one.suffix.lower() in _CSV}
    _refuse_large(sum(one.stat().st_size for one in files.values()), str(path))
    texts = {name: read_bytes(one) for name, one in files.items()}
    digest = hashlib.sha256(b"".join(texts.values())).hexdigest()
    grids = read_csv(texts, str(path))
    return read_workbook(grids, str(path), graph=graph, digest=digest, choices=choices)


def needs_choices(path: Path) -> bool:
    """Whether a file's cells may name known things."""
    return path.is_dir() or path.suffix.lower() in WORKBOOKS


def _grids(data: bytes, suffix: str, file: str) -> list[Grid]:
    if suffix == ".xlsx":
        return read_xlsx(data, file)
    if suffix == ".zip":
        return read_csv(unzipped(data, file), file)
    return read_csv({PurePath(file).name: data}, file)


def _refuse_large(size: int, file: str) -> None:
    if size > LARGEST:
        raise rdf_syntax.fault(
            file,
            f"its CSV files have {size:,} bytes, and {LARGEST:,} are read at most",
            f"其中的 CSV 文件共 {size:,} 字节，最多读取 {LARGEST:,} 字节",
        )
