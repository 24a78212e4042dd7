"""What stands in a form: an entry for each thing, and the statements that no field can hold."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from cocreation.intake.workbook.names import named_iri
from cocreation.model import Term, Triple
from cocreation.namespaces import XSD
from cocreation.services.form.fields import Field

_WHOLE = re.compile(r"0|-?[1-9][0-9]{0,17}")
_MONTH = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])")
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")
_OWN = "#"


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing in the form; `was` is the IRI that it had in the file which filled the form.

    `values` are texts by the name of their input, each as it was written.
    """

    segment: str
    number: int
    id: str = ""
    type: str = ""
    was: str = ""
    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """What the names of its inputs begin with."""
        return f"{self.segment}.{self.number}"

    @property
    def blank(self) -> bool:
        """Whether nothing was written in it."""
        return not (self.id or self.was or any(any(given) for given in self.values.values()))


@dataclass(frozen=True, slots=True)
class Filled:
    """A form as it was filled in."""

    entries: tuple[Entry, ...]
    kept: tuple[Triple, ...] = ()


def own(key: str) -> str:
    """How an input names another entry of the form."""
    return _OWN + key


def read_value(text: str, input_: Field, language: str, iris: Mapping[str, str]) -> Term | None:
    """What the text of an input means; None where it cannot be read.

    `iris` are those of the form's entries by their keys.
    """
    if _FORBIDDEN.search(text):
        return None
    if input_.reads in ("choice", "iri"):
        named = iris.get(text[1:]) if text.startswith(_OWN) else named_iri(text)
        return Term("iri", named) if named else None
    if input_.reads == "languages":
        return Term("literal", text, language)
    return _literal(text, input_)


def _literal(text: str, input_: Field) -> Term | None:
    """The plain value that a text means."""
    datatype = input_.datatype or XSD + "string"
    form = {"integer": _WHOLE, "month": _MONTH}.get(input_.reads)
    if form:
        text = text.strip()
    if (form and not form.fullmatch(text)) or (
        input_.reads == "listed" and text not in input_.listed
    ):
        return None
    if input_.reads == "value" and _WHOLE.fullmatch(text):
        datatype = XSD + "integer"
    return Term("literal", text, None, datatype)


def write_value(term: Term, input_: Field, language: str, keys: Mapping[str, str]) -> str | None:
    """The text of an input that means the term; None where none does, or a browser changes it.

    `keys` are those of the form's entries by their IRIs.
    """
    if term.kind == "iri" and term.value in keys and input_.reads in ("choice", "iri"):
        return own(keys[term.value])
    text = term.value
    if not text.strip() or "\r" in text or (input_.reads != "languages" and "\n" in text):
        return None
    return text if read_value(text, input_, language, {}) == term else None
