"""The hosts that a query may call by SERVICE: those that somebody named, and no other."""

import ipaddress
import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from cocreation.errors import ParameterError, QueryError
from cocreation.model import Text

_HOST = re.compile(r"[\w.:-]+")
_PORTS = {"https": 443, "http": 80}


@dataclass(frozen=True, slots=True)
class Hosts:
    """Hosts by name, each as `scheme://host:port`.

    A host is reached by https, so that its certificate says that it is the one that was named,
    whatever the name leads to; by http only this machine, or one that was named with `http://`.
    """

    origins: frozenset[str] = frozenset()

    @classmethod
    def named(cls, names: Iterable[str]) -> "Hosts":
        """Read HOST, HOST:PORT, or either after `http://`; ParameterError for anything else."""
        return cls(frozenset(origin for name in names for origin in _origins(name)))

    def check(self, address: str) -> None:
        """Raise QueryError where no query may call this address."""
        parts = _parts(address)
        if parts is None or parts.fragment:
            raise QueryError(
                Text(
                    en=f"SERVICE calls “{address}”, which is not the address of a SPARQL endpoint: "
                    "that begins with https:// and has no password in it.",
                    zh=f"SERVICE 调用的“{address}”不是 SPARQL 端点地址：地址应以 https:// 开头，"
                    "且不含密码。",
                )
            )
        if _origin(parts.scheme, parts) not in self.origins:
            raise _not_allowed(_shortest(parts))


def shortest_name(address: str) -> str:
    """Give what to name so that an address may be called; empty where it is none."""
    parts = _parts(address)
    return _shortest(parts) if parts else ""


def _origins(name: str) -> Iterable[str]:
    scheme, found, _ = name.rpartition("://")
    parts = _parts(name if found else f"https://{name}")
    if parts is None or parts.path.strip("/") or parts.query or parts.fragment:
        raise ParameterError(
            Text(
                en=f"“{name}” is not a host that SERVICE can be allowed for; give HOST or "
                "HOST:PORT, such as query.wikidata.org.",
                zh=f"“{name}”不是可供 SERVICE 使用的主机；请写作 主机 或 主机:端口，"
                "例如 query.wikidata.org。",
            )
        )
    if found:
        return [_origin(scheme.lower(), parts)]
    schemes = ("https", "http") if _is_here(parts.hostname or "") else ("https",)
    return [_origin(one, parts) for one in schemes]


def _parts(address: str) -> SplitResult | None:
    """Take an address of the web apart; None for any other, and for one with a user in it."""
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError:
        return None
    known = parts.scheme in _PORTS and "@" not in parts.netloc
    return parts if known and _HOST.fullmatch(parts.hostname or "") else None


def _origin(scheme: str, parts: SplitResult) -> str:
    return f"{scheme}://{_host(parts)}:{parts.port or _PORTS[scheme]}"


def _host(parts: SplitResult) -> str:
    host = (parts.hostname or "").rstrip(".")
    return f"[{host}]" if ":" in host else host


def _shortest(parts: SplitResult) -> str:
    port = f":{parts.port}" if parts.port not in (None, _PORTS[parts.scheme]) else ""
    plain = parts.scheme == "http" and not _is_here(parts.hostname or "")
    return f"{'http://' if plain else ''}{_host(parts)}{port}"


def _is_here(host: str) -> bool:
    """Whether this is a name of the machine itself."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _not_allowed(name: str) -> QueryError:
    return QueryError(
        Text(
            en=f"SERVICE calls {name}, which is not allowed: on your own machine add "
            f"--allow-service {name} to `cocreation query`; whoever runs a server sets "
            f"COCREATION_ALLOW_SERVICE={name}.",
            zh=f"SERVICE 调用的 {name} 未获允许：在本机请为 `cocreation query` 加上 "
            f"--allow-service {name}；服务器的运营者可设置 COCREATION_ALLOW_SERVICE={name}。",
        ),
        {"host": name},
    )
