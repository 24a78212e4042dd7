"""What is probably wrong with an unreadable query: the engine only knows where it stopped."""

import re
from typing import NamedTuple

from cocreation.errors import QueryError
from cocreation.likeness import nearest_names
from cocreation.model import Text
from cocreation.namespaces import PREFIXES
from cocreation.store.outline import Outline, Token

_KEYWORDS = frozenset(
    re.findall(
        r"\w+",
        """
    A ABS ADD ALL AS ASC ASK AVG BASE BIND BNODE BOUND BY CEIL CLEAR COALESCE CONCAT CONSTRUCT
    CONTAINS COPY COUNT CREATE DATA DATATYPE DAY DEFAULT DELETE DESC DESCRIBE DISTINCT DROP
    ENCODE_FOR_URI EXISTS FALSE FILTER FLOOR FROM GRAPH GROUP GROUP_CONCAT HAVING HOURS IF IN INSERT
    INTO IRI ISBLANK ISIRI ISLITERAL ISNUMERIC ISURI LANG LANGMATCHES LCASE LIMIT LOAD MAX MD5 MIN
    MINUS MINUTES MONTH MOVE NAMED NOT NOW OFFSET OPTIONAL ORDER PREFIX RAND REDUCED REGEX REPLACE
    ROUND SAMETERM SAMPLE SECONDS SELECT SEPARATOR SERVICE SHA1 SHA256 SHA384 SHA512 SILENT STR
    STRAFTER STRBEFORE STRDT STRENDS STRLANG STRLEN STRSTARTS STRUUID SUBSTR SUM TIMEZONE TO TRUE TZ
    UCASE UNDEF UNION URI USING UUID VALUES WHERE WITH YEAR
    """,
    )
)
_FULL_WIDTH = re.compile("[，；：。（）｛｝［］？“”‘’！＝＜＞＊／｜＆]")
_PLAIN = ("mark", "name", "variable", "word")
_PLACE = re.compile(r"error at (\d+):(\d+): (?:expected )?(.*)", re.DOTALL)


class _Guess(NamedTuple):
    """A likely fault: what to do about it, and at which character if that is known."""

    advice: Text
    offset: int | None = None


def syntax_error(query: str, found: Outline, report: str) -> QueryError:
    """Say where `query` cannot be read and what to do; `report` is the engine's own message.

    `found` is the query's outline. `details` has `line` and `column`, those of the likely fault
    where one is found, else the engine's.
    """
    guess = _guess(query, found, report)
    line, column = _place(query, guess.offset, report)
    return QueryError(
        Text(
            en=f"The query cannot be read at line {line}, column {column}: {guess.advice.en}",
            zh=f"查询在第 {line} 行第 {column} 列无法读取：{guess.advice.zh}",
        ),
        {"line": line, "column": column},
    )


def refuse_other_syntax(query: str, found: Outline) -> None:
    """Raise QueryError, as `syntax_error` does, for words and prefixes that SPARQL does not have.

    Some servers know more of them, and what those do nobody here answers for.
    """
    if _unknown_prefix(found) or _unknown_word(found) or _no_form(query, found):
        raise syntax_error(query, found, "")


def _guess(query: str, found: Outline, report: str) -> _Guess:
    return (
        _full_width_mark(found)
        or _unknown_prefix(found)
        or _unknown_word(found)
        or _open_string(found)
        or _ungrouped_variable(report)
        or _open_bracket(found)
        or _no_form(query, found)
        or _Guess(
            Text(
                en="look at this place and just before it for a missing dot, bracket or variable.",
                zh="请检查此处及其之前是否缺少句点、括号或变量。",
            )
        )
    )


def _full_width_mark(found: Outline) -> _Guess | None:
    # To the grammar most of them are letters, so that they hide in names and variables.
    for token in found.tokens:
        mark = _FULL_WIDTH.search(token.text) if token.kind in _PLAIN else None
        if mark:
            return _Guess(
                Text(
                    en=f"“{mark[0]}” is a full-width mark; type the ASCII one.",
                    zh=f"“{mark[0]}”是全角符号，请改用半角符号。",
                ),
                token.offset + mark.start(),
            )
    return None


def _unknown_prefix(found: Outline) -> _Guess | None:
    declared = found.prefixes
    for before, token in zip((None, *found.tokens), found.tokens, strict=False):
        prefix = token.text.partition(":")[0]
        if token.kind != "name" or prefix in declared or _declares(before):
            continue
        if prefix in PREFIXES:
            line = f"PREFIX {prefix}: <{PREFIXES[prefix]}>"
            advice = Text(
                en=f"the prefix {prefix}: is not declared; put {line} at the top.",
                zh=f"前缀 {prefix}: 未声明；请在开头加上 {line}。",
            )
        else:
            near = nearest_names(prefix, [*declared, *PREFIXES], 1)
            known = ", ".join(f"{name}:" for name in near or [*PREFIXES])
            advice = Text(
                en=f"the prefix {prefix}: is not declared; did you mean {known}?"
                if near
                else f"the prefix {prefix}: is not declared; common here are {known}.",
                zh=f"前缀 {prefix}: 未声明；您是否想用 {known}？"
                if near
                else f"前缀 {prefix}: 未声明；此处常用的有 {known}。",
            )
        return _Guess(advice, token.offset)
    return None


def _declares(before: Token | None) -> bool:
    return before is not None and before.text.upper() == "PREFIX"


def _unknown_word(found: Outline) -> _Guess | None:
    for token in found.tokens:
        if token.kind == "word" and token.text.upper() not in _KEYWORDS:
            nearest = nearest_names(token.text.upper(), _KEYWORDS, 1)
            also = Text(
                en=f"; did you mean {nearest[0]}?" if nearest else "; is a prefix or ? missing?",
                zh=f"；您是否想用 {nearest[0]}？" if nearest else "；是否漏了前缀或问号？",
            )
            return _Guess(
                Text(
                    en=f"“{token.text}” is not a word of SPARQL{also.en}",
                    zh=f"“{token.text}”不是 SPARQL 的关键词{also.zh}",
                ),
                token.offset,
            )
    return None


def _open_string(found: Outline) -> _Guess | None:
    for token in found.tokens:
        if token.kind == "string" and (len(token.text) == 1 or token.text[-1] != token.text[0]):
            return _Guess(
                Text(en="a string begins here and does not end.", zh="字符串从此处开始，未结束。"),
                token.offset,
            )
    return None


def _ungrouped_variable(report: str) -> _Guess | None:
    if "variable that is unbound" not in report:
        return None
    return _Guess(
        Text(
            en="beside COUNT and its like, SELECT may hold only variables that GROUP BY names.",
            zh="使用 COUNT 等聚合时，SELECT 中的其他变量必须列入 GROUP BY。",
        )
    )


def _open_bracket(found: Outline) -> _Guess | None:
    if found.unclosed is None:
        return None
    return _Guess(
        Text(
            en=f"the {found.unclosed.text} opened here is not closed.",
            zh=f"此处的 {found.unclosed.text} 未闭合。",
        ),
        found.unclosed.offset,
    )


def _no_form(query: str, found: Outline) -> _Guess | None:
    if found.form is not None:
        return None
    return _Guess(
        Text(
            en="begin with SELECT, ASK, CONSTRUCT or DESCRIBE.",
            zh="请以 SELECT、ASK、CONSTRUCT 或 DESCRIBE 开头。",
        ),
        len(query) - len(query.lstrip()),
    )


def _place(query: str, offset: int | None, report: str) -> tuple[int, int]:
    if offset is not None:
        before = query[:offset]
        return before.count("\n") + 1, offset - before.rfind("\n")
    place = _PLACE.match(report)
    return (int(place[1]), int(place[2])) if place else (1, 1)
