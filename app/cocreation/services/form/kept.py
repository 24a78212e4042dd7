"""Statements that a form holds for its filler: lines of N-Triples that come back with it."""

import re
from collections.abc import Iterable

from cocreation.errors import ParameterError
from cocreation.model import Term, Text, Triple
from cocreation.namespaces import XSD
from cocreation.sources import is_iri, ntriples

_IRI = r"<([^<>\"{}|^`\\\x00-\x20]+)>"
_BLANK = r"_:([A-Za-z0-9]+)"
_LITERAL = r'"((?:[^"\\\n\r]|\\.)*)"(?:@([A-Za-z]+(?:-[A-Za-z0-9]+)*)|\^\^' + _IRI + ")?"
_LINE = re.compile(rf"(?:{_IRI}|{_BLANK}) {_IRI} (?:{_IRI}|{_BLANK}|{_LITERAL}) \.")
_ESCAPED = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")
_SHORT = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f", '"': '"', "'": "'", "\\": "\\"}


def write_kept(triples: Iterable[Triple]) -> str:
    """Write statements for a hidden field."""
    return ntriples(triples).decode()


def read_kept(text: str) -> tuple[Triple, ...]:
    """Read what `write_kept` wrote; ParameterError where somebody has changed it into nonsense."""
    return tuple(_statement(line.strip()) for line in text.split("\n") if line.strip())


def _statement(line: str) -> Triple:
    found = _LINE.fullmatch(line)
    if found is None:
        raise _nonsense(line)
    subject, blank, predicate, iri, other, text, language, datatype = found.groups()
    try:
        value = _resource(iri, other) if text is None else _literal(text, language, datatype)
        triple = Triple(_resource(subject, blank), Term("iri", predicate), value)
        ntriples([triple])
    except (ValueError, KeyError, OverflowError):
        raise _nonsense(line) from None
    return triple


def _resource(iri: str | None, blank: str | None) -> Term:
    if iri is None:
        return Term("blank", blank or "")
    if not is_iri(iri):
        raise ValueError
    return Term("iri", iri)


def _literal(text: str, language: str | None, datatype: str | None) -> Term:
    plain = _ESCAPED.sub(lambda m: chr(int(m[1] or m[2], 16)) if not m[3] else _SHORT[m[3]], text)
    plain.encode()
    return Term("literal", plain, language, None if language else datatype or XSD + "string")


def _nonsense(line: str) -> ParameterError:
    shown = line[:80]
    return ParameterError(
        Text(
            en=f"What the form keeps as it is cannot be read at “{shown}”; "
            "fill the form from your file again.",
            zh=f"表单中原样保留的内容在“{shown}”处无法读取；请重新用文件填写表单。",
        )
    )
