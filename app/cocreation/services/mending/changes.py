"""Statements taken out of files and put into them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from cocreation.model import FileGraph, Mend, Term, Triple
from cocreation.namespaces import RDF
from cocreation.sources import ntriples_lines


@dataclass(frozen=True, slots=True)
class Change:
    """What a mend does, before it is put into words; equal changes are one."""

    remove: tuple[Triple, ...] = ()
    add: tuple[Triple, ...] = ()


def iri(value: str) -> Term:
    """The term that an IRI is."""
    return Term("iri", value)


TYPE = iri(RDF + "type")


def statement(subject: str, predicate: str, value: Term) -> Triple:
    """A statement about a node with a name."""
    return Triple(iri(subject), iri(predicate), value)


def exchanged(subject: str, predicate: str, old: Term, new: Term) -> Change:
    """One value in place of another."""
    return Change((statement(subject, predicate, old),), (statement(subject, predicate, new),))


def applied(files: Sequence[FileGraph], mends: Iterable[Mend | Change]) -> tuple[FileGraph, ...]:
    """The files with the mends made: all that they take out, then all that they put in.

    A statement is put into the file that describes its subject, else into the first one. The
    files given stay as they are; those returned have no digest where they are others.
    """
    chosen = list(mends)
    removed = set(ntriples_lines(triple for mend in chosen for triple in mend.remove))
    added = dict.fromkeys(ntriples_lines(triple for mend in chosen for triple in mend.add))
    contents = [set(file.triples.splitlines(keepends=True)) - removed for file in files]
    for line in added:
        start = line.partition(b" ")[0] + b" "
        home = (n for n, file in enumerate(files) if _describes(file, start))
        contents[next(home, 0)].add(line)
    return tuple(_with(file, lines) for file, lines in zip(files, contents, strict=True))


def _describes(file: FileGraph, start: bytes) -> bool:
    return file.triples.startswith(start) or b"\n" + start in file.triples


def _with(file: FileGraph, lines: Iterable[bytes]) -> FileGraph:
    triples = b"".join(sorted(lines))
    return file if triples == file.triples else replace(file, triples=triples, digest="")
