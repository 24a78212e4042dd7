"""What a query's text shows before an engine reads it: form, prefixes, how deep it nests."""

import re
from collections.abc import Iterator
from functools import cache, cached_property
from typing import Literal, NamedTuple

from cocreation.errors import QueryError, QueryTooLargeError
from cocreation.model import Text

Form = Literal["select", "ask", "construct", "describe"]

MAXIMUM_BYTES = 1_000_000
MAXIMUM_DEPTH = 100
_LONGEST_PROLOGUE = 2**14
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
_VOLATILE = ("NOW", "RAND", "UUID", "SERVICE")
# Whatever nests begins with one of these.
_NESTING = "([{<!^+-"
_NO_OPERATOR = re.compile(r"\s|#[^\n\r]*")
_OPENING = {"(": ")", "[": "]", "{": "}"}

# The order matters: an IRI or a string may hold a number sign, a comment may hold anything.
# Nothing backtracks far, so that a hostile megabyte takes no longer than an honest one.
_LETTER = (
    "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d"
    "\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_IN_NAME = f"{_LETTER}_0-9\u00b7\u0300-\u036f\u203f\u2040"
_IRI = r"""<(?:[^<>"{}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*>"""
_COMMENT = r"\#[^\n\r]*"
_NAME = (
    rf"(?:[{_LETTER}](?:[{_IN_NAME}.\-]{{0,39}}[{_IN_NAME}\-])?)?:"
    rf"(?:(?!\.)(?:[{_IN_NAME}:\-]|\.(?=[{_IN_NAME}:%\\.\-])|%[0-9A-Fa-f]{{2}}|\\.)+)?"
)
_WORD = r"[^\W\d]\w*"
_TOKEN = rf"""
    (?P<iri>{_IRI})
  | (?P<string>\"{{3}}(?:[^"\\]|\\(?:.|\Z)|"{{1,2}}(?!"))*+(?:\"{{3}}|\Z)
              | '{{3}}(?:[^'\\]|\\(?:.|\Z)|'{{1,2}}(?!'))*+(?:'{{3}}|\Z)
              | "(?:[^"\\\n\r]|\\(?:.|\Z))*+(?:"|(?=[\n\r])|\Z)
              | '(?:[^'\\\n\r]|\\(?:.|\Z))*+(?:'|(?=[\n\r])|\Z))
  | (?P<comment>{_COMMENT})
  | (?P<variable>[?$][{_IN_NAME}]+)
  | (?P<blank>_:[{_IN_NAME}.\-]{{0,39}}[{_IN_NAME}\-])
  | (?P<name>{_NAME})
  | (?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
  | (?P<number>\d[\d.]*(?:[eE][+-]?\d+)?)
  | (?P<word>{_WORD})
  | (?P<unary>(?:[!^+\-](?:\s|\#[^\n\r]*(?=[\n\r]))*){{2,}})
  | (?P<mark><<|>>|\S)
    """
_PROLOGUE = (
    rf"(?:\s+|{_COMMENT}|{_IRI}|(?i:PREFIX|BASE)(?![\w:.\-])|{_NAME})*+(?P<opening>{_WORD})?"
)


# Large sets of letters take long to compile, and a command that asks no query needs none.
@cache
def token_pattern() -> re.Pattern[str]:
    """What finds the tokens of a query, each in a group called after its kind."""
    return re.compile(_TOKEN, re.VERBOSE | re.DOTALL)


@cache
def _prologue_pattern() -> re.Pattern[str]:
    return re.compile(_PROLOGUE, re.DOTALL)


def prepare() -> None:
    """Compile both at once, for processes that are forked later."""
    token_pattern()
    _prologue_pattern()


class Token(NamedTuple):
    """One token of a query: `kind` is a group's name in the token pattern."""

    kind: str
    text: str
    offset: int


class Outline:
    """What the tokens of `query` tell, each read when it is asked for; never fails."""

    def __init__(self, query: str) -> None:
        self._query = query

    @cached_property
    def form(self) -> Form | None:
        """The query form; None where none is named."""
        return _FORMS.get(self._opening)

    @cached_property
    def is_update(self) -> bool:
        """Whether it is an update and no query."""
        return self._opening in _UPDATES

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """Every token but the comments."""
        return tuple(_tokens(self._query))

    @cached_property
    def words(self) -> frozenset[str]:
        """The bare words, in capitals."""
        return frozenset(token.text.upper() for token in self.tokens if token.kind == "word")

    @cached_property
    def prefixes(self) -> dict[str, str]:
        """What the query's prefixes stand for."""
        return _prefixes(self.tokens)

    @property
    def depth(self) -> int:
        """The deepest nesting of brackets and of operators such as `!`."""
        return self._nesting[0]

    @property
    def unclosed(self) -> Token | None:
        """The innermost bracket that is opened and never closed."""
        return self._nesting[1]

    @property
    def is_deep(self) -> bool:
        """Whether it nests deeper than is answered, which few marks cannot."""
        if sum(map(self._query.count, _NESTING)) <= MAXIMUM_DEPTH:
            return False
        return self.depth > MAXIMUM_DEPTH

    @cached_property
    def _opening(self) -> str:
        return _opening(self._query)

    @cached_property
    def _nesting(self) -> tuple[int, Token | None]:
        return _nesting(self.tokens)


def form_of(query: str) -> Form | None:
    """Tell the form of `query` by its first keyword; None if it has none near its beginning.

    A text that is all prologue is read no further than that, so that this takes no time.
    """
    return _FORMS.get(_opening(query[:_LONGEST_PROLOGUE]))


def is_volatile(query: str) -> bool:
    """Tell whether the query may be answered otherwise the next time, of the same data."""
    capitals = query.upper()
    return any(word in capitals for word in _VOLATILE)


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
            ),
            {"bytes": MAXIMUM_BYTES},
        )


def admit(query: str) -> Outline:
    """Outline a query that an engine may read; QueryError where it is an update or too much."""
    refuse_size(query)
    found = Outline(query)
    if found.is_deep:
        raise QueryError(
            Text(
                en=f"The query nests {found.depth} levels deep; keep it to {MAXIMUM_DEPTH}.",
                zh=f"查询嵌套达 {found.depth} 层；请控制在 {MAXIMUM_DEPTH} 层以内。",
            ),
            {"levels": MAXIMUM_DEPTH},
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
    for match in token_pattern().finditer(query):
        if match.lastgroup != "comment":
            yield Token(match.lastgroup or "mark", match.group(), match.start())


def _opening(query: str) -> str:
    """Find the first keyword after the prologue, in capitals; empty if something else comes."""
    found = _prologue_pattern().match(query)
    return (found["opening"] or "").upper() if found else ""


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
