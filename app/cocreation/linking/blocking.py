"""Finding what may be meant without comparing everything: names that share rare parts."""

import heapq
from collections import defaultdict
from collections.abc import Iterable, Sequence
from math import log

from cocreation.linking.names import Spelling

# Of a thing's parts the rarest are looked up, until they name so many others.
_MOST_LOOKED_AT = 400
_MOST_PARTS = 40
# What shares less than this part of what the best shares is not compared.
_LEAST_SHARE = 0.25
_WHOLE = "="
_WORTH_OF_WHOLE = 3


class Blocks:
    """An index of names by their parts; a look-up costs what it finds, not what there is."""

    def __init__(self, spellings: Sequence[Iterable[Spelling]]) -> None:
        self._holding: dict[str, list[int]] = defaultdict(list)
        for number, spelt in enumerate(spellings):
            for part in {part for one in spelt for part in _parts(one)}:
                self._holding[part].append(number)
        self._all = len(spellings)

    def near(self, spellings: Iterable[Spelling], most: int) -> list[int]:
        """The numbers of the things that share most with these names, at most so many.

        Rare parts count more, and common ones are not looked up where rare ones name enough.
        """
        wanted = {part for one in spellings for part in _parts(one)} & self._holding.keys()
        shared: dict[int, float] = defaultdict(float)
        looked_at = 0
        for part in sorted(wanted, key=lambda one: (len(self._holding[one]), one))[:_MOST_PARTS]:
            holders = self._holding[part]
            looked_at += len(holders)
            if looked_at > _MOST_LOOKED_AT and shared:
                break
            worth = log(1 + self._all / len(holders))
            worth *= _WORTH_OF_WHOLE if part.startswith(_WHOLE) else 1
            for number in holders[:_MOST_LOOKED_AT]:
                shared[number] += worth
        best = heapq.nlargest(most, shared, key=lambda one: (shared[one], -one))
        least = _LEAST_SHARE * shared[best[0]] if best else 0.0
        return [number for number in best if shared[number] >= least]


def _parts(spelt: Spelling) -> set[str]:
    """What a name is found by: itself, pairs or threes of its characters, and its initials.

    A short form of Chinese is found by its first two characters, which the whole name has in any
    distance.
    """
    bare = spelt.bare
    if spelt.is_chinese:
        pairs = {bare[start : start + 2] for start in range(len(bare) - 1)}
        return {_WHOLE + bare, *pairs, *(f"{bare[0]}…{other}" for other in bare[1:12])}
    ended = f"^{bare}$"
    threes = {ended[start : start + 3] for start in range(len(ended) - 2)}
    initials = {_WHOLE + letters for letters in spelt.initials if len(letters) > 1}
    return {_WHOLE + bare, *threes, *initials}
