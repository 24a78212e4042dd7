"""A file of mappings for the small project, and the question by which mappings are read."""

import shutil
from pathlib import Path

OTHER = "http://other.example/thing/"
NAME = "data/links/other.sssom.tsv"
HEADER = """\
#curie_map:
#  cocreation: https://w3id.org/cocreation/id/
#  other: http://other.example/thing/
#mapping_set_title: To the other dataset
#ext_title_zh: 到另一数据集
#mapping_date: 2026-11-01
"""
COLUMNS = (
    "subject_id\tpredicate_id\tpredicate_modifier\tobject_id\tmapping_justification\t"
    "author_label\tconfidence\tcomment\text_comment_zh\n"
)
HOLDS = (
    "cocreation:case/s/one\tskos:exactMatch\t\tother:1\tsemapv:ManualMappingCuration\t"
    "Ann\t0.9\tThe same one.\t同一个。\n"
)
DENIED = (
    "cocreation:case/s/one\tskos:exactMatch\tNot\tother:2\tsemapv:ManualMappingCuration\t"
    "Ann\t1\tIts neighbour.\t邻近的另一个。\n"
)
WHOLE = HEADER + COLUMNS + HOLDS + DENIED


def add_links(project: Path, text: str = WHOLE) -> Path:
    """Write mappings and the library's questions about them into a small project."""
    path = project / NAME
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    folder = project / "queries" / "links"
    if not folder.exists():
        shutil.copytree(Path(__file__).parent.parent / "queries" / "links", folder)
    return path
