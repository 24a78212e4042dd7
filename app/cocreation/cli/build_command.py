"""`cocreation build`: load, check and reason over the files, and write the store."""

import shlex
from collections.abc import Sequence
from pathlib import Path

import click

from cocreation.cli.options import language_option, store_option, tell
from cocreation.model import Language, Text
from cocreation.services.building import BuildReport, build
from cocreation.settings import Settings

_PHASES = {
    "read": Text(en="read", zh="读取"),
    "check": Text(en="check", zh="检查"),
    "reason": Text(en="reason", zh="推理"),
    "write": Text(en="write", zh="写入"),
}
_EPILOG = "\b\nExample:\n  cocreation build\n"


@click.command("build", epilog=_EPILOG)
@click.option(
    "--again", is_flag=True, help="Build even if nothing changed. 即使没有变化也重新构建。"
)
@click.option(
    "--replace",
    is_flag=True,
    help="Put this project's data in the place of another's. 以本项目的数据替换另一项目的数据。",
)
@store_option
@language_option
def command(again: bool, replace: bool, settings: Settings, language: Language) -> None:
    """Load, check and reason over the files, and write the store.

    Does nothing where no file has changed since; where a file is in error, says where, and the
    old store stays. So it does where it holds data of another project, unless --replace says
    otherwise; submitted cases stay in any case.

    读取、检查、推理并写入存储；文件没有变化则不做任何事，文件有误则指明位置并保留原存储。
    存储载有另一项目的数据时也予保留，除非使用 --replace；已提交的案例始终保留。
    """
    tell_build(build(settings, again=again, replace=replace), settings, language)


def tell_build(report: BuildReport, settings: Settings, language: Language) -> None:
    """Say what a build did."""
    if report.unchanged:
        tell(
            Text(
                en=f"The store in {settings.store} is up to date.",
                zh=f"{settings.store} 中的存储已是最新。",
            ),
            language,
        )
        return
    _tell_submitted(report, language)
    times = ("、" if language == "zh" else ", ").join(
        f"{_PHASES[name].in_language(language)} {seconds:.1f} s" for name, seconds in report.seconds
    )
    kept = report.submitted
    tell(
        Text(
            en=f"Built {settings.store}: {_counted(report.files, 'file')}, "
            f"{_counted(report.asserted, 'statement')}, "
            f"{report.inferred} more inferred, {_counted(report.warnings, 'warning')}"
            f"{', ' + _counted(kept, 'submitted case') + ' kept' if kept else ''} ({times}).",
            zh=f"已构建 {settings.store}：{report.files} 个文件，{report.asserted} 条陈述，"
            f"推得 {report.inferred} 条，警告 {report.warnings} 处"
            f"{f'，保留所提交的案例 {kept} 个' if kept else ''}（{times}）。",
        ),
        language,
    )
    if report.warned:
        _tell_warned(report.warned, language)


def _counted(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _tell_warned(files: Sequence[Path], language: Language) -> None:
    """Name the command that shows the warnings."""
    here = Path.cwd()
    named = [path.relative_to(here) if path.is_relative_to(here) else path for path in files]
    validate = shlex.join(["cocreation", "validate", *map(str, named)])
    tell(
        Text(en=f"To see what is warned of: {validate}", zh=f"查看警告的内容：{validate}"),
        language,
    )


def _tell_submitted(report: BuildReport, language: Language) -> None:
    """Say which submitted cases violate the shapes as they now are."""
    if report.lapsed is None:
        return
    from cocreation.services.findings_text import as_text  # noqa: PLC0415 -- slow

    tell(
        Text(
            en="Submitted cases no longer conform to the shapes. They stay as they are; have them "
            "revised, or withdraw them:\n" + as_text(report.lapsed, "en"),
            zh="有已提交的案例不再符合形状，但仍予保留；请修订或撤回：\n"
            + as_text(report.lapsed, "zh"),
        ),
        language,
    )
