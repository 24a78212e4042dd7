"""What became of the submitted cases: each deed as PROV-O has it, in a graph a case.

A deed is a prov:Activity that the holder of a token is associated with. What it left is a
revision, a prov:Entity that was derived from the file submitted, or from the revision brought
back; a withdrawal leaves none and invalidates the one before it.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Literal
from urllib.parse import quote

from cocreation.model import FileGraph, Term, Text, Triple
from cocreation.namespaces import HISTORY, ID, PREFIXES, RDF, RDFS, XSD
from cocreation.services.cases import CaseName, read_name
from cocreation.sources import ntriples
from cocreation.store.base import Store

Kind = Literal["submitted", "revised", "withdrawn", "restored"]
_PROV, _DCTERMS, _FOAF = PREFIXES["prov"], PREFIXES["dcterms"], PREFIXES["foaf"]
_POSITION = PREFIXES["schema"] + "position"
_QUERY = """
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX foaf: <http://xmlns.com/foaf/0.1/>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX schema: <https://schema.org/>
SELECT ?graph ?number ?by ?at ?content ?file ?digest ?restored WHERE {
  GRAPH ?graph {
    ?deed a prov:Activity ; schema:position ?number ; prov:endedAtTime ?at ;
      prov:wasAssociatedWith ?agent .
    ?agent foaf:name ?by .
    OPTIONAL {
      ?revision prov:wasGeneratedBy ?deed ; dcterms:identifier ?content .
      OPTIONAL { ?revision prov:wasDerivedFrom ?source .
                 ?source dcterms:title ?file ; dcterms:identifier ?digest }
      OPTIONAL { ?revision prov:wasDerivedFrom ?other . ?other schema:position ?restored }
    }
  }
  FILTER(STRSTARTS(STR(?graph), "https://w3id.org/cocreation/graph/history/"))
} ORDER BY STR(?graph) ?number"""
_LAST = """
PREFIX prov: <http://www.w3.org/ns/prov#>
SELECT ?graph (MAX(?at) AS ?last)
WHERE {
  GRAPH ?graph { ?deed a prov:Activity ; prov:endedAtTime ?at }
  FILTER(STRSTARTS(STR(?graph), STR(<graph/history/>)))
}
GROUP BY ?graph
ORDER BY ?graph
"""
_LABELS: dict[Kind, Text] = {
    "submitted": Text(en="{} submitted", zh="提交 {}"),
    "revised": Text(en="{} revised", zh="修订 {}"),
    "withdrawn": Text(en="{} withdrawn", zh="撤回 {}"),
    "restored": Text(en="{} restored", zh="恢复 {}"),
}


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing done to a case; `number` counts from 1 and names the revision that it left.

    `by` is the token's name and `at` the time in ISO 8601. `content` is the digest of what the
    case says since, empty where it was withdrawn; `file` and `digest` are those of the file that
    was submitted; `restored` is the revision that was brought back.
    """

    number: int
    kind: Kind
    by: str
    at: str
    content: str = ""
    file: str = ""
    digest: str = ""
    restored: int | None = None

    @property
    def tag(self) -> str:
        """What tells this state of the case from every other."""
        return f"{self.number}-{self.content[:16] or 'withdrawn'}"


def revised_by(deed: Deed, deeds: Sequence[Deed]) -> int | None:
    """The revision that a deed revised or withdrew; None where it was the first."""
    return next((d.number for d in reversed(deeds[: deed.number - 1]) if d.content), None)


def is_public(deed: Deed, deeds: Sequence[Deed]) -> bool:
    """Whether everybody may see what a revision said: it was not withdrawn, or is said again.

    A withdrawal takes back all before it; what is submitted or restored later is public again.
    """
    withdrawn = max((d.number for d in deeds if not d.content), default=0)
    return any(d.content == deed.content for d in deeds[withdrawn:] if d.content)


def read_history(store: Store, case: CaseName) -> tuple[Deed, ...]:
    """Tell what was done to a case, the first deed first; nothing where it was never submitted."""
    rows = store.select(_QUERY, {"graph": Term("iri", case.history)})
    return tuple(_deeds(rows.rows))


def read_histories(store: Store) -> dict[CaseName, tuple[Deed, ...]]:
    """Tell what was done to every case that was ever submitted, in order of name."""
    by_graph = groupby(store.select(_QUERY).rows, key=lambda row: row[0].value if row[0] else "")
    return {read_name(name): tuple(_deeds(rows)) for name, rows in by_graph}


def last_times(store: Store) -> dict[CaseName, str]:
    """When something was last done to each case that was ever submitted, in ISO 8601."""
    return {
        read_name(graph.value): last.value
        for graph, last in store.select(_LAST).rows
        if graph and last
    }


def write_history(case: CaseName, deeds: Sequence[Deed]) -> FileGraph:
    """Write a case's whole history as its graph."""
    triples = ntriples(triple for deed in deeds for triple in _told(case, deed, deeds))
    digest = hashlib.sha256(triples).hexdigest()
    return FileGraph(case.history, Path(case.history.removeprefix(HISTORY)), triples, digest)


def _deeds(rows: Iterable[tuple[Term | None, ...]]) -> Iterator[Deed]:
    for row in rows:
        _, number, by, at, content, file, digest, restored = (
            one.value if one else "" for one in row
        )
        kind: Kind = "revised"
        if restored:
            kind = "restored"
        elif not content:
            kind = "withdrawn"
        elif number == "1":
            kind = "submitted"
        yield Deed(
            int(number), kind, by, at, content, file, digest, int(restored) if restored else None
        )


def _told(case: CaseName, deed: Deed, deeds: Sequence[Deed]) -> Iterator[Triple]:
    act, agent = _iri("deed", case, deed.number), Term("iri", f"{ID}submitter/{quote(deed.by)}")
    yield from _typed(act, "Activity", deed.number)
    for language, label in (("en", _LABELS[deed.kind].en), ("zh", _LABELS[deed.kind].zh)):
        yield Triple(act, _term(RDFS + "label"), _literal(label.format(case), language))
    yield Triple(act, _term(_PROV + "endedAtTime"), _time(deed.at))
    yield Triple(act, _term(_PROV + "wasAssociatedWith"), agent)
    yield Triple(agent, _term(RDF + "type"), _term(_PROV + "Agent"))
    yield Triple(agent, _term(_FOAF + "name"), _literal(deed.by))
    before = revised_by(deed, deeds)
    if deed.content:
        yield from _revision(case, deed, before, act, agent)
    elif before:
        revision = _iri("revision", case, before)
        yield Triple(revision, _term(_PROV + "wasInvalidatedBy"), act)
        yield Triple(revision, _term(_PROV + "invalidatedAtTime"), _time(deed.at))


def _revision(
    case: CaseName, deed: Deed, before: int | None, act: Term, agent: Term
) -> Iterator[Triple]:
    revision, source = _iri("revision", case, deed.number), _iri("file", case, deed.number)
    yield from _typed(revision, "Entity", deed.number)
    yield Triple(revision, _term(_PROV + "specializationOf"), _term(case.iri))
    yield Triple(revision, _term(_PROV + "wasGeneratedBy"), act)
    yield Triple(revision, _term(_PROV + "generatedAtTime"), _time(deed.at))
    yield Triple(revision, _term(_PROV + "wasAttributedTo"), agent)
    yield Triple(revision, _term(_DCTERMS + "identifier"), _literal(deed.content))
    if before:
        yield Triple(revision, _term(_PROV + "wasRevisionOf"), _iri("revision", case, before))
    if deed.restored:
        other = _iri("revision", case, deed.restored)
        yield Triple(revision, _term(_PROV + "wasDerivedFrom"), other)
        return
    yield Triple(act, _term(_PROV + "used"), source)
    yield Triple(revision, _term(_PROV + "wasDerivedFrom"), source)
    yield Triple(source, _term(RDF + "type"), _term(_PROV + "Entity"))
    yield Triple(source, _term(_DCTERMS + "title"), _literal(deed.file))
    yield Triple(source, _term(_DCTERMS + "identifier"), _literal(deed.digest))


def _typed(node: Term, kind: str, number: int) -> Iterator[Triple]:
    yield Triple(node, _term(RDF + "type"), _term(_PROV + kind))
    position = Term("literal", str(number), datatype=XSD + "integer")
    yield Triple(node, _term(_POSITION), position)


def _iri(kind: str, case: CaseName, number: int) -> Term:
    return Term("iri", f"{ID}{kind}/{case}/{number}")


def _term(iri: str) -> Term:
    return Term("iri", iri)


def _literal(text: str, language: str | None = None) -> Term:
    return Term("literal", text, language)


def _time(at: str) -> Term:
    return Term("literal", at, datatype=XSD + "dateTime")
