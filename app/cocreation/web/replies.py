"""A response before any server sends it, and what every response says."""

from dataclasses import dataclass, replace
from functools import lru_cache
from gzip import compress
from typing import IO

from werkzeug.datastructures import Accept
from werkzeug.http import parse_accept_header

# Nothing from elsewhere and nothing inline: a page is what the server sent.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
# For what is made to be shown within the pages of others, and for nothing else.
FRAMED_POLICY = POLICY.removesuffix("; frame-ancestors 'none'")
LIMITS_HEADER = "Cocreation-Limits"
ALWAYS = (
    ("Content-Security-Policy", POLICY),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
)
# One address answers in several languages and formats, and any page may read the data.
SHARED = (
    ("Vary", "Accept, Accept-Encoding, Accept-Language"),
    ("Access-Control-Allow-Origin", "*"),
    (
        "Access-Control-Expose-Headers",
        f"ETag, Link, Location, Repr-Digest, Retry-After, {LIMITS_HEADER}",
    ),
)
_SMALLEST = 1024
_LEVEL = 4

Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Reply:
    """A status, the headers that are this response's own, and the body.

    An open `file` goes in place of the body, from where it stands, all of it or `length` bytes;
    whoever sends it closes it.
    """

    status: int
    headers: Headers
    body: bytes = b""
    file: IO[bytes] | None = None
    length: int | None = None


def worth_compressing(size: int, accept_encoding: str) -> bool:
    """Tell whether a body of `size` bytes goes compressed to a client that accepts these."""
    return size >= _SMALLEST and accepts_gzip(accept_encoding)


def compressed(reply: Reply) -> Reply:
    """Make the body smaller."""
    headers = (*reply.headers, ("Content-Encoding", "gzip"))
    return replace(reply, headers=headers, body=gzipped(reply.body))


def gzipped(body: bytes) -> bytes:
    """Compress; equal bodies give equal bytes."""
    return compress(body, _LEVEL, mtime=0)


@lru_cache(maxsize=256)
def accepts_gzip(accept_encoding: str) -> bool:
    """Tell whether a client that sends such a header reads what is compressed."""
    accepted = parse_accept_header(accept_encoding, Accept)
    return bool(accepted.quality("gzip"))
