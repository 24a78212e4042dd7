"""The pool of query workers as a `Store`, for threads: the command's, the pages', the tests'."""

import asyncio
import threading
from collections.abc import Coroutine, Mapping
from pathlib import Path
from typing import Any, TypeVar

from cocreation.model import Rows, Term
from cocreation.store.base import NO_BINDINGS, Answer, Dataset
from cocreation.store.pool import Pool, PoolKind
from cocreation.store.terms import rows_of

T = TypeVar("T")


class PoolStore:
    """A `Store` over a pool that runs in the event loop of another thread."""

    def __init__(self, pool: Pool, loop: asyncio.AbstractEventLoop) -> None:
        self._pool = pool
        self._loop = loop

    def select(self, query: str, bindings: Mapping[str, Term] = NO_BINDINGS) -> Rows:
        """Answer a SELECT with its rows in order; QueryError for any other form."""
        return rows_of(self.answer(query, None, bindings))

    def answer(
        self,
        query: str,
        media_type: str | None = None,
        bindings: Mapping[str, Term] = NO_BINDINGS,
        *,
        dataset: Dataset | None = None,
        seconds: float | None = None,
    ) -> Answer:
        """Answer any query in `media_type`, by default JSON for rows and Turtle for graphs."""
        asked = self._pool.answer(query, media_type, bindings, dataset=dataset, seconds=seconds)
        return self._wait(asked)

    def version(self) -> str:
        """Name the snapshot that is served."""
        return self._wait(self._pool.version())

    def close(self) -> None:
        """Do nothing: the pool is closed where it was made."""

    def _wait(self, asked: Coroutine[Any, Any, T]) -> T:
        """Wait for the pool; what interrupts this, even a key, stops the query."""
        future = asyncio.run_coroutine_threadsafe(asked, self._loop)
        try:
            return future.result()
        except BaseException:
            future.cancel()
            raise


class WorkerPool(PoolStore):
    """A `Store` over the published snapshot in a folder, with a pool and an event loop of its own.

    `kind` tells how queries are run. Safe to share between threads.
    """

    def __init__(self, directory: Path, kind: PoolKind) -> None:
        loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=loop.run_forever, name="query pool", daemon=True)
        self._thread.start()
        super().__init__(Pool(directory, kind), loop)

    def close(self) -> None:
        """End every worker, whatever it is answering."""
        self._wait(self._stop())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    async def _stop(self) -> None:
        """Stop what is asked still, even if who asked was interrupted before they knew of it."""
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)
        await self._pool.close()
