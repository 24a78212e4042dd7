"""`cocreation table`: a study's tables, rebuilt from the graph."""

from contextlib import closing
from typing import get_args

import click

from cocreation.cli.options import (
    language_option,
    store_option,
    study_option,
    terminal_width,
    write_text,
)
from cocreation.model import Language
from cocreation.services import building, querying, stores, table_formats, tables
from cocreation.services.studies import find_study, read_studies
from cocreation.settings import Settings

_EPILOG = "\b\nExample:\n  cocreation table 1 --lang zh --format markdown\n"


@click.command("table", epilog=_EPILOG)
@click.argument("name", metavar="1|2|3|4|coverage")
@click.option(
    "--format",
    "form",
    type=click.Choice(get_args(table_formats.Format)),
    default="text",
    show_default=True,
    help="Format of the table. 表格格式。",
)
@study_option
@language_option
@store_option
def command(
    name: str, form: table_formats.Format, study: str, language: Language, settings: Settings
) -> None:
    """Print a table of a study, or the coverage of the cases by the constructs.

    1 is the inventory of sources; 2 to 4 are the authors' coding of exemplary evidence, told in our
    own words; coverage counts the evidence of each case for each first-order concept.

    打印研究中的表：1 为资料清单；2 至 4 为作者对典型证据的编码（以本图谱的话概括）；
    coverage 为各案例支持各一阶构念的证据条数，没有的记为“未报告”。
    """
    building.ensure_built(settings)
    queries = querying.library(settings.project)
    with closing(stores.open_whole(settings)) as store:
        one = find_study(read_studies(store, queries), study)
        table = tables.build_table(store, queries, name, one.thing.iri, language)
    write_text(table_formats.render(table, form, terminal_width()), for_machines=form != "text")
