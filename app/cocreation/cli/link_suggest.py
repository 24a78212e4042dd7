"""`cocreation link suggest`: links to another dataset that may hold, with the reasons."""

from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import get_args

import click

from cocreation.cli.options import language_option, store_option, tell, terminal_width, write_text
from cocreation.cli.progress import LateBar
from cocreation.model import Language, Text
from cocreation.services import building, stores, suggesting
from cocreation.services.suggesting import KINDS, Kind, Service, Suggestions, Target, Wish
from cocreation.services.suggesting_formats import (
    Format,
    summary,
    write_json,
    write_sssom,
    write_table,
)
from cocreation.settings import Settings

_READING = Text(en="Reading", zh="读取中")
_EPILOG = """\b
Examples:
  cocreation link suggest --target thesaurus.ttl --kind construct --explain
  cocreation link suggest --target https://query.wikidata.org/sparql --format tsv
"""


@click.command("suggest", epilog=_EPILOG)
@click.option(
    "--target",
    "named",
    required=True,
    metavar="FILE|URL",
    help="An RDF file, or the address of a SPARQL endpoint or a reconciliation service. "
    "RDF 文件，或 SPARQL 端点、对照（reconciliation）服务的地址。",
)
@click.option(
    "--service",
    type=click.Choice(get_args(Service)),
    help="What answers at the address; by default it is asked. 该地址的服务类型，默认由程序询问。",
)
@click.option(
    "--kind",
    type=click.Choice(KINDS),
    default="organization",
    show_default=True,
    help="Which of our things to link. 要链接的事物种类。",
)
@click.option(
    "--least",
    type=click.FloatRange(0, 1),
    default=Wish().least,
    show_default=True,
    help="The lowest score to propose. 最低得分。",
)
@click.option(
    "--most",
    type=click.IntRange(1, 50),
    default=Wish().most,
    show_default=True,
    help="How many to propose for one thing. 每个事物至多几条候选。",
)
@click.option(
    "--format", "form", type=click.Choice(get_args(Format)), default="table", show_default=True
)
@click.option("--explain", is_flag=True, help="Give the reasons, line by line. 逐行列出理由。")
@store_option
@language_option
def suggest(
    named: str,
    service: Service | None,
    kind: Kind,
    least: float,
    most: int,
    form: Format,
    *,
    explain: bool,
    settings: Settings,
    language: Language,
) -> None:
    """Propose links between our things of a kind and another dataset's, likeliest first.

    Things are compared by their names in both languages and by what else is known of them. What is
    proposed may be wrong: a person looks at it, nothing is written. Format tsv is SSSOM.

    按双语名称及其他已知信息，提出本图谱某类事物与另一数据集之间的候选链接，最可能者在前。候选可能有误，
    须经人工审阅；不写入任何内容。tsv 为 SSSOM 格式。
    """
    target = Target(named if "://" in named else Path(named), service)
    wish = Wish(kind, least, most)
    building.ensure_built(settings)
    with closing(stores.open_whole(settings)) as store, LateBar(language, _READING) as bar:
        found = suggesting.suggest(store, target, wish, bar.show)
    for note in found.notes:
        tell(note, language)
    text = _written(found, kind, form, language, explain=explain)
    write_text(text, for_machines=form != "table")
    tell(summary(found), language)


def _written(
    found: Suggestions, kind: Kind, form: Format, language: Language, *, explain: bool
) -> str:
    if form == "json":
        return write_json(found)
    if form == "tsv":
        return write_sssom(found, kind, language, datetime.now(UTC).date())
    return write_table(found, language, terminal_width(), explain=explain)
