"""The connections of one request: cut at a deadline, whatever a server does to keep them open."""

import contextlib
import http.client
import os
import socket
import ssl
import threading
import time
import urllib.error
import urllib.request

_AWAY = (urllib.error.URLError, http.client.HTTPException, OSError)


class Line:
    """What a request is sent by; it ends at `deadline`, by the clock of `time.monotonic`.

    A wait for each piece would not do: a server may send one byte after the other, even of its
    headers. As a context it raises TimeoutError where what is in it comes to the deadline.
    """

    def __init__(self, deadline: float) -> None:
        self._deadline = deadline
        self._sockets: list[socket.socket] = []
        self._responses: list[http.client.HTTPResponse] = []
        self._timer = threading.Timer(max(deadline - time.monotonic(), 0.001), self._cut)
        self._timer.daemon = True

    def __enter__(self) -> "Line":
        self._timer.start()
        return self

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        self._timer.cancel()
        # Those that an opener asks again with a password are not closed by it.
        for response in self._responses:
            response.close()
        for connected in self._sockets:
            connected.close()
        if time.monotonic() >= self._deadline and (error is None or isinstance(error, _AWAY)):
            raise TimeoutError from error

    def handlers(self) -> tuple[urllib.request.BaseHandler, urllib.request.BaseHandler]:
        """Give an opener's ways to connect, by http and by https."""
        line = self

        class Plain(http.client.HTTPConnection):
            def connect(self) -> None:
                self._create_connection = line.dial
                super().connect()

            def getresponse(self) -> http.client.HTTPResponse:
                return line.keep(super().getresponse())

        class Secure(http.client.HTTPSConnection):
            def connect(self) -> None:
                self._create_connection = line.dial
                super().connect()

            def getresponse(self) -> http.client.HTTPResponse:
                return line.keep(super().getresponse())

        class PlainHandler(urllib.request.HTTPHandler):
            def http_open(self, request: urllib.request.Request) -> http.client.HTTPResponse:
                return self.do_open(Plain, request)

        class SecureHandler(urllib.request.HTTPSHandler):
            def https_open(self, request: urllib.request.Request) -> http.client.HTTPResponse:
                return self.do_open(Secure, request, context=ssl.create_default_context())

        return PlainHandler(), SecureHandler()

    def dial(self, address: tuple[str, int], *_: object) -> socket.socket:
        """Connect to one of a host's addresses, all of them within the deadline."""
        fault: OSError = TimeoutError()
        for family, kind, protocol, _name, place in socket.getaddrinfo(
            *address, type=socket.SOCK_STREAM
        ):
            connected = socket.socket(family, kind, protocol)
            try:
                connected.settimeout(max(self._deadline - time.monotonic(), 0.001))
                connected.connect(place)
            except OSError as error:
                connected.close()
                fault = error
                if time.monotonic() >= self._deadline:
                    break
            else:
                self.hold(connected)
                return connected
        raise fault

    def hold(self, connected: socket.socket) -> None:
        """Cut a connection at the deadline, and before it is used where that is past."""
        # Another descriptor: the request's own may be closed, and its number taken, by then.
        self._sockets.append(socket.socket(fileno=os.dup(connected.fileno())))
        if time.monotonic() >= self._deadline:
            self._cut()

    def keep(self, response: http.client.HTTPResponse) -> http.client.HTTPResponse:
        """Close a response in the end."""
        self._responses.append(response)
        return response

    def _cut(self) -> None:
        for one in self._sockets:
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
