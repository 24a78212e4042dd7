"""The search: an index of the store's state, made anew beside the old one when that changes."""

import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import monotonic

from cocreation import likeness
from cocreation.errors import CocreationError, NotReadyError
from cocreation.likeness import slug
from cocreation.model import QuerySpec, Text
from cocreation.services.searching.entries import Entry, read_entries
from cocreation.services.searching.index import Found, SearchIndex
from cocreation.services.searching.words import Word, asked
from cocreation.services.statements import Statements
from cocreation.store.base import Store

LOGGER = logging.getLogger("cocreation.search")
_LOOK_SECONDS = 1.0
# What is being made when the server stops has so long to end.
_GRACE_SECONDS = 10.0
# Of a store that does not tell when it changes the index is made anew so often.
_BLIND_SECONDS = 600.0
_RETRY_SECONDS = 2
_NEAREST = 5
# The index knows words; the name that is most like as a whole is told among so many times more.
_LOOKED_AT = 5


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was asked and found; `near` has what is likest where nothing was found."""

    words: tuple[Word, ...]
    found: Found
    near: tuple[Entry, ...]


class Search:
    """Answers at once from the index at hand while another is made; threads may share it."""

    def __init__(
        self, store: Store, read: Callable[[], Statements], queries: Sequence[QuerySpec]
    ) -> None:
        """`store` tells its state, `read` reads all that it says."""
        self._store = store
        self._read = read
        self._queries = queries
        self._index: SearchIndex | None = None
        self._state: tuple[str | None, float] | None = None
        self._steps: Sequence[Callable[[], object]] = ()
        self._starting = threading.Lock()
        self._thread: threading.Thread | None = None
        self._closed = threading.Event()

    def follow(self, steps: Sequence[Callable[[], object]] = ()) -> None:
        """Make the index in the background, and again whenever the store changes, until closed.

        Of each state that the store tells, take the steps once, behind the index: they tell their
        own faults.
        """
        self._steps = steps
        self._start(self._follow)

    def close(self) -> None:
        """Make nothing more, and wait some seconds for what is being made now."""
        self._closed.set()
        if self._thread is not None:
            self._thread.join(_GRACE_SECONDS)

    def find(self, question: str, kind: str = "", first: int = 0, most: int = 20) -> Outcome:
        """Find things with all the words of a question; NotReadyError until there is an index."""
        index = self._ready()
        words = asked(question)
        named = index.named(question.strip())
        if named:
            return Outcome(words, Found((named,), 1, {named.kind: 1}), ())
        found = index.find(words, kind, first, most) if words else Found((), 0, {})
        near = () if sum(found.kinds.values()) else index.near(words, _NEAREST)
        return Outcome(words, found, near)

    def nearest(self, name: str) -> tuple[Entry, ...]:
        """The things that are called most like the last part of an IRI; none without an index."""
        if self._index is None:
            return ()
        last = slug(name)
        found = self._index.near(asked(last.replace("-", " ")), _NEAREST * _LOOKED_AT)
        likest = likeness.nearest([last], found, lambda entry: [slug(entry.name)], _NEAREST)
        return (*likest, *(entry for entry in found if entry not in likest))[:_NEAREST]

    def refresh(self) -> None:
        """Make the index if the store's state is another one; raises as the store does."""
        state = self._store.version()
        if not self._is_old(state):
            return
        began = monotonic()
        index = SearchIndex(read_entries(self._read(), self._queries))
        self._index, self._state = index, (state, monotonic())
        LOGGER.info("index", extra={"fields": {"seconds": round(monotonic() - began, 1)}})

    def _ready(self) -> SearchIndex:
        if self._index is None:
            self._start(self._try)
            raise NotReadyError(
                Text(
                    en="The search is getting ready; try again in a few seconds.",
                    zh="检索正在准备中；请几秒后重试。",
                ),
                {"retry_after": _RETRY_SECONDS},
            )
        return self._index

    def _is_old(self, state: str | None) -> bool:
        if self._state is None:
            return True
        known, made = self._state
        return state != known if state is not None else monotonic() - made > _BLIND_SECONDS

    def _start(self, run: Callable[[], None]) -> None:
        """Run in the background, unless something does already."""
        with self._starting:
            if self._closed.is_set() or (self._thread and self._thread.is_alive()):
                return
            self._thread = threading.Thread(target=run, name="search", daemon=True)
            self._thread.start()

    def _follow(self) -> None:
        stepped: str | None = None
        while not self._closed.is_set():
            self._try()
            state = self._state and self._state[0]
            if state not in (None, stepped) and self._take_steps():
                stepped = state
            self._closed.wait(_LOOK_SECONDS)

    def _take_steps(self) -> bool:
        """Take the steps; whether all were taken in the state that the index is of."""
        for step in self._steps:
            # What is sought comes first: after a change the index is made before the rest.
            if self._closed.is_set() or not self._is_of_now():
                return False
            step()
        return True

    def _is_of_now(self) -> bool:
        try:
            return not self._is_old(self._store.version())
        except CocreationError:
            return False

    def _try(self) -> None:
        try:
            self.refresh()
        except CocreationError as error:
            # The store may be away for a moment, or built anew; the index at hand answers.
            LOGGER.warning("index", extra={"fields": {"fault": error.message.en}})
