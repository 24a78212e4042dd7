"""Whether the store answers, and what it holds, without counting again what has not changed."""

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cocreation.errors import CocreationError
from cocreation.model import QuerySpec
from cocreation.services import browsing
from cocreation.store.base import Store


@dataclass(frozen=True, slots=True)
class State:
    """What is known of the store: `ready` to be asked, and its counts when they were last taken."""

    ready: bool
    counts: Mapping[str, int]


class Health:
    """Remembers the counts of a state of the store; safe to share between threads."""

    def __init__(self, store: Store, queries: Sequence[QuerySpec]) -> None:
        self._store = store
        self._queries = queries
        self._counting = threading.Lock()
        self._counted: tuple[str | None, Mapping[str, int]] | None = None

    def state(self) -> State:
        """Tell the state of the store; it needs a worker only where the data have changed."""
        try:
            version = self._store.version()
        except CocreationError:
            return State(ready=False, counts=self._known())
        known = self._counted
        if known and version is not None and known[0] == version:
            return State(ready=True, counts=known[1])
        # One request counts; others do not wait for it.
        if not self._counting.acquire(blocking=known is None):
            return State(ready=True, counts=self._known())
        try:
            counts = browsing.counts(self._store, self._queries)
            self._counted = (version, {count.name: count.number for count in counts})
        except CocreationError:
            return State(ready=known is not None, counts=self._known())
        finally:
            self._counting.release()
        return State(ready=True, counts=self._known())

    def _known(self) -> Mapping[str, int]:
        return self._counted[1] if self._counted else {}
