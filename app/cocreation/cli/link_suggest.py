"""`cocreation link suggest`: links to another dataset that may hold, with the reasons."""

from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import get_args

import click

from cocreation.cli.options import language_option, store_option, tell, terminal_width, write_text
from cocreation.cli.progress import LateBar
from cocreation.cli.submitting import holder, token_option
from cocreation.model import Language, Link, Text
from cocreation.services import building, querying, stores, suggesting
from cocreation.services.link_formats import write_mappings
from cocreation.services.link_reading import list_mappings
from cocreation.services.linking import Links, pairs
from cocreation.services.suggesting import KINDS, Kind, Service, Suggestions, Target, Wish
from cocreation.services.suggesting_formats import (
    Format,
    as_links,
    summary,
    write_json,
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
@click.option(
    "--keep", is_flag=True, help="Have them wait on /links for a decision. 存入待审核列表。"
)
@token_option
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
    keep: bool,
    token: str | None,
    explain: bool,
    settings: Settings,
    language: Language,
) -> None:
    """Propose links between our things of a kind and another dataset's, likeliest first.

    Things are compared by their names in both languages and by what else is known of them. What is
    proposed may be wrong: a person looks at it. What is mapped or rejected already is left out.
    Nothing is written unless --keep says so, and never into the graph. Format tsv is SSSOM.

    按双语名称及其他已知信息，提出本图谱某类事物与另一数据集之间的候选链接，最可能者在前。候选可能有误，
    须经人工审阅；已有映射或已被拒绝的不再提出。仅在使用 --keep 时保存候选，且从不写入图谱。
    tsv 为 SSSOM 格式。
    """
    if keep:
        holder(settings, token)
    target = Target(named if "://" in named else Path(named), service)
    building.ensure_built(settings)
    with closing(stores.open_whole(settings)) as store, LateBar(language, _READING) as bar:
        known = pairs(list_mappings(store, querying.library(settings.project)))
        found = suggesting.suggest(store, target, Wish(kind, least, most, known), bar.show)
    for note in found.notes:
        tell(note, language)
    links = as_links(found, kind, datetime.now(UTC).date())
    write_text(
        _written(found, links, form, language, explain=explain), for_machines=form != "table"
    )
    tell(summary(found), language)
    if keep:
        tell(_kept(Links(settings).propose(links)), language)


def _written(
    found: Suggestions,
    links: Sequence[Link],
    form: Format,
    language: Language,
    *,
    explain: bool,
) -> str:
    if form == "json":
        return write_json(found)
    if form == "tsv":
        return write_mappings(links, "tsv", {})
    return write_table(found, language, terminal_width(), explain=explain)


def _kept(number: int) -> Text:
    return Text(
        en=f"{number} more wait for a decision: `cocreation link list --proposed`, or /links.",
        zh=f"新增 {number} 条待审核：`cocreation link list --proposed` 或 /links。",
    )
