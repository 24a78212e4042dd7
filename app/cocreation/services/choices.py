"""What the cells of a workbook may name: everything known that has a name, from the graph."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from cocreation.intake.choices import BETWEEN_LABELS, Choice, Choices, is_of_any_study, slug_of
from cocreation.intake.workbook.table import class_roots, listed_properties, sheets
from cocreation.model import FileGraph, Term, Text, Triple
from cocreation.namespaces import CST, ID, OWL, PREFIXES, RDF, RDFS, SH, VCC
from cocreation.services.joined import Joined
from cocreation.sources import is_iri, terms
from cocreation.store.base import Store
from cocreation.store.snapshot import Snapshot

KINDS = {
    "study": CST + "Study",
    "case": CST + "Case",
    "coding-team": CST + "CodingTeam",
    "construct": CST + "Construct",
    "proposition": CST + "Proposition",
    "organization": PREFIXES["org"] + "Organization",
    "sector": VCC + "Sector",
    "source": CST + "Source",
    "part": CST + "DocumentPart",
    "gap": CST + "Gap",
}
_TYPE, _SUBCLASS = RDF + "type", RDFS + "subClassOf"
# What is known of a thing in the list, and of classes and shapes; all else is passed over.
_OF_THINGS = (
    _TYPE,
    RDFS + "label",
    CST + "sourceCode",
    CST + "ofStudy",
    CST + "ordinal",
    CST + "appliesModelOf",
)
_OF_TERMS = (
    _SUBCLASS,
    OWL + "equivalentClass",
    SH + "path",
    SH + "in",
    RDF + "first",
    RDF + "rest",
)
_SAID = """
SELECT ?predicate ?subject ?object WHERE { ?subject ?predicate ?object }
ORDER BY ?subject ?object
"""
_THINGS = """
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT DISTINCT ?root ?subject ?predicate ?object
WHERE {
  ?class rdfs:subClassOf* ?root .
  ?subject a ?class .
  # Without OPTIONAL the engine looks at everything there is; the order is made below.
  OPTIONAL { ?subject ?predicate ?object }
}
"""
_CLASSES = """
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?root ?subject ?predicate ?object
WHERE { ?subject rdfs:subClassOf* ?root ; rdfs:label ?object BIND(rdfs:label AS ?predicate) }
ORDER BY ?subject ?object
"""


def choices_of(graphs: Iterable[FileGraph]) -> Choices:
    """Everything that cells may name, of the asserted graphs: data, ontology and shapes."""
    return _choices(triple for graph in graphs for triple in _told(graph))


def stored_choices(store: Store) -> Choices:
    """The same of a store: nothing is read there that no cell can name."""
    if isinstance(store, Snapshot):
        return choices_within(Joined(store.lookups(), Path()))
    asked = [
        *((_THINGS, "root", root) for root in KINDS.values()),
        *((_CLASSES, "root", root) for root in class_roots()),
    ]
    of_terms = (triple for predicate in _OF_TERMS for triple in having(store, predicate))
    return _choices(chain(of_terms, (t for query in asked for t in _answered(store, *query))))


def having(store: Store, predicate: str) -> Iterator[Triple]:
    """Every statement with the predicate that a store has, by subject and object."""
    return _answered(store, _SAID, "predicate", predicate)


def _answered(store: Store, query: str, variable: str, iri: str) -> Iterator[Triple]:
    rows = store.select(query, {variable: Term("iri", iri)})
    for row in rows.rows:
        cells = dict(zip(rows.variables, row, strict=True))
        subject, predicate, value = (cells[n] for n in ("subject", "predicate", "object"))
        if subject and predicate and value:
            yield Triple(subject, predicate, value)


def choices_within(joined: Joined) -> Choices:
    """The same of what new cases are joined to, of each kind read only when a cell may name one."""
    return _LookedUp(joined)


class _LookedUp(Choices):
    """Choices that are looked up, so that what is far from a case costs nothing."""

    def __init__(self, joined: Joined) -> None:
        told = (*_OF_TERMS, CST + "appliesModelOf")
        said = _said(triple for predicate in told for triple in joined.having(predicate))
        below = _subclasses(_Known(said))
        classes = {class_ for root in class_roots() for class_ in below(root)}
        known = _Known(_said((t for c in classes for t in joined.said(c, RDFS + "label")), said))
        super().__init__(_of_shapes(known), _of_roots(known, below), _applied(known))
        self._joined, self._below = joined, below
        self._read: dict[tuple[str, frozenset[str]], tuple[Choice, ...]] = {}
        self._by_class: dict[str, dict[str, list[str]]] = {}

    def listed(self, kind: str, studies: Collection[str] | None = None) -> tuple[Choice, ...]:
        if kind not in KINDS:
            return super().listed(kind, studies)
        if studies is None or is_of_any_study(kind):
            within = frozenset[str]()
        elif not studies:
            return ()
        else:
            within = frozenset(studies)
        if (kind, within) not in self._read:
            self._read[kind, within] = self._look_up(kind, within)
        return self._read[kind, within]

    def exactly(self, kind: str, name: str) -> tuple[Choice, ...]:
        # Of the others, those of one study are few enough to list.
        if kind not in KINDS or not is_of_any_study(kind):
            return ()
        labels = [
            Term("literal", text, language)
            for text in (name, *name.split(BETWEEN_LABELS))
            for language in ("en", "zh")
        ]
        found = [one for label in labels for one in self._joined.pointing(RDFS + "label", label)]
        found += [iri for path in (name, f"{kind}/{name}") if is_iri(iri := ID + path)]
        classes = set(self._below(KINDS[kind]))
        things = [one for one in dict.fromkeys(found) if self._is_a(one, classes)]
        known = _listed(_Known(_said(self._looked_up(things, [RDFS + "label"]))), things)
        return tuple(choice for choice in known if name in choice.names)

    def _is_a(self, thing: str, classes: Collection[str]) -> bool:
        return any(one.object.value in classes for one in self._joined.said(thing, _TYPE))

    def _look_up(self, kind: str, studies: frozenset[str]) -> tuple[Choice, ...]:
        """The things of a kind that are of one of the studies; of any where none is given."""
        classes = self._below(KINDS[kind])
        if studies:
            found = [
                one for study in studies for c in classes for one in self._in(study).get(c, ())
            ]
        else:
            found = [one for c in classes for one in self._joined.pointing(_TYPE, c)]
        # Nothing but what belongs to a study has a place in an order.
        told = [RDFS + "label"]
        told += [] if is_of_any_study(kind) else [CST + "ordinal", CST + "ofStudy"]
        told += [CST + "sourceCode"] if kind == "source" else []
        return _listed(_Known(_said(self._looked_up(dict.fromkeys(found), told))), found)

    def _in(self, study: str) -> dict[str, list[str]]:
        """The things of a study, by class."""
        if study not in self._by_class:
            found: dict[str, list[str]] = defaultdict(list)
            for one in set(self._joined.pointing(CST + "ofStudy", study)):
                for _, _, class_ in self._joined.said(one, _TYPE):
                    found[class_.value].append(one)
            self._by_class[study] = found
        return self._by_class[study]

    def _looked_up(self, things: Iterable[str], told: Sequence[str]) -> Iterator[Triple]:
        for one in things:
            for predicate in told:
                yield from self._joined.said(one, predicate)


def _told(graph: FileGraph) -> Iterator[Triple]:
    told = {f"<{one}>".encode() for one in (*_OF_THINGS, *_OF_TERMS)}
    lines = graph.triples.splitlines(keepends=True)
    return terms(b"".join(line for line in lines if line.split(b" ", 2)[1] in told))


class _Known(NamedTuple):
    """What is said of each subject, by predicate and subject."""

    said: Mapping[str, Mapping[str, list[Term]]]

    def values(self, predicate: str, subject: str) -> list[str]:
        return [term.value for term in self.said[predicate].get(subject, ())]

    def label(self, subject: str) -> Text:
        labels = {
            term.language or "en": term.value for term in self.said[RDFS + "label"].get(subject, ())
        }
        return Text.of(labels, slug_of(subject))


_Said = defaultdict[str, dict[str, list[Term]]]


def _said(triples: Iterable[Triple], said: _Said | None = None) -> _Said:
    """What the triples say, by predicate and subject; added to what is given."""
    said = defaultdict(dict) if said is None else said
    for subject, predicate, value in triples:
        said[predicate.value].setdefault(subject.value, []).append(value)
    return said


def _choices(triples: Iterable[Triple]) -> Choices:
    known = _Known(_said(triples))
    below = _subclasses(known)
    things: dict[str, list[str]] = defaultdict(list)
    for thing in known.said[_TYPE]:
        for class_ in known.values(_TYPE, thing):
            things[class_].append(thing)
    of_kind = {
        kind: _listed(known, [s for c in below(root) for s in things.get(c, ())])
        for kind, root in KINDS.items()
    }
    return Choices({**of_kind, **_of_shapes(known)}, _of_roots(known, below), _applied(known))


def _of_shapes(known: _Known) -> dict[str, tuple[Choice, ...]]:
    """The values that shapes list, by property."""
    return {one: tuple(_values_in_shapes(known, one)) for one in listed_properties()}


def _of_roots(known: _Known, below: "_Below") -> dict[str, tuple[Choice, ...]]:
    """The classes that a row may be of, by the one above them."""
    itself = {class_: label for sheet in sheets() for class_, label in sheet.itself.items()}
    return {root: _classes(known, below(root), itself) for root in class_roots()}


def _applied(known: _Known) -> dict[str, tuple[str, ...]]:
    """The studies whose models a study applies, by its IRI."""
    applies = CST + "appliesModelOf"
    return {study: tuple(known.values(applies, study)) for study in known.said[applies]}


def _subclasses(known: _Known) -> "_Below":
    children: dict[str, list[str]] = defaultdict(list)
    for subject in sorted(known.said[_SUBCLASS]):
        for parent in known.values(_SUBCLASS, subject):
            children[parent].append(subject)
    return _Below(children)


class _Below(NamedTuple):
    """The classes below others."""

    children: Mapping[str, list[str]]

    def __call__(self, root: str) -> list[str]:
        found = [root]
        for one in found:
            found += [child for child in self.children.get(one, ()) if child not in found]
        return found


def _listed(known: _Known, subjects: Sequence[str]) -> tuple[Choice, ...]:
    """The things in the order that the graph gives them, then by their IRIs."""
    made = [
        Choice(
            iri,
            known.label(iri),
            next(iter(known.values(CST + "ofStudy", iri)), ""),
            next(iter(known.values(CST + "sourceCode", iri)), ""),
        )
        for iri in dict.fromkeys(subjects)
        if ":" in iri
    ]
    return tuple(sorted(made, key=lambda choice: (_ordinal(known, choice.iri), choice.iri)))


def _ordinal(known: _Known, iri: str) -> int:
    given = next(iter(known.values(CST + "ordinal", iri)), "")
    return int(given) if given.isdecimal() else 1_000_000


def _classes(
    known: _Known, classes: Sequence[str], itself: Mapping[str, Text]
) -> tuple[Choice, ...]:
    """Those that a thing can be said to be of: none that is defined, none that only others are."""
    parents = {p for c in classes for p in known.values(_SUBCLASS, c)}
    defined = known.said[OWL + "equivalentClass"]
    leaves = [c for c in classes if c not in defined and (c not in parents or c in itself)]
    return tuple(Choice(c, itself.get(c) or known.label(c)) for c in leaves)


def _values_in_shapes(known: _Known, property_: str) -> Iterator[Choice]:
    """The values that a shape lists for the property."""
    for shape in known.said[SH + "in"]:
        if property_ in known.values(SH + "path", shape):
            for head in known.values(SH + "in", shape):
                for value in _members(known, head):
                    yield Choice(value, Text(en=value, zh=value))


def _members(known: _Known, head: str) -> Iterator[str]:
    while head != RDF + "nil":
        yield from known.values(RDF + "first", head)
        head = next(iter(known.values(RDF + "rest", head)), RDF + "nil")
