"""`cocreation fair`: how FAIR the dataset is, by what can be seen without a network."""

from collections.abc import Iterator
from contextlib import closing, contextmanager

import click

from cocreation.cli.options import language_option, store_option, write_text
from cocreation.model import Language
from cocreation.services.building import ensure_built
from cocreation.services.fair.evidence import Fetch, Fetched, gather
from cocreation.services.fair.judging import judge
from cocreation.services.fair.verdicts import as_json, as_markdown, as_table
from cocreation.services.stores import open_whole
from cocreation.settings import Settings

_EPILOG = "\b\nExample:\n  cocreation fair --lang zh\n"


@click.command("fair", epilog=_EPILOG)
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "markdown", "json"]),
    default="table",
    show_default=True,
    help="A table for a person, the same in Markdown, or JSON for a machine. 输出格式。",
)
@store_option
@language_option
def command(form: str, settings: Settings, language: Language) -> None:
    """Tell of each indicator of the FAIR Data Maturity Model whether it is met, and by what.

    Each is computed: from what the server would answer, from the graph, and from the files. What
    only shows on the web, such as whether a name is registered, is told as far as files show it.

    按 FAIR 数据成熟度模型的每项指标判断是否达到，并给出依据。
    每项均为计算所得：依据服务器的回答、图谱与文件。
    """
    ensure_built(settings)
    with closing(open_whole(settings)) as store, _served(settings) as fetch:
        judged = judge(gather(store, settings.project, fetch))
    if form == "json":
        write_text(as_json(judged), for_machines=True)
    elif form == "markdown":
        write_text(as_markdown(judged, language), for_machines=True)
    else:
        write_text(as_table(judged, language), for_machines=False)


@contextmanager
def _served(settings: Settings) -> Iterator[Fetch]:
    """Ask the server within this process; nothing listens meanwhile."""
    from cocreation.web import create_app  # noqa: PLC0415 -- slow
    from cocreation.web.context import EXTENSION  # noqa: PLC0415 -- slow

    app = create_app(settings)
    client = app.test_client()

    def fetch(path: str, accept: str, method: str = "GET") -> Fetched:
        answer = client.open(
            path,
            method=method,
            headers={"Accept": accept},
            follow_redirects=method == "GET",
            buffered=True,
        )
        return Fetched(answer.status_code, answer.mimetype or "", answer.get_data())

    try:
        yield fetch
    finally:
        put_together = app.extensions[EXTENSION]
        put_together.search.close()
        put_together.inspector.close()
        put_together.store.close()
