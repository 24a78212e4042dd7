"""`cocreation link`: mappings to other datasets, listed, proposed, decided on and written out."""

from contextlib import closing
from pathlib import Path
from typing import Literal

import click

from cocreation.cli.link_suggest import suggest
from cocreation.cli.options import (
    language_option,
    output_option,
    store_option,
    tell,
    terminal_width,
    write_file,
    write_text,
)
from cocreation.cli.submitting import holder, token_option
from cocreation.linking.sssom import Names
from cocreation.model import Language, Text
from cocreation.namespaces import compact, expanded
from cocreation.services import building, querying, stores
from cocreation.services.link_formats import (
    FORMATS,
    Format,
    mapped_table,
    write_mappings,
)
from cocreation.services.link_reading import (
    Mapped,
    list_mappings,
    name_links,
    names_of_ends,
    refuse_unknown_set,
    refuse_unknown_thing,
)
from cocreation.services.linking import PREDICATES, Decision, Links, pairs
from cocreation.services.results import table_text
from cocreation.settings import Settings

_EPILOG = "\b\nExample:\n  cocreation link list organization/baidu\n"
_EPILOG_DECIDE = (
    "\b\nExamples:\n"
    "  cocreation link accept organization/dada http://www.wikidata.org/entity/Q1 "
    '--as exact --why "same firm, same seat"\n'
    "  cocreation link reject organization/dada http://www.wikidata.org/entity/Q2 "
    '--why "its parent"\n'
)
_EPILOG_WITHDRAW = (
    "\b\nExample:\n  cocreation link withdraw organization/dada http://www.wikidata.org/entity/Q1\n"
)
_EPILOG_EXPORT = "\b\nExample:\n  cocreation link export --format tsv -o links.sssom.tsv\n"
_NONE = Text(en="No mapping of that kind is there.", zh="没有这样的映射。")


@click.group("link", epilog=_EPILOG)
def command() -> None:
    """List, propose, accept, reject and write out mappings to other datasets.

    列出、提出、接受、拒绝和导出与其他数据集的映射。
    """


@command.command("list", epilog=_EPILOG)
@click.argument("thing", metavar="[THING]", required=False)
@click.option("--proposed", is_flag=True, help="What waits for a decision. 待审核的映射。")
@click.option("--set", "chosen", metavar="SET", help="Of one set, such as stw. 仅列某一映射集。")
@click.option(
    "--format", "form", type=click.Choice(["table", *FORMATS]), default="table", show_default=True
)
@store_option
@language_option
def list_(
    thing: str | None,
    proposed: bool,
    chosen: str | None,
    form: Literal["table"] | Format,
    settings: Settings,
    language: Language,
) -> None:
    """List mappings, of all things or of one: what to, how sure, who says so and why.

    THING is a name as in the graph, such as organization/baidu or vcc:Partnership.

    列出全部事物或某一事物的映射：对应什么、有多可靠、由谁判定、理由为何。
    THING 为图谱中的名称，例如 organization/baidu 或 vcc:Partnership。
    """
    subject = expanded(thing) if thing else None
    mappings, waiting, names = _read(settings, subject)
    refuse_unknown_set(chosen, mappings)
    found = [
        one
        for one in (waiting if proposed else mappings)
        if subject in (None, one.thing.iri) and (proposed or chosen in (None, one.set))
    ]
    if form != "table":
        write_text(write_mappings([one.link for one in found], form, names), for_machines=True)
    elif found:
        table = mapped_table(found, language)
        write_text(table_text(table, terminal_width()), for_machines=False)
    if not found:
        tell(_NONE, language)


@command.command("accept", epilog=_EPILOG_DECIDE)
@click.argument("subject", metavar="THING")
@click.argument("object_", metavar="IRI")
@click.option(
    "--as", "predicate", type=click.Choice(list(PREDICATES)), help="How they match. 匹配的种类。"
)
@click.option(
    "--why", required=True, metavar="TEXT", help="The reason, which is published. 公开的理由。"
)
@token_option
@store_option
@language_option
def accept(
    subject: str,
    object_: str,
    predicate: str | None,
    why: str,
    token: str | None,
    settings: Settings,
    language: Language,
) -> None:
    """Accept that a thing of ours and one of another dataset match, and say why.

    It is in the graph at once, with your name, the day and the reason. Without --as it is accepted
    as it was proposed.

    接受本图谱的事物与外部事物的匹配，并说明理由；随即连同您的名字、日期和理由写入图谱。
    不给出 --as 时，按所提出的种类接受。
    """
    decision = Decision(expanded(subject), expanded(object_), True, why, predicate or "")
    _decide(decision, token, settings, language)


@command.command("reject", epilog=_EPILOG_DECIDE)
@click.argument("subject", metavar="THING")
@click.argument("object_", metavar="IRI")
@click.option(
    "--why", required=True, metavar="TEXT", help="The reason, which is published. 公开的理由。"
)
@token_option
@store_option
@language_option
def reject(
    subject: str,
    object_: str,
    why: str,
    token: str | None,
    settings: Settings,
    language: Language,
) -> None:
    """Record that a thing of ours and one of another dataset do not match, and why.

    It is kept as a negated mapping, so that nobody proposes the two again.

    记录本图谱的事物与外部事物不匹配及其理由；作为否定映射保存，不会再被提出。
    """
    _decide(Decision(expanded(subject), expanded(object_), False, why), token, settings, language)


@command.command("withdraw", epilog=_EPILOG_WITHDRAW)
@click.argument("subject", metavar="THING")
@click.argument("object_", metavar="IRI")
@token_option
@store_option
@language_option
def withdraw(
    subject: str, object_: str, token: str | None, settings: Settings, language: Language
) -> None:
    """Take back a decision: neither a match nor a mismatch is said any more.

    Its record stays in graph/history/links.

    撤回一项决定：不再表示匹配或不匹配；其记录保留于 graph/history/links。
    """
    by = holder(settings, token)
    building.ensure_built(settings)
    link = Links(settings).withdraw(expanded(subject), expanded(object_), by)
    ours, theirs = compact(link.subject), link.object
    tell(Text(en=f"Withdrawn: {ours} and {theirs}.", zh=f"已撤回：{ours} 与 {theirs}。"), language)


@command.command("export", epilog=_EPILOG_EXPORT)
@click.option("--format", "form", type=click.Choice(FORMATS), default="tsv", show_default=True)
@click.option(
    "--set", "chosen", metavar="SET", help="One set, such as reviewed. 仅导出某一映射集。"
)
@output_option
@store_option
@language_option
def export(
    form: Format, chosen: str | None, output: Path | None, settings: Settings, language: Language
) -> None:
    """Write out the mappings as SSSOM (tsv), JSON or RDF; those not reviewed are left out.

    以 SSSOM（tsv）、JSON 或 RDF 导出映射；未审核的不导出。
    """
    mappings, _, names = _read(settings, None)
    refuse_unknown_set(chosen, mappings)
    found = [one.link for one in mappings if chosen in (None, one.set)]
    if not found:
        tell(_NONE, language)
        return
    write_file(write_mappings(found, form, names).encode(), output, is_text=True)


def _read(
    settings: Settings, thing: str | None
) -> tuple[tuple[Mapped, ...], tuple[Mapped, ...], Names]:
    """The mappings, those that wait for a decision, and what the ends of both are called.

    UnknownNameError where the thing that they are wanted of is not in the graph.
    """
    building.ensure_built(settings)
    queries = querying.library(settings.project)
    with closing(stores.open_whole(settings)) as store:
        mappings = list_mappings(store, queries)
        waiting = name_links(store, Links(settings).proposed(pairs(mappings)))
        if thing:
            refuse_unknown_thing(store, thing, (*mappings, *waiting))
        names = names_of_ends(store, [one.link for one in (*mappings, *waiting)])
        return mappings, waiting, names


def _decide(decision: Decision, token: str | None, settings: Settings, language: Language) -> None:
    by = holder(settings, token)
    building.ensure_built(settings)
    link = Links(settings).decide(decision, by)
    ours, predicate, theirs = compact(link.subject), compact(link.predicate), link.object
    if link.negated:
        told = Text(
            en=f"Rejected: {ours} does not match {theirs} ({predicate}).",
            zh=f"已拒绝：{ours} 与 {theirs} 不匹配（{predicate}）。",
        )
    else:
        told = Text(
            en=f"Accepted: {ours} {predicate} {theirs}.",
            zh=f"已接受：{ours} {predicate} {theirs}。",
        )
    tell(told, language)


command.add_command(suggest)
