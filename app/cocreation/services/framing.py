"""A thing and what belongs to it as one nested JSON-LD document: what it is made of, and the frame.

Only what somebody stated is in it; what follows by rule is left out.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cocreation.model import Term, Triple
from cocreation.namespaces import CST, ID, PREFIXES, RDF, SKOS, VCC
from cocreation.services import json_ld
from cocreation.services.browsing import cells
from cocreation.services.json_ld import Terms
from cocreation.sources import terms as statements
from cocreation.store.base import N_TRIPLES, Store
from cocreation.store.terms import values_clause, values_of

PROFILE = "http://www.w3.org/ns/json-ld#framed"
FRAME_PROFILE = "http://www.w3.org/ns/json-ld#frame"
_NAMED_ONLY = {"@embed": "@never", "@omitDefault": True}
# A document that copies more than that, or is nested deeper, takes long to make and to read.
_MOST_COPIED = 1_000_000
_DEEPEST = 50
# What belongs to a thing names its study, and the evidence that it comes from, and tells no more.
_TOLD_ELSEWHERE = (CST + "ofStudy", PREFIXES["prov"] + "wasDerivedFrom")


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of thing that is told of in a nested document, by its class.

    `belonging` names the properties by which things belong to it, and what the document calls them.
    """

    root: str
    belonging: Mapping[str, str]


KINDS: Mapping[str, Kind] = {
    "case": Kind(
        CST + "Case",
        {
            "evidence": CST + "inCase",
            "solutions": VCC + "coCreatedIn",
            "resources": VCC + "usedIn",
        },
    ),
    "construct": Kind(
        CST + "Construct",
        {
            "supportedBy": CST + "supports",
            "disputedBy": CST + "disputes",
            "narrower": SKOS + "broader",
            "antecedentOf": VCC + "hasAntecedent",
            "outcomeOf": VCC + "hasOutcome",
            "moderatorOf": VCC + "hasModerator",
        },
    ),
    "proposition": Kind(
        CST + "Proposition",
        {
            "corroboratedBy": CST + "corroborates",
            "contradictedBy": CST + "contradicts",
            "moderatedBy": VCC + "moderates",
        },
    ),
}
_CLASSES = """
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT DISTINCT ?root ?class
WHERE { ?class rdfs:subClassOf* ?root FILTER(ISIRI(?class)) }
ORDER BY ?class
"""
_KIND_OF = """
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT DISTINCT ?thing ?root WHERE { ?thing a ?class . ?class rdfs:subClassOf* ?root }
ORDER BY ?root
"""
# Whatever belongs to the thing comes with all that is stated of it.
_OF_THING = """
CONSTRUCT { ?one ?property ?value }
WHERE {
  { %(thing)s BIND(?thing AS ?one) } UNION { %(thing)s %(links)s ?one ?link ?thing }
  GRAPH ?graph { ?one ?property ?value }
  FILTER(!STRSTARTS(STR(?graph), STR(<graph/inferred/>)))
}
"""
# What is only spoken of comes with its kind, its names and what else is no other thing.
_NAMES = """
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
CONSTRUCT { ?thing ?property ?value }
WHERE {
  %s
  GRAPH ?graph { ?thing ?property ?value }
  FILTER(ISLITERAL(?value) || ?property = rdf:type)
  FILTER(!STRSTARTS(STR(?graph), STR(<graph/inferred/>)))
}
"""


def kind_of(store: Store, iri: str) -> str | None:
    """Tell which of KINDS a thing is of; None where it is of none."""
    rows = cells(store.select(_KIND_OF, {"thing": Term("iri", iri)}))
    roots = {row["root"] for row in rows}
    return next((name for name, kind in KINDS.items() if kind.root in roots), None)


def stated_of(store: Store, iri: str, kind: str) -> bytes:
    """Give as N-Triples what is stated of a thing and of what belongs to it."""
    links = (Term("iri", link) for link in KINDS[kind].belonging.values())
    values = {
        "thing": values_clause({"thing": Term("iri", iri)}),
        "links": values_of("link", links),
    }
    return store.answer(_OF_THING % values, N_TRIPLES).body


def framed(store: Store, iri: str, kind: str, stated: bytes, terms: Terms) -> bytes:
    """Write what is stated of a thing as one nested document, with the names of what it names.

    `stated` is N-Triples. AnswerTooLargeError where that is more than MOST_BYTES, or its parts are
    named so often, or so deep in each other, that the document would be.
    """
    if len(stated) > json_ld.MOST_BYTES:
        raise json_ld.too_large()
    # In one order, so that equal statements give equal documents.
    lines = sorted({*stated.splitlines(True), *_names_of(store, stated).splitlines(True)})
    triples = b"".join(lines)
    if not _is_bounded(tuple(statements(triples)), iri, KINDS[kind].belonging.values()):
        raise json_ld.too_large()
    return json_ld.frame(triples, {**frame(store, kind, terms), "@id": iri})


def frame(store: Store, kind: str, terms: Terms) -> dict[str, Any]:
    """Give the frame of a kind, which any JSON-LD processor applies to data from here."""
    chosen = KINDS[kind]
    rows = cells(store.select(_CLASSES, {"root": Term("iri", chosen.root)}))
    belonging = {name: {"@reverse": link} for name, link in chosen.belonging.items()}
    told_elsewhere = {json_ld.name_of(terms, one): _NAMED_ONLY for one in _TOLD_ELSEWHERE}
    return {
        "@context": {**terms, **belonging},
        "type": [json_ld.name_of(terms, row["class"]) for row in rows],
        "@embed": "@always",
        "@omitDefault": True,
        **{
            name: {**told_elsewhere, json_ld.name_of(terms, link): _NAMED_ONLY}
            for name, link in chosen.belonging.items()
        },
    }


def frame_document(store: Store, kind: str, terms: Terms) -> bytes:
    """Write the frame of a kind."""
    return json.dumps(frame(store, kind, terms), ensure_ascii=False, indent=1).encode()


def _names_of(store: Store, stated: bytes) -> bytes:
    """What is stated of every thing here that is spoken of, as far as it names no other thing."""
    named = {one.object.value for one in statements(stated) if one.object.kind == "iri"}
    things = [Term("iri", iri) for iri in sorted(named) if iri.startswith(ID)]
    return store.answer(_NAMES % values_of("thing", things), N_TRIPLES).body if things else b""


def _is_bounded(stated: Sequence[Triple], root: str, belonging: Collection[str]) -> bool:
    """Whether a document that copies each thing wherever it is named is neither large nor deep.

    A thing within itself is only named there. The walk ends as soon as it is too long.
    """
    inside: dict[str, list[str]] = defaultdict(list)
    weight: Counter[str] = Counter()
    for thing, property_, value in stated:
        weight[thing.value] += len(property_.value) + len(value.value)
        if value.value == root and property_.value in belonging:
            inside[root].append(thing.value)
        elif value.kind != "literal" and property_.value != RDF + "type":
            inside[thing.value].append(value.value)
    copied, waiting = 0, [(root, frozenset[str]())]
    while waiting:
        here, around = waiting.pop()
        copied += weight[here] + len(here)
        if copied > _MOST_COPIED or len(around) > _DEEPEST:
            return False
        within = around | {here}
        waiting += [(one, within) for one in inside[here] if one not in within]
    return True
