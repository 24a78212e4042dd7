"""Where a query calls another endpoint, and what of its text is joined with that call.

SPARQL defines `SERVICE address { … }` by the solutions that the endpoint has for the pattern, which
are joined with the rest. So a table of those solutions may stand in its place anywhere; and of a
pattern's solutions only those matter that agree with what is joined with it before it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from cocreation.store.outline import Outline, Token
from cocreation.store.patterns import is_word, pattern

_CALLED = re.compile("service", re.IGNORECASE)
_OPENING = {"(": ")", "[": "]", "{": "}"}
_PROLOGUE = ("PREFIX", "BASE")
# What ends the triples at the beginning of a group.
_NO_TRIPLES = frozenset(
    ("OPTIONAL", "UNION", "MINUS", "FILTER", "BIND", "VALUES", "GRAPH", "SERVICE", "SELECT")
)
# As long as the shortest call; whatever is joined with it has no solution.
_NOTHING = "VALUES(){}"
_Kind = Literal["outermost", "plain", "optional", "subquery", "other"]


@dataclass(frozen=True, slots=True)
class Joined:
    """A pattern with each solution of which something is joined, and for which parameters it holds.

    Values may be given to all parameters of the query, to those that the pattern mentions, or to
    none.
    """

    pattern: str
    bindings: Literal["all", "mentioned", "none"]

    @property
    def variables(self) -> frozenset[str]:
        """What the pattern mentions."""
        return frozenset(mentioned(Outline(self.pattern).tokens))


@dataclass(frozen=True, slots=True)
class Call:
    """One SERVICE of a query, from offset `start` to `end`.

    `endpoint` is the token that names it, `group` the pattern with its braces, `variables` what it
    mentions, `certain` what each of its solutions binds.
    """

    start: int
    end: int
    silent: bool
    endpoint: Token
    group: str
    variables: tuple[str, ...]
    certain: frozenset[str]


@dataclass(frozen=True, slots=True)
class Head:
    """What of a query stands before its pattern: declarations, and the graphs it is asked of."""

    declarations: str
    graphs: str


def has_calls(query: str) -> bool:
    """Tell whether a query calls another endpoint."""
    return bool(_CALLED.search(query)) and "SERVICE" in Outline(query).words


def mentioned(tokens: Iterable[Token]) -> tuple[str, ...]:
    """Name the variables among tokens, each once."""
    return tuple(dict.fromkeys(t.text[1:] for t in tokens if t.kind == "variable"))


def next_call(query: str) -> Call | None:
    """Find the first SERVICE of a query; None where there is none that can be read."""
    found = Outline(query)
    place = next((n for n, one in enumerate(found.tokens) if is_word(one, "SERVICE")), None)
    if place is None:
        return None
    silent = _is_at(found.tokens, place + 1, "SILENT")
    opening = place + (3 if silent else 2)
    closing = _closing(found.tokens)
    if opening not in closing or found.tokens[opening].text != "{":
        return None
    inside = found.tokens[opening + 1 : closing[opening]]
    start, end = found.tokens[opening].offset, found.tokens[closing[opening]].offset + 1
    return Call(
        start=found.tokens[place].offset,
        end=end,
        silent=silent,
        endpoint=found.tokens[opening - 1],
        group=query[start:end],
        variables=mentioned(inside),
        certain=frozenset(_certain(inside)),
    )


def joined_with(query: str, call: Call) -> Joined | None:
    """Give what each solution of a call is joined with if it matters; None where none can tell.

    The engine has to have read the query before.
    """
    found = Outline(query)
    places = {token.offset: place for place, token in enumerate(found.tokens)}
    around = _Around(query, found, _closing(found.tokens))
    try:
        return around.joined(places[call.start], places[call.end - 1])
    except (IndexError, KeyError):
        # What the engine reads, but not as it stands here: then all is asked for.
        return None


def outer_calls(query: str) -> Iterator[Call]:
    """Find every SERVICE that is not within another one."""
    while call := next_call(query):
        yield call
        query = query[: call.start] + " " * (call.end - call.start) + query[call.end :]


def head_of(query: str) -> Head:
    """Read what stands before a query's pattern."""
    tokens = Outline(query).tokens
    words = (one for one in tokens if one.kind == "word" and one.text.upper() not in _PROLOGUE)
    form, graphs = next(words, None), []
    for place, token in enumerate(tokens):
        if is_word(token, "FROM"):
            length = 3 if _is_at(tokens, place + 1, "NAMED") else 2
            graphs += [one.text for one in tokens[place : place + length]]
    return Head(query[: form.offset] if form else "", " ".join(graphs))


def without_partners(query: str) -> str:
    """Give the query with nothing in the place of each call's solutions, and all else where it was.

    What an engine says of it, it says of the query.
    """
    while call := next_call(query):
        pattern_start = call.end - len(call.group)
        lines = query.count("\n", call.start, pattern_start)
        filling = "\n" * lines or " " * (pattern_start - call.start - len(_NOTHING))
        query = query[: call.start] + _NOTHING + filling + query[pattern_start:]
    return query


def with_table(group: str, table: str) -> str:
    """Give a group that begins with triples with a table before those."""
    return f"{{ {table} {group[1:]}"


def _is_at(tokens: Sequence[Token], place: int, word: str) -> bool:
    return place < len(tokens) and is_word(tokens[place], word)


def _closing(tokens: Sequence[Token]) -> dict[int, int]:
    """Tell for each bracket which one closes it."""
    opened: list[int] = []
    closing = {}
    for place, token in enumerate(tokens):
        if token.text in _OPENING:
            opened.append(place)
        elif opened and token.text == _OPENING[tokens[opened[-1]].text]:
            closing[opened.pop()] = place
    return closing


def _certain(inside: Sequence[Token]) -> Iterator[str]:
    """Name the variables of the triples that a group begins with."""
    lists = 0
    for token in inside:
        if token.text in ("{", "}") or (token.kind == "word" and token.text.upper() in _NO_TRIPLES):
            return
        lists += {"(": 1, ")": -1}.get(token.text, 0)
        if token.kind == "variable" and not lists:
            yield token.text[1:]


class _Around:
    """What stands around a call: the groups that it is in, from its own outwards."""

    def __init__(self, query: str, found: Outline, closing: Mapping[int, int]) -> None:
        self._query, self._tokens, self._closing = query, found.tokens, closing
        braces = pattern(found)
        self._outermost = braces[0] if braces else None

    def joined(self, place: int, end: int) -> Joined | None:
        """Give what a call between two tokens is joined with, group by group while that is plain.

        Beyond an OPTIONAL no more than what stands before it: a row that finds no partner there
        stays, and might find one further out that it never had.
        """
        groups = [
            one
            for one, closed in sorted(self._closing.items(), reverse=True)
            if one < place and closed > end and self._tokens[one].text == "{"
        ]
        kinds = [self._kind(one) for one in groups]
        if "other" in kinds:
            return None
        parts: list[str] = []
        crossed = False
        for opening, kind in zip(groups, kinds, strict=True):
            parts.append(self._stretch(opening, place))
            if not crossed:
                parts += self._tables(end, self._closing[opening])
            if kind == "outermost":
                return Joined(_nested(parts), "mentioned" if crossed else "all")
            if kind == "subquery" or crossed:
                break
            crossed = kind == "optional"
            place, end = self._beginning(opening), self._closing[opening]
        return Joined(_nested(parts), "none")

    def _kind(self, opening: int) -> _Kind:
        """Tell what a group is to what it stands in."""
        tokens = self._tokens
        if tokens[opening].offset == self._outermost:
            return "outermost"
        before = tokens[opening - 1].text.upper() if tokens[opening - 1].kind == "word" else ""
        if before in ("MINUS", "EXISTS") or _is_at(tokens, opening - 2, "GRAPH"):
            return "other"
        outer = max(
            (
                one
                for one, closed in self._closing.items()
                if one < opening < closed and tokens[one].text == "{"
            ),
            default=None,
        )
        if outer is None:
            return "other"
        if _is_at(tokens, outer + 1, "SELECT"):
            return "subquery"
        return "optional" if before == "OPTIONAL" else "plain"

    def _beginning(self, opening: int) -> int:
        """Find the token at which a group begins, with its OPTIONAL or what it is a UNION with."""
        opened = {closed: one for one, closed in self._closing.items()}
        while _is_at(self._tokens, opening - 1, "UNION") and opening - 2 in opened:
            opening = opened[opening - 2]
        return opening - 1 if _is_at(self._tokens, opening - 1, "OPTIONAL") else opening

    def _stretch(self, opening: int, place: int) -> str:
        """Give what stands in a group before a token, without FILTER: it may look at all of it."""
        tokens, parts = self._tokens, []
        here, start = opening + 1, tokens[opening].offset + 1
        while here < place:
            if is_word(tokens[here], "FILTER"):
                parts.append(self._query[start : tokens[here].offset] + "{}")
                here = self._end_of_clause(here)
                start = tokens[here].offset + 1
            here = self._closing.get(here, here) + 1
        return "".join([*parts, self._query[start : tokens[place].offset]])

    def _tables(self, after: int, until: int) -> Iterator[str]:
        """Give each VALUES that stands directly in a group after a token."""
        here = after + 1
        while here < until:
            if is_word(self._tokens[here], "VALUES"):
                start, here = self._tokens[here].offset, self._end_of_clause(here, "{")
                yield self._query[start : self._tokens[here].offset + 1]
            here = self._closing.get(here, here) + 1

    def _end_of_clause(self, keyword: int, opening: str = "({") -> int:
        """Find the bracket that ends what a keyword begins."""
        here = keyword
        while self._tokens[here].text not in opening:
            here = self._closing.get(here, here) + 1
        return self._closing[here]


def _nested(parts: Sequence[str]) -> str:
    return " ".join(f"{{ {part} }}" for part in reversed(parts))
