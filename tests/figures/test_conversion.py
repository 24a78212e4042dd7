"""Figures as PDF and PNG: with their letters, their links and their size."""

import re
from io import BytesIO

import pytest
from PIL import Image
from pypdf import PdfReader

from cocreation.errors import FontError
from cocreation.figures import conversion
from cocreation.services.figures import Wanted
from figures.conftest import SPOKEN, WHOLE_AND_PARTS

PNG_PER_PIXEL = 0.56 / 72 * 300


@pytest.fixture(scope="module", autouse=True)
def _needs_a_font():
    if not set(conversion.CHINESE_FONTS) & set(conversion._fonts().families()):
        pytest.skip("needs a Chinese font: apt-get install fonts-noto-cjk")


TITLES = {
    ("data-structure", "en"): "Figure 2. Data structure of the cases",
    ("data-structure", "zh"): "图2 案例数据结构",
    ("model", "en"): "Figure 3. Integrated model of KBDC-based value co-creation between "
    "platform-based cloud service providers and users under group dynamics",
    ("model", "zh"): "图3 群体动力作用下平台型云服务商与用户基于KBDCs的价值共创整合模型",
}


@pytest.mark.parametrize("spoken", SPOKEN)
@pytest.mark.parametrize(("name", "part"), WHOLE_AND_PARTS)
def test_a_pdf_has_the_words_of_the_figure_its_links_and_its_fonts(drawn, name, part, spoken):
    wanted = Wanted(name, spoken, part)
    document = PdfReader(BytesIO(drawn.write(wanted, "pdf")))
    (page,) = document.pages
    svg = drawn.write(wanted, "svg").decode()
    words = re.findall(r"<text[^>]*>([^<]+)</text>", svg)
    found = "".join(page.extract_text().split())
    assert [one for one in words if "".join(one.split()) not in found] == []
    links = [one.get_object()["/A"]["/URI"] for one in page["/Annots"]]
    assert sorted(links) == sorted(re.findall(r'<a href="([^"]+)"', svg))
    fonts = [font.get_object() for font in page["/Resources"]["/Font"].values()]
    descendants = [font["/DescendantFonts"][0].get_object() for font in fonts]
    assert all("FontFile" in "".join(one["/FontDescriptor"]) for one in descendants)
    assert document.metadata.title == TITLES[name, "en" if spoken == "en" else "zh"]


@pytest.mark.parametrize("spoken", SPOKEN)
@pytest.mark.parametrize("name", ["data-structure", "model", "coverage"])
def test_a_png_is_as_large_as_the_figure_and_not_empty(drawn, name, spoken):
    wanted = Wanted(name, spoken)
    drawing = drawn.draw(wanted)
    image = Image.open(BytesIO(drawn.write(wanted, "png")))
    assert image.size[0] == pytest.approx(drawing.width * PNG_PER_PIXEL, abs=2)
    assert image.size[1] == pytest.approx(drawing.height * PNG_PER_PIXEL, abs=2)
    assert len(image.convert("RGB").getcolors(2**24)) > 100


@pytest.mark.parametrize("form", ["pdf", "png"])
def test_the_same_figure_gives_the_same_bytes(drawn, form):
    drawing = drawn.draw(Wanted("model", "zh"))
    first = conversion.convert(drawing, form)
    conversion._converted.cache_clear()
    assert conversion.convert(drawing, form) == first


def test_without_a_chinese_font_chinese_is_refused_with_how_to_mend_it(drawn, monkeypatch):
    class Bare:
        def families(self):
            return ["DejaVu Sans"]

    monkeypatch.setattr(conversion, "_fonts", Bare)
    conversion._converted.cache_clear()
    with pytest.raises(FontError, match="apt-get install fonts-noto-cjk") as caught:
        drawn.write(Wanted("model", "zh"), "pdf")
    assert "中文字体" in caught.value.message.zh


def test_links_in_a_pdf_lie_where_their_boxes_are(drawn):
    drawing = drawn.draw(Wanted("data-structure", "en"))
    (page,) = PdfReader(BytesIO(conversion.convert(drawing, "pdf"))).pages
    height = float(page.mediabox.height)
    first = next(one for one in drawing.marks if hasattr(one, "link"))
    box = first.marks[0]
    left, bottom, right, top = (float(one) for one in page["/Annots"][0].get_object()["/Rect"])
    scale = 0.56
    assert (left, height - top) == pytest.approx((box.x * scale, box.y * scale), abs=0.1)
    assert (right - left, top - bottom) == pytest.approx(
        (box.width * scale, box.height * scale), abs=0.1
    )
