"""Rows as a person reads them: one language, names for IRIs, columns that line up."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import zip_longest
from unicodedata import combining, east_asian_width

from cocreation.model import Language, Rows, Term, Text
from cocreation.namespaces import XSD, compact
from cocreation.services.headings import HEADINGS_ZH

_NUMBERS = frozenset(XSD + name for name in ("integer", "decimal", "double", "float"))
_LABEL = "Label"
_DIGITS = 4
# Beyond what decimal arithmetic keeps by default, rounding fails.
_LONGEST_NUMBER = 20
_GAP = "  "
_NARROWEST = 8
_LONG_WORD = 24
_WIDTHS = {"W": 2, "F": 2}
# A run of blanks, one wide character (most of them East Asian), or a word of any others.
_WORD = re.compile(
    r"\s+|[\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffe6]"
    r"|[^\s\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffe6]+"
)


@dataclass(frozen=True, slots=True)
class Cell:
    """One value: its text, the language that it is in if it has one, and the IRI it stands for.

    A `muted` one stands where there is no value, and says why.
    """

    text: str
    language: str | None = None
    number: bool = False
    iri: str | None = None
    muted: bool = False


@dataclass(frozen=True, slots=True)
class AnswerTable:
    """Rows in one language; every row has one cell for each heading.

    `names` has for each heading the variable of the query that it stands for, where there is one.
    """

    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Column:
    """What one column shows: places in a row, in order of preference, and the place of the IRI.

    `name` is the variable that it stands for.
    """

    name: str
    heading: str
    shown: tuple[int, ...]
    iri: int | None


def present(rows: Rows, language: Language, given: Collection[str] = ()) -> AnswerTable:
    """Choose the columns for a reader of `language`.

    Of `?x_zh` and `?x_en` one is shown, the other where that one is missing; `?x` gives way to
    `?xLabel_…`; the values of parameters, named in `given`, are known and left out.
    """
    columns = tuple(_columns(rows.variables, language, given))
    return AnswerTable(
        tuple(column.heading for column in columns),
        tuple(tuple(_cell(column, row, language) for column in columns) for row in rows.rows),
        tuple(column.name for column in columns),
    )


def told(text: Text, language: Language) -> Cell:
    """A text for a reader of `language`: in the other one where it is empty in this."""
    wanted = text.in_language(language)
    other: Language = "en" if language == "zh" else "zh"
    shown, spoken = (wanted, language) if wanted else (text.in_language(other), other)
    return Cell(" ".join(shown.split()), spoken if shown else None)


def literal(term: Term, language: Language) -> Cell:
    """A literal for a reader of `language`: a truth in words, a number with few digits."""
    if term.datatype == XSD + "boolean":
        return Cell(truth(term.value, language), language)
    number = term.datatype in _NUMBERS
    return Cell(_rounded(term.value) if number else term.value, term.language, number)


def without_empty_columns(table: AnswerTable) -> AnswerTable:
    """The table without the columns in which nothing stands."""
    kept = [n for n in range(len(table.headings)) if any(row[n].text for row in table.rows)]
    return AnswerTable(
        tuple(table.headings[n] for n in kept),
        tuple(tuple(row[n] for n in kept) for row in table.rows),
    )


def table_text(table: AnswerTable, width: int | None = None) -> str:
    """Write the table for a terminal; with `width`, cells are wrapped to fit as well as they can.

    Widths count columns of the terminal: a Chinese character takes two.
    """
    lines = [[cell.text for cell in row] for row in table.rows]
    widths = [max(map(width_of, column)) for column in zip(table.headings, *lines, strict=True)]
    if width is not None:
        words = [_longest_word(column) for column in zip(table.headings, *lines, strict=True)]
        widths = _narrowed(widths, width, words)
        widths = _narrowed(widths, width, [0] * len(widths))
    numbers = [all(row[n].number for row in table.rows) for n in range(len(widths))]
    rule = ["─" * one for one in widths]
    written = [
        line
        for texts in (table.headings, rule, *lines)
        for line in _wrapped(texts, widths, numbers)
    ]
    return "\n".join(written) + "\n"


def _columns(
    variables: Sequence[str], language: Language, given: Collection[str]
) -> Iterator[_Column]:
    place = {name: number for number, name in enumerate(variables)}
    other = "en" if language == "zh" else "zh"
    done = set()
    for name in variables:
        stem, bare = _stem(name)
        if stem in done:
            continue
        done.add(stem)
        if bare:
            pair = (f"{stem}_{language}", f"{stem}_{other}")
            thing = stem.removesuffix(_LABEL)
            shown = tuple(place[one] for one in pair if one in place)
            iri = place.get(thing) if stem.endswith(_LABEL) else None
            yield _Column(thing, _heading(thing, language), shown, iri)
        elif name not in given and not _has_label(name, place):
            yield _Column(name, _heading(name, language), (place[name],), None)


def _stem(name: str) -> tuple[str, bool]:
    """The name without its language, and whether it had one."""
    bare = re.sub(r"_(zh|en)$", "", name)
    return bare, bare != name


def _has_label(name: str, place: Collection[str]) -> bool:
    return any(f"{name}{_LABEL}_{language}" in place for language in ("zh", "en"))


def _heading(name: str, language: Language) -> str:
    if language == "zh" and name in HEADINGS_ZH:
        return HEADINGS_ZH[name]
    words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|_", " ", name)
    return words[:1].upper() + words[1:].lower() if words.isascii() else words


def _cell(column: _Column, row: Sequence[Term | None], language: Language) -> Cell:
    iri = row[column.iri] if column.iri is not None else None
    term = next((row[place] for place in column.shown if row[place] is not None), iri)
    if term is None:
        return Cell("")
    if term.kind != "literal":
        return Cell(compact(term.value), iri=term.value if term.kind == "iri" else None)
    named = iri.value if iri is not None and iri.kind == "iri" else None
    return replace(literal(term, language), iri=named)


def truth(value: str, language: Language) -> str:
    """Yes or no for a Boolean."""
    words = {"en": ("no", "yes"), "zh": ("否", "是")}[language]
    return words[value in ("true", "1")]


def _rounded(value: str) -> str:
    """A number with a few digits after the point; whole ones as they are."""
    if value.lstrip("+-").isdigit() or not value.lstrip("+-").replace(".", "", 1).isdigit():
        return value
    if len(value) > _LONGEST_NUMBER:
        return value
    return f"{round(Decimal(value), _DIGITS).normalize():f}"


def _longest_word(texts: Sequence[str]) -> int:
    """How wide a column must be so that no word of ordinary length is broken."""
    words = (width_of(word) for text in texts for word in _WORD.findall(text))
    return min(max(words, default=0), _LONG_WORD)


def _narrowed(widths: Sequence[int], width: int, floors: Sequence[int]) -> list[int]:
    """Take from the widest columns until all fit, none below its floor or what can be read."""
    narrowed = list(widths)
    floors = [max(floor, _NARROWEST) for floor in floors]
    while sum(narrowed) + len(_GAP) * (len(narrowed) - 1) > width:
        wider = [n for n in range(len(narrowed)) if narrowed[n] > floors[n]]
        if not wider:
            break
        narrowed[max(wider, key=narrowed.__getitem__)] -= 1
    return narrowed


def _wrapped(texts: Sequence[str], widths: Sequence[int], numbers: Sequence[bool]) -> Iterator[str]:
    """The lines of one row, each padded to the widths of its columns."""
    cells = [_lines(text, width) for text, width in zip(texts, widths, strict=True)]
    for parts in zip_longest(*cells, fillvalue=""):
        padded = (
            " " * (width - width_of(part)) + part
            if number
            else part + " " * (width - width_of(part))
            for part, width, number in zip(parts, widths, numbers, strict=True)
        )
        yield _GAP.join(padded).rstrip()


def _lines(text: str, width: int) -> list[str]:
    """Break a text into lines no wider than `width`, at spaces or between Chinese characters."""
    lines, line = [], ""
    for word in _WORD.findall(text):
        for piece in [word[at : at + width] for at in range(0, len(word), width)]:
            if line and width_of(line + piece) > width:
                lines.append(line.rstrip())
                line = piece.lstrip()
            else:
                line += piece
    return [*lines, line.rstrip()]


def width_of(text: str) -> int:
    """How many columns of a terminal a text takes: wide characters two, combining ones none."""
    return sum(_WIDTHS.get(east_asian_width(c), 1) for c in text if not combining(c))
