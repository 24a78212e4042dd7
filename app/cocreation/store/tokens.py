"""Tokens: who may write, each known by a name and kept as a digest in the store's folder.

A token is 256 random bits, so that its SHA-256 tells nothing of it. The file `tokens.json` can be
read by its owner alone.
"""

import hashlib
import hmac
import json
import os
import re
import secrets
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from cocreation.errors import ParameterError, StoreError, UnauthorizedError, UnknownNameError
from cocreation.model import Text
from cocreation.store.embedded import sync
from cocreation.store.locks import faults_told, writing

_PREFIX = "cocreation_"
_BYTES = 32
_FILE = "tokens.json"
_NAME = re.compile(r"\w[\w.@-]{0,63}")
_PATIENCE_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Holder:
    """Whoever holds a token; an `editor` may change every submitted case, others their own.

    `digest` is empty once the token is revoked.
    """

    name: str
    made: str
    editor: bool = False
    digest: str = ""
    revoked: str = ""


def holders(directory: Path) -> tuple[Holder, ...]:
    """List everybody who was ever given a token; StoreError where the file cannot be read."""
    path = directory / _FILE
    try:
        return tuple(Holder(**told) for told in json.loads(path.read_bytes()))
    except FileNotFoundError:
        return ()
    except (OSError, ValueError, TypeError) as error:
        raise StoreError(
            Text(
                en=f"The tokens in {path} cannot be read ({error}); mend the file, or remove it "
                "and make new tokens.",
                zh=f"无法读取 {path} 中的令牌（{error}）；请修复该文件，或删除后重新创建令牌。",
            )
        ) from error


def add(directory: Path, name: str, *, editor: bool = False) -> str:
    """Make a token and give it, this once; whose name was revoked gets a new one.

    ParameterError where the name is taken or none.
    """
    if not _NAME.fullmatch(name):
        raise ParameterError(
            Text(
                en=f"“{name}” is no name for a token: up to 64 letters, digits, or . _ - @, "
                "without spaces.",
                zh=f"“{name}”不能作令牌名：至多 64 个字母、数字或 . _ - @，不含空格。",
            )
        )
    token = _PREFIX + secrets.token_urlsafe(_BYTES)
    with writing(directory, patience=_PATIENCE_SECONDS):
        known = {holder.name: holder for holder in holders(directory)}
        if name in known and known[name].digest:
            raise ParameterError(
                Text(
                    en=f"{name} has a token already; revoke it first with "
                    f"`cocreation token revoke {name}`.",
                    zh=f"{name} 已有令牌；请先运行 `cocreation token revoke {name}` 吊销。",
                )
            )
        known[name] = Holder(name, _now(), editor, _digest(token))
        _write(directory, tuple(known.values()))
    return token


def revoke(directory: Path, name: str) -> None:
    """Let a token write no more; UnknownNameError where nobody of this name holds one."""
    with writing(directory, patience=_PATIENCE_SECONDS):
        known = {holder.name: holder for holder in holders(directory)}
        if name not in known or not known[name].digest:
            raise UnknownNameError(
                Text(
                    en=f"No token is in use under the name {name}; see `cocreation token list`.",
                    zh=f"没有名为 {name} 的有效令牌；请查看 `cocreation token list`。",
                )
            )
        known[name] = replace(known[name], digest="", revoked=_now())
        _write(directory, tuple(known.values()))


def holder_of(directory: Path, token: str) -> Holder:
    """Find whose token this is, in a time that tells nothing; UnauthorizedError where nobody's."""
    given = _digest(token)
    found = [
        h for h in holders(directory) if hmac.compare_digest(h.digest.encode(), given.encode())
    ]
    if not found:
        raise UnauthorizedError(
            Text(
                en="This token is not known here, or no longer; ask whoever runs the server "
                "for one.",
                zh="此令牌不存在或已吊销；请向服务器的运营者索取。",
            )
        )
    return found[0]


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _write(directory: Path, known: tuple[Holder, ...]) -> None:
    """Replace the file atomically and durably; nobody but its owner can read it at any moment."""
    new = directory / f"{_FILE}.new"
    with faults_told(directory):
        new.unlink(missing_ok=True)
        descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            json.dump([asdict(holder) for holder in known], file, ensure_ascii=False, indent=1)
            file.flush()
            os.fsync(file.fileno())
        new.replace(directory / _FILE)
        sync(directory)
