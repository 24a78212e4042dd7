"""`cocreation template`: an empty case to fill in, as a workbook or in Turtle."""

from pathlib import Path
from typing import get_args

import click

from cocreation.cli.options import language_option, output_option, write_file
from cocreation.model import Language
from cocreation.services.stores import joined_graphs
from cocreation.services.templating import Format, make_template
from cocreation.settings import Settings

_EPILOG = """\b
Example:
  cocreation template --format xlsx -o my-case.xlsx
"""


@click.command("template", epilog=_EPILOG)
@click.option(
    "--format",
    "form",
    type=click.Choice(get_args(Format)),
    default="xlsx",
    show_default=True,
    help="A workbook, or commented Turtle. 工作簿，或带注释的 Turtle。",
)
@output_option
@click.option(
    "--store",
    metavar="DIR|URL",
    help="Take the choices from the graph that a store holds, instead of the project's files. "
    "选项取自该存储所含图谱，而非项目文件。",
)
@language_option
def command(form: Format, output: Path | None, store: str | None, language: Language) -> None:  # noqa: ARG001 -- remembered for faults
    """Get an empty case to fill in.

    The workbook has a sheet for each kind of thing, drop-downs for every choice that the graph
    knows, worked examples, and help in both languages. Check it with `cocreation validate`.

    取得可填写的空白案例：工作簿中每类事物一张表，凡图谱已知的选项均可下拉选择，附示例与双语帮助；
    填写后用 cocreation validate 检查。
    """
    graphs = joined_graphs(Settings.from_environment(store), named=store is not None)
    write_file(make_template(graphs, form), output, is_text=form != "xlsx")
