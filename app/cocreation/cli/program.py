"""The program as a whole: its commands, and the one place where a fault becomes a sentence."""

import sys
from collections.abc import Mapping
from importlib import import_module

import click

from cocreation import __version__
from cocreation.errors import CocreationError, InvalidDataError
from cocreation.model import Language, Text
from cocreation.settings import locale_language

LANGUAGE = "cocreation.language"
FAULT = 2
_INTERRUPTED = 130
_HELP = Text(
    en="""A published multi-case study as a knowledge graph: ask it, check new cases, serve it.

    已发表的多案例研究知识图谱：提问、检查新案例、提供服务。

    \b
    Example:
      cocreation query find-silent-stages
    """,
    zh="""已发表的多案例研究知识图谱：提问、检查新案例、提供服务。

    \b
    示例：
      cocreation query find-silent-stages
    """,
)


class Program(click.Group):
    """Commands by name; each is `command` in the module `cocreation.cli.<name>_command`."""

    def __init__(self, name: str, commands: Mapping[str, Text]) -> None:
        super().__init__(name, help=_HELP.in_language(locale_language()))
        self._summaries = dict(commands)
        click.version_option(__version__, prog_name=name)(self)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 -- click's
        """Name every command, in the order in which a newcomer needs them."""
        return list(self._summaries)

    def get_command(
        self,
        ctx: click.Context,  # noqa: ARG002 -- click's
        cmd_name: str,
    ) -> click.Command | None:
        """Import a command."""
        if cmd_name not in self._summaries:
            return None
        command: click.Command = import_module(f"cocreation.cli.{cmd_name}_command").command
        return command

    def format_commands(
        self,
        ctx: click.Context,  # noqa: ARG002 -- click's
        formatter: click.HelpFormatter,
    ) -> None:
        """List the commands without importing any."""
        language = locale_language()
        lines = [(name, text.in_language(language)) for name, text in self._summaries.items()]
        with formatter.section("命令" if language == "zh" else "Commands"):
            formatter.write_dl(lines)

    def invoke(self, ctx: click.Context) -> object:
        """Run a command; a fault ends it with one sentence in the language asked for."""
        _survive_any_character()
        try:
            return super().invoke(ctx)
        except CocreationError as error:
            language: Language = ctx.meta.get(LANGUAGE) or locale_language()
            if isinstance(error, InvalidDataError) and error.report:
                click.echo(error.report.in_language(language), err=True)
            click.echo(error.message.in_language(language), err=True)
            ctx.exit(FAULT)
        except KeyboardInterrupt:
            ctx.exit(_INTERRUPTED)
        except (click.exceptions.Exit, click.exceptions.Abort, BrokenPipeError):
            raise
        except (OSError, ValueError, LookupError, RuntimeError) as error:
            language = ctx.meta.get(LANGUAGE) or locale_language()
            click.echo(_unexpected(error).in_language(language), err=True)
            ctx.exit(FAULT)


def _unexpected(error: Exception) -> Text:
    """Name a fault that no part of the program knows how to mend."""
    told = f"{type(error).__name__}: {' '.join(str(error).split())}"
    return Text(
        en=f"This could not be done ({told}); check what was given, and report it if it is right.",
        zh=f"未能完成（{told}）；请检查所给内容，若无误请报告此问题。",
    )


def _survive_any_character() -> None:
    """Print a substitute for what the terminal's encoding lacks, instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
