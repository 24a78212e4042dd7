"""OWL's functional syntax, as the OWL API prints axioms, read into trees and written from them."""

import re
from collections.abc import Iterator

from cocreation.namespaces import OWL, RDF, RDFS, XSD
from cocreation.reasoning.axioms import Tree

_TOKEN = re.compile(
    r"""(?P<open>[A-Za-z]*)\(
      | (?P<close>\))
      | (?P<iri><[^>]*>)
      | (?P<literal>"(?:[^"\\]|\\.)*")(?P<tag>@[A-Za-z0-9-]+)?(?:\^\^(?P<type><[^>]*>|\w+:\w+))?
      | (?P<other>[^\s()"<>]+)""",
    re.VERBOSE | re.DOTALL,
)
_PREFIXES = {"owl": OWL, "rdf": RDF, "rdfs": RDFS, "xsd": XSD}
_SYMMETRIC = {
    *("DisjointClasses", "DisjointObjectProperties", "DisjointDataProperties"),
    *("DifferentIndividuals", "SameIndividual"),
}
_PLAIN = (f"<{RDF}PlainLiteral>", f"<{XSD}string>")


def read_functional(text: str) -> Tree:
    """Read one axiom or expression; ValueError where the text is not one."""
    stack: list[list[Tree]] = [[]]
    for found in _TOKEN.finditer(text):
        if found["open"] is not None:
            name = found["open"]
            stack.append(["ObjectInverseOf" if name == "InverseOf" else name])
        elif found["close"]:
            if len(stack) == 1:
                raise ValueError(f"Not functional syntax: {text}")
            closed = tuple(stack.pop())
            stack[-1].append(closed)
        else:
            stack[-1].append(_leaf(found))
    if len(stack) != 1 or len(stack[0]) != 1:
        raise ValueError(f"Not functional syntax: {text}")
    return stack[0][0]


def canonical(tree: Tree) -> Tree:
    """Put the parts of an axiom in order where their order means nothing."""
    if isinstance(tree, tuple) and tree[0] in _SYMMETRIC:
        return (tree[0], *sorted(tree[1:], key=write_functional))
    return tree


def write_functional(tree: Tree) -> str:
    """Write a tree in functional syntax, with full IRIs."""
    return "".join(_pieces(tree))


def _pieces(tree: Tree) -> Iterator[str]:
    if isinstance(tree, str):
        yield tree
        return
    yield f"{tree[0]}("
    yield " ".join(write_functional(part) for part in tree[1:])
    yield ")"


def _leaf(found: re.Match[str]) -> str:
    if found["iri"]:
        return found["iri"]
    if found["literal"]:
        datatype = _expanded(found["type"]) if found["type"] else ""
        typed = f"^^{datatype}" if datatype and datatype not in _PLAIN else ""
        return found["literal"] + (found["tag"] or typed)
    return _expanded(found["other"])


def _expanded(name: str) -> str:
    prefix, _, local = name.partition(":")
    return f"<{_PREFIXES[prefix]}{local}>" if prefix in _PREFIXES else name
