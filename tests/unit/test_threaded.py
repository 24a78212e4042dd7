"""A store that waits for a server elsewhere, asked in an event loop."""

import asyncio
from threading import Event

from cocreation.store.threaded import ThreadedStore


class Slow:
    """A store that does not tell its version until somebody lets it."""

    def __init__(self):
        self.told = Event()

    def version(self):
        self.told.wait(20)
        return "one"

    def close(self):
        """Nothing is held."""


def test_a_server_that_does_not_tell_its_version_keeps_no_query_waiting():
    slow = Slow()

    async def asked():
        store = ThreadedStore(slow)
        first = await store.version()
        slow.told.set()
        await store.close()
        return first

    assert asyncio.run(asked()) is None
