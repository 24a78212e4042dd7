"""QuickXplain: a smallest part of a contradiction that is still one."""

from collections.abc import Callable, Sequence
from typing import TypeVar

Item = TypeVar("Item")


def smallest_clash(
    items: Sequence[Item], clash: Callable[[Sequence[Item]], bool]
) -> tuple[Item, ...]:
    """Find items that clash together but would not if any one of them were left out.

    `clash` must hold for all items together, and for every set that contains a clashing one.
    Where several smallest sets exist, items that stand earlier are preferred. The number of calls
    grows with the size of the answer times the logarithm of the number of items (Junker, 2004).
    """

    def search(background: list[Item], check: bool, candidates: Sequence[Item]) -> list[Item]:
        if check and clash(background):
            return []
        if len(candidates) == 1:
            return list(candidates)
        half = len(candidates) // 2
        earlier, later = candidates[:half], candidates[half:]
        from_later = search([*background, *earlier], True, later)
        from_earlier = search([*background, *from_later], bool(from_later), earlier)
        return from_earlier + from_later

    return tuple(search([], False, items)) if items else ()
