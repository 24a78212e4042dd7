"""XML that every reader takes: the engine also writes what XML cannot say."""

from collections.abc import Sequence
from xml.parsers import expat

from cocreation.errors import NotAcceptableError
from cocreation.model import Text
from cocreation.store import base

_KEPT = b"\t\n\r"
# Control characters, and the two that are no characters, in UTF-8.
_UNSAYABLE = (
    *(bytes([code]) for code in range(0x20) if code not in _KEPT),
    b"\xef\xbf\xbe",
    b"\xef\xbf\xbf",
)


def readable_rows(body: bytes) -> bytes:
    """Give the engine's results in XML as every reader takes them.

    NotAcceptableError where XML lacks a character of theirs.
    """
    # To parse them would take as long as to answer the query.
    if any(mark in body for mark in _UNSAYABLE):
        raise _not_xml(base.ROWS_TYPES, base.XML)
    return _with_returns(body)


def readable_graph(body: bytes) -> bytes:
    """Give the engine's RDF/XML as every reader takes it.

    NotAcceptableError where XML lacks a character of it or a name for a property.
    """
    try:
        expat.ParserCreate(namespace_separator=" ").Parse(body, True)
    except expat.ExpatError:
        raise _not_xml(base.GRAPH_TYPES, base.RDF_XML) from None
    return _with_returns(body)


def _with_returns(body: bytes) -> bytes:
    """Write carriage returns so that no reader takes them for line feeds."""
    return body.replace(b"\r", b"&#13;")


def _not_xml(types: Sequence[str], xml: str) -> NotAcceptableError:
    others = [one for one in types if one != xml]
    listed = ", ".join(others)
    return NotAcceptableError(
        Text(
            en="XML cannot say this answer: it has a control character, or a prefix or a property "
            f"that makes no name in XML; ask for one of: {listed}.",
            zh="此回答无法写成 XML：其中有控制字符，或有不能作 XML 名称的前缀或属性；"
            f"可选：{listed}。",
        ),
        {"available": others},
    )
