"""CSV that a person opens in a spreadsheet: a text that it would calculate is marked as text.

What the SPARQL endpoint answers stays as the standard has it; a program reads that.
"""

import csv
import re
from dataclasses import replace
from io import StringIO

from cocreation.store.base import CSV, Answer

# What a spreadsheet takes for the beginning of a formula, or drops before one.
_FORMULA = re.compile(r"[=+\-@\t\r\n＝＋－＠]")
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?")


def harmless(answer: Answer) -> Answer:
    """Give the answer with an apostrophe before each cell of CSV that would be a formula."""
    if answer.media_type != CSV:
        return answer
    rows = list(csv.reader(StringIO(answer.body.decode(), newline="")))
    if not any(_is_formula(cell) for row in rows for cell in row):
        return answer
    output = StringIO(newline="")
    csv.writer(output).writerows(
        [f"'{cell}" if _is_formula(cell) else cell for cell in row] for row in rows
    )
    return replace(answer, body=output.getvalue().encode())


def _is_formula(cell: str) -> bool:
    return bool(_FORMULA.match(cell)) and not _NUMBER.fullmatch(cell)
