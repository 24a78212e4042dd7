"""A file of Turtle put together node by node, in the project's own format."""

import re
from collections import defaultdict
from typing import NamedTuple

import pyoxigraph as ox

from cocreation.namespaces import BASE, PREFIXES

_LEADING = ("a", "rdfs:label", "skos:prefLabel", "skos:altLabel", "skos:definition")
_DIGITS = re.compile(r"([0-9]+)")


class Words(NamedTuple):
    """One text in English and in Chinese."""

    en: str
    zh: str


def literal(value: str, language: str | None = None) -> str:
    """A literal as a token of Turtle."""
    return str(ox.Literal(value, language=language) if language else ox.Literal(value))


def both(words: Words) -> tuple[str, str]:
    """A text in both languages as tokens of Turtle."""
    return literal(words.en, "en"), literal(words.zh, "zh")


def node(kind: str, *path: str) -> str:
    """The IRI of a thing of the data, as a token of Turtle."""
    return f"<id/{'/'.join((kind, *path))}>"


class Blocks:
    """The nodes of one file; what is said of them is in tokens of Turtle."""

    def __init__(self) -> None:
        self._nodes: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))

    def add(self, subject: str, predicate: str, *objects: str) -> None:
        """Say one or more things of a node; nothing where there is no object."""
        if objects:
            self._nodes[subject][predicate].update(objects)

    def describe(self, subject: str, kind: str, label: Words, **said: str) -> None:
        """Say of a node what it is, how it is called, and more, a `_` standing for the colon."""
        self.add(subject, "a", kind)
        self.add(subject, "rdfs:label", *both(label))
        for predicate, value in said.items():
            self.add(subject, predicate.replace("_", ":", 1), value)

    def text(self) -> str:
        """The file: nodes, predicates and objects in the formatter's order."""
        blocks = [self._block(subject) for subject in sorted(self._nodes, key=_natural)]
        head = [f"@base <{BASE}> .", *self._prefixes()]
        return "\n".join([*head, "", "\n".join(blocks)])

    def _block(self, subject: str) -> str:
        lines = [subject]
        said = self._nodes[subject]
        for predicate in sorted(said, key=_place):
            objects = sorted(said[predicate], key=_natural)
            if len(objects) == 1:
                lines.append(f"  {predicate} {objects[0]} ;")
            else:
                lines.append(f"  {predicate}\n    " + " ,\n    ".join(objects) + " ;")
        return "\n".join([*lines, ".", ""])

    def _prefixes(self) -> list[str]:
        tokens = {token for said in self._nodes.values() for token in said}
        tokens |= {
            one.rpartition("^^")[2]
            for said in self._nodes.values()
            for objects in said.values()
            for one in objects
            if one[0].isalpha() or "^^" in one
        }
        used = {token.partition(":")[0] for token in tokens if ":" in token}
        return [f"@prefix {name}: <{PREFIXES[name]}> ." for name in sorted(used)]


def _place(predicate: str) -> tuple[int, str]:
    return (_LEADING.index(predicate) if predicate in _LEADING else len(_LEADING)), predicate


def _natural(text: str) -> tuple[list[tuple[int, str]], str]:
    parts = [
        (int(part), "") if part.isdecimal() and part.isascii() else (-1, part)
        for part in _DIGITS.split(text)
    ]
    return parts, text
