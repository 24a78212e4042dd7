"""What can go wrong between us and a server, each in one sentence that says what to do."""

import json
import re
import urllib.error
from collections.abc import Callable
from http import HTTPStatus
from typing import Literal

from cocreation.errors import CocreationError, QueryError, QueryTimeoutError, StoreError
from cocreation.folding import one_line
from cocreation.model import Text

Deed = Literal["query", "update"]

_REPORT_LENGTH = 300
_TAG = re.compile(r"<[^<>]*>")
# Some servers repeat the whole request after their report.
_ECHO = re.compile(r"\s*SPARQL query:\s.*", re.DOTALL)
_BUSY = (HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE)
_GATEWAY = (HTTPStatus.BAD_GATEWAY, HTTPStatus.SERVICE_UNAVAILABLE, HTTPStatus.GATEWAY_TIMEOUT)
_FULL = (HTTPStatus.REQUEST_ENTITY_TOO_LARGE, HTTPStatus.INSUFFICIENT_STORAGE)
_DEADLOCK = "deadlock"
_DEEDS: dict[Deed, Text] = {
    "query": Text(en="query", zh="查询"),
    "update": Text(en="update", zh="更新"),
}


def is_passing(status: int) -> bool:
    """Whether the same request may succeed a moment later."""
    return status in _GATEWAY


def is_undone(said: str) -> bool:
    """Whether the server says that it gave up a request for another's sake, and did nothing."""
    return _DEADLOCK in said.lower()


def refusal(
    error: urllib.error.HTTPError, said: str, address: str, deed: Deed, *, user: bool | None
) -> CocreationError:
    """Name the fault that a status tells; `user` is whether credentials are known, None: never."""
    status = error.code
    if user is None and status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN):
        return _closed(address)
    known: dict[int, Callable[[], CocreationError]] = {
        HTTPStatus.UNAUTHORIZED: lambda: _unknown_user(address) if user else _no_user(address),
        HTTPStatus.FORBIDDEN: lambda: _forbidden(address, deed),
        HTTPStatus.BAD_REQUEST: lambda: _refused(deed, said),
        **dict.fromkeys(_BUSY, lambda: _busy(address)),
        **dict.fromkeys(_FULL, lambda: _full(address, said)),
    }
    if status in known:
        return known[status]()
    if HTTPStatus.MULTIPLE_CHOICES <= status < HTTPStatus.BAD_REQUEST:
        target = error.headers.get("Location", "?")
        return unusable(address, Text(en=f"it has moved to {target}", zh=f"已迁移到 {target}"))
    return unusable(address, f"{status}, {report(said).en}" if said else f"status {status}")


def unusable(address: str, reason: str | Text) -> StoreError:
    """Name the fault of an address that answers, but not as it should.

    `reason` is in both languages, or in the words of a library or a server.
    """
    told = reason if isinstance(reason, Text) else Text(en=reason, zh=reason)
    return StoreError(
        Text(
            en=f"The server at {address} gives no usable answer ({plainly(told.en)}); "
            "check the address and the server's log.",
            zh=f"服务器 {address} 没有给出可用的回答（{plainly(told.zh)}）；"
            "请检查地址与服务器日志。",
        )
    )


def plainly(said: str) -> str:
    """What others said, in one line of a length that can be read, and nothing that steers."""
    return one_line(said)[:_REPORT_LENGTH].rstrip(". ")


def unreachable(address: str, reason: str) -> StoreError:
    """Name the fault of a server that is away."""
    return StoreError(
        Text(
            en=f"The server at {address} cannot be reached ({reason}); "
            "see that it runs and that the address is right.",
            zh=f"无法连接服务器 {address}（{reason}）；请确认其正在运行且地址无误。",
        )
    )


def too_slow(address: str, seconds: float, deed: Deed) -> CocreationError:
    """Name the fault of a server that did not answer in time."""
    if deed == "update":
        return StoreError(
            Text(
                en=f"The server at {address} did not finish an update within "
                f"{seconds:g} s; run the command again.",
                zh=f"服务器 {address} 未在 {seconds:g} 秒内完成更新；请重新运行该命令。",
            )
        )
    return QueryTimeoutError(
        Text(
            en=f"The server at {address} did not answer within {seconds:g} s; "
            "ask for less, or try again.",
            zh=f"服务器 {address} 未在 {seconds:g} 秒内作答；请缩小查询或重试。",
        ),
        {"seconds": seconds},
    )


def too_large(address: str, allowed: int) -> QueryError:
    """Name the fault of an answer that is larger than what is read."""
    return QueryError(
        Text(
            en=f"The answer of {address} has more than the {allowed // 2**20} MiB allowed; "
            "ask for less; a query may use LIMIT.",
            zh=f"{address} 的回答超过上限 {allowed // 2**20} MiB；请减少所求，查询可用 LIMIT。",
        )
    )


def too_many_rows(address: str, allowed: int) -> QueryError:
    """Name the fault of an answer that has more rows than are read."""
    return QueryError(
        Text(
            en=f"The answer of {address} has more than the {allowed:,} rows allowed; ask for less.",
            zh=f"{address} 的回答超过上限 {allowed} 行；请减少所求。",
        )
    )


def cut_short(address: str, rows: str) -> QueryError:
    """Name the fault of an answer that the server cut: a part must not pass for the whole."""
    return QueryError(
        Text(
            en=f"The server at {address} cuts answers after {rows} rows; "
            "ask for fewer with LIMIT, or raise its limit.",
            zh=f"服务器 {address} 在 {rows} 行处截断回答；请用 LIMIT 减少行数，或调高其上限。",
        )
    )


def report(said: str) -> Text:
    """Give what a server said: its words in both languages if it has them, else one line."""
    try:
        message = json.loads(said)["error"]["message"]
        return Text(en=plainly(str(message["en"])), zh=plainly(str(message["zh"])))
    except (ValueError, KeyError, TypeError, RecursionError):
        line = plainly(_TAG.sub(" ", _ECHO.sub("", said)))
        return Text(en=line, zh=line)


def _refused(deed: Deed, said: str) -> QueryError:
    words, named = report(said), _DEEDS[deed]
    return QueryError(
        Text(
            en=f"The endpoint refuses the {named.en}: {words.en or 'it does not say why.'}",
            zh=f"端点拒绝了此{named.zh}：{words.zh or '未说明原因。'}",
        )
    )


def _closed(address: str) -> StoreError:
    return StoreError(
        Text(
            en=f"The server at {address} does not let everybody ask, and no credentials are "
            "sent there; ask another address.",
            zh=f"服务器 {address} 不对所有人开放，且此处不发送凭据；请改用其他地址。",
        )
    )


def _no_user(address: str) -> StoreError:
    return StoreError(
        Text(
            en=f"The server at {address} asks who you are; "
            "set COCREATION_STORE_USER and COCREATION_STORE_PASSWORD.",
            zh=f"服务器 {address} 要求登录；"
            "请设置 COCREATION_STORE_USER 和 COCREATION_STORE_PASSWORD。",
        )
    )


def _unknown_user(address: str) -> StoreError:
    return StoreError(
        Text(
            en=f"The server at {address} refuses the credentials; "
            "check COCREATION_STORE_USER and COCREATION_STORE_PASSWORD.",
            zh=f"服务器 {address} 拒绝了所给凭据；"
            "请检查 COCREATION_STORE_USER 和 COCREATION_STORE_PASSWORD。",
        )
    )


def _forbidden(address: str, deed: Deed) -> StoreError:
    named = _DEEDS[deed]
    return StoreError(
        Text(
            en=f"The server at {address} does not permit this {named.en}; "
            "give its user that right, or set COCREATION_STORE_USER to one who has it.",
            zh=f"服务器 {address} 不允许此{named.zh}；"
            "请授予其用户相应权限，或将 COCREATION_STORE_USER 设为有权限的用户。",
        )
    )


def _busy(address: str) -> StoreError:
    return StoreError(
        Text(
            en=f"The server at {address} is busy; try again in a few seconds.",
            zh=f"服务器 {address} 正忙；请几秒后重试。",
        )
    )


def _full(address: str, said: str) -> StoreError:
    words = report(said)
    return StoreError(
        Text(
            en=f"The server at {address} has no room for this ({words.en or 'full'}); "
            "free space there or raise its limits.",
            zh=f"服务器 {address} 空间不足（{words.zh or '已满'}）；请在该处释放空间或调高上限。",
        )
    )
