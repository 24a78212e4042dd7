"""An SVG figure as PDF, with text that can be searched and links, or as PNG."""

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from threading import Lock
from typing import Literal

import typst

from cocreation.errors import FontError
from cocreation.figures.drawing import Drawing, Linked, Point, Rectangle, Stroke
from cocreation.figures.svg import CHINESE_FONTS, write
from cocreation.model import Text

Form = Literal["pdf", "png"]

DOTS_PER_INCH = 300
# A figure of 860 pixels is printed about as wide as a page of text, 170 mm.
_POINTS = 0.56
_HAN = re.compile(r"[\u2e80-\u9fff]")
_NO_FONT = Text(
    en="No Chinese font is installed, so the figure can only be given as SVG here; install one, on "
    "Debian with `apt-get install fonts-noto-cjk`.",
    zh="系统未安装中文字体，此处只能给出 SVG 格式的图；请安装中文字体，"
    "Debian 上可用 `apt-get install fonts-noto-cjk`。",
)
_PAGE = """
#let points(pixels) = float(pixels) * float(sys.inputs.scale) * 1pt
#set page(
  width: points(sys.inputs.width), height: points(sys.inputs.height), margin: 0pt, fill: white,
)
#set document(title: sys.inputs.title, date: none)
#image(
  bytes(sys.inputs.svg), format: "svg", width: 100%, alt: sys.inputs.description,
)
#for line in sys.inputs.links.split("\\n").filter(line => line != "") {
  let (x, y, width, height, address) = line.split(" ")
  place(top + left, dx: points(x), dy: points(y), link(
    address, box(width: points(width), height: points(height)),
  ))
}
"""


# One at a time: a page of pixels takes memory, and many at once would take it from the queries.
_ONE = Lock()


def convert(drawing: Drawing, form: Form) -> bytes:
    """Give a drawing as PDF or as PNG; equal drawings give equal bytes, and the last are kept.

    FontError where it has Chinese and no Chinese font that a figure names is installed.
    """
    with _ONE:
        return _converted(drawing, form)


@lru_cache(maxsize=32)
def _converted(drawing: Drawing, form: Form) -> bytes:
    image = write(drawing)
    fonts = _fonts()
    if _HAN.search(image) and not set(CHINESE_FONTS) & set(fonts.families()):
        raise FontError(_NO_FONT)
    given = {
        "svg": image,
        "title": drawing.title,
        "description": drawing.description,
        "width": str(drawing.width),
        "height": str(drawing.height),
        "scale": str(_POINTS),
        "links": "\n".join(_links(drawing)),
    }
    compiler = typst.Compiler(_PAGE.encode(), font_paths=fonts, sys_inputs=given)
    made = compiler.compile(format=form, ppi=DOTS_PER_INCH, timestamp=0)
    return made if isinstance(made, bytes) else b"".join(made or ())


@cache
def _fonts() -> typst.Fonts:
    """The fonts of the machine, which take long to find."""
    return typst.Fonts()


def _links(drawing: Drawing) -> Iterable[str]:
    """A line for each mark that leads somewhere: where it is, how large, and the address."""
    for mark in drawing.marks:
        if isinstance(mark, Linked) and mark.link:
            left, top, right, bottom = _extent(mark)
            yield f"{left:.2f} {top:.2f} {right - left:.2f} {bottom - top:.2f} {mark.link}"


def _extent(mark: Linked) -> tuple[float, float, float, float]:
    """The corner at the top left and that at the bottom right, around an arrow with some room."""
    corners: list[Point] = []
    for one in mark.marks:
        if isinstance(one, Rectangle):
            corners += [(one.x, one.y), (one.x + one.width, one.y + one.height)]
        elif isinstance(one, Stroke):
            corners += [(x + room, y + room) for x, y in one.points for room in (-6, 6)]
        else:
            corners.append((one.x, one.y))
    horizontal, vertical = zip(*corners, strict=True)
    return min(horizontal), min(vertical), max(horizontal), max(vertical)
