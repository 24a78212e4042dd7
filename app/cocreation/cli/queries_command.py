"""`cocreation queries`: the library, a line each."""

from itertools import groupby

import click

from cocreation.cli.options import language_option
from cocreation.model import Language, QuerySpec
from cocreation.services.querying import library
from cocreation.settings import Settings

_EPILOG = "\b\nExample:\n  cocreation queries --lang zh\n"


@click.command("queries", epilog=_EPILOG)
@language_option
def command(language: Language) -> None:
    """List the library's questions by topic, a line each, with their parameters.

    按主题列出问题库，每行一个问题及其参数。
    """
    specs = library(Settings.from_environment().project)
    width = max(len(spec.id) for spec in specs)
    for number, (_, members) in enumerate(groupby(specs, key=_topic)):
        if number:
            click.echo()
        for spec in members:
            click.echo(f"{spec.id:{width}}  {_line(spec, language)}")


def _topic(spec: QuerySpec) -> str:
    return spec.id.partition("/")[0]


def _line(spec: QuerySpec, language: Language) -> str:
    parameters = " ".join(f"[{parameter.name}]" for parameter in spec.parameters)
    return f"{spec.summary.in_language(language)} {parameters}".rstrip()
