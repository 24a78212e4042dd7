"""`cocreation compare`: hold a case against the model, and beside the model's other cases."""

from contextlib import closing
from pathlib import Path
from typing import get_args

import click

from cocreation.cli.options import language_option, store_option, terminal_width, write_text
from cocreation.errors import UnknownNameError
from cocreation.intake.reading import WORKBOOKS
from cocreation.model import Language, QuerySpec, Text
from cocreation.services import building, comparing, querying, stores
from cocreation.services.comparison import Comparison
from cocreation.services.comparison_formats import Format, write_comparisons
from cocreation.settings import Settings
from cocreation.sources import FORMATS
from cocreation.store.base import Store

_ENDINGS = (*WORKBOOKS, *FORMATS)
_EPILOG = (
    "\b\nExamples:\n"
    "  cocreation compare jd-cloud-deyi-dairy\n"
    "  cocreation compare my-case.ttl --lang zh --format markdown\n"
)


@click.command("compare", epilog=_EPILOG)
@click.argument("named", metavar="CASE|FILE")
@click.option(
    "--case",
    "chosen",
    metavar="CASE",
    help="Which case of a file with several; by default all. 文件含多个案例时指定其一。",
)
@click.option(
    "--format", "form", type=click.Choice(get_args(Format)), default="text", show_default=True
)
@store_option
@language_option
def command(
    named: str, chosen: str | None, form: Format, settings: Settings, language: Language
) -> None:
    """Hold a case of the graph, or those of a file, against the model.

    It tells, stage by stage, what the case shows and on whose word, which propositions it
    replicates, what speaks against the model, what rests on one side only, which of the model's
    cases it resembles, and where it differs from all. What is missing is not reported, never no. A
    file may hold half a case; nothing is written.

    将图谱中的案例或文件中的案例与模型对照：各阶段体现了什么、依据谁的说法，复现了哪些命题，
    有何相左的证据，哪些只依据一方，与哪些案例相似，与全部案例有何不同。没有的内容是“未报告”。
    文件中的案例可以不完整；不写入任何内容。
    """
    building.ensure_built(settings)
    queries = querying.library(settings.project)
    with closing(stores.open_whole(settings)) as store:
        if _is_file(named):
            compared = _of_file(store, queries, Path(named), chosen, language)
        else:
            compared = [comparing.compare(store, queries, comparing.find_case(store, named))]
    text = write_comparisons(compared, form, language, terminal_width())
    write_text(text, for_machines=form != "text")


def _is_file(named: str) -> bool:
    path = Path(named)
    is_there = bool(named) and path.exists()
    return "://" not in named and (path.suffix.lower() in _ENDINGS or is_there)


def _of_file(
    store: Store,
    queries: tuple[QuerySpec, ...],
    path: Path,
    chosen: str | None,
    language: Language,
) -> list[Comparison]:
    from cocreation.services import joining  # noqa: PLC0415 -- slow

    file = joining.read_case_file(store, path)
    for finding in file.findings:
        click.echo(f"{finding.position}: {finding.message.in_language(language)}", err=True)
    joined = joining.join(store, file.graph)
    cases = [case for case in joined.cases if chosen is None or _is_called(case, chosen)]
    if not cases:
        raise _not_there(path, joined.cases, chosen or "")
    return [
        comparing.compare(joined.store, queries, case, assumed=case in joined.assumed)
        for case in cases
    ]


def _is_called(case: str, name: str) -> bool:
    """Whether a name is the case's IRI or its last part or parts."""
    return case == name or case.endswith(f"/{name}")


def _not_there(path: Path, cases: tuple[str, ...], chosen: str) -> UnknownNameError:
    listed = ", ".join(case.rpartition("/")[2] for case in cases)
    return UnknownNameError(
        Text(
            en=f"{path} has no case “{chosen}”; its cases are: {listed}.",
            zh=f"{path} 中没有案例“{chosen}”；其中的案例：{listed}。",
        )
    )
