"""The data structure, and a construct with its place, claims, evidence and literature."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from cocreation.errors import UnknownNameError
from cocreation.model import QuerySpec, Text
from cocreation.namespaces import ID
from cocreation.services.evidence_by_case import OfCase, Triangulation, by_case, triangulate
from cocreation.services.labelling import Named
from cocreation.services.records import Asking, Record, each_named, known, named, text
from cocreation.services.sides import cases_with_sides
from cocreation.sources import is_iri
from cocreation.store.base import Store

WEIGHED = "constructs/weigh-constructs"
DEFINED = "constructs/define-construct"
CLAIMED = "model/find-claims-of-construct"
SHOWN = "evidence/list-evidence-of-construct"
SIDED = "evidence/list-sides-of-construct"
BUILT_ON = "literature/find-references-of-construct"
# Where the names of constructs begin, below `id/`.
_KINDS = ("concept", "theme", "dimension", "stage")
Placed = Sequence[Record]


@dataclass(frozen=True, slots=True)
class Weighed:
    """A construct with how much speaks for it or one below it; those right below it follow.

    `study` is the IRI of its own.
    """

    thing: Named
    study: str
    stage: str
    kind: Named | None
    items: int
    cases: int
    below: tuple["Weighed", ...]

    @property
    def concepts(self) -> tuple["Weighed", ...]:
        """What stands at the bottom under it; itself where it has nothing below."""
        found = tuple(one for branch in self.below for one in branch.concepts)
        return found or (self,)


@dataclass(frozen=True, slots=True)
class AtStage:
    """What belongs to one stage, by kind: activities, capabilities, group conditions."""

    stage: Weighed
    kinds: tuple[tuple[Named, tuple[Weighed, ...]], ...]


@dataclass(frozen=True, slots=True)
class Member:
    """A construct of the data structure with its level and its definition."""

    thing: Named
    level: Named
    ordinal: int
    definition: Text


@dataclass(frozen=True, slots=True)
class Role:
    """A proposition in which a construct stands; `position` is as in the question's description."""

    position: int
    claim: Named
    items_for: int
    items_against: int


@dataclass(frozen=True, slots=True)
class Built:
    """A reference on which the definitions of a construct, or of those below it, build."""

    reference: Named
    title: str
    language: str
    doi: str
    defined: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class ConstructReading:
    """All that the page of a construct shows."""

    member: Member
    above: tuple[Member, ...]
    below: tuple[Member, ...]
    roles: tuple[Role, ...]
    groups: tuple[OfCase, ...]
    triangulation: Triangulation
    literature: tuple[Built, ...]


def read_structure(store: Store, queries: Sequence[QuerySpec]) -> tuple[Weighed, ...]:
    """The dimensions of every study's data structure, in order, each with what is below it."""
    return _branches(Asking(store, queries).records(WEIGHED), None)


def by_stage(dimensions: Iterable[Weighed]) -> tuple[AtStage, ...]:
    """The same by stage; what belongs to no stage is left out."""
    branches = [theme for dimension in dimensions for theme in dimension.below]
    concepts = [concept for branch in branches for concept in branch.concepts]
    # A stage is a theme to which concepts say that they belong.
    stages = {concept.stage for concept in concepts if concept.stage}
    return tuple(
        AtStage(stage, _kinds([one for one in concepts if one.stage == stage.thing.iri]))
        for stage in branches
        if stage.thing.iri in stages
    )


def find_construct(
    store: Store, queries: Sequence[QuerySpec], study: str, slug: str
) -> tuple[str, Placed]:
    """The IRI of a study's concept, theme, dimension or stage, and where it stands.

    UnknownNameError where the study has none of that name.
    """
    for kind in _KINDS:
        iri = f"{ID}{kind}/{study}/{slug}"
        rows = Asking(store, queries).records(DEFINED, construct=iri) if is_iri(iri) else ()
        if rows:
            return iri, rows
    raise UnknownNameError(
        Text(
            en=f"The graph has no construct “{study}/{slug}”; the page /constructs lists them all.",
            zh=f"图谱中没有构念“{study}/{slug}”；页面 /constructs 列出了全部构念。",
        )
    )


def read_construct(
    store: Store, queries: Sequence[QuerySpec], iri: str, placed: Placed
) -> ConstructReading:
    """Read the construct with this IRI, which `find_construct` found to be so placed."""
    told = Asking(store, queries).together((SHOWN, SIDED, CLAIMED, BUILT_ON), construct=iri)
    members = tuple(map(_member, placed))
    own = next(one for one in members if one.thing.iri == iri)
    with_sides = cases_with_sides(store)
    groups = by_case(told[SHOWN], told[SIDED], with_sides)
    return ConstructReading(
        member=own,
        above=tuple(one for one in members if one.ordinal < own.ordinal),
        below=tuple(one for one in members if one.ordinal > own.ordinal),
        roles=tuple(map(_role, told[CLAIMED])),
        groups=groups,
        triangulation=triangulate(store, groups, with_sides),
        literature=_literature(told[BUILT_ON]),
    )


def _branches(rows: Sequence[Record], above: str | None) -> tuple[Weighed, ...]:
    return tuple(
        Weighed(
            thing=known(row, "construct"),
            study=row["study"],
            stage=row.get("stage", ""),
            kind=named(row, "kind"),
            items=int(row["items"]),
            cases=int(row["cases"]),
            below=_branches(rows, row["construct"]),
        )
        for row in rows
        if row.get("broader") == above
    )


def _kinds(concepts: Sequence[Weighed]) -> tuple[tuple[Named, tuple[Weighed, ...]], ...]:
    kinds = dict.fromkeys(one.kind for one in concepts)
    return tuple(
        (kind, tuple(one for one in concepts if one.kind == kind)) for kind in kinds if kind
    )


def _member(row: Record) -> Member:
    return Member(
        thing=known(row, "member"),
        level=known(row, "level"),
        ordinal=int(row["levelOrdinal"]),
        definition=text(row, "memberDefinition"),
    )


def _role(row: Record) -> Role:
    return Role(
        int(row["position"]),
        known(row, "proposition"),
        int(row["itemsFor"]),
        int(row["itemsAgainst"]),
    )


def _literature(rows: Iterable[Record]) -> tuple[Built, ...]:
    """Each reference once; a row for each definition that builds on it repeats it."""
    return tuple(
        Built(
            reference=known(members[0], "reference"),
            title=members[0]["title"],
            language=members[0].get("titleLanguage", ""),
            doi=members[0].get("doi", ""),
            defined=each_named(members, "defined"),
        )
        for members in (list(group) for _, group in groupby(rows, lambda row: row["reference"]))
    )
