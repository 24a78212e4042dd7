"""What may be wrong with a file of mappings, in plain words."""

from cocreation import rdf_syntax
from cocreation.errors import SourceError
from cocreation.model import Text

_FAULTS = {
    "yaml": Text(
        en="the header (the lines that begin with #) is no YAML here; write `#key: value`",
        zh="表头（以 # 开头的行）此处不是 YAML；请写作“#键: 值”",
    ),
    "header": Text(
        en="it has no header; begin it with `#curie_map:` and the prefixes below it",
        zh="缺少表头；请以“#curie_map:”开头，并在其下列出前缀",
    ),
    "curie_map": Text(
        en="the header has no curie_map with an IRI for each prefix; add it",
        zh="表头缺少 curie_map（每个前缀及其 IRI）；请补上",
    ),
    "license": Text(
        en="license is “{0}”; give the licence's address, such as "
        "https://creativecommons.org/licenses/by/4.0/",
        zh="license 为“{0}”；请写许可的网址，例如 https://creativecommons.org/licenses/by/4.0/",
    ),
    "column": Text(en="the column {0} is missing; add it", zh="缺少列 {0}；请补上"),
    "cells": Text(
        en="the row has {1} cells where the table has {0} columns; put a tab for an empty cell",
        zh="此行有 {1} 个单元格，而表有 {0} 列；空单元格也须以制表符隔开",
    ),
    "table": Text(
        en="a quotation mark is open or misplaced; close it, or double it within a text",
        zh="引号未闭合或位置不当；请补上，文本内的引号须写两次",
    ),
    "twice": Text(
        en="this mapping was made in a row above already; keep one of the two",
        zh="上文已有同一映射；请只保留其一",
    ),
    "empty": Text(en="{0} is empty; fill it in", zh="{0} 为空；请填写"),
    "prefix": Text(
        en="{0} is “{1}”, whose prefix the curie_map does not have; declare it, or mend the name",
        zh="{0} 为“{1}”，其前缀未列于 curie_map；请声明该前缀，或改正名称",
    ),
    "name": Text(
        en="{0} is “{1}”, which names nothing; write prefix:name",
        zh="{0} 为“{1}”，不成其名；请写作“前缀:名称”",
    ),
    "modifier": Text(
        en="predicate_modifier is “{0}”; write Not, or leave it empty",
        zh="predicate_modifier 为“{0}”；请写 Not 或留空",
    ),
    "confidence": Text(
        en="confidence is “{0}”; write a number from 0 to 1",
        zh="confidence 为“{0}”；请写 0 到 1 之间的数",
    ),
    "day": Text(
        en="{0} is “{1}”; write the day as 2026-11-27",
        zh="{0} 为“{1}”；请写作 2026-11-27 这样的日期",
    ),
    "unknown": Text(
        en="{0} is not in the graph; mend the name, or leave the row out",
        zh="图谱中没有 {0}；请改正名称，或删去此行",
    ),
}


def fault(kind: str, file: str, line: int = 0, *told: str) -> SourceError:
    """Name a fault of a file of mappings, at a line where it is known."""
    text = _FAULTS[kind]
    return rdf_syntax.fault(file, text.en.format(*told), text.zh.format(*told), line)
