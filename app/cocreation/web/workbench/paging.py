"""A long list in pages, whose number is in the address."""

from collections.abc import Sequence
from typing import NamedTuple, TypeVar
from urllib.parse import urlencode

from flask import request

T = TypeVar("T")
_PARAMETER = "page"


class Pages(NamedTuple):
    """Which page of how many is shown, and the addresses beside it; empty where there is none."""

    number: int
    last: int
    before: str
    after: str


def paged(things: Sequence[T], size: int) -> tuple[Sequence[T], Pages]:
    """Give the page that the address asks for; the first or the last where it has no such one."""
    last = max(1, -(-len(things) // size))
    asked = request.args.get(_PARAMETER, "")
    # More digits than a list can have pages name none; they are not worth reading.
    number = min(max(int(asked[:9]), 1), last) if asked.isascii() and asked.isdigit() else 1
    pages = Pages(
        number,
        last,
        _address(number - 1) if number > 1 else "",
        _address(number + 1) if number < last else "",
    )
    return things[(number - 1) * size : number * size], pages


def _address(number: int) -> str:
    others = [(name, value) for name, value in request.args.items(multi=True) if name != _PARAMETER]
    return f"{request.path}?{urlencode([*others, (_PARAMETER, str(number))])}"
