"""The updates that change our graph on a server; each may come twice.

Those that prepare a version match something only while its writer has the lock. The one that
publishes it may be sent twice one after the other, but not twice at once.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import TypeVar

from cocreation.store.remote.catalog import (
    CATALOG,
    PREFIX,
    Draft,
    Entry,
    Head,
    Part,
    iri,
    known,
    text,
)

Item = TypeVar("Item")

# So many triples and names an update may hold on any server.
NAMES = 300
_TRIPLES = 300
_ALL = "{ ?s ?p ?o }"
_NAMED, _DIGEST = "sd:namedGraph", "dcterms:identifier"


def take_lock(draft: Draft) -> str:
    """Make `draft` the one version in preparation."""
    other = known(f"<{CATALOG}> dcterms:isReplacedBy ?other")
    return joined([f"DELETE WHERE {{ {other} }}", f"INSERT DATA {{ {known(draft.lock)} }}"])


def empty(parts: Sequence[str]) -> str:
    """Empty parts, but never what has become the union."""
    used = known(f"<{CATALOG}> sd:defaultGraph ?part")
    where = f"{_listed(parts)} GRAPH ?part {_ALL} FILTER NOT EXISTS {{ {used} }}"
    return joined([f"DELETE {{ GRAPH ?part {_ALL} }} WHERE {{ {where} }}"])


def forget(parts: Sequence[str]) -> str:
    """Take parts out of the catalogue."""
    said, owned = known("?part ?p ?o"), known("?writer dcterms:hasPart ?part")
    listed = _listed(parts)
    return joined(f"DELETE {{ {one} }} WHERE {{ {listed} {one} }}" for one in (said, owned))


def mark_emptied(writer: str, draft: Draft) -> str:
    """Write down that `draft` has emptied the parts of a writer."""
    mark = f"{iri(writer)} prov:wasInvalidatedBy <{draft.writer}>"
    return joined([f"INSERT DATA {{ {known(mark)} }}"])


def forget_mark(writer: str) -> str:
    """Take back that the parts of a writer were emptied."""
    return joined([f"DELETE WHERE {{ {known(f'{iri(writer)} prov:wasInvalidatedBy ?draft')} }}"])


def record(draft: Draft, parts: Iterable[Part]) -> Iterator[str]:
    """Write down which parts a writer is about to prepare, so that none is ever left behind."""
    lines = [f"<{draft.writer}> dcterms:hasPart <{draft.union}>"]
    for part in parts:
        lines += _recorded(draft, part)
    for some in in_batches(lines, _TRIPLES):
        yield joined([f"INSERT DATA {{ {known(*some)} }}"])


def insertions(draft: Draft, graphs: Iterable[tuple[str, bytes]]) -> Iterator[str]:
    """Write updates that put N-Triples into new graphs, a few hundred at a time.

    A blank node is one node within one update only, so all that a graph says of its blank nodes
    goes into one, which clears what an earlier try of it may have left.
    """
    waiting: list[tuple[str, str]] = []
    for name, triples in graphs:
        lines = triples.decode().splitlines(keepends=True)
        blank = [(name, line) for line in lines if "_:" in line]
        if blank:
            yield joined([f"CLEAR SILENT GRAPH {iri(name)}", _insertion(draft.lock, blank)])
        waiting += [(name, line) for line in lines if "_:" not in line]
        while len(waiting) >= _TRIPLES:
            yield joined([_insertion(draft.lock, waiting[:_TRIPLES])])
            waiting = waiting[_TRIPLES:]
    if waiting:
        yield joined([_insertion(draft.lock, waiting)])


def copies(draft: Draft, places: Sequence[str]) -> str:
    """Copy graphs into the union that is being prepared."""
    listed = f"VALUES ?place {{ {' '.join(map(iri, places))} }}"
    where = f"{known(draft.lock)} {listed} GRAPH ?place {_ALL}"
    return joined([f"INSERT {{ GRAPH {iri(draft.union)} {_ALL} }} WHERE {{ {where} }}"])


def moves(draft: Draft, batch: str) -> str:
    """Replace graphs by the parts of one batch, and list them, where nobody is reading yet."""
    part = (draft.lock, *_of(draft), f"?part dcterms:isPartOf <{batch}>")
    listed = f"<{CATALOG}> sd:namedGraph ?graph"
    said = f"?graph {_said('?digest', '?triples')}"
    filled = known(*part, f"?part {_said('?digest', '?triples')}")
    return joined(
        [
            f"DELETE {{ GRAPH ?graph {_ALL} }} WHERE {{ {known(*part)} GRAPH ?graph {_ALL} }}",
            f"INSERT {{ GRAPH ?graph {_ALL} }} WHERE {{ {known(*part)} GRAPH ?part {_ALL} }}",
            f"DELETE {{ {known(listed, said)} }} WHERE {{ {known(*part, listed, said)} }}",
            f"INSERT {{ {known(listed, said)} }} WHERE {{ {filled} }}",
        ]
    )


def want_turn(draft: Draft) -> str:
    """Say that a writer wants to publish."""
    return joined([f"INSERT DATA {{ {known(draft.turn)} }}"])


def give_turn_back(draft: Draft) -> str:
    """Say that a writer does not want to publish any more."""
    return joined([f"DELETE WHERE {{ {known(draft.turn)} }}"])


def take_turn_from_others(draft: Draft) -> str:
    """Forget that other writers wanted to publish."""
    other = known(f"?other dcterms:replaces <{CATALOG}>")
    return joined([f"DELETE {{ {other} }} WHERE {{ {other} FILTER(?other != <{draft.writer}>) }}"])


def prepare(draft: Draft, parts: Sequence[tuple[Part, bytes]]) -> str:
    """Record and fill a few parts, where something is published."""
    condition = f"<{CATALOG}> sd:defaultGraph ?union"
    lines = [line for part, _ in parts for line in _recorded(draft, part)]
    data = [f"GRAPH <{part.name}> {{\n{triples.decode()}}}" for part, triples in parts if triples]
    return joined([f"INSERT {{ {known(*lines)} {' '.join(data)} }} WHERE {{ {known(condition)} }}"])


def publication(
    draft: Draft, head: Head | None, union: str, digest: str, parts: Sequence[Part]
) -> str:
    """Publish a version where it is its writer's turn and `head` still is what is published.

    `parts` take the places of the graphs that they prepare; where the union stays the one that
    `head` has, it is brought in step.
    """
    condition = [draft.turn, *([_published(head)] if head else [])]
    branches = _pointing(condition, draft, union, digest)
    if parts:
        branches += _moving(condition, draft)
    if parts and head and head.union == union:
        branches += _joining(condition, draft, union, [part.entry.graph for part in parts])
    return joined([_at_once(branches)])


def _at_once(branches: Iterable[str]) -> str:
    """Write one operation that takes out and puts in whatever its branches say.

    It has to be one: where the client goes away, some servers stop between operations, and keep
    what was done before.
    """
    pattern = "\nUNION ".join(f"{{ {branch} }}" for branch in branches)
    return f"""DELETE {{ GRAPH ?dg {{ ?ds ?dp ?do }} }} INSERT {{ GRAPH ?ig {{ ?is ?ip ?io }} }}
WHERE {{ {pattern} }}"""


def _moving(condition: Sequence[str], draft: Draft) -> list[str]:
    """Take out what stands in the graphs that the parts prepare, and put in what the parts hold."""
    named = f"<{CATALOG}> sd:namedGraph"
    owned = [*condition, f"<{draft.writer}> dcterms:hasPart ?part"]
    filled = [*owned, "?part dcterms:identifier ?digest"]
    about = [*owned, "?part sd:name ?is"]
    return [
        f"{known(*owned, '?part sd:name ?dg')} GRAPH ?dg {{ ?ds ?dp ?do }}",
        f"{known(*owned, '?part sd:name ?ig')} GRAPH ?part {{ ?is ?ip ?io }}",
        f"{known(*owned, '?part sd:name ?ds', '?ds ?dp ?do')} {_in_catalog('d')}",
        f"{known(*owned, '?part sd:name ?do', f'{named} ?do')} {_is('d', f'<{CATALOG}>', _NAMED)}",
        f"{known(*filled, '?part sd:name ?io')} {_is('i', f'<{CATALOG}>', _NAMED)}",
        f"{known(*about, '?part dcterms:identifier ?io')} {_is('i', None, _DIGEST)}",
        f"{known(*about, '?part void:triples ?io')} {_is('i', None, 'void:triples')}",
    ]


def _pointing(condition: Sequence[str], draft: Draft, union: str, digest: str) -> list[str]:
    """Point to the version; an old union becomes a part to discard, the lock and the turn go."""
    new = iri(union)
    pointers = f"dcterms:hasVersion, {_DIGEST}, sd:defaultGraph, dcterms:isReplacedBy"
    values = (
        f"(dcterms:hasVersion {text(draft.version)})",
        f"({_DIGEST} {text(digest)})",
        f"(sd:defaultGraph {new})",
    )
    old = known(*condition, f"<{CATALOG}> sd:defaultGraph ?io")
    turn = f"{_is('d', f'<{draft.writer}>', 'dcterms:replaces')} BIND(<{CATALOG}> AS ?do)"
    return [
        f"{known(*condition)} {turn}",
        (
            f"{known(*condition, '?ds ?dp ?do')} {_in_catalog('d')} "
            f"FILTER(?ds = <{CATALOG}> && ?dp IN ({pointers}))"
        ),
        (
            f"{known(*condition, f'?ds dcterms:hasPart {new}')} {_in_catalog('d')} "
            f"BIND(dcterms:hasPart AS ?dp) BIND({new} AS ?do)"
        ),
        (
            f"{known(*condition)} {_in_catalog('i')} BIND(<{CATALOG}> AS ?is) "
            f"VALUES (?ip ?io) {{ {' '.join(values)} }}"
        ),
        f"{old} FILTER(?io != {new}) {_is('i', f'<{draft.writer}>', 'dcterms:hasPart')}",
    ]


def _joining(condition: Sequence[str], draft: Draft, union: str, names: Sequence[str]) -> list[str]:
    """Bring the union in step: out with what no other graph has, in with what the parts hold."""
    part = [*condition, f"<{draft.writer}> dcterms:hasPart ?part"]
    others = " && ".join(f"?other != {iri(name)}" for name in names)
    elsewhere = f"{known(f'<{CATALOG}> sd:namedGraph ?other')} GRAPH ?other {{ ?ds ?dp ?do }}"
    return [
        (
            f"{known(*part, '?part sd:name ?old')} GRAPH ?old {{ ?ds ?dp ?do }} "
            f"FILTER NOT EXISTS {{ {elsewhere} FILTER({others}) }} BIND({iri(union)} AS ?dg)"
        ),
        f"{known(*part)} GRAPH ?part {{ ?is ?ip ?io }} BIND({iri(union)} AS ?ig)",
    ]


def _in_catalog(side: str) -> str:
    return f"BIND(<{CATALOG}> AS ?{side}g)"


def _is(side: str, subject: str | None, predicate: str) -> str:
    """Bind the rest of a triple of the catalogue that goes out (`d`) or comes in (`i`)."""
    first = f"BIND({subject} AS ?{side}s) " if subject else ""
    return f"{_in_catalog(side)} {first}BIND({predicate} AS ?{side}p)"


def _of(draft: Draft) -> tuple[str, str]:
    return f"<{draft.writer}> dcterms:hasPart ?part", "?part sd:name ?graph"


def joined(operations: Iterable[str]) -> str:
    """Make one request of operations."""
    return PREFIX + ";\n".join(operations)


def in_batches(items: Sequence[Item], size: int = NAMES) -> Iterator[Sequence[Item]]:
    """Cut items into runs of `size` or less."""
    for start in range(0, len(items), size):
        yield items[start : start + size]


def _published(head: Head) -> str:
    return f"<{CATALOG}> dcterms:hasVersion {text(head.version)}"


def _recorded(draft: Draft, part: Part) -> list[str]:
    lines = [
        f"<{draft.writer}> dcterms:hasPart <{part.name}>",
        f"<{part.name}> dcterms:isPartOf <{part.batch}>",
        f"<{part.name}> sd:name {iri(part.entry.graph)}",
    ]
    return [*lines, *([f"<{part.name}> {_said_of(part.entry)}"] if part.entry.triples else [])]


def _listed(parts: Sequence[str]) -> str:
    return f"VALUES ?part {{ {' '.join(map(iri, parts))} }}"


def _said_of(entry: Entry) -> str:
    return _said(text(entry.digest), str(entry.triples))


def _said(digest: str, triples: str) -> str:
    return f"dcterms:identifier {digest} ; void:triples {triples}"


def _insertion(condition: str, triples: Iterable[tuple[str, str]]) -> str:
    """Insert N-Triples with their graphs; as DATA, some servers refuse blank nodes."""
    graphs = (
        f"GRAPH {iri(name)} {{\n{''.join(lines for _, lines in group)}}}"
        for name, group in groupby(triples, key=itemgetter(0))
    )
    return f"INSERT {{\n{' '.join(graphs)} }} WHERE {{ {known(condition)} }}"
