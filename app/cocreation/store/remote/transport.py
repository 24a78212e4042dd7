"""Requests to a server: bounded in time and size, and sent again where that is safe.

It is safe always: queries and graphs put in place may be repeated, and every update that the
program sends is written so that sending it twice does what sending it once does.
"""

import contextlib
import http.client
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass

from SPARQLWrapper import INSERT, POST, SELECT, SPARQLWrapper

from cocreation.errors import StoreError
from cocreation.model import Text
from cocreation.settings import SparqlServer
from cocreation.store.base import N_TRIPLES, Dataset
from cocreation.store.remote import faults
from cocreation.store.remote.faults import Deed
from cocreation.store.remote.lines import Line

LARGEST_ANSWER_BYTES = 64 * 2**20
_LARGEST_REPORT_BYTES = 2**16
_PIECE = 2**16
_TRIES = 3
_FIRST_PAUSE = 0.2
_AGENT = "cocreation"


@dataclass(frozen=True, slots=True)
class Received:
    """What a server answered; `headers` are by lower-case name."""

    body: bytes
    media_type: str
    headers: Mapping[str, str]


class _Passing(Exception):  # noqa: N818 -- a wrapper of the fault that may pass
    """A fault that may pass by itself; `undone` where the server says that it did nothing."""

    def __init__(self, fault: Exception, *, undone: bool = False) -> None:
        self.fault = fault
        self.undone = undone


class Transport:
    """The one way to a server; safe to share between threads.

    Every method raises QueryError where the server refuses what is asked, QueryTimeoutError where
    a query takes too long, StoreError where the server is away, full, or refuses the user.
    """

    def __init__(
        self, server: SparqlServer, *, largest: int | None = None, guest: bool = False
    ) -> None:
        """Of an answer `largest` bytes are read; a `guest` has no credentials to set."""
        self._largest, self._guest = largest, guest
        addresses = [server.query, server.update, *([server.graphs] if server.graphs else [])]
        for address in addresses:
            _check_address(address)
        self._server = server
        # Credentials are only sent where they are asked for.
        self._passwords = urllib.request.HTTPPasswordMgrWithDefaultRealm()
        if server.user is not None:
            for address in addresses:
                self._passwords.add_password(None, address, server.user, server.password or "")

    @property
    def address(self) -> str:
        """Where queries go."""
        return self._server.query

    @property
    def takes_graphs(self) -> bool:
        """Whether the server has an address for whole graphs."""
        return self._server.graphs is not None

    def query(self, text: str, accept: str, dataset: Dataset | None, seconds: float) -> Received:
        """Ask a query over `dataset`, or over what it names itself; wait for `seconds`."""
        wrapper = self._wrapper(text, SELECT)
        wrapper.addCustomHttpHeader("Accept", accept)
        for graph in dataset.default if dataset else ():
            wrapper.addDefaultGraph(graph)
        for graph in dataset.named if dataset else ():
            wrapper.addNamedGraph(graph)
        return self._send(wrapper._createRequest(), "query", seconds)

    def fetch(self, form: Mapping[str, str], accept: str, seconds: float) -> Received:
        """Send a form to the address, or with an empty one get what is there.

        So services are asked that speak no SPARQL.
        """
        request = urllib.request.Request(  # noqa: S310 -- the address was checked
            self._server.query,
            urllib.parse.urlencode(form).encode() if form else None,
            {"Accept": accept, "User-Agent": _AGENT},
        )
        return self._send(request, "query", seconds)

    def update(self, text: str, seconds: float, *, once: bool = False) -> None:
        """Run an update that may run twice; with `once` it is not sent again while it may run."""
        request = self._wrapper(text, INSERT)._createRequest()
        self._send(request, "update", seconds, once=once)

    def put(self, graph: str, triples: bytes, seconds: float) -> None:
        """Put N-Triples in the place of a graph, by the Graph Store Protocol."""
        named = urllib.parse.urlencode({"graph": graph})
        joint = "&" if "?" in (self._server.graphs or "") else "?"
        request = urllib.request.Request(  # noqa: S310 -- the address was checked
            f"{self._server.graphs}{joint}{named}",
            triples,
            {"Content-Type": N_TRIPLES, "User-Agent": _AGENT},
            method="PUT",
        )
        self._send(request, "update", seconds)

    def _wrapper(self, text: str, kind: str) -> SPARQLWrapper:
        wrapper = SPARQLWrapper(self._server.query, self._server.update, agent=_AGENT)
        wrapper.setMethod(POST)
        wrapper.setOnlyConneg(True)
        # Not by setQuery: what it does to find out the kind takes too long on some texts.
        wrapper.queryString, wrapper.queryType = text, kind
        return wrapper

    def _send(
        self, request: urllib.request.Request, deed: Deed, seconds: float, *, once: bool = False
    ) -> Received:
        """Send a request until it is answered, a few times at most, within the deadline."""
        deadline = time.monotonic() + seconds
        pause = _FIRST_PAUSE
        for turn in range(1, _TRIES + 1):
            try:
                return self._once(request, deed, deadline, seconds)
            except _Passing as passing:
                is_last = turn == _TRIES or (once and not passing.undone)
                if is_last or time.monotonic() + pause >= deadline:
                    raise passing.fault from passing.fault.__cause__
            time.sleep(pause)
            pause *= 3
        raise AssertionError("the last try returns or raises")

    def _once(
        self, request: urllib.request.Request, deed: Deed, deadline: float, seconds: float
    ) -> Received:
        address = request.full_url.partition("?graph=")[0]
        try:
            with Line(deadline) as line:
                return self._received(self._opener(line), request, deed, deadline)
        except TimeoutError as error:
            raise faults.too_slow(address, seconds, deed) from error
        except urllib.error.URLError as error:
            if isinstance(error.reason, TimeoutError):
                raise faults.too_slow(address, seconds, deed) from error
            raise _Passing(faults.unreachable(address, _reason(error.reason))) from error
        except (ConnectionError, http.client.IncompleteRead) as error:
            raise _Passing(faults.unreachable(address, _reason(error))) from error
        except (http.client.HTTPException, OSError, ValueError) as error:
            raise _Passing(faults.unusable(address, _reason(error))) from error

    def _received(
        self,
        opener: urllib.request.OpenerDirector,
        request: urllib.request.Request,
        deed: Deed,
        deadline: float,
    ) -> Received:
        address = request.full_url.partition("?graph=")[0]
        largest = self._largest or LARGEST_ANSWER_BYTES
        try:
            with opener.open(request, timeout=_left(deadline)) as response:
                body = _read(response, largest)
                headers = {name.lower(): value for name, value in response.headers.items()}
                media_type = response.headers.get_content_type()
        except urllib.error.HTTPError as error:
            with error:
                raise self._refusal(error, address, deed) from error
        if body is None:
            raise faults.too_large(address, largest)
        return Received(body, media_type, headers)

    def _refusal(self, error: urllib.error.HTTPError, address: str, deed: Deed) -> Exception:
        said = ""
        with contextlib.suppress(OSError, http.client.HTTPException, ValueError):
            if isinstance(error.fp, http.client.HTTPResponse):
                body = _read(error.fp, _LARGEST_REPORT_BYTES)
                said = (body or b"").decode(errors="replace")
        user = None if self._guest else self._server.user is not None
        fault = faults.refusal(error, said, address, deed, user=user)
        if faults.is_undone(said):
            return _Passing(fault, undone=True)
        return _Passing(fault) if faults.is_passing(error.code) else fault

    def _opener(self, line: Line) -> urllib.request.OpenerDirector:
        # One of its own: those that answer a challenge count, and threads would mix that up.
        passwords = self._passwords
        challenged = (
            urllib.request.HTTPDigestAuthHandler(passwords),
            urllib.request.HTTPBasicAuthHandler(passwords),
        )
        known = challenged if self._server.user is not None else ()
        return urllib.request.build_opener(_StayHere, *line.handlers(), *known)


class _StayHere(urllib.request.HTTPRedirectHandler):
    """Follows nowhere: credentials and data go to the addresses that were given."""

    def redirect_request(self, *_: object) -> None:
        """Leave the redirection as the answer that it is."""


def _read(response: http.client.HTTPResponse, most: int) -> bytes | None:
    """Read a body; None where it has more than `most` bytes."""
    body = bytearray()
    if response.isclosed():
        return b""
    while piece := response.read1(_PIECE):
        body += piece
        if len(body) > most:
            return None
    said = response.headers.get("Content-Length", "")
    if said.isdigit() and not response.chunked and len(body) < int(said):
        raise http.client.IncompleteRead(bytes(body), int(said) - len(body))
    return bytes(body)


def _left(deadline: float) -> float:
    """How many seconds are left; the least, where none is."""
    return max(deadline - time.monotonic(), 0.001)


def _reason(error: object) -> str:
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return str(error) or type(error).__name__


def _check_address(address: str) -> None:
    """StoreError where this is no address of the web, or has a password in it."""
    try:
        parts = urllib.parse.urlsplit(address)
        _ = parts.port
    except ValueError:
        parts = urllib.parse.SplitResult("", "", "", "", "")
    if parts.username is not None or parts.password is not None:
        raise StoreError(
            Text(
                en="Credentials do not belong into an address; "
                "set COCREATION_STORE_USER and COCREATION_STORE_PASSWORD.",
                zh="地址中不应含有凭据；"
                "请设置 COCREATION_STORE_USER 和 COCREATION_STORE_PASSWORD。",
            )
        )
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.fragment:
        raise StoreError(
            Text(
                en=f"“{address}” is not the address of a server; "
                "it begins with http:// or https://.",
                zh=f"“{address}”不是服务器地址；地址应以 http:// 或 https:// 开头。",
            )
        )
