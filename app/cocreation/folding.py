"""Texts without what spellings of one word differ in: width, case, script, line breaks."""

import unicodedata
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opencc import OpenCC

_CHINESE = (range(0x3400, 0x4DC0), range(0x4E00, 0xA000))


def fold(text: str) -> str:
    """Write a text in half-width small letters and simplified characters.

    Each traditional character is exchanged by itself, so that a text folds in the same way
    whatever stands around it.
    """
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFKC", text).casefold().translate(_simplified())


def one_line(text: str) -> str:
    """Write a text in one line, without what no reader sees and no XML can say."""
    return "".join(sign for sign in " ".join(text.split()) if sign.isprintable())


def in_both_scripts(text: str) -> tuple[str, ...]:
    """A text as it is, in simplified and in traditional characters, each spelling once."""
    if text.isascii():
        return (text,)
    return tuple(dict.fromkeys([text, *(_converter(way).convert(text) for way in ("t2s", "s2t"))]))


@cache
def _converter(way: str) -> "OpenCC":
    from opencc import OpenCC  # noqa: PLC0415 -- slow

    return OpenCC(way)


@cache
def _simplified() -> dict[int, str]:
    from opencc import OpenCC  # noqa: PLC0415 -- slow

    every = [chr(code) for block in _CHINESE for code in block]
    exchanged = OpenCC("t2s").convert("\n".join(every)).split("\n")
    pairs = zip(every, exchanged, strict=True)
    return {ord(before): after for before, after in pairs if before != after}
