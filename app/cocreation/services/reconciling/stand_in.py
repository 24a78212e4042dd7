"""A matcher that only knows likeness of spelling."""

from collections.abc import Iterable

from cocreation import likeness
from cocreation.folding import fold
from cocreation.linking.entities import Candidate, Entity, Feature

SAFE = 0.95


class Matcher:
    """Finds entities with names like those wanted."""

    def __init__(self, entities: Iterable[Entity]) -> None:
        """Look among these."""
        self._entities = tuple(entities)

    def candidates(self, wanted: Entity, most: int = 10) -> tuple[Candidate, ...]:
        """The likeliest entities, the best first."""
        texts = [fold(name.text) for name in wanted.names]
        found = likeness.likely(
            texts, self._entities, lambda one: (fold(name.text) for name in one.names)
        )
        rated = sorted(found, key=lambda pair: -pair[0])[:most]
        return tuple(
            Candidate(entity, score, (Feature("name", score, 1.0),)) for score, entity in rated
        )
