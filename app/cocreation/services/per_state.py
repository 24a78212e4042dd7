"""What takes long to make of a store, made once for each of its states."""

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

from cocreation.store.base import Store

T = TypeVar("T")


class PerState(Generic[T]):
    """Keeps what `make` makes until the store is in another state. Safe to share between threads.

    Of a store that does not tell its state it is made each time.
    """

    def __init__(self, store: Store, make: Callable[[], T]) -> None:
        self._store = store
        self._make = make
        self._making = threading.Lock()
        self._made: tuple[str, T] | None = None

    def now(self) -> T:
        """Give what is made of the store as it is now; errors as `make` has them."""
        version = self._store.version()
        if version is None:
            return self._make()
        # One request makes it, the others wait for that: it takes less than to make it twice.
        with self._making:
            if self._made is None or self._made[0] != version:
                self._made = version, self._make()
            return self._made[1]

    def forget(self) -> None:
        """Have it made anew the next time, in whatever state the store is."""
        with self._making:
            self._made = None
