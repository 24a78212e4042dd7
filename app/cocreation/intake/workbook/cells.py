"""What stands in a cell: text that no program takes for a formula, and the terms that it means."""

import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime

from cocreation.intake.choices import normal
from cocreation.intake.workbook.table import SEPARATORS, Column
from cocreation.model import Term, Text
from cocreation.namespaces import XSD

LONGEST = 32_767  # characters, which is what a cell can hold
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NOT_IN_XML = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_YES = {"true", "yes", "1", "是", "是/yes"}
_NO = {"false", "no", "0", "否", "否/no"}
BOOLEANS = ("是 / yes", "否 / no")


def guarded(text: str) -> str:
    """The text as it is put into a cell: no formula, and nothing that a workbook cannot hold."""
    if text.startswith((*_FORMULA, "'")):
        text = f"'{text}"
    text = _ESCAPED.sub(lambda found: f"_x005F{found[0]}", text)
    return _NOT_IN_XML.sub(lambda found: f"_x{ord(found[0]):04X}_", text)


def unguarded(text: str) -> str:
    """What was put into a cell as `guarded` has it; any other text stays as it is."""
    text = _ESCAPED.sub(_character, text)
    return text[1:] if text.startswith("'") and text[1:].startswith((*_FORMULA, "'")) else text


def _character(found: re.Match[str]) -> str:
    character = chr(int(found[1], 16))
    return found[0] if "\ud800" <= character <= "\udfff" else character


def as_text(value: object) -> str:
    """A cell's value as spreadsheet programs give it, as a person sees it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        midnight = value == datetime(value.year, value.month, value.day, tzinfo=value.tzinfo)
        return value.date().isoformat() if midnight else value.isoformat()
    return value.isoformat() if isinstance(value, date) else str(value)


def parts(text: str) -> list[str]:
    """The values in a cell that may hold several."""
    return [part.strip() for part in re.split("[;；\n]", text) if part.strip()]


def joined(values: list[str]) -> str:
    """Several values in one cell."""
    return SEPARATORS[0].join(values)


def literal(text: str, column: Column) -> Term | None:
    """The literal that a cell of the column means; None where it means none."""
    if column.reads == "text" and column.language:
        return Term("literal", text, column.language)
    read = _LITERALS[column.reads](text)
    return None if read is None else Term("literal", read[0], None, XSD + read[1])


def written(term: Term, column: Column) -> str | None:
    """The text of a cell that means the literal; None where the column can have none."""
    texts = [term.value, f'"{term.value}"']
    for text in [*BOOLEANS, *texts] if column.reads == "boolean" else texts:
        if text.strip() and literal(text, column) == term:
            return text
    return None


def wanted(column: Column) -> Text:
    """What a cell of the column has to be."""
    return _WANTED[column.reads]


_WANTED = {
    "integer": Text(en="a whole number", zh="整数"),
    "boolean": Text(en="yes or no", zh="“是”或“否”"),
    "month": Text(en="a year and a month, such as 2024-03", zh="年-月，例如 2024-03"),
}


def _plain(text: str) -> tuple[str, str]:
    return text, "string"


def _integer(text: str) -> tuple[str, str] | None:
    found = re.fullmatch(r"([+-]?[0-9]+)(?:\.0*)?", unicodedata.normalize("NFKC", text).strip())
    return (found[1], "integer") if found else None


def _boolean(text: str) -> tuple[str, str] | None:
    name = normal(text)
    if name in _YES | _NO:
        return ("true" if name in _YES else "false"), "boolean"
    return None


def _month(text: str) -> tuple[str, str] | None:
    plain = unicodedata.normalize("NFKC", text).strip()
    found = re.fullmatch(r"([0-9]{4})[-./年]([0-9]{1,2})(?:月|[-/][0-9]{1,2})?", plain)
    if found is None or not 1 <= int(found[2]) <= 12:  # noqa: PLR2004 -- months
        return None
    return f"{found[1]}-{int(found[2]):02}", "gYearMonth"


def _value(text: str) -> tuple[str, str]:
    """A whole number, or else a string; quotes make a string of a number."""
    if re.fullmatch(r"[+-]?[0-9]+", text.strip()):
        return text.strip(), "integer"
    return (text[1:-1] if re.fullmatch(r'".*"', text, re.DOTALL) else text), "string"


_LITERALS: dict[str, Callable[[str], tuple[str, str] | None]] = {
    "text": _plain,
    "integer": _integer,
    "boolean": _boolean,
    "month": _month,
    "value": _value,
}
