"""Tables written out: for a terminal, in Markdown, as CSV for a spreadsheet, and in LaTeX."""

import csv
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import StringIO
from typing import Literal

from tabulate import tabulate

from cocreation.services.results import AnswerTable, Cell, table_text, width_of

Format = Literal["text", "markdown", "csv", "latex"]

# Without it, a spreadsheet on a Chinese system takes UTF-8 for another encoding.
BYTE_ORDER_MARK = "\ufeff"
# Below this many columns of a terminal a cell cannot be read.
_NARROWEST = 10
# What a spreadsheet takes for the beginning of a formula, or drops before one.
_FORMULA = re.compile(r"[=+\-@\t\r\n＝＋－＠]")
# Where a line may end within what has no space, such as an address.
_BREAK = "\u200b"
_LONGEST_WORD = re.compile(r"[^\s\u2e80-\U0002ffff]{25,}")
_BITE = re.compile(r"(.)(?=.)")
_LATEX_SIGNS = str.maketrans(
    {
        **{sign: f"\\{sign}" for sign in "&%$#_{}"},
        "\\": r"\textbackslash{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        "<": r"\textless{}",
        ">": r"\textgreater{}",
        "`": r"\textasciigrave{}",
        _BREAK: r"\allowbreak{}",
    }
)
# In characters: a page, what a column counts at most, and the space between two.
_LATEX_PAGE, _LATEX_WIDEST, _LATEX_GAP = 80, 60, 3
_WHOLE_WORD = re.compile(r"[^\s\u2e80-\U0002ffff-]+")


@dataclass(frozen=True, slots=True)
class Table:
    """A table in one language: every row has one cell for each heading."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def render(table: Table, form: Format, width: int | None = None) -> str:
    """Write the table in a format; `width` is the terminal's for text, None where nobody looks.

    CSV is RFC 4180 without a title, with a byte-order mark; what a spreadsheet would calculate is
    marked as text. LaTeX needs the packages array, booktabs and longtable and reads UTF-8;
    Chinese needs ctex and xelatex.
    """
    if form == "csv":
        return BYTE_ORDER_MARK + csv_lines([table.headings, *table.rows])
    if form == "latex":
        return f"% {table.title}\n{latex_table(table)}"
    if form == "markdown":
        return f"**{table.title}**\n\n{markdown_table(table)}"
    return f"{table.title}\n\n{_text(table, width)}"


def csv_lines(rows: Iterable[Sequence[str]]) -> str:
    """Write rows as CSV, each cell that would be a formula behind an apostrophe."""
    output = StringIO()
    csv.writer(output).writerows([_harmless(cell) for cell in row] for row in rows)
    return output.getvalue()


def markdown_table(table: Table) -> str:
    """Write the headings and rows as a table of Markdown."""
    headings, *rows = ([markdown_text(c) for c in row] for row in (table.headings, *table.rows))
    return tabulate(rows, headings, tablefmt="github", disable_numparse=True) + "\n"


def markdown_text(text: str) -> str:
    """Escape what Markdown would take for the edge of a cell or a tag, and keep to one line."""
    return re.sub(r"([|<])", r"\\\1", " ".join(text.split()))


def latex_table(table: Table) -> str:
    """Write the headings and rows as a longtable with the rules of booktabs, as wide as the page.

    Its columns share the page by what stands in them, and break their lines.
    """
    head, *lines = (_latex_row(row) for row in (table.headings, *table.rows))
    columns = "\n".join(
        f"  >{{\\raggedright\\arraybackslash}}p{{\\dimexpr {share:.3f}\\linewidth-2\\tabcolsep}}"
        for share in _shares(table)
    )
    return "\n".join(
        [
            "\\begingroup\\small\\setlength{\\tabcolsep}{3pt}",
            f"\\begin{{longtable}}{{@{{}}\n{columns}\n@{{}}}}",
            *("\\toprule", head, "\\midrule", "\\endhead", *lines, "\\bottomrule"),
            "\\end{longtable}\n\\endgroup\n",
        ]
    )


def latex_text(text: str) -> str:
    """Escape the signs of LaTeX; spaces stand for line ends, and long words can be broken."""
    plain = " ".join(text.split())
    broken = _LONGEST_WORD.sub(lambda word: _BITE.sub(rf"\1{_BREAK}", word[0]), plain)
    # Two hyphens would become a dash.
    return broken.translate(_LATEX_SIGNS).replace("--", "-{}-").replace("--", "-{}-")


def _harmless(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) else cell


def _latex_row(cells: Sequence[str]) -> str:
    # A bracket or a star after the end of the row before would be read as that row's.
    written = [re.sub(r"^([\[*])", r"{\1}", latex_text(cell)) for cell in cells]
    return f"{' & '.join(written)} \\\\"


def _shares(table: Table) -> list[float]:
    """Give each column its longest word, and what is left of the page by what stands in them."""
    columns = list(zip(table.headings, *table.rows, strict=True))
    least = [max(map(_longest_word, column)) + _LATEX_GAP for column in columns]
    most = [min(max(map(width_of, column)), _LATEX_WIDEST) for column in columns]
    left = max(0, _LATEX_PAGE - sum(least))
    wanted = [max(1, wide - narrow) for wide, narrow in zip(most, least, strict=True)]
    widths = [one + left * more / sum(wanted) for one, more in zip(least, wanted, strict=True)]
    return [width / sum(widths) for width in widths]


def _longest_word(cell: str) -> int:
    return max((len(word) for word in _WHOLE_WORD.findall(_LONGEST_WORD.sub("", cell))), default=2)


def _text(table: Table, width: int | None) -> str:
    """Columns that line up, or a paragraph for each row where they cannot stand side by side."""
    if width is not None and len(table.headings) * _NARROWEST > width:
        return "\n".join(_paragraph(table.headings[1:], row) for row in table.rows)
    rows = tuple(tuple(map(Cell, row)) for row in table.rows)
    return table_text(AnswerTable(table.headings, rows), width)


def _paragraph(headings: Sequence[str], row: Sequence[str]) -> str:
    lines = (f"  {name} · {cell}\n" for name, cell in zip(headings, row[1:], strict=True))
    return f"{row[0]}\n{''.join(lines)}"
