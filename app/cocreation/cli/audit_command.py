"""`cocreation audit`: where the published study disagrees with itself."""

import click

from cocreation.cli.options import language_option, store_option, write_text
from cocreation.model import Language
from cocreation.services import auditing, building, querying, stores
from cocreation.settings import Settings

_EPILOG = "\b\nExample:\n  cocreation audit --lang zh\n"


@click.command("audit", epilog=_EPILOG)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Text for a person or JSON for a machine. 输出格式。",
)
@language_option
@store_option
def command(form: str, language: Language, settings: Settings) -> None:
    """Compute where the study disagrees with itself, and tell what only a reader can see.

    Each disagreement comes with its place, with what is printed and with what was computed. The
    rules never read the marks in the graph; what no rule can see is printed apart.

    计算研究自相矛盾之处，并另列只有读者能看出的问题。
    每处都给出位置、文中所印与计算所得；规则从不读取图谱中的标注。
    """
    building.ensure_built(settings)
    queries = querying.library(settings.project)
    store = stores.open_whole(settings)
    computed, by_hand = auditing.audit(store, queries), auditing.read_by_hand(store, queries)
    if form == "json":
        write_text(auditing.audit_json(computed, by_hand), for_machines=True)
    else:
        write_text(auditing.audit_text(computed, by_hand, language), for_machines=False)
