"""What an address asks for that is not there: refused in one sentence, with what there is."""

from collections.abc import Sequence

from cocreation.errors import UnknownNameError
from cocreation.likeness import nearest_names
from cocreation.model import Text

# So many names are listed whole; of more, those that are most like the one asked for.
_FEW = 8


def unknown_value(parameter: str, asked: str, names: Sequence[str]) -> UnknownNameError:
    """Name the fault of a value that nothing listed here has, with those that something has."""
    near = list(names) if len(names) <= _FEW else nearest_names(asked, names) or list(names[:_FEW])
    one_of, and_more = ("one of", "") if len(near) == len(names) else ("one, such as", " 等")
    listed, listed_zh = ", ".join(near), "、".join(near)
    return UnknownNameError(
        Text(
            en=f"Nothing here has “{asked}” as {parameter}; choose {one_of} {listed}.",
            zh=f"此处没有 {parameter} 为“{asked}”的内容；可选 {listed_zh}{and_more}。",
        ),
        {"parameter": parameter, "nearest": near},
    )
