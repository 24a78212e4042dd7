"""Trusty URIs: a name that is computed from what it names, by module RA of their specification.

http://trustyuri.net/spec/v1.FADQoZWcYugekAb4jW-Zm3_5Cd9tmkkYEV0bxK2fLSKao.md
"""

from base64 import urlsafe_b64encode
from collections.abc import Iterable
from hashlib import sha256
from typing import NamedTuple

from cocreation.model import Term
from cocreation.namespaces import XSD

# What stands for the code, in the names that will have it, while it is computed.
PLACE = " "
_MODULE = "RA"


class Quad(NamedTuple):
    """One statement in a named graph, without blank nodes."""

    graph: str
    subject: str
    predicate: str
    object: Term


def artifact_code(quads: Iterable[Quad]) -> str:
    """Compute the code that takes the place of PLACE in the names that these statements use."""
    lines = dict.fromkeys(_line(quad) for quad in sorted(quads, key=_key))
    digest = sha256("".join(lines).encode()).digest()
    return _MODULE + urlsafe_b64encode(digest).decode().rstrip("=")


def _key(quad: Quad) -> tuple[str | bool, ...]:
    """IRIs before literals; literals by value, then datatype, then language."""
    named = quad[:3]
    term = quad.object
    if term.kind == "iri":
        return (*named, False, term.value)
    return (*named, True, term.value, _datatype(term), term.language or "")


def _line(quad: Quad) -> str:
    term = quad.object
    if term.kind == "iri":
        return "\n".join((*quad[:3], term.value, ""))
    kind = f"@{term.language.lower()}" if term.language else f"^{_datatype(term)}"
    value = term.value.replace("\\", "\\\\").replace("\n", "\\n")
    return "\n".join((*quad[:3], f"{kind} {value}", ""))


def _datatype(term: Term) -> str:
    return "" if term.language else term.datatype or XSD + "string"
