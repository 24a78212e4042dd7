"""Whether shapes look no further than the neighbourhood reaches."""

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping

from cocreation.namespaces import OWL, RDF, RDFS, SH, VSH
from cocreation.validation.graphs import lines
from cocreation.validation.neighbourhood.reviewed import REVIEWED
from cocreation.validation.neighbourhood.terms import DERIVED_FROM, OBJECT_TARGETS

_SAID = {SH + name for name in ("name", "message", "description", "severity", "order")}
_NESTING = {SH + name for name in ("property", "node", "not", "and", "or", "xone", "sparql")} | {
    SH + "qualifiedValueShape",
    RDF + "first",
    RDF + "rest",
}
_PATH = SH + "path"
_FAR = {SH + name for name in ("select", "ask", "target", "targetNode", "rule", "js", "expression")}
_SHAPES = {SH + "NodeShape", SH + "PropertyShape"}
# Terms of others that make a node of the ontology a target: nothing that a case says bears on it.
_OF_ONTOLOGIES = (OWL, RDFS, "https://schema.org/")
# Of these not all values are read, but what the shapes of today ask is decided by those that are.
_PARTLY_READ = {DERIVED_FROM}

Statements = Mapping[str, list[tuple[str, str]]]


def unreviewed(shapes: bytes) -> dict[str, str]:
    """The shapes in N-Triples that nobody has looked at, by name, with their digests."""
    far = far_shapes(shapes)
    return {name: digest for name, digest in far.items() if REVIEWED.get(name) != digest}


def far_shapes(shapes: bytes) -> dict[str, str]:
    """The named shapes that look beyond their node and its neighbours' classes; digests of each."""
    said: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for line in lines(shapes):
        said[line.subject].append((line.predicate, line.object))
    named = [s for s, pairs in said.items() if not s.startswith("_:") and _is_shape(pairs)]
    return {
        name.removeprefix(VSH): _digest(said, name)
        for name in sorted(named)
        if any(_is_far(said, node, name) for node in _within(said, name))
    }


def _is_shape(pairs: list[tuple[str, str]]) -> bool:
    return any(p == RDF + "type" and o in _SHAPES for p, o in pairs)


def _within(said: Statements, shape: str) -> list[str]:
    """The shape, and what is nested in it, other named shapes and paths among them."""
    found = [shape]
    for node in found:
        for predicate, value in said.get(node, ()):
            if predicate in _NESTING or (predicate == _PATH and value.startswith("_:")):
                found.extend([value] if value in said and value not in found else [])
    return found


def _is_far(said: Statements, node: str, shape: str) -> bool:
    pairs = said.get(node, [])
    if any(predicate in _FAR for predicate, _ in pairs):
        return True
    for predicate, value in pairs:
        if predicate == _PATH and (value in _PARTLY_READ or _has_path_within(said, node)):
            return True
        if predicate == _PATH and value.startswith("_:"):
            return True
        if predicate == SH + "targetObjectsOf" and node == shape and _is_unforeseen(value):
            return True
    return False


def _is_unforeseen(target: str) -> bool:
    return target not in OBJECT_TARGETS and not target.startswith(_OF_ONTOLOGIES)


def _has_path_within(said: Statements, node: str) -> bool:
    """Whether a shape for the values at a path looks from them along another."""
    inner = _within(said, node)[1:]
    return any(predicate == _PATH for one in inner for predicate, _ in said.get(one, ()))


def _digest(said: Statements, shape: str) -> str:
    """A digest of what the shape asks, whatever its blank nodes are called."""
    digest = hashlib.sha256()
    for text in sorted(_asked(said, shape)):
        digest.update(f"{text}\n".encode())
    return digest.hexdigest()[:16]


def _asked(said: Statements, shape: str) -> Iterator[str]:
    for node in _within(said, shape):
        for predicate, value in said.get(node, ()):
            if predicate not in _SAID:
                yield f"{predicate} {'' if value.startswith('_:') else value}"
