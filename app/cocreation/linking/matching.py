"""Which of the known things may be the one wanted, each with its score and the reasons for it."""

import heapq
from collections.abc import Iterable

from cocreation.linking.blocking import Blocks
from cocreation.linking.entities import Candidate, Entity
from cocreation.linking.weighing import Known, score, weigh

# From this score on a pair is more than a guess: see the benchmark of the labelled pairs.
LIKELY = 0.6
_MOST_COMPARED = 24


class Matcher:
    """Things to be found by their names and what else is known of them.

    Safe to share between threads: a look-up changes nothing.
    """

    def __init__(self, entities: Iterable[Entity]) -> None:
        self._known = [Known.of(entity) for entity in entities]
        self._blocks = Blocks([known.spellings for known in self._known])

    def candidates(self, wanted: Entity, most: int = 10) -> tuple[Candidate, ...]:
        """The things that may be `wanted`, best first, at most so many; none without a name.

        Only things that share some part of a name with it are compared.
        """
        ours = Known.of(wanted)
        compared = self._blocks.near(ours.spellings, max(most, _MOST_COMPARED))
        found = (_candidate(ours, self._known[number]) for number in compared)
        return tuple(heapq.nsmallest(most, found, key=lambda one: (-one.score, one.entity.iri)))


def _candidate(ours: Known, theirs: Known) -> Candidate:
    features = weigh(ours, theirs)
    return Candidate(theirs.entity, score(features), features)
