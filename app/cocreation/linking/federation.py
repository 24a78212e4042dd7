"""SERVICE, evaluated outside the engine: each call becomes a table of what the other one answers.

The engine has no switch for SERVICE, and its processes have no way to another server. So servers
are asked here, where there are a deadline and a largest size, and the engine gets a query without
calls.
"""

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from cocreation.errors import QueryError, ServerBusyError
from cocreation.linking import service_text
from cocreation.linking.calls import Calls, Deadline
from cocreation.linking.hosts import Hosts
from cocreation.model import Rows, Term, Text
from cocreation.store.base import JSON, NO_BINDINGS, Answer, Dataset, Store
from cocreation.store.outline import admit
from cocreation.store.patterns import is_word
from cocreation.store.terms import rows_of

MOST_CALLS = 20
_MOST_AT_ONCE = 8


class FederatedStore:
    """A `Store` that evaluates SERVICE for the hosts that are allowed; all else is `store`'s.

    `seconds` is how long a query may take: only the calls where `is_patient`, else all of it.
    `tell` hears what a SERVICE SILENT keeps silent about. A SERVICE within the pattern of another
    is that other one's affair. Safe to share between threads.
    """

    def __init__(
        self,
        store: Store,
        hosts: Hosts,
        *,
        seconds: float,
        is_patient: bool = False,
        tell: Callable[[Text], None] = lambda _: None,
    ) -> None:
        self._store, self._hosts, self._tell = store, hosts, tell
        self._seconds, self._is_patient = seconds, is_patient
        self._turns = threading.BoundedSemaphore(_MOST_AT_ONCE)

    def select(self, query: str, bindings: Mapping[str, Term] = NO_BINDINGS) -> Rows:
        """Answer a SELECT with its rows in order; QueryError for any other form."""
        if not service_text.has_calls(query):
            return self._store.select(query, bindings)
        return rows_of(self.answer(query, JSON, bindings))

    def answer(
        self,
        query: str,
        media_type: str | None = None,
        bindings: Mapping[str, Term] = NO_BINDINGS,
        *,
        dataset: Dataset | None = None,
        seconds: float | None = None,
    ) -> Answer:
        """Answer any query in `media_type`, by default JSON for rows and Turtle for graphs.

        ServiceError where a server that is called fails, QueryError where it is not allowed.
        """
        if not service_text.has_calls(query):
            return self._store.answer(query, media_type, bindings, dataset=dataset, seconds=seconds)
        with self._turn():
            return self._federated(query, media_type, bindings, dataset, seconds)

    def version(self) -> str | None:
        """Name the state of the store's own data: others do not say when theirs change."""
        return self._store.version()

    def close(self) -> None:
        """Release what the store holds."""
        self._store.close()

    def _federated(
        self,
        query: str,
        media_type: str | None,
        bindings: Mapping[str, Term],
        dataset: Dataset | None,
        seconds: float | None,
    ) -> Answer:
        if sum(is_word(token, "SERVICE") for token in admit(query).tokens) > MOST_CALLS:
            raise _too_many_calls()
        deadline = Deadline(seconds or self._seconds)

        def locally(text: str, wanted: str | None, given: Mapping[str, Term]) -> Answer:
            own = None if self._is_patient else deadline.left()
            return self._store.answer(text, wanted, given, dataset=dataset, seconds=own)

        # Whatever is wrong with the query is told before anybody is asked.
        locally(_readable(query), media_type, bindings)
        calls = Calls(locally, self._hosts, bindings, deadline, self._tell)
        return locally(calls.answered(query), media_type, bindings)

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """Let a few queries wait for others at once; ServerBusyError for one more."""
        if not self._turns.acquire(blocking=False):
            raise ServerBusyError(
                Text(
                    en="Too many queries wait for other servers at once; try again in a few "
                    "seconds.",
                    zh="同时等待其他服务器的查询过多；请几秒后重试。",
                )
            )
        try:
            yield
        finally:
            self._turns.release()


def _too_many_calls() -> QueryError:
    return QueryError(
        Text(
            en=f"The query calls others more than {MOST_CALLS} times; use SERVICE less often.",
            zh=f"查询中的 SERVICE 超过 {MOST_CALLS} 处；请减少其使用次数。",
        ),
        {"calls": MOST_CALLS},
    )


def _readable(query: str) -> str:
    """Give the query without the partners of its calls; QueryError where it has what is no call."""
    kept = service_text.without_partners(query)
    if service_text.has_calls(kept):
        raise QueryError(
            Text(
                en="A SERVICE of this query cannot be read; write SERVICE <address> { … }.",
                zh="此查询中有无法读取的 SERVICE；请写作 SERVICE <地址> { … }。",
            )
        )
    return kept
