"""How far two names go together, and what each has that the other has not."""

from dataclasses import dataclass

from rapidfuzz.distance import OSA, LCSseq

from cocreation.linking.names import Spelling

# Shorter words are other words where a letter differs: ZTO and STO.
_SHORTEST = 4
_LIKE = 0.78
_LONGEST_SHORT = 3


@dataclass(frozen=True, slots=True)
class Likeness:
    """What two names share (0 to 1), and what part of each the other lacks (0 to 1)."""

    shared: float
    ours_only: float
    theirs_only: float

    @property
    def added(self) -> float:
        """How much of one stands beside all of the other."""
        return 0.0 if self.exchanged else max(self.ours_only, self.theirs_only)

    @property
    def exchanged(self) -> float:
        """How much of each stands in the place of something else."""
        return min(self.ours_only, self.theirs_only)


SAME = Likeness(1.0, 0.0, 0.0)
SHORT = Likeness(0.9, 0.0, 0.0)
APART = Likeness(0.0, 1.0, 1.0)


def liken(ours: Spelling, theirs: Spelling) -> Likeness:
    """Compare two names in one script; SHORT where the one may stand for the other in short."""
    if ours.bare == theirs.bare:
        return SAME
    if _is_short_for(ours, theirs) or _is_short_for(theirs, ours):
        return SHORT
    if ours.is_chinese:
        return _characters(ours.bare, theirs.bare)
    return _words(ours, theirs)


def _is_short_for(short: Spelling, full: Spelling) -> bool:
    """Whether the one is made of the other's first letters, or of a few of its characters."""
    if not 1 < len(short.bare) < len(full.bare):
        return False
    if not short.is_chinese:
        return len(full.words) > 1 and short.bare in full.initials
    if len(short.bare) > _LONGEST_SHORT or short.bare in full.bare:
        return False
    is_start = full.bare.startswith(short.bare[0])
    return is_start and LCSseq.similarity(short.bare, full.bare) == len(short.bare)


def _characters(ours: str, theirs: str) -> Likeness:
    shared = LCSseq.similarity(ours, theirs)
    sizes = len(ours), len(theirs)
    return Likeness(2 * shared / sum(sizes), 1 - shared / sizes[0], 1 - shared / sizes[1])


def _words(ours: Spelling, theirs: Spelling) -> Likeness:
    """Compare word by word; words that are parted in one of the names only are joined first."""
    left = _joined(ours.words, theirs.words)
    right = _joined(theirs.words, ours.words)
    missing = list(right)
    lacking = len(left)
    shared = 0.0
    for word in left:
        best = max(missing, key=lambda other: _alike(word, other), default="")
        alike = _alike(word, best)
        if alike:
            missing.remove(best)
            lacking -= 1
            shared += alike * (len(word) + len(best))
    letters = sum(map(len, [*left, *right]))
    return Likeness(shared / letters, lacking / len(left), len(missing) / len(right))


def _joined(words: tuple[str, ...], others: tuple[str, ...]) -> list[str]:
    """The words, with those that follow each other and are one word of the others as one."""
    joined = list(words)
    for start in range(len(joined)):
        for end in range(len(joined), start + 1, -1):
            together = "".join(joined[start:end])
            if together in others:
                return [*joined[:start], together, *joined[end:]]
    return joined


def _alike(one: str, other: str) -> float:
    """How alike two words are; 0 where they are other words.

    Hardly anyone mistypes a word's first letter.
    """
    if one == other:
        return 1.0
    if min(len(one), len(other)) < _SHORTEST or one[0] != other[0]:
        return 0.0
    if _singular(one) == _singular(other):
        return 1.0
    return OSA.normalized_similarity(one, other, score_cutoff=_LIKE)


def _singular(word: str) -> str:
    return word[:-3] + "y" if word.endswith("ies") else word.removesuffix("s")
