"""The words of the pages, which stand in a file for each area."""

import ast
from collections import Counter
from pathlib import Path

from cocreation.web import texts


def names(path):
    """The names in the first table of texts of a file."""
    tables = (
        node.value
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.AnnAssign) and isinstance(node.value, ast.Dict)
    )
    return [key.value for key in next(tables).keys if isinstance(key, ast.Constant)]


def test_no_text_of_one_area_takes_the_place_of_another_s():
    files = list(Path(texts.__file__).parent.rglob("*texts.py"))
    told = Counter(name for file in files for name in names(file))
    assert len(told) > 300
    assert [name for name, times in told.items() if times > 1] == []
    assert told.keys() == texts.TEXTS.keys()
