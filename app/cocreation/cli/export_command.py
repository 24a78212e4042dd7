"""`cocreation export`: the whole graph, inferences included."""

import sys

import click

from cocreation.cli.build_command import tell_build
from cocreation.cli.options import language_option, store_option
from cocreation.model import Language
from cocreation.services.building import ensure_built
from cocreation.services.exporting import FORMATS, export
from cocreation.settings import Settings

_EPILOG = "\b\nExample:\n  cocreation export --format trig > cocreation.trig\n"


@click.command("export", epilog=_EPILOG)
@click.option("--format", "form", type=click.Choice(FORMATS), default=FORMATS[0], show_default=True)
@store_option
@language_option
def command(form: str, settings: Settings, language: Language) -> None:
    """Write out the whole graph, inferences included, to standard output.

    Turtle merges all named graphs into one; the other formats keep them apart.

    导出整个图谱（含推理所得）到标准输出；Turtle 将全部命名图合并，其他格式保持分开。
    """
    report = ensure_built(settings)
    if report:
        tell_build(report, settings, language)
    export(settings, form, sys.stdout.buffer)
