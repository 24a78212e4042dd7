"""`cocreation study`: the files of another multi-case study."""

import shlex
from pathlib import Path

import click

from cocreation.cli.options import language_option, tell
from cocreation.errors import ParameterError
from cocreation.model import Language, Text
from cocreation.services.study_layout import NewStudy, lay_out
from cocreation.settings import Settings

_EPILOG = """\b
Example:
  cocreation study new wards-2027 --into wards \\
    --title-en "Nurses on three wards" --title-zh "三个病区的护士"
"""


@click.group("study", epilog=_EPILOG)
def command() -> None:
    """Lay out another multi-case study, with constructs of its own.

    生成另一项多案例研究的文件，构念自定。
    """


@command.command("new", epilog=_EPILOG)
@click.argument("slug", metavar="SLUG")
@click.option("--title-en", required=True, help="Its title in English. 英文标题。")
@click.option("--title-zh", required=True, help="Its title in Chinese. 中文标题。")
@click.option(
    "--case",
    default="first-case",
    show_default=True,
    metavar="SLUG",
    help="What its first case is called in names. 第一个案例的名称。",
)
@click.option(
    "--into",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="A project, or an empty or new folder that becomes one; by default the program's own "
    "project. 项目文件夹，或将成为项目的空文件夹；默认为程序自身的项目。",
)
@language_option
def new(
    slug: str, title_en: str, title_zh: str, case: str, into: Path | None, language: Language
) -> None:
    """Write the files of a study, with a worked example of everything, ready to be filled in.

    They conform to the shapes and rest on the general terms (cst:) alone, so that they build at
    once. SLUG is the study's name in every IRI: small letters, digits and hyphens.

    写出研究的全部文件，每类内容各附一个示例，只用通用词汇（cst:），可立即构建。
    SLUG 为研究在各 IRI 中的名称：小写字母、数字和连字符。
    """
    settings = Settings.from_environment()
    if into is None and settings.is_bundled:
        raise ParameterError(
            Text(
                en="The program's own project is replaced when it is upgraded; name a folder for a "
                "project of yours with --into.",
                zh="程序自带的项目会在升级时被替换；请用 --into 为自己的项目指定文件夹。",
            )
        )
    study = NewStudy(slug, Text(en=title_en, zh=title_zh), case)
    made = lay_out(study, into or settings.project, settings.project)
    for path in made:
        click.echo(path)
    tell(_next(into), language)


def _next(into: Path | None) -> Text:
    """What to do next."""
    of_project = f"COCREATION_PROJECT={shlex.quote(str(into))} " if into else ""
    build = f"{of_project}cocreation build"
    return Text(
        en=f"Fill them in; the notes in them say how. `{build}` checks and loads them as they are.",
        zh=f"请按文件中的说明填写；`{build}` 可立即检查并载入。",
    )
