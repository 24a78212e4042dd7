"""`cocreation history`: what became of the submitted cases."""

import json
from contextlib import closing
from typing import Literal

import click

from cocreation.cli.options import language_option, store_option, tell, write_text
from cocreation.cli.submitting import find
from cocreation.model import Language, Text
from cocreation.services.history import Deed, read_histories, read_history
from cocreation.services.standing import history_document, unknown_case
from cocreation.services.stores import open_whole
from cocreation.settings import Settings

_EPILOG = "\b\nExample:\n  cocreation history my-study/my-case\n"
_DEEDS = {
    "submitted": Text(en="submitted", zh="提交"),
    "revised": Text(en="revised", zh="修订"),
    "withdrawn": Text(en="withdrawn", zh="撤回"),
    "restored": Text(en="restored", zh="恢复"),
}
_NONE = Text(en="No case was submitted to this store.", zh="此存储中没有提交过案例。")


@click.command("history", epilog=_EPILOG)
@click.argument("case", metavar="[CASE]", required=False)
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True
)
@store_option
@language_option
def command(
    case: str | None, form: Literal["text", "json"], settings: Settings, language: Language
) -> None:
    """Tell who submitted, revised, withdrew or restored a case, when, and from which file.

    Without CASE: of every case the last that was done.

    显示案例由谁、何时、以哪个文件提交、修订、撤回或恢复；不给出 CASE 时，列出各案例最近的操作。
    """
    name = find(settings, case) if case else None
    with closing(open_whole(settings)) as store:
        told = {name: read_history(store, name)} if name else read_histories(store)
    if name and not told[name]:
        raise unknown_case(name)
    if form == "json":
        document = {str(one): history_document(deeds) for one, deeds in told.items()}
        write_text(json.dumps(document, ensure_ascii=False, indent=2) + "\n", for_machines=True)
        return
    if not told:
        tell(_NONE, language)
    for one, deeds in told.items():
        for deed in deeds if name else deeds[-1:]:
            click.echo(("" if name else f"{one}  ") + _line(deed, language))


def _line(deed: Deed, language: Language) -> str:
    kind = _DEEDS[deed.kind].in_language(language)
    what = f"{deed.file} (sha256 {deed.digest[:12]}…)" if deed.file else ""
    if deed.restored:
        what = f"← {deed.restored}"
    return f"{deed.number}  {deed.at[:19]}Z  {kind}  {deed.by}  {what}".rstrip()
