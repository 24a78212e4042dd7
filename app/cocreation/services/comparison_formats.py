"""A comparison written out: for a person, for a paper, for a spreadsheet, for a program."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from itertools import groupby
from typing import Literal

from cocreation.model import Language
from cocreation.services import table_formats
from cocreation.services.comparison import Comparison
from cocreation.services.comparison_report import Report, report_of
from cocreation.services.comparison_words import HEADINGS
from cocreation.services.results import AnswerTable, table_text
from cocreation.services.table_formats import Table, latex_text, markdown_text

Format = Literal["text", "markdown", "csv", "latex", "html", "json"]

_IN_PARAGRAPHS = ("stages", "propositions", "against", "outside", "marks")
_LATEX_NEEDS = "% \\usepackage{array,booktabs,longtable}; \\usepackage{ctex} (xelatex)\n"


def write_comparisons(
    comparisons: Sequence[Comparison], form: Format, language: Language, width: int | None = None
) -> str:
    """Write comparisons one after another; `width` is the terminal's for text, or None.

    JSON is a list in both languages with every IRI. CSV has, for each table, a line with its title
    and an empty line behind it.
    """
    if form == "json":
        return json.dumps([asdict(one) for one in comparisons], ensure_ascii=False, indent=2) + "\n"
    reports = [report_of(one, language) for one in comparisons]
    if form == "html":
        return _html(reports, language)
    if form == "csv":
        lines = (line for report in reports for line in _csv(report, language))
        return table_formats.BYTE_ORDER_MARK + table_formats.csv_lines(lines)
    if form == "latex":
        return _LATEX_NEEDS + "\n".join("".join(_latex(report)) for report in reports)
    if form == "markdown":
        return "\n".join("".join(_markdown(report)) for report in reports)
    return "\n\n".join("".join(_text(report, language, width)) for report in reports)


def _text(report: Report, language: Language, width: int | None) -> Iterator[str]:
    yield f"{report.title}\n\n"
    yield from (f"{note}\n" for note in report.notes)
    for section in report.sections:
        yield f"\n{section.title}\n"
        yield from (f"  {note}\n" for note in section.notes)
        if not section.table.rows:
            continue
        if section.name in _IN_PARAGRAPHS:
            yield from _paragraphs(section.table, "：" if language == "zh" else ": ")
        else:
            yield f"\n{table_text(section.table, width)}"


def _paragraphs(table: AnswerTable, colon: str) -> Iterator[str]:
    """Each row as what it is about and, below, what is told of it."""
    for row in table.rows:
        texts = [cell.text for cell in row]
        silent = next((n for n, cell in enumerate(row) if cell.muted), None)
        if silent is not None:
            yield f"  - {' · '.join(filter(None, texts[:2]))}{colon}{texts[silent]}\n"
            continue
        yield f"  + {' · '.join(filter(None, texts[:2]))}\n"
        for heading, text in zip(table.headings[2:], texts[2:], strict=True):
            if text:
                yield f"      {heading}{colon}{text}\n"


def _markdown(report: Report) -> Iterator[str]:
    yield f"# {markdown_text(report.title)}\n\n"
    yield "".join(f"- {markdown_text(note)}\n" for note in report.notes)
    for section in report.sections:
        yield f"\n## {markdown_text(section.title)}\n\n"
        yield from (f"{markdown_text(note)}\n\n" for note in section.notes)
        if section.table.rows:
            yield table_formats.markdown_table(_plain(section.title, section.shown))


def _latex(report: Report) -> Iterator[str]:
    yield f"\\section*{{{latex_text(report.title)}}}\n"
    yield from (f"{latex_text(note)}\\par\n" for note in report.notes)
    for section in report.sections:
        yield f"\n\\subsection*{{{latex_text(section.title)}}}\n"
        yield from (f"{latex_text(note)}\\par\n" for note in section.notes)
        if section.table.rows:
            yield table_formats.latex_table(_plain(section.title, section.shown))


def _csv(report: Report, language: Language) -> Iterator[Sequence[str]]:
    """Every table under its title; the pieces of one table as one, with what tells them apart."""
    yield [report.title]
    for note in report.notes:
        yield [note]
    for _, group in groupby(report.sections, key=lambda section: section.name):
        pieces = list(group)
        yield []
        if not pieces[0].group:
            yield [pieces[0].title]
            yield from ([note] for note in pieces[0].notes)
        grouping = [HEADINGS["stage"].in_language(language)] if pieces[0].group else []
        if any(piece.table.rows for piece in pieces):
            yield [*grouping, *pieces[0].table.headings]
        for piece in pieces:
            yield from (
                [*filter(None, [piece.group]), *row]
                for row in _plain(piece.title, piece.table).rows
            )


def _plain(title: str, table: AnswerTable) -> Table:
    rows = tuple(tuple(cell.text for cell in row) for row in table.rows)
    return Table(title, table.headings, rows)


def _html(reports: Iterable[Report], language: Language) -> str:
    from jinja2 import Environment, PackageLoader  # noqa: PLC0415 -- only pages need it

    environment = Environment(
        loader=PackageLoader("cocreation.services", "pages"), autoescape=True, trim_blocks=True
    )
    template = environment.get_template("comparison.html")
    return template.render(reports=list(reports), language=language)
