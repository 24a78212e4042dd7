"""SERVICE, which the engine would follow: refused, and spelled otherwise wherever it is no keyword.

The engine reads some texts otherwise than the grammar has it. So the letters that it must not take
for the keyword are not left to it: in a string and an IRI one becomes an escape, in a comment a
sign, in a prefix another letter. What then is a keyword to the engine alone is none any more.
"""

import re

from cocreation.errors import QueryError
from cocreation.model import Text
from cocreation.store.outline import TOKEN

_WORD = re.compile("service", re.IGNORECASE)
# A backslash with what it escapes, or the first letter of the word.
_FIRST_LETTER = re.compile(r"(\\.)|s(?=ervice)", re.IGNORECASE | re.DOTALL)


_NOT_ALLOWED = Text(
    en="SERVICE is not allowed here: ask the other endpoint directly.",
    zh="此处不允许使用 SERVICE；请直接查询另一个端点。",
)


def without_calls(query: str) -> str:
    """Give a query that means the same and calls nobody; QueryError if it has the keyword."""
    if not _WORD.search(query):
        return query
    spare = _spare(query)
    written, end = [], 0
    for match in TOKEN.finditer(query):
        written += [query[end : match.start()], _spelled(match, spare)]
        end = match.end()
    return "".join([*written, query[end:]])


def reminded(error: QueryError, query: str) -> QueryError:
    """Add to a syntax error that SERVICE is not allowed, where the query has the word somewhere."""
    if not _WORD.search(query):
        return error
    both = Text(
        en=f"{error.message.en} {_NOT_ALLOWED.en}", zh=f"{error.message.zh}{_NOT_ALLOWED.zh}"
    )
    return QueryError(both, error.details)


def _spelled(match: re.Match[str], spare: str) -> str:
    kind, text = match.lastgroup, match.group()
    if not _WORD.search(text) or kind in ("variable", "blank", "language"):
        return text
    if kind in ("string", "iri"):
        return _FIRST_LETTER.sub(lambda m: m[1] or f"\\u{ord(m[0]):04X}", text)
    if kind == "comment":
        return _WORD.sub("-------", text)
    if kind == "name":
        prefix, colon, local = text.partition(":")
        return _WORD.sub(spare, prefix) + colon + local
    raise QueryError(_NOT_ALLOWED)


def _spare(query: str) -> str:
    """Letters for a prefix that stand nowhere in the query."""
    number = 0
    while f"xervice{number}" in query:
        number += 1
    return f"xervice{number}"
