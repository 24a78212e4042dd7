"""The form of what a store holds now, and a filled form as a file."""

import re
from pathlib import Path
from typing import Literal

from cocreation.errors import ParameterError
from cocreation.intake.workbook.writing import pages_of
from cocreation.intake.workbook.xlsx_writing import write_xlsx
from cocreation.model import Text
from cocreation.services.choices import stored_choices
from cocreation.services.form.entries import Filled
from cocreation.services.form.fields import Form, make_form
from cocreation.services.form.reading import Reading
from cocreation.sources import ntriples
from cocreation.store.base import Store
from cocreation.store.embedded import open_snapshot
from cocreation.turtle import format_turtle

MOST_ENTRIES = 100
_BLANK = re.compile(rb"(?m)^_:|> _:[A-Za-z0-9]+ \.$")


def stored_form(store: Store, folder: Path | None) -> Form:
    """The form with the choices that a store has now.

    `folder` is where the store is, if it is in one: statements are looked up there, as no query
    over everything has to be waited for. The choices keep its snapshot open as long as they are.
    """
    looked_up = open_snapshot(folder) if folder else store
    return make_form(looked_up, stored_choices(looked_up))


def refuse_too_many(filled: Filled) -> Filled:
    """ParameterError where a page would be too long to be used."""
    if len(filled.entries) > MOST_ENTRIES:
        raise ParameterError(
            Text(
                en=f"The form holds up to {MOST_ENTRIES} things, and these are "
                f"{len(filled.entries)}; use the workbook, or send the case in parts.",
                zh=f"表单最多容纳 {MOST_ENTRIES} 项，现有 {len(filled.entries)} 项；"
                "请改用工作簿，或把案例分成几部分。",
            )
        )
    return filled


def as_file(reading: Reading, form: Form, kind: Literal["turtle", "xlsx"]) -> bytes:
    """Write what a form says as Turtle or as a workbook."""
    if kind == "xlsx":
        return write_xlsx(pages_of(reading.triples, form.choices), form.choices)
    lines = ntriples(reading.triples)
    # Laying out a stranger's blank nodes may take for ever; N-Triples are Turtle too.
    return lines if _BLANK.search(lines) else format_turtle(lines.decode(), "form").encode()
