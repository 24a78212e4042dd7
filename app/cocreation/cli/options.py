"""What several commands share: options, and how they speak."""

import sys
from collections.abc import Callable
from shutil import get_terminal_size
from typing import Any

import click

from cocreation.cli.program import LANGUAGE
from cocreation.model import Language, Text
from cocreation.settings import Settings, locale_language

Command = Callable[..., Any]


def language_option(command: Command) -> Command:
    """Add `--lang`; the command gets `language`, by default that of the locale."""
    return click.option(
        "--lang",
        "language",
        type=click.Choice(["en", "zh"]),
        is_eager=True,
        callback=_remember,
        help="Language of what is printed; by default the locale's. 输出语言。",
    )(command)


def store_option(command: Command) -> Command:
    """Add `--store`; the command gets `settings` with that folder or server."""
    return click.option(
        "--store",
        "settings",
        metavar="DIR|URL",
        callback=_settings,
        help="The store's folder, or the address of a SPARQL server that holds it; by default "
        "COCREATION_STORE, or the user's data. 存储目录，或存放图谱的 SPARQL 服务器地址。",
    )(command)


def tell(text: Text, language: Language) -> None:
    """Say something that is not a result."""
    click.echo(text.in_language(language), err=True)


def write(body: bytes) -> None:
    """Write a result as it is, with a line's end for a person at a terminal."""
    output = sys.stdout.buffer
    output.write(body)
    if sys.stdout.isatty() and not body.endswith(b"\n"):
        output.write(b"\n")
    output.flush()


def write_text(text: str, *, for_machines: bool) -> None:
    """Write a result that is text: for machines in UTF-8, for a person as the terminal has it."""
    if for_machines:
        write(text.encode())
    else:
        click.echo(text, nl=False)


def terminal_width() -> int | None:
    """How wide a table may be; None where no person looks."""
    return get_terminal_size().columns if sys.stdout.isatty() else None


def _remember(ctx: click.Context, _: click.Parameter, value: Language | None) -> Language:
    language = value or locale_language()
    ctx.meta[LANGUAGE] = language
    return language


def _settings(_ctx: click.Context, _: click.Parameter, value: str | None) -> Settings:
    return Settings.from_environment(store=value)
