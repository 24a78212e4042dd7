"""One graph written in Turtle: what nothing depends on is sorted, so that nothing else decides."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import pyoxigraph as ox

from cocreation.blank_nodes import Statement, names
from cocreation.namespaces import BASE, OWL, PREFIXES, RDF, RDFS, SH, SKOS, XSD

Subject = ox.NamedNode | ox.BlankNode
Node = ox.NamedNode | ox.BlankNode | ox.Literal
Blocks = dict[Subject, dict[ox.NamedNode, list[Node]]]
SortKey = tuple[list[tuple[int, str]], str]

_TYPE, _FIRST, _REST, _NIL = (ox.NamedNode(RDF + n) for n in ("type", "first", "rest", "nil"))
_ONTOLOGY = ox.NamedNode(OWL + "Ontology")
# What a reader looks for first; all other predicates follow in alphabetical order.
_LEADING = (
    RDF + "type",
    RDFS + "label",
    SKOS + "prefLabel",
    SKOS + "altLabel",
    SKOS + "definition",
    SH + "name",
    SH + "description",
)
_LOCAL_NAME = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?")
# No segment begins with a dot: `..` would lead elsewhere.
_RELATIVE = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9_.-]|/(?=[A-Za-z0-9_-]))*")
_SHORTHAND = {
    XSD + "integer": re.compile(r"[+-]?[0-9]+"),
    XSD + "decimal": re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    XSD + "boolean": re.compile(r"true|false"),
}
_INDENT = "  "
_WIDTH = 100


def statements(quads: Iterable[ox.Quad]) -> Iterator[Statement]:
    """The quads' statements in tokens of N-Triples."""
    return ((str(quad.subject), str(quad.predicate), str(quad.object)) for quad in quads)


class Writer:
    """Writes one graph; `declared` are prefixes to use beside the project's own."""

    def __init__(self, quads: Sequence[ox.Quad], declared: Mapping[str, str]) -> None:
        self._blocks: Blocks = defaultdict(lambda: defaultdict(list))
        self._references: Counter[Node] = Counter()
        for quad in dict.fromkeys(quads):
            if isinstance(quad.subject, ox.Triple) or isinstance(quad.object, ox.Triple):
                raise TypeError("a statement about a statement is not RDF 1.1")
            self._blocks[quad.subject][quad.predicate].append(quad.object)
            self._references[quad.object] += 1
        self._nested = self._find_nested()
        self._labels = self._label_others(quads)
        known = set(PREFIXES.values())
        others = {name: iri for name, iri in declared.items() if iri not in known}
        self._namespaces = sorted(
            ((iri, name) for name, iri in {**others, **PREFIXES}.items()), reverse=True
        )
        self._used: dict[str, str] = {}
        self._uses_base = False

    def text(self) -> str:
        """The whole document."""
        written = {s: self._block(s) for s in self._blocks if s not in self._nested}
        blocks = sorted(
            written, key=lambda s: (self._rank(s), _natural(self._plain(s)), written[s])
        )
        head = [f"@prefix {name}: <{iri}> ." for name, iri in sorted(self._used.items())]
        if self._uses_base:
            head.insert(0, f"@base <{BASE}> .")
        return "\n".join([*head, "", "\n".join(written[s] for s in blocks)]) if blocks else ""

    def _find_nested(self) -> set[Node]:
        """The blank nodes that one statement leads to, and no circle: they need no label."""
        reached: set[Node] = set()
        ahead: list[Subject] = [s for s in self._blocks if not self._is_used_once(s)]
        while ahead:
            for objects in self._blocks.get(ahead.pop(), {}).values():
                inner = [
                    n for n in objects if isinstance(n, ox.BlankNode) and self._is_used_once(n)
                ]
                reached.update(inner)
                ahead.extend(inner)
        return reached

    def _is_used_once(self, node: Node) -> bool:
        return isinstance(node, ox.BlankNode) and self._references[node] == 1

    def _label_others(self, quads: Iterable[ox.Quad]) -> dict[Node, str]:
        """Labels for blank nodes that several statements lead to, or a circle."""
        others = {
            node
            for node in self._references
            if isinstance(node, ox.BlankNode) and node not in self._nested
        }
        if not others:
            return {}
        new = names(statements(quads))
        return {node: new[str(node)] for node in others}

    def _rank(self, subject: Subject) -> int:
        """Ontologies first, nodes without a name last."""
        if isinstance(subject, ox.BlankNode):
            return 2
        return 0 if _ONTOLOGY in self._blocks[subject].get(_TYPE, ()) else 1

    def _block(self, subject: Subject) -> str:
        return "\n".join([self._plain(subject), *self._predicates(subject, 1), ".", ""])

    def _predicates(self, subject: Subject, depth: int) -> list[str]:
        described = self._blocks[subject]
        indent = _INDENT * depth
        lines = []
        for predicate in sorted(described, key=self._predicate_key):
            verb = "a" if predicate == _TYPE else self._plain(predicate)
            objects = described[predicate]
            if len(objects) == 1:
                lines.append(f"{indent}{verb} {self._object(objects[0], depth)} ;")
            else:
                written = sorted((self._object(node, depth + 1) for node in objects), key=_natural)
                rest = f" ,\n{indent}{_INDENT}".join(written)
                lines.append(f"{indent}{verb}\n{indent}{_INDENT}{rest} ;")
        return lines

    def _predicate_key(self, predicate: ox.NamedNode) -> tuple[int, str]:
        place = _LEADING.index(predicate.value) if predicate.value in _LEADING else len(_LEADING)
        return place, "" if predicate == _TYPE else self._plain(predicate)

    def _object(self, node: Node, depth: int) -> str:
        """A term, or a nested node whose lines are indented deeper than `depth`."""
        members = self._list_members(node)
        if members is not None:
            return self._list(members, depth)
        if node not in self._nested or not isinstance(node, ox.BlankNode):
            return self._plain(node)
        if node not in self._blocks:
            return "[]"
        inner = "\n".join(self._predicates(node, depth + 1))
        return f"[\n{inner}\n{_INDENT * depth}]"

    def _list(self, members: Sequence[Node], depth: int) -> str:
        """A list on one line; one member a line where that would be too wide."""
        written = [self._object(member, depth) for member in members]
        line = " ".join(["(", *written, ")"])
        if "\n" not in line and len(line) + len(_INDENT) * depth <= _WIDTH:
            return line if members else "()"
        indent = "\n" + _INDENT * (depth + 1)
        deeper = [self._object(member, depth + 1) for member in members]
        return f"({indent}{indent.join(deeper)}\n{_INDENT * depth})"

    def _list_members(self, node: Node) -> list[Node] | None:
        """The members of a well-formed list of nested nodes that begins at `node`, else None."""
        members = []
        while node != _NIL:
            if node not in self._nested or not isinstance(node, ox.BlankNode):
                return None
            described = self._blocks.get(node, {})
            if set(described) != {_FIRST, _REST}:
                return None
            if len(described[_FIRST]) != 1 or len(described[_REST]) != 1:
                return None
            members.append(described[_FIRST][0])
            node = described[_REST][0]
        return members

    def _plain(self, node: Node) -> str:
        if isinstance(node, ox.Literal):
            return self._literal(node)
        if isinstance(node, ox.BlankNode):
            return self._labels.get(node, "[]")
        for iri, name in self._namespaces:
            if node.value.startswith(iri) and _LOCAL_NAME.fullmatch(node.value[len(iri) :]):
                self._used[name] = iri
                return f"{name}:{node.value[len(iri) :]}"
        if node.value.startswith(BASE) and _RELATIVE.fullmatch(node.value[len(BASE) :]):
            self._uses_base = True
            return f"<{node.value[len(BASE) :]}>"
        return str(node)

    def _literal(self, literal: ox.Literal) -> str:
        shorthand = _SHORTHAND.get(literal.datatype.value)
        if shorthand and shorthand.fullmatch(literal.value):
            return literal.value
        quoted = _quoted(literal.value)
        if literal.language:
            direction = f"--{literal.direction.value}" if literal.direction else ""
            return f"{quoted}@{literal.language}{direction}"
        if literal.datatype.value == XSD + "string":
            return quoted
        return f"{quoted}^^{self._plain(literal.datatype)}"


def _quoted(value: str) -> str:
    """A string with several lines keeps them, so that a query in a shape can be read."""
    if "\n" not in value or "\r" in value:
        return str(ox.Literal(value))
    escaped = re.sub(r'"(?=""|"*\Z)', r"\"", value.replace("\\", "\\\\"))
    return f'"""{escaped}"""'


def _natural(text: str) -> SortKey:
    """A sort key in which J2 comes before J11."""
    parts = [
        (int(part), "") if part.isdecimal() and part.isascii() else (-1, part)
        for part in re.split(r"([0-9]+)", text)
    ]
    return parts, text
