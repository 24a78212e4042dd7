"""The literature that a study lists, and one reference with what builds on it."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from cocreation.model import QuerySpec
from cocreation.services.evidence_reading import Note, marks
from cocreation.services.labelling import Named
from cocreation.services.records import Asking, Record, each_named, known
from cocreation.store.base import Store

LIST, READ = "literature/list-references", "literature/read-reference"


@dataclass(frozen=True, slots=True)
class Reference:
    """One reference as printed, with the constructs that build on it; empty is not printed."""

    reference: Named
    number: str
    authors: str
    year: str
    title: str
    published: str
    doi: str
    constructs: tuple[Named, ...]
    marks: tuple[Note, ...]


def list_references(
    store: Store, queries: Sequence[QuerySpec], study: str
) -> tuple[Reference, ...]:
    """The references of the study with this IRI in their order."""
    rows = Asking(store, queries).records(LIST, study=study)
    grouped = groupby(rows, key=lambda row: row["reference"])
    return tuple(_reference(list(members)) for _, members in grouped)


def read_reference(store: Store, queries: Sequence[QuerySpec], reference: str) -> Reference:
    """Read the reference with this IRI; what is not said of it stays empty."""
    rows = Asking(store, queries).records(READ, reference=reference)
    return _reference(rows or [{"reference": reference}])


def _reference(rows: Sequence[Record]) -> Reference:
    first = rows[0]
    return Reference(
        reference=known(first, "reference"),
        number=first.get("number", ""),
        authors=first.get("authors", ""),
        year=first.get("year", ""),
        title=first.get("title", ""),
        published=_published(first),
        doi=first.get("doi", ""),
        constructs=each_named(rows, "construct"),
        marks=marks(rows),
    )


def _published(row: Record) -> str:
    """Where it appeared: journal or publisher, volume(issue): pages or the article's number."""
    issue = f"({row['issue']})" if "issue" in row else ""
    volume = row.get("volume", "") + issue
    pages = row.get("pages", row.get("articleNumber", ""))
    numbers = ": ".join(filter(None, (volume, pages)))
    return ", ".join(filter(None, (row.get("journal"), row.get("publisher"), numbers)))
