"""A case held against the model that its study applies, and beside that model's other cases."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from cocreation.errors import ParameterError, QueryError, UnknownNameError
from cocreation.model import Parameter, QuerySpec, Term, Text
from cocreation.namespaces import CST, ID
from cocreation.services import browsing, querying
from cocreation.services.choosing import resolve
from cocreation.services.comparison import (
    Claim,
    Comparison,
    Evidence,
    Likeness,
    Mark,
    Named,
    OneSided,
    Standing,
    Word,
)
from cocreation.store.base import Store

PLACE = "cases/place-case"
CONSTRUCTS = "cases/hold-case-against-constructs"
PROPOSITIONS = "cases/hold-case-against-propositions"
EVIDENCE = "evidence/list-evidence-of-case"
ONE_SIDED = "cases/find-one-sided-claims"
SIMILAR = "cases/find-similar-cases"
AMONG_CASES = "cases/weigh-concepts-among-cases"
MARKED = "cases/list-marked-evidence"
QUESTIONS = (
    *(PLACE, CONSTRUCTS, PROPOSITIONS, EVIDENCE),
    *(ONE_SIDED, SIMILAR, AMONG_CASES, MARKED),
)

_FOR = (CST + "supports", CST + "corroborates")
_CASE = Parameter("case", "case", Text(en="Case", zh="案例"))
_IS_CASE = """
PREFIX cst: <https://w3id.org/cocreation/case-study#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?case WHERE { ?case a/rdfs:subClassOf* cst:Case } ORDER BY ?case
"""
_Cells = Mapping[str, str]


def find_case(store: Store, name: str) -> str:
    """Find the IRI of the case that `name` means; UnknownNameError with others where none is.

    A name is an IRI, a slug with or without its study's, or a label in either language.
    """
    if not name.strip():
        raise UnknownNameError(
            Text(
                en="Name the case to compare; `cocreation query list-cases` lists them.",
                zh="请指明要对照的案例；`cocreation query list-cases` 可列出全部案例。",
            )
        )
    # Only a slug without its study's and a label have to be looked up among all cases.
    iri = name if "://" in name else f"{ID}case/{name}"
    if "/" in name and _is_case(store, iri):
        return iri
    try:
        return resolve(store, _CASE, name).value
    except ParameterError as error:
        raise UnknownNameError(error.message, error.details) from error


def _is_case(store: Store, iri: str) -> bool:
    try:
        return bool(store.select(_IS_CASE, {"case": Term("iri", iri)}).rows)
    except QueryError:  # no IRI has such signs
        return False


def compare(
    store: Store, queries: Sequence[QuerySpec], case: str, *, assumed: bool = False
) -> Comparison:
    """Hold the case with the IRI `case` against its model, by questions of the library.

    UnknownNameError where the graph has no such case.
    """
    asking = _Asking(store, queries, case)
    placed = asking.rows(PLACE)
    if not placed:
        raise UnknownNameError(
            Text(en=f"The graph has no case <{case}>.", zh=f"图谱中没有案例 <{case}>。")
        )
    evidence = _evidence(asking.rows(EVIDENCE))
    first = placed[0]
    return Comparison(
        case=Named(case, _text(first, "caseLabel")),
        **{name: _named(first, name) for name in ("study", "model", "provider", "user")},
        assumed=assumed,
        constructs=_claims(asking.rows(CONSTRUCTS), "construct", evidence),
        propositions=_claims(asking.rows(PROPOSITIONS), "proposition", evidence),
        one_sided=tuple(map(_one_sided, asking.rows(ONE_SIDED))),
        similar=tuple(map(_likeness, asking.rows(SIMILAR))),
        standings=tuple(map(_standing, asking.rows(AMONG_CASES))),
        marks=tuple(map(_mark, asking.rows(MARKED))),
    )


@dataclass(frozen=True, slots=True)
class _Asking:
    """Asks questions of the library about one case."""

    store: Store
    queries: Sequence[QuerySpec]
    case: str

    def rows(self, name: str) -> Sequence[_Cells]:
        spec = querying.find_query(self.queries, name)
        return browsing.cells(self.store.select(spec.text, {"case": Term("iri", self.case)}))


def _claims(
    rows: Iterable[_Cells], name: str, evidence: Mapping[str, Evidence]
) -> tuple[Claim, ...]:
    """Gather the rows of each construct or proposition, which stand together."""
    claims = []
    for _, group in groupby(rows, key=lambda row: row[name]):
        members = list(group)
        bearing = {(row.get("bearing") in _FOR, row["item"]) for row in members if "item" in row}
        claims.append(
            Claim(
                thing=_known(members[0], name),
                kind=_named(members[0], "kind"),
                stage=_named(members[0], "stage"),
                in_model="model" in members[0],
                speaks_for=tuple(evidence[item] for speaks, item in sorted(bearing) if speaks),
                speaks_against=tuple(
                    evidence[item] for speaks, item in sorted(bearing) if not speaks
                ),
            )
        )
    return tuple(claims)


def _evidence(rows: Iterable[_Cells]) -> dict[str, Evidence]:
    """Each item of the case once, in order; a row for each construct and source repeats it."""
    found = {}
    for iri, group in groupby(rows, key=lambda row: row["item"]):
        members = list(group)
        found[iri] = Evidence(
            item=_placed(members[0]),
            summary=_text(members[0], "itemSummary"),
            words=tuple(dict.fromkeys(map(_word, members))),
            coder=_named(members[0], "coder"),
        )
    return found


def _placed(row: _Cells) -> Named:
    """An item by its label, or else by what it says of its place."""
    item = _known(row, "item")
    place = row.get("textLocator", "")
    return item if item.label.en or item.label.zh else Named(item.iri, Text(en=place, zh=place))


def _word(row: _Cells) -> Word:
    return Word(
        code=row.get("code", ""),
        source_kind=_named(row, "sourceKind"),
        organization=_named(row, "organization"),
        side=_named(row, "side"),
        role=_text(row, "role") if "role_zh" in row or "role_en" in row else None,
    )


def _one_sided(row: _Cells) -> OneSided:
    return OneSided(
        claim=_known(row, "claim"),
        items=int(row["items"]),
        listed=int(row["listed"]),
        sides=int(row["sides"]),
        side=_named(row, "side"),
        source_kinds=int(row["kinds"]),
        source_kind=_named(row, "sourceKind"),
    )


def _likeness(row: _Cells) -> Likeness:
    return Likeness(_known(row, "other"), int(row["shared"]), int(row["either"]))


def _standing(row: _Cells) -> Standing:
    counts = (int(row[name]) for name in ("items", "otherCases", "comparedCases"))
    return Standing(_known(row, "concept"), *counts)


def _mark(row: _Cells) -> Mark:
    return Mark(_known(row, "item"), _known(row, "discrepancy"), _text(row, "note"))


def _named(row: _Cells, name: str) -> Named | None:
    return _known(row, name) if name in row else None


def _known(row: _Cells, name: str) -> Named:
    return Named(row[name], _text(row, f"{name}Label"))


def _text(row: _Cells, name: str) -> Text:
    return Text(en=row.get(f"{name}_en", ""), zh=row.get(f"{name}_zh", ""))
