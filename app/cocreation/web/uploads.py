"""A case that a client sends: as the body itself, as a file in a form, or as text in one."""

import re
from dataclasses import dataclass
from pathlib import PurePosixPath

from flask import Request
from werkzeug.datastructures import FileStorage

from cocreation.errors import MediaTypeError, ParameterError, SourceError
from cocreation.model import Text
from cocreation.web.negotiation import XLSX
from cocreation.web.protocol import refuse_other_charset

# The ending of a file of each media type; the first of an ending is the one that is offered.
_ENDINGS = {
    "text/turtle": ".ttl",
    "application/x-turtle": ".ttl",
    "application/trig": ".trig",
    "application/n-triples": ".nt",
    "application/n-quads": ".nq",
    "application/ld+json": ".jsonld",
    "application/json": ".jsonld",
    "application/rdf+xml": ".rdf",
    "application/xml": ".rdf",
    "text/xml": ".rdf",
    XLSX: ".xlsx",
    "application/zip": ".zip",
    "text/csv": ".csv",
}
SYNTAXES = {
    ".ttl": "Turtle",
    ".trig": "TriG",
    ".nt": "N-Triples",
    ".nq": "N-Quads",
    ".jsonld": "JSON-LD",
    ".rdf": "RDF/XML",
}
_READ = (*SYNTAXES, ".owl", ".xml", ".json", ".xlsx", ".zip", ".csv")
_FORMS = ("multipart/form-data", "application/x-www-form-urlencoded")
_LONGEST_NAME = 80
_JSON = re.compile(r'\s*(?:\{\s*["}]|\[\s*[{\]])')
_XML = re.compile(r"\s*<(?:\?xml|!DOCTYPE|!--|\w+:RDF)")
_QUADS = re.compile(r"(?m)^[ \t]*<[^>\n]*>[ \t]+<[^>\n]*>[ \t]+.*<[^>\n]*>[ \t]*\.[ \t]*$")


@dataclass(frozen=True, slots=True)
class Upload:
    """What was sent; the ending of `name` tells its syntax, `text` is None where it is no text."""

    data: bytes
    name: str
    text: str | None


def read(request: Request) -> Upload:
    """Read the case of a request.

    MediaTypeError for a kind that is not read, ParameterError or SourceError where there is none.
    """
    refuse_other_charset(request.mimetype_params.get("charset", "utf-8"))
    if is_form(request):
        return _from_form(request)
    ending = _ENDINGS.get(request.mimetype)
    if ending is None:
        raise _unknown_kind(request.mimetype)
    data = request.get_data()
    if not data.strip():
        raise _empty()
    return Upload(data, f"body{ending}", _text(data))


def is_form(request: Request) -> bool:
    """Tell whether the request is a form that somebody filled in."""
    return request.mimetype in _FORMS


def field(request: Request, name: str) -> str:
    """Give a field of a form as it was filled in; empty where there is none."""
    return request.form.get(name, "") if is_form(request) else ""


def _from_form(request: Request) -> Upload:
    file = request.files.get("file")
    if file and file.filename:
        return _from_file(file)
    # Browsers send every line's end as two characters, even inside a literal.
    text = request.form.get("text", "").replace("\r\n", "\n")
    if not text.strip():
        raise _nothing_sent()
    given = _plain_name(request.form.get("name", ""))
    ending = request.form.get("syntax", "") or PurePosixPath(given).suffix or guess_ending(text)
    if ending.lower() not in _READ:
        raise _unknown_kind(ending)
    return Upload(text.encode("utf-8", "replace"), (_stem(given) or "text") + ending, text)


def _from_file(file: FileStorage) -> Upload:
    data = file.read()
    if not data.strip():
        raise _empty()
    text = _text(data)
    name = _plain_name(file.filename or "")
    ending = PurePosixPath(name).suffix
    if ending.lower() not in _READ:
        ending = _ENDINGS.get(file.mimetype, "")
        if not ending and text is not None and PurePosixPath(name).suffix.lower() in ("", ".txt"):
            ending = guess_ending(text)
        if not ending:
            raise _unknown_kind(PurePosixPath(name).suffix or file.mimetype)
        name = (_stem(name) or "file") + ending
    return Upload(data, name, text)


def guess_ending(text: str) -> str:
    """Tell the syntax of a text by how it begins; Turtle where nothing tells."""
    if _JSON.match(text):
        return ".jsonld"
    if _XML.match(text):
        return ".rdf"
    if "@prefix" not in text and _QUADS.search(text):
        return ".nq"
    # TriG is Turtle, and with braces more than that.
    return ".trig" if "{" in text else ".ttl"


def _text(data: bytes) -> str | None:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    return None if "\0" in text else text


def _plain_name(given: str) -> str:
    """A file's name without folders and without what cannot be printed."""
    name = PurePosixPath(given.replace("\\", "/")).name
    return "".join(letter for letter in name if letter.isprintable())[-_LONGEST_NAME:]


def _stem(name: str) -> str:
    return PurePosixPath(name).stem


def _unknown_kind(given: str) -> MediaTypeError:
    known = ", ".join(kind for kind in _ENDINGS if kind != "text/xml")
    return MediaTypeError(
        Text(
            en=f"“{given}” is no kind of case that is read here; send a workbook (.xlsx), CSV "
            "files in a .zip, Turtle, TriG, N-Triples, N-Quads, JSON-LD or RDF/XML, and say which "
            "by Content-Type or by the file's ending.",
            zh=f"此处不能读取“{given}”类型的案例；请发送工作簿（.xlsx）、装有 CSV 文件的 .zip、"
            "Turtle、TriG、N-Triples、N-Quads、JSON-LD 或 RDF/XML，"
            "并用 Content-Type 或文件扩展名注明。",
        ),
        {"accepted": known.split(", ")},
    )


def _nothing_sent() -> ParameterError:
    return ParameterError(
        Text(
            en="No case came with this; paste one into the field “text” or choose a “file”, "
            "or send it as the body with its Content-Type.",
            zh="没有收到案例；请在“text”栏中粘贴案例或选择“file”文件，"
            "或作为请求体发送并注明 Content-Type。",
        )
    )


def _empty() -> SourceError:
    return SourceError(
        Text(
            en="The file is empty; check that it is the right one.",
            zh="文件为空；请检查是否选对了文件。",
        )
    )
