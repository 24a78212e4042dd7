"""Queries that call other servers apart from all others, which nothing keeps waiting."""

import asyncio

from cocreation.services.federating import has_calls
from cocreation.store.base import Answer, Dataset
from cocreation.web.front import Answering

_AT_ONCE = 2**15


class Parted:
    """An `Answering` of two: `plain` answers what calls nobody by SERVICE, `federated` the rest."""

    def __init__(self, plain: Answering, federated: Answering) -> None:
        self._plain, self._federated = plain, federated

    async def answer(
        self,
        query: str,
        media_type: str | None = None,
        *,
        dataset: Dataset | None = None,
        seconds: float | None = None,
    ) -> Answer:
        """Answer any query."""
        # A long one takes longer to read than everybody else can be kept waiting.
        long = len(query) > _AT_ONCE
        found = await asyncio.to_thread(has_calls, query) if long else has_calls(query)
        chosen = self._federated if found else self._plain
        return await chosen.answer(query, media_type, dataset=dataset, seconds=seconds)

    async def version(self) -> str | None:
        """Name the state of the data here."""
        return await self._plain.version()
