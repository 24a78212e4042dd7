"""What the commands that change submitted cases share: who does it, and how a case is named."""

from collections.abc import Callable
from contextlib import closing
from typing import Any

import click

from cocreation.errors import UnauthorizedError
from cocreation.model import Text
from cocreation.services.cases import CaseName, choose_name
from cocreation.services.history import read_histories
from cocreation.services.standing import store_folder
from cocreation.services.stores import open_whole
from cocreation.settings import Settings
from cocreation.store.tokens import Holder, holder_of

Command = Callable[..., Any]


def token_option(command: Command) -> Command:
    """Add `--token`; the command gets `token`."""
    return click.option(
        "--token",
        metavar="TOKEN",
        help="Who does this; by default COCREATION_TOKEN, which others on this machine cannot see. "
        "操作者的令牌；默认取 COCREATION_TOKEN（本机其他人看不到）。",
    )(command)


def holder(settings: Settings, token: str | None) -> Holder:
    """Find who does it; UnauthorizedError without a token that is known."""
    given = token or settings.token
    if given:
        return holder_of(store_folder(settings), given)
    raise UnauthorizedError(
        Text(
            en="Say who you are with --token or COCREATION_TOKEN; `cocreation token add NAME` "
            "makes a token.",
            zh="请用 --token 或 COCREATION_TOKEN 说明身份；"
            "`cocreation token add NAME` 可创建令牌。",
        )
    )


def find(settings: Settings, case: str) -> CaseName:
    """Find a case that was submitted by its IRI, `<study>/<case>`, or its last part alone."""
    store_folder(settings)
    with closing(open_whole(settings)) as store:
        return choose_name(case, tuple(read_histories(store)))
