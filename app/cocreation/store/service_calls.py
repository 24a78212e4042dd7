"""SERVICE, which the engine would follow: refused, and spelled otherwise wherever it is no keyword.

The engine reads some texts otherwise than the grammar has it. So the letters that it must not take
for the keyword are not left to it: in a string and an IRI one becomes an escape, in a comment a
sign, in a prefix another letter. What then is a keyword to the engine alone is none any more.
"""

import re
from string import ascii_lowercase

from cocreation.errors import QueryError
from cocreation.model import Text
from cocreation.store.outline import Outline, token_pattern

_WORD = re.compile("service", re.IGNORECASE)
# A backslash with what it escapes, or the first letter of the word.
_FIRST_LETTER = re.compile(r"(\\.)|s(?=ervice)", re.IGNORECASE | re.DOTALL)
_AFTER_POINT = re.compile(r"\.service", re.IGNORECASE)
_ESCAPED, _UNESCAPED = re.compile(r"\\(.)"), r"\1"
_ESCAPE_LENGTH = len("\\u0053")
_PLACE = re.compile(r"error at (\d+):(\d+):")
_NOT_ALLOWED = Text(
    en="SERVICE is not allowed here: run the query on your own machine, with `cocreation query "
    "FILE.rq --allow-service HOST`; whoever runs a server allows hosts with "
    "COCREATION_ALLOW_SERVICE.",
    zh="此处不允许使用 SERVICE：请在本机用 `cocreation query 文件.rq --allow-service 主机` 运行；"
    "服务器的运营者可用 COCREATION_ALLOW_SERVICE 允许主机。",
)


def without_calls(query: str) -> str:
    """Give a query that means the same and calls nobody; QueryError if it has the keyword."""
    if not _WORD.search(query):
        return query
    other = _other_letter(query)
    written, end = [], 0
    for match in token_pattern().finditer(query):
        written += [query[end : match.start()], _spelled(match, other)]
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


def placed(report: str, query: str) -> str:
    """Give the engine's report of a syntax error with the place in the query as it was written."""
    place = _PLACE.match(report)
    if not place or not _WORD.search(query):
        return report
    line, column = int(place[1]), int(place[2])
    written = query.split("\n")[line - 1]
    read = without_calls(query).split("\n")[line - 1]
    before = at = 0
    while at < column - 1 and before < len(written):
        escaped = read[at] == "\\" != written[before]
        at += _ESCAPE_LENGTH if escaped else 1
        before += 1
    return f"error at {line}:{before + 1}:{report[place.end() :]}"


def _spelled(match: re.Match[str], other: str) -> str:
    kind, text = match.lastgroup, match.group()
    if not _WORD.search(text) or kind in ("variable", "blank", "language"):
        return text
    if kind in ("string", "iri"):
        return _escaped(text)
    if kind == "comment":
        return _WORD.sub("-------", text)
    if kind == "name":
        prefix, colon, local = text.partition(":")
        if _AFTER_POINT.search(local):
            return _in_full(prefix, local, match.string)
        return _WORD.sub(lambda m: _instead(m[0], other), prefix) + colon + local
    raise QueryError(_NOT_ALLOWED)


def _in_full(prefix: str, local: str, query: str) -> str:
    """Write a name as an IRI; QueryError if its prefix is not declared.

    Of a name with two points the engine reads the first part only.
    """
    namespace = Outline(query).prefixes.get(prefix)
    if namespace is None:
        raise QueryError(_NOT_ALLOWED)
    return _escaped(f"<{namespace}{_ESCAPED.sub(_UNESCAPED, local)}>")


def _escaped(text: str) -> str:
    return _FIRST_LETTER.sub(lambda m: m[1] or f"\\u{ord(m[0]):04X}", text)


def _instead(word: str, other: str) -> str:
    """The word with another first letter, as large as it was: prefixes differ by that, too."""
    return (other.upper() if word[0].isupper() else other) + word[1:]


def _other_letter(query: str) -> str:
    """A letter that nowhere in the query stands before the rest of the word; QueryError if none."""
    lowered = query.lower()
    for letter in ascii_lowercase:
        if f"{letter}ervice" not in lowered:
            return letter
    raise QueryError(_NOT_ALLOWED)
