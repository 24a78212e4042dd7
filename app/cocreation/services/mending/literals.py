"""Literals written another way, their value unchanged."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import product

from cocreation.model import Term
from cocreation.namespaces import XSD

_WHOLE = re.compile(r"([+-]?[0-9]+)(?:\.0*)?")
_MONTH = re.compile(r"([0-9]{4})\s*[-/.年]\s*([0-9]{1,2})\s*月?")
_LAST_MONTH = 12
_MOST_PARTS = 4
_TRUE, _FALSE = {"true", "1", "yes", "是"}, {"false", "0", "no", "否"}


def as_datatype(value: Term, datatype: str) -> Term | None:
    """The literal as one of the datatype; None where it does not say one."""
    if value.kind != "literal":
        return None
    text = _lexical(unicodedata.normalize("NFKC", value.value).strip(), datatype)
    if datatype == XSD + "string":
        text = value.value
    return None if text is None else Term("literal", text, datatype=datatype)


def _lexical(text: str, datatype: str) -> str | None:
    if datatype == XSD + "integer":
        whole = _WHOLE.fullmatch(text)
        return str(int(whole[1])) if whole else None
    if datatype == XSD + "boolean":
        known = {**dict.fromkeys(_TRUE, "true"), **dict.fromkeys(_FALSE, "false")}
        return known.get(text.casefold())
    month = _MONTH.fullmatch(text) if datatype == XSD + "gYearMonth" else None
    return f"{month[1]}-{int(month[2]):02}" if month and 1 <= int(month[2]) <= _LAST_MONTH else None


def same_letters(text: str, patterns: Sequence[str]) -> Iterator[str]:
    """The same letters and digits, their marks as the patterns ask for them."""
    parts = re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", text))
    if not patterns or not 0 < len(parts) <= _MOST_PARTS:
        return
    found: dict[str, None] = {}
    for marks in product(("_", ""), repeat=len(parts) - 1):
        written = "".join(a + b for a, b in zip(parts, (*marks, ""), strict=True))
        if written != text and all(re.search(pattern, written) for pattern in patterns):
            found[written] = None
    yield from found
