"""The query editor: a query in a form, and below it its answer or what is wrong with it."""

import json
import re
from dataclasses import dataclass
from http import HTTPStatus
from time import perf_counter

from flask import Response, make_response, render_template, request

from cocreation.errors import CocreationError
from cocreation.model import Language, Rows, Term, Text
from cocreation.namespaces import XSD, compact
from cocreation.services.labelling import labels
from cocreation.store.base import JSON, Answer
from cocreation.store.formats import offered
from cocreation.store.outline import form_of
from cocreation.store.terms import MAXIMUM_ANSWER_BYTES, read_rows
from cocreation.web.caching import never_kept
from cocreation.web.context import context, endpoint_address
from cocreation.web.language import address, page_language, text
from cocreation.web.protocol import LONGEST_SECONDS, Asked
from cocreation.web.texts import TEXTS

LARGEST_PAGE_BYTES = 2 * 2**20
MOST_ROWS = 1_000
# What browsers and servers surely take as an address.
LONGEST_LINK = 6_000
_WORD = re.compile(r"[\w:?$-]+|\S")
_NUMBERS = frozenset(XSD + name for name in ("integer", "decimal", "double", "float"))
_ALLOWED_SECONDS = (10.0, LONGEST_SECONDS)
_WORDS = (
    *("share", "copied", "copy_here", "history", "history_note", "history_none", "history_clear"),
    *("filter", "filtered", "sort", "of_class", "no_match", "too_long"),
)
_SAMPLE = """\
# {comment}
PREFIX cst: <https://w3id.org/cocreation/case-study#>
SELECT ?case (COUNT(?item) AS ?items)
WHERE {{
  ?item a cst:EvidenceItem ;
        cst:inCase ?case .
}}
GROUP BY ?case
ORDER BY DESC(?items) ?case
"""
_SAMPLE_COMMENT = Text(
    en="How many evidence items does each case have?", zh="每个案例有多少条证据？"
)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a query; `line` and `column` count from 1 and are 0 where not known.

    `before`, `there` and `after` are that line, parted at the word that stands at the place.
    """

    sentence: str
    line: int = 0
    column: int = 0
    before: str = ""
    there: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """One value of a row: its text, and for a thing its IRI and what it is called."""

    text: str
    language: str | None = None
    number: bool = False
    iri: str | None = None
    name: str = ""
    name_language: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows as they came, the first `MOST_ROWS` of `total`; `named` tells if any thing has a name.

    Every row has a value for each variable.
    """

    variables: tuple[str, ...]
    rows: tuple[tuple[Shown, ...], ...]
    total: int
    named: bool


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a query: a table, a yes or no, the text of a graph, or a fault."""

    status: int = HTTPStatus.OK
    milliseconds: int = 0
    table: Table | None = None
    truth: bool | None = None
    text: str = ""
    fault: Fault | None = None


def editor(asked: Asked) -> Response:
    """The editor with the query that is asked, if any, and what came of it."""
    query = asked.query
    result = _run(query, asked) if query else Result()
    form = form_of(query) if query else None
    downloadable = form is not None and result.status == HTTPStatus.OK
    usual = context().query_seconds
    page = render_template(
        "workbench/sparql.html",
        endpoint=endpoint_address(),
        query=_sample() if query is None else query,
        result=result if query else None,
        downloads=list(offered(form)) if form and downloadable else [],
        posted=request.method == "POST",
        link=_link(query) if query and result.status == HTTPStatus.OK else None,
        seconds=asked.seconds or usual,
        choices=sorted({usual, asked.seconds or usual, *_ALLOWED_SECONDS}),
        limits=(usual, LONGEST_SECONDS, MAXIMUM_ANSWER_BYTES // 2**20, MOST_ROWS),
        words={name: text(f"sparql_{name}") for name in _WORDS},
        longest_link=LONGEST_LINK,
    )
    return never_kept(make_response(page, result.status))


def _sample() -> str:
    return _SAMPLE.format(comment=_SAMPLE_COMMENT.in_language(page_language()))


def _link(query: str) -> str:
    """The address of a query with its answer; empty where it is too long to be one."""
    found = address("sparql", query=query)
    return found if len(found) <= LONGEST_LINK else ""


def _run(query: str, asked: Asked) -> Result:
    began = perf_counter()
    try:
        answer = context().store.answer(query, dataset=asked.dataset, seconds=asked.seconds)
        milliseconds = max(1, round((perf_counter() - began) * 1000))
        return _result(answer, milliseconds)
    except CocreationError as error:
        return Result(status=error.status, fault=_fault(query, error))


def _result(answer: Answer, milliseconds: int) -> Result:
    if len(answer.body) > LARGEST_PAGE_BYTES:
        sentence = TEXTS["too_much"].in_language(page_language())
        return Result(milliseconds=milliseconds, fault=Fault(sentence))
    if answer.form == "select":
        return Result(milliseconds=milliseconds, table=_table(read_rows(answer.body)))
    if answer.form == "ask" and answer.media_type == JSON:
        return Result(milliseconds=milliseconds, truth=bool(json.loads(answer.body)["boolean"]))
    return Result(milliseconds=milliseconds, text=answer.body.decode())


def _fault(query: str, error: CocreationError) -> Fault:
    sentence = error.message.in_language(page_language())
    line, column = error.details.get("line"), error.details.get("column")
    lines = query.split("\n")
    if not isinstance(line, int) or not isinstance(column, int) or not 0 < line <= len(lines):
        return Fault(sentence)
    text_of_line = lines[line - 1].rstrip("\r")
    before, rest = text_of_line[: column - 1], text_of_line[column - 1 :]
    word = _WORD.match(rest)
    there = word[0] if word else ""
    return Fault(sentence, line, column, before, there, rest[len(there) :])


def _table(rows: Rows) -> Table:
    shown = rows.rows[:MOST_ROWS]
    iris = [term.value for row in shown for term in row if term and term.kind == "iri"]
    called = labels(context().store, iris)
    language = page_language()
    return Table(
        rows.variables,
        tuple(tuple(_shown(term, called, language) for term in row) for row in shown),
        len(rows.rows),
        bool(called),
    )


def _shown(term: Term | None, called: dict[str, Text], language: Language) -> Shown:
    if term is None:
        return Shown("")
    if term.kind == "literal":
        return Shown(term.value, term.language, term.datatype in _NUMBERS)
    if term.kind == "blank":
        return Shown(f"_:{term.value}")
    label = called.get(term.value, Text("", ""))
    wanted = label.in_language(language)
    other: Language = "en" if language == "zh" else "zh"
    return Shown(
        compact(term.value),
        iri=term.value,
        name=wanted or label.in_language(other),
        name_language=language if wanted else other,
    )
