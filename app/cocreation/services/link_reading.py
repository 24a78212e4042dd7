"""The mappings that the graph has: all of them, or those of one thing."""

from collections.abc import Sequence
from dataclasses import dataclass

from cocreation.linking.sssom import Names
from cocreation.model import Link, QuerySpec, Text
from cocreation.namespaces import BASE, LINKS, REVIEWED, SKOS
from cocreation.services.labelling import MOST_LABELLED, Named, labels
from cocreation.services.records import Asking, Record, known, text
from cocreation.store.base import Store

# The set of what was decided here.
REVIEWED_SET = "reviewed"
_EXACT = SKOS + "exactMatch"
LIST, OF_THING = "links/list-mappings", "links/list-mappings-of"


@dataclass(frozen=True, slots=True)
class Mapped:
    """One mapping with what its thing is called here; `graph` is the one that has it."""

    iri: str
    graph: str
    thing: Named
    link: Link

    @property
    def set(self) -> str:
        """The name of its set: that of its file, or `reviewed` where it was decided on here."""
        return self.graph.removeprefix(LINKS).removeprefix(REVIEWED)


def list_mappings(store: Store, queries: Sequence[QuerySpec]) -> tuple[Mapped, ...]:
    """Every mapping, by set and thing."""
    return tuple(
        Mapped(row["mapping"], row["set"], known(row, "node"), _link(row))
        for row in Asking(store, queries).records(LIST)
    )


def mappings_of(store: Store, queries: Sequence[QuerySpec], thing: str) -> tuple[Link, ...]:
    """The mappings of the thing with this IRI, those that hold first."""
    return tuple(_link(row) for row in Asking(store, queries).records(OF_THING, node=thing))


def name_links(store: Store, links: Sequence[Link]) -> tuple[Mapped, ...]:
    """Mappings that are in no graph, with what their things are called here."""
    names = labels(store, [link.subject for link in links])
    nameless = Text("", "")
    return tuple(
        Mapped("", "", Named(link.subject, names.get(link.subject, nameless)), link)
        for link in links
    )


def names_of_ends(store: Store, links: Sequence[Link]) -> Names:
    """What the ends of mappings are called, as far as they are ours."""
    ends = [end for one in links for end in (one.subject, one.object) if end.startswith(BASE)]
    parts = range(0, len(ends), MOST_LABELLED)
    return {k: v for n in parts for k, v in labels(store, ends[n : n + MOST_LABELLED]).items()}


def same_as(links: Sequence[Link]) -> list[str]:
    """The IRIs elsewhere of the very same thing."""
    return [one.object for one in links if one.predicate == _EXACT and not one.negated]


def _link(row: Record) -> Link:
    confidence = row.get("confidence")
    return Link(
        subject=row["node"],
        predicate=row["predicate"],
        object=row["elsewhere"],
        negated="sign" in row,
        subject_label=row.get("nodeLabel_en", ""),
        object_label=row.get("elsewhereName", ""),
        justification=row.get("justification", ""),
        confidence=None if confidence is None else float(confidence),
        author=row.get("author", ""),
        date=row.get("date", ""),
        tool=row.get("tool", ""),
        reviewer=row.get("reviewer", ""),
        reviewed=row.get("reviewed", ""),
        comment=text(row, "comment"),
    )
