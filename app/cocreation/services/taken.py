"""Short ids of evidence and sources that another thing of the study has already."""

from collections.abc import Iterator, Sequence

from cocreation.model import Finding, Term, Text
from cocreation.namespaces import CST, RDFS, SH, VSH, compact
from cocreation.services.joined import Proposal
from cocreation.validation.graphs import TYPE
from cocreation.validation.names import Names, names_seen
from cocreation.validation.neighbourhood.view import Unseen, View

TAKEN_SHAPE = VSH + "TakenIdShape"
_CASE = CST + "inCase"


def taken_ids(proposal: Proposal) -> Iterator[Finding]:
    """Find each item or source of the files whose IRI is that of another one of the graph.

    It is another one if it is of another case, or has another name in the same language.
    """
    there = proposal.others
    described = proposal.typed(CST + "EvidenceItem", CST + "Source")
    known = [node for node in described if there.values(node, TYPE)]
    ours = View(None, Unseen(()), proposal.files if known else ())
    for node in known:
        if _is_other(there, ours, node):
            yield _finding(node, names_seen(there), there.values(node, _CASE))


def _is_other(there: View, ours: View, node: str) -> bool:
    cases = set(there.values(node, _CASE)), set(ours.values(node, _CASE))
    names = dict(names_seen(there).labels(node))
    renamed = any(
        names.get(language, text) != text for language, text in names_seen(ours).labels(node)
    )
    return renamed or (all(cases) and cases[0].isdisjoint(cases[1]))


def _finding(node: str, names: Names, cases: Sequence[str]) -> Finding:
    name, short = names.of(node), compact(node)
    case = names.of(cases[0]) if cases else Text(en="", zh="")
    of = Text(en=f" of {case.en}", zh=f"{case.zh}的") if cases else case
    return Finding(
        focus=node,
        shape=TAKEN_SHAPE,
        component=SH + "SPARQLConstraintComponent",
        severity="violation",
        message=Text(
            en=f"{short} is taken: it is {name.en}{of.en} already; give yours another short id, "
            "or describe it as it is there if it is the same.",
            zh=f"{short} 已被占用：它是{of.zh}{name.zh}；请另取短名；如是同一事物，请按已有的描述"
            "填写。",
        ),
        path=RDFS + "label",
        value=Term("iri", node),
    )
