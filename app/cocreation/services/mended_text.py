"""What became of a file's mends, in sentences."""

from collections.abc import Iterator
from pathlib import Path

from cocreation.model import Text
from cocreation.services.mended_copies import MendedCopy


def sentences(copy: MendedCopy, output: Path) -> Iterator[Text]:
    """What was made, what was left out, what somebody has to choose, and what was lost."""
    for mend in copy.made:
        yield Text(en=f"[{mend.name}] {mend.label.en}", zh=f"［{mend.name}］{mend.label.zh}")
    if copy.made:
        yield Text(
            en=f"Mends made in {output}: {len(copy.made)}; the report is that of the copy.",
            zh=f"已在 {output} 中改正 {len(copy.made)} 处；以下为副本的检查结果。",
        )
    else:
        yield Text(
            en="Nothing was written: no finding has one proven mend alone.",
            zh="未写入任何文件：没有只有一种可行改法的问题。",
        )
    if copy.is_anew:
        yield Text(
            en="The copy was written anew: comments, layout and remarks of the file are not in it.",
            zh="副本为重新写出：原文件的注释、版式与备注不在其中。",
        )
    if copy.lost_drawings:
        yield Text(
            en="Pictures, charts or other drawings of the workbook are not all in the copy; "
            "copy them over from the file.",
            zh="副本中缺少工作簿里的部分图片、图表或其他图形；请从原文件复制过来。",
        )
    for mend in copy.left_out:
        yield Text(
            en=f"Left out, as it clashes with the others: [{mend.name}] {mend.label.en}",
            zh=f"因与其他改法冲突而未采用：［{mend.name}］{mend.label.zh}",
        )
    for finding in copy.open:
        names = [mend.name for mend in finding.mends]
        yield Text(
            en=f"Still to choose of the file's mends, with --choose: {', '.join(names)} "
            f"({finding.message.en})",
            zh=f"仍需用 --choose 在原文件的改法中选择：{'、'.join(names)}（{finding.message.zh}）",
        )
