"""A store that answers in threads, for those who wait for it in an event loop."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from typing import TypeVar

from cocreation.store.base import Answer, Dataset, Store

T = TypeVar("T")
_THREADS = 32
_VERSION_SECONDS = 0.5


class ThreadedStore:
    """Asks a `Store` whose queries run elsewhere, so that a thread only waits."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._threads = ThreadPoolExecutor(_THREADS, "store")

    async def answer(
        self,
        query: str,
        media_type: str | None = None,
        *,
        dataset: Dataset | None = None,
        seconds: float | None = None,
    ) -> Answer:
        """Answer any query as the store does."""
        asked = partial(self._store.answer, query, media_type, dataset=dataset, seconds=seconds)
        return await self._in_thread(asked)

    async def version(self) -> str | None:
        """Name the state of the data; None where the store does not tell soon.

        What is asked next has a deadline of its own, to which this adds.
        """
        with suppress(TimeoutError):
            async with asyncio.timeout(_VERSION_SECONDS):
                return await self._in_thread(self._store.version)
        return None

    async def close(self) -> None:
        """Wait for what is being answered, and release what the store holds."""
        self._threads.shutdown()
        self._store.close()

    async def _in_thread(self, function: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._threads, function)
