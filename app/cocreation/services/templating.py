"""An empty case to fill in, with the choices that the graph has."""

from collections.abc import Sequence
from typing import Literal

from cocreation.intake.workbook.skeleton import write_skeleton
from cocreation.intake.workbook.writing import Pages
from cocreation.intake.workbook.xlsx_writing import write_xlsx
from cocreation.model import FileGraph
from cocreation.services.choices import choices_of

Format = Literal["xlsx", "ttl"]


def make_template(graphs: Sequence[FileGraph], form: Format) -> bytes:
    """A workbook, or Turtle with comments, whose choices are what the asserted `graphs` know."""
    choices = choices_of(graphs)
    if form == "ttl":
        return write_skeleton(choices).encode()
    return write_xlsx(Pages((), ()), choices, template=True)
