"""What stands below a figure: how to read its signs."""

from collections.abc import Sequence

from cocreation.figures.boxes import TINY
from cocreation.figures.drawing import MUTED, Manner, Mark, stacked
from cocreation.figures.lettering import LEADING, Line, fill
from cocreation.model import Text

_MARGIN = 16.0
COUNTED = Text(
    en="n: evidence items of the study that support a construct, those of all constructs below it "
    "included, each counted once; n = 0 means not reported.",
    zh="n：研究中支持该构念（含其下各级构念）的证据条数，每条只计一次；n = 0 表示未报告。",
)


def noted(
    notes: Sequence[Text], top: float, width: float, manner: Manner
) -> tuple[list[Mark], float]:
    """Set notes below a figure; with them the height at which the figure ends."""
    if not notes:
        return [], top
    marks: list[Mark] = []
    for language in manner.languages:
        between = " " if language == "en" else ""
        whole = between.join(note.in_language(language) for note in notes)
        for line in fill(whole, width - 2 * _MARGIN, TINY):
            marks += stacked((Line(line, TINY, language),), _MARGIN, top, MUTED)
            top += TINY * LEADING
    return marks, top + _MARGIN
