"""What a request of the SPARQL 1.1 Protocol asks: its query, its dataset, its deadline."""

import math
from dataclasses import dataclass
from urllib.parse import parse_qsl

from werkzeug.http import parse_options_header

from cocreation.errors import MediaTypeError, ParameterError, QueryError
from cocreation.model import Text
from cocreation.store.base import Dataset

LONGEST_SECONDS = 30.0
_MOST_PARAMETERS = 10_000
_FORM = "application/x-www-form-urlencoded"
_DIRECT = "application/sparql-query"
_UPDATE = "application/sparql-update"
_UPDATING = ("update", "using-graph-uri", "using-named-graph-uri")

Parameters = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Message:
    """What of an HTTP request the protocol looks at, whatever server received it.

    `encoding` is the Accept-Encoding header.
    """

    method: str
    path: str
    query_string: bytes
    content_type: str = ""
    body: bytes = b""
    accept: str = ""
    encoding: str = ""
    if_none_match: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as the protocol reads it; `query` is None where it only looks at the endpoint.

    `dataset` is None where the query's own is meant, `seconds` where the server's usual deadline;
    `format` is the name of the format wanted, if one is given.
    """

    query: str | None
    dataset: Dataset | None = None
    seconds: float | None = None
    format: str | None = None


def read(message: Message) -> Asked:
    """Read a GET or a POST; QueryError, ParameterError or MediaTypeError where it breaks a rule."""
    in_address = _parameters(message.query_string)
    if message.method != "POST":
        return _asked(in_address, _values(in_address, "query"))
    given, options = parse_options_header(message.content_type)
    media_type = given.lower()
    refuse_other_charset(options.get("charset", "utf-8"))
    if media_type == _FORM:
        parameters = in_address + _parameters(message.body)
        return _asked(parameters, _values(parameters, "query"), needed=True)
    if media_type != _DIRECT:
        raise _wrong_media_type(media_type)
    query = _decoded(message.body)
    return _asked(in_address, [query, *_values(in_address, "query")], needed=True)


def _asked(parameters: Parameters, queries: list[str], *, needed: bool = False) -> Asked:
    if any(name in _UPDATING for name, _ in parameters):
        raise _no_updates()
    default = tuple(_values(parameters, "default-graph-uri"))
    named = tuple(_values(parameters, "named-graph-uri"))
    dataset = Dataset(default, named) if default or named else None
    seconds = _seconds(_values(parameters, "timeout"))
    if len(queries) > 1 or (not queries and (needed or dataset or seconds)):
        raise QueryError(
            Text(en="Send exactly one query, as query=….", zh="请以 query=… 发送且仅发送一条查询。")
        )
    formats = _values(parameters, "format")
    # Editors that begin a file with a mark of byte order do so for a query, too.
    query = queries[0].removeprefix("\ufeff") if queries else None
    return Asked(query, dataset, seconds, formats[0] if formats else None)


def _values(parameters: Parameters, name: str) -> list[str]:
    return [value for key, value in parameters if key == name]


def _parameters(encoded: bytes) -> Parameters:
    """Read parameters strictly: what is not UTF-8 must not become another question."""
    text = _decoded(encoded)
    try:
        return tuple(
            parse_qsl(
                text, keep_blank_values=True, errors="strict", max_num_fields=_MOST_PARAMETERS
            )
        )
    except UnicodeDecodeError:
        raise _not_utf8() from None
    except ValueError:
        raise ParameterError(
            Text(
                en=f"The request has more than {_MOST_PARAMETERS} parameters; send fewer.",
                zh=f"请求的参数超过 {_MOST_PARAMETERS} 个；请减少参数。",
            )
        ) from None


def _decoded(body: bytes) -> str:
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _not_utf8() from None


def _seconds(given: list[str]) -> float | None:
    if not given:
        return None
    try:
        seconds = float(given[0])
    except ValueError:
        seconds = math.nan
    if len(given) == 1 and 0 < seconds <= LONGEST_SECONDS:
        return seconds
    raise ParameterError(
        Text(
            en=f"timeout takes seconds, more than 0 and at most {LONGEST_SECONDS:g}.",
            zh=f"timeout 以秒为单位，须大于 0 且不超过 {LONGEST_SECONDS:g}。",
        ),
        {"parameter": "timeout", "maximum": LONGEST_SECONDS},
    )


def refuse_other_charset(charset: str) -> None:
    """MediaTypeError for any encoding but UTF-8."""
    if charset.lower().replace("_", "-") not in ("utf-8", "utf8"):
        raise MediaTypeError(
            Text(
                en="The request is in another encoding than UTF-8; send it as UTF-8.",
                zh="请求使用了 UTF-8 以外的编码；请以 UTF-8 发送。",
            ),
            {"charset": charset},
        )


def _wrong_media_type(given: str) -> MediaTypeError:
    if given == _UPDATE:
        return MediaTypeError(_no_updates().message)
    return MediaTypeError(
        Text(
            en=f"A query is posted as {_FORM} (query=…) or as {_DIRECT}.",
            zh=f"POST 查询须使用 {_FORM}（query=…）或 {_DIRECT}。",
        ),
        {"accepted": [_FORM, _DIRECT]},
    )


def _no_updates() -> QueryError:
    return QueryError(
        Text(
            en="Updates are not accepted here; send a query as query=….",
            zh="此处不接受更新；请以 query=… 发送查询。",
        )
    )


def _not_utf8() -> QueryError:
    return QueryError(
        Text(
            en="The query is not UTF-8; send it as UTF-8.",
            zh="查询不是 UTF-8 编码；请以 UTF-8 发送。",
        )
    )
