"""Texts of a wanted length out of the real texts' own words, and names that nobody has."""

import re
from collections.abc import Iterable, Sequence
from random import Random
from typing import NamedTuple

from benchmarks.synthetic.blocks import Words

_PINYIN = re.findall(
    "[a-z]+",
    "an bo chang da en fu guang hai jia kang li ming ning ou peng qi "
    "rui sheng tai wei xin yuan ze zhong hong jin lan mei nan pu rong shun",
)
_CHARACTERS = "安博昌达恩福广海佳康利明宁欧鹏启瑞盛泰威鑫源泽中宏金蓝美南普荣顺"
_LENGTH = 4
# A capital may begin a name, and nothing is to be told of anybody.
_SMALL = re.compile(r"(?<![\w'-])[a-z][a-z'-]+")
NAMES = len(_PINYIN) ** _LENGTH
# Odd and therefore without a factor in common with the number of names: no name comes twice.
_STEP = 388_211


class Length(NamedTuple):
    """How many characters a text has in English and in Chinese."""

    en: int
    zh: int


class Vocabulary:
    """The words of real texts, as often as they occur there."""

    def __init__(self, english: Iterable[str], chinese: Iterable[str]) -> None:
        self._english = [word for text in english for word in _SMALL.findall(text)]
        self._chinese = [pair for text in chinese for pair in _pairs(text)]
        self._mean = sum(map(len, self._english)) / len(self._english) + 1

    def phrase(self, random: Random, length: Length) -> Words:
        """A text without punctuation; not longer than wanted, if that is more than a word."""
        return Words(self._english_words(random, length.en), self._chinese_words(random, length.zh))

    def sentence(self, random: Random, length: Length) -> Words:
        """A text that begins with a capital and ends with a full stop."""
        words = self.phrase(random, Length(length.en - 1, length.zh - 1))
        return Words(f"{words.en[0].upper()}{words.en[1:]}.", f"{words.zh}。")

    def _english_words(self, random: Random, length: int) -> str:
        words = random.choices(self._english, k=max(1, round(length / self._mean)))
        text = " ".join(words)
        while len(text) > length and len(words) > 1:
            text = text[: -len(words.pop()) - 1]
        return text

    def _chinese_words(self, random: Random, length: int) -> str:
        return "".join(random.choices(self._chinese, k=max(1, length // 2)))


def name(number: int, seed: int) -> Words:
    """The name with this number, of a company that does not exist; no two below NAMES agree."""
    place = (number * _STEP + Random(seed).randrange(NAMES)) % NAMES
    digits = _digits(place)
    pinyin = "".join(_PINYIN[digit] for digit in digits)
    return Words(pinyin.capitalize(), "".join(_CHARACTERS[digit] for digit in digits))


def _digits(place: int) -> Sequence[int]:
    digits = []
    for _ in range(_LENGTH):
        place, digit = divmod(place, len(_PINYIN))
        digits.append(digit)
    return digits


def _pairs(text: str) -> list[str]:
    characters = re.findall(r"[\u4e00-\u9fff]", text)
    return ["".join(pair) for pair in zip(characters[::2], characters[1::2], strict=False)]
