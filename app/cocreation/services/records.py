"""Rows of the library's answers as things with names in both languages."""

from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from cocreation.model import QuerySpec, Term, Text
from cocreation.services import querying
from cocreation.services.browsing import cells
from cocreation.services.labelling import Named
from cocreation.store.base import Store

Record = Mapping[str, str]
# How many questions a page asks at once, so that one reader takes no more than a few workers.
_AT_ONCE = 2


@dataclass(frozen=True, slots=True)
class Asking:
    """Asks questions of the library; what a question is about is bound by its IRI."""

    store: Store
    queries: Sequence[QuerySpec]

    def records(self, question: str, **about: str) -> Sequence[Record]:
        """The rows of the question with this id, each as its bound variables' lexical forms.

        QueryError where a value is no IRI.
        """
        spec = querying.find_query(self.queries, question)
        terms = {name: Term("iri", iri) for name, iri in about.items()}
        return cells(self.store.select(spec.text, terms))

    def together(self, questions: Iterable[str], **about: str) -> Mapping[str, Sequence[Record]]:
        """The rows of each question, all about the same, asked at once; QueryError as above."""
        with ThreadPoolExecutor(_AT_ONCE) as asked:
            told = {one: asked.submit(self.records, one, **about) for one in questions}
            return {question: answer.result() for question, answer in told.items()}


def named(record: Record, name: str) -> Named | None:
    """The thing in the column `name`, with its label's columns; None where there is none."""
    return known(record, name) if name in record else None


def known(record: Record, name: str) -> Named:
    """The thing in the column `name`, which every row has."""
    return Named(record[name], text(record, f"{name}Label"))


def text(record: Record, name: str) -> Text:
    """What the columns `name_en` and `name_zh` say; empty where there is nothing."""
    return Text(en=record.get(f"{name}_en", ""), zh=record.get(f"{name}_zh", ""))


def each(rows: Sequence[Record], name: str) -> tuple[str, ...]:
    """The values of a column, each once."""
    return tuple(dict.fromkeys(row[name] for row in rows if name in row))


def each_named(rows: Sequence[Record], name: str) -> tuple[Named, ...]:
    """The things in a column, each once."""
    return tuple(dict.fromkeys(known(row, name) for row in rows if name in row))
