"""Things of another dataset, as they are compared: made of what is stated of them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from cocreation.linking.context import PROPERTIES
from cocreation.linking.entities import Entity, Name
from cocreation.linking.names import LONGEST
from cocreation.model import Term, Text, Triple
from cocreation.namespaces import OWL, PREFIXES, RDF, RDFS, SKOS
from cocreation.sources import read_file, terms

_SCHEMAS = (PREFIXES["schema"], "http://schema.org/")
_GEO = "http://www.geonames.org/ontology#"
NAMING = (
    RDFS + "label",
    SKOS + "prefLabel",
    SKOS + "altLabel",
    PREFIXES["foaf"] + "name",
    PREFIXES["dcterms"] + "title",
    *(schema + name for schema in _SCHEMAS for name in ("name", "alternateName")),
    *(_GEO + name for name in ("name", "officialName", "alternateName")),
)
# Wikidata says of a thing what it is by a property of its own.
TYPING = (RDF + "type", "http://www.wikidata.org/prop/direct/P31")
TELLING = (*NAMING, *TYPING, *PROPERTIES)
# What is only a record of a link, or a term to say something with, is not what a name means; unless
# it is something else, too, as the concepts of some thesauri are.
_RECORDS_AND_TERMS = (
    *(OWL + name for name in ("Axiom", "Ontology", "Class")),
    *(OWL + f"{sort}Property" for sort in ("Object", "Datatype", "Annotation")),
    *(RDFS + name for name in ("Class", "Datatype")),
    *(RDF + name for name in ("Property", "Statement")),
    *(PREFIXES["sssom"] + name for name in ("Mapping", "MappingSet")),
)
_UNTELLING = (OWL, RDF, RDFS, PREFIXES["sssom"])
_ADDRESSES = ("http://", "https://", "urn:")
# The languages that things here are named in, and those that stand for any.
_SPOKEN = ("en", "zh", "", "mul")


@dataclass(frozen=True, slots=True)
class Reading:
    """The things of another dataset; `notes` say what of it was not read."""

    entities: tuple[Entity, ...]
    notes: tuple[Text, ...] = ()


@dataclass(slots=True)
class _Said:
    names: dict[Name, None] = field(default_factory=dict)
    types: dict[str, None] = field(default_factory=dict)
    context: dict[tuple[str, str], None] = field(default_factory=dict)


class Gathering:
    """Statements as they come in; those that nobody could compare are passed over."""

    def __init__(self) -> None:
        self._said: dict[str, _Said] = defaultdict(_Said)

    def take(self, thing: Term, property_: str, value: Term) -> None:
        """Take one statement."""
        if thing.kind != "iri" or not is_address(thing.value) or len(value.value) > LONGEST:
            return
        if property_ in NAMING and value.kind == "literal":
            self._said[thing.value].names[named(value.value, value.language or "")] = None
        elif property_ in TYPING and value.kind == "iri":
            self._said[thing.value].types[value.value] = None
        elif value.kind == "literal":
            self.point(thing, property_, value.value)

    def point(self, thing: Term, property_: str, name: str) -> None:
        """Take one name of what a thing points at."""
        if property_ in PROPERTIES and is_address(thing.value) and len(name) <= LONGEST:
            self._said[thing.value].context[property_, name] = None

    def entities(self) -> tuple[Entity, ...]:
        """The things that have a name, in order of IRI, their names best known first."""
        return tuple(
            Entity(
                iri, tuple(sorted(said.names, key=_rank)), tuple(said.types), tuple(said.context)
            )
            for iri, said in sorted(self._said.items())
            if said.names
        )


def read_things(path: Path) -> Reading:
    """Read the named things of a file in any RDF syntax; SourceError where it cannot be read.

    Neither classes and properties nor records of links are among them.
    """
    triples = tuple(terms(read_file(path, path.name).triples))
    return Reading(individuals(things_of(triples)))


def individuals(entities: Iterable[Entity]) -> tuple[Entity, ...]:
    """Those that are neither terms of an ontology alone nor records of links."""
    return tuple(one for one in entities if not _is_record_or_term(one.types))


def _is_record_or_term(types: Sequence[str]) -> bool:
    is_more = any(not one.startswith(_UNTELLING) for one in types)
    return not is_more and any(one in _RECORDS_AND_TERMS for one in types)


def things_of(triples: Iterable[Triple]) -> tuple[Entity, ...]:
    """The named things that statements speak of; what they point at is told by its names."""
    triples = tuple(triples)
    gathering = Gathering()
    for thing, property_, value in triples:
        gathering.take(thing, property_.value, value)
    names = {entity.iri: entity.names for entity in gathering.entities()}
    for thing, property_, value in triples:
        for name in names.get(value.value, ()) if value.kind == "iri" else ():
            gathering.point(thing, property_.value, name.text)
    return gathering.entities()


def named(text: str, language: str = "") -> Name:
    """A name that others give, on one line and without what would steer a terminal."""
    plain = " ".join(text.split())
    return Name("".join(mark for mark in plain if mark.isprintable()), language)


def is_address(iri: str) -> bool:
    """Whether an IRI names a thing, rather than doing something where it is followed."""
    return iri.lower().startswith(_ADDRESSES)


def _rank(name: Name) -> bool:
    return name.language.lower().partition("-")[0] not in _SPOKEN
