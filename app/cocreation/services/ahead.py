"""What takes long to make of a store, made before somebody asks for it."""

import logging
from time import monotonic
from typing import Any

from cocreation.errors import CocreationError
from cocreation.services.per_state import PerState
from cocreation.store.base import Store

LOGGER = logging.getLogger("cocreation.ahead")


class Ahead:
    """Has one thing made once for each state of a store; `name` is what the log calls it.

    A fault is told in the log and not raised: whoever asks for the thing has it made then.
    """

    def __init__(self, name: str, store: Store, made: PerState[Any]) -> None:
        self._name = name
        self._store = store
        self._made = made
        self._tried: str | None = None

    def make(self) -> None:
        """Have it made, unless the store has no state, or it was tried in the one that it is in."""
        began = monotonic()
        try:
            state = self._store.version()
            if state in (None, self._tried):
                return
            self._tried = state
            self._made.now()
        except CocreationError as error:
            self._warn(error.message.en)
        except Exception as error:  # noqa: BLE001 -- the thread goes on; who asks meets the fault
            self._warn(repr(error))
        else:
            seconds = round(monotonic() - began, 1)
            LOGGER.info(self._name, extra={"fields": {"seconds": seconds}})

    def _warn(self, fault: str) -> None:
        LOGGER.warning(self._name, extra={"fields": {"fault": fault}})
