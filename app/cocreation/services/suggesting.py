"""Links that may hold between things of this graph and of another dataset, proposed to a person."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from cocreation.errors import CocreationError
from cocreation.linking.endpoint import Endpoint, show_nothing
from cocreation.linking.entities import Candidate, Entity, Name
from cocreation.linking.matching import LIKELY, Matcher
from cocreation.linking.reading import Reading, read_things
from cocreation.linking.service import Manifest, Reconciler, read_manifest
from cocreation.model import Language, Term, Text
from cocreation.namespaces import CST, PREFIXES, VCC
from cocreation.settings import SparqlServer
from cocreation.store.base import Store
from cocreation.store.remote import RemoteStore
from cocreation.store.remote.transport import Transport

Kind = Literal["organization", "construct", "sector", "source"]
Service = Literal["sparql", "reconciliation"]
Show = Callable[[int, int], None]
KINDS: tuple[Kind, ...] = get_args(Kind)

_CLASSES: dict[Kind, str] = {
    "organization": PREFIXES["org"] + "Organization",
    "construct": CST + "Construct",
    "sector": VCC + "Sector",
    "source": CST + "Source",
}
_MEMBERS = """
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT DISTINCT ?class ?thing
WHERE { ?thing a/rdfs:subClassOf* ?class FILTER(ISIRI(?thing)) }
ORDER BY ?thing
"""
_OWN_SECONDS = 60.0
_SECONDS = 120.0
_MANIFEST_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Target:
    """Another dataset: a file, or an address and what answers there, None where it is not told."""

    place: Path | str
    service: Service | None = None


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be proposed: for things of a kind, at most so many each, from a score on.

    Pairs of our IRI and theirs in `known` are linked already, and not proposed again.
    """

    kind: Kind = "organization"
    least: float = LIKELY
    most: int = 3
    known: Collection[tuple[str, str]] = ()


@dataclass(frozen=True, slots=True)
class Proposed:
    """One link that may hold, and the reasons."""

    ours: Entity
    candidate: Candidate

    @property
    def theirs(self) -> Entity:
        """The thing of the other dataset."""
        return self.candidate.entity


@dataclass(frozen=True, slots=True)
class Suggestions:
    """What is proposed, likeliest first; among how many things, and what was not looked at.

    `nearest` is the highest score of what was not likely enough.
    """

    proposed: tuple[Proposed, ...]
    ours: int
    theirs: int
    notes: tuple[Text, ...]
    nearest: float = 0.0


def suggest(store: Store, target: Target, wish: Wish, show: Show = show_nothing) -> Suggestions:
    """Propose links from things of the store to those of another dataset.

    Nothing is written. SourceError where a file cannot be read; QueryError, QueryTimeoutError or
    StoreError where a server is away, slow, or gives what cannot be used.
    """
    ours = _ours(store, wish.kind)
    reading = _theirs(target, ours, show)
    matcher = Matcher(reading.entities)
    found = [one for thing in ours for one in _found(matcher, thing, wish)]
    found.sort(key=lambda one: (-one.candidate.score, one.ours.iri))
    proposed = tuple(one for one in found if one.candidate.score >= wish.least)
    nearest = next((one.candidate.score for one in found[len(proposed) :]), 0.0)
    return Suggestions(proposed, len(ours), len(reading.entities), reading.notes, nearest)


def label(entity: Entity, language: Language) -> str:
    """What a thing is called for a reader of a language: a name in it, else its first, else IRI."""
    named = [name for name in entity.names if _is_in(name, language)]
    return next((name.text for name in [*named, *entity.names]), entity.iri)


def _is_in(name: Name, language: Language) -> bool:
    return name.language.lower().partition("-")[0] == language


def _found(matcher: Matcher, thing: Entity, wish: Wish) -> Iterator[Proposed]:
    linked = {theirs for ours, theirs in wish.known if ours == thing.iri} | {thing.iri}
    found = matcher.candidates(thing, wish.most + len(linked))
    new = [one for one in found if one.entity.iri not in linked]
    for candidate in new[: wish.most]:
        yield Proposed(thing, candidate)


def _ours(store: Store, kind: Kind) -> tuple[Entity, ...]:
    """The things of a kind with what is said of them, as any dataset's are read."""
    rows = store.select(_MEMBERS, {"class": Term("iri", _CLASSES[kind])}).rows
    iris = [thing.value for _, thing in rows if thing]
    return Endpoint(store, "", _OWN_SECONDS).describe(iris)


def _theirs(target: Target, ours: Iterable[Entity], show: Show) -> Reading:
    if isinstance(target.place, Path):
        return read_things(target.place)
    address = target.place
    transport = Transport(SparqlServer(address, address), guest=True)
    manifest = None if target.service == "sparql" else _manifest(transport, target.service)
    if manifest:
        return Reconciler(transport, manifest, _SECONDS).read(ours, show)
    return Endpoint(RemoteStore(address, seconds=_SECONDS), address, _SECONDS).read(ours, show)


def _manifest(transport: Transport, service: Service | None) -> Manifest | None:
    """What a service tells of itself; None where it may be of the other kind."""
    try:
        return read_manifest(transport, _MANIFEST_SECONDS)
    except CocreationError:
        if service == "reconciliation":
            raise
        return None
