"""Closed shapes generated from the ontology: they find misspelt and misplaced terms.

One shape for each leaf class refuses the project's own terms that its instances may not have;
one more finds misspelt properties on nodes of any other class, and one finds unknown classes.
Terms of other namespaces pass.
"""

from collections.abc import Iterator, Sequence

from cocreation.namespaces import RDF, SH, VSH, XSD
from cocreation.validation.graphs import TYPE
from cocreation.validation.vocabulary import Usage, Vocabulary, is_own

UNKNOWN_PROPERTY = VSH + "UnknownPropertyShape"
UNKNOWN_CLASS = VSH + "UnknownClassShape"
_NIL = f"<{RDF}nil>"


def terms_shape(class_: str) -> str:
    """The IRI of the closed shape generated for a leaf class."""
    return f"{VSH}{class_.rpartition('#')[2]}TermsShape"


def closed_shapes(vocabulary: Vocabulary, usage: Usage) -> bytes:
    """The shapes as N-Triples; none where no ontology is given."""
    if not vocabulary.superclasses:
        return b""
    return "".join(f"{line} .\n" for line in _shapes(vocabulary, usage)).encode()


def _shapes(vocabulary: Vocabulary, usage: Usage) -> Iterator[str]:
    own = vocabulary.properties()
    anywhere = [p for p in own if not vocabulary.domains[p]]
    foreign = sorted(p for p in usage.predicates if not is_own(p))
    yield from _list("passing", sorted({TYPE, *foreign}) + anywhere, _NIL)
    for class_ in vocabulary.leaves():
        name = class_.rpartition("#")[2]
        allowed = [p for p in own if vocabulary.domains[p] and vocabulary.allows(class_, p)]
        yield from _list(name, allowed, "_:passing0")
        yield from _closed(terms_shape(class_), f"_:{name}0" if allowed else "_:passing0")
        yield f"<{terms_shape(class_)}> <{SH}targetClass> <{class_}>"
    yield from _unknown_properties(vocabulary, usage)
    yield from _unknown_classes(vocabulary, usage)


def _unknown_properties(vocabulary: Vocabulary, usage: Usage) -> Iterator[str]:
    """Wherever a property that nobody declared is used, on a node of whatever class."""
    unknown = sorted(p for p in usage.predicates if is_own(p) and p not in vocabulary.domains)
    if unknown:
        passing = sorted(usage.predicates - set(unknown))
        yield from _list("declared", passing, _NIL)
        yield from _closed(UNKNOWN_PROPERTY, "_:declared0" if passing else _NIL)
    for property_ in unknown:
        yield f"<{UNKNOWN_PROPERTY}> <{SH}targetSubjectsOf> <{property_}>"


def _unknown_classes(vocabulary: Vocabulary, usage: Usage) -> Iterator[str]:
    """Wherever a class is undeclared, or a node of ours or in our terms has no declared one."""
    known = vocabulary.superclasses.keys()
    used = {class_ for classes in usage.types.values() for class_ in classes}
    unknown = sorted(c for c in used if is_own(c) and c not in known)
    telling = {
        property_
        for node, properties in usage.described.items()
        if not usage.types.get(node, frozenset()) & known
        for property_ in properties
    }
    classless = sorted(
        one for one in usage.individuals if not usage.types.get(one, frozenset()) & known
    )
    if unknown or telling or classless:
        yield f"<{UNKNOWN_CLASS}> <{TYPE}> <{SH}PropertyShape>"
        yield f"<{UNKNOWN_CLASS}> <{SH}path> <{TYPE}>"
        yield from _named(UNKNOWN_CLASS)
    if unknown:
        yield f"<{UNKNOWN_CLASS}> <{SH}not> _:unknown"
        yield f"_:unknown <{SH}in> _:unknown0"
        yield from _list("unknown", unknown, _NIL)
        yield from (f"<{UNKNOWN_CLASS}> <{SH}targetClass> <{class_}>" for class_ in unknown)
    if telling or classless:
        yield f'<{UNKNOWN_CLASS}> <{SH}qualifiedMinCount> "1"^^<{XSD}integer>'
        yield f"<{UNKNOWN_CLASS}> <{SH}qualifiedValueShape> _:known"
        yield f"_:known <{SH}in> _:known0"
        yield from _list("known", sorted(known), _NIL)
        yield from (f"<{UNKNOWN_CLASS}> <{SH}targetSubjectsOf> <{p}>" for p in sorted(telling))
        yield from (f"<{UNKNOWN_CLASS}> <{SH}targetNode> <{one}>" for one in classless)


def _closed(shape: str, passing: str) -> Iterator[str]:
    yield f"<{shape}> <{TYPE}> <{SH}NodeShape>"
    yield f'<{shape}> <{SH}closed> "true"^^<{XSD}boolean>'
    yield f"<{shape}> <{SH}ignoredProperties> {passing}"
    yield from _named(shape)


def _named(shape: str) -> Iterator[str]:
    yield f"<{shape}> <{SH}severity> <{SH}Violation>"
    yield f'<{shape}> <{SH}name> "terms known to the ontology"@en'
    yield f'<{shape}> <{SH}name> "本体中已有的术语"@zh'


def _list(name: str, members: Sequence[str], tail: str) -> Iterator[str]:
    """An rdf:List headed `_:<name>0` that ends in the list `tail`."""
    for place, member in enumerate(members):
        rest = f"_:{name}{place + 1}" if place + 1 < len(members) else tail
        yield f"_:{name}{place} <{RDF}first> <{member}>"
        yield f"_:{name}{place} <{RDF}rest> {rest}"
