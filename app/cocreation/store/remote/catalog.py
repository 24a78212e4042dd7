"""How our graph lies on a server, and the questions that tell what is there.

Graphs bear their own names. Beside them stand, under `store/`, the union of all, and the catalogue:
a graph that says which version is published, which graph is its union, and which graphs are ours.
A build prepares graphs as parts under names of its own, and one operation publishes them: not
several, for some servers stop between those when the client goes away, and keep what was done. Nor
may two publish at once, for a server may let either see half of what the other does; so each says
first that it wants to, and does it only where nobody else has said so.
"""

from typing import NamedTuple

import pyoxigraph as oxigraph

from cocreation.namespaces import PREFIXES, STORE

CATALOG = STORE + "catalog"
NOTHING = STORE + "nothing"
LISTS = PREFIXES["sd"] + "namedGraph"
# So many rows a query may give on any server.
PAGE = 5_000
_BATCH = 300
PREFIX = "".join(
    f"PREFIX {name}: <{PREFIXES[name]}> " for name in ("sd", "dcterms", "prov", "void")
)

HEAD = f"""{PREFIX}SELECT ?version ?union ?digest WHERE {{ GRAPH <{CATALOG}> {{
  <{CATALOG}> dcterms:hasVersion ?version ; sd:defaultGraph ?union ; dcterms:identifier ?digest
}} }}"""
HOLDERS = f"""{PREFIX}SELECT ?writer WHERE {{ GRAPH <{CATALOG}> {{
  <{CATALOG}> dcterms:isReplacedBy ?writer }} }}"""
TURNS = f"""{PREFIX}SELECT ?writer WHERE {{ GRAPH <{CATALOG}> {{
  ?writer dcterms:replaces <{CATALOG}> }} }}"""
LEFTOVERS = f"""{PREFIX}SELECT DISTINCT ?writer ?emptied WHERE {{ GRAPH <{CATALOG}> {{
  ?writer dcterms:hasPart ?part .
  OPTIONAL {{ ?writer prov:wasInvalidatedBy ?emptied }}
  FILTER NOT EXISTS {{ <{CATALOG}> dcterms:isReplacedBy ?writer }} }} }}"""


class Head(NamedTuple):
    """What is published."""

    version: str
    union: str
    digest: str


class Entry(NamedTuple):
    """A graph that the catalogue lists: the digest of its triples, and how many there are."""

    graph: str
    digest: str
    triples: int


class Part(NamedTuple):
    """A graph that a writer prepares as `name`, to become what `entry` says; empty: to go."""

    name: str
    batch: str
    entry: Entry


class Draft(NamedTuple):
    """A version in preparation; `writer` is the name of who prepares it and of its lock."""

    version: str

    @property
    def writer(self) -> str:
        """The IRI that stands for the writer."""
        return f"{STORE}writer/{self.version}"

    @property
    def union(self) -> str:
        """The graph that becomes the union."""
        return f"{STORE}union/{self.version}"

    @property
    def lock(self) -> str:
        """The triple that says that this version is the one in preparation."""
        return f"<{CATALOG}> dcterms:isReplacedBy <{self.writer}>"

    @property
    def turn(self) -> str:
        """The triple that says that its writer wants to publish now."""
        return f"<{self.writer}> dcterms:replaces <{CATALOG}>"

    def part(self, number: int, entry: Entry) -> Part:
        """The part that prepares one graph; a few hundred make a batch."""
        batch = f"{STORE}batch/{self.version}/{number // _BATCH}"
        return Part(f"{STORE}staging/{self.version}/{number}", batch, entry)


def known(*triples: str) -> str:
    """Write a pattern, or data, of the catalogue."""
    return f"GRAPH <{CATALOG}> {{ {' . '.join(triples)} }}"


def iri(name: str) -> str:
    """Write an IRI as SPARQL has it; ValueError where it is none."""
    return str(oxigraph.NamedNode(name))


def text(value: str) -> str:
    """Write a string as SPARQL has it."""
    return str(oxigraph.Literal(value))


def entries_after(graph: str) -> str:
    """Ask for a page of the catalogue's graphs, in order of name."""
    return f"""{PREFIX}SELECT ?graph ?digest ?triples WHERE {{ GRAPH <{CATALOG}> {{
  <{CATALOG}> sd:namedGraph ?graph .
  ?graph dcterms:identifier ?digest ; void:triples ?triples }}
  FILTER(STR(?graph) > {text(graph)}) }} ORDER BY STR(?graph) LIMIT {PAGE}"""


def parts_after(writer: str, part: str) -> str:
    """Ask for a page of the parts that a writer has left, in order of name."""
    return f"""{PREFIX}SELECT DISTINCT ?part WHERE {{ GRAPH <{CATALOG}> {{
  {iri(writer)} dcterms:hasPart ?part }}
  FILTER(STR(?part) > {text(part)}) }} ORDER BY STR(?part) LIMIT {PAGE}"""
