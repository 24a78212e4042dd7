"""Zip files from anybody: nothing of one is read before it is known to be small and plain."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo
from zlib import error as ZlibError  # noqa: N812 -- an exception

from cocreation import rdf_syntax

LARGEST = 50_000_000  # bytes, unzipped
_MOST_PARTS = 1_000
# What a library raises over a workbook whose parts do not fit together, or are no XML.
_DAMAGE = (BadZipFile, LookupError, ValueError, TypeError, AttributeError, SyntaxError, OSError)
_ENCRYPTED = 0x1


def unzipped(data: bytes, file: str) -> dict[str, bytes]:
    """Every file in the archive by its name; SourceError where it is damaged, locked or too big."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            parts = [part for part in archive.infolist() if not part.is_dir()]
            _refuse_bombs(parts, file)
            # No more is unzipped of a part than its declared size: what has more is damaged.
            return {part.filename: archive.read(part) for part in parts}
    except (BadZipFile, ZlibError, EOFError, NotImplementedError, OSError, ValueError) as error:
        raise _damaged(file, error) from None


def _refuse_bombs(parts: list[ZipInfo], file: str) -> None:
    size = sum(part.file_size for part in parts)
    if size > LARGEST or len(parts) > _MOST_PARTS:
        raise rdf_syntax.fault(
            file,
            f"unzipped it has {size:,} bytes in {len(parts)} parts, and {LARGEST:,} in "
            f"{_MOST_PARTS} are read at most; leave out what does not belong to the case",
            f"解压后有 {size:,} 字节、{len(parts)} 个部分，最多读取 {LARGEST:,} 字节、"
            f"{_MOST_PARTS} 个部分；请删去与案例无关的内容",
        )
    if any(part.flag_bits & _ENCRYPTED for part in parts):
        raise rdf_syntax.fault(
            file, "it is locked with a password; save it without one", "文件有密码；请去除后再保存"
        )


def _damaged(file: str, error: Exception) -> Exception:
    reason = " ".join(str(error).split()) or type(error).__name__
    return rdf_syntax.fault(
        file,
        f"it is damaged or of another kind ({reason}); save it again",
        f"文件已损坏或并非此类文件（{reason}）；请重新保存",
    )


@contextmanager
def refusing_damage(file: str) -> Iterator[None]:
    """Tell what a library finds wrong in a workbook's parts as a SourceError."""
    try:
        yield
    except _DAMAGE as error:
        raise _damaged(file, error) from None


def refuse_active(parts: Mapping[str, bytes], file: str) -> None:
    """SourceError for a workbook with macros, links to other files, or a document type."""
    names = [name.lower() for name in parts]
    if any("vbaproject" in name or "macrosheets/" in name for name in names):
        raise rdf_syntax.fault(
            file,
            "it holds macros, which are not accepted; save it as .xlsx without them",
            "其中含有宏，不予接受；请另存为不含宏的 .xlsx",
        )
    if any(part in name for name in names for part in ("externallinks/", "embeddings/")):
        raise rdf_syntax.fault(
            file,
            "it has links to other files or holds some, which is not accepted; "
            "replace them by their values",
            "其中链接或嵌入了其他文件，不予接受；请改为其值",
        )
    for name, part in parts.items():
        if name.lower().endswith((".xml", ".rels")):
            _refuse_dtd(part, file)


def _refuse_dtd(part: bytes, file: str) -> None:
    # An XML parser may take UTF-16 too, in which the mark would not be seen.
    if b"<!DOCTYPE" in part or b"<!ENTITY" in part or b"\0" in part:
        raise rdf_syntax.fault(
            file,
            "a part of it has a document type declaration (DTD) or is not UTF-8, which is not "
            "accepted; save it again in a spreadsheet program",
            "其某部分含有文档类型声明（DTD）或不是 UTF-8，不予接受；请用电子表格软件重新保存",
        )
