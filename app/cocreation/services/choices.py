"""What the cells of a workbook may name: everything known that has a name, from the graph."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import partial
from itertools import chain
from pathlib import Path

from cocreation.intake.choices import BETWEEN_LABELS, Choice, Choices, is_of_any_study
from cocreation.intake.workbook.table import class_roots, listed_properties
from cocreation.model import FileGraph, Term, Text, Triple
from cocreation.namespaces import CST, ID, OWL, PREFIXES, RDF, RDFS, SH, VCC
from cocreation.services.class_choices import (
    SUBCLASS,
    TYPE,
    InUse,
    Known,
    Said,
    classes_of_rows,
    out_of_place,
    subclasses,
)
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
# What is known of a thing in the list, and of classes and shapes; all else is passed over.
_OF_THINGS = (
    TYPE,
    RDFS + "label",
    CST + "sourceCode",
    CST + "ofStudy",
    CST + "ordinal",
    CST + "appliesModelOf",
)
_OF_TERMS = (
    SUBCLASS,
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
        below = subclasses(Known(said))
        classes = {class_ for root in class_roots() for class_ in below(root)}
        known = Known(_said((t for c in classes for t in joined.said(c, RDFS + "label")), said))
        in_use = InUse(partial(joined.pointing, TYPE), partial(_types, joined))
        super().__init__(_of_shapes(known), classes_of_rows(known, in_use), _applied(known))
        self._joined, self._below = joined, below
        self._gone = out_of_place(self.classes)
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
        things = [o for o in dict.fromkeys(found) if o not in self._gone and self._is_a(o, classes)]
        known = _listed(Known(_said(self._looked_up(things, [RDFS + "label"]))), things)
        return tuple(choice for choice in known if name in choice.names)

    def _is_a(self, thing: str, classes: Collection[str]) -> bool:
        return any(one.object.value in classes for one in self._joined.said(thing, TYPE))

    def _look_up(self, kind: str, studies: frozenset[str]) -> tuple[Choice, ...]:
        """The things of a kind that are of one of the studies; of any where none is given."""
        classes = self._below(KINDS[kind])
        if studies:
            found = [
                one for study in studies for c in classes for one in self._in(study).get(c, ())
            ]
        else:
            found = [one for c in classes for one in self._joined.pointing(TYPE, c)]
        found = [one for one in found if one not in self._gone]
        # Nothing but what belongs to a study has a place in an order.
        told = [RDFS + "label"]
        told += [] if is_of_any_study(kind) else [CST + "ordinal", CST + "ofStudy"]
        told += [CST + "sourceCode"] if kind == "source" else []
        return _listed(Known(_said(self._looked_up(dict.fromkeys(found), told))), found)

    def _in(self, study: str) -> dict[str, list[str]]:
        """The things of a study, by class."""
        if study not in self._by_class:
            found: dict[str, list[str]] = defaultdict(list)
            for one in set(self._joined.pointing(CST + "ofStudy", study)):
                for _, _, class_ in self._joined.said(one, TYPE):
                    found[class_.value].append(one)
            self._by_class[study] = found
        return self._by_class[study]

    def _looked_up(self, things: Iterable[str], told: Sequence[str]) -> Iterator[Triple]:
        for one in things:
            for predicate in told:
                yield from self._joined.said(one, predicate)


def _types(joined: Joined, thing: str) -> Iterator[str]:
    return (said.object.value for said in joined.said(thing, TYPE))


def _told(graph: FileGraph) -> Iterator[Triple]:
    told = {f"<{one}>".encode() for one in (*_OF_THINGS, *_OF_TERMS)}
    lines = graph.triples.splitlines(keepends=True)
    return terms(b"".join(line for line in lines if line.split(b" ", 2)[1] in told))


def _said(triples: Iterable[Triple], said: Said | None = None) -> Said:
    """What the triples say, by predicate and subject; added to what is given."""
    said = defaultdict(dict) if said is None else said
    for subject, predicate, value in triples:
        said[predicate.value].setdefault(subject.value, []).append(value)
    return said


def _choices(triples: Iterable[Triple]) -> Choices:
    known = Known(_said(triples))
    below = subclasses(known)
    things: dict[str, list[str]] = defaultdict(list)
    for thing in known.said[TYPE]:
        for class_ in known.values(TYPE, thing):
            things[class_].append(thing)
    in_use = InUse(lambda class_: things.get(class_, ()), partial(known.values, TYPE))
    classes = classes_of_rows(known, in_use)
    gone = out_of_place(classes)
    of_kind = {
        kind: _listed(known, [s for c in below(root) for s in things.get(c, ()) if s not in gone])
        for kind, root in KINDS.items()
    }
    return Choices({**of_kind, **_of_shapes(known)}, classes, _applied(known))


def _of_shapes(known: Known) -> dict[str, tuple[Choice, ...]]:
    """The values that shapes list, by property."""
    return {one: tuple(_values_in_shapes(known, one)) for one in listed_properties()}


def _applied(known: Known) -> dict[str, tuple[str, ...]]:
    """The studies whose models a study applies, by its IRI."""
    applies = CST + "appliesModelOf"
    return {study: tuple(known.values(applies, study)) for study in known.said[applies]}


def _listed(known: Known, subjects: Sequence[str]) -> tuple[Choice, ...]:
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


def _ordinal(known: Known, iri: str) -> int:
    given = next(iter(known.values(CST + "ordinal", iri)), "")
    return int(given) if given.isdecimal() else 1_000_000


def _values_in_shapes(known: Known, property_: str) -> Iterator[Choice]:
    """The values that a shape lists for the property."""
    for shape in known.said[SH + "in"]:
        if property_ in known.values(SH + "path", shape):
            for head in known.values(SH + "in", shape):
                for value in _members(known, head):
                    yield Choice(value, Text(en=value, zh=value))


def _members(known: Known, head: str) -> Iterator[str]:
    while head != RDF + "nil":
        yield from known.values(RDF + "first", head)
        head = next(iter(known.values(RDF + "rest", head)), RDF + "nil")
