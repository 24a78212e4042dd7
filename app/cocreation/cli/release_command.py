"""`cocreation release`: what a release is made of, and whether the last one still stands."""

from datetime import UTC, datetime
from pathlib import Path

import click

from cocreation import __version__
from cocreation.cli.options import language_option, output_option, tell, write_file
from cocreation.model import Language
from cocreation.services import releasing
from cocreation.settings import Settings

_EPILOG = """\b
Examples:
  cocreation release manifest -o cocreation-0.1.0.json
  cocreation release check
  cocreation release check cocreation-0.1.0.json
"""
_BROKEN = 1


@click.group("release", epilog=_EPILOG)
def command() -> None:
    """Describe a release with its digests, and check what was released.

    写出带摘要的发布清单，并核对已发布的内容。
    """


@command.command("manifest", epilog=_EPILOG)
@click.option(
    "--version",
    default=__version__,
    show_default=True,
    help="The version of the graph. 图谱的版本。",
)
@click.option(
    "--date",
    "day",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    help="Its day; by default today. 发布日期，默认为今天。",
)
@click.option(
    "--terms-only",
    is_flag=True,
    help=f"Without files: what is kept as {releasing.LAST_RELEASE}. 只列术语。",
)
@output_option
@language_option
def manifest(
    version: str,
    day: datetime | None,
    terms_only: bool,
    output: Path | None,
    language: Language,  # noqa: ARG001 -- remembered for faults
) -> None:
    """Write what a release is made of: version, date, versionIRIs, terms, the SHA-256 of files.

    写出发布的组成：版本、日期、本体的 versionIRI、各术语，以及各文件的 SHA-256。
    """
    date = (day or datetime.now(UTC)).date().isoformat()
    release = releasing.release_of(Settings.from_environment().project, version, date)
    told = releasing.as_json(releasing.without_files(release) if terms_only else release)
    write_file(told.encode(), output, is_text=True)


@command.command("check", epilog=_EPILOG)
@click.argument("file", required=False, metavar="[MANIFEST]", type=click.Path(path_type=Path))
@language_option
@click.pass_context
def check(ctx: click.Context, file: Path | None, language: Language) -> None:
    """Check that what was released still stands; a line for each thing that does not.

    A term that was released is never removed, only deprecated with its replacement. With the
    manifest of a release, each file has to be as it was, too. Exit 1 where something is not.

    核对已发布的内容是否仍然成立，每处不符一行：已发布的术语只可停用并指明替代，不可删除；
    给出发布清单时，各文件也须与发布时相同。有不符则退出码为 1。
    """
    project = Settings.from_environment().project
    release = releasing.read_release(file or project / releasing.LAST_RELEASE)
    faults = releasing.check_release(release, project)
    for fault in faults:
        click.echo(fault.in_language(language))
    tell(releasing.told(faults, release), language)
    if faults:
        ctx.exit(_BROKEN)
