"""Cells that cannot be read, put into words: what is wrong, and the nearest known name."""

from collections.abc import Iterable
from dataclasses import dataclass

from cocreation.intake.workbook.cells import wanted
from cocreation.intake.workbook.names import Names
from cocreation.intake.workbook.rows import Cell
from cocreation.intake.workbook.table import Column, sheets
from cocreation.model import Text

_SHOWN = 60
_KINDS = {
    "study": Text(en="study", zh="研究"),
    "organization": Text(en="organization", zh="组织"),
    "sector": Text(en="sector", zh="行业"),
    "gap": Text(en="gap", zh="缺口"),
    "source": Text(en="source", zh="资料"),
    "part": Text(en="part of a publication", zh="出版物的部分"),
    "construct": Text(en="construct", zh="构念"),
    "proposition": Text(en="proposition", zh="命题"),
    "case": Text(en="case", zh="案例"),
    "coding-team": Text(en="coding team", zh="编码者"),
    "informant": Text(en="informant", zh="受访者"),
    "evidence": Text(en="evidence item", zh="证据"),
    "discrepancy": Text(en="discrepancy", zh="不一致之处"),
}
_VALUE = Text(en="value of the list", zh="列表中的值")
_NO_KIND = Text(
    en="This sheet is for cases of a kind that none of the graph is of: remove the row.",
    zh="此表只用于图谱中尚无的一类案例：请删去此行。",
)


@dataclass(frozen=True, slots=True)
class Problem:
    """One cell that cannot be read: of what statement it was to be part, and what is wrong.

    `suggestion` is the IRI of what was probably meant.
    """

    message: Text
    place: str
    text: str
    suggestion: str | None = None
    focus: str = ""
    path: str | None = None


def unknown_choice(text: str, cell: Cell, column: Column, names: Names) -> Problem:
    """A name that nothing bears."""
    kinds = [_KINDS.get(kind, _VALUE) for kind in column.choices]
    with_rows = {segment for sheet in sheets() for segment in sheet.segments.values()}
    can_be_new = bool(with_rows & set(column.choices))
    near = names.nearest(text, column.choices)
    what = Text(en=" or ".join(k.en for k in kinds), zh="或".join(k.zh for k in kinds))
    meant = near and (near.shown if near.shown.strip() else near.slug)
    return Problem(
        Text(
            en=f"No {what.en} is called “{_short(text)}”: "
            + (f"did you mean “{meant}”? Correct it" if near else "choose one of the list")
            + (", or add it in a row of its own." if can_be_new else "."),
            zh=f"没有名为“{_short(text)}”的{what.zh}："
            + (f"是否想写“{meant}”？请改正" if near else "请从列表中选择")
            + ("，或另起一行补录。" if can_be_new else "。"),
        ),
        cell.place,
        text,
        near.iri if near else None,
    )


def several_meant(
    text: str, cell: Cell, found: Iterable[str], names: Names, column: Column
) -> Problem:
    """A name that more than one thing bears."""
    listed = [names.shown(iri, column.choices) for iri in found]
    return Problem(
        Text(
            en=f"“{_short(text)}” names more than one thing: write one of {', '.join(listed)}.",
            zh=f"“{_short(text)}”所指不止一个：请写其一：{'、'.join(listed)}。",
        ),
        cell.place,
        text,
    )


def one_only(text: str, cell: Cell) -> Problem:
    """Several values in a cell that can have only one."""
    return Problem(
        Text(
            en=f"This cell has one value, not “{_short(text)}”: keep one of them.",
            zh=f"此单元格只能有一个值，而不是“{_short(text)}”：请保留其一。",
        ),
        cell.place,
        text,
    )


def unknown_kind(cell: Cell, names: Names, roots: Iterable[str]) -> Problem:
    """A kind of thing that the sheet does not hold."""
    known = [choice.shown for choice in names.classes(roots)]
    if not known:
        return Problem(_NO_KIND, cell.place, cell.text)
    return Problem(
        Text(
            en=f"This sheet has no kind “{_short(cell.text)}”: write one of {', '.join(known)}.",
            zh=f"此表没有“{_short(cell.text)}”这一类型：请写其一：{'、'.join(known)}。",
        ),
        cell.place,
        cell.text,
    )


def bad_id(cell: Cell) -> Problem:
    """A short id that no IRI can have."""
    return Problem(
        Text(
            en=f"“{_short(cell.text)}” cannot be a short id: use letters, digits and hyphens.",
            zh=f"“{_short(cell.text)}”不能作短名：请用字母、数字和连字符。",
        ),
        cell.place,
        cell.text,
    )


def taken_id(cell: Cell) -> Problem:
    """A short id that an earlier row has."""
    return Problem(
        Text(
            en=f"The short id “{_short(cell.text)}” is that of another row too: give each its own.",
            zh=f"短名“{_short(cell.text)}”与另一行重复：请分别命名。",
        ),
        cell.place,
        cell.text,
    )


def not_wanted(cell: Cell, column: Column) -> Problem:
    """A text where a number, a month or a yes is wanted."""
    what = wanted(column)
    return Problem(
        Text(
            en=f"“{_short(cell.text)}” is not {what.en}: correct the cell.",
            zh=f"“{_short(cell.text)}”不是{what.zh}：请改正。",
        ),
        cell.place,
        cell.text,
    )


def bad_statement(cell: Cell) -> Problem:
    """A cell of a plain statement that is no term."""
    return Problem(
        Text(
            en=f"“{_short(cell.text)}” does not name anything here: write an IRI, a prefix and a "
            "name such as skos:note, or a path such as case/my-study/x.",
            zh=f"此处“{_short(cell.text)}”未指明任何事物：请写 IRI、带前缀的名称（如 skos:note）"
            "或路径（如 case/my-study/x）。",
        ),
        cell.place,
        cell.text,
    )


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _SHOWN else plain[: _SHOWN - 1] + "…"
