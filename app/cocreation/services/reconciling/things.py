"""The things that names may mean, with all that is said of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cocreation.likeness import slug
from cocreation.linking.entities import Name
from cocreation.model import Language, Term, Text
from cocreation.namespaces import CST, ID, PREFIXES, RDF, RDFS, SKOS, compact
from cocreation.services.reconciling.vocabulary import Classes
from cocreation.store.base import Store

LABEL = RDFS + "label"
TYPE = RDF + "type"
_CODE = CST + "sourceCode"
# What a thing may be called or cited by.
_NAMED_BY = (
    *(LABEL, SKOS + "prefLabel", SKOS + "altLabel", _CODE),
    *(PREFIXES["dcterms"] + "title", PREFIXES["prism"] + "doi"),
)
# Places in the paper, what was found there, and mappings are not called anything that others write.
_UNSOUGHT = ("discrepancy", "evidence", "mapping", "part")
# What became of a case is in its history, and a person who submits is not looked up here.
_PRIVATE = ("deed", "revision", "submitter", "file")
_USED = """
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT DISTINCT ?property WHERE { ?thing rdfs:label ?label ; ?property ?value }
"""
_VALUES = "SELECT DISTINCT ?property ?thing ?value WHERE { ?thing ?property ?value }"


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing with a label in both languages, all its names, its classes and its values.

    `types` has the nearest class first and those above it after.
    """

    iri: str
    label: Text
    spoken: tuple[Language, ...]
    names: tuple[Name, ...]
    types: tuple[str, ...]
    values: Mapping[str, tuple[Term, ...]]

    def name(self, language: Language) -> Name:
        """What it is called in a language, or in the other where it has no name in this."""
        other: Language = "en" if language == "zh" else "zh"
        spoken = language if language in self.spoken or other not in self.spoken else other
        return Name(self.label.in_language(language), spoken)

    def is_sought(self) -> bool:
        """Whether names are looked up among this one's."""
        return _kind(self.iri) not in _UNSOUGHT


def read_things(store: Store, classes: Classes) -> dict[str, Thing]:
    """Read every thing with a label, by its IRI; raises as the store does."""
    said: dict[str, dict[str, list[Term]]] = {}
    for property_ in _properties(store):
        for _, thing, value in store.select(_VALUES, {"property": property_}).rows:
            if thing and value and thing.kind == "iri" and _is_public(thing.value):
                told = said.setdefault(thing.value, {})
                told.setdefault(property_.value, []).append(value)
    codes = {term.value: iri for iri in said for term in said[iri].get(_CODE, ())}
    return {
        iri: _thing(iri, said[iri], classes, is_slug_taken=codes.get(slug(iri), iri) != iri)
        for iri in sorted(said)
        if LABEL in said[iri]
    }


def _properties(store: Store) -> list[Term]:
    found = (row[0] for row in store.select(_USED).rows)
    return sorted((one for one in found if one), key=lambda one: one.value)


def _thing(
    iri: str, said: Mapping[str, Iterable[Term]], classes: Classes, *, is_slug_taken: bool
) -> Thing:
    """One thing; its slug is a name of it where that is not the code of another one."""
    values = {name: tuple(sorted(terms, key=_order)) for name, terms in said.items()}
    told = {term.language: term.value for term in values[LABEL] if term.language}
    plain = values[LABEL][0].value
    spoken: tuple[Language, ...] = tuple(one for one in ("en", "zh") if one in told)
    names = [Name(t.value, t.language or "") for p in _NAMED_BY for t in values.get(p, ())]
    last = slug(iri)
    if not last.isdigit() and not is_slug_taken:
        names.append(Name(last))
    return Thing(
        iri,
        Text.of(told, plain),
        spoken,
        tuple(dict.fromkeys(names)),
        classes.with_broader(term.value for term in values.get(TYPE, ()) if term.kind == "iri"),
        values,
    )


def _order(term: Term) -> tuple[str, str, str]:
    return term.kind, term.language or "", term.value


def _kind(iri: str) -> str:
    return compact(iri).partition("/")[0]


def _is_public(iri: str) -> bool:
    return iri.startswith(ID) and _kind(iri) not in _PRIVATE
