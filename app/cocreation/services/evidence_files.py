"""Evidence to take along: as CSV that spreadsheets open right, and as a workbook."""

from collections.abc import Sequence
from typing import Literal

from cocreation.intake.workbook.plain import write_table
from cocreation.model import Language, Text
from cocreation.services.evidence import COLUMNS, Evidence, Item
from cocreation.services.table_formats import Table, render

Ending = Literal["csv", "xlsx"]

_TITLE = Text(en="Evidence", zh="证据")
_MARKED = Text(en="Marked as at odds", zh="标注为不一致")
_NAME = Text(en="Name in the graph", zh="图谱中的名称")
_YES = Text(en="yes", zh="是")


def write_items(
    evidence: Evidence, items: Sequence[Item], ending: Ending, language: Language
) -> bytes:
    """Write a row for each item, with a heading for each column, in UTF-8 or as a workbook."""
    table = _table(evidence, items, language)
    if ending == "xlsx":
        return write_table(table.title, table.headings, table.rows)
    return render(table, "csv").encode()


def _table(evidence: Evidence, items: Sequence[Item], language: Language) -> Table:
    headings = (*COLUMNS.values(), _MARKED, _NAME)
    rows = (
        (
            *(evidence.shown(item, column, language) for column in COLUMNS),
            _YES.in_language(language) if item.marked else "",
            item.item.iri,
        )
        for item in items
    )
    return Table(
        _TITLE.in_language(language),
        tuple(heading.in_language(language) for heading in headings),
        tuple(rows),
    )
