"""Answers in JSON of different servers made comparable."""

import json
from collections.abc import Iterable
from typing import Any

from cocreation.namespaces import XSD

Cell = tuple[str, str, str, str] | None
Row = tuple[Cell, ...]


def rows(body: bytes) -> list[Row]:
    """The rows of an answer in their order."""
    answer = json.loads(body)
    variables = answer["head"]["vars"]
    return [
        tuple(_cell(binding.get(variable)) for variable in variables)
        for binding in answer["results"]["bindings"]
    ]


def difference(ours: list[Row], theirs: list[Row], *, ordered: bool = True) -> str | None:
    """How two answers differ, or None; where they are `ordered`, that counts too."""
    if ours == theirs:
        return None
    if sorted(ours, key=repr) == sorted(theirs, key=repr):
        return "the same rows in another order" if ordered else None
    return f"{len(ours)} and {len(theirs)} rows; first apart: {_first_apart(ours, theirs)}"


def _first_apart(ours: Iterable[Row], theirs: Iterable[Row]) -> str:
    return next(
        (f"{one} | {two}" for one, two in zip(ours, theirs, strict=False) if one != two), ""
    )


def _cell(term: dict[str, Any] | None) -> Cell:
    """A term; older servers write `typed-literal`, and a string has no datatype."""
    if term is None:
        return None
    datatype = term.get("datatype", "")
    kind = "literal" if term["type"] == "typed-literal" else term["type"]
    plain = "" if datatype == XSD + "string" else datatype
    return kind, term["value"], term.get("xml:lang", "").lower(), plain
