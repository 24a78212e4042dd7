"""`cocreation token`: who may submit cases."""

import click

from cocreation.cli.options import language_option, store_option, tell
from cocreation.model import Language, Text
from cocreation.services.standing import store_folder
from cocreation.settings import Settings
from cocreation.store import tokens

_EPILOG = "\b\nExample:\n  cocreation token add li-hua\n"


@click.group("token", epilog=_EPILOG)
def command() -> None:
    """Make, list and revoke the tokens to submit with.

    创建、列出和吊销提交所用的令牌。
    """


@command.command("add", epilog=_EPILOG)
@click.argument("name", metavar="NAME")
@click.option(
    "--editor", is_flag=True, help="May change every submitted case. 可改动全部所提交的案例。"
)
@store_option
@language_option
def add(name: str, editor: bool, settings: Settings, language: Language) -> None:
    """Make a token and show it, this once. Its NAME is published with what is submitted by it.

    创建令牌，仅显示这一次；NAME 会随所提交的案例公开。
    """
    click.echo(tokens.add(store_folder(settings), name, editor=editor))
    tell(
        Text(
            en=f"This is {name}'s token. It is shown only now: give it on safely.",
            zh=f"这是 {name} 的令牌，只显示这一次；请妥善转交。",
        ),
        language,
    )


@command.command("list", epilog="\b\nExample:\n  cocreation token list\n")
@store_option
@language_option
def list_(settings: Settings, language: Language) -> None:
    """List who holds a token, and whose was revoked.

    列出令牌的持有者，以及已吊销的令牌。
    """
    for holder in tokens.holders(store_folder(settings)):
        state = Text(en=f"since {holder.made}", zh=f"创建于 {holder.made}")
        if holder.revoked:
            state = Text(en=f"revoked {holder.revoked}", zh=f"吊销于 {holder.revoked}")
        editor = Text(en="  editor", zh="  编辑者") if holder.editor else Text(en="", zh="")
        told = f"{holder.name}  {state.in_language(language)}{editor.in_language(language)}"
        click.echo(told)


@command.command("revoke", epilog="\b\nExample:\n  cocreation token revoke li-hua\n")
@click.argument("name", metavar="NAME")
@store_option
@language_option
def revoke(name: str, settings: Settings, language: Language) -> None:
    """Let a token write no more; what was submitted by it stays.

    吊销令牌；用它提交的内容仍予保留。
    """
    tokens.revoke(store_folder(settings), name)
    tell(
        Text(
            en=f"{name}'s token is revoked; a server that runs refuses it from now on.",
            zh=f"{name} 的令牌已吊销；正在运行的服务器即刻不再接受。",
        ),
        language,
    )
