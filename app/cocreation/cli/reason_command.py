"""`cocreation reason`: can everything be true together, and what follows."""

import click

from cocreation.cli.options import language_option
from cocreation.model import Language
from cocreation.namespaces import GRAPH, LINKS
from cocreation.reasoning.judge import judge
from cocreation.services.project import read_project
from cocreation.services.verdict_text import as_text, sound
from cocreation.settings import Settings

# What others say of a thing that ours is linked to is not ours to judge.
_NOT_JUDGED = (GRAPH + "shapes/", LINKS)
_EPILOG = "\b\nExample:\n  cocreation reason --lang zh\n"


@click.command("reason", epilog=_EPILOG)
@language_option
@click.pass_context
def command(ctx: click.Context, language: Language) -> None:
    """Tell whether ontology and data are OWL 2 DL, consistent and coherent, and what follows.

    Where they contradict themselves, a smallest set of clashing axioms is named. Exit status: 0
    nothing speaks against them, 1 something does. Without Java less is checked, and it says what.

    判断本体与数据是否符合 OWL 2 DL、是否一致、各类是否可满足，并说明推得的内容；
    若有矛盾，指出最小的冲突公理集。退出码：0 未发现问题，1 发现问题。
    没有 Java 时检查较少，并说明未检查的部分。
    """
    graphs = read_project(Settings.from_environment().project)
    verdict = judge([one for one in graphs if not one.name.startswith(_NOT_JUDGED)])
    click.echo(as_text(verdict, language), nl=False)
    ctx.exit(0 if sound(verdict) else 1)
