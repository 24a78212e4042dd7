"""Where the pattern of a query stands in its text, and how parameters are bound there."""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple
from urllib.parse import urljoin

from cocreation.model import Term
from cocreation.namespaces import BASE
from cocreation.store.outline import Outline, Token
from cocreation.store.terms import values_clause

SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:")


class Edit(NamedTuple):
    """`text` in the place of what stands between two offsets of a query."""

    start: int
    end: int
    text: str


def bound(query: str, found: Outline, bindings: Mapping[str, Term]) -> str:
    """Write bindings into a query; every value is a checked term.

    They become the last VALUES of its pattern, which every server reads rightly: one after the
    whole query not every server does. What stands before stays where it is.
    """
    values = values_clause(bindings).strip()
    braces = pattern(found)
    if not values:
        return query
    if braces is None or _is_short(found):
        return f"{query}\n{values}"
    return edited(query, [Edit(braces[1], braces[1], f" {values} ")])


def pattern(found: Outline) -> tuple[int, int] | None:
    """Find the offsets of the braces around a query's pattern; None where it has none."""
    groups = list(_outer_groups(found))
    has_template = found.form == "construct" and not _is_short(found)
    chosen = groups[has_template : has_template + 1]
    return chosen[0] if chosen else None


def edited(query: str, edits: Iterable[Edit]) -> str:
    """Apply edits that do not overlap; of those at one place the first comes first."""
    for edit in sorted(edits, key=lambda one: one.start)[::-1]:
        query = query[: edit.start] + edit.text + query[edit.end :]
    return query


def is_word(token: Token, word: str) -> bool:
    """Whether a token is this keyword."""
    return token.kind == "word" and token.text.upper() == word


def iri_of(token: Token, found: Outline) -> str:
    """Give the IRI that a token of a query stands for."""
    if token.kind == "name":
        prefix, _, local = token.text.partition(":")
        iri = found.prefixes.get(prefix, "") + re.sub(r"\\(.)", r"\1", local)
    else:
        iri = token.text[1:-1]
    return iri if SCHEME.match(iri) else urljoin(_declared_base(found), iri)


def _declared_base(found: Outline) -> str:
    for keyword, iri in pairwise(found.tokens):
        if is_word(keyword, "BASE") and iri.kind == "iri":
            return urljoin(BASE, iri.text[1:-1])
    return BASE


def _is_short(found: Outline) -> bool:
    """Whether this is CONSTRUCT WHERE, whose pattern is its template and may hold triples only."""
    return found.form == "construct" and not any(
        is_word(keyword, "CONSTRUCT") and brace.text == "{"
        for keyword, brace in pairwise(found.tokens)
    )


def _outer_groups(found: Outline) -> Iterator[tuple[int, int]]:
    """Find the offsets of the outermost braces, pair by pair."""
    depth = start = 0
    for token in found.tokens:
        if token.text in ("(", "[", "{"):
            if depth == 0:
                start = token.offset
            depth += 1
        elif token.text in (")", "]", "}"):
            depth -= 1
            if depth == 0 and token.text == "}":
                yield start, token.offset
