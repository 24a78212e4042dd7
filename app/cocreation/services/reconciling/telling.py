"""What a person is told of a thing to recognise it by: a line, or a few facts."""

from dataclasses import dataclass

from cocreation.likeness import language_of
from cocreation.linking.entities import Name
from cocreation.model import Language, Term, Text
from cocreation.namespaces import CST, PREFIXES, SKOS, VCC, compact
from cocreation.services.reconciling.register import Register
from cocreation.services.reconciling.things import LABEL, TYPE, Thing

_DEFINITION = SKOS + "definition"
# What tells things of one class apart, the first first.
_TELLING = (
    *(CST + "sourceCode", CST + "fromOrganization", CST + "role"),
    *(PREFIXES["org"] + "memberOf", PREFIXES["org"] + "unitOf", VCC + "inSector"),
    *(PREFIXES["dcterms"] + "title", CST + "authorsAsPrinted"),
    *(PREFIXES["fabio"] + "hasPublicationYear", VCC + "contributedBy", VCC + "coCreatedIn"),
)
_MOST_TOLD = 3
_FACTS = 6
# Of a property with many values the first are enough to know a thing by.
_MOST_VALUES = 3
_UNSHOWN = (LABEL, TYPE, _DEFINITION, SKOS + "prefLabel", CST + "ofStudy", CST + "ordinal")


@dataclass(frozen=True, slots=True)
class Fact:
    """One property of a thing with its values, as a reader of a language is told."""

    property: Name
    values: tuple[Name, ...]


def description(register: Register, thing: Thing, language: Language) -> Name:
    """A line that tells a thing from others of its name: its definition, or what it is."""
    for term in _spoken(thing.values.get(_DEFINITION, ()), language):
        return Name(term.value, term.language or language)
    kind = register.types.get(thing.types[0]) if thing.types else None
    told = [kind.label.in_language(language)] if kind else []
    for property_ in _TELLING:
        if len(told) <= _MOST_TOLD:
            told += [one.text for one in values(register, thing, property_, language)[:1]]
    return Name(" · ".join(told), language)


def facts(register: Register, thing: Thing, language: Language) -> tuple[Fact, ...]:
    """The first few things that are said of a thing, those that tell most first."""
    order = [*_TELLING, *(name for name in register.properties if name not in _TELLING)]
    found = (
        Fact(
            named(register.properties[name].label, language),
            values(register, thing, name, language)[:_MOST_VALUES],
        )
        for name in order
        if name in thing.values and name in register.properties and name not in _UNSHOWN
    )
    return tuple(found)[:_FACTS]


def values(
    register: Register, thing: Thing, property_: str, language: Language
) -> tuple[Name, ...]:
    """What a thing has by a property, as a reader of a language is told."""
    return tuple(
        _told(register, term, language)
        for term in _spoken(thing.values.get(property_, ()), language)
    )


def named(label: Text, language: Language) -> Name:
    """A text with the language that it is really in."""
    text = label.in_language(language)
    return Name(text, language if label.en != label.zh else language_of(text))


def _told(register: Register, term: Term, language: Language) -> Name:
    thing = register.things.get(term.value) if term.kind == "iri" else None
    if thing:
        return thing.name(language)
    return Name(compact(term.value) if term.kind == "iri" else term.value, term.language or "")


def _spoken(terms: tuple[Term, ...], language: Language) -> tuple[Term, ...]:
    """The values in a language, with those in none; where there are none in it, all."""
    wanted = tuple(term for term in terms if term.language in (language, None))
    return wanted or terms
