"""File graphs joined into the one N-Triples document that an engine reads."""

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from typing import NamedTuple
from zlib import crc32

from cocreation.model import FileGraph
from cocreation.namespaces import RDF

TYPE = RDF + "type"
STAND_IN = "urn:x-cocreation:blank:"
_BLANK_SUBJECT = re.compile(rb"(?m)^()_:(\S+)")
_SUBJECT = re.compile(rb"(?m)^<?([^\s>]+)")
_BLANK_OBJECT = re.compile(rb"(?m)^(\S+ \S+ )_:(\S+)")


class Line(NamedTuple):
    """One statement of N-Triples, its terms as written; `object` may be a literal."""

    subject: str
    predicate: str
    object: str


def with_own_blanks(graph: FileGraph) -> bytes:
    """The graph's N-Triples, its blank nodes renamed so that no other graph has their labels."""
    return _renamed(graph, b"_:%b")


def with_stand_ins(graph: FileGraph) -> bytes:
    """The same with an IRI in place of each blank node: STAND_IN and its new label."""
    return _renamed(graph, b"<%b%%b>" % STAND_IN.encode())


def _renamed(graph: FileGraph, form: bytes) -> bytes:
    if b"_:" not in graph.triples:
        return graph.triples
    prefix = blank_prefix(graph.name).encode()

    def rename(match: re.Match[bytes]) -> bytes:
        # Not every parser reads every label that N-Triples allows.
        label = match[2] if match[2].isalnum() else b"x" + match[2].hex().encode()
        return match[1] + form % (prefix + label)

    return _BLANK_OBJECT.sub(rename, _BLANK_SUBJECT.sub(rename, graph.triples))


def blank_prefix(name: str) -> str:
    """What the labels of the blank nodes of the graph with this name begin with."""
    return f"g{crc32(name.encode()):08x}"


def stand_ins(merged: bytes) -> bytes:
    """N-Triples with an IRI in place of each blank node: STAND_IN and its label."""
    form = b"\\1<%b\\2>" % STAND_IN.encode()
    return _BLANK_OBJECT.sub(form, _BLANK_SUBJECT.sub(form, merged))


def stand_in(term: str) -> str:
    """The IRI that stands for a blank node; any other term as it is."""
    return STAND_IN + term[2:] if term.startswith("_:") else term


def write(statements: Iterable[tuple[str, str, str]]) -> bytes:
    """The statements as N-Triples, from terms as `lines` gives them."""
    return "".join(
        f"{_bracketed(s)} {_bracketed(p)} {_bracketed(o)} .\n" for s, p, o in statements
    ).encode()


def _bracketed(term: str) -> str:
    return term if term.startswith(('"', "_:")) else f"<{term}>"


def merge(graphs: Sequence[FileGraph]) -> bytes:
    """All statements of all graphs as N-Triples; blank nodes of different graphs stay different."""
    return b"".join(with_own_blanks(graph) for graph in graphs)


def lines(ntriples: bytes) -> Iterator[Line]:
    """The statements of canonical N-Triples: IRIs bare, blank nodes with `_:`, literals raw."""
    for line in ntriples.decode().split("\n"):
        if line:
            subject, predicate, rest = line.split(" ", 2)
            yield Line(bare(subject), bare(predicate), bare(rest.removesuffix(" .")))


def bare(term: str) -> str:
    """A term of N-Triples, an IRI without its brackets."""
    return term[1:-1] if term.startswith("<") else term


def described(graph: FileGraph) -> frozenset[str]:
    """The subjects of the graph, as the focus of a finding names them."""
    return frozenset(one.decode() for one in subjects(with_own_blanks(graph)))


def subjects(ntriples: bytes) -> set[bytes]:
    """The subjects of N-Triples, IRIs without their brackets; no line is taken apart further."""
    return set(_SUBJECT.findall(ntriples))


def having(graph: FileGraph, predicate: str) -> Iterator[Line]:
    """The statements of the graph with the predicate; no other line is taken apart."""
    sign = f" <{predicate}> ".encode()
    likely = [line for line in with_own_blanks(graph).split(b"\n") if sign in line]
    return (line for line in lines(b"\n".join(likely)) if line.predicate == predicate)


def typed(graph: FileGraph, classes: Container[str]) -> frozenset[str]:
    """The subjects of the graph that it says are instances of one of the classes."""
    return frozenset(line.subject for line in having(graph, TYPE) if line.object in classes)
