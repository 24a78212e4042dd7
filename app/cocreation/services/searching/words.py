"""The words of a text as the index has them, and where they stand in what a person reads."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from tantivy import Filter, TextAnalyzerBuilder, Tokenizer

from cocreation.folding import fold

# A Chinese character is a word of its own: a run of them is found as a phrase, wherever it begins.
_TOKEN = re.compile(r"[\u3400-\u9fff]|[^\W\u3400-\u9fff]+")
_CHINESE = re.compile(r"[\u3400-\u9fff]")
STEMMING = TextAnalyzerBuilder(Tokenizer.whitespace()).filter(Filter.stemmer("english")).build()
LONGEST_QUESTION = 200
MOST_WORDS = 12
_LONGEST_WORD = 60
_SNIPPET = 160
_BEFORE = 40


class Word(NamedTuple):
    """One word that is sought: Chinese characters in a row, or letters and digits."""

    text: str
    is_chinese: bool


class Piece(NamedTuple):
    """A piece of a text, and whether it is what was sought."""

    text: str
    marked: bool


def tokens(text: str) -> list[str]:
    """The words of a text, folded."""
    return _TOKEN.findall(fold(text))


def asked(question: str) -> tuple[Word, ...]:
    """The words that a person asks for, each once; what is beyond the limits is left out."""
    found: list[Word] = []
    folded = fold(question[:LONGEST_QUESTION])
    for part in folded.split():
        for is_chinese, run in groupby(_TOKEN.findall(part), lambda t: bool(_CHINESE.match(t))):
            texts = list(run)
            whole = ["".join(texts)] if is_chinese else texts
            found += [Word(text[:_LONGEST_WORD], is_chinese) for text in whole]
    return tuple(dict.fromkeys(found))[:MOST_WORDS]


def stem(word: Word) -> str:
    """What an English word has in common with its other forms."""
    return word.text if word.is_chinese else STEMMING.analyze(word.text)[0]


def marked(text: str, words: Iterable[Word]) -> tuple[Piece, ...]:
    """Cut a text where the words stand in it; a part of a word is marked too."""
    folded, places = _folded(text)
    spans = sorted(
        (places[found.start()], places[found.end() - 1] + 1)
        for word in words
        for found in re.finditer(_pattern(word), folded)
    )
    return tuple(piece for piece in _cut(text, spans) if piece.text)


def snippet(texts: Sequence[str], words: Sequence[Word]) -> tuple[Piece, ...]:
    """The text in which most of the words stand, cut around the first; empty where none does."""
    best = max(texts, key=lambda text: _count(text, words), default="")
    if not best or not _count(best, words):
        return ()
    pieces = marked(best, words)
    first = len(pieces[0].text) if not pieces[0].marked else 0
    start = max(0, first - _BEFORE)
    if start:
        start = _at_word(best, start)
    cut = best[start : start + _SNIPPET]
    shown = ("…" if start else "") + cut + ("…" if start + _SNIPPET < len(best) else "")
    return marked(shown, words)


def _pattern(word: Word) -> str:
    return f"{re.escape(word.text)}|{re.escape(stem(word))}"


def _count(text: str, words: Iterable[Word]) -> int:
    folded = fold(text)
    return sum(word.text in folded or stem(word) in folded for word in words)


def _folded(text: str) -> tuple[str, list[int]]:
    """The folded text, and for each of its characters the place of the one it comes from."""
    parts = [fold(character) for character in text]
    places = [place for place, part in enumerate(parts) for _ in part]
    return "".join(parts), places


def _cut(text: str, spans: Iterable[tuple[int, int]]) -> Iterator[Piece]:
    done = 0
    for start, end in spans:
        if end <= done:
            continue
        yield Piece(text[done : max(start, done)], marked=False)
        yield Piece(text[max(start, done) : end], marked=True)
        done = end
    yield Piece(text[done:], marked=False)


def _at_word(text: str, start: int) -> int:
    """The place where a Latin word begins near `start`."""
    blank = text.find(" ", start, start + 15)
    return start if blank < 0 or _CHINESE.match(text[start]) else blank + 1
