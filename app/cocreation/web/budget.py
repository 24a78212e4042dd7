"""How many seconds of the server's time each client may take, so that one does not take it all."""

import ipaddress
import math
from time import time

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter

from cocreation.errors import BudgetError
from cocreation.model import Text

_MILLISECONDS = 1000
_CLIENT_PREFIX = {4: 32, 6: 64}


class Budget:
    """So many seconds of each minute for every client; with 0 there is no limit.

    A client is an address, or the network of /64 that a machine with IPv6 has for itself.
    """

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._item = RateLimitItemPerMinute(max(1, int(seconds * _MILLISECONDS)))
        self._limiter = FixedWindowRateLimiter(MemoryStorage())

    def check(self, address: str) -> None:
        """Refuse a client that has nothing left; BudgetError."""
        if not self._seconds:
            return
        window = self._limiter.get_window_stats(self._item, _client(address))
        if window.remaining <= 0:
            raise _spent(self._seconds, max(1, math.ceil(window.reset_time - time())))

    def charge(self, address: str, seconds: float) -> None:
        """Take what a request took off what its client has left."""
        if self._seconds:
            cost = max(1, round(seconds * _MILLISECONDS))
            self._limiter.hit(self._item, _client(address), cost=cost)


def _client(address: str) -> str:
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    return str(ipaddress.ip_network((parsed, _CLIENT_PREFIX[parsed.version]), strict=False))


def _spent(seconds: float, wait: int) -> BudgetError:
    return BudgetError(
        Text(
            en=f"You have used the {seconds:g} seconds of query time that each client has in a "
            f"minute; go on in {wait} s.",
            zh=f"您已用完每个客户端每分钟 {seconds:g} 秒的查询时间；请在 {wait} 秒后继续。",
        ),
        {"seconds": seconds, "retry_after": wait},
    )
