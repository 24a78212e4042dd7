"""N-Triples as tuples of tokens, the form in which rules compute.

A token is a term as N-Triples writes it (`<iri>`, `_:label`, `"text"@en`), so that terms are
equal exactly when their tokens are and nothing is decoded that no rule looks at.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from cocreation.model import FileGraph, Term

Token = str
Statement = tuple[Token, Token, Token]

_LINE = re.compile(r"\s*(<[^>]*>|_:\S+)\s*(<[^>]*>)\s*(.+?)\s*\.\s*$")
_LITERAL = re.compile(r'"(.*)"(?:@([A-Za-z0-9-]+)|\^\^<([^>]*)>)?$', re.DOTALL)
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")
_CONTROL = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}
_XSD_STRING = "http://www.w3.org/2001/XMLSchema#string"


def iri(value: str) -> Token:
    """Write an IRI as a token."""
    return f"<{value}>"


def is_literal(token: Token) -> bool:
    """Whether the token is a literal."""
    return token.startswith('"')


def is_iri(token: Token) -> bool:
    """Whether the token is an IRI."""
    return token.startswith("<")


def statements(graph: FileGraph, scope: str = "") -> Iterator[Statement]:
    """Read each statement of a graph; blank nodes get `scope` in front, to keep graphs apart."""
    for line in graph.triples.decode("utf-8").split("\n"):
        found = _LINE.match(line)
        if found:
            subject, predicate, value = found.groups()
            yield _scoped(subject, scope), predicate, _scoped(value, scope)


def all_statements(graphs: Sequence[FileGraph]) -> Iterator[Statement]:
    """Read several graphs together, their blank nodes kept apart."""
    return chain.from_iterable(
        statements(graph, f"g{number}-") for number, graph in enumerate(graphs)
    )


def serialise(triples: Iterable[Statement]) -> bytes:
    """Write N-Triples in UTF-8, a line each, in the order given."""
    return "".join(f"{s} {p} {o} .\n" for s, p, o in triples).encode("utf-8")


def term(token: Token) -> Term:
    """Decode the term that a token writes."""
    if token.startswith("<"):
        return Term("iri", _unescaped(token[1:-1]))
    if token.startswith("_:"):
        return Term("blank", token[2:])
    text, language, datatype = literal_parts(token)
    if language is None and datatype is None:
        datatype = _XSD_STRING
    return Term("literal", text, language, datatype)


def literal_parts(token: Token) -> tuple[str, str | None, str | None]:
    """Take a literal's token apart: text, language, datatype IRI; ValueError for other tokens."""
    found = _LITERAL.match(token)
    if found is None:
        raise ValueError(token)
    text, language, datatype = found.groups()
    return _unescaped(text), language, datatype


def _scoped(token: Token, scope: str) -> Token:
    return f"_:{scope}{token[2:]}" if scope and token.startswith("_:") else token


def _unescaped(text: str) -> str:
    if "\\" not in text:
        return text

    def character(found: re.Match[str]) -> str:
        code = found[1] or found[2]
        return chr(int(code, 16)) if code else _CONTROL.get(found[3], found[3])

    return _ESCAPE.sub(character, text)
