"""What things are and what is said of them: the classes and properties that the graph uses."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from cocreation.model import Term, Text
from cocreation.namespaces import OWL, PREFIXES, compact
from cocreation.services.browsing import cells
from cocreation.services.labelling import labels
from cocreation.store.base import Store
from cocreation.store.terms import values_of

_BROADER = """
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT DISTINCT ?class ?broader
WHERE { ?class rdfs:subClassOf ?broader FILTER(ISIRI(?class) && ISIRI(?broader)) }
ORDER BY ?class ?broader
"""
_DEFINED = """
PREFIX owl: <http://www.w3.org/2002/07/owl#>
SELECT DISTINCT ?class WHERE { ?class owl:equivalentClass ?is FILTER(ISBLANK(?is)) }
"""
_MEMBERS = """
SELECT ?class (COUNT(DISTINCT ?thing) AS ?things) WHERE { ?thing a ?class } GROUP BY ?class
"""
_DEFINITIONS = """
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?term ?text WHERE { %s ?term skos:definition ?text } ORDER BY ?term ?text
"""
# What everything is, and what alignments say beside; nobody looks for things by these.
_UNTOLD = (OWL, PREFIXES["prov"], PREFIXES["foaf"], PREFIXES["schema"], PREFIXES["oa"])
_KEPT = PREFIXES["prov"] + "Agent"


@dataclass(frozen=True, slots=True)
class Concept:
    """A class or a property, and how many things have it; `broader` stand right above a class.

    `range` is the nearest class of all that a property points at, if there is one.
    """

    iri: str
    label: Text
    definition: Text
    things: int
    broader: tuple[str, ...] = ()
    range: str = ""


class Classes:
    """The classes of a graph, and what stands above each of them."""

    def __init__(self, store: Store) -> None:
        """Read them; raises as the store does."""
        self._above: dict[str, list[str]] = {}
        for row in cells(store.select(_BROADER)):
            self._above.setdefault(row["class"], []).append(row["broader"])
        self._defined = {row["class"] for row in cells(store.select(_DEFINED))}
        self._members = {row["class"]: int(row["things"]) for row in cells(store.select(_MEMBERS))}
        # Thousands of things are of the same few classes.
        self._with_broader: dict[frozenset[str], tuple[str, ...]] = {}

    def broader(self, iri: str) -> tuple[str, ...]:
        """The classes right above one."""
        return tuple(one for one in self._above.get(iri, ()) if is_told(one))

    def with_broader(self, iris: Iterable[str]) -> tuple[str, ...]:
        """Classes and all above them, the nearest first; those that others follow from last."""
        asked = frozenset(iris)
        if asked not in self._with_broader:
            self._with_broader[asked] = self._found(asked)
        return self._with_broader[asked]

    def _found(self, iris: Iterable[str]) -> tuple[str, ...]:
        found = dict.fromkeys(sorted(filter(is_told, iris), key=self._order))
        # What is added while this goes on is looked at, too.
        waiting = list(found)
        for iri in waiting:
            new = [one for one in self.broader(iri) if one not in found]
            found.update(dict.fromkeys(new))
            waiting += new
        above = {one for iri in found for one in self.broader(iri)}
        return tuple(sorted(found, key=lambda one: (one in self._defined, one in above)))

    def _order(self, iri: str) -> tuple[int, str]:
        """Those with few members first: they tell most."""
        return self._members.get(iri, 0), iri


def is_told(iri: str) -> bool:
    """Whether people look for things by this class."""
    return iri == _KEPT or not iri.startswith(_UNTOLD)


def read_types(
    store: Store, classes: Classes, of_things: Iterable[Sequence[str]]
) -> dict[str, Concept]:
    """The classes that things have, the commonest first."""
    counted = Counter(iri for types in of_things for iri in types)
    return {
        iri: replace(one, broader=tuple(b for b in classes.broader(iri) if b in counted))
        for iri, one in _read(store, counted).items()
    }


def read_properties(
    store: Store, counted: Mapping[str, int], ranges: Mapping[str, str]
) -> dict[str, Concept]:
    """The properties that things have, the commonest first."""
    return {
        iri: replace(one, range=ranges.get(iri, "")) for iri, one in _read(store, counted).items()
    }


def _read(store: Store, counted: Mapping[str, int]) -> dict[str, Concept]:
    ordered = sorted(counted, key=lambda iri: (-counted[iri], iri))
    called = labels(store, ordered)
    definitions = read_definitions(store, ordered)
    return {
        iri: Concept(
            iri,
            _filled(called.get(iri, Text("", "")), compact(iri)),
            definitions.get(iri, Text("", "")),
            counted[iri],
        )
        for iri in ordered
    }


def read_definitions(store: Store, iris: Iterable[str]) -> dict[str, Text]:
    """The definitions of terms in both languages, as far as there are any."""
    values = values_of("term", (Term("iri", iri) for iri in iris))
    found: dict[str, dict[str, str]] = {}
    for term, text in store.select(_DEFINITIONS % values).rows:
        if term and text:
            found.setdefault(term.value, {})[text.language or ""] = text.value
    return {iri: Text.of(told) for iri, told in found.items()}


def _filled(label: Text, otherwise: str) -> Text:
    return Text(en=label.en or label.zh or otherwise, zh=label.zh or label.en or otherwise)
