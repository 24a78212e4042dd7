"""`cocreation submit`: keep a case beside the published ones."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from cocreation.cli.options import language_option, store_option, tell
from cocreation.cli.submitting import holder, token_option
from cocreation.errors import InvalidDataError
from cocreation.model import Language, Text
from cocreation.services.building import ensure_built
from cocreation.services.findings_text import as_text
from cocreation.services.standing import store_folder
from cocreation.services.submitting import Kept, Submissions
from cocreation.settings import Settings
from cocreation.sources import read_bytes

_EPILOG = "\b\nExample:\n  cocreation submit my-case.ttl\n"


@click.command("submit", epilog=_EPILOG)
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@token_option
@store_option
@language_option
def command(file: Path, token: str | None, settings: Settings, language: Language) -> None:
    """Check a case, reason over it, and keep it beside the published ones.

    What violates a shape is not kept; warnings are told. A case that is there already gets a new
    revision. A server that runs over the store shows it at once. Exit status: 0 it is kept, 1
    violations, 2 it cannot be read or is not allowed.

    检查案例、推理，并保存到已发表案例之旁。违反形状的不予保存，警告会列出；已有的案例得到新的修订。
    正在运行的服务器立即可见。退出码：0 已保存，1 有违规，2 无法读取或不允许。
    """
    data = read_bytes(file)
    store_folder(settings)
    by = holder(settings, token)
    ensure_built(settings)
    with violations_told(language):
        tell_kept(Submissions(settings).submit(data, str(file), by), language)


@contextmanager
def violations_told(language: Language) -> Iterator[None]:
    """Print what kept a case out, and end the command with 1, as `validate` does."""
    try:
        yield
    except InvalidDataError as error:
        if error.report:
            click.echo(error.report.in_language(language), nl=False)
        tell(error.message, language)
        click.get_current_context().exit(1)


def tell_kept(kept: Kept, language: Language) -> None:
    """Print what is worth a look, and say what was kept."""
    if kept.report.subjects:
        click.echo(as_text(kept.report, language), nl=False)
    case, number = kept.case, kept.deed.number
    if not kept.changed:
        text = Text(
            en=f"{case} says this already, as revision {number}; nothing was changed.",
            zh=f"{case} 的第 {number} 次修订已是此内容；没有改动。",
        )
    else:
        text = Text(
            en=f"Kept {case} as revision {number}: {case.iri}",
            zh=f"已保存 {case}，第 {number} 次修订：{case.iri}",
        )
    tell(text, language)
