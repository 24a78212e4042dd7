"""What is said of a thing as JSON-LD that people can read: terms by name, nothing to fetch."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from pyld import jsonld

from cocreation.errors import AnswerTooLargeError
from cocreation.model import Text
from cocreation.namespaces import OWL, PREFIXES, RDF, RDFS, SKOS, XSD
from cocreation.services.browsing import cells
from cocreation.store.base import Store

# What a context says: the IRI of each term by its name, with the kind of its values where that is
# always the same.
Terms = Mapping[str, str | Mapping[str, str]]
# A document with more than that comes as the engine writes it: names take long to look up.
MOST_BYTES = 250_000
_DECLARED = """
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX schema: <https://schema.org/>
SELECT DISTINCT ?term ?property ?value
WHERE {
  ?term rdfs:isDefinedBy ?ontology .
  VALUES ?property { rdf:type rdfs:range schema:rangeIncludes }
  ?term ?property ?value
}
ORDER BY ?term ?property ?value
"""
_IN_LANGUAGES = {"@container": "@language"}
_SHARED: Terms = {
    "id": "@id",
    "type": "@type",
    "label": {"@id": RDFS + "label", **_IN_LANGUAGES},
    "definition": {"@id": SKOS + "definition", **_IN_LANGUAGES},
    "note": {"@id": SKOS + "note", **_IN_LANGUAGES},
}
# JSON has these kinds of values itself; a text without a language is a plain one there.
_OF_JSON = {XSD + name for name in ("boolean", "integer", "string")}


def name_terms(store: Store) -> Terms:
    """Name every term that an ontology in the store declares, by the last part of its IRI.

    Of two terms with one name the first has it; the other goes by its prefix, as outside terms do.
    """
    said: dict[str, set[str]] = defaultdict(set)
    for row in cells(store.select(_DECLARED)):
        said[row["term"]].add(row["value"])
    named: dict[str, str | Mapping[str, str]] = {}
    for term, values in said.items():
        named.setdefault(term.rpartition("#")[2], _defined(term, values))
    # A prefix has to end as namespaces do.
    prefixes = {name: iri for name, iri in PREFIXES.items() if iri[-1] in "#/"}
    return {**prefixes, **named, **_SHARED}


def write(triples: bytes, terms: Terms, thing: str = "") -> bytes:
    """Write N-Triples as JSON-LD with a context of the terms that it uses; `thing` comes first."""
    nodes = jsonld.from_rdf(triples.decode(), {"useNativeTypes": True})
    nodes.sort(key=lambda node: node["@id"] != thing)
    options = {"skipExpansion": True, "documentLoader": _refuse}
    document = jsonld.compact(nodes, dict(terms), options)
    del document["@context"]
    return _with_context(document, terms)


def frame(triples: bytes, frame_: Mapping[str, Any]) -> bytes:
    """Write N-Triples as the one nested document that a frame asks for.

    The frame has its context, of which the document keeps what it uses. What the frame does not
    reach stands beside what it does, so that nothing is lost. AnswerTooLargeError where that is
    more than a processor can do.
    """
    try:
        return _framed(triples, frame_)
    except (RecursionError, jsonld.JsonLdError):
        raise too_large() from None


def too_large() -> AnswerTooLargeError:
    """What to raise where there is too much for one document."""
    return AnswerTooLargeError(
        Text(
            en="There is too much of this for one nested document; ask for plain JSON-LD.",
            zh="内容过多，无法写成一个嵌套文档；请改用普通 JSON-LD。",
        ),
        {"bytes": MOST_BYTES},
    )


def _framed(triples: bytes, frame_: Mapping[str, Any]) -> bytes:
    nodes = jsonld.from_rdf(triples.decode(), {"useNativeTypes": True})
    options = {"documentLoader": _refuse, "omitGraph": True}
    document = jsonld.frame(nodes, frame_, options)
    beside = _unreached(nodes, document)
    if beside:
        added = jsonld.compact(beside, frame_["@context"], {**options, "graph": True})
        document["@included"] = added["@graph"]
    del document["@context"]
    return _with_context(document, frame_["@context"])


def _unreached(nodes: list[dict[str, Any]], document: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The nodes of which a framed document does not say anything."""
    expanded = jsonld.expand(document, {"documentLoader": _refuse})
    flat = jsonld.flatten(expanded, None, {"documentLoader": _refuse})
    told = {node["@id"] for node in flat if len(node) > 1}
    return [node for node in nodes if node["@id"] not in told]


def name_of(terms: Terms, iri: str) -> str:
    """Name a term as a document does that has these terms; by its IRI where they have it not."""
    return next((name for name, value in terms.items() if value == iri), iri)


def trees(triples: bytes, terms: Terms, frame: Mapping[str, Any]) -> list[Any]:
    """Tell what a frame picks from N-Triples, each thing with all that it points at inside.

    The things come in order of IRI, in the names of `terms`, which they do not carry.
    """
    nodes = jsonld.from_rdf(triples.decode(), {"useNativeTypes": True})
    options = {"embed": "@always", "omitGraph": False, "omitDefault": True}
    given = {"@context": dict(terms), **frame}
    framed = jsonld.frame(nodes, given, {**options, "documentLoader": _refuse})
    return list(framed.get("@graph", []))


def context_document(terms: Terms) -> bytes:
    """Write the context whole, for those who write JSON-LD of their own."""
    return json.dumps({"@context": terms}, ensure_ascii=False, indent=1).encode()


def _with_context(document: Mapping[str, Any], terms: Terms) -> bytes:
    """The document with what it uses of the context."""
    used = set(_names(document))
    context = {name: iri for name, iri in terms.items() if name in used}
    return json.dumps({"@context": context, **document}, ensure_ascii=False, indent=1).encode()


def _defined(term: str, values: Collection[str]) -> str | Mapping[str, str]:
    """What the context says of a term of which that is known: its types and its ranges."""
    if OWL + "ObjectProperty" in values:
        return {"@id": term, "@type": "@id"}
    if RDF + "langString" in values:
        return {"@id": term, **_IN_LANGUAGES}
    datatypes = [value for value in values if value.startswith(XSD)]
    if len(datatypes) == 1 and datatypes[0] not in _OF_JSON:
        return {"@id": term, "@type": datatypes[0]}
    return term


def _names(value: Any) -> Iterator[str]:
    """Each name of the context that may stand in a compacted document."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from (name, name.partition(":")[0])
            yield from _names(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _names(inner)
    elif isinstance(value, str):
        yield from (value, value.partition(":")[0])


def _refuse(address: str, _: Mapping[str, Any]) -> Mapping[str, Any]:
    raise jsonld.JsonLdError(f"no document is fetched: {address}", "jsonld.LoadDocumentError")
