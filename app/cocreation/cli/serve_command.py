"""`cocreation serve`: the web server over the store."""

import errno
import os

import click
import waitress

from cocreation.cli.build_command import tell_build
from cocreation.cli.options import language_option, store_option
from cocreation.errors import AddressError
from cocreation.model import Language, Text
from cocreation.services.building import build
from cocreation.settings import Settings
from cocreation.web import LARGEST_REQUEST_BYTES, create_app

_THREADS = 8
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
    """Serve the graph at an address of this machine, until Ctrl-C.

    The store is built first where there is none or a file has changed.

    在本机地址上提供图谱服务，按 Ctrl-C 结束；没有存储或文件有变化时先行构建。
    """
    tell_build(build(settings), settings, language)
    host = host.strip("[]")
    try:
        server = waitress.create_server(
            create_app(settings),
            host=host,
            port=port,
            threads=_THREADS,
            max_request_body_size=LARGEST_REQUEST_BYTES,
        )
    except (OSError, ValueError) as error:
        raise _unusable(host, port, error) from error
    # A name may stand for several addresses, with a socket each.
    listens = getattr(server, "effective_listen", None) or [(host, server.effective_port)]
    shown = f"[{host}]" if ":" in host else host
    click.echo(f"http://{shown}:{listens[0][1]}/")
    server.run()


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
