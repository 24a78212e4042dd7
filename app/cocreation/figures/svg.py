"""A drawing as SVG: text stays text, and nothing is said in a style, which pages forbid."""

from collections.abc import Sequence
from xml.etree import ElementTree as Tree

from cocreation.figures.drawing import (
    PAPER,
    Drawing,
    Linked,
    Mark,
    Point,
    Rectangle,
    Stroke,
    Words,
    head_of,
)
from cocreation.model import Language

# Chinese first: a font without these letters would otherwise leave them to chance.
CHINESE_FONTS = (
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "PingFang SC",
    "Hiragino Sans GB",
    "Microsoft YaHei",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "SimHei",
)
_FONTS = ", ".join([*(f"'{name}'" for name in CHINESE_FONTS), "Arial", "Helvetica", "sans-serif"])
_NAMESPACE = "http://www.w3.org/2000/svg"
_TAGS: dict[Language, str] = {"en": "en", "zh": "zh-Hans"}


def write(drawing: Drawing) -> str:
    """Write a drawing; equal drawings give equal text.

    With links it is a group, whose parts a reader for the blind can reach, else an image.
    """
    linked = any(isinstance(mark, Linked) and mark.link for mark in drawing.marks)
    width, height = _number(drawing.width), _number(drawing.height)
    root = Tree.Element(
        "svg",
        {
            "xmlns": _NAMESPACE,
            "viewBox": f"0 0 {width} {height}",
            "width": width,
            "height": height,
            "role": "group" if linked else "img",
            "lang": _TAGS[drawing.language],
            "font-family": _FONTS,
        },
    )
    Tree.SubElement(root, "title").text = drawing.title
    Tree.SubElement(root, "desc").text = drawing.description
    Tree.SubElement(root, "rect", {"width": width, "height": height, "fill": PAPER})
    for mark in drawing.marks:
        _add(root, mark, drawing.language)
    Tree.indent(root, "")
    return Tree.tostring(root, encoding="unicode") + "\n"


def _add(parent: Tree.Element, mark: Mark, language: Language) -> None:
    if isinstance(mark, Rectangle):
        _add_rectangle(parent, mark)
    elif isinstance(mark, Stroke):
        _add_stroke(parent, mark)
    elif isinstance(mark, Words):
        _add_words(parent, mark, language)
    else:
        given = {"href": mark.link, "aria-label": mark.name} if mark.link else {}
        inner = Tree.SubElement(parent, "a" if mark.link else "g", given)
        for one in mark.marks:
            _add(inner, one, language)


def _add_rectangle(parent: Tree.Element, mark: Rectangle) -> None:
    given = {
        "x": _number(mark.x),
        "y": _number(mark.y),
        "width": _number(mark.width),
        "height": _number(mark.height),
        "rx": _number(mark.radius),
        "fill": mark.look.fill,
        "stroke": mark.look.line,
    }
    Tree.SubElement(parent, "rect", given)


def _add_stroke(parent: Tree.Element, mark: Stroke) -> None:
    given = {"points": _points(mark.points), "fill": "none", "stroke": mark.color}
    Tree.SubElement(parent, "polyline", {**given, "stroke-width": "1.2"})
    if mark.head:
        Tree.SubElement(parent, "polygon", {"points": _points(head_of(mark)), "fill": mark.color})


def _add_words(parent: Tree.Element, mark: Words, language: Language) -> None:
    line = mark.line
    given = {"x": _number(mark.x), "y": _number(mark.y), "font-size": _number(line.size)}
    given["fill"] = mark.color
    if line.bold:
        given["font-weight"] = "700"
    if mark.anchor != "start":
        given["text-anchor"] = mark.anchor
    if mark.turned:
        given["transform"] = f"rotate(-90 {given['x']} {given['y']})"
    if line.language and line.language != language:
        given["lang"] = _TAGS[line.language]
    Tree.SubElement(parent, "text", given).text = line.text


def _points(points: Sequence[Point]) -> str:
    return " ".join(f"{_number(x)},{_number(y)}" for x, y in points)


def _number(value: float) -> str:
    return f"{round(value, 2):g}"
