"""Mappings to other datasets that are proposed, accepted and rejected here.

What a tool proposes waits in the store's folder, in no graph: nobody has said yet that it is so. A
decision makes a mapping in a graph of its own: one that holds where it was accepted, a negated one
where it was rejected, with who decided, when and why. A build leaves that graph.
"""

from collections.abc import Collection, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from cocreation.errors import ConflictError, ForbiddenError, ParameterError, UnknownNameError
from cocreation.folding import one_line
from cocreation.linking.proposals import read_proposed, write_proposed
from cocreation.linking.sssom import link_set, replaced, statements
from cocreation.model import FileGraph, Link, QuerySpec, Text
from cocreation.namespaces import HISTORY, ID, PREFIXES, REVIEWED, SKOS, compact
from cocreation.services.link_reading import (
    LIST,
    REVIEWED_SET,
    Mapped,
    list_mappings,
    names_of_ends,
    unknown_thing,
)
from cocreation.services.querying import load_query
from cocreation.services.standing import store_folder
from cocreation.settings import Settings
from cocreation.sources import is_iri, ntriples
from cocreation.store import embedded
from cocreation.store.snapshot import Snapshot
from cocreation.store.tokens import Holder

# What a mapping may say, by the short name that a person chooses it by.
PREDICATES = {
    "exact": SKOS + "exactMatch",
    "close": SKOS + "closeMatch",
    "broad": SKOS + "broadMatch",
    "narrow": SKOS + "narrowMatch",
    "related": SKOS + "relatedMatch",
}
DECIDED = REVIEWED + REVIEWED_SET
_REPLACED = HISTORY + "links"
_MANUAL = PREFIXES["semapv"] + "ManualMappingCuration"
_TITLE = Text(en="Mappings reviewed here", zh="在此审核的映射")
_PATIENCE_SECONDS = 30.0
_LONGEST_WHY = 2_000

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Decision:
    """What somebody decides of two things, by their IRIs, and why.

    `predicate` is one of `PREDICATES`; without one that which was proposed is taken.
    """

    subject: str
    object: str
    accepted: bool
    why: str
    predicate: str = ""


class Links:
    """The mappings of a store; what changes them is one transaction. Safe to share in threads."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def proposed(self, known: Collection[Pair]) -> tuple[Link, ...]:
        """What was proposed and is not decided on, the surest first; `known` are mapped already."""
        if not isinstance(self._settings.store, Path):
            return ()
        waiting = read_proposed(self._settings.store)
        left = [link for link in waiting if (link.subject, link.object) not in known]
        return tuple(sorted(left, key=lambda link: -(link.confidence or 0)))

    def propose(self, links: Iterable[Link]) -> int:
        """Have mappings wait for a decision; give the number of those that are new.

        A pair that waits already is proposed anew; one that is mapped or rejected is left out.
        """
        folder = store_folder(self._settings)
        queries = self._queries()
        with closing(embedded.open_snapshot(folder)) as stored:
            known = pairs(list_mappings(stored, queries))
        new = {(link.subject, link.object): link for link in links}
        return write_proposed(folder, {pair: new[pair] for pair in new if pair not in known})

    def decide(self, decision: Decision, by: Holder) -> Link:
        """Accept or reject a mapping, and give it as it is kept.

        UnknownNameError where the graph does not know the subject, ParameterError where what is
        said cannot be, ConflictError where a file of the project has a mapping of the two already,
        ForbiddenError where somebody else decided and `by` is no editor.
        """
        _refuse_impossible(decision)
        folder = store_folder(self._settings)
        queries = self._queries()
        waiting = {(link.subject, link.object): link for link in read_proposed(folder)}
        made: list[Link] = []

        def change(stored: Snapshot, _: str) -> Sequence[FileGraph]:
            is_ours = decision.object.startswith(ID)
            for name in (decision.subject, *((decision.object,) if is_ours else ())):
                if not stored.said_of(name):
                    raise unknown_thing(name)
            mappings = list_mappings(stored, queries)
            before = _decided_before((decision.subject, decision.object), by, mappings)
            proposal = waiting.get((decision.subject, decision.object))
            link = _decided(decision, proposal or (before.link if before else None), by)
            made.append(link)
            kept = [
                one.link
                for one in mappings
                if one.graph == DECIDED
                and (one.link.subject, one.link.object) != (decision.subject, decision.object)
            ]
            graphs = [_graph(stored, [*kept, link])]
            if before:
                graphs.append(_with_replaced(stored, before.link))
            return graphs

        embedded.change(folder, change, patience=_PATIENCE_SECONDS)
        return made[0]

    def withdraw(self, subject: str, other: str, by: Holder) -> Link:
        """Take back what was decided here of two things, and give it; its record stays.

        UnknownNameError where nothing was decided on them, ForbiddenError and ConflictError as
        `decide` has them.
        """
        folder = store_folder(self._settings)
        queries = self._queries()
        taken: list[Link] = []

        def change(stored: Snapshot, _: str) -> Sequence[FileGraph]:
            mappings = list_mappings(stored, queries)
            before = _decided_before((subject, other), by, mappings)
            if before is None:
                raise _undecided(subject, other)
            taken.append(before.link)
            kept = [one.link for one in mappings if one.graph == DECIDED and one != before]
            return [_graph(stored, kept), _with_replaced(stored, before.link)]

        embedded.change(folder, change, patience=_PATIENCE_SECONDS)
        return taken[0]

    def _queries(self) -> Sequence[QuerySpec]:
        return (load_query(self._settings.project, LIST),)


def pairs(mappings: Iterable[Mapped]) -> frozenset[Pair]:
    """The two ends of each mapping."""
    return frozenset((one.link.subject, one.link.object) for one in mappings)


def _refuse_impossible(decision: Decision) -> None:
    if not is_iri(decision.subject):
        raise unknown_thing(decision.subject)
    if not one_line(decision.why):
        raise ParameterError(
            Text(
                en="Say why: a decision without a reason cannot be audited.",
                zh="请说明理由：没有理由的决定无从审核。",
            )
        )
    if len(decision.why) > _LONGEST_WHY:
        raise ParameterError(
            Text(
                en=f"The reason is longer than {_LONGEST_WHY:,} characters; shorten it.",
                zh=f"理由超过 {_LONGEST_WHY:,} 个字符；请缩短。",
            )
        )
    if decision.predicate and decision.predicate not in PREDICATES:
        listed = ", ".join(PREDICATES)
        raise ParameterError(
            Text(
                en=f"“{decision.predicate}” is no kind of mapping; choose one of {listed}.",
                zh=f"“{decision.predicate}”不是映射的种类；可选 {listed}。",
            )
        )
    if decision.object == decision.subject:
        raise ParameterError(
            Text(
                en="A thing is not mapped to itself; name what it is elsewhere.",
                zh="事物不能映射到自身；请给出外部的对应事物。",
            )
        )
    is_web = decision.object.startswith(("http://", "https://"))
    if not is_web or not is_iri(decision.object):
        raise ParameterError(
            Text(
                en=f"“{decision.object}” names nothing in another dataset; give its whole IRI, "
                "which begins with http:// or https://.",
                zh=f"“{decision.object}”不是其他数据集中的事物；请给出其完整 IRI，"
                "以 http:// 或 https:// 开头。",
            )
        )


def _undecided(subject: str, other: str) -> UnknownNameError:
    return UnknownNameError(
        Text(
            en=f"Nothing was decided here on {compact(subject)} and {compact(other)}; "
            "`cocreation link list --set reviewed` lists what was.",
            zh=f"此处没有关于 {compact(subject)} 与 {compact(other)} 的决定；"
            "`cocreation link list --set reviewed` 列出已有的决定。",
        )
    )


def _decided_before(ends: Pair, by: Holder, mappings: Iterable[Mapped]) -> Mapped | None:
    """What was decided of the two here; ConflictError, ForbiddenError as `decide` has them."""
    same = [one for one in mappings if (one.link.subject, one.link.object) == ends]
    for one in same:
        if one.graph != DECIDED:
            raise ConflictError(
                Text(
                    en=f"The two are mapped in data/links/{one.set}.sssom.tsv already; change the "
                    "row there and build again.",
                    zh=f"二者在 data/links/{one.set}.sssom.tsv 中已有映射；请修改该行后重新构建。",
                )
            )
        if one.link.reviewer != by.name and not by.editor:
            raise ForbiddenError(
                Text(
                    en=f"{one.link.reviewer} decided on this; only they or an editor can change "
                    "it.",
                    zh=f"此项由 {one.link.reviewer} 决定；只有其本人或编辑可以更改。",
                )
            )
    return same[0] if same else None


def _decided(decision: Decision, proposal: Link | None, by: Holder) -> Link:
    today = datetime.now(UTC).date().isoformat()
    why = one_line(decision.why)
    made = proposal or Link(
        subject=decision.subject,
        predicate="",
        object=decision.object,
        justification=_MANUAL,
        author=by.name,
        date=today,
    )
    predicate = PREDICATES.get(decision.predicate) or made.predicate
    if not predicate and decision.accepted:
        listed = ", ".join(PREDICATES)
        raise ParameterError(
            Text(
                en=f"Nobody proposed these two; say how they match: {listed}.",
                zh=f"此前没有人提出这一映射；请说明匹配的种类：{listed}。",
            )
        )
    return replace(
        made,
        predicate=predicate or PREDICATES["exact"],
        negated=not decision.accepted,
        reviewer=by.name,
        reviewed=today,
        comment=Text(en=why, zh=why),
        # How sure a tool was that they match says nothing of how sure a person is that they do not.
        confidence=made.confidence if decision.accepted else None,
        justification=made.justification if decision.accepted else _MANUAL,
    )


def _graph(stored: Snapshot, links: Sequence[Link]) -> FileGraph:
    if not links:
        return FileGraph(DECIDED, Path(), b"", "")
    told = statements(link_set(DECIDED, _TITLE, links), names_of_ends(stored, links))
    return FileGraph(DECIDED, Path(), ntriples(told), "")


def _with_replaced(stored: Snapshot, link: Link) -> FileGraph:
    """The graph of what was decided and then decided anew, with one more."""
    lines = stored.statements(_REPLACED) + ntriples(replaced(link, names_of_ends(stored, [link])))
    unique = b"".join(sorted(set(lines.splitlines(keepends=True))))
    return FileGraph(_REPLACED, Path(), unique, "")
