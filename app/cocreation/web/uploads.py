"""A case that a client sends: as the body itself, as a file in a form, or as text in one."""

import re
from base64 import b64decode, b64encode
from binascii import Error as Base64Error
from dataclasses import dataclass
from pathlib import PurePosixPath

from flask import Request

from cocreation.errors import MediaTypeError, ParameterError, SourceError
from cocreation.intake.reading import OLD_WORKBOOKS, WORKBOOKS
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
_RDF = (*SYNTAXES, ".owl", ".xml", ".json")
# What is but of an older kind is refused where it is read, with what to do about it.
_READ = (*_RDF, *WORKBOOKS, *OLD_WORKBOOKS)
# Endings of texts that begin alike.
_ALIKE = ((".ttl", ".trig", ".nt", ".nq"), (".jsonld", ".json"), (".rdf", ".owl", ".xml"))
_FORMS = ("multipart/form-data", "application/x-www-form-urlencoded")
_LONGEST_NAME = 80
# In base64 it fits into the next request.
_LARGEST_KEPT_BYTES = 3 * 2**20
_JSON = re.compile(r'\s*(?:\{\s*["}]|\[\s*[{\]])')
_XML = re.compile(r"\s*<(?:\?xml|!DOCTYPE|!--|\w+:RDF)")
_QUADS = re.compile(r"(?m)^[ \t]*<[^>\n]*>[ \t]+<[^>\n]*>[ \t]+.*<[^>\n]*>[ \t]*\.[ \t]*$")


@dataclass(frozen=True, slots=True)
class Upload:
    """What was sent; the ending of `name` tells its syntax, `text` is None where it is no text.

    `file` is its name where it came as a file, now or at first.
    """

    data: bytes
    name: str
    text: str | None
    file: str = ""

    @property
    def kept(self) -> str:
        """What is no text as a form can send it once more, which no browser can; else nothing."""
        if self.text is not None or len(self.data) > _LARGEST_KEPT_BYTES:
            return ""
        return b64encode(self.data).decode()


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


def filled(request: Request, upload: Upload | None) -> dict[str, object]:
    """What the fields for a case show once more: what was sent, as far as they can."""
    text = field(request, "text") if upload is None else upload.text
    return {
        "text": text or "",
        "name": upload.file if upload else "",
        "kept": upload.kept if upload else "",
        "syntax": field(request, "syntax"),
        "syntaxes": SYNTAXES,
    }


def _from_form(request: Request) -> Upload:
    file = request.files.get("file")
    if file and file.filename:
        return _from_file(file.read(), file.filename, file.mimetype)
    # Browsers send every line's end as two characters, even inside a literal.
    text = request.form.get("text", "").replace("\r\n", "\n")
    given = _plain_name(request.form.get("name", ""))
    if not text.strip():
        return _from_file(_kept(request.form.get("kept", "")), given, "")
    ending = request.form.get("syntax", "") or _ending(given, text)
    if ending.lower() not in _RDF:
        raise _unknown_kind(ending)
    name = (_stem(given) or "text") + ending
    return Upload(text.encode("utf-8", "replace"), name, text, given and name)


def _kept(given: str) -> bytes:
    """What `Upload.kept` has; ParameterError where it is nothing of the kind."""
    try:
        data = b64decode(given, validate=True)
    except (Base64Error, ValueError):
        data = b""
    if not data:
        raise _nothing_sent()
    return data


def _from_file(data: bytes, given: str, media_type: str) -> Upload:
    if not data.strip():
        raise _empty()
    text, name = _text(data), _plain_name(given)
    ending = PurePosixPath(name).suffix
    if ending.lower() not in _READ:
        ending = _ENDINGS.get(media_type, "")
        if not ending and text is not None and PurePosixPath(name).suffix.lower() in ("", ".txt"):
            ending = guess_ending(text)
        if not ending:
            raise _unknown_kind(PurePosixPath(name).suffix or media_type)
        name = (_stem(name) or "file") + ending
    return Upload(data, name, text if ending.lower() in _RDF else None, name)


def _ending(name: str, text: str) -> str:
    """The ending of a file's name, unless what stands in the form by now begins otherwise."""
    ending, guessed = PurePosixPath(name).suffix.lower(), guess_ending(text)
    alike = next((family for family in _ALIKE if guessed in family), ())
    return ending if ending in alike else guessed


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
            en="No case came with this: paste one or choose a file (“text” and “file” of the "
            "form), or send it as the body with its Content-Type.",
            zh="没有收到案例：请粘贴案例文本或选择文件（表单的 text 和 file），"
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
