"""What a query's text shows before an engine reads it: form, prefixes, how deep it nests."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from cocreation.errors import QueryError, QueryTooLargeError
from cocreation.model import Text

Form = Literal["select", "ask", "construct", "describe"]

MAXIMUM_BYTES = 1_000_000
MAXIMUM_DEPTH = 100
_FORMS: dict[str, Form] = {
    "SELECT": "select",
    "ASK": "ask",
    "CONSTRUCT": "construct",
    "DESCRIBE": "describe",
}
_UPDATES = frozenset(
    ("INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH")
)
# Looked for anywhere, even in a string or as part of a name: an answer too often made anew is
# only slower.
_VOLATILE = re.compile("NOW|RAND|UUID", re.IGNORECASE)
_NO_OPERATOR = re.compile(r"\s|#[^\n\r]*")
_OPENING = {"(": ")", "[": "]", "{": "}"}

# The order matters: an IRI or a string may hold a number sign, a comment may hold anything.
# Nothing backtracks far, so that a hostile megabyte takes no longer than an honest one.
_LETTER = (
    "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d"
    "\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_IN_NAME = f"{_LETTER}_0-9\u00b7\u0300-\u036f\u203f\u2040"
TOKEN = re.compile(
    rf"""
    (?P<iri><(?:[^<>"{{}}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{{4}}|\\U[0-9A-Fa-f]{{8}})*>)
  | (?P<string>\"{{3}}(?:[^"\\]|\\(?:.|\Z)|"{{1,2}}(?!"))*+(?:\"{{3}}|\Z)
              | '{{3}}(?:[^'\\]|\\(?:.|\Z)|'{{1,2}}(?!'))*+(?:'{{3}}|\Z)
              | "(?:[^"\\\n\r]|\\(?:.|\Z))*+(?:"|(?=[\n\r])|\Z)
              | '(?:[^'\\\n\r]|\\(?:.|\Z))*+(?:'|(?=[\n\r])|\Z))
  | (?P<comment>\#[^\n\r]*)
  | (?P<variable>[?$][{_IN_NAME}]+)
  | (?P<blank>_:[{_IN_NAME}.\-]{{0,39}}[{_IN_NAME}\-])
  | (?P<name>(?:[{_LETTER}](?:[{_IN_NAME}.\-]{{0,39}}[{_IN_NAME}\-])?)?:
            (?:(?!\.)(?:[{_IN_NAME}:\-]|\.(?=[{_IN_NAME}:%\\.\-])|%[0-9A-Fa-f]{{2}}|\\.)+)?)
  | (?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
  | (?P<number>\d[\d.]*(?:[eE][+-]?\d+)?)
  | (?P<word>[^\W\d]\w*)
  | (?P<unary>(?:[!^+\-](?:\s|\#[^\n\r]*(?=[\n\r]))*){{2,}})
  | (?P<mark><<|>>|\S)
    """,
    re.VERBOSE | re.DOTALL,
)


class Token(NamedTuple):
    """One token of a query: `kind` is a group's name in the token pattern."""

    kind: str
    text: str
    offset: int


@dataclass(frozen=True, slots=True)
class Outline:
    """What the tokens of a query tell; `form` is None where no query form is named.

    `prefixes` are those that the query declares; `words` its bare words in capitals; `depth` the
    deepest nesting of brackets and of operators such as `!`; `unclosed` the innermost bracket that
    is opened and never closed.
    """

    form: Form | None
    is_update: bool
    prefixes: dict[str, str]
    tokens: tuple[Token, ...] = field(repr=False)
    words: frozenset[str]
    depth: int
    unclosed: Token | None


def outline(query: str) -> Outline:
    """Read the tokens of `query`; never fails, whatever the text is."""
    tokens = tuple(_tokens(query))
    opening = _opening(tokens)
    words = frozenset(token.text.upper() for token in tokens if token.kind == "word")
    depth, unclosed = _nesting(tokens)
    return Outline(
        form=_FORMS.get(opening),
        is_update=opening in _UPDATES,
        prefixes=_prefixes(tokens),
        tokens=tokens,
        words=words,
        depth=depth,
        unclosed=unclosed,
    )


def form_of(query: str) -> Form | None:
    """Tell the form of `query`, reading no further than its first keyword; None if it has none."""
    return _FORMS.get(_opening(_tokens(query)))


def is_volatile(query: str) -> bool:
    """Tell whether the query may be answered otherwise the next time, of the same data."""
    return _VOLATILE.search(query) is not None


def refuse_size(query: str) -> None:
    """Raise QueryTooLargeError if the query is too large, QueryError if it is not Unicode."""
    try:
        size = len(query.encode())
    except UnicodeEncodeError:
        raise QueryError(
            Text(
                en="The query is not valid UTF-8; save it in that encoding.",
                zh="查询不是有效的 UTF-8 文本；请以该编码保存。",
            )
        ) from None
    if size > MAXIMUM_BYTES:
        raise QueryTooLargeError(
            Text(
                en=f"The query has {size} bytes; make it shorter than {MAXIMUM_BYTES}.",
                zh=f"查询长达 {size} 字节；请缩短到 {MAXIMUM_BYTES} 字节以内。",
            )
        )


def admit(query: str) -> Outline:
    """Outline a query that an engine may read; QueryError where it is an update or too much."""
    refuse_size(query)
    found = outline(query)
    if found.depth > MAXIMUM_DEPTH:
        raise QueryError(
            Text(
                en=f"The query nests {found.depth} levels deep; keep it to {MAXIMUM_DEPTH}.",
                zh=f"查询嵌套达 {found.depth} 层；请控制在 {MAXIMUM_DEPTH} 层以内。",
            )
        )
    if found.is_update:
        raise QueryError(
            Text(
                en="This is a SPARQL update; only queries are answered here: "
                "SELECT, ASK, CONSTRUCT or DESCRIBE.",
                zh="这是 SPARQL 更新语句；此处只接受查询：SELECT、ASK、CONSTRUCT 或 DESCRIBE。",
            )
        )
    return found


def _tokens(query: str) -> Iterator[Token]:
    for match in TOKEN.finditer(query):
        if match.lastgroup != "comment":
            yield Token(match.lastgroup or "mark", match.group(), match.start())


def _opening(tokens: Iterable[Token]) -> str:
    """Find the first keyword after the prologue, in capitals; empty if something else comes."""
    for token in tokens:
        word = token.text.upper()
        if token.kind == "word" and word not in ("PREFIX", "BASE"):
            return word
        if token.kind not in ("word", "name", "iri"):
            break
    return ""


def _prefixes(tokens: tuple[Token, ...]) -> dict[str, str]:
    declared = {}
    for keyword, name, iri in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if keyword.text.upper() == "PREFIX" and name.kind == "name" and iri.kind == "iri":
            declared[name.text.partition(":")[0]] = iri.text[1:-1]
    return declared


def _nesting(tokens: tuple[Token, ...]) -> tuple[int, Token | None]:
    """Find the deepest nesting, and the innermost bracket left open."""
    opened: list[Token] = []
    deepest = quoted = 0
    for token in tokens:
        if token.kind == "unary":
            deepest = max(deepest, len(opened) + len(_NO_OPERATOR.sub("", token.text)))
        elif token.text in ("<<", ">>"):
            quoted = max(0, quoted + (1 if token.text == "<<" else -1))
            deepest = max(deepest, len(opened) + quoted)
        elif token.text in _OPENING:
            opened.append(token)
            deepest = max(deepest, len(opened) + quoted)
        elif opened and token.text == _OPENING[opened[-1].text]:
            opened.pop()
    return deepest, opened[-1] if opened else None
