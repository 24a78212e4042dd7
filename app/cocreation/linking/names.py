"""Names without what spellings of one name differ in, and the words that they are made of."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from cocreation.folding import fold, in_both_scripts

# Longer texts are descriptions, and nobody's name; comparing costs their lengths' product.
LONGEST = 200
# What things point at is spelt again and again.
_REMEMBERED = 10_000
_BRACKETS = re.compile(r"[()（）\[\]【】]")
# A name in two languages, one behind the other.
_TWICE = re.compile(
    r"([\u3400-\u9fff][\u3400-\u9fff\d·]*)\s+([^\u3400-\u9fff]+)"
    r"|([^\u3400-\u9fff]+?)\s+([\u3400-\u9fff][\u3400-\u9fff\d·]*)"
)
_APOSTROPHES = re.compile("['’‘`´]")
_WORD = re.compile(r"[\u3400-\u9fff]+|[^\W_\u3400-\u9fff]+")
_BOTH = 2
_CHINESE = re.compile(r"[\u3400-\u9fff]")
_CHINESE_FORMS = re.compile(r"(?:总公司|總公司|公司|有限|责任|責任|股份|集团|集團|控股)+$")
# Said of many companies as a form, though none in law.
_GROUPS = frozenset({"group", "holding", "holdings"})
# Forms of some country that elsewhere are a country, or a word.
_NO_FORMS = frozenset(
    {"as", "at", "ca", "da", "et", "eu", "it", "nl", "ok", "pp", "ps", "sf", "uk"}
)
_LITTLE = frozenset(
    {"a", "an", "and", "at", "de", "for", "in", "la", "of", "on", "the", "to", "und"}
)


@dataclass(frozen=True, slots=True)
class Spelling:
    """One name as it is compared.

    `bare` is the name without blanks, marks and legal form; `words` are those of it that say
    something, one where it is Chinese; `initials` are what may stand for it in short.
    """

    bare: str
    words: tuple[str, ...]
    initials: frozenset[str]
    is_chinese: bool


def parted(name: str) -> tuple[str, ...]:
    """The names that one text gives: 腾讯 and Tencent of “腾讯 (Tencent)”, mostly itself alone.

    What stands in brackets is another name where it is in the other script, or the initials.
    """
    if len(name) > LONGEST:
        return (name,)
    parts = [part.strip() for part in _BRACKETS.split(name) if part.strip()]
    twice = _TWICE.fullmatch(name.strip()) if len(parts) == 1 else None
    if twice:
        return tuple(part for part in twice.groups() if part)
    if len(parts) != _BOTH:
        return (name,)
    first, second = map(spelling, parts)
    if not first or not second:
        return (name,)
    is_short = first.bare in second.initials or second.bare in first.initials
    return tuple(parts) if first.is_chinese != second.is_chinese or is_short else (name,)


def spelling(name: str) -> Spelling | None:
    """How a name is compared; None where it has no letter, or is too long for one."""
    return _spelt(name) if len(name) <= LONGEST else None


@lru_cache(maxsize=_REMEMBERED)
def _spelt(name: str) -> Spelling | None:
    words = _words(name)
    if not words:
        return None
    kept = _without_form(words)
    bare = _bare("".join(kept))
    is_chinese = bool(_CHINESE.search(bare))
    telling = (bare,) if is_chinese else tuple(_telling(kept))
    initials = {"".join(word[0] for word in some) for some in (words, kept, _telling(words))}
    return Spelling(
        bare, telling, frozenset(initials | {"".join(w[0] for w in telling)}), is_chinese
    )


def bare_name(name: str) -> str:
    """A name without what spellings of one organization differ in.

    That is case, width, blanks and marks, accents, traditional characters, and the legal form at
    its end.
    """
    return _bare("".join(_without_form(_words(name))))


def written(name: str) -> tuple[str, ...]:
    """A name as others may write it: in half width, in both scripts, without its legal form."""
    plain = " ".join(unicodedata.normalize("NFKC", name).split())
    words = _words(plain)
    dropped = len(words) - len(_without_form(words))
    ends = [found.end() for found in _WORD.finditer(plain)]
    short = plain[: ends[-1 - dropped]] if dropped else plain
    spelt = (one for text in (name, plain, short) for one in in_both_scripts(text))
    both = (form for one in spelt for form in (one, _CHINESE_FORMS.sub("", one)))
    return tuple(dict.fromkeys(form for form in both if form))


def _bare(text: str) -> str:
    return _CHINESE_FORMS.sub("", text) or text


def _telling(words: Sequence[str]) -> list[str]:
    return [word for word in words if word not in _LITTLE] or list(words)


def _words(name: str) -> list[str]:
    return _WORD.findall(_APOSTROPHES.sub("", _unaccented(fold(name))))


def _unaccented(text: str) -> str:
    if text.isascii():
        return text
    apart = unicodedata.normalize("NFD", text)
    plain = "".join(mark for mark in apart if not unicodedata.combining(mark))
    return unicodedata.normalize("NFC", plain)


def _without_form(words: Sequence[str]) -> list[str]:
    """The words before the legal form; all where nothing stands before it."""
    kept = list(words)
    while length := _form_length(kept):
        del kept[-length:]
    return kept


def _form_length(words: Sequence[str]) -> int:
    """How many words at the end are one legal form; none where no other word would be left."""
    for length in (3, 2, 1):
        if length < len(words) and tuple(words[-length:]) in _forms():
            return length
    return 0


@cache
def _forms() -> frozenset[tuple[str, ...]]:
    """The legal forms of many countries, in small letters and without marks."""
    from cleanco import prepare_default_terms  # noqa: PLC0415 -- of use to who compares only

    known = {tuple(parts) for _, parts in prepare_default_terms()}
    return frozenset((known | {(word,) for word in _GROUPS}) - {(word,) for word in _NO_FORMS})
