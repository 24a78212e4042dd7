"""What the workbook's last sheet tells: how to fill it in, then each sheet and each column."""

from collections.abc import Iterable, Iterator

from cocreation.intake.workbook.rows import OTHER_HEADINGS, OTHER_NOTES, both
from cocreation.intake.workbook.table import NONE, OTHER, Sheet
from cocreation.model import Text

_INTRODUCTION = (
    Text(
        en="One row is one thing. Fill in what you have; half a case can be checked too: "
        "cocreation validate my-case.xlsx",
        zh="一行就是一个事物。有多少填多少，未完成的案例也可检查：cocreation validate my-case.xlsx",
    ),
    Text(
        en="The yellow rows are examples. They are not read as long as they are unchanged; "
        "write over them or leave them.",
        zh="黄色行是示例，改动之前不会读入；可直接改写，也可保留不动。",
    ),
    Text(
        en="A choice may be written as in the list, in Chinese, in English or as its short id. "
        "Where several fit, separate them by semicolons.",
        zh="选项可按列表书写，也可只写中文名、英文名或短名；可填多项时以分号分隔。",
    ),
    Text(
        en="New organizations, sectors, sources and informants get a row of their own on their "
        "sheet; then their short id or name can be used everywhere.",
        zh="新的组织、行业、资料与受访者在各自的表中另起一行，之后即可在各处用其短名或名称。",
    ),
    Text(
        en=f"An empty cell says nothing, or what its note says; {NONE} says nothing in any case.",
        zh=f"空单元格表示未说明，或如其说明所述；写 {NONE} 则一律表示未说明。",
    ),
    Text(
        en="Columns may be moved and left out. Colours and widths mean nothing.",
        zh="列可以调换或删去；颜色与列宽没有含义。",
    ),
)
_HEADINGS = ("工作表 / Sheet", "列 / Column", "说明", "Meaning")


def help_rows(sheets: Iterable[Sheet]) -> Iterator[tuple[tuple[str, ...], bool]]:
    """Each row of the help, and whether it is a heading."""
    yield ("帮助 / Help", "", "填写说明", "How to fill it in"), True
    for text in _INTRODUCTION:
        yield ("", "", *both(text)), False
    yield ("", "", "", ""), False
    yield _HEADINGS, True
    for sheet in sheets:
        yield (_title(sheet.name), "", *both(sheet.about)), False
        for column in sheet.columns:
            yield ("", _title(column.heading), *both(column.full_note)), False
    about = Text(
        en="Everything else, a statement a row, so that nothing is lost.",
        zh="其余内容，每行一条陈述，以免丢失。",
    )
    yield (_title(OTHER), "", *both(about)), False
    for name, note in zip(OTHER_HEADINGS, OTHER_NOTES, strict=True):
        yield ("", _title(name), *both(note)), False


def _title(text: Text) -> str:
    return f"{text.zh} / {text.en}"
