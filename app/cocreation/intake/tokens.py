"""The words of Turtle, TriG, N-Triples and N-Quads, and what they stand for."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

# PN_CHARS_U and PN_CHARS of the Turtle grammar, to stand in brackets.
_START = (
    "A-Za-z_\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d"
    "\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_INNER = _START + "0-9\u00b7\u0300-\u036f\u203f-\u2040-"
_ESCAPED = r"%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%]"
_TOKEN = rf"""
    (?P<skip>[ \t\r\n]+|\#[^\r\n]*)
  | <(?P<iri>(?:[^\x00-\x20<>"{{}}|^`\\]|\\u[0-9A-Fa-f]{{4}}|\\U[0-9A-Fa-f]{{8}})*)>
  | (?P<string>\"{{3}}(?:[^"\\]|\\.|"(?!""))*\"{{3}} | '{{3}}(?:[^'\\]|\\.|'(?!''))*'{{3}}
              | "(?:[^"\\\r\n]|\\.)*" | '(?:[^'\\\r\n]|\\.)*')
  | @(?P<at>[A-Za-z]+(?:-[A-Za-z0-9]+)*)
  | (?P<blank>_:[{_START}0-9](?:[{_INNER}.]*[{_INNER}])?)
  | (?P<name>(?:[{_START}](?:[{_INNER}.]*[{_INNER}])?)?:
             (?:(?:[{_START}0-9:]|{_ESCAPED})
                (?:(?:[{_INNER}.:]|{_ESCAPED})*(?:[{_INNER}:]|{_ESCAPED}))?)?)
  | (?P<double>[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)[eE][+-]?[0-9]+)
  | (?P<decimal>[+-]?[0-9]*\.[0-9]+)
  | (?P<integer>[+-]?[0-9]+)
  | (?P<word>[A-Za-z]+)
  | (?P<mark>\^\^|[.;,\[\](){{}}])
    """
_ESCAPES = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_KEPT = 5_000
_LONG = ('"""', "'''")
# The parts of an IRI: scheme, authority, path, query, fragment (RFC 3986, appendix B).
_PARTS = re.compile(
    r"(?:([A-Za-z][A-Za-z0-9+.-]*):)?(?://([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?", re.DOTALL
)


# Large sets of letters take long to compile, and a case in a workbook needs none.
@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(_TOKEN, re.VERBOSE | re.DOTALL)


class Token(NamedTuple):
    """One word: its kind, its text (an IRI without its brackets), and where it begins."""

    kind: str
    text: str
    offset: int


def tokens(text: str) -> Iterator[Token]:
    """The words of `text`, without blanks and comments, up to the first that is none."""
    offset = 0
    while offset < len(text):
        found = _pattern().match(text, offset)
        if found is None:
            return
        kind = str(found.lastgroup)
        if kind != "skip":
            yield Token(kind, found[kind], offset)
        offset = found.end()


def end_of(text: str, offset: int) -> int:
    """Where the word that begins at `offset` ends."""
    found = _pattern().match(text, offset)
    return found.end() if found else offset


def string_value(quoted: str) -> str:
    """What a string in its quotation marks says."""
    width = 3 if quoted.startswith(_LONG) else 1
    return unescaped(quoted[width:-width])


def unescaped(text: str) -> str:
    """The text of a string or an IRI with its escapes replaced by what they stand for."""

    def character(match: re.Match[str]) -> str:
        code = match[1] or match[2]
        return chr(int(code, 16)) if code else _ESCAPES.get(match[3], match[3])

    return _ESCAPE.sub(character, text) if "\\" in text else text


def local_name(text: str) -> str:
    """The part of a name after its prefix, without the backslashes that let marks stand in it."""
    return re.sub(r"\\(.)", r"\1", text) if "\\" in text else text


@lru_cache(maxsize=_KEPT)
def resolved(base: str, reference: str) -> str:
    """The whole IRI of `reference` seen from `base` (RFC 3986, 5.2); a whole IRI stays as it is.

    Not `urllib.parse.urljoin`: it drops an empty fragment and knows few schemes.
    """
    scheme, authority, path, query, fragment = _parts(reference)
    if scheme is not None:
        return reference
    scheme, base_authority, base_path, base_query, _ = _parts(base)
    if authority is not None:
        path = _without_dots(path)
    else:
        authority = base_authority
        if not path:
            path, query = base_path, base_query if query is None else query
        elif path.startswith("/"):
            path = _without_dots(path)
        else:
            folder = base_path[: base_path.rfind("/") + 1]
            if authority is not None and not base_path:
                folder = "/"
            path = _without_dots(folder + path)
    return "".join(
        (
            "" if scheme is None else f"{scheme}:",
            "" if authority is None else f"//{authority}",
            path,
            "" if query is None else f"?{query}",
            "" if fragment is None else f"#{fragment}",
        )
    )


def _parts(iri: str) -> tuple[str | None, str | None, str, str | None, str | None]:
    found = _PARTS.fullmatch(iri)
    if found is None:
        raise ValueError(iri)
    scheme, authority, path, query, fragment = found.groups()
    return scheme, authority, path, query, fragment


def _without_dots(path: str) -> str:
    kept: list[str] = []
    segments = path.split("/")
    for segment in segments:
        if segment == "..":
            if len(kept) > (kept[:1] == [""]):
                kept.pop()
        elif segment != ".":
            kept.append(segment)
    if segments[-1] in (".", ".."):
        kept.append("")
    return "/".join(kept)
