"""The calls of one query by SERVICE: whom they ask, for which values, and what becomes of it."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from secrets import token_hex

from cocreation.errors import (
    AnswerTooLargeError,
    QueryError,
    QueryTimeoutError,
    ServiceError,
)
from cocreation.linking import service_text
from cocreation.linking.hosts import Hosts
from cocreation.linking.partners import Question, ask
from cocreation.linking.service_text import Call, Joined
from cocreation.model import Rows, Term, Text
from cocreation.namespaces import XSD
from cocreation.store.base import JSON, Answer
from cocreation.store.outline import MAXIMUM_BYTES, Outline
from cocreation.store.patterns import iri_of
from cocreation.store.terms import rows_of, table_group, values_clause, values_table

# So many values are passed on, so many with each request; more are not worth the requests.
MOST_VALUES = 2000
BATCH = 100
_MOST_ADDRESSES = 10

Row = tuple[Term | None, ...]
Locally = Callable[[str, str | None, Mapping[str, Term]], Answer]


class Deadline:
    """So many seconds from now."""

    def __init__(self, seconds: float) -> None:
        self._seconds, self._end = seconds, time.monotonic() + seconds

    def left(self) -> float:
        """How many seconds are left, to a tenth; QueryTimeoutError where there are none."""
        left = round(self._end - time.monotonic(), 1)
        if left > 0:
            return left
        raise QueryTimeoutError(
            Text(
                en=f"The query and what it calls by SERVICE took more than {self._seconds:g} s; "
                "ask for less, or try again.",
                zh=f"查询及其 SERVICE 调用超过 {self._seconds:g} 秒；请缩小查询或重试。",
            ),
            {"seconds": self._seconds},
        )


class Calls:
    """The calls of a query, answered one after the other within `deadline`.

    `locally` answers queries without calls, `tell` hears what a SERVICE SILENT keeps silent about.
    """

    def __init__(
        self,
        locally: Locally,
        hosts: Hosts,
        bindings: Mapping[str, Term],
        deadline: Deadline,
        tell: Callable[[Text], None],
    ) -> None:
        self._locally, self._hosts, self._bindings = locally, hosts, bindings
        self._deadline, self._tell = deadline, tell

    def answered(self, query: str) -> str:
        """Give a query with a table in the place of each call.

        QueryError where one calls who is not allowed, before anybody is asked if it names them;
        ServiceError, QueryTimeoutError and AnswerTooLargeError for what others do.
        """
        for one in service_text.outer_calls(query):
            self._named(one, query)
        while call := service_text.next_call(query):
            table = self._table(query, call)
            query = query[: call.start] + table + query[call.end :]
            if len(query.encode()) > MAXIMUM_BYTES:
                raise _too_many_rows(table.count("\n"))
        return query

    def _table(self, query: str, call: Call) -> str:
        try:
            return table_group(self._rows(query, call), f"s{token_hex(4)}")
        except (ServiceError, QueryTimeoutError, AnswerTooLargeError) as error:
            if not call.silent:
                raise
            self._tell(_left_out(error.message))
            return values_table(Rows(call.variables, ((None,) * len(call.variables),)))

    def _rows(self, query: str, call: Call) -> Rows:
        """Ask whom a call names for what is joined with it."""
        named = self._named(call, query)
        values = self._values(query, call, () if named else (call.endpoint.text[1:],))
        if values is not None and not values.rows:
            return Rows(call.variables, ())
        if named:
            return self._asked(query, call, named, values)
        return self._asked_each(query, call, values)

    def _named(self, call: Call, query: str) -> str | None:
        """Give the address that a call or a parameter names; QueryError if it is not allowed."""
        name = call.endpoint.text[1:]
        if call.endpoint.kind != "variable":
            address = iri_of(call.endpoint, Outline(query))
        elif name in self._bindings:
            address = self._bindings[name].value
        else:
            return None
        self._hosts.check(address)
        return address

    def _values(self, query: str, call: Call, endpoint: tuple[str, ...]) -> Rows | None:
        """Find what is joined with a call, of what they share; None where that cannot be told."""
        joined = service_text.joined_with(query, call)
        if joined is None:
            return None
        given = self._given(joined)
        shared = call.certain & (joined.variables | given.keys())
        wanted = (*endpoint, *sorted(shared - set(endpoint)))
        if not wanted:
            return None
        head = service_text.head_of(query)
        text = (
            f"{head.declarations} SELECT DISTINCT {' '.join(f'?{name}' for name in wanted)} "
            f"{head.graphs} WHERE {{ {joined.pattern} {values_clause(given)} }} "
            f"LIMIT {MOST_VALUES + 1}"
        )
        try:
            return rows_of(self._locally(text, JSON, {}))
        except QueryError:
            # Alone it needs too much, or cannot be read: then all is asked for.
            return None

    def _given(self, joined: Joined) -> dict[str, Term]:
        """Choose the parameters whose values hold in a pattern."""
        if joined.bindings == "all":
            return dict(self._bindings)
        mentioned = joined.variables if joined.bindings == "mentioned" else frozenset()
        return {name: term for name, term in self._bindings.items() if name in mentioned}

    def _asked_each(self, query: str, call: Call, values: Rows | None) -> Rows:
        """Ask everyone whom a variable names."""
        name = call.endpoint.text[1:]
        if values is None or name not in values.variables:
            raise _unknown_endpoint(name)
        found = dict.fromkeys(row[0] for row in values.rows)
        if len(values.rows) > MOST_VALUES or len(found) > _MOST_ADDRESSES:
            raise _unknown_endpoint(name)
        answers = []
        for term in found:
            if term is None or term.kind != "iri":
                raise _unknown_endpoint(name)
            self._hosts.check(term.value)
            own = Rows(values.variables[1:], tuple(r[1:] for r in values.rows if r[0] == term))
            rows = self._asked_one(query, call, term, own if own.variables else None)
            answers.append(rows)
        return _together(answers)

    def _asked_one(self, query: str, call: Call, term: Term, values: Rows | None) -> Rows:
        """Ask one of several; where a call is silent its fault costs what it would have added."""
        name = call.endpoint.text[1:]
        try:
            return _with_column(self._asked(query, call, term.value, values), name, term)
        except (ServiceError, QueryTimeoutError, AnswerTooLargeError) as error:
            if not call.silent:
                raise
            self._tell(_left_out(error.message))
            others = tuple(one for one in call.variables if one != name)
            return Rows((*others, name), ((*(None for _ in others), term),))

    def _asked(self, query: str, call: Call, address: str, values: Rows | None) -> Rows:
        """Ask one server, batch by batch where the values to pass on are many."""
        passed = _passed_on(values) if values else None
        if passed and not passed.rows:
            return Rows(call.variables, ())
        declarations = service_text.head_of(query).declarations
        answers = []
        for group in _groups(call.group, passed):
            asked = Question(declarations, group, call.certain)
            answers.append(_apart(ask(address, asked, call, self._left(call))))
        return _together(answers)

    def _left(self, call: Call) -> float:
        """How long a call may take: where a query goes on without it, half of what is left."""
        left = self._deadline.left()
        return max(round(left / 2, 1), 0.1) if call.silent else left


def _passed_on(values: Rows) -> Rows | None:
    """Choose what is passed on: columns with a value in each row, as written; no blank nodes.

    None where that is nothing, or too much.
    """
    if len(values.rows) > MOST_VALUES:
        return None
    places = [
        n
        for n in range(len(values.variables))
        if all(_is_as_written(row[n]) for row in values.rows)
    ]
    rows = dict.fromkeys(tuple(row[n] for n in places) for row in values.rows)
    # A blank node of ours is none of anybody else's.
    kept = tuple(row for row in rows if all(term and term.kind != "blank" for term in row))
    return Rows(tuple(values.variables[n] for n in places), kept) if places else None


def _is_as_written(term: Term | None) -> bool:
    """Whether the engine gives a value as the data have it: it spells numbers and tags anew.

    A server that compares terms as they are written would not find another spelling.
    """
    if term is None or term.kind != "literal":
        return term is not None
    return (term.datatype in (None, XSD + "string")) and "-" not in (term.language or "")


def _groups(group: str, passed: Rows | None) -> Iterator[str]:
    """Write a group with the values that are passed on, so many at a time."""
    if passed is None:
        yield group
        return
    for start in range(0, len(passed.rows), BATCH):
        batch = Rows(passed.variables, passed.rows[start : start + BATCH])
        yield service_text.with_table(group, values_table(batch))


def _apart(rows: Rows) -> Rows:
    """Give the blank nodes of an answer labels that no other answer has."""
    mark = token_hex(8)
    apart = (
        tuple(
            Term("blank", f"b{mark}{term.value}") if term and term.kind == "blank" else term
            for term in row
        )
        for row in rows.rows
    )
    return Rows(rows.variables, tuple(apart))


def _with_column(rows: Rows, name: str, term: Term) -> Rows:
    """Add what the variable of the endpoint is; a call may not say otherwise."""
    if name in rows.variables:
        place = rows.variables.index(name)
        return Rows(rows.variables, tuple(row for row in rows.rows if row[place] == term))
    return Rows((*rows.variables, name), tuple((*row, term) for row in rows.rows))


def _together(answers: Sequence[Rows]) -> Rows:
    """Join the rows of several answers, whatever the order of their columns."""
    names = tuple(dict.fromkeys(name for rows in answers for name in rows.variables))
    return Rows(
        names,
        tuple(
            tuple(cells.get(name) for name in names)
            for rows in answers
            for cells in (dict(zip(rows.variables, row, strict=True)) for row in rows.rows)
        ),
    )


def _left_out(fault: Text) -> Text:
    return Text(
        en=f"{fault.en} The answer goes without what it would have added (SERVICE SILENT).",
        zh=f"{fault.zh}回答中略去其内容（SERVICE SILENT）。",
    )


def _unknown_endpoint(name: str) -> QueryError:
    return QueryError(
        Text(
            en=f"Whom SERVICE ?{name} calls is not known before; give ?{name} by VALUES or as a "
            f"parameter, at most {_MOST_ADDRESSES} addresses.",
            zh=f"SERVICE ?{name} 所调用的地址事先未知；请用 VALUES 或参数给出 ?{name}，"
            f"最多 {_MOST_ADDRESSES} 个地址。",
        )
    )


def _too_many_rows(rows: int) -> AnswerTooLargeError:
    return AnswerTooLargeError(
        Text(
            en=f"What SERVICE answers, some {rows} rows, is more than fits into a query; ask for "
            "less there: a narrower pattern, or LIMIT.",
            zh=f"SERVICE 返回约 {rows} 行，超出查询可容纳的大小；请缩小其中的模式或使用 LIMIT。",
        ),
        {"bytes": MAXIMUM_BYTES},
    )
