"""One server that a query calls by SERVICE: asked once, its answer looked at before it is used."""

from collections.abc import Collection
from typing import NamedTuple

from cocreation.errors import CocreationError, QueryError, ServiceError, StoreError
from cocreation.linking.service_text import Call
from cocreation.model import Rows, Text
from cocreation.settings import SparqlServer
from cocreation.store.base import JSON
from cocreation.store.outline import Outline
from cocreation.store.remote import answers, faults, scope
from cocreation.store.remote.transport import Transport
from cocreation.store.terms import read_rows

# As results in JSON; as a table in a query they take a third of that.
LARGEST_ANSWER_BYTES = 4 * 2**20
# More than that no query could hold.
MOST_ROWS = 100_000
_NO_ROWS = Text(en="a yes or no, and no rows", zh="回答是真假值而非结果行")


class Question(NamedTuple):
    """What a server is asked: declarations, a group, and the variables that each row binds."""

    declarations: str
    group: str
    bound: Collection[str]


def ask(address: str, question: Question, call: Call, seconds: float) -> Rows:
    """Ask a server for the solutions of a group, with no credentials, following it nowhere else.

    ServiceError where it is away, answers too much, or what nobody asked for; QueryTimeoutError
    after `seconds`.
    """
    text = f"{question.declarations}SELECT * WHERE {question.group}"
    server = SparqlServer(query=address, update=address)
    try:
        transport = Transport(server, largest=LARGEST_ANSWER_BYTES, guest=True)
        text = scope.with_base(text, Outline(text))
        received = transport.query(text, answers.ACCEPT_ROWS, None, seconds)
        read = answers.rows(received, JSON, "select", address, most=MOST_ROWS)
        rows = _rows(read, address)
        _refuse_lies(rows, question, call, address)
    except (StoreError, QueryError) as error:
        raise _failed(error, address) from error
    return rows


def _rows(results: bytes, address: str) -> Rows:
    try:
        return read_rows(results)
    except QueryError as error:
        raise faults.unusable(address, _NO_ROWS) from error


def _refuse_lies(rows: Rows, question: Question, call: Call, address: str) -> None:
    """Raise StoreError for values of what was not asked, and for rows without what they must have.

    The former would speak for the rest of the query, the latter would be joined with all of it.
    """
    for name in rows.variables:
        if name not in call.variables:
            raise faults.unusable(address, _unasked(name))
    for name in question.bound if rows.rows else ():
        place = rows.variables.index(name) if name in rows.variables else None
        if place is None or any(row[place] is None for row in rows.rows):
            raise faults.unusable(address, _lacking(name))


def _failed(error: CocreationError, address: str) -> ServiceError:
    return ServiceError(error.message, {**error.details, "endpoint": address})


def _unasked(name: str) -> Text:
    return Text(en=f"it answers ?{name}, which was not asked", zh=f"返回了未询问的 ?{name}")


def _lacking(name: str) -> Text:
    return Text(
        en=f"a row without ?{name}, which every row must have", zh=f"有一行缺少每行必有的 ?{name}"
    )
