"""`cocreation figure`: a study's figures, drawn from the graph."""

from contextlib import closing
from pathlib import Path
from typing import get_args
from urllib.parse import urlencode

import click

from cocreation.cli.options import output_option, store_option, study_option, write_file
from cocreation.cli.program import LANGUAGE
from cocreation.namespaces import BASE, ID
from cocreation.services import building, figures, querying, stores
from cocreation.services.studies import find_study, read_studies
from cocreation.settings import Settings, locale_language

_EPILOG = """\b
Examples:
  cocreation figure data-structure --lang both -o data-structure.pdf
  cocreation figure model --part assessment --no-counts > assessment.svg
"""


def _spoken(ctx: click.Context, _: click.Parameter, value: figures.Spoken | None) -> figures.Spoken:
    """Remember the language for what is said beside the figure."""
    if value in ("en", "zh"):
        ctx.meta[LANGUAGE] = value
    return value or locale_language()


@click.command("figure", epilog=_EPILOG)
@click.argument("name", type=click.Choice(get_args(figures.Name)))
@click.option(
    "--format",
    "form",
    type=click.Choice(get_args(figures.Form)),
    help="Format of the figure; by default that of the file's ending, else svg. "
    "图的格式，默认取自文件扩展名，否则为 svg。",
)
@click.option(
    "--lang",
    "spoken",
    type=click.Choice(get_args(figures.Spoken)),
    is_eager=True,
    callback=_spoken,
    help="Language of the figure, or both; by default the locale's. 图中文字的语言。",
)
@click.option(
    "--part",
    default="",
    metavar="SLUG",
    help="One dimension or theme of the data structure, or one stage of the model; by default all. "
    "数据结构中的一个维度或主题，或模型中的一个阶段；默认为全图。",
)
@click.option(
    "--counts/--no-counts",
    default=True,
    help="With or without the numbers of evidence items. 是否标注证据条数。",
)
@study_option
@output_option
@store_option
def command(
    name: figures.Name,
    form: figures.Form | None,
    *,
    spoken: figures.Spoken,
    part: str,
    counts: bool,
    study: str,
    output: Path | None,
    settings: Settings,
) -> None:
    """Draw a study's data structure, its integrated model or coverage.

    Coverage is the matrix of the cases by the first-order concepts, shaded.

    Every box leads to the name of what it stands for. PDF and PNG need a Chinese font where the
    figure has Chinese.

    绘制研究的数据结构、整合模型或案例与一阶构念的覆盖矩阵；每个框都链接到所指之物的名称。
    含中文的 PDF 与 PNG 需要系统装有中文字体。
    """
    building.ensure_built(settings)
    with closing(stores.open_whole(settings)) as store:
        queries = querying.library(settings.project)
        one = find_study(read_studies(store, queries), study)
        drawn = figures.Figures(store, queries, one.thing.iri, _link(settings), _evidence(settings))
        chosen = form or _by_ending(output)
        body = drawn.write(figures.Wanted(name, spoken, part, counts), chosen)
    write_file(body, output, is_text=chosen == "svg")


def _link(settings: Settings) -> figures.Link:
    """Names lead to the public server where there is one, else to where they are planned."""
    server = (settings.base_url or "").rstrip("/")
    return lambda iri: f"{server}/{iri.removeprefix(BASE)}" if server else iri


def _evidence(settings: Settings) -> figures.LinkToEvidence:
    """Fields of the coverage lead to their evidence on the public server where there is one."""
    server = (settings.base_url or "").rstrip("/")

    def link(case: str, concept: str) -> str:
        names = (iri.removeprefix(ID).partition("/")[2] for iri in (case, concept))
        query = urlencode(dict(zip(("case", "construct"), names, strict=True)))
        return f"{server}/evidence?{query}" if server else ""

    return link


def _by_ending(output: Path | None) -> figures.Form:
    ending = output.suffix.lower().removeprefix(".") if output else ""
    known: dict[str, figures.Form] = {form: form for form in get_args(figures.Form)}
    return known.get(ending, "svg")
