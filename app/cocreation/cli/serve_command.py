"""`cocreation serve`: the web server over the store."""

import errno
import ipaddress
import os
from contextlib import ExitStack, closing
from dataclasses import replace

import click

from cocreation.cli.build_command import tell_build
from cocreation.cli.http_server import HttpServer
from cocreation.cli.json_log import log_as_json_lines
from cocreation.cli.options import language_option, store_option
from cocreation.errors import AddressError
from cocreation.model import Language, Text
from cocreation.services.building import build
from cocreation.settings import Settings
from cocreation.store.embedded import claimed
from cocreation.store.workers import WorkerPool
from cocreation.web import LARGEST_REQUEST_BYTES, create_app
from cocreation.web.protocol import LONGEST_SECONDS

# More than can run or wait for a worker, so that a refusal or a page always finds one.
_THREADS = 80
_CONNECTIONS = 1000
_IDLE_SECONDS = 30
_GRACE_SECONDS = 2
# What a client may take of each minute where others than this machine can reach the server.
_CLIENT_SECONDS = 30.0
_PROXY_HEADERS = {"x-forwarded-for", "x-forwarded-host", "x-forwarded-proto"}
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
        opened.enter_context(claimed(settings.store))
        tell_build(build(settings), settings, language)
        settings = replace(settings, client_seconds=_client_seconds(settings, host))
        pool = WorkerPool(settings.store, seconds=settings.query_seconds)
        opened.enter_context(closing(pool))
        server = _server(create_app(settings, pool), host, port, settings)
        pool.start()
        log_as_json_lines(settings.log_level)
        shown = f"[{host}]" if ":" in host else host
        click.echo(f"http://{shown}:{server.port}/")
        server.run(LONGEST_SECONDS + _GRACE_SECONDS)


def _server(app: object, host: str, port: int, settings: Settings) -> HttpServer:
    proxy: dict[str, object] = {"clear_untrusted_proxy_headers": True}
    if settings.trusted_proxy:
        proxy |= {
            "trusted_proxy": settings.trusted_proxy,
            "trusted_proxy_count": 1,
            "trusted_proxy_headers": _PROXY_HEADERS,
        }
    try:
        return HttpServer(
            app,
            host=host,
            port=port,
            threads=_THREADS,
            connection_limit=_CONNECTIONS,
            channel_timeout=_IDLE_SECONDS,
            max_request_body_size=LARGEST_REQUEST_BYTES,
            **proxy,
        )
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
