"""What takes long to make of a store, made before somebody asks for it."""

import logging
from time import monotonic
from typing import Any

from cocreation.errors import CocreationError
from cocreation.services.per_state import PerState

LOGGER = logging.getLogger("cocreation.ahead")


def make_ahead(name: str, made: PerState[Any]) -> None:
    """Have one thing made; `name` is what the log calls it.

    A fault is told in the log and not raised: whoever asks for the thing has it made then.
    """
    began = monotonic()
    try:
        made.now()
    except CocreationError as error:
        _warn(name, error.message.en)
    except Exception as error:  # noqa: BLE001 -- the thread goes on; who asks meets the fault
        _warn(name, repr(error))
    else:
        seconds = round(monotonic() - began, 1)
        LOGGER.info(name, extra={"fields": {"seconds": seconds}})


def _warn(name: str, fault: str) -> None:
    LOGGER.warning(name, extra={"fields": {"fault": fault}})
