"""Statements taken out of a Turtle text and put into it, all else being left as it was written."""

import re
from collections.abc import Iterable

from cocreation.intake.statements import PlacedStatement, placed_statements
from cocreation.intake.tokens import Token, end_of, tokens
from cocreation.model import Term, Triple
from cocreation.namespaces import BASE, RDF, XSD
from cocreation.sources import ntriples_lines

_LOCAL = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
_PLAIN = {XSD + "integer": re.compile(r"[+-]?[0-9]+"), XSD + "boolean": re.compile("true|false")}
_NO_INDENT = "    "
Span = tuple[int, int]


def mended_text(text: str, remove: Iterable[Triple], add: Iterable[Triple]) -> str | None:
    """The text with the statements changed; comments, prefixes and layout elsewhere stay.

    None where a statement to remove is not written out by itself, as with one of a list.
    """
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    text = text.removeprefix(mark)
    gone, new = list(remove), list(add)
    for old in tuple(gone):
        instead = next((t for t in new if t[:2] == old[:2]), None)
        if instead is None:
            continue
        gone.remove(old)
        new.remove(instead)
        exchanged = _exchange(text, old, instead)
        if exchanged is None:
            return None
        text = exchanged
    for triple in new:
        text = _with(text, triple)
    for triple in gone:
        without = _without(text, triple)
        if without is None:
            return None
        text = without
    return mark + text


class _Page:
    """A text with its words and its statements."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.words: list[Token] = list(tokens(text))
        self.index = {word.offset: number for number, word in enumerate(self.words)}
        self.statements = placed_statements(text, BASE)

    def places(self, triple: Triple) -> list[PlacedStatement]:
        """Where the text says the statement."""
        return [one for one in self.statements if tuple(p.term for p in one) == tuple(triple)]

    def about(self, subject: Term) -> list[PlacedStatement]:
        """What the text says of a node, as far as its objects are written out by themselves."""
        return [
            one
            for one in self.statements
            if one.subject.term == subject and self.last(one) is not None
        ]

    def last(self, one: PlacedStatement) -> int | None:
        """The number of the object's last word; None where it is in brackets."""
        first = self.index[one.object.offset]
        if self.words[first].text in ("[", "(", ")") and self.words[first].kind == "mark":
            return None
        if self.words[first].kind != "string":
            return first
        following = self.words[first + 1]
        return first + (following.kind == "at") + 2 * (following.text == "^^")

    def span(self, number: int) -> Span:
        """Where a word begins and ends."""
        return self.words[number].offset, end_of(self.text, self.words[number].offset)

    def mark(self, number: int) -> str:
        """The mark that a word is; nothing where it is none."""
        word = self.words[number]
        return word.text if word.kind == "mark" else ""

    def written(self, term: Term, offset: int) -> str:
        """A term as it is written at a place, with the prefixes declared before."""
        if term.kind == "literal":
            return self._literal(term, offset)
        known = [
            (self.words[n + 1].text, self.words[n + 2].text)
            for n, word in enumerate(self.words[:-2])
            if word.offset < offset and word.kind in ("at", "word")
            if word.text.lower() == "prefix"
        ]
        for prefix, namespace in known:
            local = term.value.removeprefix(namespace)
            if local != term.value and "://" in namespace and _LOCAL.fullmatch(local):
                return prefix + local
        return _token(term)

    def _literal(self, term: Term, offset: int) -> str:
        plain = _PLAIN.get(term.datatype or "")
        if plain is not None and plain.fullmatch(term.value):
            return term.value
        if term.language or term.datatype in (None, XSD + "string"):
            return _token(term)
        datatype = self.written(Term("iri", term.datatype), offset)
        return _token(Term("literal", term.value, None, XSD + "string")) + "^^" + datatype

    def predicate(self, term: Term, offset: int) -> str:
        """A predicate as it is written."""
        return "a" if term.value == RDF + "type" else self.written(term, offset)


def _token(term: Term) -> str:
    """A term as N-Triples has it."""
    nobody = Term("iri", BASE)
    (line,) = ntriples_lines([Triple(nobody, nobody, term)])
    return line.decode().split(" ", 2)[2].removesuffix(" .\n")


def _exchange(text: str, old: Triple, new: Triple) -> str | None:
    """One object in place of another, wherever the text says the old statement."""
    page = _Page(text)
    places = page.places(old)
    for one in reversed(places):
        last = page.last(one)
        if last is None:
            return None
        start, end = one.object.offset, page.span(last)[1]
        text = text[:start] + page.written(new.object, start) + text[end:]
    return text if places else None


def _with(text: str, triple: Triple) -> str:
    """The text with one more statement, after the last of its subject."""
    page = _Page(text)
    newline = "\r\n" if "\r\n" in text else "\n"
    for one in reversed(page.about(triple.subject)):
        last = page.last(one)
        following = page.mark(last + 1) if last is not None else ""
        if last is None or following not in (";", "."):
            continue
        indent = _indent(text, one.predicate.offset)
        start = page.span(last)[1]
        said = page.predicate(triple.predicate, start), page.written(triple.object, start)
        if following == ".":
            return f"{text[:start]} ;{newline}{indent}{' '.join(said)}{text[start:]}"
        rest = re.compile(r"[ \t]*(?:#[^\r\n]*)?(?=\r?\n)").match(text, page.span(last + 1)[1])
        if rest is None:
            return f"{text[:start]} ; {' '.join(said)}{text[start:]}"
        return f"{text[: rest.end()]}{newline}{indent}{' '.join(said)} ;{text[rest.end() :]}"
    end = len(text)
    said = page.predicate(triple.predicate, end), page.written(triple.object, end)
    break_ = "" if text.endswith("\n") else newline
    subject = page.written(triple.subject, end)
    return f"{text}{break_}{newline}{subject} {' '.join(said)} .{newline}"


def _indent(text: str, offset: int) -> str:
    start = text.rfind("\n", 0, offset) + 1
    before = text[start:offset]
    return before if before and not before.strip() else _NO_INDENT


def _without(text: str, triple: Triple) -> str | None:
    """The text without the statement, as often as it says it."""
    while True:
        page = _Page(text)
        places = page.places(triple)
        if not places:
            return text
        last = page.last(places[0])
        if last is None:
            return None
        text = _cut(page, places[0], last)


def _cut(page: _Page, one: PlacedStatement, last: int) -> str:
    """Take out an object, and its predicate and subject where they have no other."""
    first = page.index[one.object.offset]
    predicate = page.index[one.predicate.offset]
    subject = page.index[one.subject.offset]
    if page.mark(last + 1) == ",":
        return _deleted(page, first, last + 1)
    if page.mark(first - 1) == ",":
        return _deleted(page, first, last + 1, moved_to=first - 1)
    after = last + 1
    while page.mark(after) == ";":
        after += 1
    if predicate == subject + 1 and page.mark(after) == ".":
        return _deleted(page, subject, after)
    if page.mark(after) == "." and page.mark(predicate - 1) == ";":
        return _deleted(page, predicate, after, moved_to=predicate - 1)
    return _deleted(page, predicate, after - 1)


def _deleted(page: _Page, first: int, last: int, moved_to: int | None = None) -> str:
    """The text without some words, but with what stands between their lines.

    The last of them is a mark; where `moved_to` is given, it takes the place of that one.
    """
    text = page.text
    for number in range(last, first - 1, -1):
        text = _removed(text, *page.span(number))
    if moved_to is not None:
        start, end = page.span(moved_to)
        text = text[:start] + page.mark(last) + text[end:]
    return text


def _removed(text: str, start: int, end: int) -> str:
    """The text without a word, and without the line that it leaves empty."""
    while end < len(text) and text[end] in " \t":
        end += 1
    before, after = text[:start], text[end:]
    if after.startswith(("\n", "\r\n")) or not after:
        before = before.rstrip(" \t")
        if before.endswith("\n") or not before:
            after = after.removeprefix("\r").removeprefix("\n")
    return before + after
