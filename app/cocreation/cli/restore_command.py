"""`cocreation restore`: bring a revision of a submitted case back."""

import click

from cocreation.cli.options import language_option, store_option
from cocreation.cli.submit_command import tell_kept, violations_told
from cocreation.cli.submitting import find, holder, token_option
from cocreation.model import Language
from cocreation.services.submitting import Submissions
from cocreation.settings import Settings

_EPILOG = "\b\nExample:\n  cocreation restore my-study/my-case 1\n"


@click.command("restore", epilog=_EPILOG)
@click.argument("case", metavar="CASE")
@click.argument("revision", metavar="REVISION", type=click.IntRange(min=1))
@token_option
@store_option
@language_option
def command(
    case: str, revision: int, token: str | None, settings: Settings, language: Language
) -> None:
    """Bring a revision back as a new one, checked as if it were submitted now.

    `cocreation history CASE` lists the revisions.

    把某次修订作为新的修订恢复，并按现在的形状检查；`cocreation history CASE` 列出各次修订。
    """
    name = find(settings, case)
    by = holder(settings, token)
    with violations_told(language):
        tell_kept(Submissions(settings).restore(name, revision, by), language)
