"""How long one server may take, for all that it is asked together."""

import math
import time

from cocreation.store.remote import faults

_LONGEST = 30


class Allowance:
    """Some seconds for all requests to one address, of which none may take more than its part."""

    def __init__(self, address: str, seconds: float) -> None:
        self._address = address
        self._seconds = seconds
        self._deadline = time.monotonic() + seconds

    def for_one(self) -> int:
        """The seconds that the next request may take; QueryTimeoutError where none is left."""
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise faults.too_slow(self._address, self._seconds, "query")
        return min(math.ceil(left), _LONGEST)
