"""Files with a case in every format: what they say, where, and which are refused."""

import csv
import json
import struct
from io import BytesIO, StringIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from cocreation.errors import SourceError
from cocreation.intake.archives import LARGEST
from cocreation.intake.choices import Choices
from cocreation.intake.reading import needs_choices, read_case, read_path
from cocreation.model import Position, Term
from cocreation.namespaces import CST, ID, RDF, RDFS
from workbooks import CASE, CHOICES, read, said, saved, table, told, workbook

CASE_IRI = f"{ID}case/s/x"
LABEL = Term("literal", "甲", "zh")
RDF_XML = f"""<r:RDF xmlns:r="{RDF}" xmlns:s="{RDFS}">

<r:Description r:about="{CASE_IRI}"><s:label xml:lang="zh">甲</s:label></r:Description></r:RDF>
"""
RDF_FILES = {
    ".ttl": (f'<{CASE_IRI}>\n <{RDFS}label> "甲"@zh .', (2, 60, "")),
    ".trig": (f'<urn:g> {{ <{CASE_IRI}>\n <{RDFS}label> "甲"@zh }}', (2, 50, "")),
    ".nt": (f'<{CASE_IRI}> <{RDFS}label> "甲"@zh .\n', (1, 100, "")),
    ".nq": (f'<{CASE_IRI}> <{RDFS}label> "甲"@zh <urn:g> .\n', (1, 100, "")),
    ".jsonld": (
        json.dumps({"@id": CASE_IRI, RDFS + "label": {"@value": "甲", "@language": "zh"}}),
        (1, 50, "/http:~1~1www.w3.org~12000~101~1rdf-schema#label"),
    ),
    ".rdf": (
        RDF_XML,
        (3, 0, ""),
    ),
}
SHEETS = {
    "Case": CASE,
    "Evidence": [
        {
            "Short id": "e1",
            "Summary in Chinese": "甲，“乙”；\n丙",
            "Supports": "群体信任",
            "Sentence": 2,
        }
    ],
    "Other": [
        dict(
            zip(
                ("Subject", "Predicate", "Object", "Language or datatype"),
                ("case/mine/x", "skos:note", "'=1+1", "en"),
                strict=True,
            )
        )
    ],
}


@pytest.mark.parametrize("suffix", RDF_FILES)
def test_every_rdf_syntax_becomes_a_graph_with_places(suffix):
    text, (line, column, place) = RDF_FILES[suffix]
    case = read_case(text.encode(), f"c{suffix}", graph="urn:new", choices=Choices())
    assert case.graph.name == "urn:new"
    assert case.graph.triples.decode() == f'<{CASE_IRI}> <{RDFS}label> "甲"@zh .\n'
    where = case.positions.of(CASE_IRI, RDFS + "label", LABEL)
    assert (where.line, where.place) == (line, place)
    assert bool(where.column) == bool(column)


def csv_files(delimiter: str = ",", encoding: str = "utf-8") -> dict[str, bytes]:
    files = {}
    for name, rows in SHEETS.items():
        text = StringIO(newline="")
        csv.writer(text, delimiter=delimiter).writerows(table(rows))
        files[f"my-case-{name}.csv"] = text.getvalue().encode(encoding)
    return files


def zipped(files: dict[str, bytes]) -> bytes:
    output = BytesIO()
    with ZipFile(output, "w", ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return output.getvalue()


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_csv_says_what_the_workbook_says_however_it_was_saved(delimiter, encoding, tmp_path):
    files = csv_files(delimiter, encoding)
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    from_zip = read_case(
        zipped({**files, "c-Help.csv": b"a,b", "__MACOSX/._x.csv": b"\0", "f/note.md": b"x"}),
        "c.zip",
        graph="urn:g",
        choices=CHOICES,
    )
    from_folder = read_path(tmp_path, graph="urn:g", choices=CHOICES)
    expected = read(SHEETS)
    for case in (from_zip, from_folder):
        assert said(case) == said(expected)
        assert case.findings == ()
        assert case.positions.of(f"{ID}evidence/mine/e1", CST + "sentenceOrdinal") == Position(
            case.graph.path.name if case is from_zip else str(tmp_path), place="Evidence!D2"
        )


def test_one_csv_file_is_one_sheet():
    data = csv_files()["my-case-Evidence.csv"]
    case = read_case(data, "证据.csv", graph="urn:g", choices=CHOICES)
    assert ("evidence/e1", CST + "summary", "甲，“乙”；\n丙") in said(case)


def test_only_what_has_cells_needs_to_know_what_they_may_name(tmp_path):
    names = ("c.xlsx", "c.CSV", "c.zip", "c.ttl", "c.rdf")
    assert [needs_choices(tmp_path / name) for name in names] == [True, True, True, False, False]
    assert needs_choices(tmp_path)


def refused(data: bytes, file: str) -> str:
    with pytest.raises(SourceError) as error:
        read_case(data, file, graph="urn:g", choices=CHOICES)
    assert error.value.details["file"].startswith(file)
    assert error.value.message.zh
    return error.value.message.en


@pytest.mark.parametrize("file", ["c.xls", "c.xlsm", "c.ods"])
def test_other_workbooks_are_refused_with_what_to_do(file):
    assert "save it as that" in refused(b"x", file)


@pytest.mark.parametrize("file", ["c", "c.pdf", "c.docx"])
def test_an_ending_of_no_format_is_refused_with_those_there_are(file):
    assert ".xlsx .zip .csv .ttl" in refused(b"x", file)


def with_part(name: str, data: bytes) -> bytes:
    output = BytesIO(saved(workbook({"Case": CASE})))
    with ZipFile(output, "a", ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return output.getvalue()


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "is damaged or of another kind"),
        (b"PK\x03\x04" + b"\0" * 100, "is damaged or of another kind"),
        (saved(workbook({"Case": CASE}))[:-200], "is damaged or of another kind"),
        (zipped({"a.txt": b"x"}), "is damaged or of another kind"),
        (zipped({"[Content_Types].xml": b"<Types/>"}), "is damaged or of another kind"),
        (with_part("xl/vbaProject.bin", b"x"), "macros"),
        (with_part("xl/macrosheets/sheet1.xml", b"<x/>"), "macros"),
        (with_part("xl/externalLinks/externalLink1.xml", b"<x/>"), "links to other files"),
        (with_part("xl/embeddings/oleObject1.bin", b"x"), "links to other files"),
        (with_part("xl/bomb.xml", b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'), "DTD"),
        (with_part("xl/bomb.xml", "<!DOCTYPE x><x/>".encode("utf-16")), "DTD"),
        (with_part("xl/zeros.bin", b"\0" * (LARGEST + 1)), "read at most"),
    ],
    ids=lambda value: value if isinstance(value, str) else f"{len(value)} bytes",
)
def test_a_hostile_or_damaged_workbook_is_refused_in_a_sentence(data, says):
    assert says in refused(data, "c.xlsx")


def test_an_archive_that_lies_about_its_size_is_refused():
    data = bytearray(zipped({"Case.csv": b"a" * 100_000}))
    directory = data.rindex(b"PK\x01\x02")
    data[directory + 24 : directory + 28] = struct.pack("<I", 10)
    assert "is damaged" in refused(bytes(data), "c.zip")


def test_a_locked_archive_is_refused():
    data = bytearray(zipped({"Case.csv": b"a"}))
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    assert "password" in refused(bytes(data), "c.zip")


def test_an_archive_of_very_many_files_is_refused():
    assert "1001 parts" in refused(zipped({f"{n}.csv": b"" for n in range(1001)}), "c.zip")


def test_a_row_far_below_costs_nothing_but_a_sentence():
    book = workbook({"Case": CASE})
    book["Case"].cell(1_048_576, 16_384, "x")
    assert "more than 20,000 rows" in refused(saved(book), "c.xlsx")


@pytest.mark.parametrize(
    ("data", "file", "says"),
    [
        (b"\x80\xff\xff", "Case.csv", "neither UTF-8 nor GB 18030"),
        (b'Kind,"Short id\n' + b"x" * 100, "Case.csv", ""),
        (zipped({"a.md": b""}), "c.zip", "no CSV file"),
        (b"", "c.zip", "is damaged"),
        (b"", "Case.csv", "no row of it is filled in"),
        (b"", "c.ttl", "holds no statement"),
        (b'{"@context": "https://example.org/c"}', "c.jsonld", "remote context"),
        (b"[" * 200, "c.jsonld", "nests more than"),
        (b"<!DOCTYPE x><x/>", "c.rdf", "DTD"),
    ],
)
def test_other_unreadable_files_are_refused_in_a_sentence(data, file, says):
    if says:
        assert says in refused(data, file)
    else:
        assert told(read_case(data, file, graph="urn:g", choices=CHOICES))


def test_a_missing_file_is_told_in_a_sentence(tmp_path):
    with pytest.raises(SourceError, match="there is no such file"):
        read_path(tmp_path / "c.xlsx", graph="urn:g", choices=CHOICES)


def test_a_folder_without_csv_files_is_told_in_a_sentence(tmp_path):
    with pytest.raises(SourceError, match="no CSV file"):
        read_path(tmp_path, graph="urn:g", choices=CHOICES)
