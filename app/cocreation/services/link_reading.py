"""The mappings that the graph has: all of them, or those of one thing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cocreation.errors import UnknownNameError
from cocreation.folding import one_line
from cocreation.likeness import nearest_names
from cocreation.linking.sssom import Names
from cocreation.model import Link, QuerySpec, Term, Text
from cocreation.namespaces import BASE, LINKS, REVIEWED, SKOS, compact
from cocreation.services.labelling import Named, all_labels, labels
from cocreation.services.records import Asking, Record, known, text
from cocreation.sources import is_iri
from cocreation.store.base import Store

# The set of what was decided here.
REVIEWED_SET = "reviewed"
_FOR_EXAMPLE = "organization/dada"
_SAID = "SELECT ?thing WHERE { ?thing ?predicate ?value } LIMIT 1"
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
    ends = (end for one in links for end in (one.subject, one.object))
    return all_labels(store, (end for end in ends if end.startswith(BASE)))


def refuse_unknown_set(chosen: str | None, mappings: Sequence[Mapped]) -> None:
    """UnknownNameError where no mapping is of the set; `reviewed` may be empty."""
    known = dict.fromkeys(one.set for one in mappings)
    if chosen is None or chosen in known or chosen == REVIEWED_SET:
        return
    raise UnknownNameError(
        Text(
            en=f"There is no set of mappings “{chosen}”; choose one of {', '.join(known)}.",
            zh=f"没有映射集“{chosen}”；可选 {'、'.join(known)}。",
        ),
        {"nearest": list(known)},
    )


def refuse_unknown_thing(store: Store, iri: str, mappings: Sequence[Mapped]) -> None:
    """UnknownNameError where neither a mapping nor the graph says anything of the thing."""
    mapped = dict.fromkeys(one.thing.iri for one in mappings)
    if iri in mapped:
        return
    if not is_iri(iri) or not store.select(_SAID, {"thing": Term("iri", iri)}).rows:
        raise unknown_thing(iri, map(compact, mapped))


def unknown_thing(iri: str, known: Iterable[str] = ()) -> UnknownNameError:
    """Name the fault of a thing that the graph does not have; of those `known` the most like it."""
    short = one_line(compact(iri))
    near = nearest_names(short, known)
    such, such_zh = ", ".join(near or [_FOR_EXAMPLE]), "、".join(near or [_FOR_EXAMPLE])
    return UnknownNameError(
        Text(
            en=f"The graph says nothing of {short}; give a name that it has, such as {such}.",
            zh=f"图谱中没有 {short}；请给出已有的名称，例如 {such_zh}。",
        ),
        {"nearest": near},
    )


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
