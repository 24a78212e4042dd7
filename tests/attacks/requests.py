"""Requests that are no requests, or that mean to be taken for others: bytes as they are sent.

Each has the statuses that may come; CLOSED stands for a connection that ends without a word.
"""

CLOSED = 0
_BAD = (400, CLOSED)
_LARGE = (400, 413, 414, 431, CLOSED)
_HOST = b"Host: 127.0.0.1\r\n"
END = b"Connection: close\r\n\r\n"

Attack = tuple[bytes, tuple[int, ...]]


def get(target: str | bytes, *headers: bytes, method: bytes = b"GET") -> bytes:
    """A request whose target and headers are sent as they are."""
    raw = target if isinstance(target, bytes) else target.encode()
    lines = b"".join(header + b"\r\n" for header in headers)
    return method + b" " + raw + b" HTTP/1.1\r\n" + _HOST + lines + END


def post(body: bytes, *headers: bytes, length: bytes | None = None) -> bytes:
    """A direct query; the length told may be wrong."""
    told = str(len(body)).encode() if length is None else length
    sized = b"Content-Length: " + told
    typed = b"Content-Type: application/sparql-query"
    start = get("/sparql", typed, sized, *headers, method=b"POST")
    return start + body


def chunked(*chunks: bytes, headers: tuple[bytes, ...] = ()) -> bytes:
    """A direct query in chunks, each sent as it is."""
    typed = b"Content-Type: application/sparql-query"
    start = get("/sparql", typed, b"Transfer-Encoding: chunked", *headers, method=b"POST")
    return start + b"".join(chunks)


def _chunk(content: bytes) -> bytes:
    return b"%x\r\n%s\r\n" % (len(content), content)


_LAST = b"0\r\n\r\n"
ASK = b"/sparql?query=ASK%7B%7D"

NO_REQUESTS: dict[str, Attack] = {
    "HTTP/0.9": (b"GET /sparql?query=ASK{}\r\n\r\n", (200, *_BAD)),
    "HTTP/0.9, nothing more": (b"GET /\r\n", _BAD),
    "HTTP/1.0": (b"GET " + ASK + b" HTTP/1.0\r\n\r\n", (200,)),
    "HTTP/1.1 without a host": (b"GET " + ASK + b" HTTP/1.1\r\n" + END, (200, 400)),
    "HTTP/2 with prior knowledge": (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", (505, *_BAD)),
    "HTTP/3.7": (b"GET / HTTP/3.7\r\n" + _HOST + END, (200, 505, *_BAD)),
    "a version that is none": (b"GET / HTTP/x.y\r\n" + _HOST + END, (505, *_BAD)),
    "a version of many digits": (b"GET / HTTP/" + b"1" * 9000 + b".1\r\n\r\n", (505, *_LARGE)),
    "TLS": (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\x00" * 200, _BAD),
    "zeros": (b"\x00" * 5000, _BAD),
    "empty lines": (b"\r\n" * 5000, _BAD),
    "line feeds": (b"\n" * 5000, _BAD),
    "one word": (b"GET\r\n\r\n", _BAD),
    "spaces": (b"   \r\n\r\n", _BAD),
    "another protocol": (b"SSH-2.0-OpenSSH_9.6\r\n", _BAD),
    "mail": (b"EHLO example.org\r\nMAIL FROM:<a@example.org>\r\n\r\n", _BAD),
    "a method of many letters": (get("/", method=b"G" * 100_000), (405, 501, *_LARGE)),
    "a method that is no word": (get("/", method=b"G\xc3\xa9T"), (405, 501, *_BAD)),
    "a method that nobody knows": (get("/sparql", method=b"BREW"), (405, 501, *_BAD)),
    "TRACE": (get("/sparql", b"X-Told: told", method=b"TRACE"), (405, 501, *_BAD)),
    "no target": (b"GET  HTTP/1.1\r\n" + _HOST + END, _BAD),
    "a target with spaces": (get("/sparql?query=ASK {}"), (200, *_BAD)),
    "a target of raw bytes": (get(b"/sparql?query=ASK{?s ?p '\xff'}"), _BAD),
    "a target of raw letters": (get("/sparql?query=ASK{?s?p'二'}"), (200, *_BAD)),
    "a target with a zero": (get(b"/sparql?query=ASK%7B%7D\x00"), _BAD),
    "a target with an escaped zero": (get("/sparql%00?query=ASK%7B%7D"), (404, *_BAD)),
    "a query with an escaped zero": (get("/sparql?query=ASK%7B%7D%00"), (200, 400)),
    "a target with half an escape": (get("/sparql?query=ASK%7B%7D%2"), (200, 400)),
    "a target with a wrong escape": (get("/sparql?query=ASK%7B%7D%zz"), (200, 400)),
    "a fragment in the target": (get("/sparql?query=ASK%7B%7D#x"), (200, *_BAD)),
    "a long target": (get("/" + "a" * 200_000), (404, *_LARGE)),
    "many folders": (get("/a" * 30_000), (404, *_LARGE)),
    "many parameters": (get("/sparql?query=ASK%7B%7D" + "&a=1" * 9000), (200, *_LARGE)),
    "far too many parameters": (get("/sparql?query=ASK%7B%7D" + "&a" * 200_000), _LARGE),
    "empty parameters": (get("/sparql?&&&=&query=ASK%7B%7D&&=&=="), (200, 400)),
    "an asterisk as target": (get("*", method=b"OPTIONS"), (200, 204, 404, *_BAD)),
}

# Each would have to become part of an address, be it that of a style sheet.
_NO_HOSTS = (b"xn--a", b"..", b"a..b", b"a" * 70, b"[1::2::3]", b"a b", b'"><x', b"\xff", b"@:@")


def _hosted(host: bytes, accept: bytes, method: bytes) -> bytes:
    """A request for the home page at a host."""
    lines = b"Host: " + host + b"\r\nAccept: " + accept + b"\r\n"
    return method + b" / HTTP/1.1\r\n" + lines + END


HOSTS: dict[str, Attack] = {
    f"{host[:10]!r}, {method!r}, {accept!r}": (_hosted(host, accept, method), (400,))
    for host in _NO_HOSTS
    for method in (b"GET", b"POST")
    for accept in (b"text/html", b"*/*")
}

HEADERS: dict[str, Attack] = {
    "a header of 100 KB": (get(ASK, b"X-Long: " + b"a" * 100_000), (200, *_LARGE)),
    "a name of 100 KB": (get(ASK, b"X" * 100_000 + b": a"), (200, *_LARGE)),
    "a header of a megabyte": (get(ASK, b"X-Long: " + b"a" * 1_000_000), _LARGE),
    "ten thousand headers": (get(ASK, *[b"X-%d: a" % n for n in range(10_000)]), (200, *_LARGE)),
    "an Accept of 100 KB": (get(ASK, b"Accept: " + b"a/b," * 25_000), (200, 406, *_LARGE)),
    "an Accept of many parameters": (
        get(ASK, b"Accept: a/b" + b";q=1" * 9000),
        (200, 406, *_LARGE),
    ),
    "a language of 60 KB": (get("/", b"Accept-Language: " + b"zh-" * 20_000), (200, *_LARGE)),
    "many languages": (
        get("/", b"Accept: text/html", b"Accept-Language: " + b"zh;q=0.1," * 6000),
        (200, *_LARGE),
    ),
    "a tag of many tags": (get(ASK, b"If-None-Match: " + b'"a",' * 15_000), (200, *_LARGE)),
    "a tag never closed": (get(ASK, b'If-None-Match: "' + b"a" * 60_000), (200, *_LARGE)),
    "a date that is none": (get(ASK, b"If-Modified-Since: yesterday"), (200,)),
    "ranges": (get(ASK, b"Range: bytes=" + b"0-1," * 9000), (200, 206, 416, *_LARGE)),
    "a cookie": (get("/", b"Cookie: " + b"a=b;" * 15_000), (200, *_LARGE)),
    "a header without a colon": (get(ASK, b"nonsense"), (200, *_BAD)),
    "a header without a name": (get(ASK, b": nonsense"), (200, *_BAD)),
    "a space before the colon": (get(ASK, b"Accept : text/csv"), (200, *_BAD)),
    "a header with a zero": (get(ASK, b"Accept: text/\x00csv"), (200, 406, *_BAD)),
    "a header of raw bytes": (get(ASK, b"Accept: \xff\xfe\x80"), (200, 406, *_BAD)),
    "a folded header": (get(ASK, b"Accept: text/csv,\r\n */*"), (200, 406, *_BAD)),
    "a bare line feed": (get(ASK, b"X-A: b\nX-Injected: c"), (200, *_BAD)),
    "a bare carriage return": (get(ASK, b"X-A: b\rX-Injected: c"), (200, *_BAD)),
    "two hosts": (get(ASK, b"Host: example.org"), (200, *_BAD)),
    "an upgrade to websocket": (
        get(
            ASK,
            b"Upgrade: websocket",
            b"Connection: Upgrade",
            b"Sec-WebSocket-Version: 13",
            b"Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
        ),
        (200, 403, 404, 426, 501, *_BAD),
    ),
    "an upgrade to HTTP/2": (
        get(ASK, b"Upgrade: h2c", b"Connection: Upgrade, HTTP2-Settings", b"HTTP2-Settings: AAMA"),
        (200, *_BAD),
    ),
    "an expectation that is none": (get(ASK, b"Expect: the unexpected"), (200, 417, *_BAD)),
    "another method in a header": (get(ASK, b"X-HTTP-Method-Override: DELETE"), (200,)),
}

BODIES: dict[str, Attack] = {
    "a length below zero": (post(b"ASK {}", length=b"-1"), _BAD),
    "a length that is no number": (post(b"ASK {}", length=b"six"), _BAD),
    "a length with a sign": (post(b"ASK {}", length=b"+6"), _BAD),
    "a length with spaces": (post(b"ASK {}", length=b"6 6"), _BAD),
    "a length of many digits": (post(b"ASK {}", length=b"9" * 400), (413, *_BAD)),
    "a length beyond all measure": (post(b"ASK {}", length=b"1000000000000000000"), (413, *_BAD)),
    "two lengths": (post(b"ASK {}", b"Content-Length: 7"), _BAD),
    "the same length twice": (post(b"ASK {}", b"Content-Length: 6"), (200, *_BAD)),
    "a length that is too short": (post(b"ASK {}", length=b"3"), (400,)),
    "no length": (
        get("/sparql", b"Content-Type: application/sparql-query", method=b"POST") + b"ASK {}",
        (400, 411),
    ),
    "chunks": (chunked(_chunk(b"ASK"), _chunk(b" {}"), _LAST), (200,)),
    "chunks with extensions": (chunked(b"6;a=b;c\r\nASK {}\r\n", _LAST), (200, *_BAD)),
    "chunks and a trailer": (chunked(_chunk(b"ASK {}"), b"0\r\nX-A: b\r\n\r\n"), (200, *_BAD)),
    "chunks over a megabyte": (chunked(*[_chunk(b"#" * 100_000)] * 20, _LAST), (413, CLOSED)),
    "chunks of one byte": (chunked(_chunk(b"ASK{}#"), _chunk(b"x") * 20_000, _LAST), (200, 413)),
    "a chunk that tells too much": (chunked(b"ffffffffffffffff\r\nASK {}"), (413, *_BAD)),
    "a chunk of many digits": (chunked(b"f" * 5000 + b"\r\nASK {}"), (413, *_BAD)),
    "a chunk below zero": (chunked(b"-6\r\nASK {}\r\n", _LAST), _BAD),
    "a chunk that is no number": (chunked(b"six\r\nASK {}\r\n", _LAST), _BAD),
    "a chunk that ends early": (chunked(b"6\r\nASK {}XX", _LAST), _BAD),
    "chunks and a length": (
        chunked(_chunk(b"ASK {}"), _LAST, headers=(b"Content-Length: 3",)),
        (200, *_BAD),
    ),
    "a request behind a length and chunks": (
        chunked(_LAST, headers=(b"Content-Length: 60",)) + get("/behind"),
        (200, 404, *_BAD),
    ),
    "an encoding of transfer that is none": (
        post(b"ASK {}", b"Transfer-Encoding: cow"),
        (200, 501, *_BAD),
    ),
    "chunks told twice": (
        chunked(_chunk(b"ASK {}"), _LAST, headers=(b"Transfer-Encoding: chunked",)),
        (200, *_BAD),
    ),
    "chunks told oddly": (
        post(b"6\r\nASK {}\r\n0\r\n\r\n", b"Transfer-Encoding:\x0bchunked"),
        (200, 400, 501, CLOSED),
    ),
    "a body with GET": (get(ASK, b"Content-Length: 4") + b"CLEA", (200, *_BAD)),
    "a compressed body": (
        post(b"\x1f\x8b\x08\x00" + b"\x00" * 20, b"Content-Encoding: gzip"),
        (415,),
    ),
    "a body that is told to be compressed": (post(b"ASK {}", b"Content-Encoding: gzip"), (415,)),
    "a body that is told to be as it is": (post(b"ASK {}", b"Content-Encoding: identity"), (200,)),
    "UTF-16": (post("ASK {}".encode("utf-16")), (400,)),
    "UTF-16 without a mark": (post("ASK {}".encode("utf-16-le")), (400,)),
    "UTF-32": (post("ASK {}".encode("utf-32")), (400,)),
    "a mark of byte order": (post(b"\xef\xbb\xbfASK {}"), (200, 400)),
    "marks of byte order": (post(b"\xef\xbb\xbf" * 3 + b"ASK {}"), (400,)),
    "a mark of byte order within": (post(b"ASK \xef\xbb\xbf{}"), (400,)),
    "zeros": (post(b"ASK {\x00}"), (400,)),
    "only zeros": (post(b"\x00" * 100_000), (400,)),
    "zeros in a string": (post(b"SELECT ('\x00' AS ?x) {}"), (200, 400)),
    "bytes of no encoding": (post(b"ASK { ?s ?p '\xff\xfe\xfd' }"), (400,)),
    "a letter cut in two": (post("SELECT ('二".encode()[:-1]), (400,)),
    "a letter told too long": (post(b"ASK { ?s ?p '\xc0\xa7' }"), (400,)),
    "half a pair as bytes": (post(b"ASK { ?s ?p '\xed\xa0\x80' }"), (400,)),
    "half a pair as escape": (post(b"SELECT ('\\ud800' AS ?x) {}"), (400,)),
    "a pair as escapes": (post(b"SELECT ('\\ud83d\\ude00' AS ?x) {}"), (200, 400)),
    "a letter beyond all letters": (post(b"SELECT ('\\U00110000' AS ?x) {}"), (400,)),
    "an escape of zero": (post(b"SELECT ('\\u0000' AS ?x) {}"), (200, 400)),
    "controls in a string": (post(b"SELECT ('\x01\x02\x08\x0b\x7f' AS ?x) {}"), (200, 400)),
    "letters that turn the text": (post("SELECT ('\u202e\u2066' AS ?x) {}".encode()), (200,)),
    "a form in parts": (
        get(
            "/sparql",
            b"Content-Type: multipart/form-data; boundary=x",
            b"Content-Length: 9",
            method=b"POST",
        )
        + b"--x--\r\n\r\n",
        (415,),
    ),
    "a form with a wrong escape": (
        get(
            "/sparql",
            b"Content-Type: application/x-www-form-urlencoded",
            b"Content-Length: 15",
            method=b"POST",
        )
        + b"query=%zz%7B%7D",
        (400,),
    ),
}
