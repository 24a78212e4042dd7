"""`cocreation withdraw`: take a submitted case back."""

import click

from cocreation.cli.options import language_option, store_option, tell
from cocreation.cli.submitting import find, holder, token_option
from cocreation.model import Language, Text
from cocreation.services.submitting import Submissions
from cocreation.settings import Settings

_EPILOG = "\b\nExample:\n  cocreation withdraw my-study/my-case\n"


@click.command("withdraw", epilog=_EPILOG)
@click.argument("case", metavar="CASE")
@token_option
@store_option
@language_option
def command(case: str, token: str | None, settings: Settings, language: Language) -> None:
    """Take a submitted case out of the graph; its history stays, and it can be restored.

    把已提交的案例撤出图谱；历史记录仍在，可以恢复。
    """
    name = find(settings, case)
    Submissions(settings).withdraw(name, holder(settings, token))
    tell(
        Text(
            en=f"Withdrew {name}; `cocreation restore {name} REVISION` brings it back.",
            zh=f"已撤回 {name}；可用 `cocreation restore {name} REVISION` 恢复。",
        ),
        language,
    )
