"""What the graph holds, in a few numbers and lines."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from cocreation.model import QuerySpec, Rows, Text
from cocreation.namespaces import CST
from cocreation.services import querying
from cocreation.store.base import Store

COUNTS = "dataset/count-contents"
# Questions to begin with where a case has sides, as the first study's have, and elsewhere.
_OF_SIDES, _OF_ANY_STUDY = "start", "general"
_STUDY_QUERY = "dataset/cite-study"
# What a newcomer wants to know the number of, in this order.
_COUNTED = {
    "cases": (CST + "Case", Text(en="Cases", zh="案例")),
    "evidence_items": (CST + "EvidenceItem", Text(en="Evidence items", zh="证据条目")),
    "sources": (CST + "Source", Text(en="Sources", zh="资料")),
    "concepts": (CST + "FirstOrderConcept", Text(en="First-order concepts", zh="一阶构念")),
    "propositions": (CST + "Proposition", Text(en="Propositions", zh="命题")),
    "discrepancies": (CST + "Discrepancy", Text(en="Discrepancies marked", zh="标注的不一致")),
}
# What a citation says, each part where all that it names is known.
_ENGLISH = (
    *("{authors_en}", " ({year})", ". {publicationTitle_en}"),
    *(". {journalLabel_en}", " {volume}", "({issue})", ": {pages}"),
)
_CHINESE = (
    *("{authors_zh}", "（{year}）", "：{publicationTitle_zh}"),
    *("，《{journalLabel_zh}》", "，{volume}", "（{issue}）", "：{pages}"),
)


class Count(NamedTuple):
    """How many things of one kind there are; `name` is stable for machines."""

    name: str
    label: Text
    number: int


class Citation(NamedTuple):
    """How the study with this IRI is cited; `doi` is empty where none is printed."""

    study: str
    text: Text
    doi: str


def counts(store: Store, queries: Sequence[QuerySpec]) -> tuple[Count, ...]:
    """Count the things that a newcomer asks about; what there is none of counts 0."""
    spec = querying.find_query(queries, COUNTS)
    numbers = {row["class"]: int(row["things"]) for row in cells(querying.select(store, spec, {}))}
    return tuple(Count(name, label, numbers.get(iri, 0)) for name, (iri, label) in _COUNTED.items())


def starting_questions(queries: Sequence[QuerySpec], *, has_sides: bool) -> tuple[QuerySpec, ...]:
    """Give the first questions for a newcomer; `has_sides` tells whether a case has any."""
    tag = _OF_SIDES if has_sides else _OF_ANY_STUDY
    return tuple(spec for spec in queries if tag in spec.tags)


def read_citations(store: Store, queries: Sequence[QuerySpec]) -> tuple[Citation, ...]:
    """Cite every study in the graph in both languages."""
    spec = querying.find_query(queries, _STUDY_QUERY)
    return tuple(map(_citation, cells(querying.select(store, spec, {}))))


def _citation(row: Mapping[str, str]) -> Citation:
    said = Text(en=f"{_cited(_ENGLISH, row)}.", zh=f"{_cited(_CHINESE, row)}。")
    return Citation(row["study"], said, row.get("doi", ""))


def _cited(parts: Sequence[str], row: Mapping[str, str]) -> str:
    """Put together the parts of a citation for which the row has what they name."""
    named = ((part, part[part.index("{") + 1 : part.index("}")]) for part in parts)
    return "".join(part.format(**row) for part, name in named if name in row)


def cells(rows: Rows) -> tuple[Mapping[str, str], ...]:
    """Give each row as its bound variables; values are lexical forms and IRIs."""
    return tuple(
        {
            name: term.value
            for name, term in zip(rows.variables, row, strict=True)
            if term is not None
        }
        for row in rows.rows
    )
