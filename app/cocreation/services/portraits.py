"""What is said of one thing, as a person reads it: by property, and who speaks of it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from cocreation.model import Language, QuerySpec, Rows, Term, Text
from cocreation.namespaces import RDFS, compact
from cocreation.services import querying
from cocreation.services.exploring import COUNTS_QUERY, POINTING_QUERY, SAYS_QUERY
from cocreation.services.external_names import EXTERNAL_NAMES
from cocreation.services.results import Cell, literal, told
from cocreation.store.base import Store

# Of those who speak of a thing by one property so many are shown; the explorer pages through all.
MOST_MENTIONS = 20

Row = Mapping[str, Term]


@dataclass(frozen=True, slots=True)
class Said:
    """One property with its values, or those who have it; `total` counts what is not shown too."""

    property: Cell
    values: tuple[Cell, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Portrait:
    """A thing's name, what is said of it, and who speaks of it."""

    name: Cell
    said: tuple[Said, ...]
    mentions: tuple[Said, ...]


def portray(store: Store, queries: Sequence[QuerySpec], iri: str, language: Language) -> Portrait:
    """Tell a reader of `language` what the graph says of a thing; empty where it says nothing."""
    rows = by_name(ask(store, queries, SAYS_QUERY, {"node": iri}))
    said = tuple(properties(rows, language))
    names = [value for one in said if one.property.iri == RDFS + "label" for value in one.values]
    name = replace(names[0], iri=iri) if names else Cell(compact(iri), iri=iri)
    return Portrait(name, said, tuple(_mentions(store, queries, iri, language)))


def properties(rows: Iterable[Row], language: Language) -> Iterator[Said]:
    """Each property with its values, of rows that are in the order of properties."""
    for _, group in groupby(rows, key=lambda row: row["property"]):
        stated = list(group)
        values = dict.fromkeys(_cell(row, "value", language) for row in stated)
        # What is said in the reader's language comes first.
        ordered = sorted(values, key=lambda cell: cell.language not in (language, None))
        yield Said(_cell(stated[0], "property", language), tuple(ordered), len(ordered))


def _mentions(
    store: Store, queries: Sequence[QuerySpec], iri: str, language: Language
) -> Iterator[Said]:
    for row in by_name(ask(store, queries, COUNTS_QUERY, {"node": iri})):
        asked = {"node": iri, "property": row["property"].value}
        rows = ask(store, queries, POINTING_QUERY, asked, most=MOST_MENTIONS)
        values = dict.fromkeys(_cell(one, "subject", language) for one in by_name(rows))
        property_ = _cell(row, "property", language)
        yield Said(property_, tuple(values), int(row["things"].value))


def ask(
    store: Store,
    queries: Sequence[QuerySpec],
    name: str,
    given: Mapping[str, str],
    most: int | None = None,
) -> Rows:
    """The rows of a question of the library about things with these IRIs, or the first of them."""
    text = querying.find_query(queries, name).text + (f"\nLIMIT {most}" if most else "")
    return store.select(text, {variable: Term("iri", iri) for variable, iri in given.items()})


def by_name(rows: Rows) -> Iterator[Row]:
    """Each row as its bound variables."""
    for row in rows.rows:
        yield {
            name: term for name, term in zip(rows.variables, row, strict=True) if term is not None
        }


def _cell(row: Row, name: str, language: Language) -> Cell:
    """A value with its label, where it has one."""
    term = row[name]
    if term.kind == "literal":
        return literal(term, language)
    iri = term.value if term.kind == "iri" else None
    labels = {
        lang: row[f"{name}Label_{lang}"].value
        for lang in ("zh", "en")
        if f"{name}Label_{lang}" in row
    }
    text = Text.of(labels) if labels else EXTERNAL_NAMES.get(term.value)
    if text is None:
        return Cell(compact(term.value) if iri else term.value, iri=iri)
    named = told(text, language)
    spoken = language if language in labels or not labels else next(iter(labels))
    return replace(named, language=spoken, iri=iri)
