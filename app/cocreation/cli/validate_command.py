"""`cocreation validate`: check new or changed cases within the graph that they would join."""

from pathlib import Path
from typing import get_args

import click

from cocreation.cli.options import language_option, tell, write_text
from cocreation.cli.progress import LateBar
from cocreation.errors import ParameterError
from cocreation.model import Language, Text
from cocreation.services.checking import check_files
from cocreation.services.findings_text import Format, write_findings
from cocreation.services.joined import joined_of
from cocreation.services.sharing import cores
from cocreation.settings import Settings, SparqlServer
from cocreation.validation import Engine

_EPILOG = (
    "\b\nExamples:\n  cocreation validate my-case.xlsx --lang zh\n"
    "  cocreation validate my-case.xlsx --mends\n"
    "  cocreation validate my-case.xlsx --mend mended.xlsx --choose 2b,3\n"
)


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
@click.option(
    "--mend",
    "output",
    metavar="OUT",
    type=click.Path(path_type=Path),
    help="Write a copy of the one FILE, .ttl or .xlsx, in which each finding is mended that has "
    "one proven mend alone, and report on the copy. "
    "写出单个文件的副本（.ttl 或 .xlsx）：凡只有一种可行改法的问题均予改正，并报告副本的检查结果。",
)
@click.option(
    "--choose",
    metavar="NAMES",
    multiple=True,
    help="With --mend: make these mends instead, by the names that --mends shows, such as 2b,3. "
    "与 --mend 同用：只采用 --mends 所列的这些改法，例如 2b,3。",
)
@language_option
@click.pass_context
def command(
    ctx: click.Context,
    *,
    files: tuple[Path, ...],
    form: Format,
    engine: Engine,
    store: str | None,
    mends: bool,
    output: Path | None,
    choose: tuple[str, ...],
    language: Language,
) -> None:
    """Check files, all together, within the graph that they would join.

    A file is a workbook (.xlsx), a folder or .zip with a CSV file for each sheet, or RDF: Turtle,
    TriG, N-Triples, N-Quads, JSON-LD or RDF/XML.

    That is the project's, as its files have it, or as a store has it: the one named, or a server
    that COCREATION_STORE names. A file with a case that is in the graph already stands in for it.
    With --mend the file itself is never changed, and no evidence is invented.
    Exit status: 0 no violation (warnings may stand), 1 violations, 2 a file cannot be read.

    文件可为工作簿（.xlsx）、每表一个 CSV 文件的文件夹或 .zip，或任一 RDF 语法。
    在所要加入的图谱中检查文件：默认为项目文件，也可为 --store 或 COCREATION_STORE 所指的存储；
    含有已有案例的文件视为替换该案例。
    --mend 从不改动原文件，也不编造证据。
    退出码：0 无违规（可有警告），1 有违规，2 文件无法读取。
    """
    names = [name.strip() for one in choose for name in one.replace("，", ",").split(",")]
    chosen = [name for name in names if name]
    _refuse(files, output, choose)
    settings = Settings.from_environment(store)
    from_store = store is not None or isinstance(settings.store, SparqlServer)
    with joined_of(settings, stored=from_store) as joined, LateBar(language) as bar:
        if output is None:
            report = check_files(
                files, joined, engine=engine, progress=bar.show, mends=mends, processes=cores()
            )
            told: list[Text] = []
        else:
            # A twentieth of the time that a check of one case takes, and few are mended.
            from cocreation.services.mended_copies import mend_copy  # noqa: PLC0415
            from cocreation.services.mended_text import sentences  # noqa: PLC0415

            copy = mend_copy(
                files[0], output, joined, chosen=chosen, engine=engine, progress=bar.show
            )
            report, told = copy.report, list(sentences(copy, output))
    for sentence in told:
        tell(sentence, language)
    write_text(write_findings(report, form, language), for_machines=form != "text")
    ctx.exit(report.exit_code)


def _refuse(files: tuple[Path, ...], output: Path | None, choose: tuple[str, ...]) -> None:
    """ParameterError where a copy cannot be meant so."""
    if choose and output is None:
        raise ParameterError(
            Text(
                en="--choose is for --mend: name the copy to write with --mend OUT.",
                zh="--choose 须与 --mend 同用：请用 --mend OUT 指定要写出的副本。",
            )
        )
    if output is not None and len(files) > 1:
        raise ParameterError(
            Text(
                en=f"--mend makes a copy of one file, and {len(files)} are given; "
                "run it for each by itself.",
                zh=f"--mend 每次只为一个文件写副本，现给出 {len(files)} 个；请逐个运行。",
            )
        )
