"""Statements of the Turtle family with the places of their terms, which no RDF library tells."""

from contextlib import suppress
from dataclasses import dataclass, field
from typing import NamedTuple

from cocreation.intake.tokens import Token, local_name, resolved, string_value, tokens, unescaped
from cocreation.model import Term
from cocreation.namespaces import RDF, XSD

_TYPE, _FIRST, _REST, _NIL = (Term("iri", RDF + n) for n in ("type", "first", "rest", "nil"))


class PlacedTerm(NamedTuple):
    """A term and the offset in the text at which it begins."""

    term: Term
    offset: int


class PlacedStatement(NamedTuple):
    """A statement with the places of its terms."""

    subject: PlacedTerm
    predicate: PlacedTerm
    object: PlacedTerm


def placed_statements(text: str, base: str) -> list[PlacedStatement]:
    """The statements of `text` in the order of its objects; named graphs are taken together.

    `base` resolves relative IRIs. The text is taken to be well-formed: from where it is not,
    nothing is told.
    """
    reader = _Reader(list(tokens(text)), base)
    with suppress(IndexError):  # where the text breaks off in the middle of a term
        reader.read()
    return reader.found


@dataclass(slots=True)
class _Frame:
    """What is being read: statements of a subject, or the members of the list opened at `list_at`.

    Of a list, `subject` is its latest cell and `head` its first. `has_object` tells that
    the next object needs a comma before it.
    """

    subject: PlacedTerm | None = None
    predicate: PlacedTerm | None = None
    has_object: bool = False
    list_at: int | None = None
    head: PlacedTerm | None = None


@dataclass(slots=True)
class _Reader:
    tokens: list[Token]
    base: str
    prefixes: dict[str, str] = field(default_factory=dict)
    frames: list[_Frame] = field(default_factory=lambda: [_Frame()])
    found: list[PlacedStatement] = field(default_factory=list)
    place: int = 0
    blanks: int = 0

    def read(self) -> None:
        """Take in all tokens; IndexError where they break off within a term."""
        while self.place < len(self.tokens):
            token = self._next()
            if token.kind == "mark":
                self._mark(token)
            elif not self._is_directive(token):
                self._take(PlacedTerm(self._term(token), token.offset))

    def _next(self) -> Token:
        self.place += 1
        return self.tokens[self.place - 1]

    def _is_directive(self, token: Token) -> bool:
        """Whether `token` begins a prefix, a base or a graph; these are taken in."""
        if token.kind not in ("at", "word"):
            return False
        match token.text.lower():
            case "prefix":
                name = self._next().text.partition(":")[0]
                self.prefixes[name] = self._iri(self._next())
            case "base":
                self.base = self._iri(self._next())
            case "version":
                self._next()
            case "graph":
                pass
            case _:
                return False
        return True

    def _mark(self, token: Token) -> None:
        frame = self.frames[-1]
        match token.text:
            case "[":
                blank = PlacedTerm(self._blank(), token.offset)
                self._take(blank)
                self.frames.append(_Frame(subject=blank))
            case "(":
                self.frames.append(_Frame(list_at=token.offset))
            case "]" if len(self.frames) > 1:
                self.frames.pop()
            case ")" if frame.list_at is not None:
                self._close_list(self.frames.pop(), frame.list_at, token.offset)
            case ",":
                frame.has_object = False
            case ";":
                frame.predicate, frame.has_object = None, False
            case "." | "{" | "}":
                # A brace after a name: what was taken for a subject names a graph.
                self.frames = [_Frame()]

    def _close_list(self, frame: _Frame, opened_at: int, closed_at: int) -> None:
        nil = PlacedTerm(_NIL, closed_at)
        if frame.subject is not None:
            self._note(frame.subject, PlacedTerm(_REST, closed_at), nil)
        head = nil if frame.head is None else frame.head
        self._take(PlacedTerm(head.term, opened_at))

    def _take(self, placed: PlacedTerm) -> None:
        """Put a term into its role: member of a list, or subject, then predicate, then objects."""
        frame = self.frames[-1]
        if frame.list_at is not None:
            self._take_member(frame, placed)
        elif frame.subject is None:
            frame.subject = placed
        elif frame.predicate is None:
            frame.predicate = placed
        elif not frame.has_object:
            self._note(frame.subject, frame.predicate, placed)
            frame.has_object = True
        # What follows an object without a comma is the graph's name in N-Quads.

    def _take_member(self, frame: _Frame, member: PlacedTerm) -> None:
        cell = PlacedTerm(self._blank(), member.offset)
        if frame.subject is None:
            frame.head = cell
        else:
            self._note(frame.subject, PlacedTerm(_REST, member.offset), cell)
        self._note(cell, PlacedTerm(_FIRST, member.offset), member)
        frame.subject = cell

    def _note(self, subject: PlacedTerm, predicate: PlacedTerm, value: PlacedTerm) -> None:
        self.found.append(PlacedStatement(subject, predicate, value))

    def _blank(self) -> Term:
        # No label of the text can be like it: none begins with a dot.
        self.blanks += 1
        return Term("blank", f".{self.blanks}")

    def _term(self, token: Token) -> Term:
        match token.kind:
            case "iri" | "name":
                return Term("iri", self._iri(token))
            case "blank":
                return Term("blank", token.text.removeprefix("_:"))
            case "string":
                return self._literal(string_value(token.text))
            case "integer" | "decimal" | "double":
                return Term("literal", token.text, None, XSD + token.kind)
            case _ if token.text == "a":
                return _TYPE
        return Term("literal", token.text, None, XSD + "boolean")

    def _literal(self, value: str) -> Term:
        following = self.tokens[self.place] if self.place < len(self.tokens) else None
        if following is not None and following.kind == "at":
            return Term("literal", value, self._next().text.lower())
        if following is not None and following.text == "^^":
            self._next()
            return Term("literal", value, None, self._iri(self._next()))
        return Term("literal", value, None, XSD + "string")

    def _iri(self, token: Token) -> str:
        if token.kind == "iri":
            return resolved(self.base, unescaped(token.text))
        prefix, _, local = token.text.partition(":")
        return self.prefixes.get(prefix, f"{prefix}:") + local_name(local)
