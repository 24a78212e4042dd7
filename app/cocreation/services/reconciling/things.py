"""The things that names may mean, with all that is said of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cocreation.likeness import slug
from cocreation.linking.entities import Name
from cocreation.model import Language, Term, Text
from cocreation.namespaces import CST, ID, PREFIXES, RDF, RDFS, SKOS
from cocreation.services.reconciling.vocabulary import Classes
from cocreation.services.statements import Statements

LABEL = RDFS + "label"
TYPE = RDF + "type"
_CODE = CST + "sourceCode"
# What a thing may be called or cited by.
_NAMED_BY = (
    *(LABEL, SKOS + "prefLabel", SKOS + "altLabel", _CODE),
    *(PREFIXES["dcterms"] + "title", PREFIXES["prism"] + "doi"),
)
# Places in the paper, what was found there, and mappings are not called anything that others write.
_UNSOUGHT = tuple(f"{ID}{kind}/" for kind in ("discrepancy", "evidence", "mapping", "part"))


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
        return not self.iri.startswith(_UNSOUGHT)


def read_things(statements: Statements, classes: Classes) -> dict[str, Thing]:
    """Make a thing of everything below `id/` with a label, by its IRI."""
    said = {iri: statements[iri] for iri in sorted(statements) if iri.startswith(ID)}
    codes = {term.value: iri for iri in said for term in said[iri].get(_CODE, ())}
    return {
        iri: _thing(iri, told, classes, is_slug_taken=codes.get(slug(iri), iri) != iri)
        for iri, told in said.items()
        if LABEL in told
    }


def _thing(
    iri: str, said: Mapping[str, Sequence[Term]], classes: Classes, *, is_slug_taken: bool
) -> Thing:
    """One thing; its slug is a name of it where that is not the code of another one."""
    values = {name: _ordered(terms) for name, terms in said.items()}
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


def _ordered(terms: Sequence[Term]) -> tuple[Term, ...]:
    return tuple(sorted(terms, key=_order) if len(terms) > 1 else terms)


def _order(term: Term) -> tuple[str, str, str]:
    return term.kind, term.language or "", term.value
