"""What a real study is like: what there is of each thing, and how long its texts are."""

from dataclasses import dataclass

from benchmarks.synthetic.blocks import Words
from benchmarks.synthetic.wording import Length, Vocabulary


@dataclass(frozen=True)
class Mark:
    """One discrepancy: its kind, and how long its texts are."""

    kind: str
    label: Length
    note: Length


@dataclass(frozen=True)
class Item:
    """One evidence item; `digits` and `source` tell what its code is and what kind it cites.

    `about` counts the providers and users spoken of, and is None of an item in a case; `stages`
    are those of the constructs that it supports.
    """

    part: str
    in_sentence: bool
    claims: tuple[tuple[str, str], ...]
    stages: frozenset[str]
    about: tuple[int, int] | None
    digits: str | None
    of_user: bool
    source: str | None
    team: str
    marks: tuple[Mark, ...]
    summary: Length


@dataclass(frozen=True)
class Source:
    """One source: its kind, the digits of its code, its size, and its informants' roles."""

    kind: str
    digits: str
    items: str | None
    minutes: str | None
    roles: tuple[Words, ...]
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class Organization:
    """One side: what the study has from it, and whether it is a unit of another organization."""

    sources: tuple[Source, ...]
    has_parent: bool


@dataclass(frozen=True)
class Made:
    """One resource or solution: its kind, whose it is, how many items it is derived from."""

    kind: str
    of_user: bool
    items: int
    label: Length
    note: Length | None


@dataclass(frozen=True)
class Case:
    """One case: its user, items, resources and solutions, and the gaps that it acknowledges.

    `sectors` tells for each sector how many of the case's items it is derived from.
    """

    user: Organization
    items: tuple[Item, ...]
    made: tuple[Made, ...]
    gaps: tuple[str, ...]
    sectors: tuple[int, ...]


@dataclass(frozen=True)
class Part:
    """One part of the publication."""

    name: str
    label: Words
    title: Words | None
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class Profile:
    """The real study. `offsets` tell by how much a stated total differs from the true one."""

    slug: str
    cases: tuple[Case, ...]
    providers: tuple[Organization, ...]
    general: tuple[Item, ...]
    parts: tuple[Part, ...]
    references: tuple[str, ...]
    sectors: tuple[str, ...]
    kinds: dict[str, Words]
    offsets: dict[str, int]
    totals_part: str
    inventory_part: str
    sentences: int
    vocabulary: Vocabulary
