"""Flask's pages for an ASGI server: a request that is there as a whole, run in a thread."""

import re
import sys
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from http import HTTPStatus
from io import BytesIO
from ipaddress import IPv6Address
from string import printable
from typing import IO, Any
from urllib.parse import quote

from flask import Flask
from werkzeug.http import parse_content_range_header
from werkzeug.wsgi import ClosingIterator, FileWrapper

from cocreation.errors import CocreationError, ParameterError
from cocreation.model import Text
from cocreation.web.replies import Headers, Reply

_HOST = re.compile(
    r"(?:(?P<name>[a-z0-9_.-]+)|\[(?P<address>[0-9a-f:.]+)\])(?::\d{0,5})?", re.IGNORECASE
)
_ONE_RANGE = re.compile(r"bytes=(?:\d{1,18}-\d{0,18}|-\d{1,18})", re.ASCII)
_OWN_NAMES = {b"content-type": "CONTENT_TYPE", b"content-length": "CONTENT_LENGTH"}


def run(app: Flask, scope: Mapping[str, Any], body: bytes) -> Reply:
    """Have `app` answer the request of an ASGI `scope`; ParameterError where it names no host."""
    environ = _environ(scope, body)
    _refuse_host(environ.get("HTTP_HOST", ""))
    head: list[Any] = []

    def start(status: str, headers: list[tuple[str, str]], _: object = None) -> Callable[..., None]:
        head[:] = int(status.split(" ", 1)[0]), tuple(headers)
        return lambda _: None

    answered = app.wsgi_app(environ, start)
    status, headers = head
    if isinstance(answered, FileWrapper):
        return Reply(status, headers, file=answered.file)
    part = getattr(answered, "iterable", None)
    if status == HTTPStatus.PARTIAL_CONTENT and isinstance(part, FileWrapper):
        return _part(status, headers, part.file)
    with closing(ClosingIterator(answered, getattr(answered, "close", None))) as chunks:
        return Reply(status, headers, b"".join(chunks))


def _part(status: int, headers: Headers, file: IO[bytes]) -> Reply:
    """What the headers say of a file, which may be most of it, without reading it here."""
    told = parse_content_range_header(dict(headers)["Content-Range"])
    start, stop = (told.start or 0, told.stop or 0) if told else (0, 0)
    file.seek(start)
    return Reply(status, headers, file=file, length=stop - start)


def refuse(app: Flask, scope: Mapping[str, Any], error: CocreationError) -> Reply:
    """Have `app` tell why a request was not read, as it tells of any other fault."""
    environ = _environ(scope, b"")
    _refuse_host(environ.get("HTTP_HOST", ""))
    with app.request_context(environ):
        told = app.handle_user_exception(error)
        response = app.finalize_request(told, from_error_handler=True)
        return Reply(response.status_code, tuple(response.headers), response.get_data())


def _environ(scope: Mapping[str, Any], body: bytes) -> dict[str, Any]:
    """Write the request as WSGI has it (PEP 3333): every byte as one character of Latin-1."""
    host, port = scope["server"] or ("localhost", 80)
    client, _ = scope["client"] or ("", 0)
    return {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": "",
        "PATH_INFO": scope["path"].encode("utf-8", "surrogateescape").decode("latin-1"),
        # Flask reads the raw bytes as UTF-8 and fails where they are none.
        "QUERY_STRING": quote(scope["query_string"], safe=printable),
        "SERVER_NAME": host,
        "SERVER_PORT": str(port),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "REMOTE_ADDR": client,
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope["scheme"],
        "wsgi.input": BytesIO(body),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
        **_headers(scope["headers"]),
        # Whatever the client said, and even if it sent the body in chunks.
        "CONTENT_LENGTH": str(len(body)),
    }


def _headers(headers: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    written: dict[str, str] = {}
    for name, value in headers:
        if b"_" in name:
            # It could pass for a header that a proxy has set.
            continue
        own = "HTTP_" + name.decode("latin-1").upper().replace("-", "_")
        key = _OWN_NAMES.get(name, own)
        text = value.decode("latin-1")
        written[key] = f"{written[key]},{text}" if key in written else text
    written.pop("HTTP_TRANSFER_ENCODING", None)
    if not _ONE_RANGE.fullmatch(written.get("HTTP_RANGE", "")):
        # Whoever asks for several gets the whole, as they may.
        written.pop("HTTP_RANGE", None)
    return written


def _refuse_host(host: str) -> None:
    """Raise ParameterError for a host that no address can be made of; none at all may pass.

    Flask fails on some of them where it makes an address, be it that of a style sheet.
    """
    if host and not _is_host(host):
        raise ParameterError(
            Text(
                en="The Host header names no host; send the name or the address of this server.",
                zh="Host 请求头不是主机名；请写本服务器的名称或地址。",
            ),
            {"parameter": "Host"},
        )


def _is_host(host: str) -> bool:
    found = _HOST.fullmatch(host)
    if not found:
        return False
    try:
        if found["address"]:
            return bool(IPv6Address(found["address"]))
        return bool(found["name"].encode("idna").decode("idna"))
    except ValueError:
        return False
