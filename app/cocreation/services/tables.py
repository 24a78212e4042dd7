"""The study's tables rebuilt from the graph, and the coverage of its cases by its constructs."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, zip_longest

from cocreation.errors import UnknownNameError
from cocreation.model import Language, QuerySpec, Text
from cocreation.namespaces import ID
from cocreation.services.records import Asking
from cocreation.services.studies import titles_of_parts
from cocreation.services.table_formats import Table
from cocreation.store.base import Store

_Cells = Mapping[str, str]
_Content = tuple[Sequence[str], Sequence[tuple[str, ...]]]

NAMES = ("1", "2", "3", "4", "coverage")
_SOURCES, _CODED = "tables/list-source-inventory", "tables/list-coded-rows"
_COVERAGE = "tables/cover-constructs-by-cases"
NOT_REPORTED = Text(en="not reported", zh="未报告")
# What a table is called to which the study's report gives no title.
_TITLES = {
    "1": Text(en="The sources", zh="资料清单"),
    "coverage": Text(
        en="How many evidence items of each case support each first-order concept",
        zh="各案例支持各一阶构念的证据条数",
    ),
}
_OTHERWISE = Text(en="Examples of evidence", zh="证据举例")
_INVENTORY_HEADINGS = (
    Text(en="Case", zh="合作案例"),
    Text(en="Data and codes of the cloud user", zh="云服务用户数据及编码"),
    Text(en="Data and codes of the cloud provider", zh="云服务商数据及编码"),
)
_PLAIN_HEADINGS = (
    Text(en="Case", zh="案例"),
    Text(en="Organization", zh="组织"),
    Text(en="Data and codes", zh="数据及编码"),
)
_EVIDENCE_HEADINGS = (
    Text(en="Aggregate dimension", zh="聚合维度"),
    Text(en="Second-order theme", zh="二阶主题"),
    Text(en="First-order concept", zh="一阶构念"),
    Text(en="Evidence, in our words", zh="典型例证（概述）"),
    Text(en="Case or organization", zh="案例或组织"),
    Text(en="Code", zh="编码"),
)


def build_table(
    store: Store, queries: Sequence[QuerySpec], name: str, study: str, language: Language
) -> Table:
    """Rebuild the table called `name`, one of NAMES, of the study with this IRI.

    UnknownNameError if there is none of that name. What the study lacks has no rows.
    """
    title = title_of(store, queries, name, study)
    return lay_out(
        read_table(store, queries, name, study), name, title.in_language(language), language
    )


def read_table(
    store: Store, queries: Sequence[QuerySpec], name: str, study: str
) -> Sequence[_Cells]:
    """Ask what a table is made of; UnknownNameError as above."""
    question, about = question_of(name, study)
    return Asking(store, queries).records(question, **about)


def title_of(store: Store, queries: Sequence[QuerySpec], name: str, study: str) -> Text:
    """What the table called `name` is called in the study's report, else in general."""
    titles = titles_of_parts(store, queries, study)
    return titles.get(f"table-{name}", _TITLES.get(name, _OTHERWISE))


def lay_out(cells: Sequence[_Cells], name: str, title: str, language: Language) -> Table:
    """Make the table called `name` of what was asked for it."""
    content = {"1": _inventory, "coverage": _coverage}.get(name, _evidence)
    headings, rows = content(cells, language)
    return Table(title, tuple(headings), tuple(rows))


def subjects(cells: Iterable[_Cells]) -> list[str]:
    """The sources or the items that the rows of a table tell of, in their order, each once."""
    told = (row.get("source") or row.get("item") for row in cells)
    return list(dict.fromkeys(iri for iri in told if iri))


def question_of(name: str, study: str) -> tuple[str, Mapping[str, str]]:
    """The question that a table is built from, and what about; UnknownNameError as above."""
    _check(name)
    if name == "1":
        return _SOURCES, {"study": study}
    if name == "coverage":
        return _COVERAGE, {"study": study}
    return _CODED, {"part": f"{ID}part/{study.rpartition('/')[2]}/table-{name}"}


def _check(name: str) -> None:
    if name not in NAMES:
        known = ", ".join(NAMES)
        raise UnknownNameError(
            Text(
                en=f"There is no table “{name}”; choose one of {known}.",
                zh=f"没有名为“{name}”的表；可选 {known}。",
            ),
            {"nearest": list(NAMES)},
        )


def _inventory(cells: Sequence[_Cells], language: Language) -> _Content:
    """Table 1: each case with its user's sources, and beside them, once, its provider's."""
    if not any("side" in row for row in cells):
        return _in(_PLAIN_HEADINGS, language), list(_plain_lines(cells, language))
    cells = [row for row in cells if "side" in row]
    provider_of = {row["case"]: row["organization"] for row in cells if row["side"] == "provider"}
    rows: list[tuple[str, ...]] = []
    for _, group in groupby(cells, key=lambda row: provider_of.get(row["case"])):
        members = list(group)
        given = {row["source"]: row for row in members if row["side"] == "provider"}
        lines = zip_longest(
            _user_lines(members, language), (_source(row, language) for row in given.values())
        )
        rows += [(*(line or ("", "")), source or "") for line, source in lines]
    return _in(_INVENTORY_HEADINGS, language), rows


def _evidence(cells: Sequence[_Cells], language: Language) -> _Content:
    """Tables 2 to 4: the authors' coding of the exemplary evidence of one stage."""
    columns = ("dimensionLabel", "themeLabel", "conceptLabel", "summary", "subjectLabel")
    rows = [(*(row[f"{column}_{language}"] for column in columns), row["code"]) for row in cells]
    return _in(_EVIDENCE_HEADINGS, language), rows


def _coverage(cells: Sequence[_Cells], language: Language) -> _Content:
    """A row for each case, a column for each first-order concept in the order of the stages."""
    concepts = {row["concept"]: row[f"conceptLabel_{language}"] for row in cells}
    rows = [
        (label, *(_count(row["items"], language) for row in line))
        for label, line in groupby(cells, key=lambda row: row[f"caseLabel_{language}"])
    ]
    return [_INVENTORY_HEADINGS[0].in_language(language), *concepts.values()], rows


def _plain_lines(cells: Sequence[_Cells], language: Language) -> Iterator[tuple[str, ...]]:
    """Each source with the case that cites it, where cases have no sides."""
    for row in cells:
        case = row.get(f"caseLabel_{language}", "")
        yield case, row[f"organizationLabel_{language}"], _source(row, language)


def _user_lines(cells: Sequence[_Cells], language: Language) -> Iterator[tuple[str, str]]:
    """Each user's source beside its case's label, which stands on the case's first line only."""
    users = [row for row in cells if row["side"] == "user"]
    for label, lines in groupby(users, key=lambda row: row[f"caseLabel_{language}"]):
        for place, row in enumerate(lines):
            yield ("" if place else label), _source(row, language)


def _source(row: _Cells, language: Language) -> str:
    """One source as the paper's first table prints it: who or what, how much, the code."""
    code = row["code"]
    if "minutes" in row:
        # Where no party is told of, the question names whom the source is from.
        employer = row.get(f"employerLabel_{language}") or row[f"organizationLabel_{language}"]
        role = row[f"role_{language}"]
        if language == "zh":
            return f"{employer}{role} {row['minutes']}分钟({code})"
        return f"{employer}: {role}, {row['minutes']} minutes ({code})"
    # Its own label, for the paper may print its organization's name otherwise than elsewhere.
    label = row[f"sourceLabel_{language}"]
    if "items" not in row:
        return f"{label} ({code})" if language == "en" else f"{label}({code})"
    if language == "zh":
        measure = "篇" if row["kind"].endswith("#NewsArticle") else "份"
        return f"{label} {row['items']}{measure}({code})"
    return f"{label}, {row['items']} ({code})"


def _count(items: str, language: Language) -> str:
    return NOT_REPORTED.in_language(language) if items == "0" else items


def _in(texts: Sequence[Text], language: Language) -> list[str]:
    return [text.in_language(language) for text in texts]
