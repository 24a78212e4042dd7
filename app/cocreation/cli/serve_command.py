"""`cocreation serve`: the web server over the store."""

import asyncio
import errno
import ipaddress
import os
import socket
from collections.abc import AsyncIterator
from contextlib import ExitStack, asynccontextmanager, suppress
from dataclasses import replace
from pathlib import Path

import click
import uvloop

from cocreation.cli import http_server
from cocreation.cli.build_command import tell_build
from cocreation.cli.json_log import log_as_json_lines
from cocreation.cli.options import language_option, store_option
from cocreation.errors import AddressError, CocreationError
from cocreation.model import Language, Text
from cocreation.services.building import build
from cocreation.services.inspection import Inspector, open_inspector
from cocreation.services.stores import federated, open_store
from cocreation.settings import Settings
from cocreation.store.base import Store
from cocreation.store.embedded import refuse_damaged
from cocreation.store.locks import claimed
from cocreation.store.pool import Pool, PoolKind
from cocreation.store.threaded import ThreadedStore
from cocreation.store.workers import PoolStore
from cocreation.web import Answering, Budget, Front, Parted, create_app, follow
from cocreation.web.protocol import LONGEST_SECONDS

_GRACE_SECONDS = 2
# What a client may take of each minute where others than this machine can reach the server.
_CLIENT_SECONDS = 30.0
_EPILOG = "\b\nExample:\n  cocreation serve --port 8080\n"


@click.command("serve", epilog=_EPILOG)
@click.option("--host", default="127.0.0.1", show_default=True, help="Address. 地址。")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help="Port; 0: any free one. 端口；0 为任一空闲端口。",
)
@store_option
@language_option
def command(host: str, port: int, settings: Settings, language: Language) -> None:
    """Serve the graph at an address of this machine, until Ctrl-C or SIGTERM.

    The store is built first where there is none or a file has changed. What runs when the signal
    comes is finished. A `cocreation build` beside the server is followed at once.

    在本机地址上提供图谱服务，按 Ctrl-C 或收到 SIGTERM 时结束，并先完成正在处理的请求；没有存储
    或文件有变化时先行构建。服务运行期间执行 `cocreation build`，新数据立即生效。
    """
    host = host.strip("[]")
    with ExitStack() as opened:
        if isinstance(settings.store, Path):
            opened.enter_context(claimed(settings.store))
            refuse_damaged(settings.store)
        tell_build(build(settings), settings, language)
        settings = replace(settings, client_seconds=_client_seconds(settings, host))
        sockets = _listen(host, port)
        for one in sockets:
            opened.enter_context(one)
        shown = f"[{host}]" if ":" in host else host
        address = f"http://{shown}:{sockets[0].getsockname()[1]}/"
        uvloop.run(_serve(settings, sockets, address))


async def _serve(settings: Settings, sockets: list[socket.socket], address: str) -> None:
    """Put the server together and run it; print its address when it can be asked."""
    async with _asked(settings) as (answering, store):
        budget = Budget(settings.client_seconds or 0)
        inspector = open_inspector(settings, store)
        preparing = asyncio.create_task(asyncio.to_thread(_prepare, inspector))
        app = create_app(settings, store, inspector)
        searcher = follow(app)
        front = Front(app, answering, seconds=settings.query_seconds, budget=budget)
        log_as_json_lines(settings.log_level)
        click.echo(address)
        try:
            await http_server.serve(
                front,
                sockets,
                drain_seconds=int(LONGEST_SECONDS) + _GRACE_SECONDS,
                trusted_proxy=settings.trusted_proxy,
            )
        finally:
            await asyncio.to_thread(searcher.close)
            front.close()
            await preparing
            inspector.close()


def _prepare(inspector: Inspector) -> None:
    """Have checks ready before somebody asks for one; who asks is told what is wrong, if it is."""
    with suppress(CocreationError):
        inspector.prepare()


@asynccontextmanager
async def _asked(settings: Settings) -> AsyncIterator[tuple[Answering, Store]]:
    """Give whom to ask in this event loop, and the same for threads."""
    if not isinstance(settings.store, Path):
        store = open_store(settings)
        threaded = ThreadedStore(store)
        try:
            yield threaded, store
        finally:
            await threaded.close()
        return
    pool = Pool(settings.store, PoolKind(seconds=settings.query_seconds))
    keeper = asyncio.create_task(pool.keep())
    try:
        await pool.version()
        store = PoolStore(pool, asyncio.get_running_loop())
        if settings.allow_service:
            async with _federated(pool, store, settings) as both:
                yield both
        else:
            yield pool, store
    finally:
        keeper.cancel()
        await pool.close()


@asynccontextmanager
async def _federated(
    pool: Pool, store: Store, settings: Settings
) -> AsyncIterator[tuple[Answering, Store]]:
    """Have threads wait for other servers, and the pool answer all else as it does."""
    both = federated(store, settings)
    threaded = ThreadedStore(both)
    try:
        yield Parted(pool, threaded), both
    finally:
        await threaded.close()


def _listen(host: str, port: int) -> list[socket.socket]:
    try:
        return http_server.listen(host, port)
    except (OSError, ValueError) as error:
        raise _unusable(host, port, error) from error


def _client_seconds(settings: Settings, host: str) -> float:
    """The budget that is set; by default none on loopback, and one where strangers come."""
    if settings.client_seconds is not None:
        return settings.client_seconds
    try:
        loopback = ipaddress.ip_address(host).is_loopback
    except ValueError:
        loopback = host == "localhost"
    return 0.0 if loopback else _CLIENT_SECONDS


def _unusable(host: str, port: int, error: OSError | ValueError) -> AddressError:
    number = error.errno if isinstance(error, OSError) else None
    if number == errno.EADDRINUSE:
        return AddressError(
            Text(
                en=f"Port {port} is in use; choose another with --port.",
                zh=f"端口 {port} 已被占用；请用 --port 另选。",
            )
        )
    reason = os.strerror(number) if number and number > 0 else str(error)
    return AddressError(
        Text(
            en=f"Nothing can be served at {host}:{port} ({reason}); choose --host and --port.",
            zh=f"无法在 {host}:{port} 上提供服务（{reason}）；请用 --host 和 --port 另选。",
        )
    )
