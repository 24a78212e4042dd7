"""A case held against the model that its study applies, and beside that model's other cases."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from cocreation.errors import ParameterError, QueryError, UnknownNameError
from cocreation.model import Parameter, QuerySpec, Term, Text
from cocreation.namespaces import CST, ID
from cocreation.services import browsing, querying
from cocreation.services.choosing import resolve
from cocreation.store.base import Store

PLACE = "cases/place-case"
CONSTRUCTS = "cases/hold-case-against-constructs"
PROPOSITIONS = "cases/hold-case-against-propositions"
EVIDENCE = "evidence/list-evidence-of-case"
ONE_SIDED = "cases/find-one-sided-claims"
SIMILAR = "cases/find-similar-cases"
AMONG_CASES = "cases/weigh-concepts-among-cases"
MARKED = "cases/list-marked-evidence"

_FOR = (CST + "supports", CST + "corroborates")
_CASE = Parameter("case", "case", Text(en="Case", zh="案例"))
_IS_CASE = """
PREFIX cst: <https://w3id.org/cocreation/case-study#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?case WHERE { ?case a/rdfs:subClassOf* cst:Case } ORDER BY ?case
"""
_Cells = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Named:
    """A thing with its names; a language in which it has none is empty."""

    iri: str
    label: Text


@dataclass(frozen=True, slots=True)
class Word:
    """On whose word an item rests; all but the code is None where no listed source is cited.

    `side` is None too where the organization is no party to the case.
    """

    code: str
    source_kind: Named | None = None
    organization: Named | None = None
    side: Named | None = None
    role: Text | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """One evidence item: named after its place, with what it tells, on whose word, whose coding."""

    item: Named
    summary: Text
    words: tuple[Word, ...]
    coder: Named | None


@dataclass(frozen=True, slots=True)
class Claim:
    """A construct or a proposition, and what of the case speaks for it and against it.

    Without evidence either way it is not reported, which never means that it is not so.
    """

    thing: Named
    kind: Named | None
    stage: Named | None
    in_model: bool
    speaks_for: tuple[Evidence, ...]
    speaks_against: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class OneSided:
    """A claim that not both sides and several kinds of sources stand behind.

    `listed` of its items cite a listed source, of so many sides of the case and kinds; where it is
    one, `side` and `source_kind` tell which.
    """

    claim: Named
    items: int
    listed: int
    sides: int
    side: Named | None
    source_kinds: int
    source_kind: Named | None


@dataclass(frozen=True, slots=True)
class Likeness:
    """How many of the first-order concepts that either case shows both of them show."""

    other: Named
    shared: int
    either: int


@dataclass(frozen=True, slots=True)
class Standing:
    """How many items of the case, and how many of the other cases to compare with, show a concept.

    `compared` counts the other cases that show any concept at all.
    """

    concept: Named
    items: int
    others: int
    compared: int


@dataclass(frozen=True, slots=True)
class Mark:
    """What is marked at an item as at odds with the rest of the report."""

    item: Named
    mark: Named
    note: Text


@dataclass(frozen=True, slots=True)
class Comparison:
    """All that is said of one case by the model; `assumed` tells that the case names no model."""

    case: Named
    study: Named | None
    model: Named | None
    provider: Named | None
    user: Named | None
    assumed: bool
    constructs: tuple[Claim, ...]
    propositions: tuple[Claim, ...]
    one_sided: tuple[OneSided, ...]
    similar: tuple[Likeness, ...]
    standings: tuple[Standing, ...]
    marks: tuple[Mark, ...]

    @property
    def alone(self) -> tuple[Standing, ...]:
        """The concepts that this case shows and none of the others."""
        return tuple(one for one in self.standings if one.items and one.compared and not one.others)

    @property
    def missing(self) -> tuple[Standing, ...]:
        """The concepts that all others show and this case does not report."""
        return tuple(
            one
            for one in self.standings
            if not one.items and one.compared and one.others == one.compared
        )

    @property
    def nearest(self) -> tuple[Likeness, ...]:
        """The case that shares the largest part with this one, or all of them in a tie."""
        best = max(self.similar, key=lambda one: one.shared / one.either, default=None)
        if best is None or not best.shared:
            return ()
        # Fractions are compared crosswise, so that no rounding makes or breaks a tie.
        return tuple(
            one for one in self.similar if one.shared * best.either == best.shared * one.either
        )

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """Every evidence item that bears on a claim, once."""
        claims = (*self.constructs, *self.propositions)
        items = {
            one.item.iri: one
            for claim in claims
            for one in (*claim.speaks_for, *claim.speaks_against)
        }
        return tuple(items.values())


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
                in_model=members[0]["inModel"] == "true",
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
