"""The updates that change our graph on a server; each may be sent twice.

Those that prepare a version match something only while its writer has the lock, and those that
publish it only while it is that writer's turn; how it gets there, `catalog` tells.
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


def take_lock(draft: Draft) -> str:
    """Make `draft` the one version in preparation."""
    other = known(f"<{CATALOG}> dcterms:isReplacedBy ?other")
    return joined([f"DELETE WHERE {{ {other} }}", f"INSERT DATA {{ {known(draft.lock)} }}"])


def discard(parts: Sequence[str]) -> str:
    """Empty parts and forget them."""
    listed = f"VALUES ?part {{ {' '.join(map(iri, parts))} }}"
    said, owned = known("?part ?p ?o"), known("?writer dcterms:hasPart ?part")
    return joined(
        [
            f"DELETE {{ GRAPH ?part {_ALL} }} WHERE {{ {listed} GRAPH ?part {_ALL} }}",
            *(f"DELETE {{ {one} }} WHERE {{ {listed} {one} }}" for one in (said, owned)),
        ]
    )


def record(draft: Draft, parts: Iterable[Part]) -> Iterator[str]:
    """Write down which parts a writer is about to prepare, so that none is ever left behind."""
    lines = [f"<{draft.writer}> dcterms:hasPart <{draft.union}>"]
    for part in parts:
        lines.append(f"<{draft.writer}> dcterms:hasPart <{part.name}>")
        lines.append(f"<{part.name}> dcterms:isPartOf <{part.batch}>")
        lines.append(f"<{part.name}> sd:name {iri(part.entry.graph)}")
        if part.entry.triples:
            lines.append(f"<{part.name}> {_said_of(part.entry)}")
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


def claim(draft: Draft, head: Head | None) -> list[str]:
    """Begin to publish, where `head` still is what is published and the lock was not lost."""
    if head is None:
        return [f"INSERT {{ {known(draft.turn)} }} WHERE {{ {known(draft.lock)} }}"]
    both = known(draft.lock, _published(head))
    return [f"DELETE {{ {both} }} WHERE {{ {both} }}", _begin(draft)]


def moves(condition: str, draft: Draft, batch: str | None = None) -> list[str]:
    """Replace graphs by the parts that prepare them, all of them or those of one batch."""
    part = [condition, f"<{draft.writer}> dcterms:hasPart ?part", "?part sd:name ?graph"]
    if batch:
        part.append(f"?part dcterms:isPartOf <{batch}>")
    listed = f"<{CATALOG}> sd:namedGraph ?graph"
    said = f"?graph {_said('?digest', '?triples')}"
    filled = known(*part, f"?part {_said('?digest', '?triples')}")
    return [
        f"DELETE {{ GRAPH ?graph {_ALL} }} WHERE {{ {known(*part)} GRAPH ?graph {_ALL} }}",
        f"INSERT {{ GRAPH ?graph {_ALL} }} WHERE {{ {known(*part)} GRAPH ?part {_ALL} }}",
        f"DELETE {{ {known(listed, said)} }} WHERE {{ {known(*part, listed, said)} }}",
        f"INSERT {{ {known(listed, said)} }} WHERE {{ {filled} }}",
    ]


def point(draft: Draft, union: str, digest: str) -> list[str]:
    """Publish the version; an old union becomes a part to discard."""
    old = f"<{CATALOG}> sd:defaultGraph ?union"
    said = f"<{CATALOG}> dcterms:identifier ?digest"
    part = f"?writer dcterms:hasPart {iri(union)}"
    leftover = f"<{draft.writer}> dcterms:hasPart ?union"
    new = known(
        f"<{CATALOG}> sd:defaultGraph {iri(union)}",
        f"<{CATALOG}> dcterms:hasVersion {text(draft.version)}",
        f"<{CATALOG}> dcterms:identifier {text(digest)}",
    )
    is_other = f"FILTER(?union != {iri(union)})"
    return [
        f"INSERT {{ {known(leftover)} }} WHERE {{ {known(draft.turn, old)} {is_other} }}",
        *(
            f"DELETE {{ {known(one)} }} WHERE {{ {known(draft.turn, one)} }}"
            for one in (part, old, said)
        ),
        f"INSERT {{ {new} }} WHERE {{ {known(draft.turn)} }}",
        f"DELETE WHERE {{ {known(draft.turn)} }}",
    ]


def replacement(draft: Draft, head: Head, graphs: Sequence[tuple[Entry, bytes]]) -> list[str]:
    """Replace graphs where they are, and what the union has of them.

    Nothing changes where `head` is no longer what is published.
    """
    names = [entry.graph for entry, _ in graphs]
    published = known(_published(head))
    return [
        f"DELETE {{ {published} }} WHERE {{ {published} }}",
        _begin(draft),
        *(one for name in names for one in _taken_out(draft, head.union, name, names)),
        *(one for graph in graphs for one in _put_in(draft, head.union, *graph)),
        *point(draft, head.union, head.digest),
    ]


def joined(operations: Iterable[str]) -> str:
    """Make one request of operations."""
    return PREFIX + ";\n".join(operations)


def in_batches(items: Sequence[Item], size: int = NAMES) -> Iterator[Sequence[Item]]:
    """Cut items into runs of `size` or less."""
    for start in range(0, len(items), size):
        yield items[start : start + size]


def _published(head: Head) -> str:
    return f"<{CATALOG}> dcterms:hasVersion {text(head.version)}"


def _begin(draft: Draft) -> str:
    """Give the turn where the version was taken away, and no other has come in its place."""
    none = f"FILTER NOT EXISTS {{ {known(f'<{CATALOG}> dcterms:hasVersion ?any')} }}"
    union = known(f"<{CATALOG}> sd:defaultGraph ?union")
    return f"INSERT {{ {known(draft.turn)} }} WHERE {{ {union} {none} }}"


def _taken_out(draft: Draft, union: str, name: str, names: Sequence[str]) -> Iterator[str]:
    """Empty a graph; its triples leave the union where no graph but those of `names` has them."""
    graph, turn = iri(name), known(draft.turn)
    others = " && ".join(f"?other != {iri(one)}" for one in names)
    elsewhere = f"{known(f'<{CATALOG}> sd:namedGraph ?other')} GRAPH ?other {_ALL}"
    nowhere = f"FILTER NOT EXISTS {{ {elsewhere} FILTER({others}) }}"
    inside = f"{turn} GRAPH {graph} {_ALL}"
    yield f"DELETE {{ GRAPH {iri(union)} {_ALL} }} WHERE {{ {inside} {nowhere} }}"
    yield f"DELETE {{ GRAPH {graph} {_ALL} }} WHERE {{ {inside} }}"
    for one in (f"<{CATALOG}> sd:namedGraph {graph}", f"{graph} ?p ?o"):
        yield f"DELETE {{ {known(one)} }} WHERE {{ {known(draft.turn, one)} }}"


def _put_in(draft: Draft, union: str, entry: Entry, triples: bytes) -> Iterator[str]:
    """Fill a graph that was emptied; its triples join the union."""
    if not entry.triples:
        return
    graph, turn = iri(entry.graph), known(draft.turn)
    listed = known(f"<{CATALOG}> sd:namedGraph {graph}", f"{graph} {_said_of(entry)}")
    yield _insertion(draft.turn, [(entry.graph, triples.decode())])
    yield f"INSERT {{ GRAPH {iri(union)} {_ALL} }} WHERE {{ {turn} GRAPH {graph} {_ALL} }}"
    yield f"INSERT {{ {listed} }} WHERE {{ {turn} }}"


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
