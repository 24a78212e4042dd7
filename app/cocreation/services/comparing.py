"""A case held against the model that its study applies, and beside that model's other cases."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from cocreation.errors import ParameterError, QueryError, UnknownNameError
from cocreation.model import Parameter, QuerySpec, Term, Text
from cocreation.namespaces import CST, ID
from cocreation.services.choosing import resolve
from cocreation.services.comparison import (
    Claim,
    Comparison,
    Evidence,
    Likeness,
    Mark,
    OneSided,
    Standing,
    Word,
)
from cocreation.services.labelling import Named
from cocreation.services.records import Asking, Record, known, named, text
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
SELECT DISTINCT ?case WHERE { ?case a/rdfs:subClassOf* cst:Case } ORDER BY ?case
"""


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
    told = Asking(store, queries).together(QUESTIONS, case=case)
    return compared(case, told, assumed=assumed)


def compared(
    case: str, told: Mapping[str, Sequence[Record]], *, assumed: bool = False
) -> Comparison:
    """Hold a case against its model by what QUESTIONS told; one not asked leaves its part empty.

    UnknownNameError where the graph has no such case.
    """
    placed = told[PLACE]
    if not placed:
        raise UnknownNameError(
            Text(en=f"The graph has no case <{case}>.", zh=f"图谱中没有案例 <{case}>。")
        )
    first = placed[0]
    has_sides = "provider" in first or "user" in first
    evidence = read_evidence(told[EVIDENCE], has_sides=has_sides)
    return Comparison(
        case=Named(case, text(first, "caseLabel")),
        **{name: named(first, name) for name in ("study", "model", "provider", "user")},
        assumed=assumed,
        items=tuple(evidence.values()),
        constructs=_claims(told[CONSTRUCTS], "construct", evidence),
        propositions=_claims(told[PROPOSITIONS], "proposition", evidence),
        one_sided=tuple(map(_one_sided, told.get(ONE_SIDED, ()))),
        similar=tuple(map(_likeness, told[SIMILAR])),
        standings=tuple(map(_standing, told.get(AMONG_CASES, ()))),
        marks=tuple(map(_mark, told[MARKED])),
    )


def _claims(
    rows: Iterable[Record], name: str, evidence: Mapping[str, Evidence]
) -> tuple[Claim, ...]:
    """Gather the rows of each construct or proposition, which stand together."""
    claims = []
    for _, group in groupby(rows, key=lambda row: row[name]):
        members = list(group)
        bearing = {(row.get("bearing") in _FOR, row["item"]) for row in members if "item" in row}
        claims.append(
            Claim(
                thing=known(members[0], name),
                kind=named(members[0], "kind"),
                stage=named(members[0], "stage"),
                in_model="model" in members[0],
                speaks_for=tuple(evidence[item] for speaks, item in sorted(bearing) if speaks),
                speaks_against=tuple(
                    evidence[item] for speaks, item in sorted(bearing) if not speaks
                ),
            )
        )
    return tuple(claims)


def read_evidence(rows: Iterable[Record], *, has_sides: bool) -> dict[str, Evidence]:
    """Each item once, in order; a row for each construct and source repeats it.

    `has_sides` tells whether their case has any.
    """
    found = {}
    for iri, group in groupby(rows, key=lambda row: row["item"]):
        members = list(group)
        found[iri] = Evidence(
            item=_placed(members[0]),
            summary=text(members[0], "itemSummary"),
            words=tuple(dict.fromkeys(_word(row, has_sides=has_sides) for row in members)),
            coder=named(members[0], "coder"),
        )
    return found


def _placed(row: Record) -> Named:
    """An item by its label, or else by what it says of its place."""
    item = known(row, "item")
    place = row.get("textLocator", "")
    return item if item.label.en or item.label.zh else Named(item.iri, Text(en=place, zh=place))


def _word(row: Record, *, has_sides: bool) -> Word:
    return Word(
        code=row.get("code", ""),
        source=row.get("source"),
        source_kind=named(row, "sourceKind"),
        organization=named(row, "organization"),
        side=named(row, "side"),
        role=text(row, "role") if "role_zh" in row or "role_en" in row else None,
        has_sides=has_sides,
    )


def _one_sided(row: Record) -> OneSided:
    return OneSided(
        claim=known(row, "claim"),
        items=int(row["items"]),
        listed=int(row["listed"]),
        sides=int(row["sides"]),
        side=named(row, "side"),
        source_kinds=int(row["kinds"]),
        source_kind=named(row, "sourceKind"),
    )


def _likeness(row: Record) -> Likeness:
    return Likeness(known(row, "other"), int(row["shared"]), int(row["either"]))


def _standing(row: Record) -> Standing:
    counts = (int(row[name]) for name in ("items", "otherCases", "comparedCases"))
    return Standing(known(row, "concept"), *counts)


def _mark(row: Record) -> Mark:
    return Mark(known(row, "item"), known(row, "discrepancy"), text(row, "note"))
