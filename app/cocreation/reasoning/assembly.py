"""What the reasoners are given: the logical part of all graphs as one, made fit to be judged.

Left out are `owl:imports` (nothing is fetched), the ontologies' headers and annotations (nothing
follows from them), and literals on which HermiT gives up, each named as a fault. Added is that
organizations, cases, sources and constructs are all different, which the files leave unsaid.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from cocreation.model import FileGraph, Text
from cocreation.namespaces import BASE, CST, OWL, PREFIXES, RDF, RDFS, XSD
from cocreation.reasoning.axioms import TYPE, Tree, read_axioms, subclasses
from cocreation.reasoning.labels import Labels
from cocreation.reasoning.ntriples import (
    Statement,
    Token,
    all_statements,
    iri,
    is_literal,
    literal_parts,
)
from cocreation.reasoning.verdict import Fault

_ONTOLOGY = iri(OWL + "Ontology")
_HEADER = (iri(BASE + "ontology/assembled"), TYPE, _ONTOLOGY)
_RANGE = iri(RDFS + "range")
_LOGICAL_KINDS = {iri(OWL + "ObjectProperty"), iri(OWL + "DatatypeProperty")}
_ANNOTATION_KIND = iri(OWL + "AnnotationProperty")
_BUILT_IN = {
    *(iri(RDFS + name) for name in ("label", "comment", "seeAlso", "isDefinedBy")),
    *(iri(OWL + name) for name in ("imports", "versionIRI", "versionInfo", "deprecated")),
    *(iri(OWL + name) for name in ("priorVersion", "backwardCompatibleWith", "incompatibleWith")),
}
_DISTINCT = (
    iri(PREFIXES["org"] + "Organization"),
    *(iri(CST + name) for name in ("Study", "Case", "Source", "Construct")),
)
# The datatypes of OWL 2; dates, years and durations are not among them.
_DATATYPES = {
    *(OWL + name for name in ("real", "rational")),
    *(RDF + name for name in ("PlainLiteral", "XMLLiteral", "langString")),
    RDFS + "Literal",
    *(XSD + name for name in ("string", "normalizedString", "token", "language", "anyURI")),
    *(XSD + name for name in ("Name", "NCName", "NMTOKEN", "hexBinary", "base64Binary")),
    *(XSD + name for name in ("boolean", "dateTime", "dateTimeStamp", "double", "float")),
    *(XSD + name for name in ("decimal", "integer", "long", "int", "short", "byte")),
    *(XSD + name for name in ("nonNegativeInteger", "positiveInteger", "unsignedLong")),
    *(XSD + name for name in ("nonPositiveInteger", "negativeInteger", "unsignedInt")),
    *(XSD + name for name in ("unsignedShort", "unsignedByte")),
}
_LEXICAL = {
    XSD + "integer": re.compile(r"[+-]?\d+"),
    XSD + "decimal": re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)"),
    XSD + "boolean": re.compile(r"true|false|0|1"),
    XSD + "dateTime": re.compile(r"-?\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?"),
}


@dataclass(frozen=True, slots=True)
class Assembly:
    """All graphs as one: `told` the logical statements, `different` the groups of different things.

    `labels` are those of everything; `faults` name the statements that were left out.
    """

    told: tuple[Statement, ...]
    axioms: tuple[Tree, ...]
    different: tuple[tuple[Token, ...], ...]
    labels: Labels
    faults: tuple[Fault, ...]

    def statements(self) -> Iterator[Statement]:
        """Yield all that the reasoners are given, as one ontology."""
        yield _HEADER
        yield from self.told
        for number, group in enumerate(self.different):
            yield from _all_different(f"_:different{number}", group)


def assemble(graphs: Sequence[FileGraph]) -> Assembly:
    """Put the ontology's and the data's graphs together for judgement."""
    everything = list(all_statements(graphs))
    annotations = _annotation_properties(everything)
    logical = [
        (subject, predicate, value)
        for subject, predicate, value in everything
        if predicate not in annotations and value != _ONTOLOGY
    ]
    labels = Labels(everything)
    bad = {statement: fault for statement in logical if (fault := _fault(statement, labels))}
    told = tuple(statement for statement in logical if statement not in bad)
    axioms = read_axioms(told)
    return Assembly(told, axioms, _groups(told, axioms), labels, tuple(bad.values()))


def _annotation_properties(statements: Iterable[Statement]) -> set[Token]:
    kinds: dict[Token, set[Token]] = defaultdict(set)
    for subject, predicate, value in statements:
        if predicate == TYPE:
            kinds[subject].add(value)
    declared = (
        one for one, of in kinds.items() if _ANNOTATION_KIND in of and not of & _LOGICAL_KINDS
    )
    return {*declared, *_BUILT_IN}


def _fault(statement: Statement, labels: Labels) -> Fault | None:
    """Name what HermiT would give up on."""
    subject, predicate, value = statement
    if predicate == _RANGE and value.startswith("<" + XSD) and value[1:-1] not in _DATATYPES:
        return _unsupported(labels[subject], value[1:-1])
    if not is_literal(value):
        return None
    text, _, datatype = literal_parts(value)
    if datatype is None:
        return None
    if datatype not in _DATATYPES:
        return _unsupported(labels[predicate], datatype, labels[subject])
    if datatype in _LEXICAL and not _LEXICAL[datatype].fullmatch(text):
        return _ill_formed(labels[subject], labels[predicate], text, datatype)
    return None


def _unsupported(property_: Text, datatype: str, subject: Text | None = None) -> Fault:
    name = datatype.replace(XSD, "xsd:")
    at = Text(en=f" of {subject.en}", zh=f"“{subject.zh}”的") if subject else Text(en="", zh="")
    return Fault(
        "UseOfUnknownDatatype",
        Text(
            en=f"The datatype {name} of “{property_.en}”{at.en} is not one of OWL 2: make the "
            "property an annotation property, or use xsd:integer, xsd:string or xsd:dateTime.",
            zh=f"{at.zh}“{property_.zh}”所用的数据类型 {name} 不属于 OWL 2："
            "请将该属性改为注释属性，或改用 xsd:integer、xsd:string、xsd:dateTime。",
        ),
    )


def _ill_formed(subject: Text, property_: Text, text: str, datatype: str) -> Fault:
    name = datatype.replace(XSD, "xsd:")
    return Fault(
        "LexicalNotInLexicalSpace",
        Text(
            en=f"“{text}”, the {property_.en} of {subject.en}, is not written as {name}: mend it.",
            zh=f"“{subject.zh}”的“{property_.zh}”写作“{text}”，不合 {name} 的写法：请改正。",
        ),
    )


def _groups(told: Iterable[Statement], axioms: Sequence[Tree]) -> tuple[tuple[Token, ...], ...]:
    """Gather the individuals that are told to be of one of the kinds that never coincide."""
    classes = {top: subclasses(axioms, top) for top in _DISTINCT}
    members: dict[Token, set[Token]] = defaultdict(set)
    for subject, predicate, value in told:
        for top in _DISTINCT if predicate == TYPE else ():
            if value in classes[top] and not subject.startswith("_:"):
                members[top].add(subject)
    return tuple(tuple(sorted(members[top])) for top in _DISTINCT if len(members[top]) > 1)


def _all_different(node: Token, group: Sequence[Token]) -> Iterator[Statement]:
    cells = [f"{node}-{place}" for place in range(len(group))]
    yield node, TYPE, iri(OWL + "AllDifferent")
    yield node, iri(OWL + "distinctMembers"), cells[0]
    for cell, member, rest in zip(cells, group, [*cells[1:], iri(RDF + "nil")], strict=True):
        yield cell, iri(RDF + "first"), member
        yield cell, iri(RDF + "rest"), rest
