"""How wide a text is at most, and where its lines end, in Chinese and in English."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cocreation.model import Language, Text

# In parts of the font's size. Fonts differ from machine to machine, and a figure is laid out
# without any: these are no less than the letters of the sans-serif fonts that a figure names.
_NARROW, _MEDIUM, _USUAL, _CAPITAL, _WIDE, _FULL = 0.34, 0.44, 0.63, 0.77, 0.97, 1.0
_BOLD = 1.04
_WIDTHS = {
    **dict.fromkeys("ijlI.,:;'!| ", _NARROW),
    **dict.fromkeys("frt()[]-/", _MEDIUM),
    **dict.fromkeys("mwMW%", _WIDE),
}
_OPENING, _CLOSING = "（《「『【“‘([", "）》」』】”’，。、；：！？)],.;:!?"
_HAN = "\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0002ffff"
# What stays on one line: a character or a word, with the signs that lean on it.
_PIECE = re.compile(
    rf"[{re.escape(_OPENING)}]*(?:[{_HAN}]|[^\s{_HAN}{re.escape(_OPENING + _CLOSING)}]+|.)"
    rf"[{re.escape(_CLOSING)}]*\s*"
)
_SMALLER = 0.82
LEADING = 1.35


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a label: its size is that of its font in pixels; without language for signs."""

    text: str
    size: float
    language: Language | None = None
    bold: bool = False

    @property
    def width(self) -> float:
        """How wide it is at most."""
        return width_of(self.text, self.size, bold=self.bold)

    @property
    def height(self) -> float:
        """How far the next line stands below it."""
        return self.size * LEADING


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """How many pixels a text takes at most in a font of `size` pixels."""
    return sum(map(_width, text)) * size * (_BOLD if bold else 1)


def label_lines(
    label: Text,
    languages: Sequence[Language],
    width: float,
    size: float,
    *,
    bold: bool = False,
) -> tuple[Line, ...]:
    """Break a label into lines no wider than `width`; a second language stands smaller below."""
    sizes = zip(languages, (size, *[size * _SMALLER] * len(languages)), strict=False)
    return tuple(
        Line(text, points, language, bold=bold)
        for language, points in sizes
        for text in wrap(label.in_language(language), width, points, bold=bold)
    )


def height_of(lines: Iterable[Line]) -> float:
    """How high lines are together."""
    return sum(line.height for line in lines)


def wrap(text: str, width: float, size: float, *, bold: bool = False) -> list[str]:
    """Break a text into as few lines as fit into `width`, and these as even as can be."""
    pieces = _pieces(text, width, size, bold)
    lines, widest = _filled(pieces, width, size, bold)
    while True:
        narrower, breadth = _filled(pieces, widest - 1, size, bold)
        if len(narrower) > len(lines) or breadth >= widest:
            return lines
        lines, widest = narrower, breadth


def fill(text: str, width: float, size: float) -> list[str]:
    """Break a text into lines that are as full as `width` allows, as in a paragraph."""
    return _filled(_pieces(text, width, size, bold=False), width, size, bold=False)[0]


def _pieces(text: str, width: float, size: float, bold: bool) -> list[str]:
    return [part for piece in _PIECE.findall(text) for part in _bites(piece, width, size, bold)]


def _bites(piece: str, width: float, size: float, bold: bool) -> list[str]:
    """A word in parts, at its hyphens or else anywhere, where it alone is wider than a line."""
    if width_of(piece.rstrip(), size, bold=bold) <= width:
        return [piece]
    parts = re.findall(r"[^-]+-?\s*|-", piece)
    if len(parts) == 1:
        return list(piece)
    return [bite for part in parts for bite in _bites(part, width, size, bold)]


def _filled(
    pieces: Sequence[str], width: float, size: float, bold: bool
) -> tuple[list[str], float]:
    """Lines as full as can be, and how wide the widest is."""
    lines = [""]
    for piece in pieces:
        longer = lines[-1] + piece
        if not lines[-1] or width_of(longer.rstrip(), size, bold=bold) <= width:
            lines[-1] = longer
        else:
            lines.append(piece)
    lines = [line.strip() for line in lines]
    return lines, max(width_of(line, size, bold=bold) for line in lines)


def _width(character: str) -> float:
    known = _WIDTHS.get(character)
    if known is not None:
        return known
    if not character.isascii():
        return _FULL
    return _CAPITAL if character.isupper() else _USUAL
