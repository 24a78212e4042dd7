"""How many seconds of the server's time each client may take, so that one does not take it all."""

import ipaddress
import math
from time import perf_counter, time

from flask import Flask, Response, g, request
from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter

from cocreation.errors import BudgetError
from cocreation.model import Text

_FREE = frozenset(("static", "pages.health", "pages.live"))
_MILLISECONDS = 1000
_CLIENT_PREFIX = {4: 32, 6: 64}


def install(app: Flask, seconds: float) -> None:
    """Let each client take so many seconds of each minute; one that took more waits for the next.

    A client is an address, or the network of /64 that a machine with IPv6 has for itself.
    """
    budget = _Budget(seconds)
    app.before_request(budget.check)
    app.after_request(budget.charge)


class _Budget:
    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._item = RateLimitItemPerMinute(max(1, int(seconds * _MILLISECONDS)))
        self._limiter = FixedWindowRateLimiter(MemoryStorage())

    def check(self) -> None:
        """Refuse a client that has nothing left; BudgetError."""
        if request.endpoint in _FREE:
            return
        g.charged_from = perf_counter()
        window = self._limiter.get_window_stats(self._item, _client())
        if window.remaining <= 0:
            raise _spent(self._seconds, max(1, math.ceil(window.reset_time - time())))

    def charge(self, response: Response) -> Response:
        """Take what the request took off what its client has left."""
        if "charged_from" in g and response.status_code != BudgetError.status:
            cost = math.ceil((perf_counter() - g.charged_from) * _MILLISECONDS)
            self._limiter.hit(self._item, _client(), cost=cost)
        return response


def _client() -> str:
    try:
        address = ipaddress.ip_address(request.remote_addr or "")
    except ValueError:
        return str(request.remote_addr)
    network = ipaddress.ip_network((address, _CLIENT_PREFIX[address.version]), strict=False)
    return str(network)


def _spent(seconds: float, wait: int) -> BudgetError:
    return BudgetError(
        Text(
            en=f"You have used the {seconds:g} seconds of query time that each client has in a "
            f"minute; go on in {wait} s.",
            zh=f"您已用完每个客户端每分钟 {seconds:g} 秒的查询时间；请在 {wait} 秒后继续。",
        ),
        {"seconds": seconds, "retry_after": wait},
    )
