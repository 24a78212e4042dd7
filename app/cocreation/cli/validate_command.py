"""`cocreation validate`: check new or changed cases within the graph that they would join."""

from pathlib import Path
from typing import get_args

import click

from cocreation.cli.options import language_option, write_text
from cocreation.cli.progress import LateBar
from cocreation.model import Language
from cocreation.services.checking import check_files
from cocreation.services.findings_text import Format, write_findings
from cocreation.services.joined import joined_of
from cocreation.services.sharing import cores
from cocreation.settings import Settings, SparqlServer
from cocreation.validation import Engine

_EPILOG = "\b\nExample:\n  cocreation validate my-case.xlsx --lang zh\n"


@click.command("validate", epilog=_EPILOG)
@click.argument("files", metavar="FILE…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(get_args(Format)),
    default="text",
    show_default=True,
)
@click.option(
    "--engine",
    type=click.Choice(get_args(Engine)),
    default="fast",
    show_default=True,
    help="The reference engine is pyshacl. 参考引擎为 pyshacl。",
)
@click.option(
    "--store",
    metavar="DIR|URL",
    help="Check within the graph that a store holds, instead of the project's files. "
    "在该存储所含图谱（而非项目文件）中检查。",
)
@click.option(
    "--mends",
    is_flag=True,
    help="Offer changes that are proven to clear a finding; nothing is changed. "
    "给出经验证可消除问题的改法；不改动文件。",
)
@language_option
@click.pass_context
def command(
    ctx: click.Context,
    files: tuple[Path, ...],
    form: Format,
    engine: Engine,
    store: str | None,
    mends: bool,
    language: Language,
) -> None:
    """Check files, all together, within the graph that they would join.

    A file is a workbook (.xlsx), a folder or .zip with a CSV file for each sheet, or RDF: Turtle,
    TriG, N-Triples, N-Quads, JSON-LD or RDF/XML.

    That is the project's, as its files have it, or as a store has it: the one named, or a server
    that COCREATION_STORE names. A file with a case that is in the graph already stands in for it.
    Exit status: 0 no violation (warnings may stand), 1 violations, 2 a file cannot be read.

    文件可为工作簿（.xlsx）、每表一个 CSV 文件的文件夹或 .zip，或任一 RDF 语法。
    在所要加入的图谱中检查文件：默认为项目文件，也可为 --store 或 COCREATION_STORE 所指的存储；
    含有已有案例的文件视为替换该案例。
    退出码：0 无违规（可有警告），1 有违规，2 文件无法读取。
    """
    settings = Settings.from_environment(store)
    from_store = store is not None or isinstance(settings.store, SparqlServer)
    with joined_of(settings, stored=from_store) as joined, LateBar(language) as bar:
        report = check_files(
            files, joined, engine=engine, progress=bar.show, mends=mends, processes=cores()
        )
    write_text(write_findings(report, form, language), for_machines=form != "text")
    ctx.exit(report.exit_code)
