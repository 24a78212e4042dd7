"""What several commands share: options, and how they speak."""

import sys
from collections.abc import Callable
from pathlib import Path
from shutil import get_terminal_size
from typing import Any

import click

from cocreation.cli.program import LANGUAGE
from cocreation.errors import ParameterError
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


def study_option(command: Command) -> Command:
    """Add `--study`; the command gets `study`, empty for that with most cases."""
    return click.option(
        "--study",
        default="",
        metavar="SLUG",
        help="The study, as `cocreation query list-studies` names it; by default that with most "
        "cases. 研究的名称，默认为案例最多者。",
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


def output_option(command: Command) -> Command:
    """Add `--output`; the command gets `output`, a file that is not there yet, or None."""
    return click.option(
        "-o",
        "--output",
        "output",
        metavar="FILE",
        type=click.Path(path_type=Path),
        help="A new file to write to, instead of standard output. 写入的新文件，默认为标准输出。",
    )(command)


def write_file(body: bytes, output: Path | None, *, is_text: bool) -> None:
    """Write a result to a new file, else to standard output.

    ParameterError where the file is there already or cannot be written, and where a person at a
    terminal would get what is no text.
    """
    if output is None:
        if not is_text and sys.stdout.isatty():
            raise ParameterError(
                Text(
                    en="What is no text cannot be shown here; name a file for it with -o.",
                    zh="此格式不是文本，无法在此显示；请用 -o 指定文件。",
                )
            )
        write(body)
        return
    try:
        with output.open("xb") as file:
            file.write(body)
    except FileExistsError:
        raise ParameterError(
            Text(
                en=f"{output} is there already and is not overwritten; name another file.",
                zh=f"{output} 已存在，不会覆盖；请指定其他文件。",
            )
        ) from None
    except OSError as error:
        reason = error.strerror or str(error)
        raise ParameterError(
            Text(
                en=f"{output} cannot be written (the system says '{reason}'); name another file.",
                zh=f"无法写入 {output}（系统报告“{reason}”）；请指定其他文件。",
            )
        ) from None
